"""Which kinds of groups a text names."""

from itertools import chain, pairwise

from classifier import tokens
from classifier.identities import KINDS, PHRASES
from classifier.spelling import fold


def named_in(text: str) -> frozenset[str]:
    """The kinds of all groups of people that a text names.

    >>> sorted(named_in("The Muslim's friend is a sex worker, and she's no muslin."))
    ['religion', 'status']
    """
    its = [word.removesuffix("'s") for word in tokens.found(fold(text).text)]
    phrases = chain(pairwise(its), zip(its, its[1:], its[2:], strict=False))
    found = [KINDS.get(word) for word in its]
    found += [PHRASES.get(phrase) for phrase in phrases]
    return frozenset(kind for kind in found if kind is not None)
