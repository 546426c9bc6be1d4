"""The rules' life: save, compare, roll back, pause, watch."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

import rules
from classifier.spelling import spelt
from moderation import reporting, rulebooks
from moderation.reporting import Reported
from moderation.settings import Settings
from moderation.store.rulebooks import Kept
from web.app import open_service
from web.cli.judging import failed_examples
from web.cli.options import by_option, data_option, existing, site_option
from web.cli.since import Since

note_option = click.option("--note", default="", help="Why, for the history.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--note", required=True, help="What is new, for the history.")
@click.option("--anyway", is_flag=True, help="Even where examples come out otherwise.")
@by_option
@site_option
@data_option
def save(
    file: Path, note: str, anyway: bool, by: str, site: str, data: Path | None
) -> None:
    """Check a rules file, keep it, put it into service.

    Nothing is kept where its examples come out otherwise than they say. The word lists
    that it names are kept with it. Workers take it before their next comment. It is all
    that the site has then; rules that go are named.
    """
    found, db = existing(data)
    if not anyway:
        _require_examples(found, file)
    saved = rulebooks.save(db, site, file, by=by, note=note)
    if not saved.is_new:
        tell("Nothing changed: these rules are in service already.")
    click.echo(_line(saved.kept))
    before = saved.before.rules if saved.before else rulebooks.run(_usual(found))
    if saved.is_new and (gone := sorted(before - saved.kept.rules)):
        tell(
            f"No longer in service: {_some(gone)}. `moderate rules rollback` goes back."
        )


def _require_examples(found: Settings, file: Path) -> None:
    """See that the examples of a rules file come out as they say.

    Raises:
        RulesError: listing those that do not.
    """
    checked = rules.check(file, spelt)
    if failed := failed_examples(found, checked):
        raise rules.RulesError(file.name, failed, checked.lines)


@click.command()
@site_option
@data_option
def history(site: str, data: Path | None) -> None:
    """All that was done to the rules; a star marks what is in service."""
    _, db = existing(data)
    changes = rulebooks.history(db, site)
    if not changes:
        tell(f"Site {site!r} has saved no rules; it has those of the service.")
    for change in changes:
        mark = "*" if change.in_service else " "
        number = "" if change.number is None else str(change.number)
        at = change.at.strftime("%Y-%m-%d %H:%M UTC")
        told = (number, at, change.by, change.what, change.note)
        click.echo(f"{mark} " + "\t".join(map(_one_line, told)))


@click.command()
@click.argument("one", type=click.IntRange(min=0), required=False, metavar="[A]")
@click.argument("other", type=click.IntRange(min=0), required=False, metavar="[B]")
@site_option
@data_option
def diff(one: int | None, other: int | None, site: str, data: Path | None) -> None:
    """What differs between two versions, their word lists too.

    Without B between A and what is in service, without both between the version before
    and that. 0 is nothing.
    """
    _, db = existing(data)
    click.echo(rulebooks.diff(db, site, one, other), nl=False)


@click.command()
@click.argument("number", type=click.IntRange(min=0), required=False)
@note_option
@by_option
@site_option
@data_option
def rollback(
    number: int | None, note: str, by: str, site: str, data: Path | None
) -> None:
    """Go back to the version before, or to one by its number.

    0 goes back to the rules of the service. It is a new entry of the history.
    """
    _, db = existing(data)
    click.echo(_line(rulebooks.rollback(db, site, number, by=by, note=note)))


@click.command()
@click.argument("rule")
@note_option
@by_option
@site_option
@data_option
def pause(rule: str, note: str, by: str, site: str, data: Path | None) -> None:
    """Take all effect from a rule until it is resumed."""
    found, db = existing(data)
    if not rulebooks.pause(db, site, rule, _usual(found), by=by, note=note):
        tell(f"{rule} was paused already.")


@click.command()
@click.argument("rule")
@note_option
@by_option
@site_option
@data_option
def resume(rule: str, note: str, by: str, site: str, data: Path | None) -> None:
    """Give a paused rule its effect back."""
    _, db = existing(data)
    rulebooks.resume(db, site, rule, by=by, note=note)


@click.command()
@click.option(
    "--since",
    type=Since(),
    default="30d",
    show_default=True,
    help="As 30d, 12h, 4w, or a day.",
)
@site_option
@data_option
def report(since: datetime, site: str, data: Path | None) -> None:
    """How often each rule hits, and how that goes with what people decided.

    `precision` is the share of its hits, of those that people decided, that they
    rejected; `caught` the share that it hit of all that they rejected.
    """
    found, _ = existing(data)
    service = open_service(found)
    its = reporting.report(service, site, since)
    heads = ("rule", "how", "hits", "share", "decided", "precision", "caught", "odd")
    click.echo("\t".join(heads))
    for each in its.rules:
        click.echo("\t".join(_cells(each)))
    tell(f"{its.comments} comments; people rejected {its.rejected}.")


def _cells(its: Reported) -> tuple[str, ...]:
    return (
        its.rule,
        its.how,
        str(its.hits),
        _percent(its.share),
        str(its.decided),
        _percent(its.precision),
        _percent(its.caught),
        its.odd,
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _line(kept: Kept) -> str:
    return f"{kept.number}\t{kept.version or 'the rules of the service'}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    told = ", ".join(names[:_MOST_NAMED])
    return f"{told} and {more} more" if more > 0 else told


_MOST_NAMED = 10


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _usual(found: Settings) -> rules.Rulebook:
    return rules.load(found.rules, spelt) if found.rules else rules.default()


def tell(line: str) -> None:
    """Say it beside the results."""
    click.echo(line, err=True)


commands = (save, history, diff, rollback, pause, resume, report)
