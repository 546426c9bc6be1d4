"""Both judges are asked about one comment; what they say becomes a judgement.

A judge that breaks is written down as a failure, and the policy holds the comment.
What broke is logged by type and place only, never with the text.
"""

import logging
import math
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import classifier
import rules
from classifier import language, registry
from classifier.house import SiteModel
from classifier.spelling import Folded, fold
from classifier.stopwords import STOPWORDS
from moderation.comments import (
    Action,
    Article,
    Finding,
    Judgement,
    Reason,
    Scores,
    Span,
)
from moderation.text import Original

MARKED_WORDS = 5
"""Words marked for a score: the few strongest tell a moderator enough."""

MARKED_FROM = 0.3
"""Scores below have no words marked."""

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


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that the judges get to see of a comment."""

    site: str
    language: str
    original: Original
    article: Article | None = None
    parent: str | None = None
    history: History = History()


@dataclass(frozen=True)
class Judges:
    """The judges in service, the same for every request of a process."""

    model: classifier.Model
    topic: classifier.TopicModel
    rulebook: rules.Rulebook
    live: registry.Live

    @classmethod
    def open(
        cls,
        models: Path,
        *,
        model: Path | None = None,
        rulebook: Path | None = None,
    ) -> "Judges":
        """The shipped judges, or those of the given folder and file.

        Args:
            models: where the sites' own models are.

        Raises:
            DamagedModel: the model folder cannot be used.
            RulesError: the rules file cannot be used.
        """
        base = classifier.load(model) if model else classifier.pretrained()
        return cls(
            model=base,
            topic=classifier.pretrained_topic(),
            rulebook=rules.load(rulebook) if rulebook else rules.default(),
            live=registry.Live(registry.Registry(models), base),
        )


def judge(judges: Judges, case: Case) -> Judgement:
    """Ask all judges about a comment; never raises for what is in it."""
    return _Hearing(judges, case).judgement()


class _Hearing:
    """One comment before its judges."""

    def __init__(self, judges: Judges, case: Case) -> None:
        self._judges = judges
        self._case = case
        self._text = case.original.text
        self._failures: list[str] = []
        self._folded: Folded | None = self._try("classifier", lambda: fold(self._text))
        self._foreign = self._try("classifier", self._foreign_language)

    def judgement(self) -> Judgement:
        scores = self._scores()
        findings = self._try("rules", lambda: self._findings(scores)) or ()
        house = self._try("house", lambda: self._house())
        if house is not None:
            judge = house
            scores = {
                **scores,
                "reject": self._try(
                    "house", lambda: self._reject(judge, signals(scores, findings))
                ),
            }
        version = self._judges.model.version
        return Judgement(
            scores=scores,
            findings=tuple(findings),
            failures=tuple(dict.fromkeys(self._failures)),
            foreign=self._foreign,
            marks=self._try("classifier", lambda: self._marks(scores, house)) or {},
            model=f"{version}+{house.version}" if house else version,
            rules=self._judges.rulebook.version,
        )

    def _scores(self) -> dict[str, float | None]:
        attributes = self._judges.model.attributes
        unknown = dict.fromkeys((*attributes, "on_topic"))
        if self._foreign is not None:
            return unknown
        found = self._try("classifier", self._attributes)
        return {**unknown, **(found or {}), "on_topic": self._try("topic", self._topic)}

    def _attributes(self) -> dict[str, float]:
        row = self._judges.model.score([self._text])[0]
        return dict(zip(self._judges.model.attributes, map(_checked, row), strict=True))

    def _topic(self) -> float | None:
        article = self._case.article
        about = (article.title, article.text) if article else None
        score = self._judges.topic.score([self._text], [about], [self._case.parent])[0]
        return None if math.isnan(score) else float(score)

    def _foreign_language(self) -> str | None:
        found = language.detect(self._text, usual=self._case.language).code
        return None if found in self._judges.model.languages else found

    def _findings(self, scores: Scores) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                code=Reason(found.reason),
                rule=found.rule,
                message=found.message,
                weight=found.weight,
                spans=self._spans(found.spans),
                then=Action(found.then) if found.then else None,
            )
            for found in self._judges.rulebook.check(self._facts(scores))
        )

    def _facts(self, scores: Scores) -> rules.Facts:
        article, history = self._case.article or Article(), self._case.history
        folded = self._folded
        return rules.Facts(
            text=self._text,
            folded=folded.text if folded else "",
            folded_begins=folded.begins if folded else (),
            folded_ends=folded.ends if folded else (),
            scores=scores,
            article=rules.ArticleFacts(
                title=article.title, text=article.text, section=article.section
            ),
            parent=self._case.parent,
            author=rules.AuthorFacts(
                approved=history.approved,
                rejected=history.rejected,
                recent=history.recent,
                age_days=history.age_days,
            ),
            repetition=rules.RepetitionFacts(
                own=history.repeats_own, others=history.repeats_others
            ),
        )

    def _house(self) -> SiteModel | None:
        if self._foreign is not None:
            return None
        return self._judges.live.for_site(self._case.site)

    def _reject(self, house: SiteModel, known: Mapping[str, float | None]) -> float:
        return _checked(house.score([self._text], [known])[0])

    def _marks(
        self, scores: Scores, house: SiteModel | None
    ) -> dict[str, tuple[Span, ...]]:
        strong = {
            name
            for name, score in scores.items()
            if score is not None and score >= MARKED_FROM and name != "on_topic"
        }
        if not strong:
            return {}
        words = self._judges.model.explain(self._text)
        if house is not None:
            words = {**words, "reject": house.explain(self._text)}
        return {name: self._strongest(words[name]) for name in strong}

    def _strongest(self, words: list[tuple[int, int, float]]) -> tuple[Span, ...]:
        least = words[0][2] / 4 if words else 0.0
        strongest = [
            (begin, end)
            for begin, end, weight in words[:MARKED_WORDS]
            if 0 < weight >= least
        ]
        # Small words count in company; marked alone they only puzzle.
        return self._spans(
            tuple(
                (begin, end)
                for begin, end in strongest
                if self._text[begin:end].lower() not in STOPWORDS
            )
        )

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
