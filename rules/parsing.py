"""From the text of a condition to its tree, against a white list.

A condition reads like a Python comparison, for example `links.count > 2 and
author.approved == 0`, and is parsed by Python's own `ast`. What is not named here does
not exist in it: no loops, no calls but of `FUNCTIONS`, no attribute that is no
fact.
"""

import ast
from collections.abc import Iterable, Mapping

from rules import syntax
from rules.conditions import (
    All,
    Among,
    Any_,
    Compare,
    Constant,
    Is,
    Named,
    Node,
    Not,
)
from rules.functions import FUNCTIONS, Known
from rules.meant import meant
from rules.problems import nearest, similar
from rules.syntax import ConditionError, ConditionErrors
from rules.vocabulary import VOCABULARY

LARGEST = 1e15  # number in a condition; larger ones are not told apart

_SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_KIND = {float: "a number", str: "a word in quotes", bool: "true or false"}
_YES_OR_NO = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_HINT = "compare facts by < <= > >= == != in, and join them by and, or, not"


def parsed(text: str, known: Known) -> Node:
    """The tree of a condition.

    Raises:
        ConditionErrors: naming what is wrong, where, and what could be meant.
    """
    text = text.replace("\n", " ")  # Python would take the end of a line for the end
    try:
        read = syntax.tree(text)
    except ConditionError as error:
        raise ConditionErrors([error]) from None
    parser = _Parser(text, known)
    node = parser.part(read)
    if node is None or parser.errors:
        raise ConditionErrors(parser.errors)
    return node


class _Parser:
    def __init__(self, text: str, known: Known) -> None:
        bare = text.strip()
        self.errors: list[ConditionError] = []
        self._known = known
        self._shift = text.index(bare)
        self._lines = bare.splitlines(keepends=True)

    def part(self, node: ast.expr) -> Node | None:
        """A part that may be wrong, so that what is wrong with others is told too."""
        try:
            return self.node(node)
        except ConditionError as error:
            self.errors.append(error)
            return None

    def parts(self, nodes: Iterable[ast.expr]) -> tuple[Node, ...]:
        return tuple(filter(None, map(self.part, nodes)))

    def node(self, node: ast.expr) -> Node:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return All(self.parts(values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return Any_(self.parts(values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.node(operand))
            case ast.Compare():
                return self._comparison(node)
            case ast.Call() | ast.Name() | ast.Attribute():
                return self._alone(node)
        raise self._nothing(node)

    def _nothing(self, node: ast.expr) -> ConditionError:
        """What is Python, and no condition."""
        written = ast.unparse(node)
        may_be = meant(written)
        hint = may_be.hint if may_be else _HINT
        match node:
            case ast.Tuple(elts=[*_, ast.Constant(value=int())]):
                hint = "write 0.8 for 0,8, and 1000 for 1,000"
            case ast.BinOp(op=ast.Sub()) if near := similar(
                written.replace(" - ", "."), VOCABULARY
            ):
                hint = near
            case ast.BinOp() if may_be is None:
                hint = "there is no arithmetic: compare a fact with a number"
        return self._error(
            node, f"`{written}` is nothing that a condition can say", hint
        )

    def _alone(self, node: ast.expr) -> Node:
        named = self._named(node)
        if isinstance(node, ast.Call):
            return Compare(named, ">", 0)
        if named.fact.type is not bool:
            kind = _KIND[named.fact.type]
            raise self._error(
                node,
                f"`{named.name}` is {kind} and no condition",
                _told_how(named),
            )
        return Is(named)

    def _comparison(self, node: ast.Compare) -> Node:
        """One comparison, or several in a row as in `0.3 <= toxicity < 0.6`."""
        sides = [node.left, *node.comparators]
        parts = [
            self._pair(sides[at], how, sides[at + 1]) for at, how in enumerate(node.ops)
        ]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _pair(self, left: ast.expr, how: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(how, ast.In | ast.NotIn):
            among = self._among(left, right)
            return Not(among) if isinstance(how, ast.NotIn) else among
        sign = _SIGNS.get(type(how))
        if sign is None:
            raise self._error(
                right,
                "wanted one of < <= > >= == != in",
                "write `==` for `is`"
                if isinstance(how, ast.Is)
                else "write `!=` for `is not`",
            )
        if _is_constant(left):
            if _is_constant(right):
                raise self._error(left, "wanted a fact to compare, got two constants")
            left, right, sign = right, left, _turned(sign)
        named = self._named(left)
        other = (
            self._constant(right) if _is_constant(right) else self._other(right, named)
        )
        kind = other.fact.type if isinstance(other, Named) else _type(other)
        if kind is not named.fact.type:
            raise self._mismatch(right, named, other)
        if kind is not float and sign not in ("==", "!="):
            raise self._error(
                left,
                f"`{named.name}` is {_KIND[named.fact.type]}, which is not {sign} "
                "anything",
                "compare it by == or !=",
            )
        return Compare(named, sign, other)

    def _other(self, node: ast.expr, named: Named) -> Named:
        """The fact that one is compared with; no fact is rather a word of a text."""
        is_word = (
            isinstance(node, ast.Name)
            and named.fact.type is str
            and node.id not in VOCABULARY
            and not similar(node.id, VOCABULARY)
        )
        if is_word:
            word = ast.unparse(node)
            hint = f'a word is written in quotes: "{word}"'
            raise self._error(node, f"unknown fact `{word}`", hint)
        return self._named(node)

    def _among(self, left: ast.expr, right: ast.expr) -> Among:
        named = self._named(left)
        if isinstance(right, ast.Constant) and isinstance(right.value, str):
            # One word in brackets is to Python the word alone.
            right = ast.copy_location(ast.Tuple(elts=[right]), right)
        if not isinstance(right, ast.Tuple | ast.List | ast.Set) or not right.elts:
            raise self._error(
                right,
                "wanted some values in brackets",
                f'as in `{named.name} in ("…", "…")`',
            )
        values = tuple(map(self._constant, right.elts))
        for node, value in zip(right.elts, values, strict=True):
            if _type(value) is not named.fact.type:
                raise self._mismatch(node, named, value)
        return Among(named, values)

    def _mismatch(
        self, node: ast.expr, named: Named, other: Named | Constant
    ) -> ConditionError:
        kind = _KIND[named.fact.type]
        if isinstance(other, Named):
            told = f"`{other.name}` is {_KIND[other.fact.type]}"
            return self._error(node, f"`{named.name}` is {kind}, and {told}")
        hint = ""
        if named.fact.type is str and isinstance(other, float | int):
            hint = f'a word is written in quotes: "{ast.unparse(node)}"'
        if named.fact.type is float and isinstance(other, str):
            hint = "a number is written without quotes"
        return self._error(
            node, f"`{named.name}` is {kind}, got {ast.unparse(node)}", hint
        )

    def _named(self, node: ast.expr) -> Named:
        if isinstance(node, ast.Call):
            return self._function(node)
        name = ast.unparse(node)
        fact = VOCABULARY.get(name)
        if fact is None:
            if not isinstance(node, ast.Name | ast.Attribute):
                raise self._nothing(node)
            hint = nearest(name, VOCABULARY) or "`moderate rules facts` lists them all"
            if (so := _YES_OR_NO.get(name.lower())) is not None:
                hint = f"write `{so}`"
            raise self._error(node, f"unknown fact `{name}`", hint)
        return Named(name, fact)

    def _function(self, node: ast.Call) -> Named:
        name = ast.unparse(node.func)
        if name not in FUNCTIONS:
            told = ", ".join(f'{each}("…")' for each in FUNCTIONS)
            raise self._error(
                node.func,
                f"unknown function `{name}`; there are {told}",
                similar(name, FUNCTIONS),
            )
        match node:
            case ast.Call(args=[ast.Constant(value=str(of)) as given], keywords=[]):
                pass
            case _:
                bare = [each.id for each in node.args if isinstance(each, ast.Name)]
                hint = f'as in {name}("{bare[0] if bare else "slurs"}")'
                raise self._error(node, f"`{name}` wants one name in quotes", hint)
        there = self._known.patterns if name == "matches" else self._known.lists
        if of not in there:
            kind = "pattern" if name == "matches" else "word list"
            raise self._error(given, f"unknown {kind} `{of}`", nearest(of, there))
        finds = (name, of) if name in ("words", "matches") else None
        return Named(f'{name}("{of}")', self._known.fact(name, of), finds)

    def _constant(self, node: ast.expr) -> Constant:
        match node:
            case ast.Constant(value=bool() | str() as value):
                return value
            case ast.Constant(value=int() | float() as value) if value <= LARGEST:
                return value
            case ast.UnaryOp(
                op=ast.USub(), operand=ast.Constant(value=int() | float() as value)
            ) if not isinstance(value, bool) and value <= LARGEST:
                return -value
        got = ast.unparse(node)[:50]
        raise self._error(
            node, f"wanted a number up to {LARGEST:g} or a word in quotes, got `{got}`"
        )

    def _error(self, node: ast.expr, message: str, hint: str = "") -> ConditionError:
        begin = self._at(node.lineno, node.col_offset)
        end = self._at(node.end_lineno or node.lineno, node.end_col_offset or 0)
        return ConditionError(message, begin, end, hint)

    def _at(self, line: int, byte: int) -> int:
        """A place of `ast`, which counts bytes of lines, in characters of the text."""
        before = sum(map(len, self._lines[: line - 1]))
        its = self._lines[line - 1].encode()[:byte].decode(errors="replace")
        return self._shift + before + len(its)


def _told_how(named: Named) -> str:
    """How a fact is compared; "" for what is one by itself."""
    name = named.name
    if named.fact.type is float:
        return f"compare it with a number, as in `{name} > 0`"
    return f'compare it with a word, as in `{name} == "…"`'


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.UnaryOp)


def _type(value: Constant) -> type:
    return float if type(value) is int else type(value)


def _turned(sign: str) -> str:
    return {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(sign, sign)
