"""A backtest as JSON objects: one for each rule, then one of the whole."""

from collections.abc import Iterator
from typing import Any

from moderation.backtests.report import Backtest, RuleReport
from moderation.backtests.tally import Example


def objects(found: Backtest) -> Iterator[dict[str, Any]]:
    """One object for each rule, then the summary."""
    yield from map(_rule, found.rules)
    yield _summary(found)


def _rule(its: RuleReport) -> dict[str, Any]:
    return {
        "kind": "rule",
        "of": its.key.book,
        "rule": its.rule.id,
        "family": its.rule.family,
        "mode": its.rule.mode,
        "says": its.rule.says,
        "then": its.rule.then,
        "weight": its.rule.weight,
        "hits": its.hits.all,
        "share": _rounded(its.share),
        "decided": its.hits.decided,
        "rejected": its.hits.rejected,
        "precision": _rounded(its.precision),
        "caught": _rounded(its.caught),
        "together": [
            {"of": each.key.book, "rule": each.key.rule, "hits": each.hits}
            for each in its.together
        ],
    }


def _summary(found: Backtest) -> dict[str, Any]:
    return {
        "kind": "summary",
        "site": found.site,
        "mode": found.mode,
        "since": found.since.isoformat(timespec="seconds"),
        "candidate": found.candidate,
        "live": found.live,
        "comments": found.comments,
        "decided": found.decided,
        "rejected": found.rejected,
        "failed": found.failed,
        "outcomes": [
            {
                "live": before,
                "candidate": after,
                "comments": its.comments,
                "approved_by_people": its.approved,
                "rejected_by_people": its.rejected,
            }
            for (before, after), its in found.outcomes.items()
        ],
        "milder": list(map(_example, found.milder)),
        "stricter": list(map(_example, found.stricter)),
    }


def _example(its: Example) -> dict[str, Any]:
    return {
        "id": its.id,
        "text": its.text,
        "live": its.move.before,
        "candidate": its.move.after,
        "decided": its.move.decided,
        "only_live": list(its.before),
        "only_candidate": list(its.after),
        "spans": [{"begin": each.begin, "end": each.end} for each in its.spans],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
