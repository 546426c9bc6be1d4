"""`moderate rules test`: one comment through every rule."""

import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click
import msgspec

import rules as judge
from classifier.spelling import spelt
from moderation import limits, policy, settings, trying
from moderation.cases import Case
from moderation.comments import DEFAULT_SITE, Submission
from moderation.judges import Judges
from moderation.service import Service
from moderation.settings import Settings
from moderation.text import Original
from web.api import reading, shapes
from web.cli import traces
from web.cli.judging import judges_of, policy_of
from web.cli.options import data_option, existing

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("text")
@click.option(
    "--article",
    type=_FILE,
    help="What the comment is about: plain text, or JSON as it is posted, with title, "
    "text, section, id, url, published_at and closed.",
)
@click.option(
    "--article-id", help="The article's id: with --site, what is known of it counts."
)
@click.option(
    "--author", help="The author's id: with --site, what is known of them counts."
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
    article_id: str | None,
    author: str | None,
    file: Path | None,
    site: str | None,
    whole: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Trace one comment through every rule; TEXT is `-` for standard input."""
    if site is None and (author or article_id):
        raise click.UsageError("--author and --article-id: wanted --site too")
    given = _standard_input() if text == "-" else text
    submission = _submission(given, article, article_id, author)
    limits.check(submission)
    found, book = settings.read(data=data), judge.load(file, spelt) if file else None
    with judges_of(found, book, own_models=site is not None) as judges:
        if site is None:
            case, rule = _anywhere(submission), policy_of(found, judges)
        else:
            case, rule = _at_site(found, judges, site, submission)
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
        return given.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise click.ClickException("standard input: wanted text in UTF-8") from None


def _submission(
    text: str, article: Path | None, article_id: str | None, author: str | None
) -> Submission:
    """The comment as a publisher would have posted it."""
    about = _article(article) if article else None
    if article_id is not None:
        about = msgspec.structs.replace(about or shapes.Article(), id=article_id)
    given = shapes.ToScore(text, article=about, author=shapes.Author(id=author))
    return reading.submission(given)


def _article(file: Path) -> shapes.Article:
    """The article of a file; what is no JSON object is its text."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: wanted text in UTF-8") from None
    if not content.lstrip().startswith("{"):
        return shapes.Article(text=content)
    try:
        return msgspec.json.decode(content, type=shapes.Article)
    except msgspec.MsgspecError as error:
        raise click.ClickException(
            f"{file}: wanted JSON with title, text and section: {error}"
        ) from error


def _anywhere(submission: Submission) -> Case:
    return Case(
        site=DEFAULT_SITE,
        language="en",
        original=Original(submission.text),
        article=submission.article,
    )


def _at_site(
    found: Settings, judges: Judges, site: str, submission: Submission
) -> tuple[Case, policy.Settings]:
    below = policy_of(found, judges).hold_off_topic_below
    with closing(existing(found.data)[1]) as db:
        service = Service(db, judges, hold_off_topic_below=below)
        return trying.as_posted(service, site, submission)


commands = (test,)
