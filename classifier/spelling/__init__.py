"""One plain spelling of a text, whatever letters it was disguised in.

`folding` gives it with the map back to the original. What a disguised word is to be
read as is told by `readings`, with look-alikes undone by `lookalikes`, words run
together cut by `segmentation`, and all of them asking `vocabulary` what words
there are. Most that is no word is as it is meant, which `compounds` tells sooner. How
much of a text is so read is bounded, the rest is read at a `glance`.
"""

from classifier.spelling.folding import fold, fold_chunk, fold_chunks, prepare, spelt
from classifier.spelling.glance import Folded
from classifier.spelling.pieces import LONE, MENDED, Piece
from classifier.spelling.told import RUN_OF_LONE, STANDS_BETWEEN, TOGETHER, is_told

__all__ = [
    "LONE",
    "MENDED",
    "RUN_OF_LONE",
    "STANDS_BETWEEN",
    "TOGETHER",
    "Folded",
    "Piece",
    "fold",
    "fold_chunk",
    "fold_chunks",
    "is_told",
    "prepare",
    "spelt",
]
