"""Learning from what is too little, one-sided or odd: told, and nothing is lost."""

import resource
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from classifier import NotEnoughExamples
from classifier.errors import AlreadyLearning, NotKept
from classifier.registry import Registry
from moderation import learning
from moderation.comments import Action
from moderation.learning import lessons, provenance
from moderation.service import Service
from moderation.store import examples
from moderation.store.examples import Source
from tests.moderation.stories import decide, post, taught

SITE = "default"


@pytest.fixture
def registry(service: Service) -> Registry:
    return Registry(service.db.path.parent / "models")


def retrain(service: Service, registry: Registry) -> learning.Retrained:
    return learning.retrain(service.db, registry, service.judges.live.ground, SITE)


def limits(service: Service, registry: Registry, version: str) -> list[str]:
    found: list[str] = registry.load(SITE, version, service.judges.live.ground).card[
        "limits"
    ]
    return found


def test_no_decisions_are_told(service: Service, registry: Registry) -> None:
    with pytest.raises(NotEnoughExamples, match="found 0 and 0; decide more"):
        retrain(service, registry)
    assert registry.versions(SITE) == []


def test_one_kind_alone_is_told(service: Service, registry: Registry) -> None:
    for number in range(12):
        post(service, f"Number {number} of the tram.", str(number))
        decide(service, str(number), Action.APPROVE)
    with pytest.raises(NotEnoughExamples, match="found 12 and 0; decide more"):
        retrain(service, registry)


def test_one_person_alone_teaches_and_the_card_says_so(
    service: Service, registry: Registry
) -> None:
    taught(service, 90)
    done = retrain(service, registry)
    assert done.promoted
    assert "nobody else has confirmed it" in done.why
    assert provenance.ONE_PERSON in limits(service, registry, done.version)
    taught(service, 40, start=90, by="ben")
    again = retrain(service, registry)
    assert "nobody else" not in again.why
    assert provenance.ONE_PERSON not in limits(service, registry, again.version)


def test_what_was_all_decided_in_bulk_is_learnt_and_waits_for_a_person(
    service: Service, registry: Registry
) -> None:
    taught(service, 90)
    with service.db.writing() as connection:
        connection.execute("UPDATE examples SET source = ?", (Source.BULK,))
    done = retrain(service, registry)
    assert done.compared.is_better
    assert not done.promoted
    assert registry.current(SITE) is None
    assert "decided among many at once" in done.why
    assert "`moderate promote` does it" in done.why
    assert provenance.ALL_BULK in limits(service, registry, done.version)


def test_a_pinned_judge_stays_and_why_is_told(
    service: Service, registry: Registry
) -> None:
    registry.pin(SITE)
    taught(service, 90)
    done = retrain(service, registry)
    assert done.compared.is_better
    assert not done.promoted
    assert registry.current(SITE) is None
    assert "is pinned; `moderate promote` does it" in done.why
    registry.pin(SITE, on=False)
    taught(service, 30, start=90)
    assert retrain(service, registry).promoted


@pytest.mark.parametrize("days", [-3_000, 3_000])
def test_a_clock_that_jumps_hides_no_decision(
    service: Service, registry: Registry, days: int
) -> None:
    taught(service, 90)
    first = retrain(service, registry)
    taught(service, 30, start=90)
    then = datetime.now(UTC) + timedelta(days=days)
    with service.db.writing() as connection:
        connection.execute(
            "UPDATE examples SET at = ? WHERE number > 90", (then.isoformat(),)
        )
    again = retrain(service, registry)
    assert again.champion == first.version
    assert again.compared.decisions == 30
    assert [each.version for each in registry.versions(SITE)] == [
        first.version,
        again.version,
    ]
    registry.promote(SITE, again.version, service.judges.live.ground)
    with pytest.raises(NotEnoughExamples, match="found 0; decide more"):
        retrain(service, registry)


def test_a_decision_that_replaces_another_is_a_new_one(
    service: Service, registry: Registry
) -> None:
    taught(service, 30)
    with service.db.writing() as connection:
        last = max(each.number for each in examples.in_order(connection, SITE))
        assert examples.since(connection, SITE, last) == 0
        key, at = examples.in_order(connection, SITE)[0].key, datetime.now(UTC)
        examples.keep(
            connection,
            key,
            rejected=True,
            reason=None,
            by="ben",
            at=at,
            source=Source.APPEAL,
        )
        assert examples.since(connection, SITE, last) == 1
        assert len(examples.in_order(connection, SITE)) == 30


def test_the_fingerprint_is_that_of_what_was_decided_and_of_nothing_else(
    service: Service,
) -> None:
    taught(service, 12)
    ground = service.judges.live.ground
    its = lessons.of_site(service.db, SITE, ground)
    first = provenance.fingerprint(its)
    assert provenance.fingerprint(its[::-1]) == first
    decide(service, "0", Action.APPROVE)
    assert provenance.fingerprint(lessons.of_site(service.db, SITE, ground)) != first


def test_a_version_tells_its_parent_and_fingerprint(
    service: Service, registry: Registry
) -> None:
    taught(service, 90)
    first = retrain(service, registry)
    taught(service, 30, start=90)
    second = retrain(service, registry)
    one, two = registry.versions(SITE)
    assert (one.number, one.parent) == (1, service.judges.model.version)
    assert (two.number, two.parent) == (2, first.version)
    assert two.version == second.version
    assert len(one.fingerprint) == len(two.fingerprint) == 64
    assert one.fingerprint != two.fingerprint


def test_two_who_learn_at_once_are_one(service: Service, registry: Registry) -> None:
    taught(service, 90)
    told = pytest.raises(AlreadyLearning, match="is being learnt already")
    with registry.learning(SITE), told:
        retrain(service, registry)
    assert retrain(service, registry).promoted


def test_a_full_disk_leaves_the_judge_in_service(
    service: Service, registry: Registry
) -> None:
    taught(service, 90)
    first = retrain(service, registry)
    taught(service, 30, start=90)
    lessons.of_site(service.db, SITE, service.judges.live.ground)  # reads and keeps
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        with pytest.raises(NotKept, match="what was in service stays"):
            retrain(service, registry)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert registry.current(SITE) == first.version
    assert [each.version for each in registry.versions(SITE)] == [first.version]
    assert not list((registry.root / SITE).glob(".house*"))


def test_who_promotes_while_it_is_compared_is_not_overruled(
    service: Service, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught(service, 90)
    ground = service.judges.live.ground
    first = retrain(service, registry)
    registry.rollback(SITE)
    taught(service, 30, start=90)
    save = Registry.save

    def saved(its: Registry, site: str, model: object) -> None:
        save(its, site, model)  # type: ignore[arg-type]
        its.promote(site, first.version, ground)

    monkeypatch.setattr(Registry, "save", saved)
    done = retrain(service, registry)
    assert done.compared.is_better
    assert not done.promoted
    assert registry.current(SITE) == first.version
    assert "another than it was compared with" in done.why


def killed_while_it_writes(service: Service, its: Path) -> bool:
    """Learn in a real process, and kill that; whether something half is left."""
    data, quiet = str(service.db.path.parent), subprocess.DEVNULL
    words = [sys.executable, "-m", "web", "retrain", "--data", data]
    with subprocess.Popen(words, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        while process.poll() is None and not list(its.glob(".house-*")):
            time.sleep(0.0005)
        process.kill()
    return process.returncode == -signal.SIGKILL and bool(list(its.glob(".house-*")))


def test_who_is_killed_while_a_version_is_written_leaves_none(
    service: Service, registry: Registry
) -> None:
    taught(service, 90)
    first = retrain(service, registry)
    taught(service, 30, start=90)
    its = registry.root / SITE
    # It may be done before the kill comes; then once more.
    assert any(killed_while_it_writes(service, its) for _ in range(5))
    assert registry.current(SITE) == first.version
    whole = [each.version for each in registry.versions(SITE)]
    assert len(list(its.glob("house-*"))) == len(whole)
    assert whole[0] == first.version
    retrain(service, registry)
    assert not list(its.glob(".house-*"))
