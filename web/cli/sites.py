"""`moderate sites`: publications and their settings."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from moderation import sites as publications
from moderation.comments import Mode
from moderation.errors import BadSubmission
from moderation.settings import Settings
from moderation.store import Database, people
from moderation.webhooks import endpoints
from web.cli.options import data_option, existing, opened, operator
from web.compat.perspective import attributes


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
    """What else is set of a site, as the options are called that set it; of what is
    decided blind what a new site has not.
    """
    new = people.Site(name=site.name, mode=site.mode, language=site.language)
    given = (
        "pause-odd-rules" if site.pause_odd_rules else "",
        "keep-analysed" if site.keeps_analysed else "",
        "share-lessons" if site.shares_lessons else "",
        f"zero={','.join(site.zeros)}" if site.zeros else "",
        *(
            f"{field.replace('_', '-')}={its:g}"
            for field in (*sorted(publications.SHARES), "golden_each")
            if (its := getattr(site, field)) != getattr(new, field)
        ),
        *(
            f"{field.replace('_', '-')}={days}"
            for field in sorted(publications.ERASING | publications.RETRAINING.keys())
            if (days := getattr(site, field)) is not None
        ),
    )
    return " ".join(filter(None, given)) or "-"


@sites.command("add")
@click.argument("name")
@data_option
def add_site(name: str, data: Path | None) -> None:
    """Add a site: up to 64 letters, digits, `.`, `_` and `-`."""
    _, db = opened(data)
    publications.add(db, name, by=operator())


NEVER = "never"


class _Days(click.ParamType[int | str]):
    """A number, which the site checks, or the word `never`."""

    def __init__(self, name: str = "days") -> None:
        self.name = name

    def convert(self, value: Any, param: Any, ctx: Any) -> int | str:
        if value == NEVER:
            return NEVER
        try:
            return int(value)
        except ValueError:
            self.fail(f"wanted a number of {self.name} or {NEVER!r}, got {value!r}")


def _after(
    what: str, says: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        f"--erase-{what}-after",
        type=_Days(),
        help=f"Days after which {says}; or never.",
    )


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
    "--share-lessons/--no-share-lessons",
    default=None,
    help="Learn from the decisions of other sites that share theirs, and they from it.",
)
@click.option(
    "--zero",
    metavar="NAMES",
    help="Attributes of Perspective that no model has, to be answered with 0; with "
    "commas between, empty for none.",
)
@click.option(
    "--audit-share",
    type=click.FloatRange(0, 1),
    help="Of the comments that come, those that somebody decides blind, to measure.",
)
@click.option(
    "--second-share",
    type=click.FloatRange(0, 1),
    help="Of the decisions by people, those that a second person makes blind.",
)
@click.option(
    "--golden-each",
    type=click.IntRange(0, publications.MOST_EACH),
    help="Of so many looks of a person at what is decided blind, one is at a comment "
    "with a known answer; 0 for none.",
)
@_after("rejected", "what was rejected is erased")
@_after("texts", "all comments are erased")
@_after("authors", "it is forgotten who wrote a comment")
@click.option(
    "--retrain-after-decisions",
    type=_Days("decisions"),
    help="New decisions after which its own judge is learnt by itself; or never.",
)
@click.option(
    "--retrain-after-hours",
    type=_Days("hours"),
    help="Hours that must have passed since the last time; or never, which is 24.",
)
@data_option
def set_site(
    name: str,
    mode: str | None,
    webhook: str | None,
    language: str | None,
    pause_odd_rules: bool | None,
    keep_analysed: bool | None,
    share_lessons: bool | None,
    audit_share: float | None,
    second_share: float | None,
    golden_each: int | None,
    zero: str | None,
    data: Path | None,
    **after: int | str | None,
) -> None:
    """Change a site; a new webhook's signing secret is printed, this once."""
    found, db = opened(data)
    secret = None if webhook is None else _set_webhook(db, name, webhook, found)
    changes: dict[str, Any] = {
        "mode": None if mode is None else Mode(mode),
        "language": language,
        "pause_odd_rules": pause_odd_rules,
        "keeps_analysed": keep_analysed,
        "shares_lessons": share_lessons,
        "audit_share": audit_share,
        "second_share": second_share,
        "golden_each": golden_each,
        "zeros": None if zero is None else _zeros(zero),
    }
    given = {field: value for field, value in changes.items() if value is not None}
    given |= {
        field: None if days == NEVER else days
        for field, days in after.items()
        if days is not None
    }
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


commands = (sites,)
