"""Sentences that are told in the language of whoever reads them.

Whoever makes one says it in English, and is given what finds it in another language:
`gettext`, which takes the sentence and what is filled in, as Flask-Babel's does. Its
name is what `pybabel extract` looks for.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Say: TypeAlias = Callable[..., str]
"""From an English sentence, and what is filled in by name, to the reader's sentence."""


def english(text: str, **filled: Any) -> str:
    """The sentence as it is.

    >>> english("It is %(what)s.", what="so")
    'It is so.'
    """
    return text % filled if filled else text


def in_a_row(words: Iterable[str], gettext: Say = english) -> str:
    """Words with commas between them.

    >>> in_a_row(["one", "two", "three"])
    'one, two, three'
    """
    told = ""
    for word in words:
        joined = gettext("%(first)s, %(next)s", first=told, next=word)
        told = joined if told else word
    return told


def N_(text: str) -> str:
    """The text, marked to be translated where it is shown."""
    return text
