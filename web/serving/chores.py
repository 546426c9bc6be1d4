"""What is done again and again behind what is answered: it delivers, watches rules,
erases, counts, and has models learnt and looked at.

Each process that serves does it, or `moderate work` where it is left to that; whoever
comes first does what is due, and nothing is done twice.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moderation import retention, searching, surroundings, watching
from moderation.service import Service
from moderation.settings import Settings
from moderation.statistics import counting, queue_ages
from moderation.store import Database
from moderation.webhooks.sending import Deliverer
from web.serving import learner

WATCH_SECONDS = 60.0
"""How often it is seen whether rules hit oddly."""

STATISTICS_SECONDS = 10.0
"""How often what happened is counted; who looks at figures counts the rest."""

WORDS_SECONDS = 2.0
"""How often new comments are taken in to be found by their words."""

ERASE_SECONDS = 600.0
"""How often it is seen whether comments are older than they may be kept."""

LEARN_SECONDS = 60.0
"""How often it is seen whether anything is due to be learnt or looked at."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """One thing to do.

    Attributes:
        name: of the thread in which it is done.
        seconds: between two times.
        once: does what is due.
        trouble: what could not be done when that fails, for the log.
    """

    name: str
    seconds: float
    once: Callable[[], object]
    trouble: str

    def run(self, stop: threading.Event) -> None:
        """Do it until told to stop; trouble waits for the next time."""
        while not stop.wait(self.seconds):
            self.attempt()

    def attempt(self) -> bool:
        """Do it; whether that went well."""
        try:
            self.once()
        except Exception as error:
            log.warning("%s: %s", self.trouble, type(error).__name__)
            return False
        return True


def all_of(
    settings: Settings, service: Service, stop: threading.Event
) -> Sequence[Chore]:
    """What there is to do.

    Args:
        stop: is set when what takes long shall end.
    """
    db = service.db

    def counted() -> None:
        counting.count_all(db, stop)
        queue_ages.keep_looks(service)

    def watched() -> None:
        watching.look(service)
        surroundings.forget_old(db)

    def going() -> bool:
        return not stop.is_set()

    def found() -> None:
        searching.keep_up(db, may_go_on=going)

    def erased() -> None:
        retention.erase_due(db, may_go_on=going)

    def learnt() -> None:
        learner.learn_due(settings, service, stop)
        learner.look_due(settings, service, stop)

    return (
        Chore("watcher", WATCH_SECONDS, watched, "it could not be watched"),
        Chore("eraser", ERASE_SECONDS, erased, "what is old could not be erased"),
        Chore(
            *(
                "librarian",
                WORDS_SECONDS,
                lambda: searching.keep_up(db, may_go_on=going),
            ),
            "words could not be kept",
        ),
        Chore("statistician", STATISTICS_SECONDS, counted, "it could not be counted"),
        Chore("learner", LEARN_SECONDS, learnt, "it could not be learnt"),
    )


def begin(
    settings: Settings, service: Service, stop: threading.Event
) -> Sequence[threading.Thread]:
    """Begin to do all of it, each in a thread, until told to stop."""
    chores = [(its.name, its.run) for its in all_of(settings, service, stop)]
    works = [("deliverer", deliverer(settings, service.db).run), *chores]
    threads = [
        threading.Thread(target=work, args=(stop,), name=name, daemon=True)
        for name, work in works
    ]
    for thread in threads:
        thread.start()
    return threads


def once(settings: Settings, service: Service, stop: threading.Event) -> bool:
    """Do what is due; whether all of it went well."""

    def delivered() -> None:
        done = deliverer(settings, service.db).send_due()
        if done.failed:
            raise RuntimeError(f"{done.failed} failed")

    sent = Chore("deliverer", 0, delivered, "webhooks could not be sent")
    chores = [sent, *all_of(settings, service, stop)]
    return all([its.attempt() for its in chores if not stop.is_set()])


def deliverer(settings: Settings, db: Database) -> Deliverer:
    """Who sends webhooks as the settings have it."""
    return Deliverer(
        db, allowed=settings.webhook_private, kept_days=settings.webhook_days
    )
