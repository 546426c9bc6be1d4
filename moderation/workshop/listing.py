"""A site's rules as its people look at them: what each says, how it stands, how often
it hits, and whether people decide as it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from moderation import rulebooks, watching
from moderation.errors import UnknownRules
from moderation.rulebooks import versions
from moderation.service import Service
from moderation.store import hits, people
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.hits import Odd
from moderation.store.rulebooks import Kept, Pause
from moderation.workshop.rates import DAYS, Rates, rates
from rules import Rule, RuleMode

DECISIONS = 2_000
"""The last decisions of people with which rules are compared: a few days' work of one
person, and looked through in some 10 ms."""

LATEST = 10
"""Comments that a rule hit which are named on its page."""


class State(StrEnum):
    """How a rule stands."""

    LIVE = "live"
    SHADOW = "shadow"
    DRAFT = "draft"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One rule of a site.

    Attributes:
        days: its hits on each of the last days, today the last.
        share: of the comments of these days, that it hit, in [0, 1].
        decided: the last decisions of people on comments that it hit.
        rejected: those of them that were rejections.
        odd: what is odd about today's hits, if anything.
    """

    rule: Rule
    state: State
    days: Sequence[int]
    share: float | None
    decided: int
    rejected: int
    odd: Odd | None

    @property
    def hits(self) -> int:
        """On all these days."""
        return sum(self.days)

    @property
    def agreed(self) -> float | None:
        """Of what people decided of its hits, the share that they rejected."""
        return self.rejected / self.decided if self.decided else None


@dataclass(frozen=True)
class Shelf:
    """All rules of a site.

    Attributes:
        kept: what is in service; `None` for the rules of the service.
        number: of it, to say what one looked at.
        families: rules by their family, in the order of the file.
        others: rules that hit in these days and are no longer there.
    """

    version: str
    description: str
    kept: Kept | None
    number: int
    rates: Rates
    families: Mapping[str, Sequence[Listed]]
    others: Mapping[str, int]

    @property
    def rules(self) -> list[Listed]:
        """All of them."""
        return [listed for family in self.families.values() for listed in family]


def shelf(service: Service, site: str) -> Shelf:
    """The rules of a site.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        people.site(connection, site)  # raises if there is none
        book = service.rulebooks.for_site(connection, site, service.judges.rulebook)
        current = versions.current(connection, site)
        paused = store.paused(connection, site)
        its_rates = rates(service, connection, site)
        agreed = hits.agreed(connection, site, DECISIONS)
        odd = {its.rule: its for its in watching.odd_today(connection, site)}
    comments = its_rates.total()
    families: dict[str, list[Listed]] = {}
    for rule in book.rules:
        days = its_rates.of(rule.id)
        decided, rejected = agreed.get(rule.id, (0, 0))
        families.setdefault(rule.family, []).append(
            Listed(
                rule=rule,
                state=_state(rule, rule.id in paused),
                days=days,
                share=sum(days) / comments if comments else None,
                decided=decided,
                rejected=rejected,
                odd=odd.get(rule.id),
            )
        )
    known = {rule.id for rule in book.rules}
    return Shelf(
        version=book.version,
        description=book.description,
        kept=rulebooks.in_service(service.db, site),
        number=current.number if current else 0,
        rates=its_rates,
        families=families,
        others={
            rule: sum(its_rates.of(rule))
            for rule in sorted(its_rates.hits)
            if rule not in known
        },
    )


@dataclass(frozen=True)
class Closer:
    """One rule looked at by itself.

    Attributes:
        pauses: when it was paused and resumed, the latest first.
        latest: ids of the comments that it hit last.
    """

    shelf: Shelf
    listed: Listed
    pauses: Sequence[Pause]
    latest: Sequence[str]


def one(service: Service, site: str, id: str) -> Closer:
    """One rule of a site.

    Raises:
        UnknownRules: there is none of this id.
        UnknownSite: there is no such site.
    """
    found = shelf(service, site)
    for listed in found.rules:
        if listed.rule.id == id:
            break
    else:
        raise UnknownRules(f"site {site!r} has no rule {id!r} in service")
    since = now() - timedelta(days=DAYS)
    with service.db.reading() as connection:
        pauses = [its for its in store.pauses(connection, site) if its.rule == id]
        latest = hits.latest(connection, site, id, since, LATEST)
    return Closer(found, listed, pauses[::-1], latest)


def _state(rule: Rule, is_paused: bool) -> State:
    if rule.is_over():
        return State.OVER
    if is_paused and rule.mode is RuleMode.SHADOW:
        return State.PAUSED
    return State(rule.mode)
