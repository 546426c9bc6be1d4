"""Settings by level: of a site, a section, an article, and an author.

Each level may override the mode, the caution, single thresholds, and those of what is
off topic and of the risk; what it leaves open is inherited from the one above it. A
caution sets all thresholds but that of what is off topic, so those that wider levels
set one by one hold no longer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from moderation.comments import Caution, Mode
from moderation.errors import BadLevel
from moderation.policy import (
    RISK_BY_CAUTION,
    THRESHOLDS,
    THRESHOLDS_BY_CAUTION,
    Settings,
    Threshold,
)


class Level(StrEnum):
    """From the widest to the narrowest, which has the last word."""

    SITE = "site"
    SECTION = "section"
    ARTICLE = "article"
    AUTHOR = "author"


class Standing(StrEnum):
    """What moderators say of an author."""

    TRUSTED = "trusted"
    WATCHED = "watched"  # what the policy approves is looked at, too
    HELD = "held"  # whatever they write waits for a person
    BANNED = "banned"


@dataclass(frozen=True, kw_only=True)
class Override:
    """What one level sets; `None` and nothing where it inherits.

    Attributes:
        name: of the section, or the id of the article or author; "" of the site.
        holds: from which score on a comment is held, by attribute.
        rejects: from which score on it is rejected, by attribute.
        off_topic: below which P(on topic) a comment is held.
        risk: from which risk on a comment is held.
        until: when the standing ends; `None`: when somebody changes it.
    """

    level: Level
    name: str = ""
    mode: Mode | None = None
    caution: Caution | None = None
    holds: Mapping[str, float] = field(default_factory=dict)
    rejects: Mapping[str, float] = field(default_factory=dict)
    off_topic: float | None = None
    risk: float | None = None
    standing: Standing | None = None
    until: datetime | None = None

    @property
    def told(self) -> str:
        """The level as people read it: "section sport"."""
        return f"{self.level} {self.name}".strip()

    @property
    def inherits_all(self) -> bool:
        """Whether it sets nothing."""
        return self == Override(level=self.level, name=self.name)

    def at(self, moment: datetime) -> "Override":
        """The same as it is then, without a standing that has ended."""
        if self.until is None or self.until > moment:
            return self
        return replace(self, standing=None, until=None)

    def check(self) -> None:
        """Refuse what cannot be.

        Raises:
            BadLevel: naming what is wrong, and what was wanted.
        """
        if self.level is not Level.SITE and not self.name.strip():
            raise BadLevel(f"{self.level}: wanted a name or an id, got nothing")
        if self.standing and self.level is not Level.AUTHOR:
            raise BadLevel(f"standing: wanted an author, got a {self.level}")
        if self.until and not self.standing:
            raise BadLevel("until: wanted a standing that ends then, got none")
        for name, score in (*self.holds.items(), *self.rejects.items()):
            if name not in THRESHOLDS:
                known = ", ".join(THRESHOLDS)
                raise BadLevel(f"{name}: wanted one of {known}")
            _check_share(name, score)
        _check_share("off_topic", self.off_topic)
        _check_share("risk", self.risk)

    def check_within(self, settings: Settings, wider: Iterable["Override"]) -> None:
        """Refuse to reject what is not even held.

        Where a wider level changes later, what is held later is rejected no sooner
        (`resolved`): this tells the person who sets it.

        Args:
            settings: those without any level.
            wider: levels that all comments of this one are in.

        Raises:
            BadLevel: naming the attribute, and from which score on it is held.
        """
        held = resolved(settings, [*wider, replace(self, rejects={})]).thresholds
        for name, reject in self.rejects.items():
            if reject < held[name].hold:
                raise BadLevel(
                    f"{name}: wanted to reject from a score that is held too, which "
                    f"is {held[name].hold:g} or more, got {reject:g}"
                )


def _check_share(name: str, share: float | None) -> None:
    if share is not None and not 0 <= share <= 1:
        raise BadLevel(f"{name}: wanted a number from 0 to 1, got {share}")


def resolved(settings: Settings, overrides: Iterable[Override]) -> Settings:
    """The settings in force.

    Args:
        settings: those of the site.
        overrides: of all levels that a comment is in, in any order.
    """
    order = list(Level)
    found = replace(settings, levels={"mode": "site", "thresholds": "site"})
    for override in sorted(overrides, key=lambda its: order.index(its.level)):
        found = _overridden(found, override)
    return found


def _overridden(settings: Settings, override: Override) -> Settings:
    levels = dict(settings.levels)
    if override.mode is not None:
        settings, levels["mode"] = replace(settings, mode=override.mode), override.told
    changed = dict(settings.thresholds)
    if override.caution is not None:
        changed = dict(THRESHOLDS_BY_CAUTION[override.caution])
        risk = RISK_BY_CAUTION[override.caution]
        settings = replace(settings, hold_risk_from=risk)
        levels = {"mode": levels["mode"], "thresholds": override.told}
    for name, hold in override.holds.items():
        changed[name] = _threshold(hold, changed[name].reject)
        levels[name] = override.told
    for name, reject in override.rejects.items():
        changed[name] = _threshold(changed[name].hold, reject)
        levels[name] = override.told
    if override.off_topic is not None:
        settings = replace(settings, hold_off_topic_below=override.off_topic)
        levels["on_topic"] = override.told
    if override.risk is not None:
        settings = replace(settings, hold_risk_from=override.risk)
        levels["risk"] = override.told
    settings = replace(
        settings,
        holds_all=settings.holds_all or override.standing is Standing.HELD,
        looks_at_all=settings.looks_at_all or override.standing is Standing.WATCHED,
    )
    return replace(settings, thresholds=changed, levels=levels)


def _threshold(hold: float, reject: float | None) -> Threshold:
    """What is held later than it was rejected is rejected no sooner."""
    return Threshold(hold=hold, reject=None if reject is None else max(hold, reject))
