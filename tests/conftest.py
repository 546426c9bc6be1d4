"""What most tests need: the shipped judges, and a database of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation import accounts
from moderation.intake import Service
from moderation.judges import Judges
from moderation.settings import Settings
from moderation.store import Database
from web.app import create_app


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    judges = Judges.open(tmp_path / "models")
    db = Database(tmp_path / "moderation.db", busy_timeout_ms=100)
    yield Service(db, judges, judges.topic.hold_below)
    db.close()


@pytest.fixture
def app(service: Service, tmp_path: Path) -> Flask:
    app = create_app(Settings(data=tmp_path), demo=True)
    app.extensions["moderation"].db.close()
    app.extensions["moderation"] = service
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def key(service: Service) -> dict[str, str]:
    made = accounts.make_key(service.db, "test", "default", accounts.RIGHTS)
    return {"Authorization": f"Bearer {made}"}
