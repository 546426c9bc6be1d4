"""What differs between two versions of a site's rules."""

import difflib
from collections.abc import Iterable, Mapping

from moderation.errors import UnknownRules
from moderation.live_rules import OF_SERVICE
from moderation.rulebooks import versions
from moderation.store import Database
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept


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

    Args:
        a: names the old one, and `b` the new one.
    """
    parts = [
        _unified(old.get(file, ""), new.get(file, ""), f"{a}/{file}", f"{b}/{file}")
        for file in dict.fromkeys((*old, *new))
    ]
    return "".join(parts)


def _files(kept: Kept | None) -> Mapping[str, str]:
    if kept is None or kept.back_to == OF_SERVICE:
        return {}
    lists = {f"words/{file}": text for file, text in sorted(kept.lists.items())}
    return {"rules.yaml": kept.content, **lists}


def _unified(old: str, new: str, old_name: str, new_name: str) -> str:
    lines: Iterable[str] = difflib.unified_diff(
        old.splitlines(), new.splitlines(), old_name, new_name, lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)
