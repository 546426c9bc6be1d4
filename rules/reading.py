"""From a YAML file to a rulebook, with every problem of the file told at once."""

import errno
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rules import materials, rule_reading, yaml_reading
from rules.conditions import names
from rules.functions import Known
from rules.notes import Notes
from rules.problems import WHOLE, Problem, RulesError, Severity, similar
from rules.rulebook import Rule, Rulebook
from rules.wordlists import ALLOWED, Spelling, WordLists
from rules.yaml_reading import Unreadable, Value

LARGEST = 1_000_000  # bytes of a rules file
LARGEST_LIST = 5_000_000  # and of a word list that it names
_FIELDS = ("name", "description", "words", "patterns", "caps", "rules", "examples")


def load(path: Path, spelling: Spelling | None = None) -> Rulebook:
    """Read and check a rules file.

    Word lists named by file are looked for in the folder `words` beside it.

    Args:
        path: of the rules file.
        spelling: in which texts are read, so that entries are read so too.

    Raises:
        RulesError: listing everything that is wrong with the file.
    """
    checked = check(path, spelling)
    if checked.book is None:
        raise RulesError(path.name, checked.errors, checked.lines)
    return checked.book


def read(
    name: str,
    content: bytes,
    lists: Mapping[str, str],
    spelling: Spelling | None = None,
) -> Rulebook:
    """A rulebook from what was kept of its files, with no file read.

    Args:
        name: of the rules file, without its ending.
        content: of the rules file.
        lists: the texts of the list files that it names, by their names.
        spelling: as of `load`.

    Raises:
        RulesError: listing everything that is wrong with it.
    """
    checked = check_kept(name, content, lists, spelling)
    if checked.book is None:
        raise RulesError(name, checked.errors, checked.lines)
    return checked.book


@dataclass(frozen=True)
class Checked:
    """A rules file that was read.

    Attributes:
        book: its rulebook; `None` if it has errors.
        problems: all of it, warnings too, in the order of the file.
        lines: of the file.
        content: of the file.
        lists: the texts of the list files that it names, by their names.
    """

    book: Rulebook | None
    problems: Sequence[Problem]
    lines: Sequence[str]
    content: bytes = b""
    lists: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> Sequence[Problem]:
        """The problems that make it useless."""
        return [each for each in self.problems if each.severity is Severity.ERROR]


def check(path: Path, spelling: Spelling | None = None) -> Checked:
    """As `load`, with all problems instead of an error.

    Raises:
        RulesError: the file cannot be read at all.
    """
    try:
        content = _up_to(path, LARGEST)
    except FileNotFoundError as error:
        problem = Problem(WHOLE, "there is no such file", _beside(path))
        raise RulesError(str(path), [problem]) from error
    except OSError as error:
        told = error.strerror or "cannot be read"
        raise RulesError(str(path), [Problem(WHOLE, told)]) from error
    if len(content) > LARGEST:
        return _too_large()
    folder = path.parent / materials.FOLDER
    return _checked(path.stem, content, lambda file: _text_of(folder / file), spelling)


def _up_to(path: Path, most: int) -> bytes:
    """What a file has, to a byte more than the most: a device would never end."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _beside(path: Path) -> str:
    """The hint for a file that is not there: one beside it, or where was looked."""
    try:
        return similar(path.name, [each.name for each in path.parent.iterdir()])
    except OSError:
        return f"there is no folder {path.parent}"


def _text_of(path: Path) -> str:
    content = _up_to(path, LARGEST_LIST)
    if len(content) > LARGEST_LIST:
        raise OSError(errno.EFBIG, f"wanted {LARGEST_LIST} bytes at most")
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()


def check_kept(
    name: str,
    content: bytes,
    lists: Mapping[str, str],
    spelling: Spelling | None = None,
) -> Checked:
    """As `read`, with all problems instead of an error."""

    def kept(file: str) -> str:
        if file not in lists:
            raise FileNotFoundError(file)
        return lists[file]

    if len(content) > LARGEST:
        return _too_large()
    return _checked(name, content, kept, spelling)


def _too_large() -> Checked:
    told = f"wanted a file of {LARGEST} bytes at most, got more"
    return Checked(None, [Problem(WHOLE, told, "put words into lists")], ())


def _checked(
    name: str, content: bytes, files: materials.Files, spelling: Spelling | None
) -> Checked:
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    try:
        top = yaml_reading.read(content)
    except Unreadable as error:
        return Checked(None, [error.problem], lines)
    notes, used = Notes(), dict[str, str]()

    def noted(file: str) -> str:
        used[file] = files(file)
        return used[file]

    book = _book(notes, top, name, content, noted, spelling)
    usable = None if notes.has_errors() else book
    return Checked(usable, sorted(notes.problems), lines, content, used)


def _book(
    notes: Notes,
    top: Value,
    name: str,
    content: bytes,
    files: materials.Files,
    spelling: Spelling | None,
) -> Rulebook:
    fields = notes.fields(top, _FIELDS, needed=("rules",), of="a rules file")
    lists = materials.lists(notes, fields.get("words"), files)
    patterns = materials.patterns(notes, fields.get("patterns"))
    # A pattern that is wrong is told of where it stands, not where it is named.
    given = fields.get("patterns")
    written = (given.fields() if given else None) or {}
    known = Known(lists, patterns.names | written.keys())
    rules = rule_reading.rules(notes, fields.get("rules"), known)
    _warn_of_unused(notes, fields, rules)
    families, ids = {rule.family for rule in rules}, {rule.id for rule in rules}
    digest = hashlib.sha256(content + repr(sorted(lists.items())).encode())
    name = notes.text(fields.get("name")) or name
    return Rulebook(
        f"{name}-{digest.hexdigest()[:8]}",
        rules,
        WordLists(lists, spelling),
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
    for part, told, functions in (
        ("words", "word list", ("words", "links_to")),
        ("patterns", "pattern", ("matches",)),
    ):
        given = fields.get(part)
        for name, (place, _) in ((given.fields() or {}) if given else {}).items():
            uses = [f'{function}("{name}")' for function in functions]
            if name != ALLOWED and used.isdisjoint(uses):
                notes.warn(
                    place, f"no rule uses the {told} `{name}`", f"use it as {uses[0]}"
                )
