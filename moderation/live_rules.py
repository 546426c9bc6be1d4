"""Which rules are in service for a site, looked up before every comment."""

import logging
import threading
from collections import Counter
from datetime import date
from sqlite3 import Connection

import rules
from classifier.spelling import spelt
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept, Mark
from rules.patterns import Patterns
from rules.wordlists import WordLists

OF_SERVICE = 0
"""In place of a number: the rules that a site without rules of its own has."""

_KEPT_COMPILED = 4  # rulebooks of each site: threads may be a version or two apart
_EARLIER_TRIED = 20  # versions, where the one in service cannot be read

log = logging.getLogger(__name__)


def compiled(kept: Kept) -> rules.Rulebook:
    """The rulebook of a saved version; it reads no file.

    Raises:
        RulesError: it cannot be used any more.
    """
    name = kept.version.rpartition("-")[0]
    return rules.read(name, kept.content.encode(), kept.lists, spelt)


class Rulebooks:
    """The rules in service for each site, looked up before every comment.

    One look by a primary key each time; what is compiled is kept. A version that
    cannot be read is told once, without a word of what it says, and what was in service
    stays; a process that has nothing from before takes the newest earlier version that
    it can read. Where there is none, checking fails and comments are held. Safe in many
    threads.

    Attributes:
        unreadable: how often a version could not be read, by site.
    """

    def __init__(self) -> None:
        self.unreadable = Counter[str]()
        self._lock = threading.Lock()
        self._books: dict[str, dict[Mark, rules.Rulebook]] = {}
        self._last: dict[str, tuple[int | None, rules.Rulebook]] = {}

    def for_site(
        self, connection: Connection, site: str, usual: rules.Rulebook
    ) -> rules.Rulebook:
        """The site's rules in service, those that are paused without effect.

        Args:
            connection: in a transaction, so that a worker is never ahead of what it
                reads next.
            usual: the rules of a site that has none of its own.
        """
        mark = store.mark(connection, site)
        if mark == store.NOTHING:
            return usual
        found = self._books.get(site, {}).get(mark)
        return found or self._taken(connection, site, mark, usual)

    def _taken(
        self, connection: Connection, site: str, mark: Mark, usual: rules.Rulebook
    ) -> rules.Rulebook:
        with self._lock:
            books = self._books.setdefault(site, {})
            if mark in books:  # another thread was quicker
                return books[mark]
            whole = self._whole(connection, site, mark.number, usual)
            books[mark] = whole.without(store.paused(connection, site))
            while len(books) > _KEPT_COMPILED:
                del books[next(iter(books))]
            return books[mark]

    def _whole(
        self,
        connection: Connection,
        site: str,
        number: int | None,
        usual: rules.Rulebook,
    ) -> rules.Rulebook:
        """The rules of a number, with none paused."""
        last = self._last.get(site)
        if last is not None and last[0] == number:
            return last[1]
        kept = None if number is None else store.get(connection, site, number)
        if kept is None or kept.back_to == OF_SERVICE:
            book: rules.Rulebook | None = usual
        else:
            book = self._read(kept)
        if book is not None:
            self._last[site] = number, book
            return book
        if last is not None:
            return last[1]
        return self._earlier(connection, site, number or 0, usual)

    def _read(self, kept: Kept) -> rules.Rulebook | None:
        try:
            return compiled(kept)
        except Exception as error:
            self.unreadable[kept.site] += 1
            log.error(
                "the rules %s (%s) of %s cannot be read: %s",
                kept.number,
                kept.version,
                kept.site,
                type(error).__name__,
            )
            return None

    def _earlier(
        self, connection: Connection, site: str, number: int, usual: rules.Rulebook
    ) -> rules.Rulebook:
        for kept in store.before(connection, site, number, limit=_EARLIER_TRIED):
            if kept.back_to == OF_SERVICE:
                return usual
            if (book := self._read(kept)) is not None:
                return book
        return _Unusable(f"unreadable-{number}", (), WordLists({}), Patterns({}))


class _Unusable(rules.Rulebook):
    """In place of rules that cannot be read: a comment must be held."""

    def check(self, facts: rules.Facts, today: date | None = None) -> rules.Findings:
        raise rules.RuleFailed("no version of the rules can be read")
