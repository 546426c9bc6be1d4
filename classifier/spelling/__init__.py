"""One plain spelling of a text, whatever letters it was disguised in.

The way of a text, from the top down:

- `folding` gives the spelling with the map back to the original, a chunk at a time.
  `told`, `manners` and `spelt_out` say what only several chunks tell together, and
  what is `joined` throughout is read so. How much of a text is so read is bounded; the
  rest is read at a `glance`, and what is written in one manner `throughout` with it.
- `pieces` folds a chunk and remembers it. Most are words; most that are none are as
  they are meant, which `compounds` tells without reading them.
- `lookalikes` undoes what only looks like a letter, `punctuated` finds the word between
  signs, and `readings` says what it was meant to be, each asking those below it:
  `parted` by signs (or with letters `unsaid`), digits for letters (`leet`), or
  `letters` alone, which may be `drawn` out (as `doubles` tell), `misspelt`, or words
  run together (`segmentation` of `words_in_a_row`, if `meant`). `addresses` stay.
- `vocabulary` says what words there are, and `strong` which tell abuse by a trace.
"""

from classifier.spelling.folding import fold, fold_chunk, fold_chunks, prepare, spelt
from classifier.spelling.glance import Folded
from classifier.spelling.pieces import LONE, MENDED, Piece
from classifier.spelling.told import (
    RUN_OF_LONE,
    STANDS_BETWEEN,
    is_run_together,
    is_told,
)

__all__ = [
    "LONE",
    "MENDED",
    "RUN_OF_LONE",
    "STANDS_BETWEEN",
    "Folded",
    "Piece",
    "fold",
    "fold_chunk",
    "fold_chunks",
    "is_run_together",
    "is_told",
    "prepare",
    "spelt",
]
