"""`moderate drift`: whether a site's model still fits what comes."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from moderation import drift, guarantees
from moderation.drift import Look, Measured, Shift, Word
from web.cli.learning import NICENESS
from web.cli.models import registry_of
from web.cli.options import data_option, existing, site_option
from web.cli.printing import printable


@click.command("drift")
@click.option(
    "--if-due",
    is_flag=True,
    help="Only if it was not looked for a day, behind everything else that the machine "
    "does; and end what surely goes wrong more often than is accepted. For cron, where "
    "`serve` does not run.",
)
@site_option
@data_option
def look(if_due: bool, site: str, data: Path | None) -> None:
    """Whether what comes is as what the site's model has learnt from."""
    found, db = existing(data)
    version = registry_of(found).current(site)
    if if_due:
        os.nice(NICENESS)
        if version is None or not drift.is_due(db, site, version):
            click.echo("not due")
            return
        drift.tried(db, site, version)  # so that what fails is not tried all the time
    # Here, as all judges are opened, and what looks brings what serving does without.
    from moderation.drift import looking
    from web.app import open_service

    service = open_service(found)
    its = looking.look(service, site)
    drift.keep(db, site, its)
    for line in _lines(its):
        click.echo(printable(line))
    if if_due and its.unkept:
        model = guarantees.in_service(service, site)
        for side in guarantees.tighten(service, site, model, by=BY):
            click.echo(f"{side}\tended, until the thresholds are set anew")


BY = "drift"
"""Who ended what goes wrong, as the history names it."""


def _lines(its: Look) -> Iterable[str]:
    yield f"{its.version}\tlearnt {its.learnt:%Y-%m-%d %H:%M}"
    for shift in its.shifts:
        yield from _of_shift(shift)
    yield from map(_of_word, its.words)
    yield f"audits before\t{_measured(its.audits.before)}"
    yield f"audits since\t{_measured(its.audits.now)}"
    if its.audits.is_worse:
        yield "audits\tit does worse than it did, beyond chance"
    for what in its.unkept:
        yield f"{what}\tmore are wrong than is accepted, surely: `moderate risk show`"
    yield "look at it" if its.worries else "nothing worries"


def _of_shift(its: Shift) -> Iterable[str]:
    told = f"{its.before} before, {its.now} since"
    if its.index is None or its.chance is None:
        yield f"{its.kind}\ttoo few\t{told}"
        return
    figures = f"index {its.index:.3f}, by chance {its.chance:.2g}"
    yield f"{its.kind}\t{its.reading}\t{figures}\t{told}"
    if its.reading in ("look", "shifted"):
        for each in its.moved:
            name = " ".join(each.name.split()) or "none"
            moved = f"{each.before:.1%} to {each.now:.1%}"
            yield f"{its.kind}\t{name}\t{moved}\t{' '.join(each.examples)}".rstrip()


def _of_word(its: Word) -> str:
    moved = f"{its.before:.1%} to {its.now:.1%}"
    return f"word\t{its.word}\t{moved}\t{' '.join(its.examples)}".rstrip()


def _measured(its: Measured | None) -> str:
    if its is None:
        return "too few"
    value, low, high = its.auc
    return (
        f"{its.number}, {its.rejected} rejected: AUC {value:.3f} ({low:.3f} to "
        f"{high:.3f}), log loss {its.loss:.3f}"
    )


commands = (look,)
