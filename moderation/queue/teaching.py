"""The order in which what waits teaches a site's model most.

What is uncertain teaches, but the twentieth comment on the same thing hardly does once
nineteen are decided, as a model learns of all of them at once. To take both into
account is batch-mode active learning (F. Zhdanov, "Diverse mini-batch active learning",
2019: uncertain ones, from as many clusters as can be). Here the clusters are there
before: the subject that a comment is told when it is judged, out of those that the
shipped meanings of words know. So 200,000 that wait are put in order in milliseconds,
in every process alike, and what comes in moves nothing.
"""

import numpy as np

from moderation.waiting.codes import Bools, Numbers
from moderation.waiting.columns import Columns

_MOST = np.int32(np.iinfo(np.int32).max)

COUNTS_FOR = 24 * 3600.0
"""Seconds for which a decision counts: by then a model has mostly learnt it."""

LEAST = 1 / 19
"""What counts of a comment of which the model is quite sure, where 1 counts of one of
which it knows nothing: so of the 20 of a page one subject never has all, while others
wait of which nobody was asked, however sure the model is of them."""

NEVER_SCORED = 0.5
"""How uncertain that is which the site's own model could score, and has not scored.
Where a site has no model all count alike: people are asked about as many subjects as
can be first, and not where another judge doubts, who knows nothing of this site."""


def values(columns: Columns, fits: Bools, rows: Numbers, at: float) -> Numbers:
    """By which some rows are ordered, the highest first; shape (rows,), never NaN.

    What was decided before counts for its subject. What was decided since counts as if
    it still waited: so nothing moves for who pages on.

    Args:
        fits: the rows that would be asked for if they were waiting.
        rows: the numbers of those that do.
        at: as of when, in seconds since 1970.
    """
    asked = columns["asked"]
    since = np.flatnonzero(fits & (asked > at))
    before = np.flatnonzero(fits & (asked > at - COUNTS_FOR) & (asked <= at))
    ordered = np.concatenate([rows, since])
    subjects = _subjects(columns)
    found = worth(
        uncertain(columns, ordered),
        subjects[ordered],
        columns["key"][ordered],
        np.bincount(subjects[before], minlength=int(subjects.max(initial=0)) + 1),
    )
    return found[: len(rows)]


def worth(unsure: Numbers, subjects: Numbers, keys: Numbers, asked: Numbers) -> Numbers:
    """How much comments teach: how uncertain they are, by how many of their subject
    come before them; shape (n,), each in (0, 1].

    Args:
        unsure: how uncertain each is, float32 in [0, 1].
        subjects: of each, from 0.
        keys: by which the equally uncertain of a subject follow each other.
        asked: of each subject, about how many of it people were asked already.
    """
    order = _by_subject(unsure, subjects, keys)
    its = subjects[order]
    first = np.flatnonzero(np.diff(its, prepend=-1))
    before = np.arange(len(its)) - first.repeat(np.diff(first, append=len(its)))
    found = np.empty(len(its))
    found[order] = 1 + before + asked[its]
    np.divide(LEAST + (1 - LEAST) * unsure, found, out=found)
    return found


def uncertain(columns: Columns, rows: Numbers) -> Numbers:
    """How little the site's own model knows what people would do, float32 in [0, 1].

    What it does not read, as in a language that is strange to it, teaches it nothing.
    """
    scores = columns.score("reject")[rows]
    found: Numbers = 1 - 2 * np.abs(scores - np.float32(0.5))
    lacks = np.isnan(found)
    reads = columns["subject"][rows] >= 0
    found[lacks] = np.where(reads[lacks], np.float32(NEVER_SCORED), np.float32(0))
    return found


def _subjects(columns: Columns) -> Numbers:
    """What each row is about, from 0: its subject, or else its article."""
    subjects = columns["subject"].astype(np.int32)
    known = int(subjects.max(initial=0)) + 1
    return np.where(subjects >= 0, subjects, known + 1 + columns["article"])


def _by_subject(unsure: Numbers, subjects: Numbers, keys: Numbers) -> Numbers:
    """The places of comments by subject, then the most uncertain first, then by key.

    As `numpy.lexsort` has it, in a tenth of its time: sorted are whole numbers, of
    which the upper half is the float's bits, which rise with it, and the lower half a
    place by key; then, in one pass over its digits, the subject.
    """
    by_key = np.argsort(keys, kind="stable")  # they mostly are in order already
    packed = (_MOST - unsure[by_key].view(np.int32)).astype(np.int64) << 32
    packed |= np.arange(len(packed))
    packed.sort()
    by_unsure = by_key[packed & 0xFFFFFFFF]
    its = subjects[by_unsure]
    if its.max(initial=0) <= np.iinfo(np.uint16).max:
        its = its.astype(np.uint16)  # of which each digit is a pass
    found: Numbers = by_unsure[np.argsort(its, kind="stable")]
    return found
