"""The rules judge: a site's policy in one file that an editor can read.

>>> [finding.rule for finding in default().check(Facts(text="Well said!"))]
[]
"""

from functools import cache
from pathlib import Path

from rules.errors import RuleFailed, RulesError
from rules.facts import ArticleFacts, AuthorFacts, Facts, Finding, RepetitionFacts
from rules.reading import load
from rules.rulebook import Rule, Rulebook

__all__ = [
    "ArticleFacts",
    "AuthorFacts",
    "Facts",
    "Finding",
    "RepetitionFacts",
    "Rule",
    "RuleFailed",
    "Rulebook",
    "RulesError",
    "default",
    "load",
]


@cache
def default() -> Rulebook:
    """The policy that a new site starts with, `default.yaml`."""
    return load(Path(__file__).parent / "default.yaml")
