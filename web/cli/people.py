"""`moderate users`: the people of the desk."""

import sys
from pathlib import Path

import click

from moderation import accounts
from moderation.people import factors, managing, resetting
from web.cli.options import data_option, existing, opened, operator, site_option


@click.group()
def users() -> None:
    """People of the desk."""


@users.command("list")
@data_option
def list_users(data: Path | None) -> None:
    """All people: their roles and sites, how they sign in, and when they last did."""
    _, db = existing(data)
    for user in managing.listed(db):
        way = "password and code" if user.has_factor else "password"
        last = user.signed_in_at
        told = (
            user.name,
            user.role,
            user.site,
            "OpenID Connect" if user.identity else way,
            f"last in {last:%Y-%m-%d %H:%M} UTC" if last else "never in",
            "disabled" if user.disabled_at else "in use",
        )
        click.echo("\t".join(told))


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES), required=True)
@site_option
@data_option
def add_user(name: str, role: str, site: str, data: Path | None) -> None:
    """Add a person; the password is read from standard input, or made and printed."""
    _, db = opened(data)
    given = None if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n") or None
    password = accounts.make_user(
        db, name, role, site=site, password=given, by=operator()
    )
    if given is None:
        click.echo(password)


@users.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES))
@click.option("--site", help="That they work for.")
@data_option
def set_user(name: str, role: str | None, site: str | None, data: Path | None) -> None:
    """Give a person another role or site; what is not named stays."""
    _, db = existing(data)
    known = managing.find(db, name)
    managing.place(
        db, name, role=role or known.role, site=site or known.site, by=operator()
    )


@users.command()
@click.argument("name")
@data_option
def disable(name: str, data: Path | None) -> None:
    """Let a person in no more; what they have open ends at once."""
    _, db = existing(data)
    managing.disable(db, name, by=operator())


@users.command()
@click.argument("name")
@data_option
def enable(name: str, data: Path | None) -> None:
    """Let a person in again."""
    _, db = existing(data)
    managing.enable(db, name, by=operator())


@users.command()
@click.argument("name")
@data_option
def reset(name: str, data: Path | None) -> None:
    """Print a link at which a person sets a new password: once, within a day."""
    found, db = existing(data)
    token = resetting.make_link(db, name, by=operator())
    base = found.public_url or f"http://{found.address}/"
    click.echo(f"{base}password/{token}")


@users.command()
@click.argument("name")
@data_option
def factor(name: str, data: Path | None) -> None:
    """Remove the second factor of a person who lost it."""
    _, db = existing(data)
    factors.remove(db, name, by=operator())


commands = (users,)
