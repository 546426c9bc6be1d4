"""The desk on a phone: a comment is decided by a sweep of the thumb."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from moderation import queue
from moderation.comments import Comment, Status
from tests.browser.conftest import PHONE, Desk, Visit

FAR, SHORT = 160, 60
"""CSS pixels: beyond what a thumb slips by chance, and not."""


@pytest.fixture
def phone(crowded: Desk, browser: Browser) -> Iterator[Visit]:
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), crowded.address)
    visit.sign_in()
    visit.page.wait_for_selector("html.scripted")  # nothing sweeps before
    yield visit
    context.close()


def sweep(page: Page, right: int = 0, down: int = 0) -> str:
    """Sweep over the first comment's text; returns the comment's id."""
    card = page.locator("[data-comment]:not(.done)").first
    text = card.locator(".text").first
    text.scroll_into_view_if_needed()
    box = text.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    send = page.context.new_cdp_session(page).send
    steps = [(x + right * n / 8, y + down * n / 8) for n in range(9)]
    for number, (at_x, at_y) in enumerate(steps):
        kind = "touchMove" if number else "touchStart"
        touches = [{"x": at_x, "y": at_y}]
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return str(card.get_attribute("data-comment"))


def find(desk: Desk, id: str) -> Comment:
    return queue.find(desk.service.db, "default", id)


def test_a_sweep_to_the_right_approves(phone: Visit, crowded: Desk) -> None:
    id = sweep(phone.page, right=FAR)
    phone.page.wait_for_selector(f"[data-comment='{id}'].done")
    assert find(crowded, id).status is Status.APPROVED


def test_a_sweep_to_the_left_asks_for_the_reason(phone: Visit, crowded: Desk) -> None:
    id = sweep(phone.page, right=-FAR)
    phone.page.wait_for_function(
        "() => document.activeElement.matches('[name=reason][data-key=\"1\"]')"
    )
    assert find(crowded, id).status is Status.PENDING
    phone.page.locator("[name=reason]:focus").tap()
    phone.page.wait_for_selector(f"[data-comment='{id}'].done")
    assert find(crowded, id).status is Status.REJECTED


@pytest.mark.parametrize(("right", "down"), [(SHORT, 0), (-SHORT, 0), (30, FAR)])
def test_a_slip_or_a_scroll_decides_nothing(
    phone: Visit, crowded: Desk, right: int, down: int
) -> None:
    id = sweep(phone.page, right=right, down=down)
    phone.page.wait_for_timeout(200)
    assert find(crowded, id).status is Status.PENDING
    card = phone.page.locator(f"[data-comment='{id}']")
    assert card.evaluate("card => card.style.translate") == ""
