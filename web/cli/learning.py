"""The classifier's life: train, evaluate, retrain, promote, roll back."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

import classifier
from classifier import card
from classifier.house import Ground
from classifier.registry import Registry
from moderation import policy, settings
from moderation.settings import Settings
from web import cards
from web.cli import evaluating
from web.cli.options import data_option, existing, opened, site_option

_FOLDER = click.Path(path_type=Path, file_okay=False)
_GIVEN = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.option("--data", "labelled", type=_GIVEN, required=True, help="Labelled files.")
@click.option("--out", type=_FOLDER, default=Path("model"), show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option(
    "--meanings",
    is_flag=True,
    help="Learn what words mean anew; needs the extra topic.",
)
@click.option(
    "--out-of-source",
    is_flag=True,
    help="Tell on the card of English how well training carries over to sources that "
    "nothing is learnt from. It trains anew without them, and takes three times as "
    "long.",
)
def train(
    labelled: Path, out: Path, seed: int, meanings: bool, out_of_source: bool
) -> None:
    """Train the base models: OUT/topic, OUT/attributes and OUT/attributes-LANGUAGE.

    What words mean is taken over from the shipped model, unless it is learnt anew.
    """
    # scikit-learn takes a second to import; only these commands wait for it.
    from classifier import evaluation, training
    from classifier.topic import minilm
    from classifier.topic import training as topic_training

    _tell("Training the topic judge.")
    encoder = minilm.Encoder.load() if meanings else None
    topic = topic_training.train(labelled, out / "topic", seed=seed, encoder=encoder)
    click.echo(f"topic, ROC-AUC: {topic['validation']}")
    meaning = training.meaning_of(classifier.TopicModel.load(out / "topic"))
    attributes = out / "attributes"
    training.train(labelled, attributes, meaning=meaning, seed=seed, tell=_tell)
    others = training.train_languages(labelled, attributes, seed=seed, tell=_tell)
    for language in ("", *(f"-{code}" for code in others)):
        for line in _measured(out / f"attributes{language}", labelled):
            click.echo(line)
    if out_of_source:
        found = evaluation.carried_over(labelled, meaning, seed=seed, tell=_tell)
        evaluation.keep_out_of_source(attributes, found)


@click.command()
@site_option
@data_option
def retrain(site: str, data: Path | None) -> None:
    """Learn from the site's decisions; promote the result if it is better."""
    found, db = existing(data)
    # As for `train`.
    from moderation import learning

    done = learning.retrain(
        db, Registry(found.models), Ground.under(_base(found)), site
    )
    click.echo(f"{done.version}\t{'promoted' if done.promoted else 'not promoted'}")
    click.echo(done.why, err=True)


@click.group(invoke_without_command=True)
@site_option
@data_option
@click.pass_context
def models(context: click.Context, site: str, data: Path | None) -> None:
    """The site's model versions, and what is known of one."""
    # `moderate models --site x show` means the same as `moderate models show --site x`.
    said = {"site": site, "data": data}
    context.default_map = {"list": said, "show": said}
    if context.invoked_subcommand is None:
        _list(site, data)


@models.command("list")
@site_option
@data_option
def list_models(site: str, data: Path | None) -> None:
    """The site's model versions; a star marks the one in service."""
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


@click.command()
@click.argument("version")
@site_option
@data_option
def promote(version: str, site: str, data: Path | None) -> None:
    """Put a version into service."""
    found, _ = opened(data)
    Registry(found.models).promote(site, version, Ground.under(_base(found)))
    click.echo(version)


@click.command()
@site_option
@data_option
def rollback(site: str, data: Path | None) -> None:
    """Go back to the version that was in service before."""
    found, _ = opened(data)
    click.echo(Registry(found.models).rollback(site) or _base(found).version)


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _measured(folder: Path, labelled: Path) -> Iterable[str]:
    """Put the figures of a new model on its card; they are told as a table."""
    from classifier import evaluation

    _tell(f"Measuring {folder.name} on validation rows and probes")
    model = classifier.load(folder)
    holds = {name: each.hold for name, each in policy.THRESHOLDS.items()}
    evaluation.fill_card(model, labelled, holds)
    model.save(folder)
    return evaluation.table(model.card["validation"])


def _list(site: str, data: Path | None) -> None:
    found = settings.read(data=data)
    registry = Registry(found.models)
    shipped = "*" if registry.current(site) is None else " "
    click.echo(f"{shipped} {_base(found).version}\tthe base model alone")
    for entry in registry.versions(site):
        mark = "*" if entry.current else " "
        click.echo(f"{mark} {entry.version}\t{entry.made_at}\t{entry.rows} decisions")


def _card(version: str | None, site: str, data: Path | None) -> Mapping[str, Any]:
    found = settings.read(data=data)
    registry = Registry(found.models)
    version = version or registry.current(site)
    if version == "pretrained":
        return classifier.pretrained().card
    if version in (shipped := cards.shipped()):
        return card.read(shipped[version])
    base = _base(found)
    if version in (None, base.version):
        return base.card
    if Path(version).is_dir():
        return card.read(Path(version))
    return registry.load(site, version, Ground.under(base)).card


def _base(found: Settings) -> classifier.Model:
    return classifier.load(found.model) if found.model else classifier.pretrained()


commands = (train, evaluating.evaluate, retrain, models, promote, rollback)
