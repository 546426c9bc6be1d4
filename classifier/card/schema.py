"""What a model card holds (Mitchell et al., "Model Cards for Model Reporting", 2019).

Every part may be missing: a card of an older version is still shown, with what it has.
All figures are on rows that the model has not learnt from; shares and areas are in
[0, 1].
"""

from typing import TypedDict


class Source(TypedDict, total=False):
    """A data set that was learnt from."""

    source: str
    name: str
    licence: str
    rows: int
    weight: float


class CutFigures(TypedDict):
    """How many validation rows score a threshold or more, and how right that is."""

    flagged: int
    precision: float | None
    recall: float


class Figures(TypedDict, total=False):
    """How good an attribute is on the rows of a source."""

    rows: int
    positive: int
    auc: float
    auc_interval: tuple[float, float]
    average_precision: float
    calibration_error: float
    cuts: dict[str, CutFigures]


class ReliabilityBin(TypedDict):
    """Rows of like scores: mean score, share of positives, share of all comments."""

    score: float
    share: float
    weight: float
    rows: int


class Calibration(TypedDict, total=False):
    """How true an attribute's scores are at the natural rate, all sources together."""

    rows: int
    error: float
    bins: list[ReliabilityBin]


class Rates(TypedDict):
    """False-positive rates over identity terms at one threshold."""

    threshold: float
    overall: float
    gap: float
    lowest: str
    highest: str


class TermFigures(TypedDict):
    """An identity term: false-positive rates, and AUCs after Borkan et al. (2019)."""

    group: str
    at_rate: float
    at_hold: float
    subgroup_auc: float
    bpsn_auc: float
    bnsp_auc: float


class Fairness(TypedDict):
    """An attribute over identity terms."""

    sentences: int
    at_rate: Rates
    at_hold: Rates
    terms: dict[str, TermFigures]


class Disguised(TypedDict):
    """What a disguise costs the toxicity score."""

    rows: int
    auc_plain: float
    auc: float
    auc_lost: float
    clean_flagged_plain: float
    clean_flagged: float


class Passed(TypedDict):
    """Functional cases of one functionality; `kind` is hateful, spelling or neither."""

    functionality: str
    kind: str
    cases: int
    passed: int


class Functional(TypedDict, total=False):
    """Pass rates of the functional cases."""

    hateful: float | None
    non_hateful: float | None
    spelling: float | None
    functionalities: list[Passed]


class OutOfSource(TypedDict):
    """AUC on a source of which nothing was learnt, beside the baseline's."""

    rows: int
    positive: int
    auc: float
    baseline: float
    difference: float
    interval: tuple[float, float]


class Card(TypedDict, total=False):
    """All that a card may tell; `base_rates` are what scores are calibrated to."""

    kind: str
    name: str
    version: str
    date: str
    attributes: list[str]
    languages: list[str]
    seed: int
    made_with: dict[str, str]
    sources: list[Source]
    base_rates: dict[str, float]
    validation: dict[str, dict[str, Figures]]
    calibration: dict[str, Calibration]
    fairness: dict[str, Fairness]
    disguises: dict[str, Disguised]
    functional: Functional
    out_of_source: dict[str, dict[str, OutOfSource]]
    limits: list[str]
