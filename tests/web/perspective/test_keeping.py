"""What is kept of what is analysed: nothing, unless the site says so."""

import logging
from pathlib import Path

import pytest

from moderation import queue
from moderation.comments import Status
from moderation.service import Service
from moderation.store import people
from tests.moderation.stories import RUDE, count
from tests.web.perspective.calling import Caller
from tests.web.perspective.test_answers import ABOUT, ARTICLE

SECRET = "Xylophonist Quillfeather is a complete idiot, I say."
PARTS = ("ylophonist", "uillfeather", "YLOPHON")


def keep(service: Service) -> None:
    with service.db.writing() as db:
        people.change_site(db, "default", keeps_analysed=True)


def bytes_kept(folder: Path) -> bytes:
    """All that is in the data folder, the write-ahead logs too."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize("keeps", [False, True])
def test_of_what_must_not_be_stored_nothing_is_anywhere(
    caller: Caller,
    service: Service,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    keeps: bool,
) -> None:
    if keeps:
        keep(service)
    caplog.set_level(logging.DEBUG)
    names = ("TOXICITY", "LIKELY_TO_REJECT", "OFF_TOPIC", "SPAM")
    around = {"context": {"entries": [{"text": f"{SECRET} {ARTICLE}"}]}}
    more = {"spanAnnotations": True, "clientToken": "comment:1", **around}
    caller.analyze(SECRET, *names, doNotStore=True, **more)
    caller.post({"comment": {"text": SECRET}, "requestedAttributes": {"X": {}}})
    said = caplog.text + "".join(capfd.readouterr())
    service.usage.write()
    kept = bytes_kept(service.db.path.parent)
    assert b"usage" in str(list(service.db.path.parent.iterdir())).encode()
    assert not any(part in said or part.encode() in kept for part in PARTS)


def test_a_judge_that_fails_does_not_tell_the_text(
    caller: Caller,
    service: Service,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(self: object, texts: list[str]) -> None:
        raise ValueError(f"cannot score {texts}")

    monkeypatch.setattr(type(service.judges.model), "score", broken)
    body = {"comment": {"text": SECRET}, "requestedAttributes": {"SPAM": {}}}
    answer = caller.post(body)
    assert answer.status_code == 503
    assert "ValueError" in caplog.text
    assert not any(part in caplog.text + answer.text for part in PARTS)


def test_a_text_that_is_kept_would_be_found(caller: Caller, service: Service) -> None:
    keep(service)
    caller.analyze(SECRET)
    assert PARTS[0].encode() in bytes_kept(service.db.path.parent)


def test_without_the_setting_nothing_is_kept(caller: Caller, service: Service) -> None:
    caller.analyze(SECRET, clientToken="comment:1")
    assert count(service, "comments") == count(service, "articles") == 0


def test_with_it_a_comment_is_received_with_its_article_and_reaches_the_queue(
    caller: Caller, service: Service
) -> None:
    keep(service)
    parent = {"text": "I like trams."}
    both = {"article": {"text": ARTICLE}, "parentComment": parent}
    around = {"context": {"articleAndParentComment": both}}
    caller.analyze(RUDE, clientToken="comment:41", languages=["en"], **around)
    comment = queue.find(service.db, "default", "41")
    assert (comment.text, comment.status) == (RUDE, Status.PENDING)
    assert comment.language == "en"
    assert comment.article is not None
    assert comment.article.text == ARTICLE
    assert comment.parent is not None
    assert comment.parent.text == "I like trams."
    (waits,) = queue.page(service, "default").comments
    assert waits.id == "41"


def test_without_an_id_the_same_text_is_the_same_comment(
    caller: Caller, service: Service
) -> None:
    keep(service)
    caller.analyze(ABOUT)
    caller.analyze(ABOUT)
    assert count(service, "comments") == 1
    caller.suggest(ABOUT, 1)
    with service.db.reading() as db:
        (row,) = db.execute("SELECT status, decided_by FROM comments")
    assert tuple(row) == ("rejected", "perspective:test")
