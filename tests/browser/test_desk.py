"""The desk as a moderator sees it, in a real browser, with scripts and without."""

import os
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from tests.browser.conftest import Visit

PICTURE = Path(__file__).with_name("queue.png")


def test_a_moderator_signs_in_and_sees_the_queue_with_the_words_marked(
    visit: Visit,
) -> None:
    visit.sign_in()
    assert "waiting, the most urgent first" in visit.text()
    marks = visit.browser.find_elements(By.CSS_SELECTOR, "article mark")
    assert "complete moron" in [mark.text for mark in marks]
    if os.environ.get("MODERATION_TAKE_PICTURE"):  # the one that the README shows
        visit.browser.save_screenshot(str(PICTURE))


def test_a_rejection_leaves_the_queue_and_undo_brings_it_back(visit: Visit) -> None:
    visit.sign_in()
    first = visit.browser.find_element(By.CSS_SELECTOR, "article blockquote").text
    visit.press("article button.reject")
    flash = visit.browser.find_element(By.CSS_SELECTOR, ".flash")
    assert "rejected" in flash.text
    assert first not in _shown(visit)
    visit.press(".flash button")
    assert first in _shown(visit)


def test_a_readers_comment_shows_its_fate_and_is_found_in_the_queue(
    visit: Visit, tmp_path: Path
) -> None:
    text = f"Mail me if you know more: {tmp_path.name}@tram.example"
    visit.go("/demo")
    visit.browser.find_element(By.NAME, "text").send_keys(text)
    visit.press("main form button")
    assert "Your comment is pending" in visit.text()
    assert "It shows an e-mail address" in visit.text()
    visit.sign_in()
    assert text in _shown(visit)


@pytest.mark.parametrize("path", ["/sign-in", "/demo"])
def test_pages_fit_a_phone(visit: Visit, path: str) -> None:
    visit.browser.set_window_size(500, 900)
    visit.go(path)
    main = visit.browser.find_element(By.TAG_NAME, "main")
    assert main.size["width"] <= 500


def _shown(visit: Visit) -> list[str]:
    found = visit.browser.find_elements(By.CSS_SELECTOR, "article blockquote")
    return [each.text for each in found]
