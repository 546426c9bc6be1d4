"""`moderate rules`: a rules file checked, and tried on the stored past."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import rules as judge
from classifier.spelling import spelt
from moderation import backtests, settings
from moderation.backtests import lines
from rules import Problem, Rulebook
from rules.materials import BUILT_IN
from rules.problems import Severity, told
from web.cli.judging import failed_examples, judges_of, policy_of
from web.cli.options import data_option, existing, site_option
from web.cli.pages import check_place, write
from web.cli.since import Since

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def rules() -> None:
    """A site's rules: check, try, save, compare, roll back, watch, apply."""


@rules.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Tell every problem of a rules file, and run its examples.

    The exit status is 1 if there are errors; with warnings alone it can be used.
    """
    checked = judge.check(file, spelt)
    problems = [*checked.problems, *failed_examples(settings.read(), checked)]
    if problems:
        click.echo(told(str(file), sorted(problems), checked.lines))
    errors = sum(each.severity is Severity.ERROR for each in problems)
    if errors or checked.book is None:
        click.echo(_count(problems), err=True)
        sys.exit(1)
    click.echo(f"{_size(checked.book)}: {_count(problems)}")


def _size(book: Rulebook) -> str:
    """How much is in it; what is built in is not counted."""
    parts = (
        (len(book.rules), "rule"),
        (len(book.lists), "list"),
        (len(book.patterns - BUILT_IN.keys()), "pattern"),
    )
    return ", ".join(_numbered(number, of) for number, of in parts)


def _count(problems: list[Problem]) -> str:
    counts = [
        (sum(each.severity is severity for each in problems), severity)
        for severity in Severity
    ]
    some = [_numbered(number, severity) for number, severity in counts if number]
    return ", ".join(some) or "no problems"


def _numbered(number: int, of: str) -> str:
    return f"{number:,} {of}{'s' * (number != 1)}"


@rules.command()
@click.argument("file", type=_FILE)
@click.option(
    "--since",
    type=Since(),
    default="30d",
    show_default=True,
    help="How far back: 30d, 12h, 4w, or a day as 2026-11-01.",
)
@site_option
@click.option("--html", "page", type=_FILE, help="Write a page. It quotes comments.")
@data_option
def backtest(
    file: Path, since: datetime, site: str, page: Path | None, data: Path | None
) -> None:
    """Try a rules file on stored comments, beside the rules in service.

    Nothing is changed and nothing is scored anew. NDJSON comes out: an object for each
    rule, then a summary with comments that would have another outcome.
    """
    check_place(page, "--html")
    found = settings.read(data=data)
    judge.load(file, spelt)  # what is wrong with it is told before anything else
    _, db = existing(data)
    with judges_of(found, None) as judges:
        below = policy_of(found, judges).hold_off_topic_below
    trial = backtests.Trial(site, file, found.rules, since, below)
    with _bar(backtests.count(db, trial)) as tell:
        result = backtests.run(db, trial, tell=tell)
    for line in lines.objects(result):
        click.echo(json.dumps(line))
    if page is not None:
        # It brings SciPy, for which nobody else waits.
        from web.backtesting.page import page as drawn

        write(page, drawn(result), "--html")


@contextmanager
def _bar(length: int) -> Iterator[Any]:
    """Tells of progress on standard error, when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda number: None
        return
    with click.progressbar(length=length, label="Trying", file=sys.stderr) as bar:
        yield bar.update


commands = (rules,)
