"""`moderate score`: judge a file, with no database."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from moderation import judging, limits, policy, receipts, settings
from moderation.cases import Case
from moderation.errors import BadSubmission
from moderation.judges import Judges
from moderation.text import Original
from web.api import reading, shapes


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
def score(file: BinaryIO) -> None:
    """Score comments: NDJSON in, NDJSON out, in the same order."""
    found = settings.read()
    with tempfile.TemporaryDirectory() as nowhere:  # no site's own models
        judges = Judges.open(
            Path(nowhere),
            model=found.model,
            rulebook=found.rules,
            topic=found.topic,
            scorers=found.scorers,
            scorer_timeout=found.scorer_timeout,
        )
    below = found.hold_off_topic_below
    rule = policy.Settings(
        hold_off_topic_below=judges.topic.hold_below if below is None else below
    )
    bad = 0
    with _progress(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                answer = _answer(judges, rule, number, line)
                bad += "error" in answer
                click.echo(json.dumps(answer))
    if bad:
        click.echo(f"{bad} lines could not be read", err=True)
        sys.exit(1)


def _answer(
    judges: Judges, rule: policy.Settings, number: int, line: bytes
) -> dict[str, Any]:
    try:
        read = msgspec.json.decode(line, type=shapes.ToScore)
        submission = reading.submission(read)
        limits.check(submission)
    except BadSubmission as error:
        return {"line": number, "error": str(error)}
    except msgspec.ValidationError as error:
        told = BadSubmission(reading.problem(str(error)))
        return {"line": number, "error": str(told)}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return {"line": number, "error": f"wanted JSON in UTF-8: {error}"}
    case = Case(
        site="default",
        language=(read.language or "en")[:2].lower(),
        original=Original(read.text, read.format),
        article=submission.article,
        parent=submission.parent.text if submission.parent else None,
        author=submission.author.id,
        at=submission.created_at,
    )
    judgement = judging.judge(judges, case)
    outcome = policy.decide(judgement, rule)
    return {
        "id": read.id,
        "action": outcome.action,
        "scores": receipts.rounded(judgement.scores),
        "reasons": receipts.reasons(outcome.reasons),
    }


class _progress:
    """The lines of a file, with a bar on standard error when that is a terminal."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._bar: Any = None
        if sys.stderr.isatty() and file.seekable():
            size = file.seek(0, 2)
            file.seek(0)
            self._bar = click.progressbar(length=size, label="Scoring", file=sys.stderr)

    def __enter__(self) -> Iterator[bytes]:
        if self._bar is not None:
            self._bar.__enter__()
        return self._lines()

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)

    def _lines(self) -> Iterator[bytes]:
        for line in self._file:
            yield line
            if self._bar is not None:
                self._bar.update(len(line))


commands = (score,)
