"""`moderate evaluate`: how good a model is, as a table and as a page."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

import classifier
from moderation import policy
from web.cli.pages import check_place, write

if TYPE_CHECKING:
    from classifier.evaluation.baseline import Judge
    from classifier.samples import Sample

_SHIPPED = "pretrained"
_BASELINE = "tfidf:"
_PATH = click.Path(path_type=Path)


@click.command()
@click.option(
    "--model",
    "named",
    default=_SHIPPED,
    show_default=True,
    help="A model folder, or `pretrained`, the shipped one.",
)
@click.option(
    "--data",
    "given",
    type=_PATH,
    multiple=True,
    required=True,
    help="Labelled files, CSV or NDJSON, plain or .gz, or a folder of them; several "
    "may follow.",
)
@click.argument("more", type=_PATH, nargs=-1, metavar="[FILE]...")
@click.option(
    "--compare",
    help="Another model to set beside it: a folder, `pretrained`, or `tfidf:FOLDER`, "
    "which trains the usual pipeline on the training rows of a folder.",
)
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page in HTML with curves. It quotes comments.",
)
@click.option(
    "--split",
    type=click.Choice(["valid", "train", "all"]),
    default="valid",
    show_default=True,
    help="Which rows count; those that name no split always do.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=1), help="At most, drawn by chance."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the chance.")
def evaluate(
    named: str,
    given: tuple[Path, ...],
    more: tuple[Path, ...],
    compare: str | None,
    page: Path | None,
    split: str,
    max_rows: int | None,
    seed: int,
) -> None:
    """How good a model is on labelled rows.

    A file has a column `text` and one or more named like an attribute, from 0 to 1 and
    empty where not labelled; `source`, `split` and `lang` may be there too.
    """
    # SciPy takes a while to import; only this command and training wait for it.
    from classifier import evaluation
    from classifier.evaluation import examination, report
    from classifier.samples import some

    check_place(page, "--report")
    model = _model(named, seed)
    other = _model(compare, seed) if compare else None
    paths = (*given, *more)
    samples = evaluation.labelled(paths, split=split)
    samples = _read_by(samples, [model, *([other] if other else [])])
    if max_rows is not None:
        samples = some(samples, max_rows, seed=seed)
    _tell_what_is_left_out(samples, model)
    holds = {name: each.hold for name, each in policy.THRESHOLDS.items()}
    if other is None:
        beside = None
        found = examination.examine(model, samples, holds, seed=seed, tell=_tell)
    else:
        found, beside = examination.compare(
            model, other, samples, holds, seed=seed, tell=_tell
        )
    for line in evaluation.table(found.figures):
        click.echo(line)
    if beside is not None:
        click.echo(f"\nbeside {beside.theirs.version}:")
        for line in examination.comparison_table(found, beside):
            click.echo(line)
    click.echo()
    for line in examination.probe_lines(found):
        click.echo(line)
    if page is not None:
        names = [path.name for path in paths]
        write(page, report.page(found, beside, data=names), "--report")


def _model(named: str, seed: int) -> "Judge":
    if named == _SHIPPED:
        return classifier.pretrained()
    if not named.startswith(_BASELINE):
        return classifier.load(Path(named))
    from classifier import evaluation
    from classifier.evaluation.baseline import baseline

    folder = Path(named.removeprefix(_BASELINE))
    rows = evaluation.labelled([folder], split="train")
    english = [row for row in rows if row.language == "en"]
    _tell(f"Training TF-IDF with logistic regression on {len(english):,} rows")
    return baseline(english, seed=seed)


def _read_by(samples: Sequence["Sample"], models: Sequence["Judge"]) -> list["Sample"]:
    """The rows in a language that all models read: others have no scores."""
    languages = set.intersection(*({*model.languages} for model in models))
    kept = [sample for sample in samples if sample.language in languages]
    if dropped := len(samples) - len(kept):
        _tell(f"Left out: {dropped:,} rows in a language that is not read")
    return kept


def _tell_what_is_left_out(samples: Sequence["Sample"], model: "Judge") -> None:
    """Name what cannot be measured, and stop where nothing can.

    Raises:
        click.ClickException: no attribute has rows of both classes.
    """
    measured = False
    for attribute in model.attributes:
        labels: dict[str, set[int]] = {}
        for sample in samples:
            if attribute in sample.labels:
                known = labels.setdefault(sample.source, set())
                known.add(sample.labels[attribute])
        for source, classes in sorted(labels.items()):
            if len(classes) == 1:
                _tell(
                    f"Left out: {attribute} of {source}, all rows are {classes.pop()}"
                )
        measured = measured or set().union(*labels.values()) == {0, 1}
    if not measured:
        raise click.ClickException(
            f"wanted rows of both classes for one or more of "
            f"{', '.join(model.attributes)}; found none in {len(samples):,} rows "
            "(`--split all` takes those of every split)"
        )


def _tell(what: str) -> None:
    click.echo(what, err=True)
