"""The text of a condition as Python's own tree, or why it is none."""

import ast
from collections.abc import Iterator, Sequence

from rules.meant import meant

LONGEST = 1_000
"""Characters of a condition; one that an editor can read is far shorter."""

DEEPEST = 30
"""Levels of a condition, of brackets and all else."""


class ConditionError(ValueError):
    """A condition says what it cannot.

    Attributes:
        begin, end: where in the condition, in characters.
        hint: the way out; may be empty.
    """

    def __init__(self, message: str, begin: int, end: int, hint: str = "") -> None:
        """Carry the place and the way out besides the message."""
        super().__init__(message)
        self.begin, self.end, self.hint = begin, max(end, begin + 1), hint


class ConditionErrors(ValueError):
    """All that a condition says and cannot.

    Attributes:
        each: the errors, in order.
    """

    def __init__(self, each: Sequence[ConditionError]) -> None:
        """Carry them all."""
        super().__init__("; ".join(map(str, each)))
        self.each = tuple(each)


def tree(text: str) -> ast.expr:
    """What Python reads.

    Raises:
        ConditionError: nothing, too much, or no expression.
    """
    bare = text.strip()
    if not bare:
        raise ConditionError("wanted a condition, got nothing", 0, 1)
    if len(text) > LONGEST:
        told = f"wanted a condition of {LONGEST} characters at most, got {len(text)}"
        raise ConditionError(told, 0, 1, "make two rules of it")
    try:
        read = ast.parse(bare, mode="eval").body
    except SyntaxError as error:
        raise _unreadable(error, bare, text.index(bare)) from None
    except (ValueError, RecursionError, MemoryError):
        raise ConditionError("not a condition", 0, len(text)) from None
    if _depth(read) > DEEPEST:
        raise ConditionError("nested too deeply", 0, len(text), "make two rules of it")
    return read


def _unreadable(error: SyntaxError, bare: str, shift: int) -> ConditionError:
    """What Python cannot read, at what was probably meant to be something else."""
    # Python goes on with advice for programs, such as to write `:=`.
    said = (error.msg or "").partition(". ")[0]
    told = f"not a condition: {next(_told_own(said), said)}"
    if may_be := meant(bare):
        begin, end = shift + may_be.begin, shift + may_be.end
        return ConditionError(told, begin, end, may_be.hint)
    begin = shift + max((error.offset or 1) - 1, 0)
    hint = _HINT_UNCLOSED if "unterminated" in said else ""
    return ConditionError(told, begin, begin + 1, hint)


def _told_own(said: str) -> Iterator[str]:
    if "unterminated" in said:
        yield "a quotation mark is not closed"
    if "leading zeros" in said:
        yield "a number does not begin with 0"


_HINT_UNCLOSED = (
    "close it; a # after a blank begins a comment, unless the whole condition stands "
    "in single quotes"
)


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth
