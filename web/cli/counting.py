"""`moderate recount`: what the overview shows is counted anew."""

from pathlib import Path

import click

from moderation.statistics import counting
from web.cli.options import data_option, existing


@click.command()
@data_option
def recount(data: Path | None) -> None:
    """Count all that happened anew, of all sites, for the overview of the desk.

    It is never needed while all is well, and may be run while the service runs; until
    it is done the overview shows less.
    """
    _, db = existing(data)
    counting.recount(db, lambda left: click.echo(f"{left:,} events left", err=True))
    click.echo("counted", err=True)


commands = (recount,)
