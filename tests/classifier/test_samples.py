"""Labelled files: every shape that is read, and every refusal with its place."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import samples
from classifier.errors import BadData, NotEnoughExamples
from classifier.samples import Sample

PLAIN = "text,toxicity,insult\nYou fool.,0.8,\nWell said.,0,0\n"


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    data = text.encode() if isinstance(text, str) else text
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("name", ["mine.csv", "mine.csv.gz", "MINE.CSV"])
def test_csv_is_read_plain_and_compressed(tmp_path: Path, name: str) -> None:
    first, second = samples.read(written(tmp_path, name, PLAIN))
    assert (first.text, first.labels) == ("You fool.", {"toxicity": 1})
    assert second.labels == {"toxicity": 0, "insult": 0}
    assert first.source.lower() == "mine"
    assert (first.split, first.language) == ("", "en")


@pytest.mark.parametrize("name", ["mine.jsonl", "mine.ndjson", "mine.ndjson.gz"])
def test_json_lines_are_read(tmp_path: Path, name: str) -> None:
    rows = [
        {"text": "You fool.", "toxicity": 1, "source": "s", "lang": "EN-gb"},
        {"text": "Well said.", "toxicity": None, "insult": 0.49, "split": "valid"},
    ]
    text = "\n\n".join(map(json.dumps, rows))
    first, second = samples.read(written(tmp_path, name, text))
    assert first == Sample("You fool.", {"toxicity": 1}, "s", "", language="en")
    assert second == Sample("Well said.", {"insult": 0}, "mine", "valid")


def test_obscene_is_another_name_of_profanity(tmp_path: Path) -> None:
    text = "text,profanity,obscene\na,1,0\nb,,1\nc,0,\n"
    found = samples.read(written(tmp_path, "a.csv", text))
    assert [each.labels["profanity"] for each in found] == [1, 1, 0]


def test_a_byte_order_mark_and_line_breaks_in_a_field_are_no_matter(
    tmp_path: Path,
) -> None:
    text = '\ufefftext,toxicity\n"one\ntwo",1\nthree,0\n'
    first, second = samples.read(written(tmp_path, "a.csv", text))
    assert (first.text, second.text) == ("one\ntwo", "three")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "comment,toxicity\nx,1\n", "line 1: wanted a column `text`"),
        ("a.csv", "text,mood\nx,1\n", "got 'text, mood'"),
        ("a.csv", "", "line 1: wanted a column `text`"),
        ("a.csv", "text,toxicity\nx,1\ny,often\n", "line 3: toxicity: wanted a number"),
        ("a.csv", "text,toxicity\nx,1.5\n", "nothing, got '1.5'"),
        ("a.csv", "text,toxicity\nx,nan\n", "got 'nan'"),
        ("a.csv", "text,obscene\nx,-1\n", "line 2: profanity: wanted a number"),
        ("a.csv", "text,toxicity\nx\n", "line 2: wanted 2 fields, as the header has"),
        ("a.csv", "text,toxicity\nx,1,2,3\n", "got 4"),
        ("a.csv", 'text,toxicity\n"a\nb\nc",1\nx,?\n', "line 5: toxicity"),
        ("a.jsonl", '{"text": "x", "toxicity": 1}\n{"text": \n', "line 2: wanted JSON"),
        ("a.jsonl", "[1]\n", "line 1: wanted an object in { }, got [1]"),
        ("a.jsonl", '{"text": 3}\n', "line 1: text: wanted a string, got 3"),
        ("a.jsonl", '{"text": "x", "spam": []}\n', "line 1: spam: wanted a number"),
        ("a.csv", b"text,toxicity\n\xff\xfe,1\n", "wanted text in UTF-8, got the byte"),
        ("a.txt", PLAIN, "wanted a name that ends in .csv, .jsonl, .ndjson"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, name: str, text: str | bytes, told: str
) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(BadData) as caught:
        list(samples.read(path))
    assert str(caught.value).startswith(str(path))
    assert told in str(caught.value)


@pytest.mark.parametrize("kept", [3, 30, -6])
def test_a_damaged_archive_is_told(tmp_path: Path, kept: int) -> None:
    path = written(tmp_path, "a.csv.gz", PLAIN * 50)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadData, match=r"a\.csv\.gz"):
        list(samples.read(path))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughExamples, match=r"none\.csv: wanted a file"):
        list(samples.read(tmp_path / "none.csv"))


def test_a_folder_stands_for_the_labelled_files_in_it(tmp_path: Path) -> None:
    written(tmp_path, "b.csv.gz", PLAIN)
    written(tmp_path, "a.jsonl", '{"text": "x", "spam": 1}')
    written(tmp_path, "articles.csv", "article_id,title\n1,x\n")
    written(tmp_path, "README.md", "text,toxicity")
    found = samples.files([tmp_path, tmp_path / "b.csv.gz"])
    assert [path.name for path in found] == ["a.jsonl", "b.csv.gz", "b.csv.gz"]


def test_a_folder_without_labelled_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughExamples, match="wanted labelled files"):
        samples.files([tmp_path])


def test_some_are_drawn_the_same_with_the_same_seed_and_in_order() -> None:
    every = [Sample(str(number), {}, "s", "") for number in range(100)]
    drawn = samples.some(every, 10, seed=3)
    assert drawn == samples.some(every, 10, seed=3) != samples.some(every, 10, seed=4)
    assert drawn == sorted(drawn, key=every.index)
    assert samples.some(every, 1000) == every


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(json.dumps({"text": text, "spam": 0}), encoding="utf-8")
    (found,) = samples.read(path)
    assert found.text == text
