"""What the card of a site's own model tells of how it came into service, or did not."""

from collections.abc import Mapping
from typing import Any

from classifier.card.wording import (
    Section,
    interval,
    percent,
    tabled,
    thousands,
    three,
    words,
)
from classifier.saying import Say


def compared(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """How it fared beside the judge that was in service."""
    its = card.get("compared")
    if its is None:
        return None
    names = {card["champion"]: its["champion"], card["version"]: its["challenger"]}
    rows = [
        (
            name,
            three(each["auc"]),
            interval(each["auc_interval"], gettext),
            three(each["average_precision"]),
            three(each["loss"]),
            three(each["calibration"]),
        )
        for name, each in names.items()
    ]
    return tabled(
        title,
        gettext("Judge | AUC | 95 % | AP | Log loss | ECE"),
        rows,
        {1, 2, 3, 4, 5},
        gettext(
            "On %(decisions)s later decisions, of which %(rejected)s rejected; neither "
            "judge had learnt them. AUC: how often a rejected comment scores above an "
            "approved one; 0.5 is chance. AP: average precision. ECE: expected "
            "calibration error. What learnt from the earlier decisions alone was "
            "compared; the model itself has learnt from all of them since.",
            decisions=thousands(its["decisions"]),
            rejected=thousands(its["rejected"]),
        ),
    )


def groups(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """Where it fared better or worse, and who was left out."""
    its = card.get("compared") or {}
    rows = [
        (
            _named(each["name"], gettext),
            thousands(each["decisions"]),
            f"{each['value']:+.3f}",
        )
        for each in its.get("groups", ())
    ]
    return tabled(
        title,
        gettext("Decisions of | Number | Log loss gained"),
        rows,
        {1, 2},
        gettext(
            "Of each group that has enough decisions to tell. What is below 0 beyond "
            "chance keeps a model from service."
        ),
    )


def left_out(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    """From whom nothing was learnt."""
    rows = [
        (
            each["name"],
            thousands(each["decisions"]),
            percent(each["against"]),
            percent(each["others"]),
        )
        for each in card.get("unlike", ())
    ]
    return tabled(
        title,
        gettext("Who | Decisions | Against what is expected | The others"),
        rows,
        {1, 2, 3},
        gettext(
            "Whose decisions are, beyond chance and by far, against what those of the "
            "others lead to expect: nothing was learnt from them."
        ),
    )


def _named(group: str, gettext: Say) -> str:
    """A group such as "the section sport", whose own name stays as it is."""
    kind, _, name = group.removeprefix("the ").partition(" ")
    return f"{gettext(words(kind))}: {name}"
