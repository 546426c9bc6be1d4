"""The mode of one rule is changed in the text of its file; all else stays as written,
comments and layout too.
"""

from rules import yaml_reading
from rules.rulebook import RuleMode
from rules.yaml_reading import Value

_BOM = "\ufeff"


def with_mode(content: str, id: str, mode: RuleMode) -> str:
    """A rules file in which a rule has another mode.

    Args:
        content: of the file; it can be read.
        id: of the rule.
        mode: that it shall have.

    Raises:
        KeyError: no rule of the file has this id.

    >>> print(with_mode("rules:\\n  - id: a  # mine\\n    when: shouting\\n", "a",
    ...     RuleMode.SHADOW))
    rules:
      - id: a  # mine
        mode: shadow
        when: shouting
    <BLANKLINE>
    """
    bare = content.removeprefix(_BOM)
    before = content[: len(content) - len(bare)]
    rule, fields = _rule(bare, id)
    if "mode" in fields:
        begin, end = fields["mode"].extent
        return before + bare[:begin] + mode + bare[end:]
    if mode is RuleMode.LIVE:  # as a rule is that says nothing of it
        return content
    end = fields["id"].extent[1]
    if rule.is_flow:
        return f"{before}{bare[:end]}, mode: {mode}{bare[end:]}"
    line_end = bare.find("\n", end)
    line_end = len(bare) if line_end < 0 else line_end
    newline = "\r\n" if bare[:line_end].endswith("\r") else "\n"
    line = bare[:line_end].removesuffix("\r")
    indent = " " * (fields["id"].name_column - 1)
    return f"{before}{line}{newline}{indent}mode: {mode}{bare[len(line) :]}"


class _Field:
    """The value of a field, and where its name stands."""

    def __init__(self, name_column: int, value: Value) -> None:
        self.name_column, self.extent = name_column, value.extent


def _rule(bare: str, id: str) -> tuple[Value, dict[str, _Field]]:
    top = yaml_reading.read(bare.encode("utf-8", "replace")).fields() or {}
    _, listed = top.get("rules", (None, None))
    for rule in (listed.items() if listed else None) or ():
        fields = rule.fields() or {}
        if "id" in fields and fields["id"][1].text() == id:
            return rule, {
                name: _Field(place.column, value)
                for name, (place, value) in fields.items()
            }
    raise KeyError(id)
