"""Words run together."""

import pytest

from classifier.spelling.segmentation import segmented
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("youidiot", "you idiot"),
        ("youareanidiot", "you are an idiot"),
        ("iknowwhereyoulive", "i know where you live"),
        ("#youidiot", "#you idiot"),
        ("killallmuslims", "kill all muslims"),
        ("antimuslims", "anti muslims"),
        ("areliars", "are liars"),
        ("heisalyingwanker", "he is a lying wanker"),
        ("heisapillock", "he is a pillock"),
        ("y0u-st*pid-1diot", "you-stupid-idiot"),
        ("filthyforeigners", "filthy foreigners"),
        ("muslimsshould", "muslims should"),
        ("shootyourself", "shoot yourself"),
        ("@youareanidiotandafoolgoaway", "@you are an idiot and a fool go away"),
        ("==youareanidiot==", "==you are an idiot=="),
        ("youareanidiothttp://x.co/atob", "you are an idiot http://x.co/atob"),
        ("youareanidiot[[user:atob", "you are an idiot[[user:atob"),
    ],
)
def test_words_run_together_are_taken_apart(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


@pytest.mark.parametrize(
    "word",
    str.split(
        """
        wordcheck forgives contestare nationalitati seepage schadenfreude
        institutionalisation sozialistischer normalverbraucher foreshortening
        hahahahahahahahahahahahahahaha
        """
    ),
)
def test_compounds_foreign_words_and_laughter_are_no_words_in_a_row(word: str) -> None:
    assert segmented(word) is None
