"""`moderate rescore`: the model now in service judges what is here already."""

from datetime import datetime
from pathlib import Path

import click

from moderation import recount, rescoring, retroaction
from moderation.comments import Action
from moderation.rescoring import Counted
from moderation.service import Service
from web.app import open_service
from web.cli.applying import bar
from web.cli.options import by_option, data_option, existing, site_option
from web.cli.rulebooks import tell as say
from web.cli.since import Since


@click.command()
@click.option("--all", "everything", is_flag=True, help="What is decided too.")
@click.option(
    "--since", type=Since(), help="Only what came since, as 30d or 2026-11-01."
)
@click.option("--dry-run", is_flag=True, help="Only count what would change.")
@click.option(
    "--apply",
    "applies",
    is_flag=True,
    help="Then let the policy decide what waits, to be undone as one.",
)
@by_option
@site_option
@data_option
def rescore(
    everything: bool,
    since: datetime | None,
    dry_run: bool,
    applies: bool,
    by: str,
    site: str,
    data: Path | None,
) -> None:
    """Judge comments anew by the model now in service: those that wait, or all.

    What waits gets new scores, reasons and urgency, and waits still; of what is decided
    only the scores change. Who is stopped goes on with the same command.
    """
    found, _ = existing(data)
    service = open_service(found)
    its = rescoring.begin(
        service, site, pending_only=not everything, since=since, by=by
    )
    if its.done and not dry_run:
        say(f"Going on after {its.done} comments.")
    with bar(
        "Counting" if dry_run else "Judging", rescoring.left(service, its)
    ) as tell:
        do = rescoring.count if dry_run else rescoring.run
        try:
            counted = do(service, its, tell=tell)
        except KeyboardInterrupt:
            told = "broken off; the same command goes on from here"
            raise click.ClickException(told) from None
    _print(counted)
    if applies and not dry_run:
        _apply(service, site, by)
    if counted.broken:
        raise click.ClickException(
            f"a judge broke on {counted.broken} comments, which stay as they were"
        )


def _print(counted: Counted) -> None:
    click.echo(f"comments\t{counted.looked}")
    click.echo(f"with other scores\t{counted.moved}")
    click.echo(f"waiting, would be approved\t{counted.outcomes.get(Action.APPROVE, 0)}")
    click.echo(f"waiting, would be rejected\t{counted.outcomes.get(Action.REJECT, 0)}")


def _apply(service: Service, site: str, by: str) -> None:
    plan = recount.plan(service, site)
    if not plan.changes:
        say("The policy leaves all that waits where it is.")
        return
    done = retroaction.apply(service, plan, by=by)
    click.echo(f"batch\t{done.batch}")
    say(
        f"Changed {done.changed}; left {done.left} that had changed since; "
        f"`moderate rules undo {done.batch}` takes it back."
    )
    if done.stopped:
        raise click.ClickException(f"stopped before all was done: {done.stopped}")


commands = (rescore,)
