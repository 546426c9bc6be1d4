"""What judges learn: `moderate train`, `evaluate` and `retrain`."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

import classifier
from classifier.house import Ground
from classifier.registry import Registry
from moderation import policy, sites
from moderation.store import Database
from moderation.workshop import retraining, schedule
from moderation.workshop.versions import Ready
from web.cli import evaluating, models
from web.cli.options import data_option, operator, site_option

NICENESS = 10
"""Of what is learnt by itself: what serves comes before it, whatever it does."""

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
@click.option(
    "--if-due",
    is_flag=True,
    help="Only when the site's schedule (`moderate sites set`) says so, behind "
    "everything else that the machine does; for cron, where `serve` does not run.",
)
@click.option(
    "--quick",
    is_flag=True,
    help="Learn only what is new, on top of what is in service: what was erased or "
    "overturned since is forgotten only when all is learnt anew.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell it as a line of JSON.")
@click.option("--by", default=operator, hidden=True)
@site_option
@data_option
def retrain(
    if_due: bool,
    quick: bool,
    as_json: bool,
    by: str,
    site: str,
    data: Path | None,
) -> None:
    """Learn from the site's decisions; promote the result if it is better."""
    if if_due:
        os.nice(NICENESS)
    db, registry, ground = models.opened(data)
    if if_due:
        _retrain_if_due(
            db, registry, ground, site, models.readier(data, site, by=operator())
        )
        return
    ready = models.readier(data, site, by=by)
    done = retraining.learn(db, registry, ground, site, by=by, quick=quick, ready=ready)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        _told(done.version, done.promoted, done.why)


def _retrain_if_due(
    db: Database, registry: Registry, ground: Ground, site: str, ready: Ready
) -> None:
    due = schedule.due(db, registry, sites.find(db, site))
    if not due.is_due:
        click.echo("not due")
        _tell(f"{site}: {due.why}")
        return
    by = schedule.BY
    done = retraining.run(db, registry, ground, site, by=by, ready=ready)
    if not done.version:
        raise click.ClickException(done.job.trouble)
    _told(done.version, done.promoted, done.why)


def _told(version: str, promoted: bool, why: str) -> None:
    click.echo(f"{version}\t{'promoted' if promoted else 'not promoted'}")
    _tell(why)


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
