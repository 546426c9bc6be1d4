"""Insults that insult nobody, and swearing that praises, by the words around them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.company import CHEER, DENIED, SELF, TOLD, Company
from classifier.insulting import FOUL, MILD
from classifier.naming import GROUP, Naming
from classifier.words import bare_words, in_company, words
from tests import needs

MARKS = {SELF, TOLD, DENIED, CHEER}


def marks(text: str) -> set[str]:
    return {word.removesuffix("-foul") for word in bare_words(text)} & MARKS


@pytest.mark.parametrize(
    "text",
    [
        "I'm such an idiot",
        "I am really a complete fool",
        "I felt stupid",
        "Stupid of me to forget",
        "What a fool I was",
        "We are morons, all of us",
    ],
)
def test_an_insult_of_oneself_is_told_apart(text: str) -> None:
    assert marks(text) == {SELF}


@pytest.mark.parametrize(
    "text",
    [
        "He called me an idiot",
        "Calling the other side morons helps nobody",
        'She wrote "stupid clowns" on the door',
        "The word bastard is rude",
        '"You\'re an idiot" is what he shouted at me',
        "“You are a fool,” the mayor said to a reporter",
        'The driver yelled "are you stupid?" and drove on',
        '"You are an idiot" is what the old man shouted',
        'He told me "you are an idiot"',
        'My neighbour shouted at me: "you moron!"',
        '"You moron", says a reader in Leeds',
    ],
)
def test_an_insult_that_others_said_is_told_apart(text: str) -> None:
    assert marks(text) == {TOLD}


@pytest.mark.parametrize(
    "text",
    ["She is not an idiot", "I don't think he's a moron", "Nobody is stupid here"],
)
def test_an_insult_that_is_denied_is_told_apart(text: str) -> None:
    assert marks(text) == {DENIED}


@pytest.mark.parametrize(
    "text", ["That was fucking brilliant", "Holy shit, what a goal", "Hell yeah"]
)
def test_swearing_that_praises_is_told_apart(text: str) -> None:
    assert marks(text) == {CHEER}


@pytest.mark.parametrize(
    "text",
    [
        "You idiot",
        "I'm sure you are an idiot",
        "I am telling you, fool",
        "I call you an idiot",
        "I'd call him an idiot",
        '"You are an idiot"',
        '"idiot"',
        '"You are an idiot", I said',
        'I say "you are an idiot"',
        '"Are you stupid?" is what you said, you clown',
        '"You moron", lol said',
        '"You moron", that said, bye',
        '"You pathetic loser" I already said',
        'You said "you are an idiot"',
        'I never said "you are an idiot"',
        'Nice "argument", you moron, "word" he said',
        '"hi" you idiot "bye" he said',
        '"hi" you idiot " he said',
        '"You moron", said no one',
        "You are not just an idiot",
        "He called, you idiot",
        "This fucking idiot again",
        "Not fucking brilliant",
        "I will kill you",
    ],
)
def test_what_is_meant_stays_what_it_is(text: str) -> None:
    assert not marks(text)


def test_a_profane_insult_is_still_a_profane_one() -> None:
    assert SELF + "-foul" in bare_words("I'm such a dickhead")
    assert SELF in bare_words("I'm such a fool")


def test_no_word_is_both_mild_and_foul() -> None:
    assert not MILD & FOUL


def test_a_group_counts_as_one_word_with_the_place_of_all_of_it() -> None:
    text = "see a South African person there"
    found = [(word.text, text[word.begin : word.end]) for word in words(text)]
    assert found == [("see", "see"), (GROUP, "a South African person"), ("there",) * 2]


def test_nothing_is_read_over_the_end_of_a_text() -> None:
    company, end = Company[str](list, end="|"), "|"
    found = ["i'm", end, "idiot", end, "he", "called", end, "idiot"]
    company.read(found, [2, 7])
    assert found == ["i'm", end, "idiot", end, "he", "called", end, "idiot"]


@given(
    st.lists(st.sampled_from(["he", "said", "you", '"', "a", "fool", "i", "at", "|"]))
)
@example(["hello", "|", "said", '"', "you", "fool", '"'])
@settings(max_examples=needs.examples(500))
def test_texts_beside_each_other_are_read_as_each_alone(found: list[str]) -> None:
    company, together = Company[str](list, end="|"), list(found)
    company.read(together, [at for at, word in enumerate(found) if word == "fool"])
    alone = list[str]()
    for text in " ".join(found).split("|"):
        its = text.split()
        company.read(its, [at for at, word in enumerate(its) if word == "fool"])
        alone += [*its, "|"]
    assert together == alone[:-1]


CUES = ["i'm", "you", "not", "called", '"', "a", "fool", "fucking", "good", GROUP, "x"]


@given(st.lists(st.sampled_from(CUES), max_size=12))
def test_places_of_words_stay_in_order_whatever_is_read(found: list[str]) -> None:
    read = in_company(found)
    assert len(read) <= len(found)
    kept = [word for word in found if word not in (MILD | FOUL | {GROUP, "fucking"})]
    its = iter(read)
    assert all(word in its for word in kept if word != "a")


def test_no_word_is_read_in_two_ways() -> None:
    names = Naming[str](list).told
    assert not names & (MILD | FOUL | {"fucking", "bloody", "damn", "hell"})
