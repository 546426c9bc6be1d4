"""What the desk's pages need at first is there before somebody asks for one."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation import signs
from moderation.service import Service
from moderation.store import waiting
from tests.desk_visits import signed_in
from tests.moderation.stories import RUDE, post
from web.serving import beside


def must_not(*_: object, **__: object) -> None:
    raise AssertionError("somebody waits for it")


def test_who_comes_first_waits_neither_for_templates_nor_for_what_waits(
    app: Flask,
    client: FlaskClient,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post(service, f"{RUDE} \N{ZERO WIDTH SPACE}")
    assert app.jinja_env.cache is not None
    app.jinja_env.cache.clear()
    signs._both.cache_clear()
    beside.open_desk(app)
    monkeypatch.setattr(app.jinja_env, "compile", must_not)
    monkeypatch.setattr(waiting, "all_of", must_not)
    signed_in(client, service)
    compiled = signs._both.cache_info()
    for path in ("/", "/review", "/comments/1", "/decided", "/search?text=moron"):
        page = client.get(path)
        assert page.status_code == 200
    assert "moron" in page.get_data(as_text=True)
    assert signs._both.cache_info().misses == compiled.misses


def test_a_desk_that_cannot_be_prepared_is_told_and_stops_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app.jinja_env, "list_templates", must_not)
    beside.open_desk(app)
    assert "could not be prepared: AssertionError" in caplog.text
