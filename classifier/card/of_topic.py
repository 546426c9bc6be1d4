"""What the card of a judge of topic has other than those of other models."""

from collections.abc import Mapping
from typing import Any

from classifier.card.wording import Section, percent, tabled, three, words
from classifier.saying import N_, Say


def sources(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """What it was made from."""
    return tabled(
        title,
        gettext("Data set | What for | Licence"),
        [
            (
                gettext(each["source"]),
                gettext(each["for"]) if "for" in each else "-",
                gettext(each.get("licence") or N_("not stated")),
            )
            for each in card.get("sources", ())
        ],
        set(),
    )


def validation(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """How well it tells what belongs to an article from what does not."""
    longer = card.get("with_stand_in_bodies") or {}
    return tabled(
        title,
        gettext("On | Told from | AUC | With bodies"),
        [
            (
                words(on),
                gettext(words(kind)),
                three(auc),
                three(longer.get(on, {}).get(kind)),
            )
            for on, kinds in card.get("validation", {}).items()
            for kind, auc in kinds.items()
        ],
        {2, 3},
        gettext(
            "On articles that it was not fitted on. AUC: how often a comment scores "
            "higher under its own article than one that does not belong; 0.5 is "
            "chance. Most articles are headlines; with bodies, other comments stand "
            "in for the text."
        ),
    )


def holds(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """How much of what it holds."""
    kinds = {"true": gettext("under its own article")}
    return tabled(
        title,
        gettext("Comment | Held"),
        [
            (kinds.get(kind) or gettext(words(kind)), percent(share))
            for kind, share in card.get("held", {}).items()
        ],
        {1},
        gettext(
            "The share of comments under English headlines that score below the "
            "threshold."
        ),
    )


def calibration(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """How true its scores are."""
    among = {
        "natural": gettext("comments as they come"),
        "balanced": gettext("as many off topic as on topic"),
    }
    return tabled(
        title,
        gettext("Among | Calibration error"),
        [
            (among.get(kind, kind), three(error))
            for kind, error in card.get("calibration", {}).items()
        ],
        {1},
        gettext("A score of 0.8 shall mean that 80 of 100 such comments are on topic."),
    )
