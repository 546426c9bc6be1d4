"""Whether the pieces of a text tell it, each by itself, or what reaches over pieces.

Over pieces reach letters spelt out one by one, words of abuse with a blank in them
(`spelt_out`), and the manner that a whole text is disguised in (`manners`).
"""

import re
from collections.abc import Sequence

from classifier.spelling.manners import common_manner
from classifier.spelling.pieces import FRAGMENT, LONE, Piece
from classifier.spelling.spelt_out import RUN, has_cut, may_spell

TOGETHER = 1_000
"""Pieces of one text among which is looked for what reaches over pieces."""

STANDS_BETWEEN = FRAGMENT + 1
"""Between the kinds of pieces of one text and those of the next."""

RUN_OF_LONE = bytes([LONE]) * RUN
_LONE_ONES = re.compile(b"%s%c*" % (RUN_OF_LONE, LONE))
_DISGUISED = b"[%c-%c]" % (LONE + 1, FRAGMENT - 1)
PERHAPS_UNTOLD = re.compile(
    rb"%s|%c|%s(?=[^%c]*%s)"
    % (RUN_OF_LONE, FRAGMENT, _DISGUISED, STANDS_BETWEEN, _DISGUISED)
)
"""What the kinds of pieces of texts have that their pieces perhaps don't tell: a run of
lone letters, half of a word of abuse, or two pieces in disguise, as all may be."""


def is_told(its: Sequence[Piece]) -> bool:
    """Whether the pieces tell a text, each by itself."""
    its = its[:TOGETHER]
    kinds = bytes([piece.kind for piece in its])
    if FRAGMENT in kinds and has_cut(its):
        return False
    runs = _LONE_ONES.finditer(kinds) if RUN_OF_LONE in kinds else ()
    if any(may_spell(its[slice(*run.span())]) for run in runs):
        return False
    return max(kinds, default=0) <= LONE or not common_manner(kinds)
