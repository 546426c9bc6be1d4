"""`moderate users`: the people of the desk."""

import sys
from pathlib import Path

import click

from moderation import accounts, scopes
from moderation.people import factors, managing, resetting
from moderation.scopes import Scope
from moderation.store import Database
from web.cli.options import data_option, existing, opened, operator, site_option

section_option = click.option(
    "--section",
    "sections",
    multiple=True,
    help="Of articles, that a moderator is limited to; may be given again.",
)
queue_option = click.option(
    "--queue",
    "queues",
    multiple=True,
    help='That a moderator is limited to, "" for the main one; may be given again.',
)


@click.group()
def users() -> None:
    """People of the desk."""


@users.command("list")
@data_option
def list_users(data: Path | None) -> None:
    """All people: their roles, sites and limits, how and when they signed in last."""
    _, db = existing(data)
    for user in managing.listed(db):
        way = "password and code" if user.has_factor else "password"
        last = user.signed_in_at
        told = (
            user.name,
            user.role,
            user.site,
            _told(scopes.of(db, user.name)),
            "OpenID Connect" if user.identity else way,
            f"last in {last:%Y-%m-%d %H:%M} UTC" if last else "never in",
            "disabled" if user.disabled_at else "in use",
        )
        click.echo("\t".join(told))


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES), required=True)
@site_option
@section_option
@queue_option
@data_option
def add_user(
    name: str,
    role: str,
    site: str,
    sections: tuple[str, ...],
    queues: tuple[str, ...],
    data: Path | None,
) -> None:
    """Add a person; the password is read from standard input, or made and printed."""
    _, db = opened(data)
    given = None if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n") or None
    password = accounts.make_user(
        db, name, role, site=site, password=given, by=operator()
    )
    if sections or queues:
        _limit(db, name, Scope(frozenset(sections), frozenset(queues)))
    if given is None:
        click.echo(password)


@users.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice(accounts.ROLES))
@click.option("--site", help="That they work for.")
@section_option
@queue_option
@click.option("--all-sections", is_flag=True, help="Limit them to no section any more.")
@click.option("--all-queues", is_flag=True, help="Limit them to no queue any more.")
@data_option
def set_user(
    name: str,
    role: str | None,
    site: str | None,
    sections: tuple[str, ...],
    queues: tuple[str, ...],
    all_sections: bool,
    all_queues: bool,
    data: Path | None,
) -> None:
    """Give a person another role, site or limits; what is not named stays.

    The sections that are named take the place of those before, and so do the queues.
    """
    if (sections and all_sections) or (queues and all_queues):
        raise click.UsageError("either name some, or let them have all")
    _, db = existing(data)
    known, limits = managing.find(db, name), scopes.stored(db, name)
    managing.place(
        db, name, role=role or known.role, site=site or known.site, by=operator()
    )
    wanted = Scope(
        frozenset(sections) if sections or all_sections else limits.sections,
        frozenset(queues) if queues or all_queues else limits.queues,
    )
    if wanted != limits:
        _limit(db, name, wanted)


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


def _limit(db: Database, name: str, wanted: Scope) -> None:
    """Limit somebody, and say so if that holds for no one of their role."""
    managing.limit(
        db, name, sections=wanted.sections, queues=wanted.queues, by=operator()
    )
    if scopes.of(db, name) != wanted:
        role = managing.find(db, name).role
        click.echo(f"{name} is a {role}: limits hold for moderators alone", err=True)


def _told(scope: Scope) -> str:
    """What somebody is limited to, in words."""
    sections = [f"section {name}" for name in sorted(scope.sections)]
    queues = [
        f"queue {name}" if name else "main queue" for name in sorted(scope.queues)
    ]
    return ", ".join([*sections, *queues]) or "no limit"


commands = (users,)
