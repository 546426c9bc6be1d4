"""Proxies are believed that they were asked by https, and nobody else."""

import pytest
from werkzeug.test import create_environ

from moderation.errors import BadSetting
from web.serving import proxies


def scheme(peer: str, told: str | None) -> str:
    """That of a request as an application sees it."""
    seen = list[str]()

    def application(environ, start_response):  # type: ignore[no-untyped-def]
        seen.append(environ["wsgi.url_scheme"])
        return []

    headers = {} if told is None else {"X-Forwarded-Proto": told}
    environ = create_environ(headers=headers, environ_base={"REMOTE_ADDR": peer})
    list(proxies.heeding(application, proxies.known())(environ, lambda *_: None))
    return seen[0]


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


def test_what_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(proxies.ALLOWED, "localhost")
    with pytest.raises(BadSetting, match=r"FORWARDED_ALLOW_IPS: wanted .*'localhost'"):
        proxies.known()
