"""What differs between two versions of a site's rules."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from moderation.errors import UnknownRules
from moderation.live_rules import OF_SERVICE
from moderation.rulebooks import closely, versions
from moderation.store import Database
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept

WITHOUT_ORDER = (
    "@@ too large to compare in order: lines that are in one of both alone @@"
)
"""Stands above the lines of a file that is too large, or too much in another order."""


def diff(
    db: Database, site: str, one: int | None = None, other: int | None = None
) -> str:
    """What differs between two versions, their lists too; "" if nothing.

    Args:
        one: a number; that of the version before `other` if not given.
        other: a number; that in service if not given.

    Raises:
        UnknownRules: there is no such version.
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        current = versions.current(connection, site)
        if current is None:
            raise UnknownRules(f"site {site!r} has not saved any rules")
        after = current if other is None else versions.version(connection, site, other)
        if one is not None:
            before = versions.version(connection, site, one)
        else:
            number = after.number if after else OF_SERVICE
            found = store.before(connection, site, number, limit=1)
            before = found[0] if found else None
    a, b = (str(its.number if its else OF_SERVICE) for its in (before, after))
    return of_files(_files(before), _files(after), a, b)


def of_files(old: Mapping[str, str], new: Mapping[str, str], a: str, b: str) -> str:
    """What differs between two sets of files, by their names; "" if nothing.

    All of them together are compared with no more than `closely.MOST_WORK`. Of a file
    for which that does not suffice it is told which lines are in one of both alone,
    under `WITHOUT_ORDER`.

    Args:
        a: names the old one, and `b` the new one.
    """
    parts, left = list[str](), closely.MOST_WORK
    for file in dict.fromkeys((*old, *new)):
        sides = old.get(file, "").splitlines(), new.get(file, "").splitlines()
        if sides[0] == sides[1]:
            continue
        compared = closely.Compared(*sides)
        parts += [f"--- {a}/{file}", f"+++ {b}/{file}"]
        if (work := compared.work()) <= left:
            left -= work
            parts += _in_order(compared, *sides)
        else:
            parts += _without_order(*sides)
    return "".join(f"{line}\n" for line in parts)


def _files(kept: Kept | None) -> Mapping[str, str]:
    if kept is None or kept.back_to == OF_SERVICE:
        return {}
    lists = {f"words/{file}": text for file, text in sorted(kept.lists.items())}
    return {"rules.yaml": kept.content, **lists}


def _in_order(
    compared: closely.Compared, old: Sequence[str], new: Sequence[str]
) -> Iterator[str]:
    """The hunks of a unified diff."""
    for group in compared.get_grouped_opcodes(closely.CONTEXT):
        before = _range(group[0][1], group[-1][2])
        after = _range(group[0][3], group[-1][4])
        yield f"@@ -{before} +{after} @@"
        for kind, begin, end, first, last in group:
            if kind == "equal":
                yield from (f" {line}" for line in old[begin:end])
                continue
            yield from (f"-{line}" for line in old[begin:end])
            yield from (f"+{line}" for line in new[first:last])


def _without_order(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Lines of only one side, each side's in its order; in linear time."""
    yield WITHOUT_ORDER
    yield from (f"-{line}" for line in _missing(old, new))
    yield from (f"+{line}" for line in _missing(new, old))


def _missing(lines: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Lines that are not there, or not so often, among others."""
    left = Counter(others)
    for line in lines:
        if left[line] > 0:
            left[line] -= 1
        else:
            yield line


def _range(begin: int, end: int) -> str:
    """Lines as a unified diff names them: counted from 1, one alone without a length,
    none by the line before.
    """
    length = end - begin
    if length == 1:
        return f"{end}"
    return f"{begin + bool(length)},{length}"
