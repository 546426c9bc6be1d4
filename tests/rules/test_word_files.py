"""The word lists as shipped: each entry can be found, and is there once."""

from itertools import pairwise
from pathlib import Path

import pytest

import rules
from rules.list_files import from_text
from rules.wordlists import WordLists
from tests.rules.reading_facts import facts, found

FOLDER = Path(rules.__file__).parent / "words"
FILES = sorted(FOLDER.glob("*.txt"))
SHORTEST_OPEN = 4
"""Letters of an entry that takes longer words: "sh*" would take half the language."""


def entries(text: str) -> list[str]:
    found, problems = from_text(text)
    assert problems == []
    return [each.entry for each in found]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_a_list_says_where_it_is_from(file: Path) -> None:
    head = [line for line in file.read_text().splitlines()[:6] if line.startswith("# ")]
    assert any(line.startswith("# Source: our own") for line in head)


def test_each_entry_is_found_in_a_text_that_has_it(file: Path) -> None:
    its = entries(file.read_text())
    for entry in its:
        text = f"so {entry.rstrip('*')} it is"
        hits = WordLists({"its": [entry]}).find(facts(text))
        assert hits.get("its") == ((3, len(text) - 6),), entry


def test_no_entry_is_there_twice_or_open_too_early(file: Path) -> None:
    its = entries(file.read_text())
    bare = (line.partition("#")[0].strip() for line in file.read_text().splitlines())
    assert len(its) == len(list(filter(None, bare)))
    is_open = [entry for entry in its if entry.endswith("*")]
    assert all(len(entry) > SHORTEST_OPEN for entry in is_open)
    stems = sorted(entry.rstrip("*") for entry in is_open)
    assert not any(after.startswith(before) for before, after in pairwise(stems))


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe, Penistone, Lightwater, Essex, Sussex, Clitheroe and Cockermouth",
        "Dick Van Dyke, Moby Dick, Dick Cheney, Philip K. Dick and Dick Whittington",
        "Hancock, Dickens, Titchmarsh, Matsushita and Takeshita",
        "shiitake, a shih tzu, a titmouse, blue tits, a cockatoo, a Maine coon",
        "chink in the armour, chinks of light, spic and span, cock and bull",
        "niggardly, niggling, denigrate, snigger, pussyfooting, a cocked hat",
        "faggots and peas, spotted dick, cock-a-leekie, kaffir lime leaves",
        "Homo sapiens, homo erectus, a fag end, magna cum laude, spastic diplegia",
        "assess, assassin, asset, class, cockpit, cucumber, title, therapist, grape",
    ],
)
def test_names_places_and_turns_of_speech_meet_no_list(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    "entry", ["ass*", "cock*", "dick*", "tit*", "nigg*", "cum*", "puss*", "coon*"]
)
def test_allowed_words_beat_whatever_an_editor_lists(entry: str) -> None:
    allowed = entries((FOLDER / "allowed.txt").read_text())
    lists = WordLists({"rude": [entry], "allowed": allowed})
    text = (
        "assess assets cockpit cocktail Dickens title titmouse niggardly cucumber "
        "cumulative pussycat Maine coon"
    )
    assert lists.find(facts(text)) == {}
