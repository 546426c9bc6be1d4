"""Plain YAML with the place of each value, so that what is wrong can be pointed at.

No aliases (they can grow without end), no tags, no key twice.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import yaml
from yaml.reader import ReaderError

from rules import yaml_problems
from rules.problems import Place, Problem

_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
_PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in _PLAIN)


class Unreadable(Exception):
    """It is no YAML, or more than plain data.

    Attributes:
        problem: where, and why.
    """

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.message)
        self.problem = problem


class Value:
    """One value of a file: a mapping, a list, or a scalar."""

    def __init__(self, node: yaml.Node) -> None:
        self._node = node

    @property
    def place(self) -> Place:
        """Where it begins, and how long it is on that line."""
        begin, end = self._node.start_mark, self._node.end_mark
        is_one_line = begin.line == end.line
        length = end.column - begin.column if is_one_line else 1
        return Place(begin.line + 1, begin.column + 1, max(length, 1))

    @property
    def extent(self) -> tuple[int, int]:
        """Its `[begin, end)` in the characters of the file, without a mark of order."""
        return self._node.start_mark.index, self._node.end_mark.index

    @property
    def is_flow(self) -> bool:
        """Whether it is written in one line with brackets."""
        return bool(getattr(self._node, "flow_style", False))

    @property
    def kind(self) -> str:
        """What it is, as people say it."""
        match self._node:
            case yaml.MappingNode():
                return "a mapping"
            case yaml.SequenceNode():
                return "a list" if self._node.value else "an empty list"
        return "nothing" if self.plain() is None else f"`{self._node.value}`"

    @property
    def is_nested(self) -> bool:
        """Whether it is a mapping or a list."""
        return not isinstance(self._node, yaml.ScalarNode)

    def fields(self) -> Mapping[str, tuple[Place, "Value"]] | None:
        """Those of a mapping by their names, each with the place of its name."""
        if not isinstance(self._node, yaml.MappingNode):
            return None
        return {
            str(key.value): (Value(key).place, Value(value))
            for key, value in self._node.value
        }

    def items(self) -> list["Value"] | None:
        """Those of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            return None
        return list(map(Value, self._node.value))

    def text(self) -> str | None:
        """As it is written, if it is a scalar and not nothing."""
        if not isinstance(self._node, yaml.ScalarNode) or self.plain() is None:
            return None
        return str(self._node.value)

    def number(self) -> float | None:
        """A number that is none in quotes, nor `true`."""
        its = self.plain()
        is_number = isinstance(its, int | float) and not isinstance(its, bool)
        return float(its) if is_number else None

    def date(self) -> date | None:
        """A day, written 2026-12-31."""
        its = self.plain()
        if isinstance(its, str):
            with suppress(ValueError):
                return date.fromisoformat(its)
        return its if type(its) is date else None

    def plain(self) -> Any:
        """The value of a scalar as YAML reads it; of others nothing."""
        if not isinstance(self._node, yaml.ScalarNode):
            return None
        if self._node.tag == _TEXT or _is_odd_number(self._node):
            return self._node.value
        try:
            return _Plain("").construct_object(self._node)
        except (ValueError, yaml.YAMLError):  # such as the 31st of June
            return self._node.value

    def within(self, begin: int, end: int) -> Place:
        """The place of some characters of a scalar that stands on one line."""
        at = self.place
        style = getattr(self._node, "style", None)
        is_block = style in ("|", ">")
        if self._node.start_mark.line != self._node.end_mark.line or is_block:
            return Place(at.line, at.column, 1)
        quotes = int(style in ("'", '"'))
        return Place(at.line, at.column + quotes + begin, end - begin)


_LONGEST_NUMBER = 40  # characters


def _is_odd_number(node: yaml.ScalarNode) -> bool:
    """A number of endless digits, or in sixties ("1:30"), which YAML takes for one."""
    is_number = node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
    return is_number and (len(node.value) > _LONGEST_NUMBER or ":" in node.value)


def read(content: bytes) -> Value:
    """The value of a whole file.

    Raises:
        Unreadable: it is no plain YAML in UTF-8.
    """
    try:
        # Other encodings, which YAML would take, are those of files gone wrong.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(yaml_problems.of_bytes(content, error)) from None
    try:
        node = _Plain(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(yaml_problems.of_marked(error)) from None
    except ReaderError as error:
        raise Unreadable(yaml_problems.of_sign(text, error)) from None
    except RecursionError:
        told = "not readable as YAML: nested too deeply"
        raise Unreadable(Problem(Place(), told)) from None
    return Value(node or _NOTHING)


_START = yaml.Mark("", 0, 0, 0, None, 0)
_NOTHING = yaml.ScalarNode("tag:yaml.org,2002:null", "", _START, _START)


MOST_VALUES = 60_000
"""Of one file, names of fields too; to read so many takes some seconds. A list of more
words is a file of its own."""


class _Plain(yaml.SafeLoader):
    _values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise _wrong("aliases (*name) are not taken", event.start_mark)
        self._values += 1
        if self._values > MOST_VALUES:
            told = f"wanted {MOST_VALUES} values at most; put words into files"
            raise _wrong(told, event.start_mark)
        if (tag := getattr(event, "tag", None)) is not None:
            raise _wrong(f"tags ({tag}) are not taken", event.start_mark)
        node = super().compose_node(parent, index)
        if node is not None and node.tag == _MERGE:
            raise _wrong("`<<` is not taken", event.start_mark)
        if node is not None and node.tag not in _TAGS:
            raise _wrong(f"tags ({node.tag}) are not taken", event.start_mark)
        if isinstance(node, yaml.MappingNode):
            _check_keys(node)
        if isinstance(node, yaml.ScalarNode):
            _check_signs(node)
        return node


def _check_keys(node: yaml.MappingNode) -> None:
    seen = set[str]()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _wrong("wanted a name before the colon", key.start_mark)
        if key.value in seen:
            raise _wrong(f"`{key.value}` is there twice", key.start_mark)
        seen.add(key.value)


def _check_signs(node: yaml.ScalarNode) -> None:
    """No escape makes what may not stand in the file as it is."""
    if odd := _Plain.NON_PRINTABLE.search(node.value):
        raise _wrong(yaml_problems.of_escape(odd[0]), node.start_mark)


def _wrong(problem: str, mark: yaml.Mark) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def scalars(value: Value) -> Iterator[Value]:
    """A scalar by itself, or those of a list."""
    its = value.items()
    yield from its if its is not None else (value,)
