"""The model card: what a model is, what it learnt from, how good it is, and where not.

A card is `card.json` beside the weights; `schema` says what it holds, `sections` makes
it something to read, and `wording` says how figures are written, there and wherever
else they are shown.
"""

import json
from pathlib import Path

from classifier import folder
from classifier.card.schema import (
    Calibration,
    Card,
    CutFigures,
    Disguised,
    Fairness,
    Figures,
    Functional,
    OutOfSource,
    Passed,
    Rates,
    ReliabilityBin,
    Source,
    TermFigures,
)
from classifier.card.sections import NO_SEXUALLY_EXPLICIT, OTHER_SHAPE, UNSAID, sections
from classifier.card.wording import (
    WIDTH,
    Section,
    Table,
    cut,
    interval,
    lines,
    percent,
    table_lines,
    three,
    words,
)
from classifier.errors import DamagedModel

__all__ = [
    "NO_SEXUALLY_EXPLICIT",
    "OTHER_SHAPE",
    "UNSAID",
    "WIDTH",
    "Calibration",
    "Card",
    "CutFigures",
    "Disguised",
    "Fairness",
    "Figures",
    "Functional",
    "OutOfSource",
    "Passed",
    "Rates",
    "ReliabilityBin",
    "Section",
    "Source",
    "Table",
    "TermFigures",
    "cut",
    "interval",
    "lines",
    "percent",
    "read",
    "sections",
    "table_lines",
    "three",
    "words",
]


def read(path: Path) -> folder.Card:
    """The card of a model folder of any kind.

    Raises:
        DamagedModel: it is not whole, not unchanged, or no model folder.
    """
    try:
        kind = json.loads((path / folder.CARD).read_bytes())["kind"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DamagedModel(f"{path}: not a readable model: {error}") from error
    return folder.read(path, kind)[1]
