"""The kinds of characters tell what Python's own methods tell of each."""

import unicodedata
from itertools import groupby

from hypothesis import example, given
from hypothesis import strategies as st

from rules import Facts, form, kinds

_TEXTS = st.text(st.characters() | st.sampled_from("aB \u01c5\u0301\u0345\u2160\u24d0"))


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


@given(_TEXTS)
def test_characters_are_counted_as_python_tells_them(text: str) -> None:
    assert kinds.count(text, kinds.CAPITALS) == sum(map(str.isupper, text))
    assert kinds.count(text, kinds.SMALL) == sum(map(str.islower, text))
    assert kinds.count(text, kinds.LETTERS) == sum(map(str.isalpha, text))
    assert kinds.count(text, kinds.BLANK) == sum(map(str.isspace, text))


@given(_TEXTS)
@example("I AM so A B. CD e F GH")
@example("A\u0345B AB\u0301 \u4f60A \u4f60\u597d A\u01c5")
def test_runs_of_capitals_are_of_words_that_are_upper(text: str) -> None:
    words, at = list[tuple[int, int]](), 0
    for is_word, its in groupby(text, _is_of_word):
        size = len(list(its))
        if is_word:
            words.append((at, at + size))
        at += size
    runs, going_on = list[tuple[int, int]](), False
    for begin, end in words:
        is_upper = text[begin:end].isupper()
        if is_upper and going_on:
            runs[-1] = (runs[-1][0], end)
        elif is_upper := is_upper and end - begin > 1:
            runs.append((begin, end))
        going_on = is_upper
    assert form.words(Facts(text=text)) == len(words)
    assert form.capital_words(Facts(text=text)) == tuple(runs)


def test_more_characters_than_are_kept_are_still_told() -> None:
    text = "".join(map(chr, range(0x10000, 0x1A000)))
    assert kinds.count(text, kinds.LETTERS) == sum(map(str.isalpha, text))
