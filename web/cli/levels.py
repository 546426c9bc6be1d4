"""`moderate levels`: settings of a site, a section, an article, an author."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from moderation.comments import Caution, Mode
from moderation.levels import Level, Override, Standing
from moderation.store import levels as stored
from moderation.store import people
from moderation.store.database import now
from web.cli.options import data_option, opened, site_option

INHERIT = "inherit"
"""Said for what a level shall take from the one above it again."""


def _words(kind: type[StrEnum]) -> list[str]:
    return [*(each.value for each in kind), INHERIT]


def _which(function: Any) -> Any:
    for level in (Level.AUTHOR, Level.ARTICLE, Level.SECTION):
        told = "its id" if level is not Level.SECTION else "its name"
        function = click.option(f"--{level}", help=f"Of one {level}, by {told}.")(
            function
        )
    return function


@click.group()
def levels() -> None:
    """Settings by level; the narrowest that sets something has the last word."""


@levels.command("list")
@site_option
@data_option
def list_levels(site: str, data: Path | None) -> None:
    """All levels that set something, the widest first."""
    _, db = opened(data)
    with db.reading() as connection:
        people.site(connection, site)  # raises if there is none
        for override in stored.all_of(connection, site):
            click.echo(f"{override.told}\t{_told(override)}")


@levels.command("set")
@site_option
@_which
@click.option("--mode", type=click.Choice(_words(Mode)))
@click.option("--caution", type=click.Choice(_words(Caution)))
@click.option(
    "--hold",
    "holds",
    multiple=True,
    metavar="ATTRIBUTE=SCORE",
    help="From which score on to hold a comment, as toxicity=0.5; may be repeated.",
)
@click.option("--off-topic", type=float, help="Hold a comment less likely on topic.")
@click.option("--standing", type=click.Choice(_words(Standing)))
@data_option
def set_level(
    site: str,
    section: str | None,
    article: str | None,
    author: str | None,
    mode: str | None,
    caution: str | None,
    holds: tuple[str, ...],
    off_topic: float | None,
    standing: str | None,
    data: Path | None,
) -> None:
    """Set some of a level; what is not named stays. Without --section, --article or
    --author it is the site's.
    """
    _, db = opened(data)
    level, name = _chosen(section, article, author)
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        found = stored.of(connection, site, [(level, name)])
        override = found[0] if found else Override(level=level, name=name)
        if mode:
            override = replace(override, mode=None if mode == INHERIT else Mode(mode))
        if caution:
            its = None if caution == INHERIT else Caution(caution)
            override = replace(override, caution=its)
        if standing:
            stands = None if standing == INHERIT else Standing(standing)
            override = replace(override, standing=stands)
        if off_topic is not None:
            override = replace(override, off_topic=off_topic)
        override = replace(override, holds={**override.holds, **_holds(holds)})
        override.check()
        stored.keep(connection, site, override, now())
    click.echo(f"{override.told}\t{_told(override)}", err=True)


@levels.command("clear")
@site_option
@_which
@data_option
def clear_level(
    site: str,
    section: str | None,
    article: str | None,
    author: str | None,
    data: Path | None,
) -> None:
    """Let a level inherit everything again."""
    _, db = opened(data)
    level, name = _chosen(section, article, author)
    with db.writing() as connection:
        if not stored.clear(connection, site, level, name):
            raise click.ClickException(f"{level} {name}".strip() + " sets nothing")


def _chosen(
    section: str | None, article: str | None, author: str | None
) -> tuple[Level, str]:
    given = [
        (level, name)
        for level, name in (
            (Level.SECTION, section),
            (Level.ARTICLE, article),
            (Level.AUTHOR, author),
        )
        if name is not None
    ]
    if len(given) > 1:
        raise click.UsageError("wanted one of --section, --article and --author")
    return given[0] if given else (Level.SITE, "")


def _holds(given: tuple[str, ...]) -> dict[str, float]:
    holds = dict[str, float]()
    for each in given:
        name, _, score = each.partition("=")
        try:
            holds[name.strip()] = float(score)
        except ValueError:
            told = f"--hold: wanted ATTRIBUTE=SCORE, as toxicity=0.5, got {each!r}"
            raise click.UsageError(told) from None
    return holds


def _told(override: Override) -> str:
    parts = [
        f"mode {override.mode}" if override.mode else "",
        override.caution or "",
        *(f"{name} {hold:g}" for name, hold in sorted(override.holds.items())),
        f"off topic {override.off_topic:g}" if override.off_topic is not None else "",
        override.standing or "",
    ]
    return ", ".join(filter(None, parts)) or "inherits all"


commands = (levels,)
