"""The rules judge: a site's policy in one file that an editor can read.

>>> default().check(Facts(text="Well said!")).live
()
"""

from functools import cache
from pathlib import Path

from rules.facts import (
    ArticleFacts,
    AuthorFacts,
    Facts,
    ParentFacts,
    RepetitionFacts,
)
from rules.findings import Finding, Findings
from rules.problems import Problem, RuleFailed, RulesError
from rules.reading import Checked, check, load
from rules.rulebook import Example, Rule, Rulebook, RuleMode

__all__ = [
    "ArticleFacts",
    "AuthorFacts",
    "Checked",
    "Example",
    "Facts",
    "Finding",
    "Findings",
    "ParentFacts",
    "Problem",
    "RepetitionFacts",
    "Rule",
    "RuleFailed",
    "RuleMode",
    "Rulebook",
    "RulesError",
    "check",
    "default",
    "load",
]


@cache
def default() -> Rulebook:
    """The policy that a new site starts with, `default.yaml`."""
    return load(Path(__file__).parent / "default.yaml")
