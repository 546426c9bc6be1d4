"""The fields of a body: found by either spelling, and of the kind that is wanted.

Each function raises `Refused` for a value of another kind.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from web.compat.perspective import errors

JSON = Mapping[str, Any]

_TRUTHS = {True: True, False: False, "true": True, "false": False}


def get(given: JSON, name: str) -> Any:
    """A field by its name in camelCase, or as in snake_case."""
    found = given.get(name)
    return given.get(_snake(name)) if found is None else found


def _snake(name: str) -> str:
    if name not in _SNAKES:
        _SNAKES[name] = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    return _SNAKES[name]


_SNAKES: dict[str, str] = {}  # of the few names that are asked for here


def mapping(given: JSON, name: str, within: str = "") -> JSON:
    """An object; an empty one where there is none."""
    found = get(given, name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise errors.wrong_value(within + _snake(name), "an object")
    return found


def string(given: JSON, name: str, within: str = "") -> str | None:
    """A string; `within` is what its name is told after."""
    found = get(given, name)
    if not isinstance(found, str | None):
        raise errors.wrong_value(within + _snake(name), "TYPE_STRING")
    return found


def text(given: JSON, within: str) -> str:
    """A text; NUL, which no database holds, is as good as a blank."""
    return (string(given, "text", within) or "").replace("\0", " ")


def strings(given: JSON, name: str) -> Sequence[str]:
    """Names of languages, or a single one."""
    found = get(given, name)
    if isinstance(found, str):  # as some send who name one
        return [found]
    if not isinstance(found, list | None) or not all(
        isinstance(each, str) and each.strip() and each.isascii() and len(each) < 40
        for each in found or ()
    ):
        raise errors.wrong_value(_snake(name), "a list of languages")
    return found or ()


def truth(given: JSON, name: str) -> bool:
    """Yes or no, and no where nothing is said; also as a word or as 1 and 0."""
    found = get(given, name)
    if found is None:
        return False
    if not isinstance(found, str | int | bool) or found not in _TRUTHS:
        raise errors.wrong_value(_snake(name), "TYPE_BOOL")
    return _TRUTHS[found]


def number(given: Any, path: str) -> float:
    """A finite number, also as a string."""
    try:
        if isinstance(given, bool):
            raise TypeError
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        raise errors.wrong_value(path, "TYPE_FLOAT") from None
    if not math.isfinite(number):
        raise errors.wrong_value(path, "TYPE_FLOAT")
    return number
