"""Proxies are believed that they were asked by https, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import create_environ

from moderation.errors import BadSetting
from web.serving import proxies


def seen(peer: str, headers: dict[str, str]) -> tuple[str, str]:
    """Scheme and client of a request as an application sees it."""
    found = list[tuple[str, str]]()

    def application(environ, start_response):  # type: ignore[no-untyped-def]
        found.append((environ["wsgi.url_scheme"], environ["REMOTE_ADDR"]))
        return []

    environ = create_environ(headers=headers, environ_base={"REMOTE_ADDR": peer})
    list(proxies.heeding(application, proxies.known())(environ, lambda *_: None))
    return found[0]


def scheme(peer: str, told: str | None) -> str:
    return seen(peer, {} if told is None else {"X-Forwarded-Proto": told})[0]


def client(peer: str, told: str) -> str:
    return seen(peer, {"X-Forwarded-For": told})[1]


def test_those_of_this_machine_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(proxies.ALLOWED, raising=False)
    assert scheme("127.0.0.1", "https") == "https"
    assert scheme("::1", "https") == "https"
    assert scheme("127.0.0.1", "http") == "http"
    assert scheme("127.0.0.1", None) == "http"
    assert scheme("192.0.2.1", "https") == "http"


@pytest.mark.parametrize("told", ["192.0.2.1", "198.51.100.7, 192.0.2.0/24", "*"])
def test_those_that_the_variable_names_are_believed(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setenv(proxies.ALLOWED, told)
    assert scheme("192.0.2.1", "https") == "https"


def test_who_asked_a_proxy_is_the_last_that_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(proxies.ALLOWED, "127.0.0.1, 10.0.0.0/8")
    assert client("127.0.0.1", "192.0.2.7") == "192.0.2.7"
    assert client("127.0.0.1", "198.51.100.1, 192.0.2.7, 10.1.2.3") == "192.0.2.7"
    assert client("10.9.9.9", "2001:DB8::1") == "2001:db8::1"
    assert client("10.9.9.9", "10.0.0.1, 10.0.0.2") == "10.0.0.2"


def test_who_is_no_proxy_is_not_believed_whom_they_ask_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(proxies.ALLOWED, "127.0.0.1")
    assert client("192.0.2.7", "198.51.100.1") == "192.0.2.7"
    assert client("192.0.2.7", "127.0.0.1") == "192.0.2.7"
    assert client("", "198.51.100.1") == ""


def test_whom_all_proxies_are_believed_of_is_who_asked_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(proxies.ALLOWED, "*")
    assert client("192.0.2.1", "198.51.100.1, 192.0.2.7") == "192.0.2.7"


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_whatever_a_client_makes_up_it_is_known_by_what_the_proxy_adds(
    made_up: str,
) -> None:
    assert client("127.0.0.1", f"{made_up}, 192.0.2.7") == "192.0.2.7"
    assert client("127.0.0.1", f"{made_up}, unknown") == "127.0.0.1"


def test_what_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(proxies.ALLOWED, "localhost")
    with pytest.raises(BadSetting, match=r"FORWARDED_ALLOW_IPS: wanted .*'localhost'"):
        proxies.known()
