"""A small grammar: patterns with slots, which dice fill.

A slot `{name}` stands for one of the phrases of that name, which may have slots again;
`a(n)` becomes the article that the next word wants.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence

Slots = Mapping[str, Sequence[str]]

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa])\(n\) (?=['\"]?(\w+))")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))['\"]?[a-z]")
_CONSONANT = "uni[cfoqstv]|us[aeu]|ukr|urug|ugan|uto|uig|euro|one|once|ubiq"
_AN = re.compile(rf"(?!{_CONSONANT})[aeiou]|hour|honest|heir|lgbt")
_IES = re.compile(r"(?<=[^aeiou])y$")
_ES = re.compile(r"(?:s|sh|ch|x)$")
_TRIES = 40  # for each text wanted; a pattern without slots has only one


def lines(block: str) -> tuple[str, ...]:
    """The lines of a block, without the empty ones."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def phrases(block: str) -> tuple[str, ...]:
    """What commas divide in a block."""
    return tuple(" ".join(phrase.split()) for phrase in block.split(","))


def plurals(nouns: Sequence[str]) -> tuple[str, ...]:
    """The regular plurals of English nouns."""
    return tuple(map(_plural, nouns))


def fill(pattern: str, slots: Slots, dice: random.Random) -> str:
    """Fill every slot, set the articles, and begin each sentence with a capital.

    Raises:
        KeyError: there is no slot of that name.
    """
    while _SLOT.search(pattern):
        pattern = _SLOT.sub(lambda slot: dice.choice(slots[slot[1]]), pattern)
    pattern = _ARTICLE.sub(_article, pattern)
    return _SENTENCE.sub(lambda begin: begin[0].upper(), pattern)


def sentences(
    patterns: Sequence[str], slots: Slots, dice: random.Random, count: int
) -> Iterator[str]:
    """At most `count` different texts, the patterns taken in turn."""
    order = dice.sample(patterns, len(patterns))
    seen: set[str] = set()
    for turn in range(count * _TRIES):
        text = fill(order[turn % len(order)], slots, dice)
        if text not in seen:
            seen.add(text)
            yield text
        if len(seen) == count:
            return


def _article(match: re.Match[str]) -> str:
    n = "n" if _AN.match(match[2].lower()) else ""
    return f"{match[1]}{n} "


def _plural(noun: str) -> str:
    if noun.endswith("sheep"):
        return noun
    if _IES.search(noun):
        return _IES.sub("ies", noun)
    return noun + ("es" if _ES.search(noun) else "s")
