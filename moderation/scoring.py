"""The classifier is asked about one comment: who reads it, and what they say.

A comment is read in its own language or not at all: what no model reads has no scores.
A comment in several languages is read by the model of each, and the highest score
counts. Other scorers may stand in for some of its attributes.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, cast

import classifier
from classifier import language
from classifier.house import SiteModel
from classifier.house.reading import Readings, read
from classifier.house.subject import UNKNOWN, subjects
from classifier.language import Passage
from moderation import ahead, marks
from moderation.ahead import Ahead
from moderation.attempts import Attempts
from moderation.cases import Case
from moderation.comments import Challenger, Scores, Span
from moderation.judges import Judges

SUBSTANTIAL = 40
"""Characters in a language that nobody reads, from which a comment is held that is else
in one that is read. Shorter are names, titles and sayings. Of 9,000 English comments of
Wikipedia talk 0.17 % have so much, most as quotations, of 17,000 on news 0.01 %."""


class Reading(NamedTuple):
    """A language, its model, and what that reads; places are those of the comment."""

    code: str
    model: classifier.Model
    text: str


class Scorer:
    """One comment before the classifier.

    Args:
        named: codes of languages that it is said to be in; all of it is read in each,
            besides the one that is found.

    Attributes:
        language: its code; "" where none is told.
        certainty: of that, in [0, 1]; `None` where none is told.
    """

    def __init__(
        self,
        judges: Judges,
        case: Case,
        attempts: Attempts,
        before: Ahead | None = None,
        *,
        named: Sequence[str] = (),
    ) -> None:
        self._judges = judges
        self._ahead = before
        self._case = case
        self._named = named
        self._text = case.original.text
        self._attempts = attempts
        detected = attempts.of("classifier", self._detected)
        self.language = detected.code if detected else ""
        self.certainty = detected.certainty if detected else None
        self._model = attempts.of("classifier", lambda: judges.model_for(self.language))
        self._passages = attempts.of("classifier", self._told_apart) or ()
        self._readings = attempts.of("classifier", self._all_readings) or ()
        self._by: dict[str, Reading] = {}
        self._main = named[0] if named else self.language
        self._stand_ins = judges.stand_ins.reading(self._main)

    def scores(self) -> dict[str, float | None]:
        """All attributes, so that what nobody has an opinion on is there as `None`."""
        own = self._attempts.of("classifier", self._attributes) or {}
        return {
            **dict.fromkeys((*self._judges.model.attributes, "on_topic")),
            **own,
            **self._others(own),
            "on_topic": self.on_topic(),
        }

    def some(self, wanted: Collection[str]) -> dict[str, float | None]:
        """Those attributes that are wanted, without asking for what is not."""
        own = self._attempts.of("classifier", self._attributes) or {}
        if self.replaced.isdisjoint(wanted):
            return {name: own[name] for name in wanted if name in own}
        found = {**own, **self._others(own)}
        return {name: found[name] for name in wanted if name in found}

    def on_topic(self) -> float | None:
        """P(on topic); `None` where there is no opinion."""
        return self._attempts.of("topic", self._topic)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of the whole, then those of passages."""
        codes = (self.language, *(passage.code for passage in self._passages))
        return tuple(dict.fromkeys(codes))

    @property
    def replaced(self) -> frozenset[str]:
        """The attributes that others judge in the language of the whole, which is the
        first that is named.
        """
        return frozenset(name for each in self._stand_ins for name in each.attributes)

    def foreign(self) -> str | None:
        """The language, where nobody reads it, or nobody a substantial passage."""
        if self._model is None and not self._stand_ins:
            return self.language or None
        for passage in self._passages:
            unread = passage.code != self.language and (
                self._judges.model_for(passage.code) is None
            )
            if unread and passage.letters >= SUBSTANTIAL:
                return passage.code
        return None

    @property
    def reads_house(self) -> bool:
        """Whether it is in a language that models of sites read."""
        return self._model is self._judges.model

    def house(self) -> SiteModel | None:
        """The site's own model, which builds on the base model and reads no more."""
        if not self.reads_house:
            return None
        return self._judges.live.for_site(self._case.site)

    def rejected(self, house: SiteModel, known: Mapping[str, float | None]) -> float:
        """P(this site's moderators reject it), with what else is known of it."""
        return _checked(house.score_read(self._read, [known])[0])

    def challenger(self, known: Mapping[str, float | None]) -> Challenger | None:
        """What the model in the shadow says, of what was read for the one in service;
        `None` where there is none, or none that reads the language.

        Raises:
            ModelError: it cannot be read from where it is kept.
        """
        if not self.reads_house:
            return None
        model = self._judges.live.shadow(self._case.site)
        if model is None:
            return None
        return Challenger(model.version, self.rejected(model, known))

    def subject(self) -> int | None:
        """What it is about; `None` where models of sites do not read the language, or
        no word of it tells.
        """
        if not self.reads_house:
            return None
        found = int(subjects(self._judges.live.ground.meanings, self._read)[0])
        return None if found == UNKNOWN else found

    @cached_property
    def _read(self) -> Readings:
        return read(self._judges.live.ground.model, [self._text])

    def marks(
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
            name: self._case.original.spans(marks.strongest(self._text, words[name]))
            for name in words
        }

    def versions(self, house: SiteModel | None) -> str:
        """Who gave the scores: the models, then stand-ins, then the site's own."""
        named = [reading.model.version for reading in self._readings]
        named = list(dict.fromkeys(named)) or [self._judges.model.version]
        named += [each.scorer.version for each in self._stand_ins]
        return "+".join([*named, house.version] if house else named)

    def _detected(self) -> language.Language:
        if self._ahead is not None:
            return self._ahead.detected
        return language.detect(self._text, usual=self._case.language)

    def _told_apart(self) -> tuple[Passage, ...]:
        if self._ahead is not None:
            return self._ahead.passages
        return language.passages(self._text, self.language, self._case.language)

    def _all_readings(self) -> tuple[Reading, ...]:
        """Who reads what: a passage alone says more than in the midst of others."""
        texts = [
            (code, self._text) for code in dict.fromkeys((self.language, *self._named))
        ]
        texts += [(passage.code, passage.text) for passage in self._passages]
        models = [self._judges.model_for(code) for code, _ in texts]
        return tuple(
            Reading(code, model, text)
            for (code, text), model in zip(texts, models, strict=True)
            if model is not None
        )

    def _attributes(self) -> dict[str, float]:
        """The highest score of each attribute; `_by` keeps who gave it."""
        replaced = self.replaced
        highest: dict[str, float] = {}
        for reading in self._readings:
            row = self._row(reading)
            for name, given in zip(reading.model.attributes, row, strict=True):
                score = _checked(given)
                if reading.code == self._main and name in replaced:
                    continue
                if score > highest.get(name, -1.0):
                    highest[name], self._by[name] = score, reading
        return highest

    def _row(self, reading: Reading) -> Sequence[float]:
        known = None
        if self._ahead is not None:
            known = self._ahead.rows.get((reading.model.version, reading.text))
        row = reading.model.score([reading.text])[0] if known is None else known
        return cast(Sequence[float], row.tolist())

    def _others(self, own: Mapping[str, float]) -> dict[str, float | None]:
        """What the stand-ins say, or a passage in another language if that is more;
        never a score of ours where one fails.
        """
        if not self._stand_ins:
            return {}
        known = self._ahead.others if self._ahead is not None else None
        if known is None:
            known = self._judges.stand_ins.score(self._text, self._main)
        scores, failed = dict(known[0]), known[1]
        self._attempts.failing(*failed)
        for name, score in scores.items():
            if score is not None and score >= own.get(name, 0.0):
                self._by.pop(name, None)
            elif score is not None:
                scores[name] = own[name]
        return scores

    def _topic(self) -> float | None:
        if self.language not in self._judges.topic.card.get("languages", ("en",)):
            return None
        its = ahead.about(self._case)
        if self._ahead and self._ahead.topic and self._ahead.topic[0] == its:
            score = self._ahead.topic[1]
        else:
            text = self._case.original.text
            score = float(self._judges.topic.score([text], [its[0]], [its[1]])[0])
        return None if math.isnan(score) else score


def _checked(score: float) -> float:
    value = float(score)
    if not 0.0 <= value <= 1.0:  # NaN too
        raise ValueError("a score outside [0, 1]")
    return value
