"""Sentences that are told in the language of whoever reads them.

Whoever makes one says it in English, and is given what finds it in another language:
`gettext`, which takes the sentence and what is filled in, as Flask-Babel's does. Its
name is what `pybabel extract` looks for.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

Say: TypeAlias = Callable[..., str]
"""From an English sentence, and what is filled in by name, to the reader's sentence."""


def english(text: str, **filled: Any) -> str:
    """The sentence as it is.

    >>> english("It is %(what)s.", what="so")
    'It is so.'
    """
    return text % filled if filled else text


def N_(text: str) -> str:
    """The text, marked to be translated where it is shown."""
    return text
