"""What a threshold of `reject` promises, and how that is said of a comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Promise:
    """That of what is decided without a person surely no more than a share is wrong.

    Attributes:
        share: that is accepted, in (0, 1).
        confidence: how sure that is, in [0.5, 1).
        audited: decisions of this kind that were looked at, and `wrong` ones of them.
        is_kept: whether it is promised.
    """

    share: float
    confidence: float
    audited: int
    wrong: int
    is_kept: bool


@dataclass(frozen=True)
class Kept:
    """The thresholds of one version of a site's model, and what they promise.

    Attributes:
        hold: from which score on a comment is held; 0 where all is.
        reject: from which on it is rejected; `None`: from none.
        approvals, rejections: what is promised of either; `None`: nothing is asked for.
    """

    hold: float
    reject: float | None
    approvals: Promise | None = None
    rejections: Promise | None = None

    @property
    def holds_all(self) -> bool:
        """Whether nothing is approved without a person."""
        return self.hold <= 0

    def says(self, told: str, *, certain: bool) -> str:
        """A sentence about a score, and with it what is promised by what it does.

        Args:
            told: the sentence.
            certain: whether the score rejects.
        """
        promise = self.rejections if certain else self.approvals
        if promise is None:
            return told
        if not promise.is_kept:
            return _says_all_is_held(told, promise) if self.holds_all else told
        return _says_why(told, self, promise, certain=certain)


def of_stored(its: Mapping[str, Any]) -> Kept:
    """The thresholds as the site keeps them (`guarantees.keeping`)."""
    return Kept(
        its["hold"],
        its["reject"],
        _promise(its.get("approvals"), its.get("confidence")),
        _promise(its.get("rejections"), its.get("confidence")),
    )


def _promise(
    side: Mapping[str, Any] | None, confidence: float | None
) -> Promise | None:
    if side is None or side["accepted"] is None or confidence is None:
        return None  # of the time before it was written down how sure it is
    counted = side["counted"]
    return Promise(
        side["accepted"],
        confidence,
        counted["decided"],
        counted["wrong"],
        side["is_kept"],
    )


def _says_why(told: str, its: Kept, promise: Promise, *, certain: bool) -> str:
    share, sure = _percent(promise.share), _percent(promise.confidence)
    audited, start = promise.audited, f"{its.reject if certain else its.hold:g}"
    if certain:
        return (
            f"{told} From {start} on that is rejected, so that of what is rejected "
            f"without a person at most {share} is wrong ({sure} sure, {audited} "
            "audited)."
        )
    return (
        f"{told} From {start} on that is held, so that of what is approved without a "
        f"person at most {share} is wrong ({sure} sure, {audited} audited)."
    )


def _says_all_is_held(told: str, promise: Promise) -> str:
    share, audited, wrong = _percent(promise.share), promise.audited, promise.wrong
    return (
        f"{told} All is held until of what is approved without a person surely at most "
        f"{share} is wrong; of {audited} audited {wrong} were."
    )


def _percent(share: float) -> str:
    """As people write it.

    >>> _percent(0.02), _percent(0.005), _percent(0.95)
    ('2%', '0.5%', '95%')
    """
    return f"{round(100 * share, 3):g}%"
