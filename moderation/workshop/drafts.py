"""What each person writes, kept as they write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moderation.errors import BadSubmission, FieldProblem
from moderation.live_rules import OF_SERVICE
from moderation.rulebooks import differences
from moderation.service import Service
from moderation.store import Database
from moderation.store import drafts as store
from moderation.store import rulebooks as stored_rules
from moderation.store.database import now
from moderation.store.rulebooks import Kept
from moderation.workshop import merging, texts
from moderation.workshop.texts import RULES, Texts
from rules.reading import LARGEST, LARGEST_LIST


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What somebody has before them.

    Attributes:
        texts: the files as they wrote them, or as they are in service.
        base: the number that they began from.
        kept_at: when they wrote last; `None` where there is nothing of theirs.
        current: the number in service.
        overtaken_by: what others published since they began, if anything.
    """

    texts: Texts
    base: int
    kept_at: datetime | None
    current: int
    overtaken_by: Kept | None = None


def of(service: Service, site: str, by: str) -> Desk:
    """Somebody's draft, or what is in service where they have none.

    Raises:
        UnknownSite: there is no such site.
    """
    current, in_service = texts.in_service(service, site)
    with service.db.reading() as connection:
        draft = store.get(connection, site, by)
        since = stored_rules.get(connection, site, current)
    if draft is None:
        return Desk(texts=in_service, base=current, kept_at=None, current=current)
    return Desk(
        texts=Texts(draft.name, draft.content, draft.lists),
        base=draft.base,
        kept_at=draft.at,
        current=current,
        overtaken_by=since if draft.base != current else None,
    )


def keep(
    service: Service, site: str, by: str, *, base: int, file: str, text: str
) -> Desk:
    """Keep what somebody wrote in one file; the others stay as they left them.

    Args:
        base: the number that the page began from: where they have no draft, the other
            files are those of that version.

    Raises:
        BadSubmission: it is too large, or the name is none of a list's file.
        UnknownRules: there is no such version.
    """
    most = LARGEST if file == RULES else LARGEST_LIST
    if (size := len(text.encode("utf-8", "replace"))) > most:
        raise BadSubmission(FieldProblem("text", f"{most} bytes at most", str(size)))
    with service.db.reading() as connection:
        draft = store.get(connection, site, by)
    if draft is None:
        before = texts.numbered(service, site, base)
    else:
        before = Texts(draft.name, draft.content, draft.lists)
        base = draft.base
    after = before.having(file, text)
    if draft is not None or not _same(after, before):
        _keep(service.db, site, by, base, after)
    return of(service, site, by)


def without(service: Service, site: str, by: str, file: str) -> None:
    """Take a list's file out of somebody's draft."""
    desk = of(service, site, by)
    desk.texts.of(file)  # raises if there is none
    left = {name: its for name, its in desk.texts.lists.items() if name != file}
    after = Texts(desk.texts.name, desk.texts.content, left)
    _keep(service.db, site, by, desk.base, after)


def begin_from(service: Service, site: str, by: str, number: int) -> None:
    """Make a draft of an earlier version, to publish it changed.

    Raises:
        UnknownRules: there is no such version.
    """
    current, _ = texts.in_service(service, site)
    _keep(service.db, site, by, current, texts.numbered(service, site, number))


def onto_current(service: Service, site: str, by: str) -> None:
    """Have a draft stand on what is in service now: it takes the place of that."""
    desk = of(service, site, by)
    if desk.kept_at is not None:
        _keep(service.db, site, by, desk.current, desk.texts)


def together(service: Service, site: str, by: str) -> Texts | None:
    """A draft with what others published meanwhile, which `bring_together` makes of it;
    `None` where both changed the same lines.

    Raises:
        UnknownRules: what it was begun from is no longer there.
    """
    desk = of(service, site, by)
    begun = texts.numbered(service, site, desk.base)
    theirs = texts.numbered(service, site, desk.current)
    return merging.merged_files(begun, desk.texts, theirs)


def bring_together(service: Service, site: str, by: str) -> bool:
    """Make a draft one with what is in service now; returns whether that could be."""
    current, _ = texts.in_service(service, site)
    found = together(service, site, by)
    if found is not None:
        _keep(service.db, site, by, current, found)
    return found is not None


def drop(db: Database, site: str, by: str) -> None:
    """Throw a draft away."""
    with db.writing() as connection:
        store.drop(connection, site, by)


def diff(service: Service, site: str, before: int, after: Texts) -> str:
    """What a text has otherwise than a version, as a unified diff; "" if nothing."""
    told = "service" if before == OF_SERVICE else str(before)
    old = _named(texts.numbered(service, site, before))
    return differences.of_files(old, _named(after), told, "draft")


def between(service: Service, site: str, before: int, after: int) -> str:
    """What differs between two versions by their numbers; 0 is that of the service."""
    old, new = (texts.numbered(service, site, each) for each in (before, after))
    told = ("service" if each == OF_SERVICE else str(each) for each in (before, after))
    return differences.of_files(_named(old), _named(new), *told)


def _named(its: Texts) -> Mapping[str, str]:
    lists = {f"{texts.FOLDER}/{name}": text for name, text in sorted(its.lists.items())}
    return {RULES: its.content, **lists}


def _same(one: Texts, other: Texts) -> bool:
    return _lines(one) == _lines(other)


def _lines(its: Texts) -> Mapping[str, list[str]]:
    """By lines: a form sends other ends of them than a file may have."""
    return {file: its.of(file).splitlines() for file in its.files}


def _keep(db: Database, site: str, by: str, base: int, its: Texts) -> None:
    draft = store.Draft(
        base=base, name=its.name, content=its.content, lists=its.lists, at=now()
    )
    with db.writing() as connection:
        store.keep(connection, site, by, draft)
