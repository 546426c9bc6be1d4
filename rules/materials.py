"""The word lists and patterns of a rules file."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from rules import abuse, list_files, topic
from rules.marked import marked
from rules.nesting import deepest
from rules.notes import Notes
from rules.patterns import Patterns
from rules.wordlists import is_blank, plain
from rules.yaml_reading import Value

MOST_PATTERNS, MOST_WORDS = 2_000, 200_000
"""What one file may have; chosen by us, ten times what a large publisher's has."""
LONGEST_PATTERN = 4_000  # characters
LARGEST_PATTERNS = 500_000
"""Steps of all patterns of a file as RE2 has them; one of words has some 60. To make so
many takes a second and some tens of megabytes."""
MOST_LISTS = 200
MOST_BYTES = 3_000_000
"""Of all entries, in UTF-8; the automaton has some 40 bytes for each."""
MOST_NESTED = 12
"""Phrases each of which begins the next, "a", "a fool", "a fool and": a text of the
longest has all of them at each of its words. Words are not meant: none begins another,
as they end where they end."""
MOST_REFUSED = 50
"""Patterns that are told to be wrong; RE2 may look long at one that is too large."""

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
    if given and (problem := _told_too_much(result)):
        notes.error(given.place, *problem)
        return {}
    return result


def _told_too_much(lists: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """What lists have too much of together, and the way out; `None` if nothing."""
    if len(lists) > MOST_LISTS:
        told = f"wanted {MOST_LISTS} word lists at most, got {len(lists)}"
        return told, "put words together that the same rules are about"
    if (count := sum(map(len, lists.values()))) > MOST_WORDS:
        return f"wanted {MOST_WORDS} words at most, got {count}", ""
    each = {entry for its in lists.values() for entry in its}
    if (size := sum(len(entry.encode("utf-8", "replace")) for entry in each)) > (
        MOST_BYTES
    ):
        return f"wanted {MOST_BYTES} bytes of words at most, got {size}", ""
    depth, last = deepest(_as_looked_for(each))
    if depth > MOST_NESTED:
        told = (
            f"wanted {MOST_NESTED} entries at most each of which begins the next, got "
            f"{depth} up to `{last[:50]}`"
        )
        return told, "list the shortest with a * at its end"
    return None


def _as_looked_for(entries: Collection[str]) -> Iterator[str]:
    for entry in entries:
        bare = plain(entry.rstrip("*"))
        yield marked(bare, is_open=entry.endswith("*"))


def _entry(notes: Notes, value: Value) -> str:
    text = " ".join(notes.text(value).lower().split())
    if text and is_blank(text):
        notes.error(value.place, f"wanted a word, got `{text}`")
        return ""
    if "*" in text.rstrip("*"):
        told = f"the * in `{text}` stands for itself: only at the end it takes more"
        notes.warn(value.place, told, "write the words out")
    if len(text) > list_files.LONGEST:
        told = f"wanted an entry of {list_files.LONGEST} characters at most"
        notes.error(value.place, f"{told}, got {len(text)}")
        return ""
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
    try:
        return _entries(notes, value, file, files(file))
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


def _entries(notes: Notes, value: Value, file: str, text: str) -> tuple[str, ...]:
    """Those of a list's file, by the end of its name: CSV or plain text."""
    is_table = file.lower().endswith(".csv")
    read = list_files.from_csv if is_table else list_files.from_text
    found, problems = read(text)
    for problem in problems[:_MOST_TOLD]:
        told = f"`{file}`, line {problem.place.line}: {problem.message}"
        notes.error(value.place, told, problem.hint)
    return () if problems else tuple(each.entry for each in found)


_MOST_TOLD = 5  # problems of one list's file; `moderate rules words` tells all


def patterns(notes: Notes, given: Value | None) -> Patterns:
    """Those of the file beside those that are built in."""
    good = dict(BUILT_IN)
    its = notes.named(given, "patterns by name")
    if len(its) > MOST_PATTERNS and given:
        told = f"wanted {MOST_PATTERNS} patterns at most, got {len(its)}"
        notes.error(given.place, told)
        return Patterns(good, trusted=BUILT_IN)
    size, refused = 0, 0
    for name, (place, value) in its.items():
        expression = value.text() or ""
        if refused == MOST_REFUSED:
            notes.error(place, "from here on patterns were not looked at")
            break
        if size > LARGEST_PATTERNS:
            told = f"wanted patterns of {LARGEST_PATTERNS} steps together at most"
            notes.error(value.place, told, "use fewer and smaller repetitions")
            break
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
            refused += 1
            notes.error(
                value.place, f"pattern `{name}`: {problem}", _told_hint(problem)
            )
        else:
            good[name] = expression
            size += Patterns.size(expression)
    try:
        result = Patterns(good, trusted=BUILT_IN)
    except ValueError as error:
        if given:
            notes.error(given.place, str(error), "use fewer and smaller repetitions")
        return Patterns(BUILT_IN, trusted=BUILT_IN)
    for name in sorted(result.broad):
        notes.warn(
            its[name][1].place,
            f"pattern `{name}` is matched on the first {result.read} characters alone, "
            "as it is broad",
            "use smaller repetitions, or words into which it may break up",
        )
    return result


def _told_hint(problem: str) -> str:
    if "perl operator" in problem or "escape" in problem:
        return "RE2 has no look-around and no back-references"
    if "places" in problem:
        return "use fewer and smaller repetitions"
    if "repetition" in problem or "repeat" in problem:
        return "repeat a thousand times at most"
    return ""
