"""`moderate keys`: the API keys of publishing systems."""

from datetime import timedelta
from pathlib import Path

import click

from moderation import keys as story
from moderation.store import keys as stored
from moderation.store.database import now
from moderation.store.usage import Usage
from web.cli.options import data_option, existing, opened, operator, site_option

_short = click.option(
    "--short", is_flag=True, help="Of 12 characters, as WordPress's Akismet wants it."
)
_per_minute = click.option(
    "--per-minute", type=int, help="Comments that it may send in a minute."
)


@click.group()
def keys() -> None:
    """API keys of publishing systems."""


@keys.command()
@click.argument("name")
@site_option
@click.option(
    "--rights",
    default="submit,read,decide",
    show_default=True,
    help="Of submit, read, decide and admin; with commas between.",
)
@_per_minute
@_short
@data_option
def create(
    name: str,
    site: str,
    rights: str,
    per_minute: int | None,
    short: bool,
    data: Path | None,
) -> None:
    """Make a key and print it, this once."""
    _, db = opened(data)
    wanted = frozenset(right.strip() for right in rights.split(",") if right.strip())
    key = story.make(
        db, name, site, wanted, per_minute=per_minute, short=short, by=operator()
    )
    click.echo(key)


@keys.command("list")
@data_option
def list_keys(data: Path | None) -> None:
    """Names, sites, rights, limits and last use of all keys; never the keys."""
    settings, db = existing(data)
    with db.reading() as connection:
        known = stored.all_of(connection)
    last = Usage(settings.usage).last_used() if settings.usage.exists() else {}
    for key in known:
        used = last.get(key.name)
        click.echo(
            "\t".join(
                (
                    key.name,
                    key.site,
                    ",".join(sorted(key.rights)),
                    "revoked" if key.revoked_at else "in use",
                    f"{key.per_minute}/minute" if key.per_minute else "no limit",
                    f"last used {used:%Y-%m-%d %H:%M} UTC" if used else "never used",
                )
            )
        )


@keys.command()
@click.argument("name")
@click.option("--days", default=30, show_default=True, type=click.IntRange(min=1))
@data_option
def usage(name: str, days: int, data: Path | None) -> None:
    """What a key sent, by days: calls, comments, and calls refused."""
    settings, db = existing(data)
    with db.reading() as connection:
        if stored.named(connection, name) is None:
            raise story.unknown(name)
    click.echo("day\tcalls\tcomments\trefused")
    since = (now() - timedelta(days=days - 1)).date()
    for day in Usage(settings.usage).days(name, since):
        click.echo(f"{day.day}\t{day.calls}\t{day.comments}\t{day.refused}")


@keys.command()
@click.argument("name")
@click.option(
    "--overlap",
    default=24.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Hours for which the old one works too.",
)
@click.option(
    "--short/--long",
    default=None,
    help="Of 12 characters, as WordPress's Akismet wants it, or not; as the one before "
    "if neither is said.",
)
@data_option
def rotate(name: str, overlap: float, short: bool | None, data: Path | None) -> None:
    """Give a key a new secret and print it, this once."""
    _, db = existing(data)
    with db.reading() as connection:
        known = stored.named(connection, name)
    key = story.rotate(
        db, name, overlap=timedelta(hours=overlap), short=short, by=operator()
    )
    click.echo(key)
    kind = "short" if len(key) == story.SHORT else "long"
    click.echo(f"{name} has a {kind} key now, of {len(key)} characters", err=True)
    if short is None and known is not None and known.short is None:
        click.echo(
            "whether its old one was short is not known, as it is from before that was "
            "kept; if it was, rotate it again with --short",
            err=True,
        )


@keys.command()
@click.argument("name")
@click.option("--none", is_flag=True, help="Take the limit away.")
@_per_minute
@data_option
def limit(name: str, none: bool, per_minute: int | None, data: Path | None) -> None:
    """Set how much a key may send."""
    if none == (per_minute is not None):
        raise click.UsageError("wanted --per-minute NUMBER or --none")
    _, db = existing(data)
    story.limit(db, name, per_minute, by=operator())


@keys.command()
@click.argument("name")
@data_option
def revoke(name: str, data: Path | None) -> None:
    """Make a key useless from now on."""
    _, db = existing(data)
    story.revoke(db, name, by=operator())
    click.echo(f"{name} is revoked", err=True)


commands = (keys,)
