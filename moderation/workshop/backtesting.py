"""A draft, or an earlier version, tried on the comments of the past, beside the pages.

What is kept of it names comments and quotes none: their texts are read when somebody
looks, so that what was erased since is not told.
"""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import rules
from moderation import backtests, jobs
from moderation.backtests import Backtest, lines
from moderation.backtests.hands import processors
from moderation.comments import Span
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store import comments
from moderation.store.database import now
from moderation.store.jobs import Job
from moderation.text import pieces
from moderation.workshop.texts import RULES, Texts

KIND = "backtest"
DAYS = (1, 7, 30, 90, 365)
"""How far back one may be asked for."""


def start(
    service: Service, site: str, texts: Texts, *, days: int, by: str, what: str
) -> int:
    """Begin to try rules on the past; returns the number of the job.

    Args:
        days: how far back.
        what: which rules they are, for people.

    Raises:
        JobUnderWay: one runs already.
        NothingStored: there are no comments to try them on.
        RulesError: they cannot be used.
    """
    checked = texts.check()
    if checked.book is None:
        raise rules.RulesError(RULES, checked.errors, checked.lines)
    since = now() - timedelta(days=days)

    def trial(candidate: Path) -> backtests.Trial:
        below = service.hold_off_topic_below
        return backtests.Trial(site, candidate, service.rules_file, since, below)

    number = backtests.count(service.db, trial(Path()))  # raises if there are none

    def work(progress: Progress) -> Any:
        progress.total = number
        with tempfile.TemporaryDirectory() as folder:
            found = backtests.run(
                service.db,
                trial(texts.write(Path(folder))),
                tell=progress.add,
                # Others than this one, which answers meanwhile.
                processes=max(2, processors() - 1),
            )
        return _without_texts(found)

    asked = {"what": what, "days": days, "version": checked.book.version}
    return jobs.start(service.db, site, KIND, work, by=by, asked=asked)


@dataclass(frozen=True)
class Quoted:
    """A comment with another outcome, as it reads today.

    Attributes:
        told: what came of it, by the names of `backtests.lines`.
        pieces: its text, what was found marked; `None` where it was erased.
        edited: whether it reads otherwise than it did, so that nothing is marked.
    """

    told: Mapping[str, Any]
    pieces: Sequence[tuple[str, bool]] | None
    edited: bool = False


@dataclass(frozen=True)
class Report:
    """What came of a backtest, by the names of `backtests.lines`."""

    rules: Sequence[Mapping[str, Any]]
    summary: Mapping[str, Any]
    milder: Sequence[Quoted]
    stricter: Sequence[Quoted]


def report(service: Service, job: Job) -> Report | None:
    """What came of one; `None` where nothing did, or not yet."""
    found = jobs.result(service.db, job)
    if found is None:
        return None
    *its_rules, summary = found
    return Report(
        rules=its_rules,
        summary=summary,
        milder=[_quoted(service, job.site, its) for its in summary["milder"]],
        stricter=[_quoted(service, job.site, its) for its in summary["stricter"]],
    )


def _without_texts(found: Backtest) -> list[dict[str, Any]]:
    told = list(lines.objects(found))
    told[-1]["become_stricter"] = found.changed(to_stricter=True)
    told[-1]["become_milder"] = found.changed(to_stricter=False)
    for example in (*told[-1]["milder"], *told[-1]["stricter"]):
        example["digest"] = _digest(example.pop("text"))
    return told


def _quoted(service: Service, site: str, told: Mapping[str, Any]) -> Quoted:
    with service.db.reading() as connection:
        comment = comments.find(connection, site, told["id"])
    if comment is None or comment.erased_at is not None:
        return Quoted(told, None)
    if _digest(comment.text) != told["digest"]:
        return Quoted(told, [(comment.text, False)], edited=True)
    return Quoted(told, pieces(comment.text, [Span(**its) for its in told["spans"]]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
