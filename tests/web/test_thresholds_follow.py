"""Whichever way a version comes into service, its thresholds are set by then."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from moderation import guarantees, jobs, sites
from moderation.accepted import Accepted
from moderation.comments import Action
from moderation.service import Service
from moderation.store.database import now
from moderation.workshop import schedule
from moderation.workshop.retraining import RETRAIN
from tests.desk_visits import send, signed_in
from tests.moderation.audited import audit, learnt
from tests.moderation.stories import decide, post
from tests.moderation.waits import ended
from web.cli import main

SITE = "default"


def line(*words: str) -> Callable[[FlaskClient, Service, str], None]:
    def called(client: FlaskClient, service: Service, version: str) -> None:
        data = ["--data", str(service.db.path.parent)]
        given = [word.replace("VERSION", version) for word in words]
        done = CliRunner().invoke(main, [*given, *data])
        assert done.exit_code == 0, done.output

    return called


def page(path: str) -> Callable[[FlaskClient, Service, str], None]:
    def called(client: FlaskClient, service: Service, version: str) -> None:
        lead = signed_in(client, service, role="lead")
        assert send(lead, path, version=version).status_code == 302
        for job in jobs.latest(service.db, SITE, [RETRAIN]):
            ended(service, job.number)

    return called


def rejects_bicycles(service: Service) -> None:
    """What nobody knew by then, so that what is learnt anew is better."""
    for number in range(180):
        bad = number % 3 == 0
        about = "bicycles belong on the road of" if bad else "the gardens are in"
        post(service, f"Street {number}, {about} our quarter.", f"b{number}")
        action = Action.REJECT if bad else Action.APPROVE
        decide(service, f"b{number}", action)


def forgotten(service: Service) -> None:
    """As if no version had any thresholds."""
    with service.db.writing() as connection:
        connection.execute("UPDATE sites SET kept_to = '{}'")


WAYS = {
    "promoted by a command": line("promote", "VERSION"),
    "promoted in the desk": page("/models/promote"),
    "learnt by a command": line("retrain"),
    "learnt at once": line("retrain", "--quick"),
    "learnt in the desk": page("/models/retrain"),
    "rolled back by a command": line("rollback"),
    "rolled back in the desk": page("/models/rollback"),
}


@pytest.fixture
def version(service: Service) -> str:
    """In service twice, so that there is something to roll back to."""
    model = learnt(service)
    live = service.judges.live
    live.registry.promote(SITE, model.version, live.ground)
    audit(service, 12)
    guarantees.accept(service, SITE, Accepted(wrong_approvals=0.1), by="ann")
    rejects_bicycles(service)
    forgotten(service)
    return model.version


@pytest.mark.parametrize("way", WAYS)
def test_a_version_has_its_thresholds_when_it_comes_into_service(
    client: FlaskClient, service: Service, version: str, way: str
) -> None:
    WAYS[way](client, service, version)
    current = service.judges.live.registry.current(SITE)
    kept = sites.find(service.db, SITE).kept_to
    assert kept == {} if current is None else current in kept, way


def test_the_command_for_a_timer_sets_them_too(
    client: FlaskClient,
    service: Service,
    version: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sites.configure(service.db, SITE, by="ann", retrain_after_decisions=20)
    later = now() + timedelta(hours=30)
    monkeypatch.setattr(schedule, "now", lambda: later)
    line("retrain", "--if-due")(client, service, version)
    assert (
        service.judges.live.registry.current(SITE)
        in sites.find(service.db, SITE).kept_to
    )
