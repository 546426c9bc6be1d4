"""Thresholds and the caution are set, for a site or one of its sections."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from moderation import level_changes, surroundings
from moderation.comments import Article, Caution
from moderation.levels import Level, Override
from moderation.policy import Settings
from moderation.service import Service
from moderation.store import levels, people
from moderation.thresholds.samples import ON_TOPIC


@dataclass(frozen=True)
class Standing:
    """What is set, and what is in force by that.

    Attributes:
        section: "" for the whole site.
        own: what this level sets itself.
        settings: in force here.
        sections: that have settings of their own.
    """

    section: str
    own: Override
    settings: Settings
    sections: tuple[str, ...]

    def own_hold(self, attribute: str) -> float | None:
        """The threshold that this level sets itself, if it does."""
        if attribute == ON_TOPIC:
            return self.own.off_topic
        return self.own.holds.get(attribute)

    def set_by(self, attribute: str) -> str:
        """Which level set the threshold in force by itself; "" where a caution did."""
        return self.settings.levels.get(attribute, "")


def standing(service: Service, site: str, section: str = "") -> Standing:
    """What is set at a site, or at one of its sections.

    Raises:
        UnknownSite: there is no such site.
    """
    level, name = _level(section)
    with service.db.reading() as connection:
        found = levels.of(connection, site, [(level, name)])
        known, article = people.site(connection, site), Article(section=section or None)
        settings = surroundings.in_force(connection, service, known, article)
        every = levels.all_of(connection, site)
    return Standing(
        section=section,
        own=found[0] if found else Override(level=level, name=name),
        settings=surroundings.in_service(service, known, settings),
        sections=tuple(its.name for its in every if its.level is Level.SECTION),
    )


def set_thresholds(
    service: Service,
    site: str,
    section: str,
    attribute: str,
    *,
    hold: float | None,
    reject: float | None,
    by: str,
) -> None:
    """Set from which score on a comment is held, and from which it is rejected.

    Args:
        section: "" for the whole site.
        hold: `None` to take it from the level above again, or from the caution; of
            `on_topic` it is the score below which a comment is held.
        reject: as `hold`; of `on_topic` there is none.

    Raises:
        BadLevel: naming what cannot be.
    """

    def alter(before: Override) -> Override:
        if attribute == ON_TOPIC:
            return replace(before, off_topic=hold)
        return replace(
            before,
            holds=_having(before.holds, attribute, hold),
            rejects=_having(before.rejects, attribute, reject),
        )

    level_changes.change(service.db, site, *_level(section), alter, by=by)


def set_caution(
    service: Service,
    site: str,
    section: str,
    caution: Caution | None,
    *,
    alone: bool,
    by: str,
) -> None:
    """Set how soon comments wait for a person.

    Args:
        section: "" for the whole site.
        caution: `None` to take it from the level above again.
        alone: whether the thresholds that this level sets one by one go.
    """

    def alter(before: Override) -> Override:
        after = replace(before, caution=caution)
        return replace(after, holds={}, rejects={}, risk=None) if alone else after

    level_changes.change(service.db, site, *_level(section), alter, by=by)


def _level(section: str) -> tuple[Level, str]:
    return (Level.SECTION, section) if section else (Level.SITE, "")


def _having(
    scores: Mapping[str, float], attribute: str, score: float | None
) -> Mapping[str, float]:
    others = {name: its for name, its in scores.items() if name != attribute}
    return others if score is None else {**others, attribute: score}
