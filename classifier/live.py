"""The versions of sites' models that a process uses, seen to before every score."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from classifier.errors import ModelError, OtherBase
from classifier.house.model import Ground, SiteModel
from classifier.registry import Registry

MOST_READ = 4
"""Old versions that a process keeps read, for those who ask for them by name."""

log = logging.getLogger(__name__)

_Mark = tuple[int, ...] | None  # tells one state of a pointer file from another


class _Followed:
    """A pointer file of each site, and the model that it names, read when it changes.

    One `stat` a lookup. A version that cannot be read is told once; what was there
    before stays.
    """

    def __init__(
        self,
        what: str,
        pointer: Callable[[str], Path],
        read: Callable[[str], SiteModel | None],
    ) -> None:
        self._what = what
        self._pointer = pointer
        self._read = read
        self._lock = threading.Lock()
        self._seen: dict[str, _Mark] = {}
        self._models: dict[str, SiteModel | None] = {}
        self._told: dict[str, _Mark] = {}

    def for_site(self, site: str) -> SiteModel | None:
        try:
            stat = self._pointer(site).stat()
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
                    log.error("the model %s for %s: %s", self._what, site, error)
                    self._told[site] = mark
                if site not in self._models:
                    raise ModelError(f"{site}: its model cannot be read") from error


class Live:
    """The versions in use for each site, looked up before every score.

    What was in service stays while the next cannot be read, and where nothing was,
    scoring fails until it can be.

    Attributes:
        registry: where they are.
        ground: what all of them stand on.
    """

    def __init__(self, registry: Registry, ground: Ground) -> None:
        self.registry = registry
        self.ground = ground
        self._served = _Followed("in service", registry.pointer, self._serving)
        self._shadows = _Followed(
            "in the shadow", registry.shadow_pointer, self._shadowing
        )
        self._kept: OrderedDict[tuple[str, str], SiteModel] = OrderedDict()
        self._lock = threading.Lock()

    def for_site(self, site: str) -> SiteModel | None:
        """The site's model in service; `None` when it has none of its own.

        Raises:
            ModelError: it has one that cannot be read, and none from before.
        """
        return self._served.for_site(site)

    def shadow(self, site: str) -> SiteModel | None:
        """The model that scores beside it; `None` when there is none.

        Raises:
            ModelError: there is one that cannot be read, and none from before.
        """
        return self._shadows.for_site(site)

    def version(self, site: str, version: str) -> SiteModel:
        """A version that is kept, in service or not.

        Raises:
            ModelError: there is none of this name, or it cannot be used.
        """
        in_service = self.for_site(site)
        if in_service is not None and in_service.version == version:
            return in_service
        with self._lock:
            found = self._kept.get((site, version))
            if found is None:
                found = self.registry.load(site, version, self.ground)
                self._kept[site, version] = found
            self._kept.move_to_end((site, version))
            if len(self._kept) > MOST_READ:
                self._kept.popitem(last=False)
        return found

    def _serving(self, site: str) -> SiteModel | None:
        version = self.registry.current(site)
        if version is None:
            return None
        try:
            return self.registry.load(site, version, self.ground)
        except OtherBase as error:
            # After an upgrade the base model alone is better than nothing.
            log.error("%s goes on without its own model: %s", site, error)
            return None
        except ModelError as error:
            earlier = self._in_service_before(site)
            if earlier is None:
                raise
            log.error("%s goes on with %s: %s", site, earlier.version, error)
            return earlier

    def _in_service_before(self, site: str) -> SiteModel | None:
        """The latest of its own that was in service before and can be read; not the
        shipped model alone, which approves what the site's own would not.
        """
        for version in self.registry.earlier(site):
            try:
                return self.registry.load(site, version, self.ground)
            except ModelError:
                continue
        return None

    def _shadowing(self, site: str) -> SiteModel | None:
        version = self.registry.shadow(site)
        return self.registry.load(site, version, self.ground) if version else None
