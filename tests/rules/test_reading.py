"""A rules file: what is wrong is told at once, by rule, with what was wanted."""

from pathlib import Path

import pytest

import rules
from rules import RulesError
from tests.rules.reading_facts import facts

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


def problems(folder: Path, text: str | bytes) -> str:
    with pytest.raises(RulesError) as told:
        load(folder, text)
    return str(told.value)


def test_a_good_file_is_read_and_checks_comments(tmp_path: Path) -> None:
    book = load(tmp_path, GOOD)
    assert book.version.startswith("house-")
    (finding,) = book.check(facts("You clown, you foolish man."))
    assert (finding.rule, finding.reason, finding.then) == ("rude", "insult", "hold")
    assert finding.spans == ((4, 9), (15, 22))


def test_the_version_changes_with_a_list_that_a_file_names(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    text = GOOD.replace('[clown, "fool*"]', "rude.txt")
    (tmp_path / "words" / "rude.txt").write_text("clown\n")
    first = load(tmp_path, text).version
    (tmp_path / "words" / "rude.txt").write_text("clown\nfool\n")
    assert load(tmp_path, text).version != first


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("weight: 0.5", "weight: 5", "rule rude: weight: wanted a number from 0 to 1"),
        ("weight: 0.5", "weight: high", "got 'high'"),
        ("then: hold", "then: kill", "then: wanted one of reject, hold, approve"),
        ("reason: insult", "reason: rude", "reason: wanted one of abuse"),
        ("says: Rude., ", "", "wanted also says"),
        ("id: rude", "id: rude, wen: x", "unknown: wen"),
        ('words("rude")', 'words("rud")', "did you mean rude?"),
        ("'\\bhey+\\b'", "'(a)\\1'", "pattern 'shout'"),
        ("'\\bhey+\\b'", "'a(?=b)'", "pattern 'shout'"),
        ('[clown, "fool*"]', "missing.txt", "FileNotFoundError"),
        ("name: house", "nam: house", "unknown at the top: ['nam']"),
        ("name: house", "name: &a house\nother: *a", "aliases"),
        ("name: house", "name: house\nname: two", "there twice"),
        ("name: house", "name: !!python/object:os.system x", "not readable as YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_wanted(
    tmp_path: Path, good: str, bad: str, told: str
) -> None:
    assert good in GOOD
    assert told in problems(tmp_path, GOOD.replace(good, bad, 1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "wanted a mapping"),
        ("- a\n- b", "wanted a mapping"),
        ("rules: {}", "wanted a list of rules"),
        (b"\xff\xfe\x00", "not readable as YAML"),
        ("a: [" * 3000, "not readable as YAML"),
        ("# " + "x" * 1_000_001, "larger than 1000000 bytes"),
    ],
)
def test_what_is_no_rules_file_is_refused(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert told in problems(tmp_path, text)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = problems(tmp_path, GOOD.replace("0.5", "7").replace("+", "(("))
    assert "weight" in told
    assert "pattern 'shout'" in told


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    rule = GOOD.partition("rules:\n")[2]
    assert "its id is used twice" in problems(tmp_path, GOOD + rule)


def test_a_list_outside_the_words_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("clown")
    told = problems(tmp_path, GOOD.replace('[clown, "fool*"]', "../secret.txt"))
    assert "words 'rude'" in told


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"nowhere\.yaml"):
        rules.load(tmp_path / "nowhere.yaml")
