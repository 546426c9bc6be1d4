"""How often each rule hits, and how that goes with what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moderation import watching
from moderation.service import Service
from moderation.store import hits, people
from moderation.store import rulebooks as store


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One rule over some time.

    Attributes:
        how: `live`, `shadow`, `paused`, or `gone` where it is no longer in service.
        share: of all comments, in [0, 1].
        precision: of its hits that people decided, the share that they rejected.
        caught: of all that people rejected, the share that it hit.
        odd: what is odd about it today; "" if nothing.
    """

    rule: str
    how: str
    hits: int
    share: float
    decided: int
    precision: float | None
    caught: float | None
    odd: str


@dataclass(frozen=True)
class Report:
    """Every rule in service, and those that hit before, the most hits first."""

    rules: Sequence[Reported]
    comments: int
    rejected: int


def report(service: Service, site: str, since: datetime) -> Report:
    """Each rule's hits since then, beside what people decided.

    Only what people decided counts: of comments that the policy rejects by itself
    nobody knows whether a person would have.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        people.site(connection, site)  # raises if there is none
        book = service.rulebooks.for_site(connection, site, service.judges.rulebook)
        paused = store.paused(connection, site)
        tallies = {its.rule: its for its in hits.tallies(connection, site, since)}
        comments, rejected = hits.judged(connection, site, since)
        odd = {
            its.rule: watching.told(its) for its in watching.odd_today(connection, site)
        }
    how = {
        its.id: "paused" if its.id in paused else str(its.mode)
        for its in watching.run(book)
    }
    nothing = hits.Tally(rule="", shadow=False, hits=0, decided=0, rejected=0)
    return Report(
        rules=[
            Reported(
                rule=rule,
                how=how.get(rule, "gone"),
                hits=its.hits,
                share=its.hits / comments if comments else 0.0,
                decided=its.decided,
                precision=its.rejected / its.decided if its.decided else None,
                caught=its.rejected / rejected if rejected else None,
                odd=odd.get(rule, ""),
            )
            for rule in dict.fromkeys((*tallies, *how))
            for its in [tallies.get(rule, nothing)]
        ],
        comments=comments,
        rejected=rejected,
    )
