import pytest
from flask.testing import FlaskClient

from moderation import keys
from moderation.service import Service
from tests.web.perspective.calling import Caller


@pytest.fixture
def caller(client: FlaskClient, service: Service) -> Caller:
    return Caller(client, keys.make(service.db, "test", "default", keys.RIGHTS))
