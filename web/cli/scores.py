"""Scores on the command line, each of which may be inherited again."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

INHERIT = "inherit"
"""Said for what a level shall take from the one above it again."""

Score = float | str
"""A number, or `INHERIT`."""


class ScoreType(click.ParamType[Score]):
    """A number from 0 to 1, which the level checks, or the word `inherit`."""

    name = "score"

    def convert(self, value: Any, param: Any, ctx: Any) -> Score:
        """Read one."""
        try:
            return read(value)
        except ValueError:
            told = f"wanted a number or {INHERIT!r}, got {value!r}"
            self.fail(told + way_out(value), param, ctx)


class ScoreOf(click.ParamType[tuple[str, Score]]):
    """An attribute and its score, as `toxicity=0.5` or `toxicity=inherit`."""

    name = "attribute=score"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, Score]:
        """Read both."""
        if isinstance(value, tuple):
            return value
        attribute, _, score = value.partition("=")
        try:
            return attribute.strip(), read(score)
        except ValueError:
            told = "wanted ATTRIBUTE=SCORE, as toxicity=0.5 or toxicity=inherit, got"
            self.fail(f"{told} {value!r}{way_out(score)}", param, ctx)


def read(text: str | float) -> Score:
    """A score as it is written.

    Raises:
        ValueError: it is neither a number nor `INHERIT`.

    >>> read(" inherit"), read("0.5")
    ('inherit', 0.5)
    """
    if isinstance(text, str) and text.strip() == INHERIT:
        return INHERIT
    return float(text)


def way_out(text: str) -> str:
    """What to write instead of a number with a comma, as many countries have it; ""
    where that is not what is wrong.

    >>> way_out("0,5"), way_out("high")
    ('; write 0.5, with a dot', '')
    """
    dotted = text.strip().replace(",", ".")
    try:
        float(dotted)
    except ValueError:
        return ""
    return f"; write {dotted}, with a dot"


def changed(
    scores: Mapping[str, float], given: Iterable[tuple[str, Score]]
) -> dict[str, float]:
    """Scores by attribute with those that are given, and without the inherited.

    >>> changed({"spam": 0.5, "threat": 0.4}, [("spam", INHERIT), ("insult", 0.3)])
    {'threat': 0.4, 'insult': 0.3}
    """
    both = {**scores, **dict(given)}
    return {name: its for name, its in both.items() if not isinstance(its, str)}
