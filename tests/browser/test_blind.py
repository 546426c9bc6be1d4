"""Deciding blind without a mouse, in a real browser."""

import pytest
from playwright.sync_api import Browser

from moderation import accounts, blind, queue, sites
from moderation.comments import Action, Reason, Status
from moderation.scopes import UNLIMITED
from moderation.service import Service
from tests.browser.conftest import DESKTOP, Desk, Visit, visiting
from tests.moderation.blinded import audit
from tests.moderation.stories import decide

WAITS = "header .waits"


@pytest.fixture
def drawn(crowded: Desk) -> Service:
    """Of what waits at the crowded desk two were drawn, and one has a known answer."""
    service = crowded.service
    sites.configure(
        service.db,
        "default",
        by="ann",
        audit_share=0.0,
        second_share=0.0,
        golden_each=1,
    )
    with service.db.writing() as connection:  # what chance had drawn when they came
        connection.execute("DELETE FROM blind_reviews")
    for id in ("1", "2"):
        audit(service, queue.find(service.db, "default", id).key)
    accounts.make_user(service.db, "bea", "moderator", site="default", password="")
    decide(service, "3", Action.REJECT, by="bea", reason=Reason.SPAM)
    blind.make_known(
        service.db,
        "default",
        "3",
        Action.REJECT,
        by="bea",
        note="Addresses are not published here.",
    )
    return service


def test_blind_is_decided_by_keys_and_a_known_answer_is_told_after(
    crowded: Desk, drawn: Service, browser: Browser
) -> None:
    for visit in visiting(browser, crowded.address, scripts=True, size=DESKTOP):
        visit.sign_in(then="/blind")
        assert "not published here" not in visit.text()
        pressed(visit, "1")  # the known one, as it was slipped in for now
        assert "you knew it" in visit.text()
        assert "Addresses are not published here." in visit.text()
        assert visit.page.inner_text(WAITS).split() == ["2", "waiting"]
        pressed(visit, "j")
        assert visit.page.inner_text(WAITS).split() == ["1", "waiting"]
        assert "you knew it" not in visit.text()
        pressed(visit, "a")
        assert "Nothing else waits than 1 comment that you skipped" in visit.text()
        assert visit.page.locator(WAITS).count() == 0
        pressed(visit, "j")
        pressed(visit, "2")
        assert "Nothing waits to be decided blind" in visit.text()
    found = {queue.find(drawn.db, "default", id).status for id in ("1", "2")}
    assert found == {Status.APPROVED, Status.REJECTED}
    by = (queue.find(drawn.db, "default", id).decided_by for id in ("1", "2", "3"))
    assert list(by) == ["mo", "mo", "bea"]
    assert blind.waiting(drawn.db, "default", "mo", UNLIMITED) == 0


def pressed(visit: Visit, key: str) -> None:
    """Press a key, and wait until the page that answers is there."""
    with visit.page.expect_navigation():
        visit.page.keyboard.press(key)
