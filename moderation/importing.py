"""An archive comes in: read some records at a time, and kept with how far it is.

Records and the position in the archive are one transaction, so who is broken off, even
by loss of power, goes on exactly there, and what is in comes in no second time. Times
are those of the archive: rules and backtests see the past as it was. Publishers are not
told of it by webhook.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from sqlite3 import Connection

from moderation import ahead, archived, intake, limits, surroundings
from moderation.ahead import Ahead
from moderation.archived import Choices
from moderation.archives.opening import Archive
from moderation.archives.records import Decided, Item, Record, Skipped, Written
from moderation.batches import KEPT_AT_ONCE, READ_AT_ONCE
from moderation.comments import Article, Submission
from moderation.errors import BadSubmission, ModerationError
from moderation.limits import NOTE_BYTES, SHORT_BYTES
from moderation.service import Service
from moderation.store import imports, people
from moderation.store.database import now
from moderation.store.imports import Position
from moderation.surroundings import Sent


class ImportUnderway(ModerationError):
    """Somebody else reads the same archive in at this moment."""


@dataclass(frozen=True)
class Told:
    """How far an import is.

    Attributes:
        done: records, with those of earlier runs.
        counts: what became of them: approved, rejected, pending, known, skipped,
            wrong, articles, decisions.
    """

    done: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Wrong:
    """A record that could not be read: where it is, and what is wrong with it."""

    where: str
    error: BadSubmission


@dataclass(frozen=True)
class _Keeping:
    """Which archive comes in, and how."""

    source: str
    reading: str
    choices: Choices


@dataclass
class _Lot:
    """Some records on their way."""

    records: Sequence[Record]
    sent: dict[int, Sent] = field(default_factory=dict)
    ahead: dict[int, Ahead | None] = field(default_factory=dict)
    wrong: dict[int, BadSubmission] = field(default_factory=dict)


def run(
    service: Service,
    archive: Archive,
    choices: Choices,
    *,
    tell: Callable[[Told], None],
    tell_wrong: Callable[[Wrong], None],
) -> Told:
    """Read an archive in, from where an earlier run was broken off.

    Args:
        tell: called after each lot that is kept.
        tell_wrong: called for each record that cannot be read, before its lot is kept:
            after a broken-off run some may be told of twice, none is lost.

    Raises:
        BadArchive: from some place on it cannot be read; what came before is in.
        ImportUnderway: somebody else reads it in.
        StoreUnavailable: nothing more can be kept; what came before is in.
        UnknownSite: there is no such site.
    """
    reading = _reading(archive, choices)
    with service.db.reading() as connection:
        people.site(connection, choices.site)  # raises if there is none
        begun = imports.position(connection, choices.site, archive.source, reading)
    waiting = islice(archive.records(), begun.done, None)
    told = Told(begun.done, begun.counts)
    keeping = _Keeping(archive.source, reading, choices)
    while records := list(islice(waiting, READ_AT_ONCE)):
        lot = _checked(records, choices)
        if choices.judge:
            _read_ahead(service, choices, lot)
        for begin in range(0, len(records), KEPT_AT_ONCE):
            some = range(begin, min(begin + KEPT_AT_ONCE, len(records)))
            _ask_others(service, lot, some)
            told = _keep(service, keeping, lot, some, told, tell_wrong)
            tell(told)
    return told


def tried(
    service: Service,
    archive: Archive,
    choices: Choices,
    *,
    tell_wrong: Callable[[Wrong], None] = lambda wrong: None,
) -> Iterator[Told]:
    """What `run` would do with all that is not in yet, as far as reading alone tells.

    Nothing is judged and nothing is kept: comments without a decision count as
    `undecided`.

    Args:
        tell_wrong: called for each record that cannot be read.

    Raises:
        BadArchive: from some place on it cannot be read.
        UnknownSite: there is no such site.
    """
    reading = _reading(archive, choices)
    with service.db.reading() as connection:
        people.site(connection, choices.site)  # raises if there is none
        begun = imports.position(connection, choices.site, archive.source, reading)
    waiting = islice(archive.records(), begun.done, None)
    done, counts = begun.done, Counter[str]()
    while records := list(islice(waiting, READ_AT_ONCE)):
        lot = _checked(records, choices)
        for number, why in sorted(lot.wrong.items()):
            tell_wrong(Wrong(lot.records[number].where, why))
        with service.db.reading() as connection:
            counts.update(_expected(connection, choices, lot))
        done += len(records)
        yield Told(done, counts)


def _reading(archive: Archive, choices: Choices) -> str:
    """By which a file that is read otherwise is another archive."""
    how = {"format": archive.format, "prefix": choices.prefix}
    return json.dumps({**how, "columns": archive.columns}, sort_keys=True)


def _checked(records: Sequence[Record], choices: Choices) -> _Lot:
    lot = _Lot([replace(its, item=choices.named(its.item)) for its in records])
    for number, record in enumerate(lot.records):
        try:
            sent = _sent(record.item)
        except BadSubmission as error:
            lot.wrong[number] = error
        else:
            lot.sent.update({number: sent} if sent else {})
    return lot


def _sent(item: Item) -> Sent | None:
    """The comment of a record, if it is one.

    Raises:
        BadSubmission: the record cannot be kept.
    """
    if isinstance(item, BadSubmission):
        raise item
    if isinstance(item, Article):
        limits.check(Submission(id="-", text="-", article=item))
    if isinstance(item, Decided):
        limits.check_texts(("comment", item.comment, SHORT_BYTES), wanted=())
    verdict = getattr(item, "verdict", None)
    if verdict is not None:
        limits.check_texts(
            ("decided_by", verdict.by, SHORT_BYTES),
            ("note", verdict.note, NOTE_BYTES),
            wanted=(),
        )
    return intake.checked(item.submission) if isinstance(item, Written) else None


def _read_ahead(service: Service, choices: Choices, lot: _Lot) -> None:
    """Let the classifier read what is new, as far as what it is about is known yet."""
    with service.db.reading() as connection:
        site = people.site(connection, choices.site)
        new = [
            number
            for number, sent in lot.sent.items()
            if not _stands(lot.records[number].item)
            and not imports.is_known(connection, site.name, sent.submission.id)
        ]
        cases = [
            surroundings.case(connection, service, site, lot.sent[number], alone=True)
            for number in new
        ]
    lot.ahead = dict(zip(new, ahead.read(service.judges, cases), strict=True))


def _ask_others(service: Service, lot: _Lot, some: range) -> None:
    """Ask the stand-ins about some of a lot, before all who write wait for these."""
    new = [number for number in some if number in lot.ahead]
    texts = [lot.sent[number].original.text for number in new]
    ahead.ask_others(service.judges, texts, [lot.ahead[number] for number in new])


def _stands(item: Item) -> bool:
    return isinstance(item, Written) and item.past is not None


def _keep(
    service: Service,
    keeping: _Keeping,
    lot: _Lot,
    some: range,
    before: Told,
    tell_wrong: Callable[[Wrong], None],
) -> Told:
    """Keep some records of a lot, and that they are kept."""
    choices, site = keeping.choices, keeping.choices.site
    counts = Counter(before.counts)
    wrong = {number: lot.wrong[number] for number in some if number in lot.wrong}
    done = before.done + len(some)
    with service.db.writing() as connection:
        here = imports.position(connection, site, keeping.source, keeping.reading)
        if here.done != before.done:
            raise ImportUnderway(
                f"another run is reading this archive in: it is at record {here.done}, "
                f"this one at {before.done}; let one end"
            )
        for number in some:
            if number not in wrong:
                try:
                    counts[_kept(connection, service, choices, lot, number)] += 1
                except BadSubmission as error:
                    wrong[number] = error
        counts["wrong"] += len(wrong)
        for number, why in sorted(wrong.items()):
            tell_wrong(Wrong(lot.records[number].where, why))
        now_at = Position(done, counts)
        imports.keep_position(
            connection, site, keeping.source, keeping.reading, now_at, now()
        )
    return Told(done, counts)


def _kept(
    connection: Connection, service: Service, choices: Choices, lot: _Lot, number: int
) -> str:
    """Keep one record; returns what became of it."""
    item = lot.records[number].item
    if isinstance(item, Article):
        archived.remember(connection, choices.site, item, now())
        return "articles"
    if isinstance(item, Decided):
        return archived.decide(connection, choices.site, item)
    if not isinstance(item, Written):
        return "skipped"
    sent = lot.sent[number]
    if imports.is_known(connection, choices.site, item.submission.id):
        return "known"
    if item.past is not None:
        return archived.restore(connection, choices.site, sent, item, item.past)
    return archived.keep(
        connection, service, choices, sent, item, lot.ahead.get(number)
    )


def _expected(connection: Connection, choices: Choices, lot: _Lot) -> Iterable[str]:
    for number, record in enumerate(lot.records):
        item = record.item
        if number in lot.wrong:
            yield "wrong"
        elif isinstance(item, Article):
            yield "articles"
        elif isinstance(item, Decided):
            yield "decisions"
        elif isinstance(item, Skipped):
            yield "skipped"
        elif isinstance(item, Written):
            known = imports.is_known(connection, choices.site, item.submission.id)
            yield "known" if known else _standing(item)


def _standing(item: Written) -> str:
    if item.past is not None:
        return item.past.status
    return item.verdict.status if item.verdict else "undecided"
