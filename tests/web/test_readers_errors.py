"""What readers and authors see when their page cannot be shown."""

from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation.errors import NotAllowed, StoreUnavailable
from moderation.service import Service
from tests.desk_visits import signed_in


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        name = self.found[-1][0] if self.found else ""
        self.texts[name] = self.texts.get(name, "") + data


def is_for_readers(page: str, title: str) -> bool:
    tags = Tags(page)
    names = [name for name, _ in tags.found]
    links = [its.get("href") for name, its in tags.found if name in ("a", "link")]
    assert tags.found[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert (names.count("h1"), names.count("main"), names.count("title")) == (1, 1, 1)
    assert tags.texts["title"].strip() == tags.texts["h1"].strip() == title
    return links == ["/policy.css"] and not {"nav", "form"} & set(names)


@pytest.mark.parametrize(
    ("path", "title", "said"),
    [
        ("/status/made-up", "Not Found", "There is no such page."),
        ("/status/", "Not Found", ""),
        ("/status/a/b/c", "Not Found", ""),
        ("/policy/nowhere", "No such site", "There is no site &#39;nowhere&#39;."),
        ("/policy/", "Not Found", ""),
        ("/policy", "Not Found", ""),
        ("/docs/more", "Not Found", ""),
    ],
)
def test_what_is_not_found_is_told_on_a_page_for_readers(
    client: FlaskClient, path: str, title: str, said: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert is_for_readers(answer.text, title)
    assert said in answer.text.replace("<bdi>", "").replace("</bdi>", "")


@pytest.mark.parametrize(
    ("error", "code", "title"),
    [
        (NotAllowed("nobody may"), 403, "Not allowed"),
        (RuntimeError("secret"), 500, "It went wrong"),
        (StoreUnavailable("/secret/path"), 503, "The database cannot be reached"),
    ],
)
def test_what_goes_wrong_is_told_on_a_page_for_readers(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    code: int,
    title: str,
) -> None:
    def broken(**_: object) -> None:
        raise error

    for name in ("status.page", "policy.page", "docs.page"):
        monkeypatch.setitem(app.view_functions, name, broken)
    client = app.test_client()
    for path in ("/status/made-up", "/policy/default", "/docs"):
        answer = client.get(path)
        assert answer.status_code == code
        assert is_for_readers(answer.text, title)
        assert "secret" not in answer.text


def test_a_moderator_sees_the_page_for_readers_there_too(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    assert is_for_readers(client.get("/policy/nowhere").text, "No such site")
    assert "To the queue" in client.get("/comments/nothing").text


def test_a_name_in_an_address_stays_text(client: FlaskClient) -> None:
    answer = client.get("/policy/<script>x</script>")
    assert "&lt;script&gt;" in answer.text
    assert "<script" not in answer.text
