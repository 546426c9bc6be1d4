"""The policy as a reader sees it, in a real browser."""

import pytest

from tests.browser.conftest import Visit


@pytest.mark.parametrize("width", [390, 1280])
def test_the_policy_is_reached_from_the_comments_and_fits(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.go("/demo")
    visit.press("main a[href^='/policy/']")
    assert "It insults a person." in visit.text()
    assert "How can I appeal?" in visit.text()
    box = visit.page.locator("main").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width


def test_what_follows_from_a_rule_stands_beside_it(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.go("/policy/default")
    section = visit.page.locator("section").first
    effect = section.locator("h4").first.bounding_box()
    rules = section.locator("ul").first.bounding_box()
    assert effect is not None
    assert rules is not None
    assert effect["x"] + effect["width"] <= rules["x"]
    assert abs(effect["y"] - rules["y"]) < 10
