"""Conditions: what a rule's `when` may say, checked once and compiled to closures.

A condition reads like a Python comparison over the vocabulary below, for example
`links.count > 2 and author.approved == 0`. It is parsed by `ast` against a white
list; nothing else of Python exists in it.

Unknown is no opinion: a comparison with an unknown value is unknown, `and`, `or` and
`not` follow Kleene's three-valued logic, and a rule fires only when its condition is
true.
"""

import ast
import difflib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules import form, links, privacy
from rules.facts import Facts, Spans

Value = float | str | bool | None
Verdict = bool | None
_NO_SPANS: Spans = ()


@dataclass(frozen=True)
class Fact:
    """One word of the vocabulary: its type, how it is found, and where it shows."""

    type: type
    value: Callable[[Facts], Value]
    spans: Callable[[Facts], Spans] = lambda facts: _NO_SPANS


def _number_of(find: Callable[[Facts], Spans]) -> Fact:
    return Fact(float, lambda facts: len(find(facts)), find)


def _score(name: str) -> Fact:
    return Fact(float, lambda facts: facts.scores.get(name))


VOCABULARY: Mapping[str, Fact] = {
    **{
        name: _score(name)
        for name in (
            "toxicity",
            "severe_toxicity",
            "insult",
            "threat",
            "profanity",
            "identity_attack",
            "spam",
            "on_topic",
            "reject",
        )
    },
    "length": Fact(float, lambda facts: len(facts.text)),
    "words.count": Fact(float, form.words),
    "capitals": Fact(float, form.capitals, form.capital_words),
    "letters": Fact(float, form.letters),
    "gibberish": Fact(float, form.gibberish),
    "repeated": _number_of(form.repeated),
    "links.count": _number_of(links.spans),
    "links.shorteners": Fact(float, links.shorteners, links.spans),
    "links.share": Fact(float, links.share, links.spans),
    "privacy.emails": _number_of(privacy.emails),
    "privacy.phones": _number_of(privacy.phones),
    "privacy.cards": _number_of(privacy.cards),
    "privacy.accounts": _number_of(privacy.accounts),
    "privacy.streets": _number_of(privacy.streets),
    "repetition.own": Fact(float, lambda facts: facts.repetition.own),
    "repetition.others": Fact(float, lambda facts: facts.repetition.others),
    "author.approved": Fact(float, lambda facts: facts.author.approved),
    "author.rejected": Fact(float, lambda facts: facts.author.rejected),
    "author.recent": Fact(float, lambda facts: facts.author.recent),
    "author.age_days": Fact(float, lambda facts: facts.author.age_days),
    "author.first": Fact(bool, lambda facts: facts.author.first),
    "article.section": Fact(str, lambda facts: facts.article.section),
    "reply": Fact(bool, lambda facts: facts.parent is not None),
}
"""Every fact that a condition may name."""

LONGEST = 1_000
"""Characters of a condition; one that an editor can read is far shorter."""

_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


@dataclass(frozen=True)
class Hits:
    """A comment's facts, and what lists and patterns found in it."""

    facts: Facts
    words: Mapping[str, Spans]
    patterns: Mapping[str, Spans]
    _values: dict[Fact, Value] = field(default_factory=dict)

    def value(self, fact: Fact) -> Value:
        """That of a fact, found once for all conditions that name it."""
        if fact not in self._values:
            self._values[fact] = fact.value(self.facts)
        return self._values[fact]


@dataclass(frozen=True)
class Condition:
    """A compiled condition: whether it holds, and the places that it looked at."""

    holds: Callable[[Hits], Verdict]
    spans: Callable[[Hits], Spans]


class ConditionError(ValueError):
    """A condition says what it cannot; the message says what it can."""


def compile_condition(
    text: str, lists: frozenset[str], patterns: frozenset[str]
) -> Condition:
    """Check and compile a condition.

    Args:
        text: as written in the rules file.
        lists: the names that `words("…")` may take.
        patterns: the names that `matches("…")` may take.

    Raises:
        ConditionError: naming what is wrong and what could be meant.
    """
    if len(text) > LONGEST:
        raise ConditionError(f"longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError(f"not a condition: {error}") from None
    try:
        return _Compiler(lists, patterns).condition(tree)
    except RecursionError:
        raise ConditionError("too deeply nested") from None


class _Compiler:
    def __init__(self, lists: frozenset[str], patterns: frozenset[str]) -> None:
        self._known = {"words": lists, "matches": patterns}

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return _all([self.condition(value) for value in values])
            case ast.BoolOp(op=ast.Or(), values=values):
                return _any([self.condition(value) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _not(self.condition(operand))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._comparison(left, op, right)
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(of))]):
                return self._lookup(name, of)
            case ast.Name() | ast.Attribute():
                return self._flag(node)
        raise ConditionError(
            f"{ast.unparse(node)!r} is nothing that a condition can say"
        )

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Condition:
        compare = _COMPARISONS.get(type(op))
        fact = _fact(left)
        if compare is None or not isinstance(right, ast.Constant | ast.UnaryOp):
            raise ConditionError(
                f"{ast.unparse(left)}: compare it by < <= > >= == != with a number "
                "or a word in quotes"
            )
        wanted = _constant(right)
        number = isinstance(wanted, int | float) and not isinstance(wanted, bool)
        if number != (fact.type is float) or isinstance(wanted, str) != (
            fact.type is str
        ):
            kind = {float: "a number", str: "a word in quotes", bool: "true or false"}
            raise ConditionError(
                f"{ast.unparse(left)} is {kind[fact.type]}, not {wanted!r}"
            )

        def holds(hits: Hits) -> Verdict:
            value = hits.value(fact)
            return None if value is None else compare(value, wanted)

        return Condition(holds, lambda hits: fact.spans(hits.facts))

    def _flag(self, node: ast.expr) -> Condition:
        fact = _fact(node)
        if fact.type is not bool:
            raise ConditionError(f"{ast.unparse(node)}: compare it with something")

        def holds(hits: Hits) -> Verdict:
            value = hits.value(fact)
            return None if value is None else bool(value)

        return Condition(holds, lambda hits: fact.spans(hits.facts))

    def _lookup(self, function: str, name: str) -> Condition:
        if function not in self._known:
            raise ConditionError(
                f'{function}(): only words("…") and matches("…") exist'
            )
        if name not in self._known[function]:
            hint = _hint(name, self._known[function])
            raise ConditionError(f"{function}({name!r}): there is no such; {hint}")
        if function == "words":
            return Condition(
                lambda hits: name in hits.words,
                lambda hits: hits.words.get(name, _NO_SPANS),
            )
        return Condition(
            lambda hits: name in hits.patterns,
            lambda hits: hits.patterns.get(name, _NO_SPANS),
        )


def _fact(node: ast.expr) -> Fact:
    name = ast.unparse(node)
    if name not in VOCABULARY:
        raise ConditionError(
            f"{name}: no such fact; {_hint(name, frozenset(VOCABULARY))}"
        )
    return VOCABULARY[name]


def _constant(node: ast.expr) -> Value:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        value = None
    if not isinstance(value, str | int | float):
        raise ConditionError(f"{ast.unparse(node)}: wanted a number or a quoted word")
    return value


def _hint(name: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"there are {', '.join(sorted(known)) or 'none'}"


def _all(parts: list[Condition]) -> Condition:
    def holds(hits: Hits) -> Verdict:
        verdicts = [part.holds(hits) for part in parts]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    return Condition(holds, _spans_of(parts))


def _any(parts: list[Condition]) -> Condition:
    def holds(hits: Hits) -> Verdict:
        verdicts = [part.holds(hits) for part in parts]
        if True in verdicts:
            return True
        return None if None in verdicts else False

    return Condition(holds, _spans_of(parts))


def _not(part: Condition) -> Condition:
    def holds(hits: Hits) -> Verdict:
        verdict = part.holds(hits)
        return None if verdict is None else not verdict

    # What is absent has no place.
    return Condition(holds, lambda hits: _NO_SPANS)


def _spans_of(parts: list[Condition]) -> Callable[[Hits], Spans]:
    return lambda hits: tuple(
        span for part in parts if part.holds(hits) for span in part.spans(hits)
    )
