"""What editors write out of habit is told with its place and what is meant."""

import time
from pathlib import Path

import pytest

import rules
from rules import problems
from rules.meant import meant
from rules.syntax import LONGEST

RULE = """\
rules:
  - id: one
    says: It is so.
    when: |-
      {}
words: {{bad: [oaf]}}
"""


def told(folder: Path, condition: str) -> tuple[str, str]:
    """The message and the hint of the only error, and that it is one."""
    path = folder / "house.yaml"
    path.write_text(RULE.format(condition))
    (error,) = rules.check(path).errors
    return error.message, error.hint


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ("toxicity > 0.8 AND spam > 0.8", "write `and` for `AND`"),
        ("toxicity > 0.8 Or spam > 0.8", "write `or` for `Or`"),
        ("NOT author.trusted", "write `not` for `NOT`"),
        ("toxicity > 0.8 && spam > 0.8", "write `and` for `&&`"),
        ("toxicity > 0.8 & spam > 0.8", "write `and` for `&`"),
        ("toxicity > 0.8 || spam > 0.8", "write `or` for `||`"),
        ("!author.trusted", "write `not` for `!`"),
        ("toxicity = 0.8", "write `==` to compare"),
        ("(toxicity = 0.8)", "write `==` to compare"),
        ("toxicity === 0.8", "write `==` for `===`"),
        ("toxicity => 0.8", "write `>=` for `=>`"),
        ("toxicity \u2265 0.8", "write `>=` for `\u2265`"),
        ("article.section <> 'sport'", "write `!=` for `<>`"),
        ("toxicity is 0.8", "write `==` for `is`"),
        ("author.trusted is not True", "write `!=` for `is not`"),
        ("toxicity > 80%", "write 0.8 for 80%"),
        ("toxicity > 12,5 %", "write 0.125 for 12,5 %"),
        ("toxicity > 0,8", "write 0.8 for 0,8, and 1000 for 1,000"),
        ("words(\u201cbad\u201d)", 'write straight quotes, as in "\u2026"'),
        ("words(bad)", 'as in words("bad")'),
        ("article.section == sport", 'a word is written in quotes: "sport"'),
        ("toxicity\u00a0> 0.8", "write a plain blank for the sign U+00A0"),
        ("author.trusted == yes", "write `True`"),
        ("author.trusted == Off", "write `False`"),
        ("TOXICITY > 0.8", "did you mean `toxicity`?"),
        ("author-approved < 3", "did you mean `author.approved`?"),
        ("zebra > 3", "`moderate rules facts` lists them all"),
        ("links.count + 1 > 3", "there is no arithmetic: compare a fact with a number"),
        ("if toxicity > 0.8", "leave `if` out"),
        ("toxicity > 0.8 then hold", "`then` stands on a line of its own"),
    ],
)
def test_a_habit_from_elsewhere_is_told_with_what_to_write(
    tmp_path: Path, condition: str, hint: str
) -> None:
    assert told(tmp_path, condition)[1] == hint


def test_what_stands_in_quotes_is_no_habit(tmp_path: Path) -> None:
    message, hint = told(tmp_path, 'article.section == "A & B = 80%" links.count')
    assert (message, hint) == ("not a condition: invalid syntax", "")


def test_advice_for_programs_is_left_out(tmp_path: Path) -> None:
    for condition in ("(toxicity = 0.8)", "words('bad' toxicity)", "links.count > 007"):
        message, _ = told(tmp_path, condition)
        assert not any(word in message for word in ("Maybe", "Perhaps", ":=", "octal"))


@pytest.mark.parametrize("sign", ["9", "9,", "9 ", "'\"", "then ", "="])
def test_the_longest_condition_of_odd_signs_is_told_of_at_once(sign: str) -> None:
    began = time.process_time()
    meant(sign * (LONGEST // len(sign)))
    assert time.process_time() - began < 0.02  # it takes a millisecond


def test_one_value_in_brackets_is_a_list_of_one(tmp_path: Path) -> None:
    path = tmp_path / "house.yaml"
    path.write_text(RULE.format('article.section in ("sport")'))
    assert not rules.check(path).errors


def test_the_pointer_is_below_the_mistake_where_signs_are_wide_or_have_no_width() -> (
    None
):
    for before, columns in (("\u6771\u4eac", 4), ("\U0001f68b", 2), ("o\u0308", 1)):
        line = f"{before}toxcity"
        place = problems.Place(1, len(before) + 1, 7)
        shown = problems.Problem(place, "unknown").told("my.yaml", [line])
        assert shown.endswith("| " + " " * columns + "^" * 7)
