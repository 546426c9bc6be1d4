"""The desk without a mouse: deciding in a row, undoing, choosing, one by one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from moderation import preferences, queue, review
from moderation.comments import Action, Author, Reason, Status
from moderation.queue import pages
from moderation.service import Service
from tests.browser.conftest import MANY, Desk, Visit, visiting
from tests.moderation.stories import post


@pytest.fixture
def crowd(crowded: Desk, browser: Browser) -> Iterator[tuple[Service, Visit]]:
    """A visit to a desk at which many comments wait."""
    for visit in visiting(browser, crowded.address, scripts=True):
        yield crowded.service, visit


def settled(visit: Visit) -> None:
    """Wait until what was sent is answered."""
    visit.page.wait_for_load_state("networkidle")


def statuses(service: Service) -> list[Status]:
    found = (queue.find(service.db, "default", str(n)) for n in range(MANY))
    return [comment.status for comment in found]


def test_thirty_comments_are_decided_in_a_row_without_a_mouse(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in()
    for number in range(30):
        visit.page.wait_for_selector("#cards [data-comment]:not(.done, .going)")
        visit.page.keyboard.press("j" if number % 7 == 0 else "Shift")
        before = visit.page.locator(".done").count()
        for key in ("a",) if number % 2 else ("r", "2"):
            visit.page.keyboard.press(key)
        visit.page.wait_for_function(
            "before => document.querySelectorAll('.done').length > before"
            " || !document.querySelector('.done')",
            arg=before,
        )
    settled(visit)
    found = statuses(service)
    assert found.count(Status.PENDING) == MANY - 30
    assert found.count(Status.APPROVED) == 15
    assert found.count(Status.REJECTED) == 15


def test_one_by_one_the_next_comes_by_itself(crowd: tuple[Service, Visit]) -> None:
    service, visit = crowd
    visit.sign_in(then="/review")
    for number in range(30):
        shown = visit.page.locator("#cards [data-comment]").get_attribute(
            "data-comment"
        )
        visit.page.keyboard.press("a" if number % 2 else "1")
        visit.page.wait_for_function(
            "shown => document.querySelector('#cards [data-comment]')"
            "?.dataset.comment !== shown",
            arg=shown,
        )
    for _ in range(100):  # what is sent goes on beside
        if statuses(service).count(Status.PENDING) == MANY - 30:
            break
        visit.page.wait_for_timeout(50)
    assert statuses(service).count(Status.PENDING) == MANY - 30


def test_a_key_undoes_what_a_key_did(crowd: tuple[Service, Visit]) -> None:
    service, visit = crowd
    visit.sign_in()
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("a")
    visit.page.wait_for_selector(".done [data-key=u]")
    assert Status.APPROVED in statuses(service)
    visit.page.keyboard.press("u")
    visit.page.wait_for_selector(".done", state="detached")
    settled(visit)
    assert set(statuses(service)) == {Status.PENDING}


def test_nothing_is_decided_that_no_key_has_pointed_to_nor_by_a_key_that_is_held(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in()
    visit.page.keyboard.press("a")  # shows which comment would be meant
    first = "document.activeElement === document.querySelector('[data-comment]')"
    assert visit.page.evaluate(first)
    assert set(statuses(service)) == {Status.PENDING}
    visit.page.keyboard.down("a")
    for _ in range(5):
        visit.page.keyboard.down("a")  # as a keyboard repeats it
    visit.page.wait_for_selector(".done")
    settled(visit)
    assert statuses(service).count(Status.APPROVED) == 1


def test_keys_do_nothing_while_one_writes(crowd: tuple[Service, Visit]) -> None:
    service, visit = crowd
    visit.sign_in()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("jar 1x")
    assert visit.page.input_value("[name=text]") == "jar 1x"
    assert set(statuses(service)) == {Status.PENDING}
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("?")
    assert visit.page.locator("dialog").is_visible()
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("dialog").is_visible()


def test_keys_lead_to_where_a_comment_is_deferred_or_a_message_written(
    crowd: tuple[Service, Visit],
) -> None:
    _, visit = crowd
    visit.sign_in()
    focused = "document.activeElement.name"
    for key, field in (("d", "queue"), ("m", "other_reason")):
        visit.page.keyboard.press("j")
        visit.page.keyboard.press(key)
        visit.page.wait_for_function(f"() => {focused} === '{field}'")
        visit.page.wait_for_timeout(100)  # nothing takes it away again
        assert visit.page.evaluate(focused) == field
        visit.page.keyboard.press("Escape")


def test_a_key_leads_to_how_the_author_is_treated(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    post(service, "The mayor should be shot.", "urgent", author=Author(id="ann"))
    visit.sign_in(then="/review")
    visit.page.keyboard.press("w")
    visit.page.wait_for_function("() => document.activeElement.name === 'standing'")
    assert visit.page.locator("[name=standing]").is_visible()


def test_a_break_is_suggested_while_one_decides_by_keys(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    preferences.choose(service.db, "mo", {"break_after": 3})
    visit.sign_in()
    visit.page.keyboard.press("j")
    for number in range(3):
        expect(visit.page.locator("#rest")).to_be_hidden()
        visit.page.keyboard.press("a")
        visit.page.wait_for_function(
            f"() => document.querySelectorAll('.done').length > {number}"
        )
    expect(visit.page.locator("#rest")).to_contain_text("3 comments without a break")
    with visit.page.expect_navigation():
        visit.page.locator("#rest button").press("Enter")
    expect(visit.page.locator("#rest")).to_be_hidden()
    assert visit.page.url.rstrip("?").endswith("/")


def test_an_address_says_what_is_asked_for_and_nothing_else(
    crowd: tuple[Service, Visit],
) -> None:
    _, visit = crowd
    visit.sign_in()
    visit.page.fill("#filters [name=text]", "tram")
    with visit.page.expect_navigation():
        visit.page.press("#filters [name=text]", "Enter")
    assert visit.page.url.endswith("/?text=tram&order=urgent")


def test_what_lies_between_is_chosen_with_shift_and_decided_as_one(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in()
    for key in ("j", "x", "j", "j", "j", "Shift+X"):
        visit.page.keyboard.press(key)
    assert visit.page.inner_text("#chosen-count") == "4"
    with visit.page.expect_navigation():
        visit.page.locator(".many button.approve").press("Enter")
    visit.page.wait_for_selector("text=4 decided")
    assert statuses(service).count(Status.APPROVED) == 4
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="Undo all of it").press("Enter")
    visit.page.wait_for_selector("text=4 are back in the queue")
    assert set(statuses(service)) == {Status.PENDING}


def test_who_was_slower_is_told_who_was_quicker(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in()
    first = visit.page.locator("[data-comment]").first.get_attribute("data-comment")
    review.decide(
        service.db, "default", str(first), Action.REJECT, by="Anna", reason=Reason.SPAM
    )
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("a")
    visit.page.wait_for_selector("text=Anna")
    assert queue.find(service.db, "default", str(first)).status is Status.REJECTED


def test_what_comes_meanwhile_is_counted_and_moves_nothing(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in()
    first = visit.page.locator("[data-comment]").first
    before = first.bounding_box()
    post(service, "The mayor should be shot.", "urgent")
    visit.page.wait_for_selector("#news:not([hidden])")
    assert visit.page.inner_text("#new") == "1"
    assert visit.page.inner_text("#waiting") == str(MANY + 1)
    assert first.get_attribute("data-comment") != "urgent"
    after = first.bounding_box()
    assert before is not None
    assert after == before
    visit.page.keyboard.press("g")
    visit.page.wait_for_selector("[data-comment=urgent]")


def test_a_band_of_scores_is_chosen_by_arrow_keys_and_decided(
    crowd: tuple[Service, Visit],
) -> None:
    service, visit = crowd
    visit.sign_in(then="/by-score?attribute=insult")
    slider = visit.page.locator("#low")
    slider.focus()
    slider.press("Home")
    visit.page.wait_for_selector(f"text={MANY} comments in the band")
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="Approve all of them").press("Enter")
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="Yes, approve them").press("Enter")
    visit.page.wait_for_selector(f"text={MANY} decided")
    assert pages.page(service, "default").waiting == 0
