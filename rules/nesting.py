"""How deep the entries of lists stand in one another."""

from collections.abc import Iterable


def deepest(entries: Iterable[str]) -> tuple[int, str]:
    """The most entries of which each begins the next, and the last of them.

    An entry that is there twice counts twice.

    >>> deepest(["a", "ab", "abc", "b"])
    (3, 'abc')
    """
    depth, deepest_one = 0, ""
    around = list[str]()
    for entry in sorted(entries):
        while around and not entry.startswith(around[-1]):
            around.pop()
        around.append(entry)
        if len(around) > depth:
            depth, deepest_one = len(around), entry
    return depth, deepest_one
