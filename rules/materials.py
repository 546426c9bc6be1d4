"""The word lists and patterns of a rules file."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rules import abuse, topic
from rules.notes import Notes
from rules.patterns import Patterns
from rules.wordlists import entries
from rules.yaml_reading import Value

MOST_PATTERNS, MOST_WORDS = 2_000, 200_000
"""What one file may have; chosen by us, ten times what a large publisher's has."""
LONGEST_PATTERN = 4_000  # characters

FOLDER = "words"  # beside a rules file: where its lists' files are
Files = Callable[[str], str]
"""The text of a list's file by the file's name; raises `OSError` where there is none,
`UnicodeDecodeError` where it is not UTF-8."""

BUILT_IN: Mapping[str, str] = {**abuse.PATTERNS, **topic.PATTERNS}


def lists(
    notes: Notes, given: Value | None, files: Files
) -> dict[str, tuple[str, ...]]:
    """The entries of each list, by its name.

    Args:
        files: has those that are named by a file.
    """
    result = dict[str, tuple[str, ...]]()
    for name, (_, value) in notes.named(given, "word lists by name").items():
        if value.items() is not None:
            result[name] = tuple(
                filter(None, (_entry(notes, each) for each in value.items() or ()))
            )
            if not result[name] and not notes.has_errors():
                notes.warn(value.place, f"the word list `{name}` is empty")
        else:
            result[name] = _of_file(notes, value, files)
    if (count := sum(map(len, result.values()))) > MOST_WORDS and given:
        notes.error(given.place, f"wanted {MOST_WORDS} words at most, got {count}")
        return {}
    return result


def _entry(notes: Notes, value: Value) -> str:
    text = notes.text(value).strip().lower()
    if text and not text.strip("*"):
        notes.error(value.place, f"wanted a word, got `{text}`")
        return ""
    if "*" in text.rstrip("*"):
        told = f"the * in `{text}` stands for itself: only at the end it takes more"
        notes.warn(value.place, told, "write the words out")
    return text


def _of_file(notes: Notes, value: Value, files: Files) -> tuple[str, ...]:
    # Only a name: a rules file reads nothing outside its own folder.
    file = value.text() or ""
    if Path(file).name != file or not file or not file.isprintable():
        notes.error(
            value.place,
            f"wanted a list of words or the name of a file, got {value.kind}",
            f"put the file into `{FOLDER}` beside the rules file",
        )
        return ()
    if file.lower().endswith(".csv"):
        notes.error(
            value.place,
            f"wanted a list of plain text, got `{file}`",
            f"`moderate rules words {file} {Path(file).stem}.txt` makes one of it",
        )
        return ()
    try:
        found = entries(files(file))
        if empty := [entry for entry in found if not entry.strip("*")]:
            notes.error(value.place, f"`{file}` has the entry `{empty[0]}`, no word")
            return ()
        return found
    except FileNotFoundError:
        notes.error(
            value.place,
            f"there is no file `{FOLDER}/{file}` beside the rules file",
            "" if Path(file).suffix else f"a list of one word is written [{file}]",
        )
    except UnicodeDecodeError:
        notes.error(value.place, f"`{file}` is no UTF-8 text")
    except OSError as error:
        notes.error(value.place, f"`{file}` cannot be read: {error.strerror}")
    return ()


def patterns(notes: Notes, given: Value | None) -> Patterns:
    """Those of the file beside those that are built in."""
    good = dict(BUILT_IN)
    its = notes.named(given, "patterns by name")
    if len(its) > MOST_PATTERNS and given:
        told = f"wanted {MOST_PATTERNS} patterns at most, got {len(its)}"
        notes.error(given.place, told)
        return Patterns(good)
    for name, (place, value) in its.items():
        expression = value.text() or ""
        if name in BUILT_IN:
            notes.error(place, f"`{name}` is built in", "give it another name")
        elif len(expression) > LONGEST_PATTERN:
            notes.error(
                value.place,
                f"wanted a pattern of {LONGEST_PATTERN} characters at most, got "
                f"{len(expression)}",
                "words belong into lists",
            )
        elif problem := Patterns.problem(expression):
            notes.error(
                value.place, f"pattern `{name}`: {problem}", _pattern_hint(problem)
            )
        else:
            good[name] = expression
    try:
        return Patterns(good)
    except ValueError as error:
        if given:
            notes.error(given.place, str(error), "use fewer and smaller repetitions")
        return Patterns(BUILT_IN)


def _pattern_hint(problem: str) -> str:
    if "perl operator" in problem or "escape" in problem:
        return "RE2 has no look-around and no back-references"
    if "repetition" in problem or "repeat" in problem:
        return "repeat a thousand times at most"
    return ""
