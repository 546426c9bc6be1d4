"""A text is asked for the scores that somebody wants, and nothing of it is kept.

Only what is asked for is judged: the classifier alone for its attributes, the topic
judge for `on_topic`, and all judges for `reject`. A judge that breaks gives no score,
so its failure is told instead.
"""

from collections.abc import Collection, Sequence
from functools import cached_property

from classifier import ModelError
from classifier.house import SiteModel
from moderation import intake, judging
from moderation.attempts import Attempts
from moderation.cases import Case
from moderation.comments import Action, Judgement, Outcome, Scores, Span, Submission
from moderation.errors import JudgesFailed
from moderation.judges import Judges
from moderation.scoring import Scorer
from moderation.sentences import sentences
from moderation.service import Service
from moderation.store.people import Site
from moderation.text import Original

ON_TOPIC, REJECT = "on_topic", "reject"

REJECTED_AT_LEAST = 0.9
"""What `reject` is at least for a comment that the policy rejects, where the site has
no model of its own to say it."""


class Analysis:
    """One text, and what may be asked of it.

    Args:
        site: whose settings, rules and model are asked.
        submission: the text with its article and parent. It has been found good
            (`limits.check`).
        languages: ISO 639-1 codes that it is said to be in; none if nobody says.

    Attributes:
        detected: codes of the languages that were found, that of the whole first.

    Raises:
        JudgesFailed: its language could not be found.
    """

    def __init__(
        self,
        service: Service,
        site: Site,
        submission: Submission,
        languages: Sequence[str] = (),
    ) -> None:
        self._service = service
        self._site = site
        self._submission = submission
        self._original = Original(submission.text, submission.format)
        self._attempts = Attempts()
        parent = submission.parent
        case = Case(
            site=site.name,
            language=languages[0] if languages else site.language[:2].lower(),
            original=self._original,
            article=submission.article,
            parent=parent.text if parent else None,
        )
        self._scorer = Scorer(service.judges, case, self._attempts, named=languages)
        self._refuse_failures()
        self.detected = self._scorer.languages
        self.read_in = tuple(languages) or self.detected[:1]

    @property
    def has_letters(self) -> bool:
        """Whether there is anything by which a language can be told."""
        return any(map(str.isalpha, self._original.text))

    @property
    def whole(self) -> Span:
        """All of the text as it was sent."""
        return Span(0, _units(self._submission.text))

    def unread(self, attribute: str) -> tuple[str, ...]:
        """The languages, of those that it shall be read in, which lack an attribute."""
        judges, name = self._service.judges, attribute.partition("@")[0]
        return tuple(code for code in self.read_in if not is_scored(judges, name, code))

    def keeps(self, version: str) -> bool:
        """Whether a version of the site's own model is kept, and can be asked for
        `reject@VERSION`.
        """
        try:
            self._version(version)
        except ModelError:
            return False
        return True

    def scores(self, wanted: Collection[str]) -> Scores:
        """The scores that are wanted; `None` where there is no opinion.

        Raises:
            JudgesFailed: a judge that was needed broke.
        """
        found: dict[str, float | None] = {}
        by_version = [name for name in wanted if name.startswith(f"{REJECT}@")]
        others = (ON_TOPIC, REJECT, *by_version)
        if known := [name for name in wanted if name not in others]:
            found |= self._scorer.some(known)
        if ON_TOPIC in wanted:
            found[ON_TOPIC] = self._scorer.on_topic()
        self._refuse_failures()
        if REJECT in wanted:
            found[REJECT] = self._rejected()
        for name in by_version:
            found[name] = self._rejected_by(name.partition("@")[2])
        return found

    def by_sentence(
        self, wanted: Collection[str]
    ) -> Sequence[tuple[Span, dict[str, float]]]:
        """Each sentence by itself: where it is, and those of its scores wanted that
        the classifier has; others are of a whole text only.

        Raises:
            JudgesFailed: the classifier broke.
        """
        places = sentences(self._original.text)
        texts = [self._original.text[begin:end] for begin, end in places]
        found = self._attempts.of("classifier", lambda: self._each(texts, wanted))
        self._refuse_failures()
        spans = [self._original.spans([place])[0] for place in places]
        return list(zip(spans, found or (), strict=True))

    def _each(
        self, texts: Sequence[str], wanted: Collection[str]
    ) -> list[dict[str, float]]:
        own = set(wanted) - self._scorer.replaced
        found: list[dict[str, float]] = [{} for _ in texts]
        for code in self.read_in:
            model = self._service.judges.model_for(code)
            if model is None or own.isdisjoint(model.attributes):
                continue
            for its, row in zip(found, model.score(texts).tolist(), strict=True):
                for name, score in zip(model.attributes, row, strict=True):
                    if name in own:
                        its[name] = max(score, its.get(name, 0.0))
        return found

    def _rejected(self) -> float:
        """P(this site's moderators reject it), or what the policy makes of it."""
        found = self._assessment
        learnt = found.judgement.scores.get(REJECT)
        return _guessed(found.judgement, found.outcome) if learnt is None else learnt

    def _rejected_by(self, version: str) -> float | None:
        """What a version that is kept says; `None` in a language that none reads."""
        judgement = self._assessment.judgement
        if not self._scorer.reads_house:
            return None
        known = judging.signals(judgement.scores, judgement.findings)
        return self._scorer.rejected(self._version(version), known)

    def _version(self, version: str) -> SiteModel:
        return self._service.judges.live.version(self._site.name, version)

    @cached_property
    def _assessment(self) -> intake.Assessment:
        """What all judges say of it.

        Raises:
            JudgesFailed: one of them broke.
        """
        found = intake.assess(self._service, self._site.name, self._submission)
        if found.judgement.failures:
            raise _failed(found.judgement.failures)
        return found

    def _refuse_failures(self) -> None:
        if self._attempts.failed:
            raise _failed(self._attempts.failed)


def is_scored(judges: Judges, attribute: str, code: str) -> bool:
    """Whether anybody scores an attribute in a language."""
    match attribute:
        case "reject":
            return code in judges.languages
        case "on_topic":
            return code in judges.topic.card.get("languages", ("en",))
    model = judges.model_for(code)
    if model is not None and attribute in model.attributes:
        return True
    return any(attribute in its.attributes for its in judges.stand_ins.reading(code))


def _guessed(judgement: Judgement, outcome: Outcome) -> float:
    """How likely a rejection is where no model has learnt it.

    It goes by toxicity or spam, which rank better than all scores together: of 1,500
    comments each of Wikipedia talk, of news with insults and of civil comments the AUC
    is 0.980, 0.860 and 0.678, that of toxicity alone 0.977, 0.859, 0.677, and that of
    the highest score 0.978, 0.858 and 0.665. What the policy holds is likelier than
    that, and what it rejects is at least `REJECTED_AT_LEAST`.
    """
    guess = max(judgement.scores.get(name) or 0.0 for name in ("toxicity", "spam"))
    match outcome.action:
        case Action.REJECT:
            return REJECTED_AT_LEAST + (1 - REJECTED_AT_LEAST) * guess
        case Action.HOLD:
            return max(guess, 0.25 + guess / 2)
        case _:
            return guess


def _failed(judges: Sequence[str]) -> JudgesFailed:
    return JudgesFailed(f"failed: {', '.join(judges)}; nothing was kept, send it again")


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
