"""Words that gained and lost weight by what a version has learnt."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from classifier.house import SiteModel
from classifier.words import words
from moderation.examined import Word
from moderation.store.examples import Example

WORDS, WRITERS = 15, 3
"""Words that are told each way; each was used by so many authors that none tells of one
person. Who wrote without a name counts as another each time."""


def weighed(
    model: SiteModel, parent: SiteModel | None, its: Sequence[Example]
) -> tuple[list[Word], list[Word]]:
    """Those that gained and lost most against the other judge, or against nothing."""
    used = defaultdict[str, set[str]](set)
    for place, each in enumerate(its):
        for word in {found.text for found in words(each.text)}:
            used[word].add(f"by {each.author}" if each.author else f"number {place}")
    told = sorted(word for word, by in used.items() if len(by) >= WRITERS)
    ours = model.word_weights(told)
    theirs = parent.word_weights(told) if parent else np.zeros(len(told), np.float32)
    order = np.argsort(theirs - ours, kind="stable").tolist()
    rows = [Word(told[n], float(ours[n]), float(theirs[n])) for n in order]
    gained = [row for row in rows[:WORDS] if row.ours > row.theirs]
    lost = [row for row in rows[::-1][:WORDS] if row.ours < row.theirs]
    return gained, lost
