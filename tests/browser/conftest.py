"""A real server with the demonstration's comments, and a real browser before it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait
from werkzeug.serving import make_server

from moderation import accounts
from moderation.settings import Settings
from tests import needs
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
        page = self.browser.find_element(By.TAG_NAME, "html")
        self.browser.find_element(By.CSS_SELECTOR, button).click()
        WebDriverWait(self.browser, 10).until(staleness_of(page))

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.browser.find_element(By.NAME, "name").send_keys("mo")
        self.browser.find_element(By.NAME, "password").send_keys(PASSWORD)
        self.press(".sign-in button")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("desk")), demo=True)
    service = app.extensions["moderation"]
    demo.furnish(service)
    accounts.make_user(service.db, "mo", "moderator", site="default", password=PASSWORD)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    service.db.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def visit(
    request: pytest.FixtureRequest, address: str, tmp_path: Path
) -> Iterator[Visit]:
    browser = _browser(tmp_path, scripts=request.param == "with JavaScript")
    yield Visit(browser, address)
    browser.quit()


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
