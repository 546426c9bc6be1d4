"""What a person chose wins; then what the site says; then what is shipped."""

import pytest

from moderation import audit, preferences
from moderation.errors import BadSubmission
from moderation.preferences import Preferences, Theme
from moderation.service import Service
from moderation.store.audit import Wanted


def test_who_chose_nothing_has_what_is_shipped(service: Service) -> None:
    assert preferences.of(service.db, "mo", "default") == Preferences()


def test_a_sites_choice_holds_for_those_who_chose_nothing_else(
    service: Service,
) -> None:
    preferences.choose_for_site(
        service.db, "default", {"blurs": False, "break_after": 50}, by="ann"
    )
    preferences.choose(service.db, "mo", {"break_after": 10, "theme": Theme.CALM})
    found = preferences.of(service.db, "mo", "default")
    assert found == Preferences(blurs=False, break_after=10, theme=Theme.CALM)
    assert preferences.of(service.db, "mo", "other") != found


def test_who_chose_what_for_a_site_is_in_the_audit(
    service: Service,
) -> None:
    for masks, by in ((False, "ann"), (True, "bob")):
        preferences.choose_for_site(service.db, "default", {"masks": masks}, by=by)
    assert preferences.of_site(service.db, "default") == {"masks": True}
    found = audit.search(service.db, Wanted(site="default", kind="preferences.chosen"))
    assert [(each.by, each.details) for each in found] == [
        ("bob", {"masks": True}),
        ("ann", {"masks": False}),
    ]


@pytest.mark.parametrize(
    "choices", [{"blur_from": 1.1}, {"break_after": -1}, {"break_after": 10_001}]
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    service: Service, choices: dict[str, float]
) -> None:
    (name,) = choices
    with pytest.raises(BadSubmission, match=name):
        preferences.choose(service.db, "mo", choices)
    with pytest.raises(BadSubmission, match=name):
        preferences.choose_for_site(service.db, "default", choices, by="ann")
    assert preferences.of(service.db, "mo", "default") == Preferences()


def test_a_choice_that_no_version_knows_any_more_is_left_out(service: Service) -> None:
    preferences.choose(service.db, "mo", {"sparkles": True})
    assert preferences.of(service.db, "mo", "default") == Preferences()
