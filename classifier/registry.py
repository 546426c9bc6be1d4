"""A site's model versions on disk: save, promote, roll back, pin, and let old ones go.

`models/<site>/<version>/` is a model folder, which never changes. Beside it `current`
names the version in service, and those before it, one a line; `pinned` is there where
nothing but a person may change that; and `shadow` names a version that scores beside
it. These files are replaced in one step, so a reader sees the old names or the new.
"""

import logging
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from classifier import folder
from classifier.errors import AlreadyLearning, DamagedModel, ModelError, NotKept
from classifier.holding import Held, held, write_whole
from classifier.house.model import KIND, Ground, SiteModel

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHIPPED = "-"  # stands for "none of the site's own" in the pointer file

KEPT = 20
"""Versions that are kept of a site: half a megabyte each, and months of them."""

BEHIND = 3
"""Versions that were in service before the one that is, and always can be again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """A version on disk.

    Attributes:
        number: its place in the order in which they were learnt, from 1; 0 of one from
            before they were numbered.
        rows: decisions that it was learnt from.
        parent: the judge that was in service then, which it was compared with.
        fingerprint: of what it was learnt from; "" where that is not known.
        through: the number of the last decision that there was; 0 where that is not
            known.
        shadow: whether it scores beside the one in service, without effect.
    """

    version: str
    number: int
    made_at: str
    rows: int
    parent: str
    fingerprint: str
    through: int
    current: bool
    shadow: bool

    @property
    def made(self) -> datetime:
        """When, by the clock of then."""
        return datetime.fromisoformat(self.made_at)


class Registry:
    """The model folders of all sites under one folder.

    Args:
        kept: versions of each site that stay; older ones go when one is learnt.
    """

    def __init__(self, root: Path, *, kept: int = KEPT) -> None:
        self.root = root
        self.kept = kept

    @contextmanager
    def learning(self, site: str) -> Iterator[None]:
        """While a site's model is learnt, which one process does at a time.

        What a run that was killed left half written is taken away first.

        Raises:
            AlreadyLearning: another does it.
            NotKept: nothing can be written there.
        """
        its = self._folder(site)
        with ExitStack() as stack:
            try:
                with _telling(its):
                    stack.enter_context(held(its / ".learning", waits=False))
            except Held as error:
                raise AlreadyLearning(
                    f"the model of {site} is being learnt already, by {error}; wait "
                    "until that is done"
                ) from None
            for draft in (*its.glob(".house-*"), *its.glob(".current.*")):
                _remove(draft)
            yield

    def save(self, site: str, model: SiteModel) -> None:
        """Keep a version; it is not in service until promoted.

        Raises:
            ModelError: there is one of this name, which never changes.
            NotKept: the disk is full or cannot be written; nothing is left of it.
        """
        path = self._folder(site) / _safe(model.version)
        if path.exists():
            raise ModelError(f"{path}: there is one already, and versions never change")
        with _telling(path):
            model.save(path)

    def load(self, site: str, version: str, ground: Ground) -> SiteModel:
        """A kept version.

        Raises:
            ModelError: there is none of this name.
            DamagedModel: it is damaged, or made for another base model.
        """
        path = self._folder(site) / _safe(version)
        if not path.is_dir():
            raise ModelError(
                f"site {site!r} has no model {version!r}; `moderate models` lists them"
            )
        return SiteModel.load(path, ground)

    def versions(self, site: str) -> list[Entry]:
        """What is kept in the order it was learnt, whatever the clock said; damaged
        versions are left out.
        """
        entries, current, shadow = [], self.current(site), self.shadow(site)
        for path in self._folder(site).glob("house-*"):
            try:
                _, card = folder.read(path, KIND)
            except DamagedModel as error:
                log.warning("%s", error)
                continue
            entries.append(
                Entry(
                    version=card["version"],
                    number=card.get("number", 0),
                    made_at=card["made_at"],
                    rows=card["rows"],
                    parent=card.get("champion", ""),
                    fingerprint=card.get("fingerprint", ""),
                    through=card.get("through", 0),
                    current=card["version"] == current,
                    shadow=card["version"] == shadow,
                )
            )
        return sorted(entries, key=lambda each: (each.number, each.version))

    def current(self, site: str) -> str | None:
        """The version in service; `None` is the shipped model alone."""
        return _version(self._history(site))

    def earlier(self, site: str) -> list[str]:
        """The site's own that were in service one after the other before the one that
        is now, the latest first; up to where the shipped model alone was.
        """
        return list(takewhile(lambda its: its != _SHIPPED, self._history(site)[1:]))

    def promote(self, site: str, version: str, ground: Ground) -> None:
        """Put a version into service, after reading it whole.

        Raises:
            ModelError: there is none of this name, or it cannot be used.
            NotKept: the disk is full; what was in service stays.
        """
        self.load(site, version, ground)
        with self._changing(site):
            history = self._history(site) or [_SHIPPED]
            self._point(site, [version, *history])
            if self.shadow(site) == version:  # beside itself there is nothing to see
                self.shadow_pointer(site).unlink()

    def rollback(
        self, site: str, ready: Callable[[str | None], None] = lambda version: None
    ) -> str | None:
        """Go back to what was in service before; `None` is the shipped model alone.

        Args:
            ready: what is to be done about a version before it is in service again; if
                that fails, what was in service stays.

        Raises:
            ModelError: there is nothing to go back to.
            NotKept: the disk is full; what was in service stays.
        """
        self._earlier(site)  # nothing is made for a site that has none
        with self._changing(site):
            history = self._earlier(site)
            ready(_version(history))
            self._point(site, history)
        return _version(history)

    def is_pinned(self, site: str) -> bool:
        """Whether only a person may change what is in service."""
        return (self._folder(site) / "pinned").exists()

    def pin(self, site: str, *, on: bool = True) -> None:
        """Let only a person change what is in service, or let retraining do it again.

        Raises:
            NotKept: it cannot be written.
        """
        path = self._folder(site) / "pinned"
        with _telling(path):
            if on:
                write_whole(path, f"{self.current(site) or _SHIPPED}\n")
            else:
                path.unlink(missing_ok=True)

    def shadow(self, site: str) -> str | None:
        """The version that scores beside the one in service."""
        try:
            return self.shadow_pointer(site).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def set_shadow(self, site: str, version: str | None, ground: Ground) -> None:
        """Have a version score beside the one in service; `None` is none.

        Raises:
            ModelError: there is none of this name, it cannot be used, or it is the
                one in service.
            NotKept: it cannot be written.
        """
        path = self.shadow_pointer(site)
        if version is not None:
            self.load(site, version, ground)
            if version == self.current(site):
                raise ModelError(
                    f"{version} is in service; beside itself there is nothing to see"
                )
        with _telling(path):
            if version is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, f"{version}\n")

    def prune(self, site: str) -> list[str]:
        """Take away the oldest versions beyond `kept`; returns their names.

        What is in service, what was so last (`BEHIND`), and what is in the shadow stay.
        """
        with self._changing(site):
            history = self._history(site)
            behind = list(dict.fromkeys(history))[: BEHIND + 1]
            spared = {*behind, self.shadow(site)}
            its = [each.version for each in self.versions(site)]
            gone = [v for v in its[: max(0, len(its) - self.kept)] if v not in spared]
            if gone:
                # First out of the history: nobody goes back to what is half gone.
                left = [each for each in history if each not in gone]
                if left != history:
                    self._point(site, left)
                for version in gone:
                    _remove(self._folder(site) / version)
        return gone

    def pointer(self, site: str) -> Path:
        """The file that names the version in service."""
        return self._folder(site) / "current"

    def shadow_pointer(self, site: str) -> Path:
        """The file that names the version in the shadow."""
        return self._folder(site) / "shadow"

    def _folder(self, site: str) -> Path:
        return self.root / _safe(site)

    def _earlier(self, site: str) -> list[str]:
        """What was in service before, the latest first.

        Raises:
            ModelError: nothing was.
        """
        history = self._history(site)[1:]
        if not history:
            raise ModelError(f"site {site!r}: no earlier model to go back to")
        return history

    def _history(self, site: str) -> list[str]:
        try:
            return self.pointer(site).read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []

    @contextmanager
    def _changing(self, site: str) -> Iterator[None]:
        """While the history is read and written: one after the other does it."""
        its = self._folder(site)
        with _telling(its), held(its / ".changing", waits=True):
            yield

    def _point(self, site: str, history: list[str]) -> None:
        write_whole(self.pointer(site), "\n".join(history) + "\n")


def _version(history: Sequence[str]) -> str | None:
    """What is in service by it; `None` is the shipped model alone."""
    return None if not history or history[0] == _SHIPPED else history[0]


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What keeps a file from being written, in words.

    Raises:
        NotKept: it was an error of the system.
    """
    try:
        yield
    except OSError as error:
        raise NotKept(
            f"{path}: cannot be written ({error.strerror}); what was in service stays. "
            "See whether the disk is full and the folder may be written, and try again"
        ) from error


def _remove(path: Path) -> None:
    """Take a file or folder away; a folder so that no reader meets the half of it."""
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    if not path.name.startswith("."):
        path = path.rename(path.with_name(f".{path.name}.gone"))
    shutil.rmtree(path, ignore_errors=True)


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name):
        raise ModelError(f"{name!r}: wanted letters, digits, . _ and - only")
    return name
