"""Short ways to an archive that comes in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from moderation import importing
from moderation.archived import Choices
from moderation.archives.opening import Archive
from moderation.importing import Told, Wrong
from moderation.service import Service
from tests.moderation.stories import KIND

SAMPLES = Path(__file__).parent / "archives"
THEN = datetime(2020, 5, 1, 8, tzinfo=UTC)


def bring(
    service: Service,
    *paths: Path,
    tell: Callable[[Told], None] = lambda told: None,
    wrong: list[Wrong] | None = None,
    **more: Any,
) -> dict[str, int]:
    choices = Choices(**{"site": "default", **more})
    told = wrong if wrong is not None else []
    with Archive(paths) as archive:
        done = importing.run(
            service, archive, choices, tell=tell, tell_wrong=told.append
        )
    return {name: number for name, number in done.counts.items() if number}


def lines(folder: Path, *records: dict[str, Any], name: str = "a.ndjson") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(its) + "\n" for its in records))
    return path


def line(id: str, text: str = KIND, minutes: int = 0, **more: Any) -> dict[str, Any]:
    at = THEN + timedelta(minutes=minutes)
    return {"id": id, "text": text, "created_at": at.isoformat(), **more}
