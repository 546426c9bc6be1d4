"""`moderate models`, `promote` and `rollback`: which version of a judge is in use."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

import classifier
from classifier import card
from classifier.house import Ground, SiteModel
from classifier.registry import Registry
from moderation import guarantees, settings, sites
from moderation.settings import Settings
from moderation.store import Database
from moderation.workshop import shadowing, versions
from moderation.workshop.shadowing import Report
from moderation.workshop.versions import Ready
from web import cards
from web.cli.options import data_option, existing, operator, site_option


def registry_of(found: Settings) -> Registry:
    """Where the settings keep versions."""
    return Registry(found.models, kept=found.models_kept)


def base_of(found: Settings) -> classifier.Model:
    """The model that the settings name, on which those of sites stand."""
    return classifier.load(found.model) if found.model else classifier.pretrained()


def opened(data: Path | None) -> tuple[Database, Registry, Ground]:
    """What it takes to change which version is in use.

    Raises:
        NothingStored: there is no database.
    """
    found, db = existing(data)
    return db, registry_of(found), Ground.under(base_of(found))


def readier(data: Path | None, site: str, *, by: str) -> Ready:
    """What is to be done with each model of a site before it is put into service."""

    def ready(model: SiteModel) -> None:
        found, db = existing(data)
        if sites.find(db, site).accepted is not None:
            # Here, as all judges are opened, which most sites need not.
            from web.app import open_service

            service = open_service(found)
            guarantees.prepare(service, site, model, by=by)

    return ready


@click.group(invoke_without_command=True)
@site_option
@data_option
@click.pass_context
def models(context: click.Context, site: str, data: Path | None) -> None:
    """The site's model versions, and what is known of one."""
    # `moderate models --site x show` means the same as `moderate models show --site x`.
    said = {"site": site, "data": data}
    context.default_map = {name: said for name in models.commands}
    if context.invoked_subcommand is None:
        _list(site, data)


@models.command("list")
@site_option
@data_option
def list_models(site: str, data: Path | None) -> None:
    """The site's model versions in the order in which they were learnt.

    A star marks the one in service. Behind when and from how many decisions a version
    was learnt stands which one it was compared with.
    """
    _list(site, data)


@models.command("show")
@click.argument("version", required=False)
@site_option
@data_option
def show_model(version: str | None, site: str, data: Path | None) -> None:
    """The card of a model: data, licences, figures, limits.

    VERSION is one that `moderate models` lists, or `pretrained` for the shipped one,
    `topic` or `topic-minilm` for a topic judge, a code such as `de` for the shipped one
    of a language, `language` for what tells languages apart, or a model folder of any
    kind; the one in service if it is not given.
    """
    for line in card.lines(card.sections(_card(version, site, data))):
        click.echo(line)


@models.command()
@site_option
@data_option
def pin(site: str, data: Path | None) -> None:
    """Keep what is in service until a person promotes or rolls back.

    Retraining goes on learning and comparing, and promotes nothing.
    """
    db, registry, ground = opened(data)
    click.echo(versions.pin(db, registry, ground, site, by=operator(), on=True))


@models.command()
@site_option
@data_option
def unpin(site: str, data: Path | None) -> None:
    """Let retraining promote again what is better."""
    db, registry, ground = opened(data)
    click.echo(versions.pin(db, registry, ground, site, by=operator(), on=False))


@models.command()
@click.argument("version", required=False)
@click.option("--off", is_flag=True, help="Let none score any more.")
@site_option
@data_option
def shadow(version: str | None, off: bool, site: str, data: Path | None) -> None:
    """Have VERSION score beside the one in service, without effect.

    Without VERSION it is told what the one that does so would have done.
    """
    db, registry, ground = opened(data)
    if version and off:
        raise click.UsageError("wanted a version or --off, got both")
    if version or off:
        versions.shadow(db, registry, ground, site, version, by=operator())
        click.echo(version or "none")
        return
    found = shadowing.report(db, registry, site)
    if found is None:
        raise click.ClickException(f"site {site!r} has no version in the shadow")
    for line in _shadowed(found):
        click.echo(line)


@models.command()
@site_option
@data_option
def prune(site: str, data: Path | None) -> None:
    """Take away old versions beyond MODERATION_MODELS_KEPT; `retrain` does it too."""
    found, db = existing(data)
    for version in versions.prune(db, registry_of(found), site, by=operator()):
        click.echo(version)


@click.command()
@click.argument("version")
@site_option
@data_option
def promote(version: str, site: str, data: Path | None) -> None:
    """Put a version into service."""
    db, registry, ground = opened(data)
    by = operator()
    ready = readier(data, site, by=by)
    versions.promote(db, registry, ground, site, version, by=by, ready=ready)
    click.echo(version)


@click.command()
@site_option
@data_option
def rollback(site: str, data: Path | None) -> None:
    """Go back to the version that was in service before."""
    db, registry, ground = opened(data)
    by = operator()
    ready = readier(data, site, by=by)
    click.echo(versions.roll_back(db, registry, ground, site, by=by, ready=ready))


def _list(site: str, data: Path | None) -> None:
    found = settings.read(data=data)
    registry = registry_of(found)
    pinned = "\tpinned" if registry.is_pinned(site) else ""
    is_own = registry.current(site) is not None
    shipped = f"{' ' if is_own else '*'} {base_of(found).version}\tthe base model alone"
    click.echo(shipped + ("" if is_own else pinned))
    for each in registry.versions(site):
        mark = "*" if each.current else " "
        beside = f"\tbeside {each.parent}" if each.parent else ""
        told = (pinned if each.current else "") + ("\tshadow" if each.shadow else "")
        made = f"{each.version}\t{each.made_at}\t{each.rows} decisions"
        click.echo(f"{mark} {made}{beside}{told}")


def _shadowed(its: Report) -> Iterator[str]:
    yield f"version\t{its.version}"
    yield f"comments\t{its.comments}"
    if its.share is None:
        return
    share, (low, high) = its.share
    yield f"would differ\t{its.differ}\t{share:.1%} ({low:.1%} to {high:.1%})"
    for (did, would), number in sorted(its.moves.items()):
        yield f"{did} -> {would}\t{number}"
    yield f"decided by people\t{its.decided}\t{its.rejected} rejected"
    yield f"where both differ, as it would have\t{its.right}"
    yield f"where both differ, the other way\t{its.wrong}"
    if its.ranked is None:
        yield "AUC\ttoo few are decided by people to tell"
    else:
        yield _ranked("in service", its.ranked.served, its.ranked.served_interval)
        yield _ranked("in the shadow", its.ranked.shadow, its.ranked.shadow_interval)
    for each in its.examples:
        yield f"differs\t{each.id}\t{each.did} -> {each.action}"


def _ranked(who: str, auc: float, interval: tuple[float, float]) -> str:
    return f"AUC {who}\t{auc:.3f}\t{interval[0]:.3f} to {interval[1]:.3f}"


def _card(version: str | None, site: str, data: Path | None) -> Mapping[str, Any]:
    found = settings.read(data=data)
    registry = registry_of(found)
    version = version or registry.current(site)
    if version == "pretrained":
        return classifier.pretrained().card
    if version in (shipped := cards.shipped()):
        return card.read(shipped[version])
    base = base_of(found)
    if version in (None, base.version):
        return base.card
    if Path(version).is_dir():
        return card.read(Path(version))
    return registry.load(site, version, Ground.under(base)).card


commands = (models, promote, rollback)
