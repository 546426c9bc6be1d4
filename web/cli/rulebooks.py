"""The rules' life: save, compare, roll back, pause, watch, apply to what is held."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

import rules
from classifier.spelling import spelt
from moderation import reporting, retroaction, rulebooks, settings
from moderation.comments import Action
from moderation.reporting import Reported
from moderation.retroaction import Plan
from moderation.settings import Settings
from moderation.store.rulebooks import Kept
from web.app import open_service
from web.cli.options import data_option, opened, site_option
from web.cli.since import Since


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # in a container the number may have no name
        return "operator"


by_option = click.option(
    "--by", default=_me, show_default="you", help="Who does it, for the history."
)
note_option = click.option("--note", default="", help="Why, for the history.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--note", required=True, help="What is new, for the history.")
@by_option
@site_option
@data_option
def save(file: Path, note: str, by: str, site: str, data: Path | None) -> None:
    """Check a rules file, keep it, put it into service.

    The word lists that it names are kept with it. Workers take it before their next
    comment.
    """
    _, db = opened(data)
    saved = rulebooks.save(db, site, file, by=by, note=note)
    if not saved.is_new:
        _tell("Nothing changed: these rules are in service already.")
    click.echo(_line(saved.kept))


@click.command()
@site_option
@data_option
def history(site: str, data: Path | None) -> None:
    """All that was done to the rules; a star marks what is in service."""
    _, db = opened(data)
    for change in rulebooks.history(db, site):
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
    _, db = opened(data)
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
    _, db = opened(data)
    click.echo(_line(rulebooks.rollback(db, site, number, by=by, note=note)))


@click.command()
@click.argument("rule")
@note_option
@by_option
@site_option
@data_option
def pause(rule: str, note: str, by: str, site: str, data: Path | None) -> None:
    """Take all effect from a rule until it is resumed."""
    found, db = opened(data)
    if not rulebooks.pause(db, site, rule, _usual(found), by=by, note=note):
        _tell(f"{rule} was paused already.")


@click.command()
@click.argument("rule")
@note_option
@by_option
@site_option
@data_option
def resume(rule: str, note: str, by: str, site: str, data: Path | None) -> None:
    """Give a paused rule its effect back."""
    _, db = opened(data)
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
    service = open_service(settings.read(data=data))
    found = reporting.report(service, site, since)
    heads = ("rule", "how", "hits", "share", "decided", "precision", "caught", "odd")
    click.echo("\t".join(heads))
    for each in found.rules:
        click.echo("\t".join(_cells(each)))
    _tell(f"{found.comments} comments; people rejected {found.rejected}.")


@click.command()
@click.option("--rule", help="Only comments that this rule hits, or hit.")
@click.option("--yes", is_flag=True, help="Do it without being asked.")
@by_option
@site_option
@data_option
def apply(rule: str | None, yes: bool, by: str, site: str, data: Path | None) -> None:
    """Apply the rules in service to the comments that are held.

    What would change is counted first. What people decide meanwhile stays.
    """
    service = open_service(settings.read(data=data))
    held = retroaction.held(service.db, site)
    with _bar("Counting", held) as tell:
        plan = retroaction.plan(service, site, rule=rule, tell=tell)
    for line in _counted(plan):
        click.echo(line)
    if not plan.changes or not (yes or _agreed()):
        return
    with _bar("Applying", len(plan.changes)) as tell:
        done = retroaction.apply(service, plan, by=by, tell=tell)
    click.echo(f"batch\t{done.batch}")
    _tell(
        f"Changed {done.changed}; left {done.left} that had changed since; "
        f"`moderate rules undo {done.batch}` takes it back."
    )
    if done.stopped:
        raise click.ClickException(f"stopped before all was done: {done.stopped}")


@click.command()
@click.argument("batch", type=click.IntRange(min=1))
@by_option
@site_option
@data_option
def undo(batch: int, by: str, site: str, data: Path | None) -> None:
    """Take back all that a batch of `apply` changed.

    Comments that changed since are left; their ids are printed.
    """
    _, db = opened(data)
    with _bar("Undoing", retroaction.size(db, batch)) as tell:
        done = retroaction.undo(db, site, batch, by=by, tell=tell)
    for id in done.left:
        click.echo(id)
    _tell(f"Put back {done.changed}; left {len(done.left)} that had changed since.")


def _counted(plan: Plan) -> Iterator[str]:
    yield f"held\t{plan.held}"
    for action, told in (
        (Action.APPROVE, "to approve"),
        (Action.REJECT, "to reject"),
        (Action.HOLD, "to hold for other reasons"),
    ):
        yield f"{told}\t{plan.counts[action]}"


def _agreed() -> bool:
    if not sys.stdin.isatty():
        _tell("Nothing is changed; --yes does it.")
        return False
    return click.confirm("Change them?", err=True)


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


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _usual(found: Settings) -> rules.Rulebook:
    return rules.load(found.rules, spelt) if found.rules else rules.default()


def _tell(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


commands = (save, history, diff, rollback, pause, resume, report, apply, undo)
