"""`moderate webhooks`: where publishers are told, and how that goes."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from moderation.store import Database, deliveries, tries
from moderation.store.endpoints import Endpoint
from moderation.store.tries import Logged, State, Try
from moderation.webhooks import endpoints as story
from moderation.webhooks import resending
from moderation.webhooks.messages import Type
from web.cli.options import data_option, existing, operator, site_option
from web.cli.since import Since
from web.serving import chores

_types = click.option(
    "--types", help=f"With commas between, of {', '.join(Type)}; all if empty."
)


@click.group()
def webhooks() -> None:
    """Where publishers are told of decisions, and how that goes."""


@webhooks.command("list")
@click.option("--site", help="Only of this site.")
@data_option
def list_webhooks(site: str | None, data: Path | None) -> None:
    """All of them: what they want and how they are; never their secrets."""
    _, db = existing(data)
    for known in story.listed(db, site):
        with db.reading() as connection:
            waiting = deliveries.waiting(connection, known.id)
            failed = deliveries.given_up(connection, known.id)
        click.echo(
            "\t".join(
                (
                    known.id,
                    known.site,
                    known.url,
                    ",".join(known.types) or "all",
                    _standing(known),
                    f"{waiting} waiting, {failed} given up",
                )
            )
        )


@webhooks.command()
@click.argument("url")
@_types
@site_option
@data_option
def add(url: str, types: str | None, site: str, data: Path | None) -> None:
    """Add one; its id and its signing secret are printed, the secret this once."""
    found, db = existing(data)
    made = story.make(
        db,
        site,
        url,
        _split(types),
        allowed=found.webhook_private,
        by=operator(),
    )
    click.echo(f"{made.endpoint.id}\t{made.secret}")


@webhooks.command("set")
@click.argument("id")
@click.option("--url", help="Where messages go, also those that wait.")
@_types
@data_option
def set_webhook(id: str, url: str | None, types: str | None, data: Path | None) -> None:
    """Change where messages go, or which."""
    if url is None and types is None:
        raise click.UsageError("wanted --url URL, --types TYPES or both")
    found, db = existing(data)
    wanted = None if types is None else _split(types)
    story.change(
        db, id, url=url, types=wanted, allowed=found.webhook_private, by=operator()
    )


@webhooks.command()
@click.argument("id")
@click.option(
    "--overlap",
    default=24.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Hours for which the old one signs too.",
)
@data_option
def rotate(id: str, overlap: float, data: Path | None) -> None:
    """Give one a new signing secret and print it, this once."""
    _, db = existing(data)
    click.echo(story.rotate(db, id, overlap=timedelta(hours=overlap), by=operator()))


@webhooks.command()
@click.argument("id")
@data_option
def remove(id: str, data: Path | None) -> None:
    """Take one away, with what waits for it and its log."""
    _, db = existing(data)
    story.remove(db, id, by=operator())
    click.echo(f"{id} is removed", err=True)


@webhooks.command()
@click.argument("id")
@data_option
def enable(id: str, data: Path | None) -> None:
    """Send to one again; what waited for it goes out."""
    _, db = existing(data)
    waited = resending.enable(db, id, by=operator())
    click.echo(f"{id} is enabled; {waited} waited for it", err=True)


@webhooks.command()
@click.argument("id")
@data_option
def disable(id: str, data: Path | None) -> None:
    """Send nothing to one until it is enabled; messages wait for it."""
    _, db = existing(data)
    resending.disable(db, id, by=operator())
    click.echo(f"{id} is disabled", err=True)


@webhooks.command("test")
@click.argument("id")
@data_option
def ping(id: str, data: Path | None) -> None:
    """Send a test now, also to a disabled one, and print what it answered."""
    found, db = existing(data)
    message = resending.ping(db, id, even_disabled=True, by=operator())
    answer = chores.deliverer(found, db).send_one(id, message)
    said = answer.error or f"answered {answer.status}"
    click.echo(f"{said}\t{answer.milliseconds} ms")
    if not answer.taken:
        sys.exit(1)


@webhooks.command()
@click.argument("id")
@click.option("--state", type=click.Choice([state.value for state in State]))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1_000))
@data_option
def log(id: str, state: str | None, limit: int, data: Path | None) -> None:
    """What was sent to one and shall be, the latest first, a line for each try."""
    _, db = existing(data)
    known = story.find(db, id)
    if known.disabled_at is not None:
        click.echo(f"{id} is {_standing(known)}", err=True)
    chosen = None if state is None else State(state)
    for logged in _logged(db, id, chosen, limit):
        for line in _lines(logged):
            click.echo(line)


@webhooks.command()
@click.argument("id")
@click.argument("message", required=False)
@click.option(
    "--since",
    type=Since(),
    help="All that were not taken since: 12h, 30d, or a day.",
)
@data_option
def replay(
    id: str, message: str | None, since: datetime | None, data: Path | None
) -> None:
    """Send again one message, or all since a time that were not taken."""
    if (message is None) == (since is None):
        raise click.UsageError("wanted either a MESSAGE or --since TIME")
    _, db = existing(data)
    count = resending.replay(db, id, message=message, since=since, by=operator())
    click.echo(f"{count} to be sent again", err=True)


def _split(types: str | None) -> list[str]:
    return [each.strip() for each in (types or "").split(",") if each.strip()]


def _standing(known: Endpoint) -> str:
    if known.disabled_at is not None:
        when = f"{known.disabled_at:%Y-%m-%d %H:%M} UTC"
        return f"disabled {when}: {known.disabled_why}"
    if known.failing_since is not None:
        return f"failing since {known.failing_since:%Y-%m-%d %H:%M} UTC"
    return "in use"


def _logged(db: Database, id: str, state: State | None, limit: int) -> list[Logged]:
    with db.reading() as connection:
        return list(tries.log(connection, id, limit=limit, state=state))


def _lines(logged: Logged) -> list[str]:
    """A message's tries, the latest first; one without any has a line too."""
    what = f"{logged.id}\t{logged.type}\t{logged.comment or '-'}\t{logged.state}"
    lines = [f"{_told(each)}\t{what}" for each in reversed(logged.tries)]
    return lines or [f"-\t-\t-\t{what}"]


def _told(each: Try) -> str:
    said = each.error or str(each.status)
    return f"{each.at:%Y-%m-%d %H:%M:%S}\t{said}\t{each.milliseconds} ms"


commands = (webhooks,)
