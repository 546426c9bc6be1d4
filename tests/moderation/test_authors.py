"""Authors: what is known of them, what is noted, and how they are treated."""

from datetime import timedelta
from typing import Any

import pytest

from moderation import audit, authors, erasure, queue, review
from moderation.authors import notes, sanctions
from moderation.authors.sanctions import Term
from moderation.comments import Action, Author, Comment, Mode, Status
from moderation.errors import BadLevel, BadSubmission, NotAllowed, UnknownAuthor
from moderation.levels import Level, Override, Standing
from moderation.service import Service
from moderation.store import levels as stored
from moderation.store import people
from moderation.store.audit import Wanted
from moderation.store.database import now, stamp
from tests.moderation.stories import KIND, RUDE, count, decide, post

SITE = "default"
HOSTILE = "a/../b' OR 1=1 -- <script>{author}"


def wrote(service: Service, text: str = KIND, id: str = "1", by: str = "7") -> Comment:
    return post(service, text, id, author=Author(id=by, name="Ann"))


def treat(service: Service, standing: Standing, author: str = "7", **more: Any) -> None:
    more = {"reason": "Because.", "by": "mo", **more}
    sanctions.sanction(service.db, SITE, author, standing, **more)


def past_until(service: Service) -> None:
    """Let a day go by."""
    before = stamp(now() - timedelta(seconds=1))
    with service.db.writing() as db:
        for table in ("levels", "sanctions"):
            db.execute(
                f"UPDATE {table} SET until = ? WHERE until IS NOT NULL",  # noqa: S608
                (before,),
            )


def test_a_card_counts_and_has_the_last_ones_first(service: Service) -> None:
    for number in range(14):
        wrote(service, f"{KIND} Number {number}.", str(number))
    for id in ("0", "1", "2"):
        decide(service, id, Action.REJECT)
    card = authors.card(service.db, SITE, "7")
    assert card.author.name == "Ann"
    assert card.counted == 14
    assert card.counts[Status.REJECTED] >= 3
    assert card.rate == card.counts[Status.APPROVED] / (
        card.counts[Status.APPROVED] + card.counts[Status.REJECTED]
    )
    assert [each.id for each in card.last[:2]] == ["13", "12"]
    assert len(card.last) == 10


def test_pages_of_an_author_have_every_comment_once(service: Service) -> None:
    for number in range(20 * 2 + 3):
        wrote(service, f"{KIND} Number {number}.", str(number))
    wrote(service, KIND, "another", by="8")
    seen, after, pages = list[str](), None, 0
    while True:
        page = authors.wrote(service.db, SITE, "7", after=after)
        seen += [each.id for each in page.comments]
        after, pages = page.next, pages + 1
        if after is None:
            break
    assert pages == 3
    assert len(seen) == len(set(seen)) == 43
    assert "another" not in seen


def test_of_whom_nothing_is_known_is_told(service: Service) -> None:
    wrote(service)
    with pytest.raises(UnknownAuthor, match="8"):
        authors.card(service.db, SITE, "8")
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    with pytest.raises(UnknownAuthor):
        authors.card(service.db, "other", "7")


def test_what_a_watched_author_gets_approved_is_looked_at_too(
    service: Service,
) -> None:
    treat(service, Standing.WATCHED)
    watched = wrote(service)
    assert (watched.status, watched.waiting) == (Status.APPROVED, True)
    assert not wrote(service, f"{KIND} Yes.", "2", by="8").waiting


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.POST])
def test_all_that_a_held_author_writes_waits_and_nothing_is_said_of_it_outside(
    service: Service, mode: Mode
) -> None:
    with service.db.writing() as db:
        people.change_site(db, SITE, mode=mode)
    treat(service, Standing.HELD)
    held = wrote(service)
    assert (held.status, held.waiting) == (Status.PENDING, True)
    (reason,) = [each for each in held.reasons if each.rule == "standing:held"]
    assert reason.to_author == "A person looks at it first."


def test_a_held_author_is_not_published_because_a_rule_trusts_them(
    service: Service,
) -> None:
    treat(service, Standing.HELD)
    with service.db.writing() as db:
        people.change_site(db, SITE, mode=Mode.CLOSED)
    assert wrote(service).status is Status.REJECTED  # closed is closed


def test_a_banned_author_is_rejected_and_a_trusted_one_passes_where_all_wait(
    service: Service,
) -> None:
    treat(service, Standing.BANNED)
    assert wrote(service).status is Status.REJECTED
    with service.db.writing() as db:
        people.change_site(db, SITE, mode=Mode.PRE)
    treat(service, Standing.TRUSTED)
    assert wrote(service, f"{KIND} Yes.", "2").status is Status.APPROVED


@pytest.mark.parametrize("standing", Standing)
def test_a_sanction_ends_by_itself_and_is_shown_as_past(
    service: Service, standing: Standing
) -> None:
    treat(service, standing, term=Term.DAY)
    card = authors.card(service.db, SITE, "7")
    assert card.standing is standing
    assert card.until is not None
    assert timedelta(hours=23) < card.until - now() <= timedelta(days=1)
    assert card.in_force is not None
    assert card.in_force.reason == "Because."
    past_until(service)
    card = authors.card(service.db, SITE, "7")
    assert (card.standing, card.in_force) == (None, None)
    assert [its.standing for its in card.past] == [standing]
    comment = wrote(service)
    assert (comment.status, comment.waiting) == (Status.APPROVED, False)


def test_one_sanction_takes_the_place_of_another_and_is_ended_by_a_person(
    service: Service,
) -> None:
    treat(service, Standing.WATCHED, by="ann")
    treat(service, Standing.BANNED, by="ben")
    card = authors.card(service.db, SITE, "7")
    assert card.standing is Standing.BANNED
    (past,) = card.past
    assert (past.standing, past.ended_by) == (Standing.WATCHED, "ben")
    sanctions.end(service.db, SITE, "7", by="lena")
    sanctions.end(service.db, SITE, "7", by="lena")  # nothing to end
    card = authors.card(service.db, SITE, "7")
    assert card.standing is None
    assert [its.ended_by for its in card.past] == ["lena", "ben"]


def test_what_else_is_set_of_an_author_stays(service: Service) -> None:
    own = Override(level=Level.AUTHOR, name="7", mode=Mode.PRE)
    with service.db.writing() as db:
        stored.keep(db, SITE, own, now())
    treat(service, Standing.WATCHED)
    sanctions.end(service.db, SITE, "7", by="mo")
    with service.db.reading() as db:
        assert stored.of(db, SITE, [(Level.AUTHOR, "7")]) == [own]


def test_a_sanction_wants_a_reason(service: Service) -> None:
    with pytest.raises(BadSubmission, match="reason: wanted something said"):
        treat(service, Standing.BANNED, reason="  ")
    assert count(service, "levels") == 0


def test_an_end_without_a_standing_is_no_level() -> None:
    with pytest.raises(BadLevel, match="until"):
        Override(level=Level.AUTHOR, name="7", until=now()).check()


def test_notes_are_deleted_by_who_wrote_them(service: Service) -> None:
    notes.add(service.db, SITE, "7", text=" Mind <b>this</b>.\n", by="ann")
    (note,) = authors.card(service.db, SITE, "7").notes
    assert (note.text, note.by) == ("Mind <b>this</b>.", "ann")
    with pytest.raises(NotAllowed):
        notes.delete(service.db, SITE, note.number, by="ben")
    notes.delete(service.db, "other", note.number, by="ann")  # of another site
    assert count(service, "notes") == 1
    notes.delete(service.db, SITE, note.number, by="ann")
    notes.delete(service.db, SITE, note.number, by="ann")
    assert count(service, "notes") == 0


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * 8_001])
def test_a_note_says_something_that_can_be_kept(service: Service, text: str) -> None:
    with pytest.raises(BadSubmission):
        notes.add(service.db, SITE, "7", text=text, by="ann")


def test_who_did_what_about_an_author_is_written_down(service: Service) -> None:
    notes.add(service.db, SITE, HOSTILE, text="Mind this.", by="ann")
    treat(service, Standing.BANNED, author=HOSTILE, by="ben", term=Term.WEEK)
    sanctions.end(service.db, SITE, HOSTILE, by="lena")
    found = audit.search(service.db, Wanted(site=SITE))
    assert {each.about for each in found} == {f"author {HOSTILE}"}
    assert [(each.kind, each.by) for each in found] == [
        ("author.released", "lena"),
        ("author.sanctioned", "ben"),
        ("note.added", "ann"),
    ]
    assert found[1].details["standing"] == "banned"
    assert found[1].details["reason"] == "Because."
    assert "Mind this." not in str(found)


def test_erasing_an_author_takes_notes_and_sanctions(service: Service) -> None:
    wrote(service, RUDE)
    review.defer(service.db, SITE, "1", queue="legal", by="mo", note="Zyxwvutsr")
    decide(service, "1", Action.REJECT, note="Zyxwvutsr", message="Zyxwvutsr")
    notes.add(service.db, SITE, "7", text="Zyxwvutsr", by="ann")
    treat(service, Standing.BANNED, reason="Zyxwvutsr")
    erasure.erase_author(service.db, SITE, "7", by="key cms")
    assert count(service, "notes") == count(service, "sanctions") == 0
    files = service.db.path.parent.glob("moderation.db*")
    assert all(b"Zyxwvutsr" not in each.read_bytes() for each in files)
    deferred = queue.history(service.db, SITE, "1")[2]
    assert deferred.queue == "legal"
