"""The list of words: what is in it, what it costs, and how it is made anew."""

import csv
import gzip
from pathlib import Path

import pytest

from classifier.spelling.vocabulary import WORDS, count, known, packed, vocabulary
from classifier.spelling.vocabulary_training import SOURCES, build


@pytest.mark.parametrize("word", ["people", "don't", "idiot", "council", "scunthorpe"])
def test_words_are_known(word: str) -> None:
    assert known(word)
    assert count(word) > 0


@pytest.mark.parametrize(
    "word", ["", "1diot", "idiooot", "Idiot", "zxqwv", "f*ck", "x"]
)
def test_what_is_no_word_is_not_known(word: str) -> None:
    assert not known(word)
    assert count(word) == 0


def test_common_words_come_first() -> None:
    assert count("the") > count("council") > count("scunthorpe")


def test_abuse_and_innocent_words_are_words_and_none_is_both() -> None:
    words = vocabulary()
    assert words.abuse <= words.counts.keys()
    assert words.innocent <= words.counts.keys()
    assert not words.abuse & words.innocent


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in WORDS.iterdir()) < 350_000


def _write(folder: Path, rows: list[tuple[str, str]]) -> None:
    for source in SOURCES:
        path = folder / f"{source}.csv.gz"
        with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerows([("text", "split"), *rows])


def test_building_counts_comments_and_leaves_disguises_out(tmp_path: Path) -> None:
    train = ["Trams, trams! Stooop sh!t 4ever", "The tram’s café"]
    _write(tmp_path, [*((text, "train") for text in train), ("unseen", "valid")])
    out = tmp_path / "out.gz"
    build(tmp_path, out)
    assert out.read_bytes() == packed(
        {"trams": 3, "the": 3, "tram's": 3, "cafe": 3},
    )
    first = out.read_bytes()
    build(tmp_path, out)
    assert out.read_bytes() == first
