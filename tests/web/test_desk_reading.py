"""A comment's text at the desk, as each person chose to be shown it."""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from moderation import preferences
from moderation.comments import Author
from moderation.preferences import Preferences
from moderation.service import Service
from tests.desk_visits import signed_in
from tests.moderation.stories import RUDE, comment, post
from web.desk.reading import UNBROKEN, article_text, bits

SEVERE = "I will kill you tonight, you fucking cunt"
BODY = '{% import "body.html" as bodies with context %}{{ bodies.body(it) }}'
PAGES = ["/", "/comments/1"]


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def page(desk: FlaskClient, path: str) -> str:
    return desk.get(path).get_data(as_text=True)


class Text(HTMLParser):
    """What stands in the box of a comment's text, and the tags that do."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.tags, self._inside = "", set[str](), False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self.tags.add(tag)
        self._inside |= ("class", "text of-comment") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "blockquote"

    def handle_data(self, data: str) -> None:
        self.said += data if self._inside else ""


@pytest.mark.parametrize("path", PAGES)
def test_marked_words_are_described_by_which_rule_and_how_much(
    desk: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    told = page(desk, path)
    described = re.findall(r'<mark [^>]*aria-describedby="([^"]+)">([^<]+)', told)
    assert "".join(word for _, word in described) == "complete moron"
    for ids, _ in described:
        for id in ids.split():
            assert f'<p id="{id}" dir="auto">' in told
    assert "insult 75%, rule insult_aimed: It insults a person." in told
    assert re.search(r"toxicity \d+%, classifier", told)


@pytest.mark.parametrize("path", PAGES)
def test_the_reasons_beneath_say_the_same_without_a_script(
    desk: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    assert "rule insult_aimed, 75%" in page(desk, path)


def test_one_mark_of_a_comment_is_reached_by_the_tab_key(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE + " You idiot.")
    told = re.findall(r'<mark [^>]*tabindex="(-?\d)"', page(desk, "/comments/1"))
    assert told.count("0") == 1
    assert len(told) > 1


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("choices", "hidden"),
    [({}, True), ({"blurs": False}, False), ({"blur_from": 1.0}, False)],
)
def test_a_severe_text_is_hidden_until_it_is_asked_for(
    desk: FlaskClient,
    service: Service,
    path: str,
    choices: dict[str, float],
    hidden: bool,
) -> None:
    preferences.choose(service.db, "mo", choices)
    with service.db.writing() as db:
        db.execute("UPDATE sites SET mode = 'pre'")
    post(service, "These people are vermin, they breed like rats.")
    told = page(desk, path)
    assert ('<details class="spared">' in told) is hidden
    assert ("severity 85%" in told) is hidden


def test_a_mild_text_is_not_hidden(desk: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    assert '<details class="spared">' not in page(desk, "/")


def test_swearing_is_masked_for_whoever_wants_that(
    desk: FlaskClient, service: Service
) -> None:
    post(service, SEVERE)
    told = page(desk, "/comments/1")
    assert Text(told).said == "I will kill you tonight, you f•••••• c•••"
    assert "cunt" not in told
    assert 'href="/comments/1?words=shown"' in told
    assert "cunt" in page(desk, "/comments/1?words=shown")
    preferences.choose(service.db, "mo", {"masks": False})
    assert "cunt" in page(desk, "/comments/1")


def test_html_is_shown_as_read_and_its_source_beneath(
    desk: FlaskClient, service: Service
) -> None:
    sent = "<p>An <b>id</b>i&#111;t &amp; <a href='javascript:x()'>more</a></p>"
    post(service, sent, format="html")
    told = page(desk, "/comments/1")
    assert Text(told).said == "An idiot &  javascript:x() more"
    assert "As it was sent, in HTML" in told
    assert "<b>id</b>" not in told
    assert 'href="javascript' not in told.lower()


@given(
    text=st.text(st.sampled_from("<>/&;'\"{}%#= abmark\n\u202e\u0301😀"), max_size=80)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_leaves_its_box(app: Flask, text: str) -> None:
    with app.test_request_context("/"):
        g.preferences = Preferences()
        told = Text(render_template_string(BODY, it=comment(text=f"x{text}x")))
    assert told.tags <= {"span", "wbr"}
    assert told.said[0] == told.said[-1] == "x"


@given(st.text(max_size=200))
def test_a_text_is_broken_without_losing_any_of_it(text: str) -> None:
    found = bits(text)
    assert "".join(found) == text
    assert all(found) or not text


def test_a_long_word_may_break_but_no_sign_of_it() -> None:
    family = "👩\u200d👩\u200d👧"
    found = bits(family * 40)
    assert all(bit.startswith("👩") and bit.endswith("👧") for bit in found)
    assert len(bits("a" * UNBROKEN)) == 1
    assert len(bits("a" * UNBROKEN + "b")) == 2


def test_other_comments_of_an_author_are_masked_and_hidden_as_well(
    desk: FlaskClient, service: Service
) -> None:
    author = Author(id="troll", name="Anna\u202e42")
    post(service, SEVERE, id="1", author=author)
    post(service, "Oh, fuck this road.", id="2", author=author)
    post(service, RUDE, id="3", author=author)
    told = page(desk, "/comments/3")
    assert "kill" not in told
    assert "It may be hard to read: severity 100%." in told
    assert "Oh, f••• this road." in told
    assert "\u202e" not in told
    preferences.choose(service.db, "mo", {"blurs": False, "masks": False})
    told = page(desk, "/comments/3")
    assert "I will kill you" in told
    assert "Oh, fuck this road." in told


def test_an_article_is_never_taken_for_a_text_of_ours() -> None:
    assert article_text(Markup("<b>It runs.</b>")) == "<b>It runs.</b>"
    assert article_text("<b>It runs.</b>") == "&lt;b&gt;It runs.&lt;/b&gt;"
