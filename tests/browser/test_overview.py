"""Charts of the overview, as a phone draws them."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Desk, Visit

NAMES_BELOW = """
() => [...document.querySelectorAll("svg.plot")].map((plot) => {
  const texts = [...plot.querySelectorAll("text")];
  const lowest = Math.max(...texts.map((text) => Number(text.getAttribute("y"))));
  return texts.filter((text) => Number(text.getAttribute("y")) === lowest)
    .map((text) => text.getBoundingClientRect())
    .map((box) => [box.left, box.right]);
})[0]
"""
"""From where to where each label below the first chart is, in pixels."""


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("asked", ["24h", "7d", "7d&step=hour", "30d", "90d"])
def test_labels_of_an_axis_never_overlap(
    browser: Browser, desk: Desk, asked: str, language: str
) -> None:
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=language
    )
    visit = Visit(context.new_page(), desk.address)
    visit.sign_in(then="/overview")
    visit.go(f"/overview?range={asked}")
    labels = visit.page.evaluate(NAMES_BELOW)
    assert 3 <= len(labels) <= 7
    assert all(before[1] < after[0] for before, after in pairwise(labels))
    assert labels[-1][1] <= width
    context.close()
