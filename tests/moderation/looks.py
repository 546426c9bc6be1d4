"""A look at a site's model that found something of every kind."""

from datetime import UTC, datetime, timedelta

from moderation import drift
from moderation.drift import Kind, Look, Measured, Moved, Performance, Shift, Word
from moderation.service import Service

AT = datetime(2026, 6, 5, 12, tzinfo=UTC)


def measured(days: int) -> Measured:
    """Audits that were decided so many days before."""
    at = AT - timedelta(days=days)
    return Measured(at, at + timedelta(days=2), 60, 20, (0.81, 0.7, 0.89), 0.42)


def worrying(*examples: str) -> Look:
    """All of it, with ids of comments as examples."""
    moved = (Moved("", 0.5, 0.2), Moved("sport", 0.1, 0.6, examples))
    said = (Moved("approve", 0.5, 0.2), Moved("off_topic", 0.1, 0.6))
    return Look(
        version="house-of-tests",
        at=AT,
        learnt=AT - timedelta(days=9),
        shifts=(
            Shift(Kind.SCORES, 20, 10),
            Shift(Kind.DECISIONS, 300, 250, 0.3, 0.0002, said, is_sure=True),
            Shift(Kind.LANGUAGES, 300, 250, 0.01, 0.4),
            Shift(Kind.SECTIONS, 300, 250, 0.15, 0.0002, moved, is_sure=True),
        ),
        words=(Word("lift", 0.0, 0.3, 7.5, examples), Word("tram", 0.4, 0.1, -6.0)),
        audits=Performance(
            measured(20), measured(3), (measured(20), measured(3)), 0.001, True, True
        ),
        unkept=("approvals", "rejections"),
    )


def found_worrying(service: Service, *examples: str) -> Look:
    """What such a look found, as the last one at the version that is in service, which
    is but a name.
    """
    found = worrying(*examples)
    pointer = service.judges.live.registry.pointer("default")
    pointer.parent.mkdir(parents=True, exist_ok=True)
    pointer.write_text(f"{found.version}\n")
    drift.keep(service.db, "default", found)
    return found
