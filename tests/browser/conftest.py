"""A real server with the demonstration's comments, and a real browser before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from moderation import accounts
from moderation.service import Service
from moderation.settings import Settings
from tests import needs
from tests.moderation.stories import post
from tests.serving import serving
from web import demo
from web.app import create_app

PASSWORD = "a password of tests"

DESKTOP, PHONE = (1200, 1000), (390, 844)
"""Width and height in CSS pixels."""


@dataclass(frozen=True)
class Visit:
    """A page of a browser at a desk's address."""

    page: Page
    address: str

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def text(self) -> str:
        return self.page.inner_text("main")

    def press(self, button: str) -> None:
        """Click, and wait until the page that answers is there."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def sign_in(self, name: str = "mo", then: str = "/") -> None:
        self.go(f"/sign-in?then={then}")
        self.page.fill("[name=name]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.press(".sign-in button")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: while it is there, an event loop of its own runs."""
    path = needs.program("chromium", "google-chrome")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Desk:
    """A service with the demonstration's comments, and where it is served."""

    service: Service
    address: str


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("desk")), demo=True)
    service = app.extensions["moderation"]
    demo.furnish(service)
    accounts.make_user(service.db, "mo", "moderator", site="default", password=PASSWORD)
    with serving(app) as address:
        yield Desk(service, address)
    service.db.close()


MANY = 45
"""Comments that wait at the crowded desk, by the ids "0" to "44"."""


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Desk]:
    """A desk at which many comments wait that are held alike."""
    app = create_app(Settings(data=tmp_path))
    service: Service = app.extensions["moderation"]
    for number in range(MANY):
        post(service, f"Mail me about it: a{number}@tram.example", str(number))
    accounts.make_user(service.db, "mo", "moderator", site="default", password=PASSWORD)
    with serving(app) as address:
        yield Desk(service, address)
    service.db.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def visit(
    request: pytest.FixtureRequest, browser: Browser, desk: Desk
) -> Iterator[Visit]:
    """A visit of somebody whom the desk does not know yet, with scripts and without."""
    yield from visiting(browser, desk.address, scripts=request.param[:7] != "without")


@pytest.fixture
def scripted(browser: Browser, desk: Desk) -> Iterator[Visit]:
    """A visit with scripts."""
    yield from visiting(browser, desk.address, scripts=True)


def visiting(
    browser: Browser, address: str, *, scripts: bool, size: tuple[int, int] = DESKTOP
) -> Iterator[Visit]:
    width, height = size
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": height}
    )
    context.set_default_timeout(10_000)
    yield Visit(context.new_page(), address)
    context.close()
