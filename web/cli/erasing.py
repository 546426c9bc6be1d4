"""`moderate erase`: what somebody wrote is taken away, for good."""

from pathlib import Path

import click

from moderation import erasure
from web.cli.options import by_option, data_option, existing, site_option


@click.command()
@click.option("--id", "ids", multiple=True, help="Of a comment; may be repeated.")
@click.option("--author", help="All comments of an author, by the author's id.")
@click.option("--yes", is_flag=True, help="Do it without being asked.")
@by_option
@site_option
@data_option
def erase(
    ids: tuple[str, ...],
    author: str | None,
    yes: bool,
    by: str,
    site: str,
    data: Path | None,
) -> None:
    """Erase comments: their texts, their authors, and what was said about them.

    That they were decided about, when and by whom, stays.
    """
    if bool(ids) == (author is not None):
        raise click.UsageError("wanted --id ID (or several), or --author ID")
    _, db = existing(data)
    what = f"{len(ids)} comments" if ids else f"all comments of author {author!r}"
    if not yes:
        click.confirm(f"Erase {what} of site {site!r} for good?", abort=True, err=True)
    for id in ids:
        erasure.erase(db, site, id, by=by)
    done = len(ids) or erasure.erase_author(db, site, author or "", by=by)
    click.echo(f"erased {done}", err=True)


commands = (erase,)
