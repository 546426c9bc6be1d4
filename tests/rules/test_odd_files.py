"""Rules files as they come out of other programs and other habits."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rules
from classifier.spelling import spelt
from rules import RulesError, problems
from tests.rules.reading_facts import facts

GOOD = """\
name: odd
rules:
  - id: one
    says: It is so.
    when: toxicity > 0.8
    then: hold
    reason: insult
"""


def told(folder: Path, content: str | bytes) -> str:
    path = folder / "house.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    checked = rules.check(path)
    return problems.told(path.name, checked.problems, checked.lines)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


@pytest.mark.parametrize(
    ("content", "first", "hint"),
    [
        (changed("It is so.", "Note: so."), "4:15: error: not readable", "a colon in"),
        (changed("It is so.", '"It" is.'), "4:16: error", "the whole in single"),
        (changed("It is so.", '"It is.'), "4:11: error: not readable", "close it"),
        (changed("It is so.", "@us."), "4:11: error", "put the value in single"),
        (changed("It is so.", "!us is."), "4:11: error", "put a text in single"),
        (changed("    says", "\tsays"), "4:1: error", "blanks instead of the tab"),
        (changed("when: ", "when:"), "5:5: error", "a colon and a blank"),
        (changed("    when", "   when"), "5:4: error", "equally far to the right"),
        (GOOD + "    says: Again.\n", "8:5: error", "take one of them out"),
        (GOOD + "    <<: {mode: shadow}\n", "8:5: error", "write out what it"),
        (GOOD + "---\n" + GOOD, "8:1: error", "make two files"),
        (changed("so.", "s\x1bo."), "4:18: error: U+001B is no", "take it out"),
        (changed("It is so.", r'"\bso\b"'), "4:11: error: not readable", "in single"),
        (changed("It is so.", r'"\ud83d\ude00"'), "4:11: error", "as they are"),
        (GOOD + "    weight: !!int ''\n", "8:13: error", "in single quotes"),
        (GOOD + "    until: !!timestamp foo\n", "8:12: error", "in single quotes"),
        (changed("It is so.", "~"), "4:11: error: wanted text, got nothing", ""),
        (changed("hold", "HOLD"), "6:11: error", "did you mean `hold`?"),
        (changed("hold", "none"), "6:11: error", "leave it out"),
        (GOOD + "    mode: off\n", "8:11: error: wanted one of draft, shadow", ""),
        (GOOD + "    weight: 80%\n", "8:13: error", "write it as 0.8, without"),
        (GOOD + "    weight: 0,8\n", "8:13: error", "write it as 0.8, without"),
        (GOOD + '    weight: "0.8"\n', "8:13: error", "write it as 0.8, without"),
        (GOOD + "    languages: EN\n", "8:16: error", "write `en`"),
        (changed("0.8", "80"), "5:11: warning", "`toxicity` is from 0 to 1"),
        ("rules: []\n", "1:8: error: wanted a list of rules, got an empty list", ""),
        (GOOD + "words: {bad: oaf}\n", "8:14: error", "is written [oaf]"),
    ],
)
def test_what_is_odd_in_a_file_is_told_at_its_place_with_a_way_out(
    tmp_path: Path, content: str, first: str, hint: str
) -> None:
    given = told(tmp_path, content)
    assert given.startswith(f"house.yaml:{first}")
    assert hint in given.partition("hint:")[2]


def test_a_value_is_told_as_it_is_written(tmp_path: Path) -> None:
    for written in ("yes", "012", "1_000", ".inf"):
        assert f"got `{written}`" in told(tmp_path, GOOD + f"    mode: {written}\n")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_only_utf_8_is_taken_and_the_first_other_byte_is_pointed_at(
    tmp_path: Path, encoding: str
) -> None:
    given = told(tmp_path, changed("so.", "schön.").encode(encoding))
    place = "1:1" if encoding == "utf-16" else "4:20"
    assert f"house.yaml:{place}: error: wanted text in UTF-8, got the byte" in given
    assert "hint: save it as UTF-8 text" in given


def test_a_byte_order_mark_moves_no_pointer(tmp_path: Path) -> None:
    given = told(tmp_path, changed("name", "nmae").encode("utf-8-sig"))
    assert given.startswith("house.yaml:1:1: error: `nmae`")
    assert "\n    1 | nmae: odd\n      | ^^^^\n" in given


def test_a_wrong_pattern_is_told_once_where_it_stands(tmp_path: Path) -> None:
    text = changed("toxicity > 0.8", 'matches("a")') + 'patterns: {a: "["}\n'
    assert told(tmp_path, text).count("error:") == 1


def test_a_list_that_can_find_nothing_is_warned_of(tmp_path: Path) -> None:
    text = changed("toxicity > 0.8", 'words("a") or words("b")')
    given = told(tmp_path, text + 'words: {a: [], b: ["o*f"]}\n')
    assert "8:12: warning: the word list `a` is empty" in given
    assert "8:20: warning: the * in `o*f` stands for itself" in given


@given(st.lists(st.text(max_size=9), max_size=9), st.sampled_from(["", "*"]))
@example(["\u0301"], "*")
def test_whatever_the_words_of_a_list_are_they_are_taken_or_refused(
    words: list[str], ending: str
) -> None:
    content = {
        "words": {"odd": [f"{word}{ending}" for word in words]},
        "rules": [{"id": "one", "says": "Odd.", "when": 'words("odd")', "weight": 1}],
    }
    for spelling in (None, spelt):
        checked = rules.check_kept("odd", json.dumps(content).encode(), {}, spelling)
        if checked.book is None:
            assert checked.errors
        else:
            checked.book.check(facts(f"So {' '.join(words)}."))


def test_a_file_that_is_not_there_is_told_without_a_line(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(GOOD)
    with pytest.raises(RulesError) as error:
        rules.check(tmp_path / "huose.yaml")
    path = tmp_path / "huose.yaml"
    assert str(error.value) == (
        f"{path}: error: there is no such file\n  hint: did you mean `house.yaml`?"
    )
    with pytest.raises(RulesError, match="there is no folder"):
        rules.check(tmp_path / "nowhere" / "house.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_file_without_end_is_refused() -> None:
    (problem,) = rules.check(Path("/dev/zero")).problems
    assert problem.message == "wanted a file of 1000000 bytes at most, got more"


def test_the_first_word_of_a_list_with_a_byte_order_mark_is_found(
    tmp_path: Path,
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "bad.txt").write_text("oaf\n", encoding="utf-8-sig")
    path = tmp_path / "house.yaml"
    path.write_text(
        changed("toxicity > 0.8", 'words("bad")') + "words: {bad: bad.txt}\n"
    )
    assert rules.load(path).check(facts("You oaf.")).live


def test_a_spreadsheet_is_a_list_however_it_was_saved(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    table = "\ufeffentry;severity\r\nrotter;2\r\n".encode()
    (tmp_path / "words" / "bad.CSV").write_bytes(table)
    text = changed("toxicity > 0.8", 'words("bad")') + "words: {bad: bad.CSV}\n"
    assert told(tmp_path, text) == ""
