"""`moderate sites coral`: the secrets with which a Coral signs what it sends."""

import sys
from datetime import timedelta
from pathlib import Path

import click

from moderation import signatures
from web.cli.options import data_option, existing
from web.compat.coral.routes import FACE


@click.command()
@click.argument("site")
@click.option(
    "--replace", is_flag=True, help="The earlier secrets stop after the overlap."
)
@click.option(
    "--overlap",
    default=24.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Hours for which the earlier ones work too.",
)
@data_option
def coral(site: str, replace: bool, overlap: float, data: Path | None) -> None:
    """Add a signing secret that Coral shows; it is read from standard input."""
    _, db = existing(data)
    if sys.stdin.isatty():
        secret = click.prompt("Signing secret", hide_input=True, err=True)
    else:
        secret = sys.stdin.readline()
    works = signatures.keep_secret(
        db,
        site,
        FACE,
        secret.strip(),
        replaces=replace,
        overlap=timedelta(hours=overlap),
    )
    click.echo(f"{works} of {site}'s secrets work now", err=True)
    click.echo(f"phase: /coral/moderate/{site}", err=True)
    click.echo(f"webhooks: /coral/events/{site}", err=True)


commands = (coral,)
