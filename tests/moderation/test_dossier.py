"""All that one needs to decide about a comment, in one look that stays bounded."""

import re
from typing import Any

import pytest

from moderation import appeals, authors, dossier, erasure, reports, review
from moderation.comments import Action, Author, Caution, Comment, Parent, Reason
from moderation.dossier.bars import Bar
from moderation.errors import Erased, UnknownComment
from moderation.levels import Level, Override
from moderation.service import Service
from moderation.store import levels, people
from moderation.store.database import now
from tests.moderation.stories import KIND, RUDE, decide, post

SITE = "default"
LONG = (
    "Anyone who voted for this new tram through the old town is a complete moron "
    "and should be sent home long before the next election comes around."
)


def of(service: Service, id: str = "1") -> dossier.Dossier:
    return dossier.of(service, SITE, id)


def answer(service: Service, id: str, to: str | None, **more: Any) -> Comment:
    parent = Parent(id=to) if to else None
    return post(service, f"{KIND} Says {id}.", id, parent=parent, **more)


def test_the_thread_has_what_is_above_and_what_answers(service: Service) -> None:
    for number in range(8):
        answer(service, str(number), str(number - 1) if number else None)
    for id in ("a", "b"):
        answer(service, id, "6")
    thread = of(service, "6").thread
    assert [each.id for each in thread.above] == ["2", "3", "4", "5"]
    assert thread.goes_on
    assert [each.id for each in thread.below] == ["7", "a", "b"]
    assert not thread.more


def test_comments_that_answer_each_other_in_a_ring_have_an_end(
    service: Service,
) -> None:
    answer(service, "1", "2")
    answer(service, "2", "1")
    answer(service, "3", "3")
    assert [each.id for each in of(service, "1").thread.above] == ["2"]
    assert of(service, "3").thread.above == []


def test_of_many_answers_the_first_are_shown(service: Service) -> None:
    post(service, RUDE)
    for number in range(15):
        answer(service, f"a{number}", "1")
    thread = of(service).thread
    assert (len(thread.below), thread.more) == (10, True)


def test_what_was_erased_is_in_no_thread(service: Service) -> None:
    answer(service, "0", None)
    answer(service, "1", "0")
    answer(service, "2", "1")
    for id in ("0", "2"):
        erasure.erase(service.db, SITE, id, by="key cms")
    thread = of(service).thread
    assert (thread.above, thread.below) == ([], [])
    with pytest.raises(Erased):
        of(service, "0")


def test_each_score_stands_beside_the_thresholds_in_force(service: Service) -> None:
    author = Override(level=Level.AUTHOR, name="7", caution=Caution.CAUTIOUS)
    with service.db.writing() as db:
        levels.keep(db, SITE, author, now())
    post(service, RUDE, author=Author(id="7"))
    bars = {bar.name: bar for bar in of(service).bars}
    assert bars["insult"].hold == 0.30
    assert bars["insult"].reject == 0.97
    assert bars["insult"].set_by == "author 7"
    assert bars["insult"].is_over
    assert bars["risk"].hold == 0.4
    assert bars["on_topic"].score is None
    assert not bars["on_topic"].is_over
    assert bars["spam"].score is not None
    assert bars["spam"].score < 0.4
    assert not bars["spam"].is_over
    over = [bar.is_over for bar in of(service).bars]
    assert over == sorted(over, reverse=True)


@pytest.mark.parametrize(
    ("score", "over"), [(0.3, True), (0.5, False), (0.9, False), (None, False)]
)
def test_what_is_held_below_is_over_when_it_is_under(
    score: float | None, over: bool
) -> None:
    assert Bar("on_topic", score, 0.5, below=True).is_over is over


def test_what_each_rule_says_is_told_and_whether_it_is_gone(service: Service) -> None:
    post(service, RUDE)
    said = {its.finding.rule: its for its in of(service).said}
    assert said["insult_aimed"].rule is not None
    assert said["insult_aimed"].rule.says == "It insults a person."
    assert said["score:toxicity"].rule is None
    assert not said["score:toxicity"].is_gone
    with service.db.writing() as db:
        db.execute(
            "UPDATE judgements SET reasons = replace(reasons, 'insult_aimed', 'old')"
        )
    gone = {its.finding.rule: its for its in of(service).said}["old"]
    assert gone.is_gone


def test_how_people_decided_about_the_same_and_the_like_is_told(
    service: Service,
) -> None:
    post(service, LONG, "same")
    decide(service, "same", Action.REJECT, reason=Reason.HATE)
    post(service, LONG.replace("complete", "total"), "near")
    decide(service, "near", Action.APPROVE)
    post(service, LONG.replace("voted", "fell"), "undecided")
    post(service, "Another thing altogether, about bread and nothing else.", "other")
    decide(service, "other", Action.APPROVE)
    post(service, LONG)
    found = of(service).alike
    assert [(its.comment.id, its.same, its.reason) for its in found] == [
        ("same", True, Reason.HATE),
        ("near", False, None),
    ]


def test_of_a_wave_of_the_same_a_few_are_shown(service: Service) -> None:
    for number in range(9):
        post(service, LONG, f"w{number}")
        decide(service, f"w{number}", Action.REJECT)
    post(service, LONG)
    found = of(service).alike
    assert [its.comment.id for its in found] == ["w8", "w7", "w6", "w5", "w4"]


def test_another_sites_texts_are_not_alike(service: Service) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    post(service, LONG, site="other")
    review.approve(service.db, "other", "1", by="mo")
    post(service, LONG)
    assert of(service).alike == []
    with pytest.raises(UnknownComment):
        of(service, "2")


def test_author_reports_appeal_and_history_are_there(service: Service) -> None:
    post(service, RUDE, author=Author(id="7", name="Ann"))
    reports.report(service, SITE, "1", reporter="rita", reason=Reason.INSULT, note="!")
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, message="Be kind.")
    found = of(service)
    assert found.message == "Be kind."
    appeals.appeal(service.db, SITE, "1", text="It was praise.")
    found = of(service)
    assert found.author is not None
    assert found.author.author.name == "Ann"
    assert found.appeal is not None
    assert found.appeal.text == "It was praise."
    assert [each.reporter for each in found.reports] == ["rita"]
    assert found.history[-1].kind == "appealed"


def test_an_author_without_an_id_has_no_card(service: Service) -> None:
    post(service, RUDE, author=Author(name="Ann"))
    assert of(service).author is None


def test_no_query_of_a_dossier_scans_a_table(service: Service) -> None:
    """Whatever is stored: each is found by an index."""
    post(service, LONG, "same", author=Author(id="7"))
    decide(service, "same", Action.REJECT)
    post(service, LONG, author=Author(id="7"), parent=Parent(id="same"))
    ran = list[str]()
    with service.db._lent() as connection:
        connection.set_trace_callback(ran.append)
    of(service)
    review.last_used(service.db, SITE, "mo")
    review.queues(service.db, SITE)
    authors.wrote(service.db, SITE, "7", after=2)
    plans = list[str]()
    with service.db._lent() as connection:
        connection.set_trace_callback(None)
        for query in filter(lambda its: its.lstrip().startswith("SELECT"), ran):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}")
            plans += [row["detail"] for row in plan]
    assert len(plans) > 20
    scans = [each for each in plans if each.startswith("SCAN")]
    given = (
        r"SCAN (\(subquery-\d+\)|latest|(json_each|its) VIRTUAL .*|.*CONSTANT ROWS?)"
    )
    assert [each for each in scans if not re.fullmatch(given, each)] == []
