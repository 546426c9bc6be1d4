"""No page of the desk has a fault that axe finds, light, dark, calm or in contrast.

What axe finds is a part of what matters: keys, focus and words are tried elsewhere.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from moderation import accounts
from moderation.settings import Settings
from tests.browser.conftest import PASSWORD, Desk, Visit
from tests.desk_pages import ADMIN, MISSING, PAGES, make_busy
from tests.serving import serving
from web.app import create_app

SOME = (
    "/",
    "/comments/rude",
    "/overview",
    "/rules/edit",
    "/thresholds/insult",
    "/audit",
)
"""Which have all that is coloured: the calm and the contrasting theme are tried so."""

OPEN_TO_ALL = ("/sign-in", "/demo", "/docs", "/policy/default", "/nowhere")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which everything has happened once."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("axe")), demo=True)
    service = app.extensions["moderation"]
    make_busy(service)
    accounts.make_user(service.db, ADMIN, "admin", site="default", password=PASSWORD)
    with serving(app) as address:
        yield Desk(service, address)
    service.db.close()


def faults(page: Page, *, colours: bool) -> dict[str, list[str]]:
    """What axe finds, by its rule; with where it is.

    Args:
        colours: these alone, as all else is the same in another theme.
    """
    rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if colours else {}
    options = {"resultTypes": ["violations"], **rules}
    found = Axe().run(page, options=options).response["violations"]
    return {
        each["id"]: [node["html"][:160] for node in each["nodes"]][:3] for each in found
    }


@pytest.mark.parametrize("scheme", ["light", "dark", "calm", "contrast"])
def test_axe_finds_no_fault(browser: Browser, desk: Desk, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(color_scheme="dark" if dark else "light")
    visit = Visit(context.new_page(), desk.address)
    found, colours = {}, scheme != "light"
    for path in OPEN_TO_ALL:
        visit.go(path)
        found[path] = faults(visit.page, colours=colours)
    visit.sign_in(ADMIN)
    for path in (*PAGES, MISSING) if scheme in ("light", "dark") else SOME:
        visit.go(path)
        if scheme in ("calm", "contrast"):
            visit.page.evaluate(
                "theme => document.documentElement.dataset.theme = theme", scheme
            )
        found[path] = faults(visit.page, colours=colours)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}
