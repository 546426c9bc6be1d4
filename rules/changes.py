"""What became of each rule from one rulebook to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.conditions import names
from rules.rulebook import Rule, Rulebook


class Became(StrEnum):
    """What became of a rule."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """A rule that is not as it was.

    Attributes:
        rule: as it is now, or as it was if it is gone.
        before: as it was, where it was there.
        through: the lists and patterns by which it changed, as it names them; nothing
            where it reads otherwise itself.
    """

    rule: Rule
    became: Became
    before: Rule | None = None
    through: Sequence[str] = ()


def changes(before: Rulebook, after: Rulebook) -> list[Change]:
    """The rules that are not as they were, in the order of the files.

    A rule that reads as before is another all the same if a list or a pattern has
    changed that its condition names.
    """
    was = {rule.id: rule for rule in before.rules}
    others = after.differing(before)
    found = list[Change]()
    for rule in after.rules:
        old = was.pop(rule.id, None)
        if old is None:
            found.append(Change(rule, Became.NEW))
        elif not rule.is_as(old):
            found.append(Change(rule, Became.CHANGED, old))
        elif through := others & {named.name for named in names(rule.tree)}:
            found.append(Change(rule, Became.CHANGED, old, sorted(through)))
    return [*found, *(Change(rule, Became.GONE, rule) for rule in was.values())]
