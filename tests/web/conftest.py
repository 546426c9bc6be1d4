"""The service itself, once under each server that there is; and a learnt version."""

import importlib.util
import signal
from collections.abc import Iterator

import pytest

from moderation.service import Service
from moderation.settings import SERVERS
from tests import needs
from tests.moderation.audited import audit, learnt
from tests.moderation.stories import taught
from tests.served import Server


@pytest.fixture(scope="session", params=SERVERS)
def one(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One of each kind, the same for all files: each start takes seconds."""
    if importlib.util.find_spec(request.param) is None:
        needs.missing(f"the package {request.param}")
    made = Server(tmp_path_factory.mktemp("served"), request.param)
    yield made
    made.stop(signal.SIGKILL)


@pytest.fixture
def server(one: Server) -> Server:
    """It runs, whatever became of it before."""
    one.start("--demo")
    return one


@pytest.fixture
def version(service: Service) -> str:
    """Of a site's model in service, with audits and later decisions."""
    found = learnt(service).version
    audit(service, 50)
    taught(service, 60, start=90)
    return found
