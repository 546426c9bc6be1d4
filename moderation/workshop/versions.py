"""The versions of a site's model: which there are, and who changes which is in use."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from classifier.house import Ground, SiteModel
from classifier.registry import Entry, Registry
from moderation import audit
from moderation.store import Database, shadow_scores

Ready = Callable[[SiteModel], object]


def listed(registry: Registry, site: str) -> Sequence[Entry]:
    """What is kept, the newest first."""
    return registry.versions(site)[::-1]


def promote(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    version: str,
    *,
    by: str,
    ready: Ready = lambda model: None,
) -> None:
    """Put a version into service.

    Args:
        ready: what is to be done with it before it is.

    Raises:
        ModelError: it is not there, damaged, or made for another base model; what was
            in service stays.
    """
    was = registry.current(site)
    ready(registry.load(site, version, ground))
    registry.promote(site, version, ground)
    _note(db, site, by, "model.promoted", version, {"was": was or ground.version})


def roll_back(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    *,
    by: str,
    ready: Ready = lambda model: None,
) -> str:
    """Go back to what was in service before; returns its version.

    Args:
        ready: what is to be done with a model of the site before it is.

    Raises:
        ModelError: there is nothing to go back to, or it cannot be used; what was in
            service stays.
    """
    was = registry.current(site) or ground.version

    def prepared(version: str | None) -> None:
        if version is not None:
            ready(registry.load(site, version, ground))

    version = registry.rollback(site, prepared) or ground.version
    _note(db, site, by, "model.rolled_back", version, {"was": was})
    return version


def pin(
    db: Database, registry: Registry, ground: Ground, site: str, *, by: str, on: bool
) -> str:
    """Keep what is in service until a person changes it, or let retraining change it
    again; returns the version that is in service.
    """
    version = registry.current(site) or ground.version
    if registry.is_pinned(site) != on:
        registry.pin(site, on=on)
        _note(db, site, by, "model.pinned" if on else "model.unpinned", version)
    return version


def shadow(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    version: str | None,
    *,
    by: str,
) -> None:
    """Have a version score beside the one in service, without effect; `None` ends it.

    Raises:
        ModelError: it is not there or cannot be used, or is in service.
    """
    was = registry.shadow(site)
    registry.set_shadow(site, version, ground)
    if version is not None:
        with db.writing() as connection:
            shadow_scores.forget_others(connection, site, version)
        _note(db, site, by, "model.shadowed", version)
    elif was is not None:
        _note(db, site, by, "model.unshadowed", was)


def prune(db: Database, registry: Registry, site: str, *, by: str) -> Sequence[str]:
    """Take away old versions beyond those that are kept; returns their names."""
    gone = registry.prune(site)
    for version in gone:
        _note(db, site, by, "model.removed", version)
    return gone


def _note(
    db: Database,
    site: str,
    by: str,
    kind: str,
    version: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    with db.writing() as connection:
        audit.note(connection, site, by, kind, f"model {version}", details)
