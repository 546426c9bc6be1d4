"""Rules in a real browser: written, checked at the line, published; and thresholds."""

import pytest

from moderation import accounts, rulebooks
from moderation.thresholds import setting
from tests.browser.conftest import PASSWORD, Desk, Visit

RULES = """name: ours
rules:
  - id: trams
    says: It speaks of trams.
    when: topic.shared_wrds > 0
    then: hold
"""


@pytest.fixture
def editor(desk: Desk) -> str:
    """Somebody who makes rules, with nothing written yet."""
    with desk.service.db.writing() as db:
        db.execute("DELETE FROM rule_drafts")
        known = db.execute("SELECT 1 FROM users WHERE name = 'ed'").fetchone()
    if known is None:
        accounts.make_user(
            desk.service.db, "ed", "lead", site="default", password=PASSWORD
        )
    return "ed"


def test_rules_are_written_checked_and_published(
    visit: Visit, desk: Desk, editor: str
) -> None:
    visit.sign_in(editor, then="/rules/edit")
    page = visit.page
    page.fill("#text", RULES)
    visit.press("button[value=check]")
    assert "did you mean `topic.shared_words`?" in visit.text()
    assert page.locator("#L5.bad").is_visible()
    page.fill("#text", RULES.replace("wrds", "words"))
    visit.press("button[value=publish]")
    page.fill("[name=note]", "Trams alone.")
    visit.press("section button.main")
    assert "Published as number" in visit.text()
    kept = rulebooks.in_service(desk.service.db, "default")
    assert kept is not None
    assert kept.content == RULES.replace("wrds", "words")
    rulebooks.rollback(desk.service.db, "default", 0, by="ed")


def test_while_one_writes_problems_come_and_lead_to_their_place(
    scripted: Visit, editor: str
) -> None:
    scripted.sign_in(editor, then="/rules/edit")
    page = scripted.page
    page.fill("#text", RULES)
    page.click("#problems a[data-line]")
    selected = "text.value.slice(text.selectionStart, text.selectionEnd)"
    assert page.evaluate(selected) == "topic.shared_wrds"
    assert page.locator("#gutter span").count() == RULES.count("\n") + 1
    page.keyboard.type("topic.shared_words")
    page.locator("#problems a[data-line]").wait_for(state="detached")
    assert "No problems." in page.inner_text("#verdict")
    page.reload()
    assert "topic.shared_words" in page.input_value("#text")


def test_a_text_is_tried_in_the_test_box(visit: Visit, editor: str) -> None:
    visit.sign_in(editor, then="/rules/test")
    visit.page.fill("[name=text]", "Anyone who voted for this is a <b>moron</b>.")
    visit.press("form.panel button.main")
    assert "It would be: held" in visit.text()
    assert "Rules that fire" in visit.text()
    assert "<b>" in visit.text()


def test_a_threshold_is_moved_and_set(visit: Visit, desk: Desk, editor: str) -> None:
    visit.sign_in(editor, then="/thresholds/insult")
    page = visit.page
    page.fill("#hold", "0.75")
    visit.press("#choose button:not(.main)")
    assert page.input_value("#hold") == "0.75"
    assert page.locator('[data-line="hold"]').first.get_attribute("x1") == "450.0"
    visit.press("#choose button.main")
    assert "they hold from the next comment on" in visit.text()
    found = setting.standing(desk.service, "default").settings
    assert found.thresholds["insult"].hold == 0.75


def test_a_slider_moves_the_line_and_the_numbers(scripted: Visit, editor: str) -> None:
    scripted.sign_in(editor, then="/thresholds/insult")
    page = scripted.page
    page.focus('[data-for="hold"]')
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.input_value("#hold") == "0.01"
    assert page.locator('[data-line="hold"]').first.get_attribute("x1") == "6"
    row = '[data-at="0.01"] [data-told="row-held"]'
    told = page.locator('[data-told="hold-held"]').text_content()
    assert told == page.locator(row).text_content()
