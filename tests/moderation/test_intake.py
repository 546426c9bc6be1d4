"""A comment comes in: once, with what is known around it, and judged on that."""

import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import rules
from moderation import surroundings
from moderation.comments import Action, Article, Author, Comment, Parent, Status
from moderation.errors import BadSubmission, UnknownSite
from moderation.levels import Level, Override, Standing
from moderation.service import Service
from moderation.store import comments, endpoints, imports, levels, people
from moderation.store.database import now, stamp
from moderation.store.imports import Position
from moderation.surroundings import REPEATS_WITHIN
from tests.moderation.stories import KIND, RUDE, count, decide, post

LONG_REPORT = "The council votes on the harbour tram. " * 5
BREAD = (
    "Knead flour, water and salt for ten minutes, let the dough rise, and bake the "
    "loaf in a hot oven until its crust is brown."
)


def codes(service: Service, text: str, id: str, **more: object) -> set[str]:
    return {reason.code for reason in post(service, text, id, **more).reasons}


def test_the_same_again_changes_nothing(service: Service) -> None:
    first = post(service, RUDE)
    events = count(service, "events")
    assert post(service, RUDE) == first
    assert count(service, "events") == events


def test_of_the_same_sent_by_many_at_once_one_is_kept(service: Service) -> None:
    together = threading.Barrier(8)
    versions = []

    def send() -> None:
        together.wait()
        versions.append(post(service, RUDE).version)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert versions == [1] * 8
    assert count(service, "comments") == 1
    assert count(service, "judgements") == 1


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (KIND, {}),
        (RUDE, {"author": Author(id="7", name="Ann"), "parent": Parent(id="1")}),
        (LONG_REPORT, {"article": Article(title="No id", closed=True)}),
        (BREAD, {"article": Article(id="trams", section="news"), "language": "de"}),
        ("Kauf jetzt! " * 9, {"parent": Parent(), "author": Author(name="Ann")}),
    ],
)
def test_what_is_answered_is_what_is_kept(
    service: Service, text: str, more: dict[str, object]
) -> None:
    at = datetime(2026, 5, 4, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    post(service, KIND, "before", article=Article(id="trams", title="Trams", text="T"))
    answered = post(service, text, "1", created_at=at, **more)
    with service.db.reading() as connection:
        assert answered == comments.get(connection, answered.key)


def test_an_edit_is_a_new_revision_judged_anew(service: Service) -> None:
    post(service, KIND)
    edited = post(service, RUDE)
    assert (edited.revision, edited.version, edited.status) == (2, 2, Status.PENDING)
    assert count(service, "judgements") == 2


def test_an_edit_of_what_a_person_decided_is_judged_anew(service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.APPROVE)
    edited = post(service, RUDE + " An idiot!")
    assert edited.status is not Status.APPROVED
    assert edited.decided_by is None


def test_an_articles_text_is_sent_once_and_known_by_its_id(service: Service) -> None:
    about = Article(id="a", title="Harbour tram", text=LONG_REPORT)
    unknown = post(service, BREAD, "1", article=Article(id="a"))
    post(service, KIND, "2", article=about)
    known = post(service, BREAD, "3", article=Article(id="a"))
    assert unknown.scores["on_topic"] is None
    assert known.scores["on_topic"] is not None
    assert known.article is not None
    assert known.article.title == "Harbour tram"


def test_a_parents_text_is_found_by_its_id(service: Service) -> None:
    post(service, BREAD, "1")
    answer = "My loaf always has a pale crust, is the oven not hot enough or the dough?"
    scores = post(service, answer, "2", parent=Parent(id="1")).scores
    assert scores["on_topic"] is not None


def test_the_same_text_again_by_the_same_author_is_a_duplicate(
    service: Service,
) -> None:
    author = Author(id="ann")
    text = "Has nobody asked the bus drivers?"
    assert "duplicate" not in codes(service, text, "1", author=author)
    disguised = "Has n0body asked the BUS drivers..."
    assert "duplicate" in codes(service, disguised, "2", author=author)
    assert "duplicate" not in codes(service, text, "3", author=Author(id="ben"))


def test_an_author_who_floods_is_held(service: Service) -> None:
    author = Author(id="ann")
    for number in range(10):
        text = f"Street number {number} needs a stop."
        assert "flooding" not in codes(service, text, str(number), author=author)
    assert "flooding" in codes(service, "And one more.", "10", author=author)


def test_what_a_site_knows_of_an_author_is_no_other_sites_business(
    service: Service,
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    author, text = Author(id="ann"), "The report is at http://parliament.example."
    post(service, KIND, "1", author=author)
    assert "new_author" not in codes(service, text, "2", author=author)
    assert "new_author" in codes(service, text, "2", author=author, site="other")


def test_an_unknown_site_keeps_nothing(service: Service) -> None:
    with pytest.raises(UnknownSite, match="nowhere"):
        post(service, KIND, site="nowhere")
    assert count(service, "comments") == 0


def test_every_problem_of_a_submission_is_told_at_once(service: Service) -> None:
    with pytest.raises(BadSubmission) as told:
        post(service, " ", id="\0", format="bbcode")
    assert {each.field for each in told.value.problems} == {"id", "text", "format"}
    assert count(service, "comments") == 0


def test_a_comment_in_html_is_judged_as_read_and_marked_as_sent(
    service: Service,
) -> None:
    sent = "<p>What a <b>bloody</b> idi&#111;t &amp; co.</p>"
    comment = post(service, sent, format="html")
    rule = next(each for each in comment.reasons if each.rule == "insult_aimed")
    (span,) = rule.spans
    assert sent[span.begin : span.end] == "bloody</b> idi&#111;t"


def test_a_final_decision_and_its_message_are_kept_together(service: Service) -> None:
    with service.db.writing() as db:
        url = "http://receiver.example"
        endpoints.add(db, "ep_1", "default", url, (), "whsec_eA==", now())
    post(service, KIND, "1")
    post(service, RUDE, "2")
    assert count(service, "messages") == 1


def test_a_site_without_a_webhook_gathers_no_messages(service: Service) -> None:
    post(service, KIND)
    assert count(service, "messages") == 0


LONG = (
    "The council has known for years that the bridge needs repair, and yet nobody "
    "has put money aside for it, so now we all pay twice for their neglect."
)


def with_rules(service: Service, folder: Path, *conditions: str) -> Service:
    """The service with a rule for each condition, named by it, and no others."""
    rules_ = [
        {"id": f"rule{number}", "says": condition, "when": condition}
        for number, condition in enumerate(conditions)
    ]
    path = folder / "rules.yaml"
    path.write_text(json.dumps({"rules": rules_}))
    judges = replace(service.judges, rulebook=rules.load(path))
    return replace(service, judges=judges)


def told(comment: Comment) -> set[str]:
    return {reason.message for reason in comment.reasons}


def test_nearly_the_same_text_is_counted_by_whom_it_is(
    service: Service, tmp_path: Path
) -> None:
    own, others = "repetition.own_similar == 1", "repetition.others_similar == 1"
    same = "repetition.others == 1"
    ruled = with_rules(service, tmp_path, own, others, same)
    assert not told(post(ruled, LONG, "a", author=Author(id="7")))
    near = LONG.replace("years", "decades")
    assert told(post(ruled, near, "b", author=Author(id="7"))) == {own}
    assert told(post(ruled, near, "c", author=Author(id="8"))) == {others, same}
    assert not told(post(ruled, "Something else of the school roof in May.", "d"))


def test_an_edited_text_is_compared_as_it_is_now(
    service: Service, tmp_path: Path
) -> None:
    others = "repetition.others_similar > 0"
    ruled = with_rules(service, tmp_path, others)
    post(ruled, LONG, "a")
    post(ruled, "I have thought better of it, and say nothing of the bridge.", "a")
    assert not told(post(ruled, LONG.replace("years", "decades"), "b"))


def test_what_is_known_around_a_comment_reaches_the_rules(
    service: Service, tmp_path: Path
) -> None:
    with service.db.writing() as db:
        for name, standing in (("8", Standing.BANNED), ("9", Standing.TRUSTED)):
            override = Override(level=Level.AUTHOR, name=name, standing=standing)
            levels.keep(db, "default", override, now())
    answers = 'parent.status == "approved" and parent.same_author'
    old = "article.age_days > 2 and article.closed"
    conditions = (answers, old, "author.banned", "author.trusted")
    ruled = with_rules(service, tmp_path, *conditions, 'author.id == "7"')
    post(ruled, KIND, "a", author=Author(id="7"))
    answer = post(ruled, "No, no.", "b", author=Author(id="7"), parent=Parent(id="a"))
    assert told(answer) == {answers, 'author.id == "7"'}
    article = Article(id="1", published_at=now() - timedelta(days=3), closed=True)
    banned = post(ruled, "Yes, yes.", "c", author=Author(id="8"), article=article)
    assert told(banned) == {old, "author.banned"}
    again = post(ruled, "Why so?", "d", author=Author(id="9"), article=Article(id="1"))
    assert told(again) == {old, "author.trusted"}
    assert not told(post(ruled, "Who knows?", "e"))


def test_what_a_rule_says_of_tag_queue_and_author_is_kept(
    service: Service, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    rule = {"id": "tram", "says": "Trams.", "when": 'matches("tram")', "then": "hold"}
    rule |= {"tag": "transport", "queue": "local", "message": "Trams are sensitive."}
    path.write_text(json.dumps({"patterns": {"tram": "tram"}, "rules": [rule]}))
    judges = replace(service.judges, rulebook=rules.load(path))
    (reason,) = post(replace(service, judges=judges), "A tram!").reasons
    assert (reason.tag, reason.queue) == ("transport", "local")
    assert reason.to_author == "Trams are sensitive."


@pytest.mark.parametrize("year", [1, 1899, 3000, 9999])
def test_a_time_that_is_a_slip_is_refused(service: Service, year: int) -> None:
    at = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=13)))
    with pytest.raises(BadSubmission, match="created_at: wanted a time in the years"):
        post(service, KIND, created_at=at)


def test_what_nearly_equal_texts_are_found_by_is_forgotten_in_time(
    service: Service,
) -> None:
    def times() -> set[bool]:
        with service.db.reading() as connection:
            rows = connection.execute("SELECT at FROM fingerprints").fetchall()
        return {row["at"] > long_ago for row in rows}

    post(service, BREAD, "old")
    long_ago = stamp(now() - REPEATS_WITHIN - timedelta(hours=1))
    with service.db.writing() as connection:
        connection.execute("UPDATE fingerprints SET at = ?", (long_ago,))
    post(service, BREAD.replace("ten", "twenty"), "new")
    with service.db.writing() as connection:
        imports.keep_position(connection, "default", "a", "b", Position(20, {}), now())
    surroundings.forget_old(service.db)
    assert times() == {False, True}  # an archive may still be compared with it
    with service.db.writing() as connection:
        connection.execute("UPDATE imports SET at = ?", (long_ago,))
    surroundings.forget_old(service.db)
    assert times() == {True}
