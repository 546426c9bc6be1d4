"""Facts of a text as the service makes them, with the folded spelling."""

from typing import Any

import rules
from classifier.spelling import fold
from rules import Facts


def facts(text: str, **around: Any) -> Facts:
    folded = fold(text)
    return Facts(
        text=text,
        folded=folded.text,
        folded_begins=folded.begins,
        folded_ends=folded.ends,
        **around,
    )


def found(text: str, **around: Any) -> dict[str, list[str]]:
    """The rules of the default policy that fire, each with the words it marks."""
    return {
        finding.rule: [text[begin:end] for begin, end in finding.spans]
        for finding in rules.default().check(facts(text, **around)).live
    }
