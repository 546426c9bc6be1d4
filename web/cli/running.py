"""Commands that run the service."""

import signal
import sys
import threading
from pathlib import Path

import click

from moderation import accounts, keys, settings
from moderation.comments import DEFAULT_SITE
from moderation.store import Database, people
from moderation.store import keys as stored_keys
from web import demo as demonstration
from web import serving
from web.app import open_service
from web.cli.options import data_option, existing, opened
from web.serving import chores


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
@click.option("--once", is_flag=True, help="Do what is due, and stop; for cron.")
@data_option
def work(once: bool, data: Path | None) -> None:
    """Deliver, learn, look whether models fit, count, and erase what is old, as due.

    `serve` does it, too, unless MODERATION_WORK leaves it to this.
    """
    found, _ = existing(data)
    service = open_service(found)
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    if once:
        sys.exit(not chores.once(found, service, stop))
    threads = chores.begin(found, service, stop)
    stop.wait()
    for thread in threads:
        thread.join()


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
@data_option
def deliver(once: bool, data: Path | None) -> None:
    """Send webhooks that are due; `serve` does it too."""
    found, db = opened(data)
    deliverer = chores.deliverer(found, db)
    if not once:
        deliverer.run(threading.Event())
    done = deliverer.send_due()
    click.echo(f"sent {done.sent}, failed {done.failed}", err=True)
    if done.failed:
        sys.exit(1)


commands = (serve, work, deliver)
