"""The desk as a moderator sees it, in a real browser, with scripts and without."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, Visit

PICTURE = Path(__file__).with_name("queue.png")


def test_a_moderator_signs_in_and_sees_the_queue_with_the_words_marked(
    visit: Visit,
) -> None:
    visit.sign_in()
    assert "waiting" in visit.text()
    marks = visit.page.locator("article mark").all_inner_texts()
    assert "complete moron" in "".join(marks)  # in pieces that share their reasons
    if os.environ.get("MODERATION_TAKE_PICTURE"):  # the one that the README shows
        visit.page.screenshot(path=PICTURE)


def test_a_rejection_leaves_the_queue_and_undo_brings_it_back(visit: Visit) -> None:
    visit.sign_in()
    first = _shown(visit)[0]
    visit.page.locator("article button.reject").first.click()
    told = visit.page.get_by_role("status").filter(has_text="rejected")
    told.wait_for()
    assert first not in _shown(visit)
    visit.press("form[action='/undo'] button")
    assert first in _shown(visit)


def test_a_readers_comment_shows_its_fate_and_is_found_in_the_queue(
    visit: Visit, tmp_path: Path
) -> None:
    text = f"Mail me if you know more: {tmp_path.name}@tram.example"
    visit.go("/demo")
    visit.page.fill("[name=text]", text)
    visit.press("main form button")
    assert "Your comment is pending" in visit.text()
    assert "It shows an e-mail address" in visit.text()
    visit.sign_in()
    assert text in _shown(visit)


@pytest.mark.parametrize("path", ["/sign-in", "/demo"])
def test_pages_fit_a_phone(visit: Visit, path: str) -> None:
    width, height = PHONE
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.go(path)
    box = visit.page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= width


def _shown(visit: Visit) -> list[str]:
    return visit.page.locator("article .of-comment").all_text_contents()
