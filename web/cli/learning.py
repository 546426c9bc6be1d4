"""What judges learn: `moderate train`, `evaluate` and `retrain`."""

from collections.abc import Iterable
from pathlib import Path

import click

import classifier
from moderation import policy
from web.cli import evaluating, models
from web.cli.options import data_option, site_option

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
    db, registry, ground = models.opened(data)
    # As for `train`.
    from moderation import learning

    done = learning.retrain(db, registry, ground, site)
    click.echo(f"{done.version}\t{'promoted' if done.promoted else 'not promoted'}")
    click.echo(done.why, err=True)


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


commands = (train, evaluating.evaluate, retrain)
