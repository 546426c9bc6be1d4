"""No page of the desk has a fault that axe finds, light, dark, calm or in contrast.

What axe finds is a part of what matters: keys, focus and words are tried elsewhere.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from moderation import accounts, bulk, review
from moderation.comments import Action, Article, Author, Parent, Reason
from moderation.queue import pages
from moderation.queue.filters import EVERY, Filter
from moderation.settings import Settings
from tests.browser.conftest import PASSWORD, Desk, Visit
from tests.moderation.stories import KIND, RUDE, post
from tests.serving import serving
from web import demo
from web.app import create_app

ARTICLE = Article(id="tram", title="A tram", section="local", text="It will run.")

PAGES = (
    "/",
    "/?section=local&reason=insult&text=moron&order=newest",
    "/?text=nowhere",
    "/review",
    "/by-score?band=insult&band_low=0.1",
    "/comments/rude",
    "/comments/decided",
    "/authors/ann",
    "/search?text=moron",
    "/decided",
    "/many/1",
    "/overview",
    "/overview/people",
    "/overview/people/boss",
    "/models",
    "/rules",
    "/rules/edit",
    "/rules/test",
    "/rules/history",
    "/rules/backtests",
    "/rules/of/insults",
    "/thresholds",
    "/thresholds/insult",
    "/templates",
    "/templates/new",
    "/account",
    "/account/security",
    "/admin/sites",
    "/admin/site?name=default",
    "/admin/levels",
    "/admin/people",
    "/admin/person?name=boss",
    "/admin/keys",
    "/admin/webhooks",
    "/admin/retention",
    "/audit",
    "/audit/decisions",
)
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
    db = service.db
    demo.furnish(service)
    for name, role in (("mo", "moderator"), ("boss", "admin")):
        accounts.make_user(db, name, role, site="default", password=PASSWORD)
    ann = Author(id="ann", name="Ann")
    post(service, KIND, "kind", article=ARTICLE, author=ann)
    answered = Parent(id="kind", text=KIND)
    post(service, RUDE, "rude", article=ARTICLE, author=ann, parent=answered)
    post(service, RUDE + " Yes!", "decided", article=ARTICLE, author=ann)
    review.reject(db, "default", "decided", by="boss", reason=Reason.INSULT)
    keys = pages.keys(service, "default", Filter(queue=EVERY), 9e9)[:3]
    batch = bulk.choose(db, "default", keys, Action.APPROVE, by="boss")
    bulk.finish(db, "default", batch)
    with serving(app) as address:
        yield Desk(service, address)
    db.close()


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
    visit.sign_in("boss")
    for path in PAGES if scheme in ("light", "dark") else SOME:
        visit.go(path)
        if scheme in ("calm", "contrast"):
            visit.page.evaluate(
                "theme => document.documentElement.dataset.theme = theme", scheme
            )
        found[path] = faults(visit.page, colours=colours)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}
