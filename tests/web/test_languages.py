"""The desk is complete in each of its languages, and no code is left without a word."""

import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

import rules
from classifier import SHIPPED, card
from classifier.samples import ATTRIBUTES
from moderation import keys, preferences
from moderation.comments import Action, Caution, EventKind, Mode, Reason, Status
from moderation.levels import Level, Standing
from moderation.queue import filters
from moderation.rights import RIGHTS, Right
from moderation.service import Service
from moderation.store.jobs import State as JobState
from moderation.store.tries import State as TryState
from moderation.workshop.listing import State as RuleState
from rules.changes import Became
from rules.problems import Severity
from rules.rulebook import RuleMode
from tests.desk_pages import ADMIN, MISSING, PAGES, make_busy
from tests.desk_visits import signed_in
from web import cards
from web.desk import languages, wording
from web.desk.codes import CODES
from web.desk.deciding import Choice
from web.errors import STATUS

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 26, 12, 0, 59, tzinfo=UTC)
OTHERS = sorted(set(languages.LANGUAGES) - {"en"})

SHOWN: Mapping[str, Sequence[str]] = {
    "attributes": [*ATTRIBUTES, "on_topic"],
    "reasons": list(Reason),
    "statuses": list(Status),
    "actions": [*Action, *Choice, "note"],
    "events": list(EventKind),
    "levels": list(Level),
    "standings": list(Standing),
    "modes": list(Mode),
    "cautions": list(Caution),
    "roles": list(RIGHTS),
    "rights": [*Right, *keys.RIGHTS],
    "rules": [*RuleState, *RuleMode, *Became, *Severity],
    "families": [rule.family for rule in rules.default().rules],
    "progress": [*TryState, *JobState],
    "filters": filters.ASKED,
    "problems": [title for _, title in STATUS.values()],
}

EVERY_PAGE = (*PAGES, MISSING)

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ENGLISH = re.compile(r"\b[A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,}")
"""Three words in a row; names, codes and units have fewer."""


@cache
def said() -> Catalog:
    """All that the sources say, found as the settings of `pybabel extract` tell."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]
    methods = [(each.pop("pattern"), each.pop("method")) for each in wanted["mappings"]]
    options = {
        pattern: each
        for (pattern, _), each in zip(methods, wanted["mappings"], strict=True)
    }
    found = Catalog()
    for file, line, text, _, context in extract_from_dir(ROOT, methods, options):
        found.add(text, locations=[(file, line)], context=context)
    return found


def catalogue(language: str, ending: str = "po") -> Path:
    folder = ROOT / "web/desk/translations" / language / "LC_MESSAGES"
    return folder / f"messages.{ending}"


@cache
def translated(language: str) -> Catalog:
    with catalogue(language).open("rb") as file:
        return read_po(file, locale=language)


def texts(catalog: Catalog) -> Iterator[Message]:
    """Its messages, without the head."""
    return (message for message in catalog if message.id)


def forms(text: str | Sequence[str]) -> Sequence[str]:
    """A text that is one, or its singular and plural."""
    return [text] if isinstance(text, str) else list(text)


def msgids(catalog: Catalog) -> set[tuple[str, str]]:
    """By context and text; a sentence that stands for itself has none."""
    return {(message.context or "", forms(message.id)[0]) for message in texts(catalog)}


@pytest.mark.parametrize("codes", SHOWN.values(), ids=SHOWN)
def test_each_code_that_pages_show_is_there_to_be_translated(
    codes: Sequence[str],
) -> None:
    assert {code.replace("_", " ") for code in codes} - CODES == set()


@pytest.mark.parametrize("language", OTHERS)
class TestCatalogue:
    def test_it_has_what_the_sources_say_and_nothing_else(self, language: str) -> None:
        assert len(msgids(said())) > 1_000
        assert msgids(said()) - msgids(translated(language)) == set()
        assert msgids(translated(language)) - msgids(said()) == set()
        assert not translated(language).obsolete

    def test_all_of_it_is_translated_and_nothing_guessed(self, language: str) -> None:
        for message in texts(translated(language)):
            assert all(forms(message.string)), message.id
            assert not message.fuzzy, message.id

    def test_plurals_have_all_their_forms(self, language: str) -> None:
        for message in texts(said()):
            known = translated(language).get(message.id, message.context)
            assert known is not None
            wanted = translated(language).num_plurals if message.pluralizable else 1
            assert len(forms(known.string)) == wanted, message.id

    def test_what_is_filled_in_is_the_same(self, language: str) -> None:
        for message in texts(translated(language)):
            wanted = sorted(PLACEHOLDER.findall(forms(message.id)[-1]))
            for text in forms(message.string):
                assert sorted(PLACEHOLDER.findall(text)) == wanted, message.id
                bare = PLACEHOLDER.sub("", text).replace("%%", "")
                assert "%" not in bare, message.id

    def test_what_is_compiled_is_what_is_written(self, language: str) -> None:
        made = io.BytesIO()
        write_mo(made, translated(language))
        assert catalogue(language, "mo").read_bytes() == made.getvalue()


@pytest.fixture
def busy(service: Service) -> Service:
    make_busy(service)
    return service


@pytest.fixture
def desk(
    client: FlaskClient, busy: Service, request: pytest.FixtureRequest
) -> FlaskClient:
    """That of somebody who may see everything, in the test's language."""
    preferences.choose(busy.db, ADMIN, {"language": request.param})
    return signed_in(client, busy, name=ADMIN, role="admin")


@pytest.mark.parametrize("desk", OTHERS, indirect=True)
def test_no_english_is_left_on_any_page(desk: FlaskClient) -> None:
    left = {path: english(desk.get(path).get_data(as_text=True)) for path in EVERY_PAGE}
    assert {path: texts for path, texts in left.items() if texts} == {}


@pytest.mark.parametrize("desk", OTHERS, indirect=True)
def test_no_sentence_of_ours_is_english_where_others_could_have_written_it(
    desk: FlaskClient,
) -> None:
    english = {id for _, id in msgids(said()) if ENGLISH.search(id)}
    shown = {path: desk.get(path).text for path in EVERY_PAGE}
    left = {path: english & wherever(page) for path, page in shown.items()}
    assert {path: texts for path, texts in left.items() if texts} == {}
    assert "The classifier finds it" not in " ".join(shown.values())


@pytest.mark.parametrize("desk", OTHERS, indirect=True)
def test_the_reasons_of_a_comment_are_told_in_the_language_of_the_page(
    desk: FlaskClient,
) -> None:
    page = desk.get("/comments/rude").text
    assert "یہ کسی شخص کی توہین کرتا ہے۔" in page
    assert "کلاسیفائر کے نزدیک یہ توہین آمیز ہے (امکان" in page


@pytest.mark.parametrize("language", OTHERS)
def test_every_rule_of_the_service_says_something_in_each_language(
    language: str,
) -> None:
    for rule in rules.default().rules:
        for text in filter(None, (rule.says, rule.message)):
            known = translated(language).get(text)
            assert known is not None, rule.id
            assert known.string, rule.id


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_cards_of_models_name_has_a_word_in_each_language(
    language: str,
) -> None:
    known = {text for _, text in msgids(translated(language))}
    for path in (SHIPPED / "attributes", *cards.shipped().values()):
        its = card.read(path)
        cases = its.get("functional", {}).get("functionalities", ())
        named = {
            *map(card.words, its.get("disguises", ())),
            *(each[name] for each in cases for name in ("functionality", "kind")),
            *(each["for"] for each in its.get("sources", ()) if "for" in each),
        }
        assert named - known == set(), path


@pytest.mark.parametrize("language", OTHERS)
def test_the_heads_of_a_table_are_as_many_in_each_language(language: str) -> None:
    heads = [its for its in texts(translated(language)) if " | " in forms(its.id)[0]]
    assert len(heads) > 5
    for its in heads:
        told = forms(its.string)[0]
        assert told.count(" | ") == forms(its.id)[0].count(" | "), its.id


@pytest.mark.parametrize("desk", ["ur"], indirect=True)
def test_every_page_tells_its_language_and_its_direction(desk: FlaskClient) -> None:
    wanted = '<html lang="ur" dir="rtl"'
    for path in EVERY_PAGE:
        answer = desk.get(path)
        assert answer.status_code == (404 if path == MISSING else 200), path
        assert wanted in answer.get_data(as_text=True), path


def test_what_is_said_in_another_language_leaves_the_page_in_its_own(
    app: Flask,
) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "ur"}):
        before = wording.words("insult"), wording.told_moment(NOON)
        with languages.speaking("en"):
            assert wording.words("insult") == "insult"
            assert wording.told_moment(NOON) == "26 Nov 2026, 12:00 UTC"
        assert (wording.words("insult"), wording.told_moment(NOON)) == before
    assert "insult" not in before
    assert all("Nov" not in said for said in before)


@pytest.mark.parametrize(
    ("desk", "isolated"), [("ur", True), ("en", False)], indirect=["desk"]
)
def test_the_sign_of_a_number_stays_behind_it_among_words_from_right_to_left(
    desk: FlaskClient, isolated: bool
) -> None:
    page = desk.get("/comments/rude").get_data(as_text=True)
    assert re.search(r"\d%", page)
    assert bool(re.search("\u2066\\d+%\u2069", page)) is isolated


@pytest.mark.parametrize("desk", OTHERS, indirect=True)
def test_every_code_on_any_page_has_a_word(
    desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = set[str]()

    def words(code: str) -> str:
        shown.add(str(code).replace("_", " "))
        return str(code)

    monkeypatch.setitem(desk.application.jinja_env.filters, "words", words)
    for path in EVERY_PAGE:
        desk.get(path)
    assert len(shown) > 50
    assert shown - CODES == set()


def english(page: str) -> list[str]:
    """Three English words or more in a row that the page itself says."""
    reader = Reader()
    reader.feed(page)
    return [text.strip() for text in reader.said if ENGLISH.search(text)]


def wherever(page: str) -> set[str]:
    """All that stands on a page, what others may have written too."""
    reader = Reader()
    reader.DATA = frozenset({"script", "style", "textarea"})
    reader.AUTO = frozenset()
    reader.feed(page)
    return {" ".join(text.split()) for text in reader.said}


class Reader(HTMLParser):
    """Collects what a page says: neither code, nor what others wrote or is English."""

    DATA = frozenset({"bdi", "code", "kbd", "pre", "q", "script", "style", "textarea"})
    AUTO = frozenset({"auto"})
    EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
    NAMES = frozenset({"alt", "aria-label", "placeholder", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        named = dict(attrs)
        for name in self.NAMES & named.keys():
            self.handle_data(named[name] or "")
        if tag not in self.EMPTY:
            of_others = tag in self.DATA or named.get("dir") in self.AUTO
            self._open.append(of_others or named.get("lang") == "en")

    def handle_startendtag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        """SVG closes what is empty: nothing is in it."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.said.append(data)
