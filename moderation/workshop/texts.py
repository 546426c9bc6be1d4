"""The files of a site's rules, as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from sqlite3 import Connection

import rules
from classifier.spelling import spelt
from moderation.errors import BadSubmission, FieldProblem
from moderation.live_rules import OF_SERVICE
from moderation.rulebooks import versions
from moderation.service import Service
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept
from rules import RuleMode
from rules.modes import with_mode

RULES = "rules.yaml"
"""How the rules file is called among its lists."""

FOLDER = "words"

CHECKED_KEPT = 12
"""Checks whose outcome is kept in each process: what is in service, and drafts of a few
people, who look at the same on one page after the other."""


@dataclass(frozen=True)
class Texts:
    """A rules file and the files of the lists that it names.

    Attributes:
        name: of the rules file, without its ending.
        lists: the texts of the list files, by their names.
    """

    name: str
    content: str
    lists: Mapping[str, str]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all of them."""
        return (RULES, *sorted(self.lists))

    def of(self, file: str) -> str:
        """The text of one.

        Raises:
            BadSubmission: there is none of this name.
        """
        if file == RULES:
            return self.content
        if file not in self.lists:
            raise BadSubmission(FieldProblem("file", ", ".join(self.files), file[:50]))
        return self.lists[file]

    def having(self, file: str, text: str) -> "Texts":
        """The same with another text of one file, which may be a new list."""
        text = text.replace("\r\n", "\n")  # as forms send the ends of lines
        if file == RULES:
            return replace(self, content=text)
        _check_name(file)
        return replace(self, lists={**self.lists, file: text})

    def in_modes(self, modes: Mapping[str, RuleMode]) -> "Texts":
        """The same with some rules in other modes.

        Raises:
            KeyError: there is no rule of an id.
        """
        content = self.content
        for id, mode in modes.items():
            content = with_mode(content, id, mode)
        return replace(self, content=content)

    def check(self) -> rules.Checked:
        """All that is wrong with them, and the rulebook if nothing is."""
        return _checked(self.name, self.content, tuple(sorted(self.lists.items())))

    def write(self, folder: Path) -> Path:
        """Write them as files; returns the place of the rules file."""
        path = folder / f"{self.name}.yaml"
        path.write_bytes(self.content.encode("utf-8", "replace"))
        (folder / FOLDER).mkdir()
        for name, text in self.lists.items():
            (folder / FOLDER / name).write_text(text, encoding="utf-8", newline="")
        return path


@lru_cache(maxsize=CHECKED_KEPT)
def _checked(
    name: str, content: str, lists: tuple[tuple[str, str], ...]
) -> rules.Checked:
    raw = content.encode("utf-8", "replace")
    return rules.check_kept(name, raw, dict(lists), spelt)


def _check_name(file: str) -> None:
    fine = file.isprintable() and Path(file).name == file and len(file) <= 100
    if not fine or not file.endswith((".txt", ".csv")) or file.startswith("."):
        wanted = "the name of a list's file, as insults.txt"
        raise BadSubmission(FieldProblem("file", wanted, repr(file[:50])))


def in_service(service: Service, site: str) -> tuple[int, Texts]:
    """What is in service, with its number; 0 is what no one saved.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        return _in_service(service, connection, site)


def _in_service(
    service: Service, connection: Connection, site: str
) -> tuple[int, Texts]:
    kept = versions.current(connection, site)
    return (kept.number if kept else OF_SERVICE), _texts(service, kept)


def numbered(service: Service, site: str, number: int) -> Texts:
    """A saved version; 0 is that of the service.

    Raises:
        UnknownRules: there is none.
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        return _texts(service, versions.version(connection, site, number))


def kept(service: Service, site: str, number: int) -> Kept | None:
    """The entry of the history."""
    with service.db.reading() as connection:
        return store.get(connection, site, number)


def _texts(service: Service, kept: Kept | None) -> Texts:
    if kept is None or kept.back_to == OF_SERVICE:
        return of_service(service)
    name = kept.version.rpartition("-")[0]
    return Texts(name, kept.content, kept.lists)


def of_service(service: Service) -> Texts:
    """The files of a site that has saved none.

    Raises:
        RulesError: they cannot be used any more.
    """
    return of_file(service.rules_file)


@cache  # a process has the rules of the service as they were when it began
def of_file(path: Path) -> Texts:
    """A rules file with its lists.

    Raises:
        RulesError: it cannot be used.
    """
    checked = rules.check(path, spelt)
    if checked.book is None:
        raise rules.RulesError(str(path), checked.errors, checked.lines)
    return Texts(path.stem, checked.content.decode("utf-8-sig"), checked.lists)
