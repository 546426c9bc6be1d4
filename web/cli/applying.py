"""`moderate rules apply` and `undo`: rules in service on what is held already."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from moderation import recount, retroaction
from moderation.comments import Action
from moderation.recount import Plan
from moderation.store import Database, retroactions
from web.app import open_service
from web.cli.options import by_option, data_option, existing, site_option
from web.cli.rulebooks import tell as say


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
    found, _ = existing(data)
    service = open_service(found)
    held = recount.held(service.db, site)
    with bar("Counting", held) as tell:
        plan = recount.plan(service, site, rule=rule, tell=tell)
    for line in _counted(plan):
        click.echo(line)
    if not plan.changes or not (yes or _agreed()):
        return
    with bar("Applying", len(plan.changes)) as tell:
        try:
            done = retroaction.apply(service, plan, by=by, tell=tell)
        except KeyboardInterrupt:
            raise click.ClickException(_broken_off(service.db, site)) from None
    click.echo(f"batch\t{done.batch}")
    say(
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
    _, db = existing(data)
    with bar("Undoing", retroaction.size(db, batch)) as tell:
        try:
            done = retroaction.undo(db, site, batch, by=by, tell=tell)
        except KeyboardInterrupt:
            told = "broken off; the same command puts back the rest"
            raise click.ClickException(told) from None
    for id in done.left:
        click.echo(id)
    say(f"Put back {done.changed}; left {len(done.left)} that had changed since.")


def _broken_off(db: Database, site: str) -> str:
    with db.reading() as connection:
        batch = retroactions.last(connection, site)
    if batch is None:
        return "broken off before anything was changed"
    return (
        f"broken off; what was changed is batch {batch}: `moderate rules undo {batch}` "
        "takes it back, and `moderate rules apply` goes on"
    )


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
        say("Nothing is changed; --yes does it.")
        return False
    return click.confirm("Change them?", err=True)


@contextmanager
def bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


commands = (apply, undo)
