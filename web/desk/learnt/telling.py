"""What a version's sections show besides its figures: comments, and a data sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from moderation import scopes
from moderation.comments import Comment
from moderation.examined import Figures, Flip
from moderation.scopes import Scope
from moderation.store import Database, comments
from web.desk.learnt.drawing import judge
from web.desk.wording import words

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """A flip, and its comment; `None` where it was edited since."""

    flip: Flip
    comment: Comment | None


@dataclass(frozen=True)
class Sheet:
    """What a version was learnt from.

    Attributes:
        facts: each with its name.
        counts: decisions by kind: its name, and each of the kind with how many.
    """

    facts: Rows
    counts: Sequence[tuple[str, Sequence[tuple[str, int]]]]


def flips(db: Database, found: Figures, scope: Scope) -> Sequence[Shown]:
    """Those whose comments are there still, and within what one may see."""
    shown = list[Shown]()
    with db.reading() as connection:
        for each in found.flips:
            if not each.key:  # a text that was no comment here
                continue
            comment = comments.get(connection, each.key)
            if comment.erased_at is None and scopes.has(scope, comment):
                same = comment.revision == each.revision
                shown.append(Shown(each, comment if same else None))
    return shown


def sheet(found: Figures, its: Mapping[str, Any], *, names: bool) -> Sheet:
    """The data sheet.

    Args:
        its: the card of the version.
        names: whether people are told by name.
    """
    left_out = its.get("unlike", ())
    people = [*found.learnt.get("person", {}), *(each["name"] for each in left_out)]
    known = _called_so(people, names=names)
    facts = [
        (gettext("stands on"), str(its["base"])),
        (gettext("compared with"), judge(str(its.get("champion", "-")))),
        (gettext("penalty"), str(its.get("penalty", "-"))),
        (gettext("seed"), str(its.get("seed", "-"))),
        (
            gettext("begun with other sites' lessons"),
            gettext("yes") if its.get("shared") else gettext("no"),
        ),
        (gettext("fingerprint"), str(its.get("fingerprint", "-"))),
        *(
            (
                gettext("left out: %(name)s", name=known[each["name"]]),
                gettext("%(number)s decisions", number=f"{each['decisions']:,}"),
            )
            for each in left_out
        ),
    ]
    counts = [
        (_kinds()[kind], [(_called(kind, key, known), n) for key, n in counted.items()])
        for kind, counted in found.learnt.items()
        if counted and kind in _kinds()
    ]
    return Sheet(facts, counts)


def nameless(its: Mapping[str, Any]) -> Mapping[str, Any]:
    """A card on which nobody is named from whom nothing was learnt."""
    left_out = its.get("unlike", ())
    known = _called_so([each["name"] for each in left_out], names=False)
    return {
        **its,
        "unlike": [{**each, "name": known[each["name"]]} for each in left_out],
    }


def _called_so(people: Sequence[str], *, names: bool) -> Mapping[str, str]:
    """People by their names, or numbered."""
    if names:
        return {name: name for name in people}
    return {
        name: str(gettext("moderator %(number)s", number=number))
        for number, name in enumerate(dict.fromkeys(people), start=1)
    }


def _kinds() -> Mapping[str, str]:
    return {
        "source": gettext("By source"),
        "person": gettext("By person"),
        "reason": gettext("By reason"),
        "section": gettext("By section"),
        "language": gettext("By language"),
        "month": gettext("By month"),
    }


def _called(kind: str, key: str, people: Mapping[str, str]) -> str:
    if kind == "person":
        return people[key]
    return words(key) if kind in ("source", "reason") else key
