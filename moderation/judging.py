"""Both judges are asked about one comment; what they say becomes a judgement.

The classifier reads a comment in its own language or not at all: what no model reads
has no scores. A comment in several languages is read by the model of each, and the
highest score counts. Other scorers may stand in for some of its attributes. A judge
that breaks is written down as a failure, and the policy holds the comment. What broke
is logged by type and place only, never with the text.
"""

import logging
import math
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

import classifier
import rules
from classifier import language
from classifier.house import SiteModel
from classifier.language import Passage
from classifier.spelling import Folded
from moderation import marks
from moderation.comments import (
    Action,
    Article,
    Comment,
    Finding,
    Judgement,
    Reason,
    Scores,
    Span,
)
from moderation.judges import Judges
from moderation.text import Original

SUBSTANTIAL = 40
"""Characters in a language that nobody reads, from which a comment is held that is else
in one that is read. Shorter are names, titles and sayings. Of 9,000 English comments of
Wikipedia talk 0.17 % have so much, most as quotations, of 17,000 on news 0.01 %."""

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class History:
    """What the site knows of the author and of this text's earlier arrivals."""

    approved: int | None = None
    rejected: int | None = None
    recent: int | None = None
    age_days: float | None = None
    repeats_own: int = 0
    repeats_others: int = 0
    similar_own: int = 0
    similar_others: int = 0
    trusted: bool | None = None
    banned: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that the judges get to see of a comment.

    `parent` is the text of what it answers, `author` the author's id, and `at` when the
    comment came. `rulebook` is that of the site; the judges' own if it has none.
    """

    site: str
    language: str
    original: Original
    article: Article | None = None
    parent: str | None = None
    parent_status: str | None = None
    parent_same_author: bool | None = None
    author: str | None = None
    at: datetime | None = None
    history: History = History()
    rulebook: rules.Rulebook | None = None


class Reading(NamedTuple):
    """A language, its model, and what that reads; places are those of the comment."""

    code: str
    model: classifier.Model
    text: str


class _Found(NamedTuple):
    """What the rules see: those at work, those that are only tried, and the risk."""

    live: tuple[Finding, ...] = ()
    shadow: tuple[Finding, ...] = ()
    risk: float = 0.0


def judge(judges: Judges, case: Case) -> Judgement:
    """Ask all judges about a comment; never raises for what is in it."""
    return _Hearing(judges, case).judgement()


def judge_again(judges: Judges, case: Case, before: Comment) -> Judgement:
    """Ask the rules alone about a comment that was judged before.

    Scores, the words behind them and what broke stay as they were. A judge's failure
    is lost only if it was that of the rules, which are asked anew.
    """
    return _Hearing(judges, case).judgement_after(before)


def heard(judges: Judges, case: Case) -> tuple[Judgement, rules.Facts]:
    """As `judge`, with the facts that the rules saw."""
    hearing = _Hearing(judges, case)
    judgement = hearing.judgement()
    return judgement, hearing.facts(judgement.scores)


class _Hearing:
    """One comment before its judges."""

    def __init__(self, judges: Judges, case: Case) -> None:
        self._judges = judges
        self._case = case
        self._text = case.original.text
        self._rulebook = case.rulebook or judges.rulebook
        self._failures: list[str] = []
        self._folded: Folded | None = self._try(
            "classifier", lambda: case.original.folded
        )
        detected = self._try("classifier", self._detected)
        self._language = detected.code if detected else ""
        self._certainty = detected.certainty if detected else None
        self._model = self._try("classifier", lambda: judges.model_for(self._language))
        self._passages = self._try("classifier", self._told_apart) or ()
        self._readings = self._try("classifier", self._all_readings) or ()
        self._by: dict[str, Reading] = {}
        self._stand_ins = judges.stand_ins.reading(self._language)

    def judgement(self) -> Judgement:
        scores = self._scores()
        found = self._found(scores)
        house = self._try("house", self._house)
        if house is not None:
            judge = house
            scores = {
                **scores,
                "reject": self._try(
                    "house", lambda: self._reject(judge, signals(scores, found.live))
                ),
            }
        return Judgement(
            scores=scores,
            findings=found.live,
            failures=tuple(dict.fromkeys(self._failures)),
            foreign=self._foreign(),
            marks=self._try("classifier", lambda: self._marks(scores, house)) or {},
            model=self._versions(house),
            rules=self._rulebook.version,
            risk=found.risk,
            shadow=found.shadow,
        )

    def judgement_after(self, before: Comment) -> Judgement:
        found = self._found(before.scores)
        failed = [
            its.rule.removeprefix("failed:")
            for its in before.reasons
            if its.rule.startswith("failed:") and its.rule != "failed:rules"
        ]
        return Judgement(
            scores=before.scores,
            findings=found.live,
            failures=tuple(dict.fromkeys((*failed, *self._failures))),
            foreign=self._still_foreign(before),
            marks={
                its.rule.removeprefix("score:"): its.spans
                for its in before.reasons
                if its.rule.startswith("score:")
            },
            model=before.model,
            rules=self._rulebook.version,
            risk=found.risk,
            shadow=found.shadow,
        )

    def _detected(self) -> language.Language:
        return language.detect(self._text, usual=self._case.language)

    def _told_apart(self) -> tuple[Passage, ...]:
        return language.passages(self._text, self._language, self._case.language)

    def _all_readings(self) -> tuple[Reading, ...]:
        """Who reads what: a passage alone says more than in the midst of others."""
        texts = [(self._language, self._text)]
        texts += [(passage.code, passage.text) for passage in self._passages]
        models = [self._judges.model_for(code) for code, _ in texts]
        return tuple(
            Reading(code, model, text)
            for (code, text), model in zip(texts, models, strict=True)
            if model is not None
        )

    def _foreign(self) -> str | None:
        """The language, where nobody reads it, or nobody a substantial passage."""
        if self._model is None and not self._stand_ins:
            return self._language or None
        for passage in self._passages:
            unread = passage.code != self._language and (
                self._judges.model_for(passage.code) is None
            )
            if unread and passage.letters >= SUBSTANTIAL:
                return passage.code
        return None

    def _still_foreign(self, before: Comment) -> str | None:
        """As before: what language the publisher named then is not kept."""
        if all(its.rule != "language" for its in before.reasons):
            return None
        return self._foreign() or self._language or "unknown"

    def _scores(self) -> dict[str, float | None]:
        """All attributes, so that what nobody has an opinion on is there as `None`."""
        own = self._try("classifier", self._attributes) or {}
        return {
            **dict.fromkeys((*self._judges.model.attributes, "on_topic")),
            **own,
            **self._others(own),
            "on_topic": self._try("topic", self._topic),
        }

    def _attributes(self) -> dict[str, float]:
        """The highest score of each attribute; `_by` keeps who gave it."""
        replaced = self._replaced()
        highest: dict[str, float] = {}
        for reading in self._readings:
            row = reading.model.score([reading.text])[0]
            for name, given in zip(reading.model.attributes, row, strict=True):
                score = _checked(given)
                if reading.code == self._language and name in replaced:
                    continue
                if score > highest.get(name, -1.0):
                    highest[name], self._by[name] = score, reading
        return highest

    def _replaced(self) -> frozenset[str]:
        """The attributes that others judge in the language of the whole."""
        return frozenset(name for each in self._stand_ins for name in each.attributes)

    def _others(self, own: Mapping[str, float]) -> dict[str, float | None]:
        """What the stand-ins say, or a passage in another language if that is more;
        never a score of ours where one fails.
        """
        if not self._stand_ins:
            return {}
        scores, failed = self._judges.stand_ins.score(self._text, self._language)
        self._failures += failed
        for name, score in scores.items():
            if score is not None and score >= own.get(name, 0.0):
                self._by.pop(name, None)
            elif score is not None:
                scores[name] = own[name]
        return scores

    def _topic(self) -> float | None:
        if self._language not in self._judges.topic.card.get("languages", ("en",)):
            return None
        article = self._case.article
        about = (article.title, article.text) if article else None
        score = self._judges.topic.score([self._text], [about], [self._case.parent])[0]
        return None if math.isnan(score) else float(score)

    def _found(self, scores: Scores) -> _Found:
        return self._try("rules", lambda: self._checked(scores)) or _Found()

    def _checked(self, scores: Scores) -> _Found:
        found = self._rulebook.check(self.facts(scores))
        return _Found(self._told(found.live), self._told(found.shadow), found.risk)

    def _told(self, findings: Iterable[rules.Finding]) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                code=Reason(found.reason),
                rule=found.rule,
                message=found.message,
                weight=found.weight,
                spans=self._spans(found.spans),
                then=Action(found.then) if found.then else None,
                to_author=found.to_author,
                tag=found.tag,
                queue=found.queue,
            )
            for found in findings
        )

    def facts(self, scores: Scores) -> rules.Facts:
        article, history = self._case.article or Article(), self._case.history
        folded = self._folded
        return rules.Facts(
            text=self._text,
            folded=folded.text if folded else "",
            folded_begins=folded.begins if folded else (),
            folded_ends=folded.ends if folded else (),
            scores=scores,
            model=self._versions(None),
            language=self._language or None,
            language_certainty=self._certainty,
            article=rules.ArticleFacts(
                title=article.title,
                text=article.text,
                section=article.section,
                age_days=self._age(article.published_at),
                closed=article.closed,
            ),
            parent=self._parent(),
            author=rules.AuthorFacts(
                id=self._case.author,
                approved=history.approved,
                rejected=history.rejected,
                recent=history.recent,
                age_days=history.age_days,
                trusted=history.trusted,
                banned=history.banned,
            ),
            repetition=rules.RepetitionFacts(
                own=history.repeats_own,
                others=history.repeats_others,
                own_similar=history.similar_own,
                others_similar=history.similar_others,
            ),
        )

    def _parent(self) -> rules.ParentFacts | None:
        case = self._case
        if case.parent is None and case.parent_status is None:
            return None
        return rules.ParentFacts(
            text=case.parent,
            status=case.parent_status,
            same_author=case.parent_same_author,
        )

    def _age(self, published: datetime | None) -> float | None:
        if published is None or self._case.at is None:
            return None
        return (self._case.at - published).total_seconds() / 86_400

    def _house(self) -> SiteModel | None:
        """The site's own model, which builds on the base model and reads no more."""
        if self._model is not self._judges.model:
            return None
        return self._judges.live.for_site(self._case.site)

    def _reject(self, house: SiteModel, known: Mapping[str, float | None]) -> float:
        return _checked(house.score([self._text], [known])[0])

    def _marks(
        self, scores: Scores, house: SiteModel | None
    ) -> dict[str, tuple[Span, ...]]:
        """The words behind each strong score that a model of ours gave."""
        strong = {
            name
            for name, score in scores.items()
            if score is not None and score >= marks.MARKED_FROM
        }
        by = {name: self._by[name] for name in strong.intersection(self._by)}
        explained = {
            reading: reading.model.explain(reading.text) for reading in set(by.values())
        }
        words = {name: explained[reading][name] for name, reading in by.items()}
        if house is not None and "reject" in strong:
            words["reject"] = house.explain(self._text)
        return {
            name: self._spans(marks.strongest(self._text, words[name]))
            for name in words
        }

    def _versions(self, house: SiteModel | None) -> str:
        """Who gave the scores: the models, then stand-ins, then the site's own."""
        named = [reading.model.version for reading in self._readings]
        named = list(dict.fromkeys(named)) or [self._judges.model.version]
        named += [each.scorer.version for each in self._stand_ins]
        return "+".join([*named, house.version] if house else named)

    def _spans(self, places: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return self._case.original.spans(places)

    def _try(self, name: str, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "the %s failed: %s in %s, line %s",
                name,
                type(error).__name__,
                last.name,
                last.lineno,
            )
            self._failures.append(name)
            return None


def signals(scores: Scores, findings: tuple[Finding, ...]) -> dict[str, float | None]:
    """What a site's own model may learn from besides the text."""
    hits: dict[str, float | None] = {
        f"rule:{found.rule}": found.weight for found in findings
    }
    return {"on_topic": scores.get("on_topic"), **hits}


def _checked(score: float) -> float:
    value = float(score)
    if not 0.0 <= value <= 1.0:  # NaN too
        raise ValueError("a score outside [0, 1]")
    return value
