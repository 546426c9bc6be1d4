"""The policy as a reader sees it, in a real browser."""

import pytest
from selenium.webdriver.common.by import By

from tests.browser.conftest import Visit


@pytest.mark.parametrize("width", [500, 1280])
def test_the_policy_is_reached_from_the_comments_and_fits(
    visit: Visit, width: int
) -> None:
    visit.browser.set_window_size(width, 900)
    visit.go("/demo")
    visit.press("main a[href^='/policy/']")
    assert "It insults a person." in visit.text()
    assert "How can I appeal?" in visit.text()
    page = visit.browser.find_element(By.TAG_NAME, "html")
    assert int(page.get_property("scrollWidth")) <= width


def test_what_follows_from_a_rule_stands_beside_it(visit: Visit) -> None:
    visit.browser.set_window_size(1280, 900)
    visit.go("/policy/default")
    section = visit.browser.find_element(By.CSS_SELECTOR, "section")
    effect = section.find_element(By.TAG_NAME, "h4").rect
    rules = section.find_element(By.TAG_NAME, "ul").rect
    assert effect["x"] + effect["width"] <= rules["x"]
    assert abs(effect["y"] - rules["y"]) < 10
