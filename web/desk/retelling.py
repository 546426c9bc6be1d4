"""What the floors below say in English, told in the language of the page.

They know no languages, and what they say may have been stored long ago. The catalogue
has it (`extraction` put it there), whole or with placeholders, and so it is recognised.
What is not in the catalogue is somebody else's and stays as they wrote it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.mofile import read_mo
from flask_babel import get_locale, gettext, pgettext

from moderation import marking
from moderation.comments import Finding
from moderation.errors import BadSubmission
from web.desk.extraction import FINDING, PROBLEM
from web.desk.languages import apart

_CODES = frozenset(
    {"NAMES", "disabled_why", "judge", "kind", "level", "right", "role", "state"}
    | {"status", "told", "wanted", "of", "got", "message", "next", "_KIND", "_DONE"}
    | {"done", "problem"}
)
"""Placeholders that stand for words of ours; others are names, ids and numbers."""

_LONGEST = 2_000
"""Characters of a text that is looked for among sentences with placeholders."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class _Sentence(NamedTuple):
    """A sentence of the catalogue, and what recognises it when it is filled in."""

    id: str
    filled: re.Pattern[str]


def ours(text: str) -> str:
    """A sentence of a rule or of a card, if it is one of those that we wrote."""
    return str(gettext(text)) if text else ""


def message(finding: Finding) -> str:
    """What a finding says: a rule's sentence, or what the policy made of a score."""
    if marking.is_rule(finding):
        return ours(finding.message)
    return _retold(FINDING, finding.message)


def problem(text: str) -> str:
    """Why something is not done, or a part of that."""
    return _retold(PROBLEM, text)


def fields(errors: Iterable[Mapping[str, str]]) -> str:
    """What is wrong with each field of what was sent.

    Args:
        errors: of each its `field`, what was `wanted`, and what one `got`.
    """
    return "; ".join(
        gettext(
            "%(field)s: wanted %(wanted)s, got %(got)s",
            field=_field(each["field"]),
            wanted=problem(each["wanted"]),
            got=problem(each["got"]),
        )
        for each in errors
    )


def told(error: Exception) -> str:
    """Why something is not done, of what was raised."""
    if isinstance(error, BadSubmission):
        return fields(map(vars, error.problems))
    return problem(str(error))


def sentence(error: Exception) -> str:
    """As `told`, with a full stop."""
    return str(gettext("%(problem)s.", problem=told(error)))


def _field(name: str) -> str:
    """By the word that pages have for it, if there is one."""
    words = name.replace("_", " ")
    return said if (said := ours(words)) != words else name


def _retold(context: str, text: str) -> str:
    language = str(get_locale() or "en")
    if language == "en" or not 0 < len(text) <= _LONGEST:
        return text
    if (said := pgettext(context, text)) != text:
        return str(said)
    for sentence in _sentences(language, context):
        if found := sentence.filled.fullmatch(text):
            filled = {
                name: _part(context, name, its)
                for name, its in found.groupdict().items()
            }
            return str(pgettext(context, sentence.id, **filled))
    return ours(text)


def _part(context: str, name: str, text: str) -> str:
    return _retold(context, text) if name in _CODES else apart(text)


@cache
def _sentences(language: str, context: str) -> Sequence[_Sentence]:
    """Those with placeholders, the one that says the most itself first."""
    path = Path(__file__).parent / "translations" / language / "LC_MESSAGES/messages.mo"
    with path.open("rb") as file:
        ids = [
            str(its.id)
            for its in read_mo(file)
            if its.context == context and _PLACEHOLDER.search(str(its.id))
        ]
    ids.sort(key=lambda id: -len(_PLACEHOLDER.sub("", id)))
    return [_Sentence(id, _filled(id)) for id in ids]


def _filled(id: str) -> re.Pattern[str]:
    """What a sentence is when it is filled in.

    >>> _filled("%(id)s: it is %(status)s").fullmatch("a1: it is held").groupdict()
    {'id': 'a1', 'status': 'held'}
    """
    parts: list[Any] = _PLACEHOLDER.split(id)
    for place, part in enumerate(parts):
        own = re.escape(part.replace("%%", "%"))
        parts[place] = f"(?P<{part}>.*)" if place % 2 else own
    return re.compile("".join(parts), re.DOTALL)
