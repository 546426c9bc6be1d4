"""A real server with the demonstration's comments, and a real browser before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from moderation import accounts
from moderation.settings import Settings
from tests import needs
from tests.serving import serving
from web import demo
from web.app import create_app

PASSWORD = "a password of tests"


@dataclass(frozen=True)
class Visit:
    """A browser at a desk's address."""

    browser: webdriver.Chrome
    address: str

    def go(self, path: str) -> None:
        self.browser.get(self.address + path)

    def text(self) -> str:
        return self.browser.find_element(By.TAG_NAME, "main").text

    def press(self, button: str) -> None:
        """Click, and wait until the page that answers is there."""
        before = self._page()
        self.browser.find_element(By.CSS_SELECTOR, button).click()
        # Between two pages there may be none to be found.
        waiting = WebDriverWait(
            self.browser, 10, ignored_exceptions=[WebDriverException]
        )
        waiting.until(lambda _: self._page() != before)

    def _page(self) -> WebElement:
        return self.browser.find_element(By.TAG_NAME, "html")

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.browser.find_element(By.NAME, "name").send_keys("mo")
        self.browser.find_element(By.NAME, "password").send_keys(PASSWORD)
        self.press(".sign-in button")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("desk")), demo=True)
    service = app.extensions["moderation"]
    demo.furnish(service)
    accounts.make_user(service.db, "mo", "moderator", site="default", password=PASSWORD)
    with serving(app) as found:
        yield found
    service.db.close()


@pytest.fixture(scope="session", params=["with JavaScript", "without JavaScript"])
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[webdriver.Chrome]:
    profile = tmp_path_factory.mktemp("profile")
    browser = _browser(profile, scripts=request.param == "with JavaScript")
    yield browser
    browser.quit()


@pytest.fixture
def visit(browser: webdriver.Chrome, address: str) -> Visit:
    """A visit of somebody whom the desk does not know yet."""
    browser.set_window_size(1200, 1000)
    browser.get(address + "/healthz")
    browser.delete_all_cookies()
    return Visit(browser, address)


def _browser(profile: Path, *, scripts: bool) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = needs.program("chromium", "google-chrome")
    for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(option)
    options.add_argument("--hide-scrollbars")
    options.add_argument("--window-size=1200,1000")
    options.add_argument(f"--user-data-dir={profile}")
    if not scripts:
        content = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", content)
    driver = Driver(needs.program("chromedriver"))
    return webdriver.Chrome(options=options, service=driver)
