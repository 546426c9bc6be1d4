"""From a YAML file to a rulebook, with every problem of the file told at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rules import materials, rule_reading, yaml_reading
from rules.conditions import names
from rules.notes import Notes
from rules.parsing import Known
from rules.problems import Place, Problem, RulesError, Severity
from rules.rulebook import Rule, Rulebook
from rules.wordlists import ALLOWED, WordLists
from rules.yaml_reading import Unreadable, Value

LARGEST = 1_000_000  # bytes of a rules file
_FIELDS = ("name", "description", "words", "patterns", "caps", "rules", "examples")


def load(path: Path) -> Rulebook:
    """Read and check a rules file.

    Word lists named by file are looked for in the folder `words` beside it.

    Raises:
        RulesError: listing everything that is wrong with the file.
    """
    checked = check(path)
    if checked.book is None:
        raise RulesError(path.name, checked.errors, checked.lines)
    return checked.book


@dataclass(frozen=True)
class Checked:
    """A rules file that was read.

    Attributes:
        book: its rulebook; `None` if it has errors.
        problems: all of it, warnings too, in the order of the file.
        lines: of the file.
    """

    book: Rulebook | None
    problems: Sequence[Problem]
    lines: Sequence[str]

    @property
    def errors(self) -> Sequence[Problem]:
        """The problems that make it useless."""
        return [each for each in self.problems if each.severity is Severity.ERROR]


def check(path: Path) -> Checked:
    """As `load`, with all problems instead of an error.

    Raises:
        RulesError: the file cannot be read at all.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        told = error.strerror or "cannot be read"
        raise RulesError(str(path), [Problem(Place(), told)]) from error
    if size > LARGEST:
        told = f"wanted a file of {LARGEST} bytes at most, got {size}"
        return Checked(None, [Problem(Place(), told, "put words into lists")], ())
    lines = content.decode(errors="replace").splitlines()
    try:
        top = yaml_reading.read(content)
    except Unreadable as error:
        return Checked(None, [error.problem], lines)
    notes = Notes()
    book = _book(notes, top, path, content)
    usable = None if notes.has_errors() else book
    return Checked(usable, sorted(notes.problems), lines)


def _book(notes: Notes, top: Value, path: Path, content: bytes) -> Rulebook:
    fields = notes.fields(top, _FIELDS, needed=("rules",), of="a rules file")
    lists = materials.lists(notes, fields.get("words"), path.parent / "words")
    patterns = materials.patterns(notes, fields.get("patterns"))
    known = Known(lists, patterns.names)
    rules = rule_reading.rules(notes, fields.get("rules"), known)
    _warn_of_unused(notes, fields, rules)
    families, ids = {rule.family for rule in rules}, {rule.id for rule in rules}
    digest = hashlib.sha256(content + repr(sorted(lists.items())).encode())
    name = notes.text(fields.get("name")) or path.stem
    return Rulebook(
        f"{name}-{digest.hexdigest()[:8]}",
        rules,
        WordLists(lists),
        patterns,
        description=notes.text(fields.get("description")),
        caps=rule_reading.caps(notes, fields.get("caps"), families),
        examples=rule_reading.examples(notes, fields.get("examples"), ids),
    )


def _warn_of_unused(
    notes: Notes, fields: Mapping[str, Value], rules: Sequence[Rule]
) -> None:
    if notes.has_errors():
        return  # a rule that was not read may use them
    used = {named.name for rule in rules for named in names(rule.condition.tree)}
    for field, told, functions in (
        ("words", "word list", ("words", "links_to")),
        ("patterns", "pattern", ("matches",)),
    ):
        given = fields.get(field)
        for name, (place, _) in ((given.fields() or {}) if given else {}).items():
            uses = [f'{function}("{name}")' for function in functions]
            if name != ALLOWED and used.isdisjoint(uses):
                notes.warn(
                    place, f"no rule uses the {told} `{name}`", f"use it as {uses[0]}"
                )
