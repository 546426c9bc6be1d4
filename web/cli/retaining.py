"""`moderate retain`: what is older than its site keeps it is erased."""

from pathlib import Path

import click

from moderation import retention, sites
from moderation.store.database import now
from web.cli.options import data_option, existing


@click.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be erased now.")
@data_option
def retain(dry_run: bool, data: Path | None) -> None:
    """Erase what is older than its site keeps it; `serve` does it too.

    `moderate sites set` says after how many days; by itself nothing is erased.
    """
    _, db = existing(data)
    if dry_run:
        done = {
            site.name: retention.due(db, site.name, retention.limits_of(site, now()))
            for site in sites.listed(db)
        }
    else:
        done = dict(retention.erase_due(db))
    for name, gone in done.items():
        click.echo(f"{name}\t{gone.texts} comments\t{gone.authors} authors of others")


commands = (retain,)
