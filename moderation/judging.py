"""Both judges are asked about one comment; what they say becomes a judgement.

First the classifier (`scoring`), then the rules, which see its scores (`ruling`), then
the site's own model, which sees both. A judge that breaks is written down as a failure
(`attempts`), and the policy holds the comment.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace

import rules
from classifier import ModelError
from moderation import ruling
from moderation.ahead import Ahead
from moderation.attempts import Attempts
from moderation.cases import Case
from moderation.comments import Challenger, Comment, Finding, Judgement, Scores
from moderation.judges import Judges
from moderation.ruling import Found, Reader
from moderation.scoring import Scorer

log = logging.getLogger(__name__)


def judge(judges: Judges, case: Case, ahead: Ahead | None = None) -> Judgement:
    """Ask all judges about a comment; never raises for what is in it.

    Args:
        ahead: what the classifier said before of this text, which is not asked again.
    """
    return _Hearing(judges, case, ahead).judgement()


def with_subject(
    judges: Judges, case: Case, judgement: Judgement, ahead: Ahead | None = None
) -> Judgement:
    """The same, and what the comment is about.

    Where the site has a model of its own, which reads it anyway, that is told before.
    Else it takes a third as long as all else, so only what waits is asked for it.
    """
    if judgement.subject is not None:
        return judgement
    attempts = Attempts()
    scorer = Scorer(judges, case, attempts, ahead)
    return replace(judgement, subject=attempts.of("classifier", scorer.subject))


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


def signals(scores: Scores, findings: tuple[Finding, ...]) -> dict[str, float | None]:
    """What a site's own model may learn from besides the text."""
    hits: dict[str, float | None] = {
        f"rule:{found.rule}": found.weight for found in findings
    }
    return {"on_topic": scores.get("on_topic"), **hits}


class _Hearing:
    """One comment before its judges."""

    def __init__(self, judges: Judges, case: Case, ahead: Ahead | None = None) -> None:
        self._case = case
        self._rulebook = case.rulebook or judges.rulebook
        self._attempts = Attempts()
        self._folded = self._attempts.of("classifier", lambda: case.original.folded)
        self._scorer = Scorer(judges, case, self._attempts, ahead)

    def judgement(self) -> Judgement:
        scorer, attempts = self._scorer, self._attempts
        scores = scorer.scores()
        found = self._found(scores)
        house = attempts.of("house", scorer.house)
        known = signals(scores, found.live)
        if house is not None:
            judge = house
            rejected = attempts.of("house", lambda: scorer.rejected(judge, known))
            scores = {**scores, "reject": rejected}
        marks = attempts.of("classifier", lambda: scorer.marks(scores, house))
        return Judgement(
            scores=scores,
            findings=found.live,
            failures=attempts.failed,
            foreign=scorer.foreign(),
            marks=marks or {},
            model=scorer.versions(house),
            rules=self._rulebook.version,
            risk=found.risk,
            shadow=found.shadow,
            challenger=self._challenger(known),
            subject=attempts.of("house", scorer.subject) if house else None,
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
            failures=tuple(dict.fromkeys((*failed, *self._attempts.failed))),
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

    def facts(self, scores: Scores) -> rules.Facts:
        scorer = self._scorer
        reader = Reader(scorer.language, scorer.certainty, scorer.versions(None))
        return ruling.facts(self._case, self._folded, scores, reader)

    def _challenger(self, known: Mapping[str, float | None]) -> Challenger | None:
        """What is only tried harms nothing: where it breaks, it says nothing."""
        try:
            return self._scorer.challenger(known)
        except ModelError:  # it was told in the log when it was read
            return None
        except Exception as error:
            log.warning("the model in the shadow broke: %s", type(error).__name__)
            return None

    def _found(self, scores: Scores) -> Found:
        return self._attempts.of("rules", lambda: self._checked(scores)) or Found()

    def _checked(self, scores: Scores) -> Found:
        return ruling.found(self._rulebook, self.facts(scores), self._case.original)

    def _still_foreign(self, before: Comment) -> str | None:
        """As before, since the scores are: whoever has learnt to read it since."""
        if all(its.rule != "language" for its in before.reasons):
            return None
        return self._scorer.foreign() or self._scorer.language or "unknown"
