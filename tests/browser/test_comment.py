"""One comment in a real browser, with scripts and without: decided and taken back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from moderation import intake, queue, review, templates
from moderation.accounts import make_user
from moderation.comments import Author, Comment, Submission
from moderation.store.templates import Template
from tests.browser.conftest import PASSWORD, Desk, Visit, visiting

SITE = "default"
RUDE = "Whoever wrote the report of the year {0} is a complete moron."


@pytest.fixture
def comment(desk: Desk, request: pytest.FixtureRequest) -> Comment:
    """A new one that waits."""
    id = str(abs(hash(request.node.nodeid)))
    author = Author(id=f"author {id}", name="Ann")
    sent = Submission(id=id, text=RUDE.format(id), author=author)
    return intake.receive(desk.service, SITE, sent).comment


@pytest.fixture
def ben(browser: Browser, desk: Desk) -> Iterator[Visit]:
    """A visit of somebody else, with scripts."""
    with desk.service.db.reading() as db:
        known = db.execute("SELECT 1 FROM users WHERE name = 'ben'").fetchone()
    if known is None:
        make_user(desk.service.db, "ben", "lead", site=SITE, password=PASSWORD)
    for visit in visiting(browser, desk.address, scripts=True):
        visit.sign_in("ben")
        yield visit


def go(visit: Visit, comment: Comment) -> None:
    visit.go(f"/comments/{comment.id}")


def test_a_reason_is_one_press_and_undo_another(
    visit: Visit, desk: Desk, comment: Comment
) -> None:
    visit.sign_in()
    go(visit, comment)
    visit.page.click("button[name=reason][value=insult]")
    told = visit.page.locator("#said")
    expect(told).to_contain_text("rejected")
    assert queue.find(desk.service.db, SITE, comment.id).decided_by == "mo"
    visit.press("#said form button")
    expect(told).to_contain_text("is back in the queue")


def test_a_message_is_seen_before_it_is_sent(
    visit: Visit, desk: Desk, comment: Comment
) -> None:
    if not templates.all_of(desk.service.db, SITE):
        its = Template(name="T", reason=None, language="en", text="Dear {author}!")
        templates.save(desk.service.db, SITE, its, by="lena")
    visit.sign_in()
    go(visit, comment)
    visit.page.click("form.decide summary")
    visit.page.select_option("[name=template]", label="T (en)")
    visit.page.click("[data-preview]")
    expect(visit.page.locator(".shown blockquote")).to_have_text("Dear Ann!")
    visit.page.click("button[name=reason][value=insult]")
    expect(visit.page.locator("#said")).to_contain_text("rejected")
    assert templates.message_of(desk.service.db, SITE, comment.id) == "Dear Ann!"


def test_enter_in_a_field_decides_nothing(
    visit: Visit, desk: Desk, comment: Comment
) -> None:
    visit.sign_in()
    go(visit, comment)
    visit.page.click("form.decide summary")
    visit.page.fill("[name=queue]", "legal")
    visit.page.press("[name=queue]", "Enter")
    visit.page.click("button[value=defer]")
    expect(visit.page.locator("#said")).to_contain_text("deferred to legal")
    found = queue.find(desk.service.db, SITE, comment.id)
    assert (found.version, found.queue) == (2, "legal")


def test_work_outlives_the_session(visit: Visit, desk: Desk, comment: Comment) -> None:
    visit.sign_in()
    go(visit, comment)
    visit.page.click("form.decide summary")
    visit.page.fill("[name=note]", "A long note\nof mine")
    with desk.service.db.writing() as db:  # such as by signing out elsewhere
        ended = (f"ended at {comment.id}",)
        db.execute("UPDATE users SET session = ? WHERE name = 'mo'", ended)
    visit.page.click("button[name=reason][value=insult]")
    visit.page.wait_for_url("**/sign-in?then=/kept")
    visit.page.fill("[name=name]", "mo")
    visit.page.fill("[name=password]", PASSWORD)
    visit.press(".sign-in button")
    assert "A long note" in visit.text()
    visit.press("main button.main")
    note = queue.history(desk.service.db, SITE, comment.id)[-1].note
    assert note is not None
    assert note.split() == ["A", "long", "note", "of", "mine"]


def test_two_see_each_other_and_the_second_learns_what_the_first_did(
    scripted: Visit, ben: Visit, comment: Comment
) -> None:
    scripted.sign_in()
    go(scripted, comment)
    go(ben, comment)
    expect(ben.page.locator(".looking")).to_have_text("mo is looking at it.")
    scripted.page.keyboard.press("a")
    expect(scripted.page.locator("#said")).to_contain_text("approved")
    ben.page.click("button[name=reason][value=insult]")
    expect(ben.page.locator("#said")).to_contain_text("already approved by mo")


def test_who_leaves_the_page_is_no_longer_seen(
    scripted: Visit, ben: Visit, comment: Comment
) -> None:
    scripted.sign_in()
    go(scripted, comment)
    scripted.go("/decided")
    for _ in range(50):  # a page that is left says so beside, a little later
        go(ben, comment)
        if ben.page.locator(".looking").is_hidden():
            break
        ben.page.wait_for_timeout(100)
    expect(ben.page.locator(".looking")).to_be_hidden()


def test_keys_reject_for_a_reason_and_undo(
    scripted: Visit, desk: Desk, comment: Comment
) -> None:
    scripted.sign_in()
    go(scripted, comment)
    for key in ("r", "1"):
        scripted.page.keyboard.press(key)
    expect(scripted.page.locator("#said")).to_contain_text("rejected")
    with scripted.page.expect_navigation():
        scripted.page.keyboard.press("u")
    assert queue.find(desk.service.db, SITE, comment.id).decided_by is None
    review.approve(desk.service.db, SITE, comment.id, by="ben")
