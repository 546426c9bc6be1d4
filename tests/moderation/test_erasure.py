"""Erased is erased: no byte of what was written stays, and the audit trail does."""

import pytest

from moderation import appeals, batches, erasure, queue, reports
from moderation.comments import (
    Action,
    Author,
    EventKind,
    Parent,
    Reason,
    Submission,
)
from moderation.errors import Erased, UnknownComment
from moderation.service import Service
from moderation.store import endpoints
from moderation.store.database import now
from moderation.suggestions import suggest
from tests.moderation.stories import count, decide, post

WORDS = "Zyxwvutsr the moron of Qwertzuiop"
NAME = "Hortensia-Asdfghjkl"


def bytes_kept(service: Service) -> bytes:
    folder = service.db.path.parent
    return b"".join(each.read_bytes() for each in folder.glob("moderation.db*"))


@pytest.fixture
def told(service: Service) -> Service:
    """A comment of which the store is full: edited, reported, decided, appealed."""
    with service.db.writing() as db:
        endpoints.add(
            db, "ep_1", "default", "http://127.0.0.1:9/", (), "whsec_MTIz", now()
        )
    author = Author(id=NAME, name=NAME)
    parent = Parent(id="0", text=WORDS)
    post(service, WORDS, author=author, parent=parent)
    post(service, WORDS + " again.", author=author, parent=parent)
    reports.report(
        service, "default", "1", reporter="rita", reason=Reason.INSULT, note=WORDS
    )
    more = {"note": WORDS, "message": WORDS}
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, **more)
    appeals.appeal(service.db, "default", "1", text=WORDS)
    return service


def test_no_byte_of_what_was_written_stays(told: Service) -> None:
    before = bytes_kept(told)
    assert WORDS.encode() in before
    assert NAME.encode() in before
    erasure.erase(told.db, "default", "1", by="key cms")  # and all stay connected
    kept = bytes_kept(told)
    assert b"Zyxwvutsr" not in kept
    assert b"Qwertzuiop" not in kept
    assert NAME.encode() not in kept


def test_what_is_freed_is_overwritten_whatever_the_library_was_built_to_do(
    told: Service,
) -> None:
    with told.db._lent(writes=True) as connection:  # and lent again
        connection.execute("PRAGMA secure_delete = OFF")
    erasure.erase(told.db, "default", "1", by="me")
    kept = bytes_kept(told)
    assert b"Zyxwvutsr" not in kept
    assert NAME.encode() not in kept


def test_that_something_was_decided_stays(told: Service) -> None:
    erasure.erase(told.db, "default", "1", by="key cms")
    happened = queue.history(told.db, "default", "1")
    kinds = [each.kind for each in happened]
    assert EventKind.DECIDED in kinds
    assert (kinds[-1], happened[-1].by) == (EventKind.ERASED, "key cms")
    assert all(each.note is None for each in happened)
    with pytest.raises(Erased, match="it was erased at 20"):
        queue.find(told.db, "default", "1")


def test_the_publisher_is_told_without_a_word_of_it(told: Service) -> None:
    erasure.erase(told.db, "default", "1", by="key cms")
    with told.db.reading() as db:
        rows = db.execute("SELECT type, body FROM messages ORDER BY created_at")
        kept = [(row["type"], row["body"]) for row in rows]
    assert kept[-1][0] == "comment.erased"
    assert not any("insult" in body or "moron" in body for _, body in kept)


def test_what_is_erased_cannot_be_erased_decided_or_reported(told: Service) -> None:
    erasure.erase(told.db, "default", "1", by="me")
    with pytest.raises(Erased):
        erasure.erase(told.db, "default", "1", by="me")
    with pytest.raises(Erased):
        decide(told, "1", Action.APPROVE)
    with pytest.raises(Erased):
        reports.report(told, "default", "1", reporter="r", reason=Reason.SPAM)
    with pytest.raises(UnknownComment):
        erasure.erase(told.db, "default", "2", by="me")


@pytest.mark.parametrize("text", [WORDS + " again.", "A tram, at last."])
def test_what_is_erased_does_not_come_back_by_its_id(told: Service, text: str) -> None:
    erasure.erase(told.db, "default", "1", by="me")
    with pytest.raises(Erased):
        post(told, text)
    (batched,) = batches.receive(told, "default", [Submission(id="1", text=text)])
    assert isinstance(batched, Erased)


def test_what_others_answered_keeps_no_word_of_it_either(told: Service) -> None:
    answer = Parent(id="1", text=WORDS + " again.")
    post(told, "No, a tram.", "2", parent=answer)
    said = {"text": WORDS, "format": "plain", "reason": None, "by": "cms"}
    suggest(told, "default", rejected=True, **said)
    erasure.erase(told.db, "default", "1", by="me")
    suggest(told, "default", rejected=True, comment_id="1", **said)
    assert queue.find(told.db, "default", "2").parent == Parent(id="1")
    told.db.close()
    assert b"Zyxwvutsr" not in bytes_kept(told)


def test_what_was_learnt_from_a_comment_is_taken_too(told: Service) -> None:
    assert count(told, "examples") == 1
    erasure.erase(told.db, "default", "1", by="me")
    assert count(told, "examples") == count(told, "fingerprints") == 0


def test_all_comments_of_an_author_are_erased_and_nobody_elses(told: Service) -> None:
    post(told, "A tram of mine.", "2", author=Author(id=NAME))
    post(told, "A tram of others.", "3", author=Author(id="other"))
    assert erasure.erase_author(told.db, "default", NAME, by="me") == 2
    told.db.close()
    kept = bytes_kept(told)
    assert NAME.encode() not in kept
    assert b"A tram of mine" not in kept
    assert queue.find(told.db, "default", "3").text == "A tram of others."
