"""The figures of people who decide: for themselves, and for those who lead.

They are for talking about, not for ranking: who takes the hard comments is slower, and
who sees other comments rejects other shares.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from classifier.saying import N_
from moderation.comments import Action
from moderation.errors import NotAllowed, UnknownPerson
from moderation.rights import Right, of
from moderation.statistics.counting import SLOT_MINUTES
from moderation.statistics.figures import Figures, agreed, share
from moderation.statistics.overview import Rejected, opinions, rejected
from moderation.statistics.times import Times
from moderation.store import Database, people
from moderation.store.people import User
from moderation.store.statistics import reading
from moderation.store.statistics.reading import Beside, Decided, Personal

LOOKED_AT, BESIDE_EACH = 200, 20
"""Of a person's last decisions, how many are compared with those of others, and with
how many comments each: what takes some 50 ms."""


_FOR_LEADS = N_("the statistics of others are for those who lead")


@dataclass(kw_only=True)
class Person:
    """What somebody decided.

    Attributes:
        made: decisions; `approved` and `rejected` are those that stand.
        undone: by themselves; `undone_by_others`: by somebody else.
        replaced: by a later decision, such as on an appeal.
        compared: that stand and of which the machine had an opinion; `agreed` those in
            which it was theirs.
        active: hours in which they decided, by parts of `SLOT_MINUTES`.
        appeals: against their decisions that are decided, and how many are `granted`.
    """

    name: str
    made: int = 0
    approved: int = 0
    rejected: int = 0
    undone: int = 0
    undone_by_others: int = 0
    replaced: int = 0
    compared: int = 0
    agreed: int = 0
    active: float = 0.0
    appeals: int = 0
    granted: int = 0

    @property
    def approval(self) -> float | None:
        """The share of their decisions that publish."""
        return share(self.approved, self.approved + self.rejected)

    @property
    def an_hour(self) -> float | None:
        """Decisions in an active hour."""
        return self.made / self.active if self.active else None

    @property
    def agreement(self) -> float | None:
        """The share of their decisions in which the machine's opinion was theirs."""
        return share(self.agreed, self.compared)


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All figures of one person.

    Attributes:
        periods: one for each of `times.begins`; only what people decide is counted.
        everybody: the same of all people of the site together.
        opinions: by what the machine thought, how often they approved and rejected.
        beside: how others decided comments of the same `author`, the same `text`.
    """

    times: Times
    person: Person
    everybody: Person
    periods: Sequence[Figures]
    reasons: Sequence[Rejected]
    opinions: Mapping[str, tuple[int, int]]
    beside: Mapping[str, Beside]


def everybody(
    db: Database, site: str, times: Times, *, asking: User
) -> Sequence[Person]:
    """All who decided in some time, by name.

    Args:
        asking: who wants to see them.

    Raises:
        NotAllowed: they have no right to see what others decided.
        StoreUnavailable: the database cannot be read.
    """
    if Right.STATISTICS not in of(asking):
        raise NotAllowed(_FOR_LEADS)
    with db.reading() as connection:
        return _everybody(connection, site, times)


def one(
    db: Database, site: str, name: str, times: Times, *, asking: User
) -> Statistics:
    """The figures of one person.

    Args:
        asking: who wants to see them.

    Raises:
        NotAllowed: they are somebody else's, without the right to see those.
        UnknownPerson: nobody of this name is at the site, or decided there.
        StoreUnavailable: the database cannot be read.
    """
    if asking.name != name and Right.STATISTICS not in of(asking):
        raise NotAllowed(_FOR_LEADS)
    with db.reading() as connection:
        _require_known(connection, site, name)
        rows = reading.of_person(connection, site, times.span, name)
        alike = reading.beside(
            connection,
            site,
            name,
            times.begins[0],
            most=LOOKED_AT,
            each=BESIDE_EACH,
        )
        all_of_them = _everybody(connection, site, times)
    decided = list(map(_decided, rows))
    nobody = Person(name=name)
    return Statistics(
        times=times,
        person=next((its for its in all_of_them if its.name == name), nobody),
        everybody=_together(all_of_them),
        periods=_periods(times, rows),
        reasons=rejected(decided),
        opinions=opinions(decided),
        beside=alike,
    )


def _require_known(connection: Connection, site: str, name: str) -> None:
    user = people.user(connection, name)
    if user is not None and user.site == site:
        return
    if not reading.has_decided(connection, site, name):
        raise UnknownPerson(f"nobody called {name!r} decides at {site!r}")


def _everybody(connection: Connection, site: str, times: Times) -> Sequence[Person]:
    found = dict[str, Person]()
    for row in reading.of_people(connection, site, times.span):
        _count(found.setdefault(row.by, Person(name=row.by)), row)
    slots = reading.slots(connection, site, *times.hours)
    appeals = reading.appeals(connection, site, times.begins[0])
    for name, its in found.items():
        its.active = slots.get(name, 0) * SLOT_MINUTES / 60
        its.appeals, its.granted = appeals.get(name, (0, 0))
    return sorted(found.values(), key=lambda its: its.name.casefold())


def _count(person: Person, row: Personal) -> None:
    person.made += row.made
    if row.action == Action.APPROVE:
        person.approved += row.stands
    else:
        person.rejected += row.stands
    person.undone += row.undone - row.undone_by_others
    person.undone_by_others += row.undone_by_others
    person.replaced += row.replaced
    is_agreed = agreed(row.action, row.opinion)
    if is_agreed is not None:
        person.compared += row.stands
        person.agreed += row.stands if is_agreed else 0


def _together(found: Iterable[Person]) -> Person:
    total = Person(name="")
    for its in found:
        for name, value in vars(its).items():
            if name != "name":
                setattr(total, name, getattr(total, name) + value)
    return total


def _periods(times: Times, rows: Iterable[Personal]) -> Sequence[Figures]:
    found = {times.key(begin): Figures() for begin in times.begins}
    for row in rows:
        its = found[row.period]
        if row.action == Action.APPROVE:
            its.people_approved += row.stands
        else:
            its.people_rejected += row.stands
        its.undone += row.undone
    return list(found.values())


def _decided(row: Personal) -> Decided:
    return Decided(
        period=row.period,
        is_policy=False,
        action=row.action,
        reason=row.reason,
        opinion=row.opinion,
        made=row.made,
        stands=row.stands,
        undone=row.undone,
    )
