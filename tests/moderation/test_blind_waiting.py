"""What waits to be decided blind: the number told is how many are shown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moderation import blind, erasure
from moderation.comments import Action, Article
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import blind_waiting
from tests.moderation.blinded import answer, audit, following
from tests.moderation.stories import count, decide, person, post

SPORT = Scope(sections=frozenset({"sport"}))


@pytest.fixture(autouse=True)
def people(service: Service) -> None:
    for name in ("mo", "bea", "lea"):
        person(service, name, role="lead" if name == "lea" else "moderator")


def drawn(service: Service, id: str, section: str = "news") -> None:
    """A comment that is to be decided blind."""
    article = Article(id=section, section=section)
    audit(service, post(service, f"Tram {id} is late.", id, article=article).key)


def waiting(service: Service, name: str = "bea", scope: Scope = UNLIMITED) -> int:
    return blind.waiting(service.db, "default", name, scope)


def shown(service: Service, name: str, scope: Scope) -> int:
    """How many are shown to somebody who skips each."""
    skipped: list[int] = []
    while its := blind.following(service.db, "default", name, scope, skipped):
        skipped.append(its.number)
    return len(skipped)


def test_what_was_edited_or_erased_since_is_not_counted(service: Service) -> None:
    for id in ("edited", "erased", "stays"):
        drawn(service, id)
    assert waiting(service) == 3
    post(service, "The tram is early.", "edited", article=Article(id="news"))
    assert waiting(service) == 2
    erasure.erase(service.db, "default", "erased", by="lea")
    assert waiting(service) == 1


def test_what_somebody_has_decided_is_not_counted_for_them(service: Service) -> None:
    drawn(service, "1")
    decide(service, "1", Action.APPROVE, by="mo")
    assert (waiting(service, "mo"), waiting(service, "bea")) == (0, 1)


def test_any_number_outside_of_somebodys_limits_hides_nothing_inside(
    service: Service,
) -> None:
    for number in range(230):
        drawn(service, str(number))
    drawn(service, "inside", section="sport")
    its = following(service, "bea", SPORT)
    assert its is not None
    assert its.comment.id == "inside"
    assert waiting(service, "bea", SPORT) == 1
    assert waiting(service) == 231


def test_what_is_told_on_every_page_is_told_of_the_newest_alone(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind_waiting, "LOOKED_THROUGH", 3)
    drawn(service, "inside", section="sport")
    for number in range(3):
        drawn(service, str(number))
    assert blind.waiting_about(service.db, "default", "bea", UNLIMITED) == 3
    assert blind.waiting_about(service.db, "default", "bea", SPORT) == 0
    assert blind.waiting_about(service.db, "default", "bea", UNLIMITED, most=2) == 2
    drawn(service, "newest", section="sport")
    assert blind.waiting_about(service.db, "default", "bea", SPORT) == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "erase", "decide", "blind", "nothing"]),
        st.sampled_from(["mo", "bea"]),
        st.sampled_from(["sport", "news"]),
    ),
    max_size=6,
)


@given(STEPS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_as_many_are_shown_as_are_counted(
    service: Service, steps: list[tuple[str, str, str]]
) -> None:
    """Whatever happened to what was drawn, and to what earlier examples have left."""
    for what, name, section in steps:
        id = str(count(service, "comments"))
        drawn(service, id, section)
        if what == "edit":
            post(service, f"Tram {id} was late.", id, article=Article(id=section))
        elif what == "erase":
            erasure.erase(service.db, "default", id, by="lea")
        elif what == "decide":
            decide(service, id, Action.APPROVE, by=name)
        elif what == "blind":
            answer(service, name, Action.APPROVE)
    for name in ("mo", "bea", "lea"):
        for scope in (UNLIMITED, SPORT, Scope(queues=frozenset({"legal"}))):
            found = shown(service, name, scope)
            assert waiting(service, name, scope) == found
            told = blind.waiting_about(service.db, "default", name, scope)
            assert told == min(found, blind.MOST_TOLD)
