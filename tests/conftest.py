"""What most tests need: the shipped judges, and a database of their own."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from threadpoolctl import threadpool_limits

from moderation import drawing, keys
from moderation.judges import Judges
from moderation.people import passwords
from moderation.service import Service
from moderation.settings import Settings
from moderation.store import Database
from moderation.store.database import BUSY_TIMEOUT_MS
from tests import needs
from web.app import create_app

# No deadline: no test is about how long something takes (benchmarks are).
settings.register_profile("tests", max_examples=needs.examples(100), deadline=None)
settings.load_profile("tests")


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """For what is as small as here, a second thread would only wait for the first."""
    with threadpool_limits(limits=1):
        yield


class _Never:
    """A chance that never comes."""

    def random(self) -> float:
        return 1.0


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is decided blind is drawn by chance, which no test is about."""
    monkeypatch.setattr(drawing, "_CHANCE", _Never())


@pytest.fixture(scope="session", autouse=True)
def imported_for_good() -> None:
    """The collector need not look through all that is imported again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashed in half a millisecond: for the sake of guessers it takes 70 elsewhere."""
    quick = "scrypt:256:8:1"
    nobody = passwords._NOBODY.replace(passwords.HASHED_BY, quick)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHED_BY", quick)
        patch.setattr(passwords, "_NOBODY", nobody)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database's file: to copy it is quicker than to make it."""
    path = tmp_path_factory.mktemp("empty") / "moderation.db"
    Database(path).close()
    return path


@pytest.fixture
def service(
    tmp_path: Path, empty_database: Path, request: pytest.FixtureRequest
) -> Iterator[Service]:
    judges = Judges.open(tmp_path / "models")
    path = shutil.copyfile(empty_database, tmp_path / "moderation.db")
    impatient = request.node.get_closest_marker("impatient")
    db = Database(path, busy_timeout_ms=100 if impatient else BUSY_TIMEOUT_MS)
    with db._lent(writes=True) as connection:  # lent again: no power cut here
        connection.execute("PRAGMA synchronous = OFF")
    yield Service(db, judges, judges.topic.hold_below)
    db.close()


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a service: its many routes take long to make."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("app")), demo=True)
    app.extensions["moderation"].db.close()
    return app


@pytest.fixture
def app(service: Service, empty_app: Flask) -> Iterator[Flask]:
    settings = dict(empty_app.config)
    empty_app.extensions["moderation"] = service
    yield empty_app
    empty_app.config.update(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def key(service: Service) -> dict[str, str]:
    made = keys.make(service.db, "test", "default", keys.RIGHTS)
    return {"Authorization": f"Bearer {made}"}
