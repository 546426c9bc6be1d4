"""Messages to authors: templates of a site, and how they are filled.

A placeholder stands in braces, as `{article}`. It is replaced once, by plain text:
what an author calls themselves is never read as a placeholder or anything else.
"""

import re
from collections.abc import Mapping, Sequence

from moderation import audit, limits
from moderation.comments import EventKind
from moderation.errors import BadSubmission, FieldProblem, UnknownTemplate
from moderation.store import Database, comments, events
from moderation.store import templates as store
from moderation.store.templates import Template

PLACEHOLDERS = ("author", "article", "reason", "site")

MOST = 200
"""Templates of a site; more would not be found again by those who choose one."""

NAME_BYTES = 200

LONGEST_VALUE = 200
"""Characters that stand for one placeholder, as of an article's title."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its placeholders replaced, each once.

    >>> filled("{author}, on {article}: {reason}", {"author": "{reason}"})
    '{reason}, on {article}: {reason}'
    """

    def value(found: re.Match[str]) -> str:
        given = values.get(found[1])
        return found[0] if given is None else " ".join(given.split())[:LONGEST_VALUE]

    return _PLACEHOLDER.sub(value, text)


def all_of(db: Database, site: str) -> Sequence[Template]:
    """The templates of a site, by name."""
    with db.reading() as connection:
        return store.all_of(connection, site, limit=MOST)


def find(db: Database, site: str, number: int) -> Template:
    """A template by its number.

    Raises:
        UnknownTemplate: the site has none.
    """
    with db.reading() as connection:
        found = store.find(connection, site, number)
    if found is None:
        raise UnknownTemplate(f"site {site!r} has no template {number}")
    return found


def save(db: Database, site: str, template: Template, *, by: str) -> None:
    """Keep a template, a new one or one that is there.

    Raises:
        BadSubmission: something of it cannot be, or another has its name.
        UnknownTemplate: the site has none of its number.
    """
    _check(template)
    with db.writing() as connection:
        if not template.number:
            if len(store.all_of(connection, site, limit=MOST)) >= MOST:
                raise BadSubmission(
                    FieldProblem("name", f"at most {MOST} templates", "one more")
                )
            number, kind = store.add(connection, site, template), "template.added"
        else:
            if store.find(connection, site, template.number) is None:
                raise UnknownTemplate(
                    f"site {site!r} has no template {template.number}"
                )
            changed = store.change(connection, site, template)
            number, kind = template.number if changed else None, "template.changed"
        if number is None:
            wanted = "a name that no other template of this language has"
            raise BadSubmission(FieldProblem("name", wanted, repr(template.name[:50])))
        audit.note(connection, site, by, kind, f"template {number}", _told(template))


def delete(db: Database, site: str, number: int, *, by: str) -> None:
    """Take a template away; messages that were made by it stay.

    Raises:
        UnknownTemplate: the site has none of this number.
    """
    with db.writing() as connection:
        found = store.find(connection, site, number)
        if found is None:
            raise UnknownTemplate(f"site {site!r} has no template {number}")
        store.delete(connection, site, number)
        about = f"template {number}"
        audit.note(connection, site, by, "template.deleted", about, _told(found))


def message_of(db: Database, site: str, id: str) -> str | None:
    """What a moderator told the author of the decision that stands; `None`: nothing.

    Raises:
        UnknownComment: the site has no such comment.
    """
    with db.reading() as connection:
        comment = comments.existing(connection, site, id)
        if comment.decided_by is None:
            return None
        happened = events.of_comment(connection, comment.key)
    decided = [its for its in happened if its.kind is EventKind.DECIDED]
    return decided[-1].message if decided else None


def _told(template: Template) -> dict[str, str | None]:
    return {
        "name": template.name,
        "reason": template.reason,
        "language": template.language,
        "text": template.text,
    }


def _check(template: Template) -> None:
    limits.check_texts(
        ("name", template.name, NAME_BYTES),
        ("text", template.text, limits.NOTE_BYTES),
        wanted={"name", "text"},
    )
    if not _LANGUAGE.fullmatch(template.language):
        wanted = "the code of a language, as en or pt-BR"
        raise BadSubmission(
            FieldProblem("language", wanted, repr(template.language[:50]))
        )
    named = _PLACEHOLDER.findall(template.text)
    unknown = [name for name in named if name not in PLACEHOLDERS]
    if unknown:
        wanted = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        got = repr(f"{{{unknown[0][:50]}}}")
        raise BadSubmission(FieldProblem("text", f"no other braces than {wanted}", got))
