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
from rules.reading import Checked, check, check_kept, load, read
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
    "check_kept",
    "default",
    "default_file",
    "load",
    "read",
]


@cache
def default() -> Rulebook:
    """The policy that a new site starts with, `default.yaml`."""
    return load(default_file())


def default_file() -> Path:
    """Where that is."""
    return Path(__file__).parent / "default.yaml"
