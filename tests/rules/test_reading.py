"""A rules file: what is wrong is told at once, by rule, with what was wanted."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import Problem, RulesError, materials, problems, yaml_reading
from tests.rules.reading_facts import facts

WRONG = Path(__file__).parent / "wrong"
GOOD = """
name: house
words: {rude: [clown, "fool*"]}
patterns: {shout: '\\bhey+\\b'}
rules:
  - {id: rude, family: abuse, says: Rude., when: words("rude"), then: hold,
     weight: 0.5, reason: insult}
"""


def load(folder: Path, text: str | bytes) -> rules.Rulebook:
    path = folder / "house.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return rules.load(path)


def told_of(folder: Path, text: str | bytes) -> str:
    with pytest.raises(RulesError) as told:
        load(folder, text)
    return str(told.value)


def test_a_good_file_is_read_and_checks_comments(tmp_path: Path) -> None:
    book = load(tmp_path, GOOD)
    assert book.version.startswith("house-")
    (finding,) = book.check(facts("You clown, you foolish man.")).live
    assert (finding.rule, finding.reason, finding.then) == ("rude", "insult", "hold")
    assert finding.spans == ((4, 9), (15, 22))


def test_the_version_changes_with_a_list_that_a_file_names(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    text = GOOD.replace('[clown, "fool*"]', "rude.txt")
    (tmp_path / "words" / "rude.txt").write_text("clown\n")
    first = load(tmp_path, text).version
    (tmp_path / "words" / "rude.txt").write_text("clown\nfool\n")
    assert load(tmp_path, text).version != first


@pytest.mark.parametrize("path", sorted(WRONG.glob("*.yaml")), ids=lambda it: it.stem)
def test_all_that_is_wrong_with_a_file_is_told_as_written_beside_it(path: Path) -> None:
    checked = rules.check(path)
    told = problems.told(path.name, checked.problems, checked.lines)
    assert told == path.with_suffix(".txt").read_text().rstrip("\n")
    assert (checked.book is None) == any(
        ": error: " in each for each in told.split("\n")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "wanted a rules file with rules, got nothing"),
        ("- a\n- b", "wanted a rules file with rules, got a list"),
        ("rules: {}", "wanted a list of rules, got a mapping"),
        ("rules: []", "wanted a list of rules"),
        (b"\xff\xfe\x00", "wanted text in UTF-8"),
        (b"rules: [\x80]", "wanted text in UTF-8"),
        ("a: [" * 3000, "nested too deeply"),
        ("# " + "x" * 1_000_001, "wanted a file of 1000000 bytes at most"),
        ("a: &a [x]\nb: [*a, *a]", "aliases"),
        ("rules: !!python/object:os.system x", "tags"),
        ("rules: [x]\nrules: [y]", "`rules` is there twice"),
        ("? [a]\n: b", "wanted a name before the colon"),
        ("<<: {a: b}", "`<<` is not taken"),
        ("rules: [{id: a, says: b, when: 2026-02-31}]", "not a condition"),
        (
            "rules: [{id: a, says: b, when: reply, weight: 1" + "0" * 400 + "}]",
            "from 0",
        ),
        ("rules: [{id: a, says: b, when: reply, weight: 1:30}]", "from 0 to 1"),
        ("rules: [{id: language, says: b, when: reply}]", "stands for what is no rule"),
        (
            'words: {w: "a\\0b"}\nrules: [{id: a, says: b, when: reply}]',
            "an escape makes U+0000 of it",
        ),
    ],
)
def test_what_is_no_rules_file_is_refused(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert told in told_of(tmp_path, text)


def test_patterns_that_are_too_large_together_are_told(tmp_path: Path) -> None:
    broad = {"patterns": {"a": "[a-z ]{501}q"}, "rules": [RULE]}
    told = told_of(tmp_path, json.dumps(broad))
    assert "pattern `a`: a text may be at 501 places of it, of 500 at most" in told
    assert "hint: use fewer and smaller repetitions" in told


def test_patterns_that_are_too_broad_together_are_told() -> None:
    patterns = {"a": "[a-z]{300}q", "b": "[b-z]{300}q"}
    assert "together these patterns are too broad" in str(errors_of(patterns=patterns))


def test_patterns_that_would_fill_the_memory_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(materials, "LARGEST_PATTERNS", 1_000)
    large = {f"large{number}": rf"{number}kill\pL{{9}}" for number in range(3)}
    told = "wanted patterns of 1000 steps together at most"
    assert told in str(errors_of(patterns=large))
    assert errors_of(patterns={"small": "kill.{9}"}) == []


def test_a_file_of_wrong_patterns_is_not_looked_through_to_its_end() -> None:
    wrong = {f"wrong{number}": "(" for number in range(60)}
    told = [each.message for each in errors_of(patterns=wrong)]
    assert len(told) == materials.MOST_REFUSED + 1
    assert told[-1] == "from here on patterns were not looked at"


def test_brackets_without_end_are_refused() -> None:
    deep = "(" * 1_900 + "a" + ")" * 1_900
    told = str(errors_of(patterns={"deep": deep}))
    assert "pattern `deep`: wanted 100 brackets in one another at most" in told


def test_a_file_of_values_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_reading, "MOST_VALUES", 20)
    assert errors_of(words={"rude": ["a"]}) == []
    (error,) = errors_of(words={"rude": ["a"] * 20})
    assert "wanted 20 values at most; put words into files" in error.message


def test_a_broad_pattern_is_warned_of_with_what_it_reads() -> None:
    patterns = {"broad": "[a-z ]{400}q", "slim": "[a-z]{9}q"}
    rule = {**RULE, "when": 'matches("broad") or matches("slim")'}
    content = json.dumps({"patterns": patterns, "rules": [rule]})
    checked = rules.check_kept("house", content.encode(), {})
    assert checked.book is not None
    (warning,) = checked.problems
    assert warning.message == (
        "pattern `broad` is matched on the first 2500 characters alone, as it is broad"
    )


RULE = {"id": "a", "says": "b", "when": "reply"}


def test_a_list_file_may_be_a_table_of_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    table = "entry,severity,note\nClown,2,of a play\nfool*,1,\n"
    (tmp_path / "words" / "rude.csv").write_text(table)
    book = load(tmp_path, GOOD.replace('[clown, "fool*"]', "rude.csv"))
    given = facts("You fooling clown, of a play.")
    assert book.seen(given).words == load(tmp_path, GOOD).seen(given).words
    assert book.seen(given).words


def test_what_is_wrong_with_a_table_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "rude.csv").write_text("entry,severity\nclown,9\n")
    told = told_of(tmp_path, GOOD.replace('[clown, "fool*"]', "rude.csv"))
    assert "`rude.csv`, line 2: severity: wanted 1, 2 or 3, got `9`" in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            {f"l{n}": ["a"] for n in range(201)},
            "wanted 200 word lists at most, got 201",
        ),
        ({"rude": ["a" * 201]}, "wanted an entry of 200 characters at most, got 201"),
        (
            {"rude": [" ".join("a" * n) for n in range(1, 14)]},
            "wanted 12 entries at most each of which begins the next, got 13",
        ),
    ],
)
def test_lists_that_would_make_a_text_dear_are_refused(
    words: dict[str, list[str]], expected: str
) -> None:
    assert expected in str(errors_of(words=words))


def test_words_that_begin_one_another_are_no_nesting() -> None:
    assert errors_of(words={"rude": ["a" * n for n in range(1, 201)]}) == []


def test_lists_that_would_fill_the_memory_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(materials, "MOST_BYTES", 5)
    assert errors_of(words={"rude": ["äö", "a"], "mild": ["a"]}) == []
    (error,) = errors_of(words={"rude": ["äö", "a", "b"]})
    assert error.message == "wanted 5 bytes of words at most, got 6"


def errors_of(**fields: object) -> list[Problem]:
    content = json.dumps({"rules": [RULE], **fields}).encode()
    return list(rules.check_kept("house", content, {}).errors)


def test_a_list_file_with_an_entry_without_letters_is_told(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "rude.txt").write_text("clown\n*\n")
    told = told_of(tmp_path, GOOD.replace('[clown, "fool*"]', "rude.txt"))
    assert "`rude.txt`, line 2: wanted a word or a phrase, got `*`" in told


def test_a_list_outside_the_words_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("clown")
    told = told_of(tmp_path, GOOD.replace('[clown, "fool*"]', "../secret.txt"))
    assert "got `../secret.txt`" in told


@pytest.mark.parametrize(
    "pattern", ["(a{1000}){1000}", "a{1001}", "(" * 2000 + "a" + ")" * 2000, "\\C"]
)
def test_a_pattern_that_would_take_the_memory_is_refused(
    tmp_path: Path, pattern: str
) -> None:
    told = told_of(tmp_path, GOOD.replace("'\\bhey+\\b'", f"'{pattern}'"))
    assert "pattern `shout`" in told or "wanted a pattern of" in told
    assert len(told) < 500


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_is_more_than_an_error(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_bytes(content)
        assert rules.check(path).book is None


@given(st.data())
def test_no_damage_to_a_good_file_is_more_than_an_error(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    put = data.draw(st.sampled_from([*"{}[]:-'\"#&*!|>%@,\n\t\0", "é", ""]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_text(GOOD[:at] + put + GOOD[at + 1 :])
        checked = rules.check(path)
        assert checked.book is not None or checked.errors


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"nowhere\.yaml"):
        rules.load(tmp_path / "nowhere.yaml")
