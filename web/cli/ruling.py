"""`moderate rules`: a rules file checked, tried on a text, and on the stored past."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

import rules as judge
from classifier.spelling import spelt
from moderation import backtest as backtesting
from moderation import limits, policy, settings, trying
from moderation.comments import DEFAULT_SITE, Article, Submission
from moderation.errors import NothingStored, UnknownSite
from moderation.judges import Judges
from moderation.judging import Case
from moderation.levels import Level, resolved
from moderation.live_rules import Rulebooks
from moderation.settings import Settings
from moderation.store import Database, people
from moderation.store import levels as stored_levels
from moderation.text import Original
from rules import Problem, Rulebook
from rules.materials import BUILT_IN
from rules.problems import Severity, told
from web.backtesting import lines
from web.cli import traces
from web.cli.options import data_option, site_option
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
    problems = list(checked.problems)
    if checked.book is not None and checked.book.examples:
        with _judges(settings.read(), checked.book) as judges:
            rule = _policy(settings.read(), judges)
            problems += trying.failed_examples(judges, rule, checked.lines)
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
@click.argument("text")
@click.option(
    "--article",
    type=_FILE,
    help="What the comment is about: JSON with title, text and section, or plain text.",
)
@click.option(
    "--rules",
    "file",
    type=_FILE,
    help="The rules; else those of the site, or of the settings.",
)
@click.option(
    "--site",
    help="Judge as this site does, by its mode, levels and own model; without it no "
    "database is needed.",
)
@click.option("--all", "whole", is_flag=True, help="List the rules that do not fire.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@data_option
def test(
    text: str,
    article: Path | None,
    file: Path | None,
    site: str | None,
    whole: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Trace one comment through every rule; TEXT is `-` for standard input."""
    given = _standard_input() if text == "-" else text
    limits.check(Submission(id="-", text=given))
    found, about = settings.read(data=data), _article(article)
    book = judge.load(file, spelt) if file else None
    with _judges(found, book, site) as judges:
        rule = _policy(found, judges)
        case = Case(
            site=DEFAULT_SITE, language="en", original=Original(given), article=about
        )
        if site is not None:
            case, rule = _of_site(found, site, case, rule, judges.rulebook)
        if book is not None:
            case = replace(case, rulebook=book)
        trial = trying.attempt(judges, case, rule)
    if as_json:
        click.echo(json.dumps(traces.as_json(trial)))
        return
    for line in traces.lines(trial, whole=whole):
        click.echo(line)


def _standard_input() -> str:
    try:
        given = sys.stdin.buffer.read()
        return given.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise click.ClickException("standard input: wanted text in UTF-8") from None


class _Article(msgspec.Struct):
    title: str | None = None
    text: str | None = None
    section: str | None = None


def _article(file: Path | None) -> Article | None:
    """The article of a file; what is no JSON object is its text."""
    if file is None:
        return None
    try:
        content = file.read_text(encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: wanted text in UTF-8") from None
    if not content.lstrip().startswith("{"):
        return Article(text=content)
    try:
        given = msgspec.json.decode(content, type=_Article)
    except msgspec.MsgspecError as error:
        raise click.ClickException(
            f"{file}: wanted JSON with title, text and section: {error}"
        ) from error
    return Article(title=given.title, text=given.text, section=given.section)


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
    db = _stored(found)
    with _judges(found, None) as judges:
        below = _policy(found, judges).hold_off_topic_below
    trial = backtesting.Trial(site, file, found.rules, since, below)
    with _bar(backtesting.count(db, trial)) as tell:
        result = backtesting.run(db, trial, tell=tell)
    for line in lines.objects(result):
        click.echo(json.dumps(line))
    if page is not None:
        # It brings SciPy, for which nobody else waits.
        from web.backtesting.page import page as drawn

        write(page, drawn(result), "--html")


def _stored(found: Settings) -> Database:
    if not found.database.is_file():
        raise NothingStored(
            f"there is no database {found.database}; `moderate serve` makes one, and "
            "--data names another folder"
        )
    return Database(found.database)


@contextmanager
def _bar(length: int) -> Iterator[Any]:
    """Tells of progress on standard error, when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda number: None
        return
    with click.progressbar(length=length, label="Trying", file=sys.stderr) as bar:
        yield bar.update


# What judges


@contextmanager
def _judges(
    found: Settings, book: Rulebook | None, site: str | None = None
) -> Iterator[Judges]:
    """The judges in service, by another rulebook if one is given.

    Only of a site its own model has a say.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        judges = Judges.open(
            found.models if site is not None else Path(nowhere),
            model=found.model,
            rulebook=None if book else found.rules,
            topic=found.topic,
            scorers=found.scorers,
            scorer_timeout=found.scorer_timeout,
        )
        yield replace(judges, rulebook=book) if book else judges


def _policy(found: Settings, judges: Judges) -> policy.Settings:
    below = found.hold_off_topic_below
    return policy.Settings(
        hold_off_topic_below=judges.topic.hold_below if below is None else below
    )


def _of_site(
    found: Settings, name: str, case: Case, usual: policy.Settings, book: Rulebook
) -> tuple[Case, policy.Settings]:
    """A case as one of a site, and the settings in force for it.

    Args:
        book: the rules of a site that has saved none.
    """
    with _stored(found).reading() as connection:
        site = people.site(connection, name)
        if site is None:
            raise UnknownSite(f"there is no site {name!r}")
        section = case.article.section if case.article else None
        names = ((Level.SITE, ""), (Level.SECTION, section))
        overrides = stored_levels.of(connection, name, names)
        own = Rulebooks().for_site(connection, name, book)
    case = replace(case, site=name, language=site.language, rulebook=own)
    return case, resolved(replace(usual, mode=site.mode), overrides)


commands = (rules,)
