"""A site's rules over time: saved, compared, put into service, rolled back, paused.

Nothing that was saved is ever changed: going back is a new entry of the history. What
is in service is looked up before each comment, so that every worker takes a new
version before its next one.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import rules
from classifier.spelling import spelt
from moderation.errors import UnknownRules, UnknownSite
from moderation.live_rules import OF_SERVICE, Rulebooks, compiled
from moderation.store import Database, hits, people
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.rulebooks import Kept
from rules.problems import Place, Problem


@dataclass(frozen=True)
class Saved:
    """What came of saving; `is_new` is false where nothing had changed."""

    kept: Kept
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of the history.

    Attributes:
        number: of the version; `None` where a rule was paused or resumed.
        what: for people: `saved my-1a2b3c4d`, `paused many_links`.
    """

    at: datetime
    by: str
    what: str
    note: str
    number: int | None = None
    in_service: bool = False


def save(db: Database, site: str, path: Path, *, by: str, note: str) -> Saved:
    """Check a rules file, keep it with the lists that it names, put it into service.

    Raises:
        RulesError: listing everything that is wrong with it; nothing is kept.
        UnknownSite: there is no such site.
    """
    checked = rules.check(path, spelt)
    if checked.book is None:
        raise rules.RulesError(path.name, checked.errors, checked.lines)
    content = _text(path, checked.content)
    with db.writing() as connection:
        before = _in_service(connection, site)
        same = before is not None and before.back_to != OF_SERVICE
        if (
            before
            and same
            and (before.content, before.lists)
            == (
                content,
                checked.lists,
            )
        ):
            return Saved(before, is_new=False)
        kept = store.add(
            connection,
            site,
            version=checked.book.version,
            content=content,
            lists=checked.lists,
            rules=_run(checked.book),
            back_to=None,
            by=by,
            note=note,
            at=now(),
        )
        _note_new_rules(connection, before, kept)
        return Saved(kept, is_new=True)


def rollback(
    db: Database,
    site: str,
    number: int | None = None,
    *,
    by: str,
    note: str = "",
) -> Kept:
    """Bring an earlier version back into service, as a new entry of the history.

    Args:
        number: of the version; the one before that in service if not given, so that
            going back twice goes back two versions. 0 brings back the rules of the
            service.

    Raises:
        UnknownRules: there is no such version, or none before.
        RulesError: it can no longer be read; nothing changes.
        UnknownSite: there is no such site.
    """
    with db.writing() as connection:
        current = _in_service(connection, site)
        if current is None:
            raise UnknownRules(f"site {site!r} has not saved any rules to go back to")
        if number is None and current.origin == OF_SERVICE:
            raise UnknownRules(f"site {site!r}: no earlier rules to go back to")
        target = (
            _before(connection, current)
            if number is None
            else _version(connection, site, number)
        )
        if target is not None:
            compiled(target)
        kept = store.add(
            connection,
            site,
            version=target.version if target else "",
            content=target.content if target else "",
            lists=target.lists if target else {},
            rules=target.rules if target else frozenset(),
            back_to=target.origin if target else OF_SERVICE,
            by=by,
            note=note,
            at=now(),
        )
        _note_new_rules(connection, current, kept)
        return kept


def pause(
    db: Database,
    site: str,
    rule: str,
    usual: rules.Rulebook,
    *,
    by: str,
    note: str = "",
) -> bool:
    """Take all effect from a rule until it is resumed; its hits are still counted.

    Args:
        usual: the rules of a site that has none of its own.

    Returns:
        Whether it was not paused before.

    Raises:
        UnknownRules: no live rule in service is called so.
    """
    with db.writing() as connection:
        if rule in store.paused(connection, site):
            return False
        _in_service(connection, site)
        book = Rulebooks().for_site(connection, site, usual)
        live = [its.id for its in book.rules if its.mode is rules.RuleMode.LIVE]
        if rule not in live:
            raise UnknownRules(
                f"site {site!r} has no live rule {rule!r} in service"
                + "".join(
                    f"; did you mean {near!r}?"
                    for near in difflib.get_close_matches(rule, live, n=1)
                )
            )
        store.pause(connection, site, rule, paused=True, by=by, note=note, at=now())
        return True


def resume(db: Database, site: str, rule: str, *, by: str, note: str = "") -> None:
    """Give a paused rule its effect back.

    Raises:
        UnknownRules: it is not paused.
    """
    with db.writing() as connection:
        if rule not in store.paused(connection, site):
            raise UnknownRules(f"site {site!r}: the rule {rule!r} is not paused")
        store.pause(connection, site, rule, paused=False, by=by, note=note, at=now())


def in_service(db: Database, site: str) -> Kept | None:
    """The saved version in service; `None` if there are those of the service.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        kept = _in_service(connection, site)
    return None if kept is None or kept.back_to == OF_SERVICE else kept


def paused(db: Database, site: str) -> frozenset[str]:
    """The rules that are paused now."""
    with db.reading() as connection:
        return store.paused(connection, site)


def history(db: Database, site: str) -> Sequence[Change]:
    """All that was done to a site's rules, the oldest first.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        current = _in_service(connection, site)
        versions = store.history(connection, site)
        pauses = store.pauses(connection, site)
    changes = [
        Change(
            at=its.at,
            by=its.by,
            what=_told(its),
            note=its.note,
            number=its.number,
            in_service=current is not None and its.number == current.number,
        )
        for its in versions
    ]
    changes += [
        Change(
            at=its.at,
            by=its.by,
            what=f"{'paused' if its.paused else 'resumed'} {its.rule}",
            note=its.note,
        )
        for its in pauses
    ]
    return sorted(changes, key=lambda its: its.at)


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
        current = _in_service(connection, site)
        if current is None:
            raise UnknownRules(f"site {site!r} has not saved any rules")
        after = current if other is None else _version(connection, site, other)
        if one is not None:
            before = _version(connection, site, one)
        else:
            number = after.number if after else OF_SERVICE
            found = store.before(connection, site, number, limit=1)
            before = found[0] if found else None
    old, new = _files(before), _files(after)
    a, b = (its.number if its else OF_SERVICE for its in (before, after))
    parts = [
        _unified(old.get(file, ""), new.get(file, ""), f"{a}/{file}", f"{b}/{file}")
        for file in dict.fromkeys((*old, *new))
    ]
    return "".join(parts)


def _in_service(connection: Connection, site: str) -> Kept | None:
    if people.site(connection, site) is None:
        raise UnknownSite(f"there is no site {site!r}")
    number = store.mark(connection, site).number
    return None if number is None else store.get(connection, site, number)


def _version(connection: Connection, site: str, number: int) -> Kept | None:
    """A saved version; `None` for the rules of the service."""
    if number == OF_SERVICE:
        return None
    kept = store.get(connection, site, number)
    if kept is None:
        raise UnknownRules(
            f"site {site!r} has no rules {number}; `moderate rules history` lists them"
        )
    return None if kept.back_to == OF_SERVICE else kept


def _before(connection: Connection, current: Kept) -> Kept | None:
    found = store.before(connection, current.site, current.origin, limit=1)
    return None if not found or found[0].back_to == OF_SERVICE else found[0]


def _note_new_rules(connection: Connection, before: Kept | None, after: Kept) -> None:
    """Note since when rules are there: before that they could not hit."""
    has_own = before is not None and before.back_to != OF_SERVICE
    known = before.rules if before and has_own else hits.hit(connection, after.site)
    store.came(connection, after.site, after.rules - known, after.at)


def _run(book: rules.Rulebook) -> frozenset[str]:
    return frozenset(
        its.id for its in book.rules if its.mode is not rules.RuleMode.DRAFT
    )


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        problem = Problem(Place(), "wanted UTF-8", "save it as UTF-8 text")
        raise rules.RulesError(path.name, [problem]) from None


def _told(kept: Kept) -> str:
    if kept.back_to is None:
        return f"saved {kept.version}"
    if kept.back_to == OF_SERVICE:
        return "back to the rules of the service"
    return f"back to {kept.back_to}, {kept.version}"


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
