"""Which charts show the figures of a version."""

from collections.abc import Sequence
from math import ceil, floor

from flask_babel import gettext

from moderation.examined import Curve, Figures, Learnt, Measured, Points
from web.desk.languages import in_order
from web.desk.learnt.curves import FIFTHS, Curves, Line, Mirrored
from web.desk.overview.charts import Row, Rows, Series
from web.desk.wording import percent, words

OURS, THEIRS = "yes", "no"
"""How the version is drawn, and the judge beside it."""


def roc(its: Measured) -> Curves:
    """What is caught, and what is held for it."""
    return Curves(
        _both(its, its.ours.roc, its.theirs.roc),
        across=gettext("approved comments at or above a score"),
        up=gettext("rejected ones"),
        below=_shares(),
        beside=_shares(),
        diagonal=True,
    )


def precision_recall(its: Measured) -> Curves:
    """How much of what is caught is right."""
    return Curves(
        _both(its, its.ours.precision_recall, its.theirs.precision_recall),
        across=gettext("rejected comments at or above a score"),
        up=gettext("of these rejected"),
        below=_shares(),
        beside=_shares(),
        level=sum(its.rejected) / its.decisions,
    )


def reliability(its: Measured) -> Curves:
    """Whether a score is a share."""
    return Curves(
        _both(its, its.ours.reliability, its.theirs.reliability, dotted=True),
        across=gettext("score"),
        up=gettext("rejected"),
        below=_scores(),
        beside=_shares(),
        diagonal=True,
    )


def histogram(found: Figures, its: Measured) -> Mirrored:
    """Which scores people's rejections and approvals have."""
    guides = [(found.hold, gettext("hold"))] if found.hold <= 1 else []
    if found.reject is not None and found.reject <= 1:
        guides.append((found.reject, gettext("reject")))
    return Mirrored(_parts(its.rejected), _parts(its.approved), guides)


def reasons(its: Measured) -> Rows:
    """What becomes of rejections, by reason."""
    return Rows(
        [
            Row(
                words(each.reason) if each.reason else gettext("no reason"),
                str(each.decisions),
                [
                    ("no", each.rejected / each.decisions),
                    ("third", each.held / each.decisions),
                    ("yes", each.approved / each.decisions),
                ],
            )
            for each in its.reasons
        ],
        most=1.0,
    )


def asked() -> Sequence[Series]:
    """What the parts of the bars of `reasons` stand for."""
    return (
        Series(gettext("rejected"), "no", ()),
        Series(gettext("held"), "third", ()),
        Series(gettext("approved"), "yes", ()),
    )


def ranking(curve: Curve) -> Curves:
    """The AUC, by how many decisions are learnt from."""
    return _by_decisions(curve, [(its, its.auc) for its in curve.points], "AUC")


def losing(curve: Curve) -> Curves:
    """The log loss, by how many decisions are learnt from."""
    points = [(its, its.loss) for its in curve.points]
    return _by_decisions(curve, points, gettext("log loss"))


def _by_decisions(
    curve: Curve, points: Sequence[tuple[Learnt, float]], up: str
) -> Curves:
    values = [value for _, value in points]
    low, high = floor(min(values) * 20) / 20, ceil(max(values) * 20) / 20
    high = max(high, low + 0.05)
    beside = [low + (high - low) * part / 5 for part in range(6)]
    # Each doubles the one before, so that they stand evenly by their order.
    below = [
        (float(place), f"{its.decisions:,}") for place, (its, _) in _placed(points)
    ]
    line = Line(
        up, OURS, [(place, value) for place, (_, value) in _placed(points)], True
    )
    return Curves(
        [line],
        across=gettext("decisions that are learnt from"),
        up=up,
        below=below,
        beside=[(value, f"{value:.2f}") for value in beside],
    )


def _placed(
    points: Sequence[tuple[Learnt, float]],
) -> Sequence[tuple[int, tuple[Learnt, float]]]:
    return list(enumerate(points))


def _both(
    its: Measured, ours: Points, theirs: Points, *, dotted: bool = False
) -> Sequence[Line]:
    return (
        Line(its.ours.name, OURS, ours, dotted),
        Line(judge(its.theirs.name), THEIRS, theirs, dotted),
    )


def judge(name: str) -> str:
    """A version, or the shipped judge in the reader's language."""
    return gettext("shipped toxicity") if name == "shipped toxicity" else name


def signed(number: float) -> str:
    """A difference, whose sign stays before it among words of any direction."""
    return in_order(f"{number:+.3f}")


def _shares() -> Sequence[tuple[float, str]]:
    return [(each, percent(each)) for each in FIFTHS]


def _scores() -> Sequence[tuple[float, str]]:
    return [(each, f"{each:.1f}") for each in FIFTHS]


def _parts(counts: Sequence[int]) -> Sequence[float]:
    whole = sum(counts) or 1
    return [each / whole for each in counts]
