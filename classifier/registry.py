"""A site's model versions on disk: save, promote, roll back, and serve the present one.

`models/<site>/<version>/` is a model folder; `models/<site>/current` names the version
in service, and those before it, one a line. The file is replaced in one step, so a
reader sees the old names or the new.
"""

import logging
import os
import re
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from classifier import folder
from classifier.errors import DamagedModel, ModelError, OtherBase
from classifier.house.model import KIND, Ground, SiteModel

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHIPPED = "-"  # stands for "none of the site's own" in the pointer file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """A version on disk: when it was made, on how many decisions, if it serves."""

    version: str
    made_at: str
    rows: int
    current: bool


class Registry:
    """The model folders of all sites under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def save(self, site: str, model: SiteModel) -> None:
        """Keep a version; it is not in service until promoted."""
        model.save(self._folder(site) / _safe(model.version))

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
        """What is kept, the oldest first; damaged versions are left out."""
        entries, current = [], self.current(site)
        for path in sorted(self._folder(site).glob("house-*")):
            try:
                _, card = folder.read(path, KIND)
            except DamagedModel as error:
                log.warning("%s", error)
                continue
            version = card["version"]
            entries.append(
                Entry(version, card["made_at"], card["rows"], version == current)
            )
        return entries

    def current(self, site: str) -> str | None:
        """The version in service; `None` is the shipped model alone."""
        history = self._history(site)
        return None if not history or history[0] == _SHIPPED else history[0]

    def promote(self, site: str, version: str, ground: Ground) -> None:
        """Put a version into service, after reading it whole.

        Raises:
            ModelError: there is none of this name, or it cannot be used.
        """
        self.load(site, version, ground)
        history = self._history(site) or [_SHIPPED]
        self._point(site, [version, *history])

    def rollback(self, site: str) -> str | None:
        """Go back to what was in service before; `None` is the shipped model alone.

        Raises:
            ModelError: there is nothing to go back to.
        """
        history = self._history(site)
        if len(history) < 2:
            raise ModelError(f"site {site!r}: no earlier model to go back to")
        self._point(site, history[1:])
        return self.current(site)

    def pointer(self, site: str) -> Path:
        """The file that names the version in service."""
        return self._folder(site) / "current"

    def _folder(self, site: str) -> Path:
        return self.root / _safe(site)

    def _history(self, site: str) -> list[str]:
        try:
            return self.pointer(site).read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []

    def _point(self, site: str, history: list[str]) -> None:
        path = self.pointer(site)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, delete=False
        ) as draft:
            draft.write("\n".join(history) + "\n")
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)


_Mark = tuple[int, ...] | None  # tells one state of a pointer file from another


class Live:
    """The version in service for each site, looked up before every score.

    One `stat` a lookup. A version that cannot be read is told once; what was in
    service stays, and where nothing was, scoring fails until it can be read.

    Attributes:
        registry: where they are.
        ground: what all of them stand on.
    """

    def __init__(self, registry: Registry, ground: Ground) -> None:
        self.registry = registry
        self.ground = ground
        self._lock = threading.Lock()
        self._seen: dict[str, _Mark] = {}
        self._models: dict[str, SiteModel | None] = {}
        self._told: dict[str, _Mark] = {}

    def for_site(self, site: str) -> SiteModel | None:
        """The site's model in service; `None` when it has none of its own.

        Raises:
            ModelError: it has one that cannot be read, and none from before.
        """
        try:
            stat = self.registry.pointer(site).stat()
            mark: _Mark = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        except OSError:
            mark = None
        if site not in self._seen or self._seen[site] != mark:
            self._reload(site, mark)
        return self._models[site]

    def _reload(self, site: str, mark: _Mark) -> None:
        with self._lock:
            try:
                self._models[site] = self._read(site)
                self._seen[site] = mark
            except (ModelError, OSError) as error:
                if self._told.get(site, ()) != mark:
                    log.error("the model in service for %s: %s", site, error)
                    self._told[site] = mark
                if site not in self._models:
                    raise ModelError(f"{site}: its model cannot be read") from error

    def _read(self, site: str) -> SiteModel | None:
        version = self.registry.current(site)
        if version is None:
            return None
        try:
            return self.registry.load(site, version, self.ground)
        except OtherBase as error:
            # After an upgrade the base model alone is better than nothing.
            log.error("%s goes on without its own model: %s", site, error)
            return None


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name):
        raise ModelError(f"{name!r}: wanted letters, digits, . _ and - only")
    return name
