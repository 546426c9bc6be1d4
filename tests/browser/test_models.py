"""Versions of a site's judge in a browser: tried, promoted, pinned, rolled back."""

import pytest

from classifier.house import training
from classifier.house.training import Example
from moderation import accounts
from tests.browser.conftest import PASSWORD, Desk, Visit

SITE = "default"


@pytest.fixture(scope="module")
def version(desk: Desk) -> str:
    """One that was learnt, and is not in service."""
    accounts.make_user(desk.service.db, "lea", "lead", site=SITE, password=PASSWORD)
    live = desk.service.judges.live
    texts = [f"{what} {n}" for n in range(10) for what in ("My lawyer", "The tram")]
    decided = [Example(text, text.startswith("My"), {}) for text in texts]
    model = training.fit(live.ground, decided)
    live.registry.save(SITE, model)
    return model.version


def test_a_version_is_tried_promoted_pinned_and_rolled_back(
    visit: Visit, desk: Desk, version: str
) -> None:
    registry = desk.service.judges.live.registry
    visit.sign_in("lea", then="/models")
    shown = visit.page.locator("#versions")
    visit.press(f"button:has-text('Try in the shadow {version}')")
    assert registry.shadow(SITE) == version
    assert "It has scored nothing yet" in visit.text()
    visit.press(f"button:has-text('Promote {version}')")
    assert registry.current(SITE) == version
    assert "in service" in shown.inner_text()
    visit.press("button:has-text('Pin what is in service')")
    assert "Pinned: what is in service stays" in visit.text()
    visit.press("button:text-is('Unpin')")
    visit.press("button:text-is('Roll back')")
    assert registry.current(SITE) is None
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= visit.page.evaluate("document.documentElement.clientWidth")
