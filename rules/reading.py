"""From a YAML file to a rulebook, with every problem of the file told at once."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from rules.errors import RulesError
from rules.language import ConditionError, compile_condition
from rules.patterns import Patterns
from rules.rulebook import Rule, Rulebook
from rules.wordlists import WordLists, read

LARGEST = 1_000_000  # bytes of a rules file

ACTIONS = ("reject", "hold", "approve")
REASONS = frozenset(
    {"abuse", "insult", "threat", "hate", "profanity", "sexual", "spam"}
    | {"advertising", "off_topic", "personal_information", "duplicate", "flooding"}
    | {"shouting", "illegible", "language", "new_author", "closed", "unscored"}
    | {"illegal", "other"}
)
"""The reason codes that publishers, moderators and statistics share."""

_FIELDS = {"id", "family", "says", "when", "then", "weight", "reason"}
_NEEDED = ("id", "family", "says", "when", "weight", "reason")


class _Loader(yaml.SafeLoader):
    """Plain data only: no aliases (they can grow without end), no double keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="aliases (*name) are not taken", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        for number, (key, _) in enumerate(node.value):
            if key.value in names[:number]:
                raise yaml.MarkedYAMLError(
                    problem=f"{key.value!r} is there twice",
                    problem_mark=key.start_mark,
                )
        return super().construct_mapping(node, deep=True)


def load(path: Path) -> Rulebook:
    """Read and check a rules file.

    Word lists named by file are looked for in the folder `words` beside it.

    Raises:
        RulesError: listing everything that is wrong with the file.
    """
    content = _content(path)
    problems: list[str] = []
    lists = _lists(content.get("words") or {}, path.parent / "words", problems)
    patterns = _patterns(content.get("patterns") or {}, problems)
    rules = _rules(content.get("rules"), lists, patterns, problems)
    if problems:
        raise RulesError(path.name, problems)
    digest = hashlib.sha256(path.read_bytes() + repr(sorted(lists.items())).encode())
    version = f"{content.get('name', path.stem)}-{digest.hexdigest()[:8]}"
    return Rulebook(version, rules, WordLists(lists), patterns)


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise RulesError(path.name, [f"larger than {LARGEST} bytes"])
        content = yaml.load(path.read_bytes(), _Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise RulesError(str(path), [error.strerror or "cannot be read"]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RulesError(path.name, [f"not readable as YAML: {error}"]) from error
    if not isinstance(content, dict):
        raise RulesError(path.name, ["wanted a mapping with name, words and rules"])
    if unknown := set(content) - {"name", "description", "words", "patterns", "rules"}:
        raise RulesError(path.name, [f"unknown at the top: {sorted(unknown)}"])
    return content


def _lists(
    given: Mapping[str, Any], folder: Path, problems: list[str]
) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name, source in given.items():
        if isinstance(source, list):
            lists[name] = tuple(str(entry).lower() for entry in source)
            continue
        try:
            # Only a name: a rules file reads nothing outside its own folder.
            lists[name] = read(folder / Path(str(source)).name)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"words {name!r}: {source}: {type(error).__name__}")
    return lists


def _patterns(given: Mapping[str, Any], problems: list[str]) -> Patterns:
    good: dict[str, str] = {}
    for name, pattern in given.items():
        try:
            Patterns({name: str(pattern)})
            good[name] = str(pattern)
        except ValueError as error:
            problems.append(str(error))
    return Patterns(good)


def _rules(
    given: Any,
    lists: Mapping[str, Sequence[str]],
    patterns: Patterns,
    problems: list[str],
) -> list[Rule]:
    if not isinstance(given, list) or not given:
        problems.append("rules: wanted a list of rules")
        return []
    rules: list[Rule] = []
    for number, each in enumerate(given, start=1):
        where = f"rule {number}"
        if isinstance(each, dict):
            where = f"rule {each.get('id', number)}"
        try:
            rule = _rule(each, frozenset(lists), patterns.names)
        except ValueError as error:
            problems.append(f"{where}: {error}")
            continue
        if rule.id in {other.id for other in rules}:
            problems.append(f"{where}: its id is used twice")
        rules.append(rule)
    return rules


def _rule(given: Any, lists: frozenset[str], patterns: frozenset[str]) -> Rule:
    if not isinstance(given, dict):
        raise ValueError(f"wanted a mapping, got {type(given).__name__}")
    if missing := [name for name in _NEEDED if name not in given]:
        raise ValueError(f"wanted also {', '.join(missing)}")
    if unknown := set(given) - _FIELDS:
        raise ValueError(f"unknown: {', '.join(map(str, sorted(unknown)))}")
    weight, then, reason = given["weight"], given.get("then"), given["reason"]
    if not isinstance(weight, int | float) or not 0 <= weight <= 1:
        raise ValueError(f"weight: wanted a number from 0 to 1, got {weight!r}")
    if then is not None and then not in ACTIONS:
        raise ValueError(f"then: wanted one of {', '.join(ACTIONS)}, got {then!r}")
    if reason not in REASONS:
        raise ValueError(
            f"reason: wanted one of {', '.join(sorted(REASONS))}, got {reason!r}"
        )
    try:
        condition = compile_condition(str(given["when"]), lists, patterns)
    except ConditionError as error:
        raise ValueError(f"when: {error}") from None
    return Rule(
        id=str(given["id"]),
        family=str(given["family"]),
        says=str(given["says"]),
        when=str(given["when"]),
        reason=reason,
        weight=float(weight),
        then=then,
        condition=condition,
    )
