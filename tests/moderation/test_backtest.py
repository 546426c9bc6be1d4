"""A candidate tried on stored comments: what it counts, and that it touches nothing."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

import rules
from moderation import erasure, policy, rulebooks, surroundings
from moderation.backtests import hands, recall, weighing
from moderation.backtests import running as backtest
from moderation.backtests.bygone import Before, Past
from moderation.backtests.recall import Recalled
from moderation.backtests.report import Backtest, RuleReport
from moderation.backtests.tally import CANDIDATE, EXAMPLES, LIVE, Key, Tally
from moderation.comments import (
    Action,
    Article,
    Author,
    Mode,
    Parent,
    Status,
    Submission,
)
from moderation.errors import NothingStored, UnknownSite
from moderation.levels import Level, Override
from moderation.service import Service
from moderation.store import articles, comments, fates, judgements, past, people
from moderation.store import levels as stored_levels
from moderation.text import Original
from rules import Facts, ParentFacts
from tests.moderation.stories import decide, judgement, post

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FRUIT = """
words: {fruit: [apple, pear, plum]}
rules:
  - {id: fruit, says: It names fruit., when: words("fruit") >= LEAST, then: hold}
  - {id: apple, says: It names apples., when: words.count >= 3, weight: 0.05}
  - {id: shy, says: Only tried., when: words.count >= 2, then: reject, mode: shadow}
  - {id: planned, says: Only planned., when: length > 0, then: reject, mode: draft}
"""


def fruit(folder: Path, name: str, *, least: int = 1, more: str = "") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(FRUIT.replace("LEAST", str(least)) + more, encoding="utf-8")
    return path


def tried(
    service: Service,
    candidate: Path,
    live: Path,
    *,
    since: datetime = LONG_AGO,
    site: str = "default",
    processes: int | None = None,
) -> Backtest:
    trial = backtest.Trial(site, candidate, live, since, hold_off_topic_below=0.0)
    return backtest.run(
        service.db, trial, tell=lambda number: None, processes=processes
    )


def report(found: Backtest, rule: str, book: str = CANDIDATE) -> RuleReport:
    (its,) = (each for each in found.rules if each.key == Key(book, rule))
    return its


@pytest.fixture
def orchard(service: Service) -> Service:
    """Four comments, three with fruit; a person rejected one and approved two."""
    post(service, "An apple a day", "1")
    post(service, "One pear and one plum", "2")
    post(service, "A plum", "3")
    post(service, "Well said", "4")
    decide(service, "1", Action.REJECT)
    decide(service, "2", Action.APPROVE)
    decide(service, "4", Action.APPROVE)
    return service


def test_hits_and_agreement_with_people_are_counted(
    orchard: Service, tmp_path: Path
) -> None:
    file = fruit(tmp_path, "candidate")
    found = tried(orchard, file, file)
    assert (found.comments, found.decided, found.rejected) == (4, 3, 1)
    its = report(found, "fruit")
    assert (its.hits.all, its.hits.decided, its.hits.rejected) == (3, 2, 1)
    assert (its.share, its.precision, its.caught) == (0.75, 0.5, 1.0)


def test_what_the_policy_decided_is_no_agreement(
    service: Service, tmp_path: Path
) -> None:
    post(service, "Well said, an apple", "1")  # approved by the policy alone
    file = fruit(tmp_path, "candidate")
    its = report(tried(service, file, file), "fruit")
    assert (its.hits.all, its.hits.decided, its.precision) == (1, 0, None)
    assert its.caught is None


def test_overlaps_are_counted_the_most_often_first(
    orchard: Service, tmp_path: Path
) -> None:
    file = fruit(tmp_path, "candidate")
    its = report(tried(orchard, file, file), "fruit")
    told = [(each.key, each.hits) for each in its.together]
    assert told[0] == (Key(CANDIDATE, "shy"), 3)
    assert (Key(CANDIDATE, "apple"), 2) in told


def test_shadow_rules_of_both_files_are_reported_and_drafts_are_not(
    orchard: Service, tmp_path: Path
) -> None:
    file = fruit(tmp_path, "candidate")
    found = tried(orchard, file, file)
    keys = [each.key for each in found.rules]
    assert report(found, "shy", LIVE).hits.all == 4
    assert report(found, "shy").hits.all == 4
    assert Key(LIVE, "fruit") not in keys
    assert Key(CANDIDATE, "planned") not in keys


def test_milder_and_stricter_are_told_with_their_rules_and_places(
    orchard: Service, tmp_path: Path
) -> None:
    strict, mild = fruit(tmp_path, "strict"), fruit(tmp_path, "mild", least=2)
    found = tried(orchard, strict, mild)
    moved = found.outcomes[Action.APPROVE, Action.HOLD]
    assert (moved.comments, moved.approved, moved.rejected) == (2, 0, 1)
    assert found.changed(to_stricter=True) == 2
    assert found.changed(to_stricter=False) == 0
    assert {each.id for each in found.stricter} == {"1", "3"}
    (apple,) = (each for each in found.stricter if each.id == "1")
    assert (apple.before, apple.after) == ((), ("fruit",))
    marked = [apple.text[span.begin : span.end] for span in apple.spans]
    assert "apple" in marked
    turned = tried(orchard, mild, strict)
    assert {each.id for each in turned.milder} == {"1", "3"}
    assert turned.stricter == []


def test_ten_examples_are_shown_and_the_same_ten_each_time(
    service: Service, tmp_path: Path
) -> None:
    for number in range(15):
        post(service, f"An apple, {number} times over", str(number))
    strict, mild = fruit(tmp_path, "strict"), fruit(tmp_path, "mild", least=2)
    once, twice = tried(service, strict, mild), tried(service, strict, mild)
    assert len(once.stricter) == EXAMPLES
    assert once.stricter == twice.stricter
    assert once.changed(to_stricter=True) == 15


def test_only_what_came_since_then_counts(orchard: Service, tmp_path: Path) -> None:
    file = fruit(tmp_path, "candidate")
    with orchard.db.reading() as db:
        third = comments.find(db, "default", "3")
    assert third is not None
    found = tried(orchard, file, file, since=third.received_at)
    assert found.comments == 2


def test_an_empty_store_and_an_unknown_site_are_told(
    service: Service, tmp_path: Path
) -> None:
    file = fruit(tmp_path, "candidate")
    with pytest.raises(NothingStored, match="has no comments since 2000-01-01"):
        tried(service, file, file)
    with pytest.raises(UnknownSite, match="nowhere"):
        tried(service, file, file, site="nowhere")


def test_nothing_is_written(orchard: Service, tmp_path: Path) -> None:
    def everything() -> list[str]:
        with sqlite3.connect(orchard.db.path) as connection:
            return list(connection.iterdump())

    before = everything()
    tried(orchard, fruit(tmp_path, "a"), fruit(tmp_path, "b", least=2))
    assert everything() == before


def test_writers_do_not_wait_for_it(orchard: Service, tmp_path: Path) -> None:
    file = fruit(tmp_path, "candidate")
    trial = backtest.Trial("default", file, file, LONG_AGO, hold_off_topic_below=0.0)
    ids = count(10)

    def tell(number: int) -> None:  # while it reads
        post(orchard, "Another apple", str(next(ids)))

    found = backtest.run(orchard.db, trial, tell=tell)
    assert next(ids) > 10
    assert found.comments == 4  # one steady view


def test_several_processes_count_as_one_does(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        post(service, f"{'An apple' if number % 2 else 'Nothing'} at all", str(number))
        if number % 3 == 0:
            decide(service, str(number), Action.REJECT)
    monkeypatch.setattr(backtest, "ALONE_UNTIL", 0)
    monkeypatch.setattr(backtest, "BATCH", 2)
    strict, mild = fruit(tmp_path, "strict"), fruit(tmp_path, "mild", least=2)
    alone = tried(service, strict, mild, processes=1)
    together = tried(service, strict, mild, processes=2)
    assert [each.hits for each in alone.rules] == [each.hits for each in together.rules]
    assert alone.outcomes == together.outcomes
    assert alone.stricter == together.stricter


@pytest.mark.parametrize("mode", [Mode.PRE, Mode.CLOSED])
def test_the_mode_of_the_site_counts(
    orchard: Service, tmp_path: Path, mode: Mode
) -> None:
    with orchard.db.writing() as db:
        people.change_site(db, "default", mode=mode)
    strict, mild = fruit(tmp_path, "strict"), fruit(tmp_path, "mild", least=2)
    found = tried(orchard, strict, mild)
    assert found.changed(to_stricter=True) == 0
    ((only, _),) = found.outcomes
    assert only is (Action.HOLD if mode is Mode.PRE else Action.REJECT)


def test_the_levels_of_an_article_count(service: Service, tmp_path: Path) -> None:
    post(service, "An apple", "1", article=Article(id="a", title="On pears"))
    post(service, "An apple", "2", article=Article(id="b", title="On pears"))
    override = Override(level=Level.ARTICLE, name="a", mode=Mode.CLOSED)
    with service.db.writing() as db:
        stored_levels.keep(db, "default", override, LONG_AGO)
    file = fruit(tmp_path, "candidate")
    found = tried(service, file, file)
    assert set(found.outcomes) == {
        (Action.REJECT, Action.REJECT),
        (Action.HOLD, Action.HOLD),
    }


def test_the_rules_that_a_site_saved_are_the_live_ones(
    orchard: Service, tmp_path: Path
) -> None:
    strict, mild = fruit(tmp_path, "strict"), fruit(tmp_path, "mild", least=2)
    rulebooks.save(orchard.db, "default", mild, by="mo", note="milder")
    found = tried(orchard, strict, strict)
    assert found.live.startswith("mild-")
    assert found.changed(to_stricter=True) == 2
    rulebooks.pause(
        orchard.db, "default", "fruit", orchard.judges.rulebook, by="mo", note="much"
    )
    assert tried(orchard, strict, strict).changed(to_stricter=True) == 3


# What is recalled


def recalled(service: Service) -> Iterator[Recalled]:
    with service.db.reading() as db:
        history = Past(past.decisions(db, "default"), similar=True)
        for batch in past.batches(db, "default", LONG_AGO, size=2):
            for each in batch:
                folded, fingerprint = recall.spell(each.text, each.format)
                before = history.before(each.arrival, fingerprint)
                yield Recalled(each, before, folded)
                history.add(each.arrival, fingerprint)


def facts(service: Service, id: str) -> Facts:
    (its,) = (each for each in recalled(service) if each.stored.id == id)
    original = Original(its.stored.text, its.stored.format)
    article_id = its.stored.article_id
    with service.db.reading() as db:
        known = articles.known(db, "default", [article_id] if article_id else [])
    article = recall.article_of(its.stored, known)
    return recall.facts(its, original, article, None, usual="en")


def test_an_author_has_what_was_behind_them_then(service: Service) -> None:
    def by(id: str, text: str) -> None:
        post(service, text, id, author=Author(id="ann"))

    by("1", "Well said!")  # approved by the policy
    by("2", "Anyone who voted for this is a complete moron.")  # held
    by("3", "Quite so, thank you.")
    decide(service, "2", Action.REJECT)
    by("4", "Once more, thank you.")
    third, fourth = facts(service, "3").author, facts(service, "4").author
    assert (third.approved, third.rejected, third.recent) == (1, 0, 2)
    assert (fourth.approved, fourth.rejected, fourth.recent) == (2, 1, 3)
    assert facts(service, "1").author.first
    assert third.id == "ann"


def test_a_decision_that_came_later_was_not_known_then(service: Service) -> None:
    post(service, "Anyone who voted for this is a complete moron.", "1")
    post(service, "Oh dear.", "2", parent=Parent(id="1"))
    decide(service, "1", Action.REJECT)
    post(service, "Oh dear, oh dear.", "3", parent=Parent(id="1"))
    assert facts(service, "2").parent == ParentFacts(
        text="Anyone who voted for this is a complete moron.",
        status=Status.PENDING,
        same_author=None,
    )
    third = facts(service, "3").parent
    assert third is not None
    assert third.status is Status.REJECTED


def test_repeats_are_those_of_the_days_before(service: Service) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    ages = {"1": 0.0, "2": 1.0, "3": 8.5}
    with service.db.writing() as db:
        for id, days in ages.items():
            submission = Submission(id=id, text="Same", author=Author(id=f"by{id}"))
            keep(db, submission, at + timedelta(days=days))
    before = {each.stored.id: each.before for each in recalled(service)}
    assert [before[id].others for id in ages] == [0, 1, 0]
    assert [before[id].own for id in ages] == [0, 0, 0]


LONG_TEXT = (
    "The council has decided after a long debate that the old bridge over the river "
    "shall be closed to cars from next spring, and nobody who lives on the other bank "
    "was ever asked what they make of it or how they shall get to work in the morning"
)


def near(word: str) -> str:
    """Another text with one word of its own."""
    return LONG_TEXT.replace("spring", word)


def test_nearly_the_same_are_those_that_the_service_found_when_it_came(
    service: Service,
) -> None:
    sent = [
        ("1", LONG_TEXT, "ann"),
        ("2", near("summer"), "ann"),
        ("3", near("summer"), "bob"),
        ("4", near("autumn"), None),
        ("5", "Nothing of the sort was ever said by any of them to me before", "bob"),
        ("6", near("winter"), "bob"),
        ("7", "Too short", "ann"),
        ("8", LONG_TEXT, None),
    ]
    for id, text, author in sent:
        post(service, text, id, author=Author(id=author))
    counted = dict[str, tuple[int | None, int | None]]()
    with service.db.reading() as db:
        for its in recalled(service):
            comment = comments.get(db, its.stored.key)
            known = surroundings.case_of(db, service, comment).history
            counted[comment.id] = (known.similar_own, known.similar_others)
            before = its.before
            assert (before.own_similar, before.others_similar) == counted[comment.id]
            assert (before.own, before.others) == (
                known.repeats_own,
                known.repeats_others,
            )
    assert [counted[id] for id in "126"] == [(0, 0), (1, 0), (1, 3)]
    assert [counted[id] for id in "578"] == [(0, 0), (0, 0), (0, 4)]


def test_nearly_the_same_are_those_of_the_days_before(service: Service) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    days = {"summer": 0.0, "autumn": 1.0, "winter": 7.5, "June": 8.5, "May": 20.0}
    with service.db.writing() as db:
        for word, after in days.items():
            its = Submission(id=word, text=near(word), author=Author(id=word))
            keep(db, its, at + timedelta(days=after), digest=word)
    found = {its.stored.id: its.before.others_similar for its in recalled(service)}
    assert found == {"summer": 0, "autumn": 1, "winter": 1, "June": 1, "May": 0}


@pytest.mark.parametrize("alone", [True, False])
def test_what_came_before_the_first_comment_counts_as_nearly_the_same(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    monkeypatch.setattr(backtest, "ALONE_UNTIL", 9 if alone else 0)
    monkeypatch.setattr(backtest, "BATCH", 1)
    at = datetime(2026, 1, 10, tzinfo=UTC)
    with service.db.writing() as db:
        for word, days in (("summer", -9), ("autumn", -2), ("winter", 0), ("May", 1)):
            its = Submission(id=word, text=near(word))
            keep(db, its, at + timedelta(days=days), digest=word)
    file = tmp_path / "near.yaml"
    file.write_text(
        "rules:\n"
        "  - {id: one, says: O., when: repetition.others_similar == 1, weight: 0.1}\n"
        "  - {id: two, says: T., when: repetition.others_similar == 2, weight: 0.1}\n"
    )
    found = tried(service, file, fruit(tmp_path, "live"), since=at, processes=2)
    assert [report(found, rule).hits.all for rule in ("one", "two")] == [1, 1]


def test_nobody_spells_beforehand_where_no_rule_asks_for_similar_texts(
    orchard: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "spell", None)
    file = fruit(tmp_path, "candidate")
    assert tried(orchard, file, file).comments == 4
    asks = fruit(
        tmp_path,
        "asks",
        more="  - {id: n, says: N., when: repetition.own_similar > 1, mode: shadow}\n",
    )
    with pytest.raises(TypeError):
        tried(orchard, file, asks)


def test_since_the_beginning_of_time_is_a_time_too(
    orchard: Service, tmp_path: Path
) -> None:
    asks = tmp_path / "asks.yaml"
    asks.write_text("rules: [{id: n, says: N., when: repetition.own_similar > 1}]")
    first = datetime.min.replace(tzinfo=UTC)
    assert tried(orchard, asks, asks, since=first).comments == 4


def keep(
    db: sqlite3.Connection, submission: Submission, at: datetime, digest: str = "d"
) -> None:
    found = policy.decide(judgement(), policy.Settings())
    key = comments.insert(db, "default", submission, digest=digest, at=at)
    judgements.keep(db, key, judgement(), found, {}, at)
    fates.set_outcome(db, key, found, Status.APPROVED)


def test_the_article_and_the_stored_scores_are_seen(service: Service) -> None:
    about = Article(id="a", title="Pears", section="food", closed=False)
    kept = post(service, "Anyone who voted for this is a moron.", "1", article=about)
    found = facts(service, "1")
    assert (found.article.title, found.article.section) == ("Pears", "food")
    assert found.article.closed is False
    assert found.scores == kept.scores
    assert found.language == "en"


def test_places_of_disguised_words_are_those_of_folding() -> None:
    text = "You 1d!ot, y o u  m o r o n and і d i о t"
    original = Original(text)
    lazy = lazily(text)
    folded = original.folded
    assert lazy.folded == folded.text
    assert [lazy.folded_begins[at] for at in range(len(folded.text))] == list(
        folded.begins
    )
    assert [lazy.folded_ends[at] for at in range(len(folded.text))] == list(folded.ends)


def lazily(text: str) -> Facts:
    stored = past.Stored(
        key=1,
        id="1",
        text=text,
        format="plain",
        arrival=past.Arrival(LONG_AGO, None, "d", Action.HOLD),
        registered_at=None,
        article_id=None,
        article=None,
        answers=None,
        scores="{}",
        reasons="[]",
        model="m",
        decided=None,
    )
    its = Recalled(stored, Before(None, None, None, 0, 0))
    return recall.facts(its, Original(text), Article(), None, usual="en")


# Two rulebooks at once


@pytest.mark.parametrize("more", ["", "  - {id: new, says: N., when: length > 9}\n"])
@pytest.mark.parametrize("least", [1, 2])
def test_rules_that_are_alike_are_found_as_if_each_file_was_asked(
    tmp_path: Path, least: int, more: str
) -> None:
    tried_book = rules.load(fruit(tmp_path, "a"))
    live_book = rules.load(fruit(tmp_path, "b", least=least, more=more))
    books = weighing.Books(tried_book, live_book)
    for text in ("An apple a day", "One pear, one plum", "Well said", "a"):
        its = lazily(text)
        assert books.found(its) == (tried_book.check(its), live_book.check(its))


def test_other_lists_make_rules_of_the_same_words_different(tmp_path: Path) -> None:
    one = fruit(tmp_path, "a")
    other = tmp_path / "b.yaml"
    other.write_text(one.read_text().replace("plum", "fig"), encoding="utf-8")
    books = weighing.Books(rules.load(one), rules.load(other))
    found, live = books.found(lazily("a plum and a fig or two figs"))
    assert found is not None
    assert live is not None
    assert found.live[0].spans != live.live[0].spans


def test_with_another_list_each_says_what_it_says_alone(tmp_path: Path) -> None:
    one = fruit(tmp_path, "a")
    other = tmp_path / "b.yaml"
    other.write_text(one.read_text().replace("plum", "fig"), encoding="utf-8")
    tried, live = rules.load(one), rules.load(other)
    books = weighing.Books(tried, live)
    for text in ("An apple a day", "a plum", "a fig", "plum, fig, pear", "Well said"):
        its = lazily(text)
        assert books.found(its) == (tried.check(its), live.check(its))


def test_parts_of_a_tally_add_up() -> None:
    key, other = Key(CANDIDATE, "a"), Key(CANDIDATE, "b")
    whole, one, two = Tally(), Tally(), Tally()
    for tally in (whole, one):
        tally.fired([key, other], Status.REJECTED)
    for tally in (whole, two):
        tally.fired([key], None)
    one.add(two)
    assert (one.hits, one.together, one.comments) == (
        whole.hits,
        whole.together,
        whole.comments,
    )


def test_a_judge_that_had_failed_still_holds(service: Service, tmp_path: Path) -> None:
    post(service, "Well said", "1")
    with service.db.writing() as db:
        reasons = (
            '[{"code": "unscored", "rule": "failed:classifier", "message": "", '
            '"weight": 0.5, "spans": [], "then": "hold"}]'
        )
        db.execute("UPDATE judgements SET reasons = ?", (reasons,))
    file = fruit(tmp_path, "candidate")
    ((before, after),) = tried(service, file, file).outcomes
    assert (before, after) == (Action.HOLD, Action.HOLD)


@pytest.mark.parametrize(
    "rule", ["when: length > 0, languages: [en]", 'when: language != ""']
)
def test_a_rule_about_a_language_knows_that_of_a_comment(
    orchard: Service, tmp_path: Path, rule: str
) -> None:
    file = tmp_path / "candidate.yaml"
    file.write_text(f"rules: [{{id: english, says: E., {rule}}}]", encoding="utf-8")
    found = tried(orchard, file, fruit(tmp_path, "live"))
    assert report(found, "english").hits.all == 4


def test_the_database_is_closed_to_other_sites(
    orchard: Service, tmp_path: Path
) -> None:
    with orchard.db.writing() as db:
        people.add_site(db, "other", LONG_AGO)
    post(orchard, "An apple elsewhere", "1", site="other")
    file = fruit(tmp_path, "candidate")
    assert tried(orchard, file, file, site="other").comments == 1


def test_processes_are_not_broken_off_beside_the_command_that_has_them() -> None:
    told = [sys.executable, "-c", "import signal; print(signal.getsignal(2).name)"]
    usual = signal.getsignal(signal.SIGINT)
    with hands._not_broken_off():
        inside = subprocess.run(  # noqa: S603 - our own words
            told, capture_output=True, text=True, check=True
        )
    assert inside.stdout == "SIG_IGN\n"
    assert signal.getsignal(signal.SIGINT) is usual


def test_what_is_erased_is_tried_no_more_and_repeats_nothing(service: Service) -> None:
    for id in ("1", "2", "3"):
        post(service, f"A tram, number {id}.", id)
    for id in ("1", "2"):
        erasure.erase(service.db, "default", id, by="me")
    assert [each.stored.id for each in recalled(service)] == ["3"]
    assert facts(service, "3").repetition.others == 0


def test_a_reply_to_what_is_not_known_here_is_a_reply(service: Service) -> None:
    post(service, "A tram, at last.", "1", parent=Parent(id="elsewhere"))
    post(service, "A tram, at last!", "2")
    with service.db.reading() as db:
        cases = [
            surroundings.case_of(db, service, comments.get(db, key)) for key in (1, 2)
        ]
    assert [case.is_reply for case in cases] == [True, False]
    assert [facts(service, id).parent is not None for id in ("1", "2")] == [True, False]
