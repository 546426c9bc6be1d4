"""What differs between rules is told as diff tells it, as far as that is soon done."""

import difflib

from hypothesis import given
from hypothesis import strategies as st

from moderation.rulebooks.closely import MOST_WORK, Compared
from moderation.rulebooks.differences import WITHOUT_ORDER, of_files
from moderation.workshop.merging import merged, merged_files
from moderation.workshop.texts import Texts

LINES = st.lists(st.sampled_from("abc"), max_size=20)
MANY = [f"word {n}" for n in range(4_000)]


def turned(lines: list[str]) -> list[str]:
    """In pairs the other way round, which takes longest to compare."""
    pairs = zip(lines[1::2], lines[::2], strict=True)
    return [line for pair in pairs for line in pair]


def text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def files(old: list[str], new: list[str]) -> str:
    return of_files({"w.txt": text(old)}, {"w.txt": text(new)}, "1", "2")


def applied(old: list[str], diff: list[str]) -> list[str]:
    """A text after the hunks of a unified diff, read as `patch` reads them."""
    found, at = list[str](), 0
    for line in diff:
        if line.startswith("@@"):
            first, _, length = line.split()[1].lstrip("-").partition(",")
            begin = int(first) - (length != "0")
            found += old[at:begin]
            at = begin
        elif line[0] in " -":
            assert old[at] == line[1:]
            at += 1
            found += [line[1:]] if line[0] == " " else []
        else:
            found.append(line[1:])
    return found + old[at:]


@given(LINES, LINES)
def test_a_diff_leads_from_one_text_to_the_other(
    old: list[str], new: list[str]
) -> None:
    diff = files(old, new).splitlines()
    assert applied(old, diff[2:]) == new
    assert bool(diff) == (old != new)


def test_it_reads_as_that_of_the_standard_library() -> None:
    old, new = MANY[:40], [*MANY[:5], "here", *MANY[5:20], *MANY[21:40], "there"]
    told = difflib.unified_diff(old, new, "1/w.txt", "2/w.txt", lineterm="")
    assert files(old, new).splitlines() == list(told)


@given(LINES, LINES)
def test_the_work_is_never_less_than_what_is_compared(
    old: list[str], new: list[str]
) -> None:
    compared = Compared(old, new)
    matches = sum(its.size for its in compared.get_matching_blocks())
    assert compared.work() >= matches


def test_a_list_too_much_in_another_order_is_compared_without_it() -> None:
    new = [*turned(MANY), "added"]
    new.remove("word 7")
    assert Compared(MANY, new).work() > MOST_WORK
    assert files(MANY, new).splitlines()[2:] == [WITHOUT_ORDER, "-word 7", "+added"]


def test_a_large_list_with_one_new_line_is_compared_in_order() -> None:
    diff = files(MANY * 5, [*MANY * 5, "added"]).splitlines()
    assert diff[2] == "@@ -19998,3 +19998,4 @@"
    assert diff[-1] == "+added"


def test_many_lists_are_together_compared_no_longer_than_one() -> None:
    old = {f"{n}.txt": text(MANY[:1_800]) for n in range(20)}
    new = {f"{n}.txt": text(turned(MANY[:1_800])) for n in range(20)}
    assert of_files(old, new, "1", "2").splitlines().count(WITHOUT_ORDER) == 19


def test_what_is_too_large_is_not_brought_together_by_itself() -> None:
    before, mine = text(MANY), text(turned(MANY))
    assert merged(before, mine, before) is None


def test_many_lists_that_are_too_large_together_are_not_either() -> None:
    lists = {f"{n}.txt": text(MANY[:1_800]) for n in range(20)}
    others = {name: text(turned(MANY[:1_800])) for name in lists}
    before, mine = Texts("ours", "r\n", lists), Texts("ours", "r\n", others)
    assert merged_files(before, mine, before) is None
