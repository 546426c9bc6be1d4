"""Rules put into service: new ones from a file, or an earlier version again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

import rules
from classifier.spelling import spelt
from moderation import audit
from moderation.errors import StaleRules, UnknownRules
from moderation.live_rules import OF_SERVICE, compiled
from moderation.rulebooks import versions
from moderation.rulebooks.preparing import prepared
from moderation.store import Database, hits
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.rulebooks import Kept
from rules.problems import Place, Problem


@dataclass(frozen=True)
class Saved:
    """What came of saving.

    Attributes:
        is_new: false where nothing had changed.
        before: the version that it takes the place of; `None` if there were the rules
            of the service.
    """

    kept: Kept
    is_new: bool
    before: Kept | None = None


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
    return _put(db, site, checked.book, content, checked.lists, by=by, note=note)


def publish(
    db: Database,
    site: str,
    checked: rules.Checked,
    *,
    base: int,
    by: str,
    note: str,
) -> Saved:
    """As `save`, of a text that was read, unless others published meanwhile.

    Args:
        base: the number in service from which the text was made.

    Raises:
        RulesError: listing everything that is wrong with it; nothing is kept.
        StaleRules: another number is in service; nothing is kept.
        UnknownSite: there is no such site.
    """
    if checked.book is None:
        raise rules.RulesError("rules.yaml", checked.errors, checked.lines)
    content = checked.content.decode()
    return _put(
        db, site, checked.book, content, checked.lists, by=by, note=note, base=base
    )


def _put(
    db: Database,
    site: str,
    book: rules.Rulebook,
    content: str,
    lists: Mapping[str, str],
    *,
    by: str,
    note: str,
    base: int | None = None,
) -> Saved:
    def write(connection: Connection, known: frozenset[str]) -> Saved:
        before = versions.current(connection, site)
        if base is not None and base != (before.number if before else OF_SERVICE):
            raise StaleRules(_told_overtaken(before))
        if before and _says(before, content, lists):
            return Saved(before, is_new=False)
        kept = store.add(
            connection,
            site,
            version=book.version,
            content=content,
            lists=lists,
            rules=run(book),
            back_to=None,
            by=by,
            note=note,
            at=now(),
        )
        _note_new_rules(connection, known, kept)
        _audit(connection, "rules.published", kept)
        its_own = before is not None and before.back_to != OF_SERVICE
        return Saved(kept, is_new=True, before=before if its_own else None)

    return prepared(db, site, lambda connection: _known(connection, site), write)


def rollback(
    db: Database,
    site: str,
    number: int | None = None,
    *,
    by: str,
    note: str = "",
    base: int | None = None,
) -> Kept:
    """Bring an earlier version back into service, as a new entry of the history.

    Args:
        number: of the version; the one before that in service if not given, so that
            going back twice goes back two versions. 0 brings back the rules of the
            service.
        base: the number that is in service, if it matters that no other is.

    Raises:
        UnknownRules: there is no such version, or none before.
        RulesError: it can no longer be read; nothing changes.
        StaleRules: another number than `base` is in service.
        UnknownSite: there is no such site.
    """

    def prepare(connection: Connection) -> tuple[Kept | None, frozenset[str]]:
        current = versions.current(connection, site)
        if base is not None and base != (current.number if current else OF_SERVICE):
            raise StaleRules(_told_overtaken(current))
        target = _target(connection, site, number)
        if target is not None:
            compiled(target)  # what cannot be read is not brought back
        return target, _known(connection, site)

    def write(
        connection: Connection, ready: tuple[Kept | None, frozenset[str]]
    ) -> Kept:
        target, known = ready
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
        _note_new_rules(connection, known, kept)
        _audit(connection, "rules.rolled_back", kept)
        return kept

    return prepared(db, site, prepare, write)


def _told_overtaken(current: Kept | None) -> str:
    if current is None:
        return "the rules in service are those of the service now"
    return f"{current.by} put number {current.number} into service meanwhile"


def _audit(connection: Connection, kind: str, kept: Kept) -> None:
    details = {"version": kept.version, "note": kept.note, "back_to": kept.back_to}
    audit.note(connection, kept.site, kept.by, kind, f"rules {kept.number}", details)


def _target(connection: Connection, site: str, number: int | None) -> Kept | None:
    """To what one goes back; `None` for the rules of the service."""
    current = versions.current(connection, site)
    if current is None:
        raise UnknownRules(f"site {site!r} has not saved any rules to go back to")
    if number is not None:
        return versions.version(connection, site, number)
    if current.origin == OF_SERVICE:
        raise UnknownRules(f"site {site!r}: no earlier rules to go back to")
    return versions.before(connection, current)


def _says(kept: Kept, content: str, lists: Mapping[str, str]) -> bool:
    """Whether a version, of the site's own, is of these files."""
    own = kept.back_to != OF_SERVICE
    return own and (kept.content, kept.lists) == (content, lists)


def _known(connection: Connection, site: str) -> frozenset[str]:
    """The rules that are there already."""
    before = versions.current(connection, site)
    has_own = before is not None and before.back_to != OF_SERVICE
    return before.rules if before and has_own else frozenset(hits.hit(connection, site))


def _note_new_rules(connection: Connection, known: frozenset[str], after: Kept) -> None:
    """Note since when rules are there: before that they could not hit."""
    store.came(connection, after.site, after.rules - known, after.at)


def run(book: rules.Rulebook) -> frozenset[str]:
    """The rules that are at work, if only in shadow."""
    return frozenset(
        its.id for its in book.rules if its.mode is not rules.RuleMode.DRAFT
    )


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        problem = Problem(Place(), "wanted UTF-8", "save it as UTF-8 text")
        raise rules.RulesError(path.name, [problem]) from None
