"""Other scorers that stand in for attributes: how one is chosen, found and opened.

A scorer is any object with `attributes`, `version` and `score`. It is made by a factory
that an installed package offers as an entry point of the group `moderation.scorers`, or
that is named as `module:function`. A factory is called with the attributes that are
wanted of it and, by keyword, the options that were given, all of them text:

    def scorer(attributes: tuple[str, ...], *, folder: str) -> Scorer: ...
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError

GROUP = "moderation.scorers"

_CHOICE = re.compile(
    r"(?P<attribute>[a-z_]+)\s*=\s*(?P<use>[^\s?=]+)(?:\?(?P<more>.*))?"
)


class Scorer(Protocol):
    """What can stand in for attributes."""

    @property
    def attributes(self) -> tuple[str, ...]:
        """What the columns of `score` are."""

    @property
    def version(self) -> str:
        """Which model it is; kept with every judgement."""

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Calibrated probabilities in [0, 1], shape (n_texts, n_attributes).

        Called from several threads at once. It may raise whatever it likes.
        """


Factory = Callable[..., Scorer]


class ScorerError(ModelError):
    """A scorer that was asked for is not there, or cannot be made."""


@dataclass(frozen=True)
class Choice:
    """Which scorer stands in for an attribute, and its options by name."""

    attribute: str
    use: str
    options: tuple[tuple[str, str], ...] = ()


def choices(said: str | Mapping[str, Any]) -> tuple[Choice, ...]:
    """Read which scorers are wanted.

    Args:
        said: `attribute=scorer`, with commas between; options follow a `?` as in a
            web address (`&` between them, `%2C` for a comma). Or a mapping of
            attribute to the scorer as text or to a table with `use` and its options.

    Raises:
        ValueError: it is neither; the message is what was wanted.

    >>> choices("insult=remote?url=http://10.0.0.7/score, threat=mine:scorer")
    (Choice(attribute='insult', use='remote', options=(('url', 'http://10.0.0.7/score'),)),
     Choice(attribute='threat', use='mine:scorer', options=()))
    """
    if isinstance(said, str):
        found = [_choice(part) for part in said.split(",") if part.strip()]
    elif isinstance(said, Mapping):
        found = [_choice_of(attribute, use) for attribute, use in said.items()]
    else:
        raise ValueError("attribute=scorer, with commas between, or a table of them")
    attributes = [each.attribute for each in found]
    if twice := [each for each in attributes if attributes.count(each) > 1]:
        raise ValueError(f"one scorer for {twice[0]}")
    return tuple(found)


def _choice(part: str) -> Choice:
    read = _CHOICE.fullmatch(part.strip())
    if read is None:
        raise ValueError("attribute=scorer or attribute=scorer?option=value")
    options = []
    for option in filter(None, (read["more"] or "").split("&")):
        name, _, value = option.partition("=")
        options.append((name, unquote(value)))
    return Choice(read["attribute"], read["use"], tuple(options))


def _choice_of(attribute: str, use: Any) -> Choice:
    if isinstance(use, str):
        return _choice(f"{attribute}={use}")
    if not isinstance(use, Mapping) or not isinstance(use.get("use"), str):
        raise ValueError(f"for {attribute} a scorer, or a table with `use`")
    options = [(name, str(value)) for name, value in use.items() if name != "use"]
    return Choice(attribute, use["use"], tuple(options))


def open_scorer(
    use: str, attributes: tuple[str, ...], options: Mapping[str, str]
) -> Scorer:
    """Make a scorer for attributes.

    Raises:
        ScorerError: there is none of this name, it cannot be made with these options,
            or it does not give all of these attributes.
    """
    factory = _factory(use)
    try:
        scorer = factory(attributes, **options)
    except ModelError:
        raise
    except Exception as error:  # whatever another's code may raise
        raise ScorerError(f"{use}: {type(error).__name__}: {error}") from error
    if missing := sorted(set(attributes) - set(scorer.attributes)):
        raise ScorerError(
            f"{use}: wanted scores of {', '.join(missing)}; it gives "
            f"{', '.join(scorer.attributes) or 'none'}"
        )
    return scorer


def _factory(use: str) -> Factory:
    offered = entry_points(group=GROUP)
    if ":" in use:
        point = EntryPoint(name=use, value=use, group=GROUP)
    elif use in offered.names:
        point = offered[use]
    else:
        raise ScorerError(
            f"no scorer is called {use!r}; there are "
            f"{', '.join(sorted(offered.names)) or 'none'}, or name one as "
            "module:function"
        )
    try:
        factory: Factory = point.load()
    except (ImportError, AttributeError, ValueError) as error:
        raise ScorerError(f"{use}: cannot be imported: {error}") from error
    return factory
