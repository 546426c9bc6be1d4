"""`moderate levels`: settings of a site, a section, an article, an author."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from moderation import level_changes as story
from moderation.comments import Caution, Mode
from moderation.levels import Level, Override, Standing
from web.cli import scores
from web.cli.options import data_option, existing, operator, site_option
from web.cli.scores import INHERIT, Score, ScoreOf, ScoreType


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
    _, db = existing(data)
    for override in story.listed(db, site):
        click.echo(f"{override.told}\t{_told(override)}")


@levels.command("set")
@site_option
@_which
@click.option("--mode", type=click.Choice(_words(Mode)))
@click.option("--caution", type=click.Choice(_words(Caution)))
@click.option(
    "--hold",
    "holds",
    type=ScoreOf(),
    multiple=True,
    metavar="ATTRIBUTE=SCORE",
    help="From which score on to hold a comment, as toxicity=0.5; may be repeated.",
)
@click.option(
    "--reject",
    "rejects",
    type=ScoreOf(),
    multiple=True,
    metavar="ATTRIBUTE=SCORE",
    help="From which score on to reject one, as spam=0.95; may be repeated.",
)
@click.option(
    "--off-topic", type=ScoreType(), help="Hold a comment less likely on topic."
)
@click.option(
    "--risk",
    type=ScoreType(),
    help="Hold a comment whose small signs together weigh so much.",
)
@click.option("--standing", type=click.Choice(_words(Standing)))
@data_option
def set_level(
    site: str,
    section: str | None,
    article: str | None,
    author: str | None,
    holds: tuple[tuple[str, Score], ...],
    rejects: tuple[tuple[str, Score], ...],
    data: Path | None,
    **given: Any,
) -> None:
    """Set some of a level; what is not named stays, and `inherit` takes a thing from
    the level above again. Without --section, --article or --author it is the site's.
    """
    _, db = existing(data)
    level, name = _chosen(section, article, author)

    def changed(before: Override) -> Override:
        return replace(
            before,
            **_changed(given),
            holds=scores.changed(before.holds, holds),
            rejects=scores.changed(before.rejects, rejects),
        )

    override = story.change(db, site, level, name, changed, by=operator())
    click.echo(f"{override.told}\t{_told(override)}", err=True)


_KINDS = {"mode": Mode, "caution": Caution, "standing": Standing}


def _changed(given: dict[str, Any]) -> dict[str, Any]:
    """What one thing each is set to, or `None` to inherit it; what is not named is
    not there.
    """
    named = {name: value for name, value in given.items() if value is not None}
    changed = {
        name: None if value == INHERIT else _KINDS.get(name, float)(value)
        for name, value in named.items()
    }
    # A standing that is set here lasts until somebody changes it.
    return {**changed, "until": None} if "standing" in changed else changed


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
    _, db = existing(data)
    level, name = _chosen(section, article, author)
    if not story.clear(db, site, level, name, by=operator()):
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


def _told(override: Override) -> str:
    parts = [
        f"mode {override.mode}" if override.mode else "",
        override.caution or "",
        *(f"{name} {hold:g}" for name, hold in sorted(override.holds.items())),
        *(f"{name} rejects {its:g}" for name, its in sorted(override.rejects.items())),
        f"off topic {override.off_topic:g}" if override.off_topic is not None else "",
        f"risk {override.risk:g}" if override.risk is not None else "",
        _standing(override),
    ]
    return ", ".join(filter(None, parts)) or "inherits all"


def _standing(override: Override) -> str:
    until = f" until {override.until:%Y-%m-%d %H:%M} UTC" if override.until else ""
    return f"{override.standing}{until}" if override.standing else ""


commands = (levels,)
