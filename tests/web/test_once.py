"""What is rendered once for many comments is the same as if it was for each."""

import re

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient

from moderation import preferences
from moderation.comments import Reason
from moderation.service import Service
from tests.desk_visits import signed_in
from tests.moderation.stories import RUDE, post

MACROS = """
{% macro told(name, more="") %}{{ asked.append(name) or name }}{{ more }}{% endmacro %}
{% for name in names %}{{ once(told, name) }}{% endfor %}{{ once(told, "a", "<") }}
"""


def test_a_macro_is_rendered_once_for_all_that_tell_it_the_same(app: Flask) -> None:
    asked: list[str] = []
    with app.test_request_context("/"):
        page = render_template_string(MACROS, names=["a", "b", "a"], asked=asked)
    assert page.strip() == "abaa&lt;"
    assert asked == ["a", "b", "a"]


def test_nothing_is_kept_from_page_to_page(app: Flask) -> None:
    asked: list[str] = []
    for _ in range(2):
        with app.test_request_context("/"):
            render_template_string(MACROS, names=[], asked=asked)
            assert len(g.rendered_once) == 1
    assert asked == ["a", "a"]


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def forms(desk: FlaskClient) -> list[str]:
    page = desk.get("/").text
    return re.findall(r'<form [^>]*class="decide".*?</form>', page, re.DOTALL)


def test_each_of_many_forms_offers_the_reason_of_its_own_comment(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE, "rude")
    post(service, "Mail me about it: a@tram.example", "mail")
    chosen = {
        re.findall('name="id" value="([^"]+)"', form)[0]: re.findall(
            '<option value="([^"]+)" selected', form
        )[0]
        for form in forms(desk)
    }
    assert chosen == {"rude": Reason.INSULT, "mail": Reason.PERSONAL_INFORMATION}


def test_forms_are_in_the_language_of_who_asks_and_carry_their_token(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE, "rude")
    (english,) = forms(desk)
    preferences.choose(service.db, "mo", {"language": "ur"})
    (urdu,) = forms(desk)
    assert "Reject for this reason" in english
    assert "Reject for this reason" not in urdu
    for form in (english, urdu):
        assert len(re.findall('name="csrf_token" value="[^"]+"', form)) == 1
