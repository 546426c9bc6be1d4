"""The rules and examples of a rules file."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime

from rules import reach
from rules.conditions import Any_, Condition, compiled
from rules.functions import Known
from rules.notes import Notes
from rules.parsing import parsed
from rules.rulebook import Example, Rule, RuleMode
from rules.syntax import ConditionErrors
from rules.yaml_reading import Value

MOST_RULES = 5_000
"""Of one file; chosen by us, ten times what a large publisher's has."""

ACTIONS = ("reject", "hold", "approve")
REASONS = frozenset(
    {"abuse", "insult", "threat", "hate", "profanity", "sexual", "spam"}
    | {"advertising", "off_topic", "personal_information", "duplicate", "flooding"}
    | {"shouting", "illegible", "language", "new_author", "closed", "unscored"}
    | {"illegal", "other"}
)
"""The reason codes that publishers, moderators and statistics share."""

_OF_RULE = (
    *("id", "family", "says", "when", "then", "weight", "reason", "mode", "until"),
    *("languages", "sections", "tag", "queue", "message"),
)
_OF_ARTICLE = ("title", "text", "section")
_OF_EXAMPLE = ("text", "expect", "rules", "article", "parent")
_WEIGHTS = {"reject": 0.9, "hold": 0.5, "approve": 0.0, None: 0.2}
"""Of a rule that says none, by what it asks for."""


def rules(notes: Notes, given: Value | None, known: Known) -> list[Rule]:
    """Those of the file that have no errors."""
    items = (given.items() if given else None) or []
    if given and not items:
        notes.error(given.place, f"wanted a list of rules, got {given.kind}")
    if given and len(items) > MOST_RULES:
        told = f"wanted {MOST_RULES} rules at most, got {len(items)}"
        notes.error(given.place, told)
        return []
    lines = dict[str, int]()
    each = [_rule(notes, item, known, lines) for item in items]
    return [rule for rule in each if rule is not None]


def _rule(
    notes: Notes, item: Value, known: Known, lines: dict[str, int]
) -> Rule | None:
    """One rule, unless it has errors; `lines` keeps where each id was met first."""
    before = len(notes.problems)
    needed = ("id", "says", "when")
    fields = notes.fields(item, _OF_RULE, needed=needed, of="a rule")
    place = fields["id"].place if "id" in fields else item.place
    then = notes.choice(fields.get("then"), ACTIONS) or None
    mode = notes.choice(fields.get("mode"), tuple(RuleMode))
    rule = Rule(
        id=_id(notes, fields.get("id"), lines),
        family=notes.text(fields.get("family")) or "site",
        says=notes.some_text(fields.get("says")),
        when=_text_of(fields.get("when")),
        condition=_condition(notes, fields.get("when"), known),
        reason=notes.choice(fields.get("reason"), sorted(REASONS)) or "other",
        weight=notes.share(fields.get("weight"), _WEIGHTS[then]),
        then=then,
        mode=RuleMode(mode or RuleMode.LIVE),
        until=_until(notes, fields.get("until")),
        languages=_languages(notes, fields.get("languages")),
        sections=frozenset(notes.texts(fields.get("sections"))),
        tag=notes.text(fields.get("tag")),
        queue=notes.text(fields.get("queue")),
        message=notes.text(fields.get("message")),
        line=place.line,
    )
    return None if notes.has_errors(before) else rule


def _id(notes: Notes, value: Value | None, lines: dict[str, int]) -> str:
    if value is None:
        return ""
    name = _text_of(value)
    if not _ID.fullmatch(name):
        told = f"wanted an id of letters, digits and _, got {value.kind}"
        notes.error(value.place, told, "as in `insult_likely`")
    elif name in TAKEN:
        told = f"the id `{name}` stands for what is no rule"
        notes.error(value.place, told, "give it another")
    elif name in lines:
        told = f"the id `{name}` is used already, in line {lines[name]}"
        notes.error(value.place, told, "give each rule an id of its own")
    lines.setdefault(name, value.place.line)
    return name


def _text_of(value: Value | None) -> str:
    return (value.text() or "") if value else ""


TAKEN = frozenset(("language",))
"""Ids by which the policy tells its own reasons."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def _condition(notes: Notes, value: Value | None, known: Known) -> Condition:
    if value is None:
        return _NONE
    if value.text() is None:
        notes.error(value.place, f"wanted a condition, got {value.kind}")
        return _NONE
    try:
        tree = parsed(_text_of(value), known)
    except ConditionErrors as errors:
        for error in errors.each:
            place = value.within(error.begin, error.end)
            notes.error(place, str(error), error.hint)
        return _NONE
    if reach.never(tree):
        told = "this rule is unreachable: its condition never holds"
        notes.warn(value.place, told, next(reach.outside(tree), ""))
    elif reach.always(tree):
        notes.warn(value.place, "this condition always holds")
    return compiled(tree)


_NONE = compiled(Any_(()))  # of a rule with errors


def _until(notes: Notes, value: Value | None) -> date | None:
    if value is None:
        return None
    day = value.date()
    if day is None:
        told = f"until: wanted a day, got {value.kind}"
        notes.error(value.place, told, "write it as 2026-12-31")
    elif day < datetime.now(UTC).date():
        notes.warn(value.place, f"this rule is unreachable: it was over on {day}")
    return day


def _languages(notes: Notes, value: Value | None) -> frozenset[str]:
    codes = notes.texts(value)
    for code in codes:
        if not (len(code) == 2 and code.isalpha() and code.islower()) and value:
            told = f"languages: wanted codes of two letters, got `{code}`"
            lower = code.lower()
            is_near = len(code) == 2 and code.isalpha()
            hint = f"write `{lower}`" if is_near else 'as in ["en", "de"]'
            notes.error(value.place, told, hint)
    return frozenset(codes)


def caps(
    notes: Notes, given: Value | None, families: Collection[str]
) -> dict[str, float]:
    """What a family of rules weighs at most together."""
    result = dict[str, float]()
    for name, (place, value) in notes.named(given, "caps by family").items():
        if name not in families:
            notes.warn(place, f"no rule is of the family `{name}`")
        result[name] = notes.share(value, 1.0)
    return result


def examples(notes: Notes, given: Value | None, ids: Collection[str]) -> list[Example]:
    """Texts, and what shall become of them."""
    if given is None:
        return []
    if given.items() is None:
        notes.error(given.place, f"wanted a list of examples, got {given.kind}")
    return [_example(notes, item, ids) for item in given.items() or ()]


def _example(notes: Notes, item: Value, ids: Collection[str]) -> Example:
    fields = notes.fields(item, _OF_EXAMPLE, needed=("text",), of="an example")
    expect, wanted = fields.get("expect"), notes.texts(fields.get("rules"))
    if not expect and not wanted:
        told = "wanted `expect` or `rules` in an example"
        notes.error(item.place, told, "say what shall become of the text")
    for each in set(wanted) - set(ids):
        notes.error(fields["rules"].place, f"there is no rule `{each}`")
    about = fields.get("article")
    article = (
        notes.fields(about, _OF_ARTICLE, needed=(), of="an article") if about else {}
    )
    return Example(
        text=notes.some_text(fields.get("text")),
        expect=notes.choice(expect, ACTIONS),
        rules=tuple(wanted),
        article={name: notes.text(value) for name, value in article.items()},
        parent=notes.text(fields.get("parent")) or None,
        line=item.place.line,
    )
