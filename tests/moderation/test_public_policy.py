"""What readers are told is what the policy does, and nothing that helps to slip by."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

import rules
from classifier import ModelError
from classifier.live import Live
from classifier.scorers import Scorer
from classifier.scorers.standins import StandIn, StandIns
from classifier.spelling import fold
from moderation import policy, public, sites
from moderation.comments import Action, Judgement, Mode, Reason
from moderation.errors import UnknownSite
from moderation.levels import Level, Override, resolved
from moderation.policy import THRESHOLDS, Settings, decide
from moderation.public.faq import PRACTICE, Setup
from moderation.public.names import listed
from moderation.public.policy import (
    MEANING,
    Effect,
    PublicPolicy,
    ReaderRule,
    as_data,
    public_policy,
)
from moderation.public.sentences import BY_REASON, sentences
from moderation.service import Service
from rules import Facts, Rulebook, RuleMode
from tests.moderation.stories import finding, judgement

SETUP = Setup(attributes=tuple(THRESHOLDS), languages=("de", "en"))
TODAY = date(2026, 11, 26)
OPEN = (Mode.AUTO, Mode.PRE, Mode.POST)


def told(
    book: Rulebook | None = None, mode: Mode = Mode.AUTO, **setup: Any
) -> PublicPolicy:
    return public_policy(
        "default",
        book or rules.default(),
        Settings(mode=mode),
        replace(SETUP, **setup),
        today=TODAY,
    )


def by_id(found: PublicPolicy) -> dict[str, ReaderRule]:
    return {rule.id: rule for section in found.sections for rule in section.rules}


def words(found: PublicPolicy) -> str:
    """All that is told, but for the version's name."""
    return json.dumps({**as_data(found), "version": ""}, ensure_ascii=False)


def answers(found: PublicPolicy) -> str:
    return "\n".join(each.answer for each in found.faq)


@pytest.fixture
def book(tmp_path: Path) -> Any:
    """Makes a rulebook of rules, each given by its fields."""

    def made(*each: dict[str, Any], **top: Any) -> Rulebook:
        usual = {"says": "It is so.", "when": "length > 7", "then": "hold"}
        all_ = [{"id": f"r{n}", **usual, **its} for n, its in enumerate(each)]
        path = tmp_path / "rules.yaml"
        path.write_text(yaml.safe_dump({"rules": all_, **top}), encoding="utf-8")
        return rules.load(path)

    return made


def test_every_live_rule_of_the_default_policy_is_told_in_its_family() -> None:
    found = told()
    for rule in rules.default().rules:
        assert rule.mode is RuleMode.LIVE
        (section,) = [each for each in found.sections if each.family == rule.family]
        assert rule.id in {each.id for each in section.rules}
        assert by_id(found)[rule.id].text in (rule.message, rule.says)
    assert len({section.title for section in found.sections}) == len(found.sections)


def test_the_promise_is_that_what_is_on_topic_and_not_abusive_will_be_posted() -> None:
    assert told().promise == (
        "Comments here are moderated. A comment will as a rule be posted if it is "
        "about the article and abuses nobody."
    )


DOES = {
    Effect.NOT_POSTED: (Action.REJECT, False),
    Effect.PERSON_FIRST: (Action.HOLD, True),
    Effect.PERSON_AFTER: (Action.APPROVE, True),
}


def does(found: Judgement, mode: Mode) -> tuple[Action, bool]:
    outcome = decide(found, Settings(mode=mode))
    return outcome.action, outcome.review


@pytest.mark.parametrize("mode", OPEN)
@pytest.mark.parametrize("then", [Action.REJECT, Action.HOLD])
def test_what_is_said_to_follow_from_a_rule_follows(
    book: Any, mode: Mode, then: Action
) -> None:
    effect = by_id(told(book({"then": str(then)}), mode))["r0"].effect
    assert does(judgement(findings=(finding(then),)), mode) == DOES[effect]


@pytest.mark.parametrize("mode", OPEN)
@pytest.mark.parametrize("attribute", THRESHOLDS)
def test_what_is_said_to_follow_from_a_score_follows(
    mode: Mode, attribute: str
) -> None:
    found = told(mode=mode, own_model=True)
    effects = [
        rule.effect
        for section in found.sections
        for rule in section.rules
        if rule.id == f"score:{attribute}"
    ]
    threshold = THRESHOLDS[attribute]
    scores = (
        [threshold.reject, threshold.hold] if threshold.reject else [threshold.hold]
    )
    assert [DOES[effect] for effect in effects] == [
        does(judgement(scores={attribute: score}), mode) for score in scores
    ]


@pytest.mark.parametrize("mode", OPEN)
@pytest.mark.parametrize(
    ("id", "parts"),
    [
        ("score:on_topic", {"scores": {"on_topic": 0.0}}),
        ("language", {"foreign": "fi"}),
        ("failed", {"failures": ("rules",)}),
    ],
)
def test_what_is_said_to_follow_from_doubt_follows(
    mode: Mode, id: str, parts: dict[str, Any]
) -> None:
    effect = by_id(told(mode=mode))[id].effect
    assert does(judgement(**parts), mode) == DOES[effect]


def test_mere_evidence_and_what_speaks_for_a_comment_are_told_apart(book: Any) -> None:
    found = by_id(told(book({"then": None}, {"then": "approve"})))
    assert [found[id].effect for id in ("r0", "r1")] == ["may_count", "in_favour"]


@pytest.mark.parametrize("mode", [RuleMode.DRAFT, RuleMode.SHADOW])
def test_rules_that_are_not_at_work_are_not_told(book: Any, mode: RuleMode) -> None:
    found = told(book({"says": "It is tried.", "mode": str(mode)}, {}))
    assert "r0" not in by_id(found)
    assert "It is tried." not in words(found)
    assert "r1" in by_id(found)


@pytest.mark.parametrize(("day", "there"), [(25, False), (26, True)])
def test_a_rule_is_told_until_its_last_day(book: Any, day: int, there: bool) -> None:
    until = TODAY.replace(day=day)
    assert ("r0" in by_id(told(book({"until": until})))) is there


@pytest.mark.parametrize("mode", Mode)
def test_no_number_and_no_listed_word_is_told_of_the_default_policy(mode: Mode) -> None:
    text = words(told(mode=mode, own_model=True, other_scorers=True))
    assert not re.search(r"\d", text)
    assert "ten comments" not in text
    folded = fold(text)
    facts = Facts(
        text=text,
        folded=folded.text,
        folded_begins=folded.begins,
        folded_ends=folded.ends,
    )
    assert rules.default().seen(facts).words == {}


@pytest.mark.parametrize(
    ("its", "sentence"),
    [
        ({"message": "Please stay calm."}, "Please stay calm."),
        ({"message": " Two\n lines. ", "says": "One\n  line."}, "One line."),
        ({"says": "It has 4 links.", "reason": "spam"}, BY_REASON["spam"]),
        ({"says": "It has four links.", "reason": "spam"}, BY_REASON["spam"]),
        ({"says": "Toxicity is over 80 %.", "reason": "abuse"}, BY_REASON["abuse"]),
        ({"says": "It names a Floob."}, "It goes against a rule of this site."),
        ({"says": "It names a fl00b."}, "It goes against a rule of this site."),
        ({"says": "It says gaa.", "reason": "hate"}, BY_REASON["hate"]),
        ({"message": "No floobs.", "says": "It is odd."}, "It is odd."),
        ({"says": "It only says that it is first."}, "It only says that it is first."),
    ],
)
def test_a_text_that_would_help_to_slip_by_is_not_told(
    book: Any, its: dict[str, str], sentence: str
) -> None:
    secret = {"words": {"brands": ["floob*"]}, "patterns": {"noise": "ga+"}}
    uses = {"when": 'words("brands") or matches("noise")'}
    assert sentences(book({**uses, **its}, **secret))["r0"] == sentence


def test_every_reason_has_a_sentence_to_stand_in() -> None:
    assert {*BY_REASON, "other"} == set(Reason)


def test_rules_for_some_comments_say_for_which(book: Any) -> None:
    found = by_id(told(book({"languages": ["de", "pt"], "sections": ["sport"]}, {})))
    assert found["r0"].only() == "in German or Portuguese, under articles of sport"
    assert found["r1"].only() == ""


def test_rules_that_say_the_same_are_one_line_to_people(book: Any) -> None:
    found = told(book({}, {}, {"then": "reject"}))
    (section,) = [each for each in found.sections if each.family == "site"]
    assert [len(its) for its in section.by_effect.values()] == [1, 1]
    assert [*section.by_effect] == ["Not posted", "A person looks first"]
    assert len(section.rules) == 3


def test_a_family_without_a_title_of_ours_is_told_by_its_name(book: Any) -> None:
    titles = [each.title for each in told(book({"family": "house_style"})).sections]
    assert titles[0] == "House style"


def test_each_mode_says_who_decides() -> None:
    assert (
        len({told(mode=mode).practice for mode in Mode}) == len(Mode) == len(PRACTICE)
    )
    assert "none is posted" in told(mode=Mode.CLOSED).practice
    assert "No. The judges only sort" in answers(told(mode=Mode.PRE))
    doubt = "since something about it was in doubt"
    assert doubt in answers(told())
    assert doubt not in answers(told(mode=Mode.POST))  # there it is posted


def test_that_topic_alone_never_rejects_is_said_unless_a_rule_does(book: Any) -> None:
    never = "Being off topic is never enough for a comment to be rejected by a machine"
    assert never in answers(told())
    off = {"reason": "off_topic"}
    assert never in answers(
        told(book(off, {**off, "then": "reject", "mode": "shadow"}))
    )
    found = answers(told(book({**off, "then": "reject"})))
    assert never not in found
    assert "a rule of this site rejects some of it" in found


def test_the_judges_of_the_site_are_named() -> None:
    plain = answers(told())
    assert "A classifier" in plain
    assert "A judge of topic" in plain
    assert "The classifier reads English and German." in plain
    assert "waits for a person" in plain
    assert "of this site's own estimates" not in plain
    assert "of this site's own estimates" in answers(told(own_model=True))
    assert "other tools" not in plain
    assert "nothing about its author" in answers(told(other_scorers=True))


def test_what_is_not_scored_is_not_told() -> None:
    found = by_id(told(attributes=("toxicity",)))
    assert "score:toxicity" in found
    assert not {"score:insult", "score:reject"} & set(found)


def test_that_the_own_model_rejects_is_told_only_where_a_level_lets_it() -> None:
    mine = replace(SETUP, own_model=True)
    level = Override(level=Level.SITE, rejects={"reject": 0.95})
    for settings, effects in (
        (Settings(), [Effect.PERSON_FIRST]),
        (resolved(Settings(), [level]), [Effect.NOT_POSTED, Effect.PERSON_FIRST]),
    ):
        found = public_policy("default", rules.default(), settings, mine)
        its = [each for part in found.sections for each in part.rules]
        assert [e.effect for e in its if e.id == "score:reject"] == effects


def test_topic_that_holds_nothing_is_not_told() -> None:
    settings = Settings(hold_off_topic_below=0.0)
    found = public_policy("default", rules.default(), settings, SETUP)
    assert "score:on_topic" not in by_id(found)


def test_the_data_is_plain_and_effects_are_explained() -> None:
    data = as_data(told())
    assert json.loads(json.dumps(data))["languages"] == ["de", "en"]
    assert data["effects"] == MEANING
    assert set(data["sections"][0]["rules"][0]) == {
        *("id", "text", "effect", "languages", "sections")
    }


# What the FAQ says of storage is true as long as these hold: whoever changes one
# changes the answers too.


def test_a_comment_is_stored_with_what_the_answer_names_and_no_more(
    service: Service,
) -> None:
    assert columns(service, "comments") == {
        *("key", "site", "id", "text", "format", "digest", "article_id", "article"),
        *("parent_id", "parent_text", "author_id", "author_name"),
        *("author_registered_at", "status", "action", "priority", "waiting"),
        *("revision", "version", "received_at", "decided_at", "decided_by"),
        *("written_at", "language", "erased_at", "queue", "escalated"),
    }
    assert columns(service, "judgements") == {
        *("comment", "revision", "text", "scores", "reasons", "signals", "model"),
        *("rules", "risk", "levels", "at", "subject"),
    }
    assert columns(service, "fingerprints") == {
        *("number", "site", "comment", "whole", "at"),
    }
    assert columns(service, "levels") == {
        *("site", "level", "name", "mode", "caution", "holds", "rejects", "off_topic"),
        *("risk", "standing", "until", "changed_at"),
    }
    assert columns(service, "events") == {
        *("number", "site", "comment", "kind", "at", "by", "version", "action"),
        *("reason", "note", "message", "queue"),
    }
    assert columns(service, "notes") == {
        *("number", "site", "author", "text", "by", "at"),
    }
    assert columns(service, "sanctions") == {
        *("number", "site", "author", "standing", "reason", "by", "at", "until"),
        *("ended_by", "ended_at"),
    }
    stored = answers(told())
    for name in (
        "its text",
        "digest",
        "article",
        "answers",
        "the name",
        "note",
        "subjects",
    ):
        assert name in stored


def columns(service: Service, table: str) -> set[str]:
    with service.db.reading() as db:
        return {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}


def test_nothing_that_readers_wrote_is_deleted_as_the_answer_says() -> None:
    assert "nothing is deleted by itself" in answers(told())
    store = Path(policy.__file__).parent / "store"
    deleted = set(_deletions(each.read_text() for each in store.glob("*.py")))
    assert deleted == {
        *("examples", "readings", "fingerprints"),  # with the comment they are of
        *("shadow_scores", "blind_reviews", "golden"),
        *("levels", "odd_rules", "sign_ins_failed"),
        *("minutes", "days", "blogs"),  # of keys
        *("reports", "known_as"),  # when somebody asks for it
        "examined",  # figures of models that are gone
        "suggestions",  # then too, and once the same text is a comment
        # Of publishers, with nothing in them that readers wrote.
        *("endpoints", "endpoint_secrets", "messages", "deliveries"),
        # Of people of the desk.
        *("claims", "saved_filters", "factors", "recovery_codes", "reset_links"),
        *("notes", "templates", "kept_forms"),  # by those who wrote them
        *("exposures", "rule_drafts", "jobs"),
    }


def _deletions(sources: Iterable[str]) -> Iterable[str]:
    for source in sources:
        yield from re.findall(r"DELETE FROM (\w+)", source)


@pytest.mark.parametrize(
    ("rejected", "texts", "authors", "said"),
    [
        (None, 365, None, ["Every comment is erased after 365 days."]),
        (
            *(30, 365, None),
            [
                "A comment that was not posted is erased after 30 days, and every "
                "other comment is erased after 365 days."
            ],
        ),
        (365, 30, None, ["Every comment is erased after 30 days."]),
        (
            *(None, None, 90),
            ["After 90 days it is forgotten who wrote", "no limit to texts"],
        ),
        (1, None, None, ["A comment that was not posted is erased after a day."]),
    ],
)
def test_for_how_long_something_is_kept_is_told_as_it_is_set(
    rejected: int | None, texts: int | None, authors: int | None, said: list[str]
) -> None:
    setup = {
        "erase_rejected_after": rejected,
        "erase_texts_after": texts,
        "erase_authors_after": authors,
    }
    found = answers(told(**setup))
    for each in said:
        assert each in found
    assert "nothing is deleted by itself" not in found
    assert "until it is decided" in found


def test_what_a_site_has_set_of_it_is_what_its_readers_are_told(
    service: Service,
) -> None:
    sites.configure(service.db, "default", by="x", erase_texts_after=77)
    assert "after 77 days" in answers(public.for_site(service, "default"))


def test_a_site_is_told_as_it_is_set_up(service: Service) -> None:
    found = public.for_site(service, "default")
    assert found.version == service.judges.rulebook.version
    assert found.languages == ("de", "en", "pt", "ro")
    assert found.language_names() == "English, German, Portuguese and Romanian"
    scored = {f"score:{name}" for name in service.judges.model.attributes}
    assert scored <= set(by_id(found))


class Damaged:
    """A site's own model in service that cannot be read."""

    def for_site(self, site: str) -> None:
        raise ModelError(f"{site}: it is damaged")


def test_a_model_of_the_sites_own_is_told_also_while_it_cannot_be_used(
    service: Service,
) -> None:
    assert "score:reject" not in by_id(public.for_site(service, "default"))
    judges = replace(service.judges, live=cast(Live, Damaged()))
    damaged = replace(service, judges=judges)
    assert "score:reject" in by_id(public.for_site(damaged, "default"))


def test_scorers_of_others_are_told_and_the_languages_that_they_read(
    service: Service,
) -> None:
    finnish = StandIn("theirs", cast(Scorer, None), ("insult",), frozenset({"fi"}))
    judges = replace(service.judges, stand_ins=StandIns([finnish]))
    found = public.for_site(replace(service, judges=judges), "default")
    assert "fi" in found.languages
    assert "English, Finnish, German" in answers(found)
    assert "other tools" in answers(found)
    assert "theirs" not in words(found)


def test_an_unknown_site_has_no_policy(service: Service) -> None:
    with pytest.raises(UnknownSite, match="nowhere"):
        public.for_site(service, "nowhere")


def test_lists_read_as_sentences() -> None:
    assert [listed(each, "and") for each in ([], ["a"], ["a", "b"])] == [
        *("nothing", "a", "a and b")
    ]
