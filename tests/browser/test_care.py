"""Hard comments in a real browser: marks, hidden texts, hostile texts, themes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    StorageState,
)

from moderation import accounts, intake, preferences
from moderation.comments import Author, Mode, Submission
from moderation.preferences import Theme
from moderation.settings import Settings
from moderation.store import people
from tests.browser.conftest import PASSWORD, Desk
from tests.serving import serving
from web.app import create_app

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

RUDE = "Anyone who voted for this is a complete moron, you idiots."
SEVERE = "These people are vermin, they breed like rats."
ZALGO = "".join(c + "".join(map(chr, range(0x300, 0x330))) for c in "you idiot")
HOSTILE = {
    "script": "<script>document.title = 'x'; alert(1)</script> you idiot",
    "handlers": "<img src=x onerror=alert(2)><svg onload=alert(3)> you idiot",
    "style": "<style>* {display: none !important}</style> you idiot",
    "end tags": "</mark></blockquote></article></main> you idiot",
    "braces": "{{ 7*7 }} {% raw %} ${7*7} you idiot",
    "bidi": "you idiot \u202edlrow olleh\u2067 \u202e",
    "zalgo": ZALGO,
    "one word": "idiot" + "A" * 20_000,
    "marked word": "idiot" * 4_000,
    "wide signs": "\ufdfd" * 60 + "\U0001202b" * 40 + " you idiot",
    "empty lines": "\n" * 5_000 + "you idiot",
    "controls": "you idiot\x01\x08\x1b[31m\u200b\ufeff",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("care")))
    service = app.extensions["moderation"]
    accounts.make_user(service.db, "mo", "moderator", site="default", password=PASSWORD)
    with service.db.writing() as db:
        people.change_site(db, "default", mode=Mode.PRE)
    for id, text in {"rude": RUDE, "severe": SEVERE, **HOSTILE}.items():
        author = Author(id=id, name=f"Reader {id}")
        intake.receive(service, "default", Submission(id=id, text=text, author=author))
    with serving(app) as address:
        yield Desk(service, address)
    service.db.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, desk: Desk) -> StorageState:
    """What a browser keeps of somebody who has signed in."""
    page = browser.new_page()
    page.goto(f"{desk.address}/sign-in")
    page.fill("[name=name]", "mo")
    page.fill("[name=password]", PASSWORD)
    page.click(".sign-in button")
    return page.context.storage_state()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    desk: Desk,
    signed_in: StorageState,
) -> Iterator[Page]:
    preferences.choose(desk.service.db, "mo", {})
    context = browser.new_context(
        viewport=request.param, has_touch=True, storage_state=signed_in
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def without_scripts(
    browser: Browser, desk: Desk, signed_in: StorageState
) -> Iterator[Page]:
    preferences.choose(desk.service.db, "mo", {})
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in)
    yield context.new_page()
    context.close()


def see(page: Page, desk: Desk, id: str) -> Locator:
    """One comment's box, on its own page."""
    page.goto(f"{desk.address}/comments/{id}")
    return page.locator("article").first


def test_pointing_at_marked_words_tells_which_rules_and_how_much(
    page: Page, desk: Desk
) -> None:
    told = page.get_by_role("tooltip")
    marks = see(page, desk, "rude").locator("mark")
    assert told.is_hidden()
    marks.first.hover()
    assert "insult 75%, rule insult_aimed: It insults a person." in told.inner_text()
    page.keyboard.press("Escape")
    assert told.is_hidden()


def test_a_tap_tells_it_and_a_tap_elsewhere_ends_it(page: Page, desk: Desk) -> None:
    marks = see(page, desk, "rude").locator("mark")
    marks.last.tap()
    told = page.get_by_role("tooltip")
    assert "insult" in told.inner_text()
    page.locator("h1").tap()
    assert told.is_hidden()


def test_the_key_i_goes_from_mark_to_mark_and_round(page: Page, desk: Desk) -> None:
    marks = see(page, desk, "rude").locator("mark")
    seen = []
    for _ in range(marks.count() + 1):
        page.keyboard.press("i")
        assert page.get_by_role("tooltip").is_visible()
        seen.append(page.evaluate("document.activeElement.textContent"))
    assert seen == [*marks.all_inner_texts(), seen[0]]


def test_keys_are_letters_where_somebody_writes(page: Page, desk: Desk) -> None:
    article = see(page, desk, "severe")
    article.locator("details:has([name=note]) > summary").click()
    note = article.locator("[name=note]")
    note.press_sequentially("i see, it is ")
    assert note.input_value() == "i see, it is "
    assert page.locator("details.spared").get_attribute("open") is None


def test_the_tooltip_stays_within_the_window(page: Page, desk: Desk) -> None:
    see(page, desk, "rude")
    for _ in range(3):
        page.keyboard.press("i")
        box = page.get_by_role("tooltip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("innerWidth")
    assert fits(page)


def test_a_hidden_text_is_shown_by_the_space_key_and_hidden_again(
    page: Page, desk: Desk
) -> None:
    text = see(page, desk, "severe").locator("blockquote.of-comment")
    assert text.is_hidden()
    page.keyboard.press("Space")
    assert text.is_visible()
    page.keyboard.press("Space")
    assert text.is_hidden()


def test_a_hidden_text_is_shown_by_a_tap(page: Page, desk: Desk) -> None:
    article = see(page, desk, "severe")
    article.locator(".spared > summary").tap()
    assert article.locator("blockquote.of-comment").inner_text() == SEVERE


def test_without_scripts_a_click_shows_it_and_the_reasons_say_why(
    without_scripts: Page, desk: Desk
) -> None:
    article = see(without_scripts, desk, "severe")
    assert article.locator("blockquote.of-comment").is_hidden()
    article.locator(".spared > summary").click()
    assert article.locator("blockquote.of-comment").inner_text() == SEVERE
    assert "rule dehumanising, 85%" in article.locator(".reasons").inner_text()


def test_without_scripts_pointing_at_words_shows_which_reasons_are_theirs(
    without_scripts: Page, desk: Desk
) -> None:
    article = see(without_scripts, desk, "rude")
    reason = article.locator(".reasons li", has_text="insult_aimed")
    before = shade(reason)
    article.locator("mark").first.hover()
    assert shade(reason) != before


@pytest.mark.parametrize("id", HOSTILE)
def test_a_hostile_text_is_text_and_stays_in_its_box(
    page: Page, desk: Desk, id: str
) -> None:
    troubles: list[str] = []
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    article = see(page, desk, id)
    assert page.title().startswith("Comment ")
    assert fits(page)
    outer, inner = (
        article.bounding_box(),
        article.locator("blockquote.of-comment").bounding_box(),
    )
    assert outer is not None
    assert inner is not None
    assert outer["x"] <= inner["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    assert inner["height"] <= 420  # 24 rem and what is around
    assert "idiot" in letters(article.locator("blockquote.of-comment").inner_text())
    assert (
        article.locator("blockquote.of-comment :is(a, img, svg, script, style)").count()
        == 0
    )
    assert article.get_by_role("button", name="Approve").is_visible()
    assert troubles == []


def test_all_of_them_together_leave_the_queue_as_wide_as_the_window(
    page: Page, desk: Desk
) -> None:
    page.goto(desk.address)
    assert page.locator("article").count() == len(HOSTILE) + 2
    assert fits(page)


def test_a_text_runs_in_its_own_direction_and_turns_nothing_around_it(
    page: Page, desk: Desk
) -> None:
    text = see(page, desk, "bidi").locator("blockquote.of-comment")
    assert "RLO" in text.inner_text()
    assert not {"\u202e", "\u2067"} & set(text.inner_text())


@pytest.mark.parametrize("theme", Theme)
def test_each_theme_is_shown_as_chosen(page: Page, desk: Desk, theme: Theme) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{desk.address}/account")
    page.select_option("[name=theme]", theme.value)
    page.get_by_role("button", name="Keep").first.click()
    grounds = {
        Theme.SYSTEM: "rgb(242, 244, 247)",
        Theme.LIGHT: "rgb(242, 244, 247)",
        Theme.DARK: "rgb(19, 23, 29)",
        Theme.CONTRAST: "rgb(255, 255, 255)",
        Theme.CALM: "rgb(234, 235, 236)",
    }
    assert shade(page.locator("body")) == grounds[theme]


def test_who_asks_for_more_contrast_gets_it(page: Page, desk: Desk) -> None:
    page.emulate_media(color_scheme="dark", contrast="more")
    page.goto(desk.address)
    assert shade(page.locator("body")) == "rgb(0, 0, 0)"


def test_in_forced_colours_marks_can_be_told_from_text(page: Page, desk: Desk) -> None:
    page.emulate_media(forced_colors="active")
    article = see(page, desk, "rude")
    assert shade(article.locator("mark").first) != shade(article)


def fits(page: Page) -> bool:
    """Whether a page is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def shade(element: Locator) -> str:
    return str(element.evaluate("it => getComputedStyle(it).backgroundColor"))


def letters(text: str) -> str:
    """A text without marks, signs and blanks."""
    return "".join(filter(str.isascii, filter(str.isalpha, text)))
