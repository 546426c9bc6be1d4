"""From the words of texts to their logits: two sums, of a text and of its worst part.

Of the whole text each distinct word and pair counts once. Of its parts, windows of some
words on end, the one that an attribute scores highest counts: one insult in a long and
otherwise calm comment is still an insult. Either sum is divided by the root of its
summed squared norms, as rows of unit length had it in training.
"""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

STEP = 4
"""Words from one window to the next; a window has twice as many. With windows of 6 to
10 words AUC hardly changes."""

SHARE = 0.3
"""Of the worst window in a logit, the rest is that of the whole text. It lifts AUC of
toxicity on Wikipedia talk from 0.975 to 0.980, and on news comments of a source that
was not learnt from by 0.002; between 0.2 and 0.4 it changes by 0.001."""

TINY = np.float32(1e-9)  # so that even no words have a norm

Floats = NDArray[np.float32]
Real = NDArray[np.floating]
Integers = NDArray[np.integer]


@dataclass(frozen=True)
class Words:
    """The words of texts in order, with one that is no word behind each text.

    Attributes:
        places: of each word in the table of its rows, shape (n,); that of `end` is what
            stands behind each text, the last as well, and has a row of zeros.
        buckets: of each word and the next in the table of pairs, shape (n - 1,).
        end: see `places`.
    """

    places: Integers
    buckets: NDArray[np.integer]
    end: int


def logits(words: Words, rows: Floats, pairs: Floats, bias: Floats) -> Floats:
    """Logits of texts, shape (n_texts, n_attributes).

    Args:
        rows: what a word adds to each logit, and last its squared norm, shape
            (n_places, n_attributes + 1).
        pairs: the same of pairs, shape (n_buckets, n_attributes + 1).
        bias: shape (n_attributes,).
    """
    ends = (words.places == words.end).nonzero()[0]
    if len(ends) == 1:
        return _logits_of_one(words, rows, pairs)[None] + bias
    text = np.arange(len(ends)).repeat(np.diff(ends, prepend=-1))
    own, both = rows.take(words.places, axis=0), pairs.take(words.buckets, axis=0)
    own[_repeats(text, words.places)] = 0
    buckets = words.buckets.copy()
    for apart in (ends[:-1], ends - 1):  # of two texts, or of a word and no word
        both[apart], buckets[apart] = 0, len(pairs)
    both[_repeats(text[1:], buckets)] = 0
    own[1:] += both
    sums, counts = _step_sums(own, ends)
    last = counts.cumsum() - 1
    begins = last + 1 - counts
    whole = _quotients(np.add.reduceat(sums, begins, axis=0))
    sums[:-1] += sums[1:]
    windows = _quotients(sums)
    windows[last] = -np.inf  # no window reaches into the next text
    worst = np.maximum.reduceat(windows, begins, axis=0)
    np.copyto(worst, whole, where=(counts == 1)[:, None])
    return whole + SHARE * (worst - whole) + bias


def _step_sums(own: Floats, ends: Integers) -> tuple[Floats, Integers]:
    """Sums of the rows of each text's steps; and how many steps each text has.

    Args:
        own: the rows of all texts.
        ends: where in them what stands behind each text is, a row of zeros.
    """
    begins = np.zeros_like(ends)
    begins[1:] = ends[:-1] + 1
    counts = (ends - begins) // STEP + 1
    before = counts.cumsum() - counts
    steps = (begins - STEP * before).repeat(counts)
    steps += np.arange(0, STEP * len(steps), STEP)
    # Behind a text's last word zeros are added. By `reduceat` it takes thrice as long.
    sums = own.take(steps, axis=0)
    ends = ends.repeat(counts)
    for further in range(1, STEP):
        sums += own.take(np.minimum(steps + further, ends), axis=0)
    return sums, counts


def _logits_of_one(words: Words, rows: Floats, pairs: Floats) -> Floats:
    """As `logits` of one text without the bias, in fewer steps."""
    own, both = _distinct(words, rows, pairs)
    own[1:-1] += both
    sums = np.add.reduceat(own, np.arange(0, len(own), STEP), axis=0)
    parts = np.empty_like(sums)  # the whole, and its windows
    np.add.reduce(sums, out=parts[0])
    np.add(sums[:-1], sums[1:], out=parts[1:])
    quotients = _quotients(parts)
    whole: Floats = quotients[0]
    if len(sums) > 1:
        whole += SHARE * (quotients[1:].max(axis=0) - whole)
    return whole


def shares(words: Words, rows: Floats, pairs: Floats) -> Real:
    """What each word of one text adds to its logits, shape (n - 1, n_attributes).

    A pair's part is shared by its two words; what is there more than once has its part
    where it is first. The sums over all words are those of `logits` without the bias.
    """
    own, both = _distinct(words, rows, pairs)
    result = _parted(own, both)
    if len(own) > STEP:
        summed = own.copy()
        summed[1:-1] += both
        sums = np.add.reduceat(summed, np.arange(0, len(own), STEP), axis=0)
        worst = _quotients(sums[:-1] + sums[1:]).argmax(axis=0)
        within = np.arange(len(own))[:, None] // STEP - worst
        result *= 1 - SHARE
        for column, inside in enumerate(((within == 0) | (within == 1)).T):
            window, led = own * inside[:, None], both * inside[1:-1, None]
            result[:, column] += SHARE * _parted(window, led)[:, column]
    return result[:-1]


def _distinct(words: Words, rows: Floats, pairs: Floats) -> tuple[Floats, Floats]:
    """Rows of one text's words and pairs; zeros for what was there before."""
    places, buckets = words.places, words.buckets[:-1]
    own, both = rows.take(places, axis=0), pairs.take(buckets, axis=0)
    own[_said_before(places)] = 0
    both[_said_before(buckets)] = 0
    return own, both


def _said_before(its: NDArray[np.integer]) -> Integers:
    """Where something is that was there before."""
    order = its.argsort(kind="stable")
    its = its.take(order)
    return cast(Integers, order[1:][its[1:] == its[:-1]])


def _repeats(text: Integers, places: NDArray[np.integer]) -> Integers:
    """Where something is that the same text had before."""
    # Sorted with its position behind it in one number, so that the first comes first;
    # 24 bits are for a place, and as many for a position.
    keys = (text << 48) | (places.astype(np.int64) << 24) | np.arange(len(text))
    keys.sort()
    its = keys >> 24
    return cast(Integers, keys[1:][its[1:] == its[:-1]] & 0xFFFFFF)


def _begins(runs: Integers) -> Integers:
    """Where each run of the same number begins."""
    fresh = np.empty(len(runs), bool)
    fresh[:1] = True
    np.not_equal(runs[1:], runs[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def _quotients(sums: Floats) -> Floats:
    return cast(Floats, sums[..., :-1] / np.sqrt(sums[..., -1:] + TINY))


def _parted(own: Floats, both: Floats) -> Real:
    """What each word adds to the quotients of all words and pairs."""
    own = own.copy()
    own[:-2] += both / 2
    own[1:-1] += both / 2
    return cast(Real, own[:, :-1] / np.sqrt(own[:, -1].sum() + TINY))
