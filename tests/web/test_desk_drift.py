"""Whether a site's judge still fits: the page, the command, and what looks daily."""

import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from moderation import drift, jobs, watching
from moderation.comments import Article
from moderation.drift.shifts import LEAST
from moderation.people import managing
from moderation.service import Service
from moderation.settings import Settings
from moderation.store.database import now
from moderation.store.jobs import State
from moderation.workshop.drifting import DRIFT
from tests.desk_visits import send, signed_in
from tests.moderation.audited import learnt
from tests.moderation.looks import found_worrying
from tests.moderation.stories import KIND, post
from tests.moderation.waits import ended
from web.cli import main
from web.serving import learner

SITE, PATH = "default", "/models/drift"


def last(service: Service) -> drift.Look | None:
    """The last look at the model that is in service."""
    version = service.judges.live.registry.current(SITE)
    return drift.last(service.db, SITE, version)


def command(service: Service, *words: str) -> Result:
    data = str(service.db.path.parent)
    return CliRunner().invoke(main, ["drift", *words, "--data", data])


def test_what_was_found_is_shown_with_examples_to_who_writes_rules(
    client: FlaskClient, service: Service
) -> None:
    post(service, KIND, "kind-1")
    found_worrying(service, "kind-1")
    lead = signed_in(client, service, role="lead")
    page = lead.get(PATH).text
    for said in (
        *("house-of-tests", "Look at it:", "shifted", "worth a look", "off topic"),
        *("sport", "lift", "too few comments", "It does worse on those since"),
        *("More approvals are wrong", "More rejections are wrong"),
        *("0.810", "/comments/kind-1"),
    ):
        assert said in page, said
    for path in ("/models", "/"):
        assert "fits less than it did" in lead.get(path).text


def test_moderators_see_what_moved_and_no_examples(
    client: FlaskClient, service: Service
) -> None:
    post(service, KIND, "kind-1")
    found_worrying(service, "kind-1")
    desk = signed_in(client, service)
    page = desk.get(PATH).text
    assert "lift" in page
    assert "kind-1" not in page
    assert "fits less than it did" not in desk.get("/").text
    assert send(desk, PATH).status_code == 403


def test_who_is_limited_sees_no_words_or_sections_of_what_comes(
    client: FlaskClient, service: Service
) -> None:
    found_worrying(service)
    desk = signed_in(client, service)
    managing.limit(service.db, "mo", sections={"city"}, queues=(), by="boss")
    page = desk.get(PATH).text
    assert "Languages" in page
    for said in ("lift", "sport"):
        assert said not in page


def test_a_lead_has_it_looked_now(client: FlaskClient, service: Service) -> None:
    lead = signed_in(client, service, role="lead")
    assert "no judge of its own yet" in lead.get(PATH).text
    version = learnt(service).version
    assert "It has not been looked yet." in lead.get(PATH).text
    send(lead, PATH)
    (job,) = jobs.latest(service.db, SITE, [DRIFT])
    assert ended(service, job.number).state is State.DONE
    found = last(service)
    assert found is not None
    assert found.version == version
    assert "Nothing worries." in lead.get(PATH).text


def test_why_it_could_not_be_looked_is_told(
    client: FlaskClient, service: Service
) -> None:
    lead = signed_in(client, service, role="lead")
    send(lead, PATH)
    (job,) = jobs.latest(service.db, SITE, [DRIFT])
    assert "has no model of its own" in ended(service, job.number).trouble


def test_who_ends_it_is_led_back_to_the_page(
    client: FlaskClient, service: Service
) -> None:
    lead = signed_in(client, service, role="lead")
    send(lead, PATH)
    (job,) = jobs.latest(service.db, SITE, [DRIFT])
    answer = send(lead, f"/rules/jobs/{job.number}/cancel")
    assert answer.location == PATH
    assert ended(service, job.number).state in (State.CANCELLED, State.FAILED)


def test_the_command_tells_what_it_finds_and_keeps_it(service: Service) -> None:
    alone = command(service)
    assert alone.exit_code == 1
    assert "`moderate retrain`" in alone.stderr
    version = learnt(service).version
    told = command(service)
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith(f"{version}\tlearnt ")
    assert "audits since\ttoo few" in told.stdout
    assert told.stdout.endswith("nothing worries\n")
    assert last(service) is not None


def test_the_command_writes_nothing_that_a_terminal_acts_on(service: Service) -> None:
    for mark, section in (("old", "city"), ("new", "x\x1b]0;owned\x07\ty")):
        for n in range(LEAST):
            article = Article(id=f"{mark}-{n % 20}", section=section)
            text = f"Stop {n}: the tram is late, {mark}."
            post(service, text, f"{mark}-{n}", article=article)
        if mark == "old":
            learnt(service)
    told = command(service).stdout
    assert "x?]0;owned? y" in told
    assert "\x1b" not in told


def test_it_is_looked_once_a_day_by_itself_and_a_worry_is_logged_without_words(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    settings, stop = Settings(data=service.db.path.parent), threading.Event()
    assert learner.look_due(settings, service, stop) == []  # nothing of its own
    version = learnt(service).version
    assert learner.look_due(settings, service, stop) == [SITE]
    assert last(service) is not None
    assert learner.look_due(settings, service, stop) == []
    assert command(service, "--if-due").stdout == "not due\n"
    with service.db.writing() as connection:
        for away in (timedelta(days=-2), timedelta(days=2)):  # the clock was put back
            at = (now() + away).isoformat()
            connection.execute("UPDATE drift_looks SET at = ?", (at,))
    assert drift.is_due(service.db, SITE, version)
    assert not caplog.records


def test_a_monitor_reads_which_sites_worry(service: Service) -> None:
    name = f'moderation_model_worries{{site="{SITE}"}}'
    assert name not in watching.metrics(service)
    found_worrying(service)
    assert f"{name} 1" in watching.metrics(service).splitlines()


def test_a_look_of_an_older_service_is_no_look(service: Service) -> None:
    found_worrying(service)
    with service.db.writing() as connection:
        connection.execute("UPDATE drift_looks SET found = '{}'")
    assert last(service) is None
