"""What a model was learnt from, told on its card: proof without texts, and doubts."""

import hashlib
from collections.abc import Sequence
from typing import Any

from classifier.saying import N_
from moderation.learning.lessons import WEIGHTS
from moderation.store.examples import Example, Source

ONE_PERSON = N_(
    "One person decided all that it learnt from; nobody else has confirmed it."
)
ALL_BULK = N_(
    "All that it learnt from was decided among many at once, so perhaps nobody has "
    "read each comment; decide some one by one."
)


def of(found: Sequence[Example], learnt: Sequence[Example]) -> dict[str, Any]:
    """The part of a card that says what was learnt from.

    Args:
        found: all that people had decided.
        learnt: what of it was learnt.
    """
    return {
        "until": max(each.at for each in learnt).isoformat(),
        "through": max(each.number for each in found),
        "fingerprint": fingerprint(learnt),
    }


def fingerprint(its: Sequence[Example]) -> str:
    """A digest of which comments were learnt from and how, whatever their order.

    The same decisions give the same; no text goes in, so that erasure leaves nothing
    by which a text could be guessed.
    """
    digest = hashlib.sha256()
    for line in sorted(map(_line, its)):
        digest.update(line.encode())
    return digest.hexdigest()


def _line(its: Example) -> str:
    # What is no comment here has no key, and is told by its number.
    name = f"{its.key}/{its.revision}" if its.key else f"suggestion {its.number}"
    return f"{name} {int(its.rejected)} {WEIGHTS[its.source]:g}\n"


def caveats(its: Sequence[Example]) -> list[str]:
    """What to doubt about a model that was learnt from these."""
    doubts = []
    if len({each.by for each in its}) == 1:
        doubts.append(ONE_PERSON)
    if is_all_bulk(its):
        doubts.append(ALL_BULK)
    return doubts


def is_all_bulk(its: Sequence[Example]) -> bool:
    """Whether all was decided among many. One may learn from that, and see how it does;
    it is no ground to put a judge into service unasked.
    """
    return all(each.source is Source.BULK for each in its)
