"""`moderate agreement`: how far people agree who decided the same, blind."""

from pathlib import Path

import click

from moderation.blind.agreement import Figure
from moderation.blind.results import Share, agreement_of
from web.cli.options import data_option, existing, site_option


@click.command()
@site_option
@data_option
def agreement(site: str, data: Path | None) -> None:
    """How far people agree: over all, by reason, two by two, and with known answers."""
    found = agreement_of(existing(data)[1], site)
    click.echo(f"decided by two\t{found.agree.whole}")
    click.echo(f"decided alike\t{_share(found.agree)}")
    click.echo(f"alpha, approving and rejecting\t{_figure(found.verdicts)}")
    click.echo(f"alpha, with reasons\t{_figure(found.reasons)}")
    for reason, its in found.by_reason.items():
        told = f"{_share(its.both)}, alpha: {_figure(its.alpha)}"
        click.echo(f"{reason}, both rejected\t{told}")
    for pair in found.pairs:
        told = f"{_share(pair.agree)}, kappa: {_figure(pair.kappa)}"
        click.echo(f"{pair.names[0]} and {pair.names[1]}\t{told}")
    for name, right in found.golden.items():
        click.echo(f"{name}, known answers\t{_share(right)}")


def _share(its: Share) -> str:
    if not its.whole:
        return "nothing yet"
    told = f"{its.part / its.whole:.0%} of {its.whole}"
    return f"{told} ({its.low:.0%} to {its.high:.0%})"


def _figure(its: Figure | None) -> str:
    if its is None:
        return "too few comments yet"
    if its.value is None:
        return "all said the same"
    return f"{its.value:.2f} ({its.low:.2f} to {its.high:.2f})"


commands = (agreement,)
