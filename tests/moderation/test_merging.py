"""Two people's changes of one text: together where apart, never a line lost."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.workshop.merging import merged, merged_files
from moderation.workshop.texts import Texts

LINES = st.lists(st.sampled_from("abcde"), max_size=12).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@given(LINES, LINES)
def test_who_is_alone_has_it_as_they_wrote(before: str, after: str) -> None:
    assert merged(before, after, before) == after
    assert merged(before, before, after) == after
    assert merged(before, after, after) in (after, None)


@given(LINES, LINES, LINES)
def test_it_does_not_matter_who_is_who(before: str, one: str, other: str) -> None:
    assert merged(before, one, other) == merged(before, other, one)


@given(LINES, LINES, LINES)
def test_changes_with_a_line_between_come_together(
    before: str, one: str, other: str
) -> None:
    middle = "the same\nin both\n"
    mine, theirs = one + middle + before, before + middle + other
    found = merged(before + middle + before, mine, theirs)
    assert found == one + middle + other


def texts(content: str, **lists: str) -> Texts:
    return Texts("ours", content, {f"{name}.txt": its for name, its in lists.items()})


def test_lists_of_both_are_there_and_those_that_one_took_away_are_not() -> None:
    before = texts("r\n", a="a\n", b="b\n")
    mine, theirs = texts("r\n", a="a\n", c="c\n"), texts("r\n", a="A\n", b="b\n")
    found = merged_files(before, mine, theirs)
    assert found == texts("r\n", a="A\n", c="c\n")


def test_a_list_that_one_took_away_and_the_other_changed_is_for_them() -> None:
    before, mine = texts("r\n", a="a\n"), texts("r\n")
    assert merged_files(before, mine, texts("r\n", a="b\n")) is None
