"""`moderate risk`: which errors of the service are accepted, and what keeps to them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from classifier import risk as bounds
from moderation import guarantees, sites
from moderation.accepted import Accepted
from moderation.guarantees import Found, Side
from moderation.service import Service
from web.cli.options import data_option, existing, operator, site_option


class _Share(click.ParamType[float]):
    """A share, as 2% or 0.02."""

    name = "share"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        if isinstance(value, float):
            return value
        told = str(value).strip()
        try:
            share = float(told.removesuffix("%"))
        except ValueError:
            self.fail(f"wanted a share such as 2% or 0.02, got {value!r}")
        return share / 100 if told.endswith("%") else share


def _share(
    name: str, says: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(name, type=_Share(), help=says)


@click.group()
def risk() -> None:
    """Which errors are accepted, and the thresholds that keep to them."""


@risk.command("set")
@_share("--wrong-rejections", "Of what is rejected by a machine alone, at most.")
@_share("--wrong-approvals", "Of what is approved by a machine alone, at most.")
@_share("--held", "Of all comments, what may wait for a person.")
@click.option(
    "--confidence",
    type=_Share(),
    default=0.95,
    show_default=True,
    help="How surely each bound is kept to.",
)
@click.option(
    "--hold-unproven",
    is_flag=True,
    help="Approve nothing without a person until the bound on that is sure.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what it would mean.")
@site_option
@data_option
def set_risk(
    wrong_rejections: float | None,
    wrong_approvals: float | None,
    held: float | None,
    confidence: float,
    hold_unproven: bool,
    dry_run: bool,
    site: str,
    data: Path | None,
) -> None:
    """Say which errors are accepted; audited comments tell how far that can be kept."""
    accepted = Accepted(
        wrong_rejections=wrong_rejections,
        wrong_approvals=wrong_approvals,
        held=held,
        confidence=confidence,
        holds_unproven=hold_unproven,
    )
    service = _service(data)
    if dry_run:
        _tell(guarantees.look(service, site, accepted))
    else:
        _tell(guarantees.accept(service, site, accepted, by=operator()))


@risk.command("show")
@site_option
@data_option
def show_risk(site: str, data: Path | None) -> None:
    """What the audits up to now say of the errors that are accepted."""
    service = _service(data)
    accepted = sites.find(service.db, site).accepted
    if accepted is None:
        click.echo("no errors are named that are accepted; `moderate risk set` does it")
    else:
        _tell(guarantees.look(service, site, accepted))


@risk.command("renew")
@site_option
@data_option
def renew_risk(site: str, data: Path | None) -> None:
    """Set the thresholds anew, by all audits up to now."""
    found = guarantees.renew(_service(data), site, by=operator())
    if found is None:
        raise click.ClickException(
            "no errors are named that are accepted; `moderate risk set` does it"
        )
    _tell(found)


@risk.command("stop")
@site_option
@data_option
def stop_risk(site: str, data: Path | None) -> None:
    """Keep to no bounds any more: the usual thresholds hold again."""
    guarantees.stop(_service(data), site, by=operator())


def _service(data: Path | None) -> Service:
    # Here, as all judges are opened, which no other command waits for.
    from web.app import open_service

    return open_service(existing(data)[0])


def _tell(found: Found) -> None:
    threshold = found.threshold
    click.echo(f"{found.version}, by {found.audits} audited comments")
    rejects = "never" if threshold.reject is None else f"from {threshold.reject:g} on"
    click.echo(f"rejected\t{rejects}\t{_side(found.rejections, found.confidence)}")
    click.echo(f"held\t{_holds(found)}\t{_side(found.approvals, found.confidence)}")
    if found.audits:
        alone = found.automated.decided / found.audits
        counted = bounds.Counted(found.audits, found.automated.decided)
        low, high = bounds.interval(counted)
        click.echo(f"decided by a machine alone\t{alone:.1%} ({low:.1%} to {high:.1%})")
    if found.holds_too_many:
        click.echo(
            f"held\t{found.held.wrong / max(found.audits, 1):.1%}, and at most "
            f"{found.most_held:.1%} is wanted: the bounds on errors go before it"
        )


def _side(its: Side, confidence: float) -> str:
    what = f"{its.counted.wrong} of {its.counted.decided} audited are wrong"
    if its.accepted is None:
        return f"{what}; no bound is asked for"
    if its.is_kept:
        return f"{what}: surely at most {its.bound:.1%} ({confidence:g})"
    if its.missing is None:
        return f"{what}: more than {its.accepted:.1%}, which no threshold would mend"
    return (
        f"{what}: {its.accepted:.1%} cannot be promised yet; audited comments that are "
        f"wanted besides, if as many of them are wrong: about {its.missing}"
    )


def _holds(found: Found) -> str:
    """What is not approved, and until when."""
    if found.threshold.hold > 0:
        return f"from {found.threshold.hold:g} on"
    return "all, until the bound on approvals is sure"


commands = (risk,)
