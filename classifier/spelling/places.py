"""A reading of what is written, and where each character of it was."""

from collections.abc import Iterable, Sequence

Places = Sequence[tuple[int, int]]
Reading = tuple[str, Places]
"""What is read, and for each of its characters the place in the word as written."""


def same(text: str) -> Reading:
    """A reading that has each character where it is written."""
    return text, one_by_one(0, len(text))


def one_by_one(begin: int, end: int) -> list[tuple[int, int]]:
    """The places of characters that are read one by one."""
    return list(zip(range(begin, end), range(begin + 1, end + 1), strict=True))


def composed(outer: Reading, inner: Places) -> Reading:
    """A reading of a reading, with places in what the first was read from."""
    text, places = outer
    return text, [(inner[begin][0], inner[end - 1][1]) for begin, end in places]


def spread(length: int, word: str) -> Places:
    """The places of so many characters that the whole word was read as."""
    if length == len(word):
        return one_by_one(0, length)
    return [(0, len(word))] * length


def in_a_row(parts: Iterable[tuple[int, Reading]]) -> Reading:
    """Readings of parts of a word, each with where it begins there, parted by blanks; a
    blank is where the character before it is.
    """
    texts, places = list[str](), list[tuple[int, int]]()
    for begin, (text, its) in parts:
        if places:
            places.append(places[-1])
        texts.append(text)
        places += [(begin + first, begin + last) for first, last in its]
    return " ".join(texts), places
