"""Commands that run the service, and keep its people and sites."""

import sys
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import click

from moderation import accounts, keys, settings
from moderation import sites as publications
from moderation.comments import DEFAULT_SITE, Mode
from moderation.errors import BadSubmission
from moderation.settings import Settings
from moderation.store import Database, people
from moderation.store import keys as stored_keys
from moderation.webhooks import endpoints
from web import demo as demonstration
from web import serving
from web.app import open_service
from web.cli.options import data_option, existing, opened, operator, site_option
from web.compat.perspective import attributes
from web.serving import beside


@click.command()
@click.option("--host")
@click.option("--port", type=int)
@click.option("--workers", type=int)
@click.option("--server", type=click.Choice(settings.SERVERS))
@click.option("--demo", is_flag=True, help="Add a sample article with comments.")
@data_option
def serve(
    host: str | None,
    port: int | None,
    workers: int | None,
    server: str | None,
    demo: bool,
    data: Path | None,
) -> None:
    """Make what is missing, then serve."""
    found = settings.read(
        data=data, host=host, port=port, workers=workers, server=server
    )
    serving.check(found)
    service = open_service(found)
    click.echo(f"Serving on http://{found.address}")
    _first_user(service.db)
    _first_key(service.db)
    if demo:
        demonstration.furnish(service)
        click.echo(f"Try it: http://{found.address}/demo")
    service.db.close()  # workers open their own
    serving.run(found, demo=demo)


def _first_user(db: Database) -> None:
    with db.reading() as connection:
        if people.has_users(connection):
            return
    password = accounts.make_user(db, "moderator", "admin", site=DEFAULT_SITE)
    click.echo("Sign in as   moderator")
    click.echo(f"Password     {password}   (shown this once)")


def _first_key(db: Database) -> None:
    with db.reading() as connection:
        if stored_keys.any_made(connection):
            return
    key = keys.make(db, "first", DEFAULT_SITE, keys.USUAL_RIGHTS)
    click.echo(f"API key      {key}   (shown this once)")


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
@data_option
def deliver(once: bool, data: Path | None) -> None:
    """Send webhooks that are due; `serve` does it too."""
    found, db = opened(data)
    if not once:
        beside.deliver(found, db, threading.Event())
    done = beside.deliverer(found, db).send_due()
    click.echo(f"sent {done.sent}, failed {done.failed}", err=True)
    if done.failed:
        sys.exit(1)


@click.group()
def users() -> None:
    """People of the desk."""


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


@click.group()
def sites() -> None:
    """Publications and their settings."""


@sites.command("list")
@data_option
def list_sites(data: Path | None) -> None:
    """All sites with their modes, webhooks, and what else is set, by its options."""
    _, db = existing(data)
    urls = defaultdict[str, list[str]](list)
    for endpoint in endpoints.listed(db):
        urls[endpoint.site].append(endpoint.url)
    with db.reading() as connection:
        for site in people.sites(connection):
            told = " ".join(urls[site.name]) or "-"
            click.echo(f"{site.name}\t{site.mode}\t{told}\t{_set(site)}")


def _set(site: people.Site) -> str:
    """What else is set of a site, as the options are called that set it."""
    given = (
        "pause-odd-rules" if site.pause_odd_rules else "",
        "keep-analysed" if site.keeps_analysed else "",
        f"zero={','.join(site.zeros)}" if site.zeros else "",
    )
    return " ".join(filter(None, given)) or "-"


@sites.command("add")
@click.argument("name")
@data_option
def add_site(name: str, data: Path | None) -> None:
    """Add a site: up to 64 letters, digits, `.`, `_` and `-`."""
    _, db = opened(data)
    publications.add(db, name, by=operator())


@sites.command("set")
@click.argument("name")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]))
@click.option(
    "--language", help="Of its comments, where they name none, as a code: en, pt-BR."
)
@click.option("--webhook", help="Where to tell of decisions; empty to stop.")
@click.option(
    "--pause-odd-rules/--no-pause-odd-rules",
    default=None,
    help="Pause rules by themselves that hit much more than they do.",
)
@click.option(
    "--keep-analysed/--no-keep-analysed",
    default=None,
    help="Keep what comes by Perspective's calls, as if it were submitted.",
)
@click.option(
    "--zero",
    metavar="NAMES",
    help="Attributes of Perspective that no model has, to be answered with 0; with "
    "commas between, empty for none.",
)
@data_option
def set_site(
    name: str,
    mode: str | None,
    webhook: str | None,
    language: str | None,
    pause_odd_rules: bool | None,
    keep_analysed: bool | None,
    zero: str | None,
    data: Path | None,
) -> None:
    """Change a site; a new webhook's signing secret is printed, this once."""
    found, db = opened(data)
    secret = None if webhook is None else _set_webhook(db, name, webhook, found)
    changes: dict[str, Any] = {
        "mode": None if mode is None else Mode(mode),
        "language": language,
        "pause_odd_rules": pause_odd_rules,
        "keeps_analysed": keep_analysed,
        "zeros": None if zero is None else _zeros(zero),
    }
    given = {field: value for field, value in changes.items() if value is not None}
    publications.configure(db, name, by=operator(), **given)
    if secret:
        click.echo(secret)


def _zeros(given: str) -> list[str]:
    try:
        return attributes.zeros(given)
    except BadSubmission as error:
        raise click.UsageError(f"--zero: {error}") from error


def _set_webhook(db: Database, site: str, url: str, found: Settings) -> str | None:
    try:
        return endpoints.set_only(
            db, site, url, allowed=found.webhook_private, by=operator()
        )
    except BadSubmission as error:
        raise click.UsageError(f"--webhook: {error}") from error


commands = (serve, deliver, users, sites)
