"""`LIKELY_TO_REJECT@VERSION`: what a kept version of the site's own model says."""

import pytest

from moderation.service import Service
from tests.moderation.stories import taught
from tests.promoted import two_versions
from tests.web.perspective.calling import FINNISH, Caller

TEXT = "My lawyer will sue over the tram."
NAME = "LIKELY_TO_REJECT"


@pytest.fixture
def versions(service: Service) -> tuple[str, str]:
    """Two versions that say different things; the second is in service."""
    first, second = two_versions(service)
    live = service.judges.live
    live.registry.promote("default", second, live.ground)
    return first, second


def test_a_kept_version_says_what_it_said_in_service(
    caller: Caller, service: Service, versions: tuple[str, str]
) -> None:
    first, second = versions
    scores = caller.scores(
        TEXT, NAME, f"{NAME}@{first}", f"{NAME}@{second}", "TOXICITY"
    )
    assert scores[NAME] == scores[f"{NAME}@{second}"]
    assert scores[f"{NAME}@{first}"] > scores[NAME] + 0.05
    live = service.judges.live
    live.registry.rollback("default")
    assert caller.scores(TEXT, NAME)[NAME] == scores[f"{NAME}@{first}"]


def test_an_unknown_version_is_told_as_an_unknown_attribute(
    caller: Caller, service: Service, versions: tuple[str, str]
) -> None:
    for name in (f"{NAME}@house-none", f"{NAME}@house-..", f"{NAME}@house-"):
        body = {"comment": {"text": TEXT}, "requestedAttributes": {name: {}}}
        status, error = caller.refused(body)
        assert status == 400
        assert error["message"] == f"Unknown requested attribute: {name}"


def test_a_number_is_a_version_of_google_and_means_the_one_in_service(
    caller: Caller, versions: tuple[str, str]
) -> None:
    scores = caller.scores(TEXT, NAME, f"{NAME}@2")
    assert scores[NAME] == scores[f"{NAME}@2"]


def test_a_language_that_no_version_reads_is_told(
    caller: Caller, versions: tuple[str, str]
) -> None:
    name = f"{NAME}@{versions[0]}"
    body = {"comment": {"text": FINNISH}, "requestedAttributes": {name: {}}}
    status, error = caller.refused(body)
    assert status == 400
    assert "does not support request languages: fi" in error["message"]


def test_each_score_in_the_store_names_its_version(
    service: Service, versions: tuple[str, str]
) -> None:
    first, second = versions
    live = service.judges.live
    taught(service, 1, start=500)
    live.registry.rollback("default")
    taught(service, 1, start=501)
    with service.db.reading() as connection:
        rows = connection.execute(
            "SELECT model, scores FROM judgements ORDER BY comment"
        )
        kept = [(row["model"].split("+"), "reject" in row["scores"]) for row in rows]
    assert kept[0] == ([service.judges.model.version], False)
    assert kept[-2] == ([service.judges.model.version, second], True)
    assert kept[-1] == ([service.judges.model.version, first], True)
