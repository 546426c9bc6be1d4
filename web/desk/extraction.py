"""What the floors below say in English, found for the catalogue by `pybabel extract`.

A sentence of theirs is data to them: a rule's text in a YAML file, a limit on a model's
card, the message of an error. Each method here yields, as Babel wants it, a line, the
function of `gettext` that looks the text up, its arguments, and no comments. What is
filled into a sentence becomes a placeholder, so that `retelling` finds it again.
"""

import ast
import json
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import IO, Any, TypeAlias

import yaml
from babel.messages.extract import extract_python

from moderation import errors

Found: TypeAlias = tuple[int, str, str | tuple[str, str], list[str]]

FINDING = "finding"
"""The context of what the policy says of a comment."""

PROBLEM = "problem"
"""The context of why something is not done."""

_ERRORS = frozenset(
    {name for name, its in vars(errors).items() if isinstance(its, type)}
) - {"BadSetting", "StoreUnavailable"}  # for operators, in the log
_TEXTS = ("told", "wanted", "hint")
"""How variables are called that hold what will be said."""


def rules(file: IO[bytes], *_: Any, **__: Any) -> Iterator[Found]:
    """The sentences of a rules file: its description, and what each rule says."""
    book = yaml.safe_load(file)
    yield 1, "gettext", book["description"], []
    for rule in book["rules"]:
        for name in ("says", "message"):
            if name in rule:
                yield 1, "gettext", rule[name], []


def card(file: IO[bytes], *_: Any, **__: Any) -> Iterator[Found]:
    """What a model's card says that the model cannot do."""
    for limit in json.load(file).get("limits", ()):
        yield 1, "gettext", limit, []


def python(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Any,
) -> Iterator[Any]:
    """What Babel finds itself, and the messages of findings and of errors."""
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    for node in ast.walk(ast.parse(source)):
        for context, said in _said(node):
            for text in _texts(said):
                yield node.lineno, "pgettext", (context, text), []  # type: ignore[attr-defined]


def _said(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The expressions in which a part of a program says something to people."""
    match node:
        case ast.Call(func=ast.Name("Finding"), keywords=named):
            yield from ((FINDING, its.value) for its in named if its.arg == "message")
        case ast.Call(
            func=ast.Name("FieldProblem" | "Problem")
            | ast.Attribute(ast.Name("notes" | "self"), "error" | "warn" | "_error"),
            args=[_, *said],
        ):
            yield from ((PROBLEM, each) for each in said)
        case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=said):
            if name in _ERRORS or name in ("ConditionError", "__init__"):
                yield from ((PROBLEM, each) for each in said)
        case ast.Assign([ast.Name(name)], said) | ast.AnnAssign(
            ast.Name(name), _, said
        ):
            if said and name.strip("_").lower().startswith(_TEXTS):
                yield PROBLEM, said
        case ast.FunctionDef(name=name) if name.startswith(("_told_", "_says_")):
            context = FINDING if name.startswith("_says_") else PROBLEM
            for each in ast.walk(node):
                if isinstance(each, ast.Return | ast.Yield) and each.value:
                    yield context, each.value


def _texts(said: ast.expr) -> Iterator[str]:
    """The sentences that an expression may come to, with placeholders."""
    match said:
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.Dict(values=each) | ast.Tuple(elts=each):
            for its in each:
                yield from _texts(its)
        case ast.Lambda(body=body):
            yield from _texts(body)
        case ast.Constant(str()) | ast.JoinedStr() | ast.BinOp(op=ast.Add()):
            parts = list(_parts(said))
            if any(map(_has_letters, parts)):
                yield _filled(parts)


def _parts(said: ast.expr) -> Iterator[ast.expr]:
    """What a text is put together from."""
    match said:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (*_parts(left), *_parts(right))
        case ast.JoinedStr(values):
            yield from values
        case _:
            yield said


def _has_letters(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and any(map(str.isalpha, str(part.value)))


def _filled(parts: Collection[ast.expr]) -> str:
    """A text with placeholders; one without is taken as it is, its "%" too."""
    text, names = "", list[str]()
    for part in parts:
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("%", "%%" if len(parts) > 1 else "%")
        else:
            names.append(_named(part, names))
            text += f"%({names[-1]})s"
    return text


def _named(part: ast.expr, taken: Collection[str]) -> str:
    """What is filled in, by the last name in it; by a number if that is taken."""
    names = [
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(part)
        if isinstance(node, ast.Name | ast.Attribute)
    ]
    name = next((each for each in names if each not in taken), "")
    return name or f"value{len(taken)}"
