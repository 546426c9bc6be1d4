"""Scorers that stand in for attributes, asked with a time-out that they cannot escape.

Each call runs in a thread of its own, and a scorer has only so many: when all of them
hang, further calls fail at once. A failure is told by its type only, and leaves the
attributes without a score; whoever asks must see to it that a person looks.
"""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

import numpy as np

from classifier.scorers.choosing import Choice, Scorer, ScorerError, open_scorer

MOST_CALLS = 32
"""Calls of one scorer at a time in one process. More than the threads that serve, so
that it is only reached when calls hang."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """All calls that a scorer may have at a time are waiting for it."""


@dataclass(frozen=True)
class StandIn:
    """A scorer and the attributes that it stands in for, in texts of some languages."""

    name: str
    scorer: Scorer
    attributes: tuple[str, ...]
    languages: frozenset[str] = frozenset({"en"})
    calls: threading.Semaphore = field(
        default_factory=lambda: threading.Semaphore(MOST_CALLS)
    )

    def ask(self, text: str) -> SimpleQueue[dict[str, float] | Exception]:
        """Start a call; the queue gets its scores, or what went wrong."""
        answer: SimpleQueue[dict[str, float] | Exception] = SimpleQueue()
        if not self.calls.acquire(blocking=False):
            answer.put(Busy())
            return answer
        # A daemon, so that one that hangs does not keep the process from ending.
        call = threading.Thread(target=self._answer, args=(text, answer), daemon=True)
        try:
            call.start()
        except RuntimeError as error:  # the machine has no more threads
            self.calls.release()
            answer.put(error)
        return answer

    def _answer(
        self, text: str, answer: SimpleQueue[dict[str, float] | Exception]
    ) -> None:
        try:
            answer.put(self._scores(text))
        except Exception as error:  # whatever another's code may raise
            answer.put(error)
        finally:
            self.calls.release()

    def _scores(self, text: str) -> dict[str, float]:
        rows = np.asarray(self.scorer.score([text]), np.float64)
        wanted = (1, len(self.scorer.attributes))
        if rows.shape != wanted:
            raise ValueError(f"wanted scores of shape {wanted}, got {rows.shape}")
        if not np.all((rows >= 0) & (rows <= 1)):  # NaN too
            raise ValueError("a score outside [0, 1]")
        scores = dict(zip(self.scorer.attributes, rows[0].tolist(), strict=True))
        return {attribute: scores[attribute] for attribute in self.attributes}


class StandIns:
    """All stand-ins of a process; safe to use from many threads.

    Args:
        members: the stand-ins.
        timeout: seconds that a text may take, all stand-ins at once.
    """

    def __init__(
        self, members: Sequence[StandIn] = (), *, timeout: float = 2.0
    ) -> None:
        self.members = tuple(members)
        self._timeout = timeout

    @classmethod
    def open(cls, choices: Sequence[Choice], *, timeout: float = 2.0) -> "StandIns":
        """Make the scorers that were chosen; one that several attributes name with
        the same options is made once.

        The option `languages` (such as `en+de`; `en` unless given) is ours: in other
        languages a scorer is not asked.

        Raises:
            ScorerError: one is not there, or cannot be made.
        """
        wanted: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
        for choice in choices:
            wanted.setdefault((choice.use, choice.options), []).append(choice.attribute)
        return cls(
            [
                _stand_in(use, tuple(attributes), dict(options))
                for (use, options), attributes in wanted.items()
            ],
            timeout=timeout,
        )

    def reading(self, language: str) -> tuple[StandIn, ...]:
        """Those that are asked about a text in a language."""
        return tuple(each for each in self.members if language in each.languages)

    def score(
        self, text: str, language: str
    ) -> tuple[dict[str, float | None], tuple[str, ...]]:
        """What the stand-ins for a language say of a text; never raises.

        Returns:
            Probabilities in [0, 1] by attribute, `None` where the scorer failed; and
            the names of those that failed.
        """
        scores: dict[str, float | None] = {}
        failed: list[str] = []
        until = time.monotonic() + self._timeout
        asked = [(each, each.ask(text)) for each in self.reading(language)]
        for member, answer in asked:
            try:
                found = answer.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                found = TimeoutError()
            if isinstance(found, Exception):
                log.error("the scorer %s failed: %s", member.name, type(found).__name__)
                failed.append(member.name)
                scores |= dict.fromkeys(member.attributes)
            else:
                scores |= found
        return scores, tuple(failed)


def _stand_in(
    use: str, attributes: tuple[str, ...], options: dict[str, str]
) -> StandIn:
    languages = frozenset(options.pop("languages", "en").split("+"))
    scorer = open_scorer(use, attributes, options)
    if not isinstance(scorer.version, str) or not scorer.version:
        raise ScorerError(f"{use}: wanted a version that names its model")
    return StandIn(use, scorer, attributes, languages)
