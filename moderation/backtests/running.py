"""A backtest is run: nothing is written and nothing is scored again.

`store.past` reads batches in one steady view that no writer waits for; while some are
weighed, others are read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

from moderation import policy
from moderation.backtests.bygone import Past
from moderation.backtests.hands import Alone, Hands, processors, several
from moderation.backtests.recall import Recalled
from moderation.backtests.report import Backtest, reported
from moderation.backtests.tally import Tally
from moderation.backtests.weighing import Batch, Books, Plan, spell_all, weigh
from moderation.errors import NothingStored
from moderation.live_rules import OF_SERVICE
from moderation.store import Database, articles, levels, past, people, rulebooks
from moderation.store.past import Stored
from moderation.store.rulebooks import Kept
from moderation.surroundings import REPEATS_WITHIN

BATCH = 500
"""Comments that are read, sent and weighed together."""
ALONE_UNTIL = 4_000
"""Comments that one process has done before others have started."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)

Tell = Callable[[int], None]
"""Is told how many more comments are done."""


@dataclass(frozen=True)
class Trial:
    """What is to be tried.

    Attributes:
        candidate: the rules file.
        live: the one of the service, for a site that has saved none; `None` for the
            shipped one.
        since: comments that came since then.
        hold_off_topic_below: as in the site's policy.
    """

    site: str
    candidate: Path
    live: Path | None
    since: datetime
    hold_off_topic_below: float


def count(db: Database, trial: Trial) -> int:
    """How many comments there are to try it on.

    Raises:
        NothingStored: none.
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        return _count(connection, trial)


def run(
    db: Database, trial: Trial, *, tell: Tell, processes: int | None = None
) -> Backtest:
    """Try a candidate.

    Args:
        db: is only read.
        trial: what is to be tried.
        tell: is told of progress.
        processes: that weigh; as many as there are processors if not given.

    Raises:
        NothingStored: there are no comments.
        RulesError: a rules file cannot be used.
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        number, site = _count(connection, trial), people.site(connection, trial.site)
        settings = policy.Settings(
            mode=site.mode, hold_off_topic_below=trial.hold_off_topic_below
        )
        plan = Plan(
            trial.candidate,
            trial.live,
            site.language,
            settings,
            levels.all_of(connection, trial.site),
            kept=_in_service(connection, trial.site),
            paused=rulebooks.paused(connection, trial.site),
        )
        books, most = Books.of(plan), processes or processors()
        alone = number <= ALONE_UNTIL or most == 1
        total = Tally()
        with nullcontext(Alone(plan, books)) if alone else several(plan, most) as hands:
            batches = _batches(connection, trial, hands, books)
            for _, tally in hands.do(weigh, batches):
                total.add(tally)
                tell(tally.comments)
    return reported(trial.site, site.mode, trial.since, books, total)


def _count(connection: Connection, trial: Trial) -> int:
    people.site(connection, trial.site)  # raises if there is none
    number = past.count(connection, trial.site, trial.since)
    if not number:
        raise NothingStored(
            f"site {trial.site!r} has no comments since "
            f"{trial.since:%Y-%m-%d %H:%M} UTC to try rules on"
        )
    return number


def _in_service(connection: Connection, site: str) -> Kept | None:
    """The version that a site saved and has in service, if it is its own."""
    number = rulebooks.mark(connection, site).number
    kept = None if number is None else rulebooks.get(connection, site, number)
    return None if kept is None or kept.back_to == OF_SERVICE else kept


def _batches(
    connection: Connection, trial: Trial, hands: Hands, books: Books
) -> Iterator[Batch]:
    """The comments with what had come before them, from first to last."""
    history = _history(connection, trial, hands, books)
    stored = past.batches(connection, trial.site, trial.since, size=BATCH)
    for batch, texts in _with_texts(stored, hands, books):
        recalled = []
        for each, (folded, fingerprint) in zip(batch, texts, strict=True):
            before = history.before(each.arrival, fingerprint)
            recalled.append(Recalled(each, before, folded))
            history.add(each.arrival, fingerprint)
        ids = sorted({each.article_id for each in batch if each.article_id})
        yield Batch(recalled, articles.known(connection, trial.site, ids))


def _history(connection: Connection, trial: Trial, hands: Hands, books: Books) -> Past:
    """What had come before the first of them; of the last days with fingerprints."""
    similar, until = books.ask_for_similar, trial.since
    history = Past(past.decisions(connection, trial.site), similar=similar)
    window = REPEATS_WITHIN if similar else timedelta()
    since = until - min(window, until - _BEGINNING)
    for arrival in past.arrivals_before(connection, trial.site, since):
        history.add(arrival)
    if similar:
        texts = past.written(connection, trial.site, since, until, size=BATCH)
        for batch, spelt in hands.do(spell_all, texts):
            for each, (_, fingerprint) in zip(batch, spelt, strict=True):
                history.add(each.arrival, fingerprint)
    return history


def _with_texts(
    batches: Iterable[Sequence[Stored]], hands: Hands, books: Books
) -> Iterable[tuple[Sequence[Stored], Sequence[tuple[str | None, int | None]]]]:
    """Each batch with its texts spelt beforehand, if a rule looks for similar ones."""
    if books.ask_for_similar:
        return hands.do(spell_all, batches)
    return ((batch, [(None, None)] * len(batch)) for batch in batches)
