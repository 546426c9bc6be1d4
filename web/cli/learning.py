"""The classifier's life: train, evaluate, retrain, promote, roll back."""

from pathlib import Path

import click

import classifier
from classifier.registry import Registry
from moderation import learning
from moderation.settings import Settings
from web.cli.options import data_option, opened, site_option

_FOLDER = click.Path(path_type=Path, file_okay=False)
_GIVEN = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.option("--data", "labelled", type=_GIVEN, required=True, help="Labelled files.")
@click.option("--out", type=_FOLDER, default=Path("model"), show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def train(labelled: Path, out: Path, seed: int) -> None:
    """Train a base model: OUT/attributes and OUT/topic."""
    # scikit-learn takes a second to import; only these commands wait for it.
    from classifier import evaluation, topic_training, training

    click.echo("Training the attributes; this takes some minutes.", err=True)
    card = training.train(labelled, out / "attributes", seed=seed)
    for line in evaluation.table(card["validation"]):
        click.echo(line)
    click.echo("Training the topic judge.", err=True)
    topic = topic_training.train(labelled, out / "topic", seed=seed)
    click.echo(f"topic, ROC-AUC: {topic['validation']}")


@click.command()
@click.option("--data", "labelled", type=_GIVEN, required=True, help="Labelled files.")
@click.option("--model", type=_GIVEN, help="A model folder; the shipped one if unset.")
def evaluate(labelled: Path, model: Path | None) -> None:
    """How good a model is on validation rows."""
    from classifier import evaluation

    judge = classifier.load(model) if model else classifier.pretrained()
    for line in evaluation.table(evaluation.evaluate(judge, labelled)):
        click.echo(line)


@click.command()
@site_option
@data_option
def retrain(site: str, data: Path | None) -> None:
    """Learn from the site's decisions; promote the result if it is better."""
    found, db = opened(data)
    done = learning.retrain(db, Registry(found.models), _base(found), site)
    click.echo(f"{done.version}\t{'promoted' if done.promoted else 'not promoted'}")
    click.echo(done.why, err=True)


@click.command()
@site_option
@data_option
def models(site: str, data: Path | None) -> None:
    """The site's model versions; a star marks the one in service."""
    found, _ = opened(data)
    registry = Registry(found.models)
    shipped = "*" if registry.current(site) is None else " "
    click.echo(f"{shipped} {_base(found).version}\tthe base model alone")
    for entry in registry.versions(site):
        mark = "*" if entry.current else " "
        click.echo(f"{mark} {entry.version}\t{entry.made_at}\t{entry.rows} decisions")


@click.command()
@click.argument("version")
@site_option
@data_option
def promote(version: str, site: str, data: Path | None) -> None:
    """Put a version into service."""
    found, _ = opened(data)
    Registry(found.models).promote(site, version, _base(found))
    click.echo(version)


@click.command()
@site_option
@data_option
def rollback(site: str, data: Path | None) -> None:
    """Go back to the version that was in service before."""
    found, _ = opened(data)
    click.echo(Registry(found.models).rollback(site) or _base(found).version)


def _base(found: Settings) -> classifier.Model:
    return classifier.load(found.model) if found.model else classifier.pretrained()


commands = (train, evaluate, retrain, models, promote, rollback)
