"""The figures as tables of plain words and numbers, for spreadsheets."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from moderation.statistics.figures import Figures
from moderation.statistics.overview import Overview
from moderation.statistics.people import Person
from moderation.statistics.times import Times
from moderation.store.database import stamp
from moderation.store.statistics import bins

Record = dict[str, Any]


class Table(StrEnum):
    """What there is."""

    PERIODS = "periods"
    REASONS = "reasons"
    RULES = "rules"
    AGREEMENT = "agreement"
    DRIFT = "drift"
    QUEUE = "queue"
    PEOPLE = "people"


def of_site(found: Overview, table: Table) -> Iterator[Record]:
    """The rows of a table of a site; none of people."""
    match table:
        case Table.PERIODS:
            yield from _periods(found.times, found.periods)
        case Table.REASONS:
            for reason in found.reasons:
                yield {
                    "reason": reason.reason,
                    "rejected_by_policy": reason.by_policy,
                    "rejected_by_people": reason.by_people,
                }
        case Table.RULES:
            yield from _rules(found)
        case Table.AGREEMENT:
            for opinion, (approved, rejected) in found.opinions.items():
                yield {
                    "machine": opinion,
                    "people_approved": approved,
                    "people_rejected": rejected,
                }
        case Table.DRIFT:
            yield from _drift(found)
        case Table.QUEUE:
            for begin, look in zip(found.times.begins, found.looks, strict=True):
                yield {
                    "begin": stamp(begin),
                    "waiting": look and look.waiting,
                    "oldest": look and look.oldest and stamp(look.oldest),
                    "middle": look and look.middle and stamp(look.middle),
                }
        case Table.PEOPLE:
            return


def of_people(found: Sequence[Person]) -> Iterator[Record]:
    """Each person's figures."""
    for its in found:
        yield {
            **{name: value for name, value in vars(its).items() if name != "active"},
            "active_hours": round(its.active, 2),
            "approval": _rounded(its.approval),
            "an_hour": _rounded(its.an_hour),
            "agreement": _rounded(its.agreement),
        }


def _periods(times: Times, periods: Sequence[Figures]) -> Iterator[Record]:
    for begin, its in zip(times.begins, periods, strict=True):
        counted = {name: value for name, value in vars(its).items() if name != "waits"}
        yield {
            "begin": stamp(begin),
            **counted,
            "approved_share": _rounded(its.approved),
            "approved_by_people_share": _rounded(its.approved_by_people),
            "automated_share": _rounded(its.automated),
            "agreement_share": _rounded(its.agreement),
            **{
                f"decided_within_{edge}_s": _rounded(its.decided_within(edge))
                for edge in bins.TIMES
            },
        }


def _rules(found: Overview) -> Iterator[Record]:
    for rule in found.rules:
        low, high = rule.interval or (None, None)
        yield {
            "rule": rule.its.rule,
            "only_tried": rule.its.shadow,
            "hits": rule.its.hits,
            "decided": rule.its.decided,
            "rejected": rule.its.rejected,
            "precision": _rounded(rule.precision),
            "precision_low": _rounded(low),
            "precision_high": _rounded(high),
        }


def _drift(found: Overview) -> Iterator[Record]:
    for its in found.drift:
        yield {
            "attribute": its.attribute,
            "stability_index": _rounded(its.index),
            "by_chance": _rounded(its.by_chance),
            "reading": its.reading,
            "scores_this_week": sum(its.now),
            "scores_before": sum(its.before),
            "high_this_week": _rounded(its.high_now),
            "high_before": _rounded(its.high_before),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
