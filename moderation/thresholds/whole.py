"""All thresholds together: what a site's caution means in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from moderation.comments import Caution
from moderation.policy import THRESHOLDS_BY_CAUTION, Settings
from moderation.thresholds.curves import holds
from moderation.thresholds.samples import ON_TOPIC, Bools, Columns, Sample
from moderation.thresholds.shares import Share, share


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What all thresholds together would do by scores alone; rules come to that.

    Attributes:
        held: the share of the comments that came which wait for a person.
        rejected: the share that is rejected at once.
        a_day: how many wait, of those of a day.
        precision: of the comments that people decided and these thresholds would hold
            or reject, the share that people rejected.
        caught: of those that people rejected, the share that they would hold or reject.
        decided: decisions that this stands on.
    """

    held: float | None
    rejected: float | None
    a_day: float | None
    precision: Share | None
    caught: Share | None
    decided: int


def of_settings(sample: Sample, settings: Settings) -> Whole:
    """That of the thresholds in force."""
    stops, rejects = _stopped(sample.came, settings)
    number = len(sample.came)
    held = float(np.mean(stops & ~rejects)) if number else None
    decided, _ = _stopped(sample.decided, settings)
    right = int(np.count_nonzero(decided & sample.rejected))
    return Whole(
        held=held,
        rejected=float(np.mean(rejects)) if number else None,
        a_day=None if held is None or sample.a_day is None else held * sample.a_day,
        precision=share(right, int(np.count_nonzero(decided))),
        caught=share(right, int(np.count_nonzero(sample.rejected))),
        decided=int(np.count_nonzero(decided)),
    )


def of_cautions(sample: Sample, settings: Settings) -> Mapping[Caution, Whole]:
    """What each caution would do, with all its thresholds and none of one's own.

    Args:
        settings: of which what is off topic stays, as no caution says anything of it.
    """
    return {
        caution: of_settings(
            sample, replace(settings, thresholds=THRESHOLDS_BY_CAUTION[caution])
        )
        for caution in (Caution.CAUTIOUS, Caution.BALANCED, Caution.LENIENT)
    }


def _stopped(columns: Columns, settings: Settings) -> tuple[Bools, Bools]:
    """Which comments are held or rejected, and which are rejected."""
    stops = holds(columns.scores[ON_TOPIC], settings.hold_off_topic_below, below=True)
    rejects = np.zeros(len(columns), np.bool_)
    for name, threshold in settings.thresholds.items():
        scores = columns.scores[name]
        stops = stops | holds(scores, threshold.hold, below=False)
        if threshold.reject is not None:
            rejects = rejects | holds(scores, threshold.reject, below=False)
    return stops | rejects, rejects
