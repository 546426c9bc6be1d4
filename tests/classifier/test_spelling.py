"""Folding: disguises undone, ordinary writing left alone, every place found again."""

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.evaluation.probes.disguises import DISGUISES
from classifier.spelling import (
    MENDED,
    fold,
    fold_chunk,
    fold_chunks,
    pieces,
    punctuated,
    spelt,
)
from classifier.spelling.glance import plainly
from classifier.spelling.misspelt import mended
from classifier.spelling.pieces import LONG, MENDED_OF_LONG
from classifier.spelling.throughout import SEARCHED, all_shortened


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # digits and signs for letters
        ("1d!ot", "idiot"),
        ("1d10t", "idiot"),
        ("id10t", "idiot"),
        ("y0u", "you"),
        ("57up1d", "stupid"),
        ("m0r0n", "moron"),
        ("a$$hole", "asshole"),
        ("@$$hole", "asshole"),
        ("$hit", "shit"),
        ("sh!t", "shit"),
        ("b1tch", "bitch"),
        ("8itch", "bitch"),
        ("fa9got", "faggot"),
        # letters parted
        ("i d i o t", "idiot"),
        ("I  D  I  O  T", "idiot"),
        ("i.d.i.o.t", "idiot"),
        ("i-d-i-o-t", "idiot"),
        ("i_d_i_o_t", "idiot"),
        ("i/d/i/o/t", "idiot"),
        ("f*u*c*k", "fuck"),
        ("id.iot", "idiot"),
        ("sh.it", "shit"),
        ("dick-head", "dickhead"),
        ("1 d 1 0 t", "idiot"),
        # letters unsaid
        ("fu*k", "fuck"),
        ("f**k", "fuck"),
        ("f***", "fuck"),
        ("f***ing", "fucking"),
        ("id*ot", "idiot"),
        ("y*u", "you"),
        ("sh#t", "shit"),
        # letters drawn out or doubled
        ("idioooooot", "idiot"),
        ("stuuuupid", "stupid"),
        ("stuupid", "stupid"),
        ("iiddiioott", "idiot"),
        ("ggoooodd", "good"),
        # words run together
        ("youidiot", "you idiot"),
        ("youareanidiot", "you are an idiot"),
        ("y o u a r e a n i d i o t", "you are an idiot"),
        ("y o u   a r e   a n   i d i o t", "you are an idiot"),
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
        ("youareanidiothttp://x.co/atob", "you are an idiothttp://x.co/atob"),
        ("youareanidiot[[user:atob", "you are an idiot[[user:atob"),
        # letters that only look so
        ("idiоt", "idiot"),  # a Cyrillic o
        ("idiοt", "idiot"),  # a Greek omicron
        ("ոigger", "nigger"),  # an Armenian letter
        ("аѕѕ", "ass"),  # all Cyrillic, but of no one language
        ("ηοτ", "not"),  # all Greek
        ("id\u200biot", "idiot"),
        ("id\u00adiot", "idiot"),
        ("i\u0301d\u0308iot", "idiot"),
        ("ｉｄｉｏｔ", "idiot"),
        ("𝕚𝕕𝕚𝕠𝕥", "idiot"),
        ("ⓘⓓⓘⓞⓣ", "idiot"),
        ("🅘🅓🅘🅞🅣", "idiot"),
        ("IDIOT", "idiot"),
        ("ID\u202eIOT", "idiot"),
        ("ɪᴅɪᴏᴛ", "idiot"),
        # two at once
        ("1.d.1.0.t", "idiot"),
        ("y0u1d10t", "you idiot"),
        ("іd!ооооt", "idiot"),
    ],
)
def test_a_disguise_is_undone(written: str, meant: str) -> None:
    assert fold(f"Yes, {written} there").text == f"yes, {meant} there"


@pytest.mark.parametrize(
    "text",
    [
        "in 1984 it cost $50",
        "the 1st of 24 on page 3",
        "covid19 and w3c and 4x4",
        "soon, off to the zoo",
        "go! stop!",
        "at 7:30 on 3.5.2026",
        "a plan b or c",
        "i a and i",
        "3-1 at half time",
        "mail a@b.example",
        "see http://www.example.com/a_b?c=d#e and www.example.org",
        "www hmm zoo aaa",
        "well-known and/or on-line, t-shirt",
        "u.s. e.g. a.m. p.s.",
        "j. r. r. tolkien",
        "*really* **really** word*",
        "2nd, 3rd and 4th at 9am for 10km or 5g",
        "an a1 in the 90s; mp3s, h1n1, b12",
        "he said: hooray!!! :-) ;)",
        "the rock'n'roll of o'brien's",
        "c++ and c# on #f5fffa",
        "@somebody and @another_one and @iknowwhereyoulive",
        "chapter iii of henry viii",
        "kkk",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    "word",
    str.split(
        """
        Scunthorpe Dickens assess Essex Sussex Middlesex Lightwater Penistone
        Cockburn Hancock Dickinson Matsushita shiitake Arsenal cocktail
        peacock therapist analysis grapefruit constitution titular Nigeria
        niggardly Cummings Weiner Clitheroe bass classic Hitchcock Babcock
        Shuttlecock document cucumber Pissarro Takeshita Fukuda Fuchs Schitt
        Kuntz Hussein Wankel Titchmarsh Dickman Bigott hatte musst Schifffahrt
        Wahlkampf Herausforderung Debatte passt Kardashian Szczepański Nguyen
        candida evento comecando idiotii bastardisation
        """
    ),
)
def test_innocent_words_and_names_stay_as_they_are(word: str) -> None:
    plain = word.lower().replace("ń", "n")
    assert fold(word).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "кот и рот",
        "сосок",
        "это не нос, а рот",
        "ελλάδα",
        "το νερό και η πατάτα",
        "вот",
        "日本語",
        "한국어",
        "हिन्दी",
        "שלום",
    ],
)
def test_other_scripts_are_not_read_as_latin(text: str) -> None:
    folded = fold(text).text
    assert not any("a" <= letter <= "z" for letter in folded)


any_text = st.text(st.characters(), max_size=200)
disguised = st.text(st.sampled_from("aiots dm.*'!1$0-_ eуо\u200b"), max_size=80)
texts = any_text | disguised


@given(texts)
@example("x y iknowwhereyoulive")
@example("{ i ! m'# wa")
@example("a.b c.d e.f")
@settings(deadline=None)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
@settings(deadline=None)
def test_a_text_of_one_chunk_is_folded_as_that_chunk(text: str) -> None:
    for chunk in text.split():
        assert fold(chunk).text == fold_chunk(chunk).text


@given(texts)
@settings(deadline=None)
def test_the_spelling_alone_is_that_of_the_folded_text(text: str) -> None:
    assert spelt(text) == fold(text).text


@given(texts)
@settings(deadline=None)
def test_case_says_nothing(text: str) -> None:
    for chunk in text.split():
        assert fold_chunk(chunk).text == fold_chunk(chunk.lower()).text


@given(texts)
@settings(deadline=None)
def test_every_folded_character_has_its_place_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.begins) == len(folded.ends) == len(folded.text)
    before = 0
    for begin, end in zip(folded.begins, folded.ends, strict=True):
        assert before <= begin < end <= len(text)
        before = begin


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("So y o u   are an 1d!ooooot.", "idiot", "1d!ooooot"),
        ("Hey youareanidiot!", "idiot", "idiot"),
        ("you y.o.u.i.d.i.o.t now", "idiot", "i.d.i.o.t"),
        ("  i\nd\ni\no\nt", "idiot", "i\nd\ni\no\nt"),
        ("an f**k it", "fuck", "f**k"),
        ("A  stuuuupid\tone", "stupid", "stuuuupid"),
        ("iiddiioott", "idiot", "iiddiioott"),
    ],
)
def test_a_place_covers_the_whole_disguise(text: str, word: str, written: str) -> None:
    folded = fold(text)
    begin = folded.text.index(word)
    first, last = folded.span(begin, begin + len(word))
    assert text[first:last] == written


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Y0u 4r3 4 l14r, 1 54w 17", "you are a liar, i saw it"),
        ("Yyoouu aarree aa ffooooll", "you are a fool"),
        ("Thisis areal shame ofa thing", "this is a real shame of a thing"),
        ("y*o*u a*r*e a*s b*a*d", "you are as bad"),
        ("th*t m*n wh*re he w*s", "that man where he was"),
    ],
)
def test_what_a_piece_alone_does_not_tell_the_others_do(text: str, meant: str) -> None:
    assert fold(text).text == meant


@pytest.mark.parametrize(
    "address",
    ["http://example.com/talkpage", "www.talkpage.com/whatyouwant", "bob@talkpage.com"],
)
def test_addresses_beside_words_run_together_stay_whole(address: str) -> None:
    assert fold(f"youidiot youareanidiot {address}").text.endswith(f" {address}")


def test_a_sign_for_a_letter_keeps_the_quotation_mark_before_it() -> None:
    folded = fold('1d10t 57up1d "!')
    assert folded.text == 'idiot stupid "i'
    assert len(folded.begins) == len(folded.ends) == len(folded.text)


@pytest.mark.parametrize(
    "text", ["he has 4 cats and 1 1d10t", "15 people, 7 of them id10t5", "aa batteries"]
)
def test_numbers_beside_a_disguise_stay_numbers(text: str) -> None:
    kept = [word for word in text.split() if word.isdigit() or word == "aa"]
    assert [word for word in fold(text).text.split() if word in kept] == kept


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idot", "idiot"),
        ("idoit", "idiot"),
        ("fcuk", "fuck"),
        ("fuckng", "fucking"),
        ("bicth", "bitch"),
        ("muslm", "muslim"),
        ("mulsim", "muslim"),
        ("id iot", "idiot"),
        ("id iot,", "idiot,"),
        ("stu pid", "stupid"),
        ("fuc king", "fucking"),
        ("fuckoff", "fuck off"),
        ("allwomen", "all women"),
        ("tha7", "that"),
        ("wh*re", "whore"),
        ("a*s", "ass"),
        ("asss", "ass"),
    ],
)
def test_a_slip_in_a_word_of_abuse_or_a_group_is_mended(
    written: str, meant: str
) -> None:
    assert fold(f"Yes, {written} there").text == f"yes, {meant} there"


@pytest.mark.parametrize(
    "word",
    str.split(
        """
        sitter waning setter Duce Moran Bich tars dunes Korans Georgina Christin
        Romain Germain Fuchs Cuny Fagan Dickins Shih Bitch-free aromatic tosses
        Stupice Idiom Wanless Crete Mormon retarder Asher Faso
        """
    ),
)
def test_names_and_rare_words_are_not_mended_to_abuse(word: str) -> None:
    assert mended(word.lower()) is None
    assert fold(word).text == word.lower()


HOSTILE = {
    "one letter": "a" * 20_000,
    "one sign": "@" * 20_000,
    "lone letters": "a " * 10_000,
    "letters of all kinds": "".join(chr(97 + at * at % 26) for at in range(20_000)),
    "made-up words": " ".join(f"q{at:x}zv" for at in range(3_000)),
    "starred words": " ".join(f"q{at:x}**z" for at in range(2_500)),
    "no blank": "youareanidiot" * 1_500,
    "letter by letter": " ".join("youareanidiot" * 750),
    "marks": "e" + "\u0301" * 20_000,
    "emoji": "😀" * 20_000,
    "nul": "\0" * 20_000,
    "surrogates": "\ud800" * 20_000,
    "dots": "a." * 10_000,
    "doubled": "aabb" * 5_000,
    "apostrophes": "aa" + "'" * 26 + "b",
    "stops around a letter": f"1d10t y0u {'?' * 20_000}a",
}


BEGINNINGS = {
    "digits": "1d10t 57up1d m0r0n " * 80,
    "drawn out": "iiddiioott ssttuuppiidd " * 60,
    "parted": "i.d.i.o.t m.o.r.o.n " * 80,
    "starred": "id*ot st*pid mor*n " * 80,
    "spelt out": "i d i o t   " * 300,
}
"""Each in a manner that all the rest is then read in."""
ENDS = (
    "a",
    "!",
    "a!",
    "*",
    "a*",
    "a.",
    "'",
    "a ",
    "a  b",
    "1",
    "@",
    "é",
    "ѕ",
    "ω",
    ".",
)


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS.keys())
@pytest.mark.parametrize("end", ENDS)
def test_a_hostile_rest_is_read_soon_in_any_manner(beginning: str, end: str) -> None:
    text = beginning + end * (20_000 // len(end))
    begin = time.process_time()
    folded = fold(text)
    assert spelt(text) == folded.text
    assert time.process_time() - begin < 1.0


def test_of_many_drawn_out_words_of_one_text_only_the_first_are_searched_for() -> None:
    words = [f"h{'e' * e}{'l' * ls}o" for e in range(1, 15) for ls in range(3, 13)]
    found = list(all_shortened(words).values())
    assert found.count("hello") == SEARCHED
    assert set(found[SEARCHED:]) == {"helo"}


def test_of_endless_kinds_of_characters_the_first_are_made_plain() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 3_000)))
    assert plainly(f"É {many} É").text == f"e {many} É"
    few = "字" * 3_000
    assert plainly(f"É {few} É").text == f"e {few} e"


@pytest.mark.parametrize("end", [".", "é", "字", "\u200b", "?!"])
@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_a_rest_without_any_words_is_read_in_any_manner(
    beginning: str, end: str
) -> None:
    first = beginning[:60].rsplit(" ", 1)[0]
    text = f"{first} {end * 2_000}"
    assert spelt(text) == fold(text).text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_folded_soon(text: str) -> None:
    begin = time.process_time()
    folded = fold(text)
    # A tenth of it is usual; a quadratic step would take many times as long.
    assert time.process_time() - begin < 1.0
    assert len(folded.text) <= 1.5 * len(text)


@pytest.mark.parametrize(
    ("length", "most"), [(LONG, MENDED), (LONG + 1, MENDED_OF_LONG)]
)
def test_a_text_of_endless_disguises_is_mended_at_its_beginning_only(
    length: int, most: int
) -> None:
    folded = fold("idi** " * (length // 6) + "." * (length % 6)).text
    assert folded.count("idiot") == most // len("idi**")
    assert folded.count("idi**") == length // 6 - most // len("idi**")


def in_letters_of(times: int, text: str) -> str:
    return "".join(letter * times if letter.isalpha() else letter for letter in text)


@pytest.mark.parametrize("times", [2, 3])
def test_a_long_text_of_drawn_out_letters_is_read_to_its_end(times: int) -> None:
    sentence = "don't feed all the geese, said zzyx at the big pool. "
    text = in_letters_of(times, sentence * 60)
    folded = fold(text)
    assert len(text) > 5 * MENDED
    assert folded.text == (sentence * 60).strip()
    assert spelt(text) == folded.text


@pytest.mark.parametrize(
    ("disguise", "sentence"),
    [
        ("leetspeak", "this is a sentence about tea and coffee for all."),
        ("dots_inside", "don't feed all the geese at the pool, said he."),
        ("hyphens", "don't feed all the geese at the pool, said he."),
        ("star_for_letter", "my idiotic friend is going to think about this"),
        ("spaced_letters", "feed all the geese at the pool said he too"),
    ],
)
def test_a_long_text_in_one_manner_is_read_to_its_end(
    disguise: str, sentence: str
) -> None:
    text = " ".join([sentence] * 80)
    disguised = DISGUISES[disguise](text, random.Random(0))
    folded = fold(disguised)
    assert len(disguised) > 3 * MENDED
    assert folded.text == text
    assert spelt(disguised) == folded.text
    begin, end = folded.span(folded.text.rindex(sentence), len(text))
    assert fold(disguised[begin:end]).text == sentence


def test_a_word_that_is_read_at_a_glance_has_its_place() -> None:
    text = in_letters_of(2, "you are good. " * 2 * MENDED)
    folded = fold(text)
    at = folded.text.rindex("good.")
    begin, end = folded.span(at, at + 4)
    assert text[begin:end] == "ggoooodd"


def test_letters_written_too_often_throughout_are_no_rarer_word_of_abuse() -> None:
    assert (
        fold("iitt iiss aass bbaadd aass iitt wwaass").text == "it is as bad as it was"
    )
    assert fold("aa ddoonnkkeeyy iiss aann aassss").text == "a donkey is an ass"


def test_a_very_long_chunk_is_mended_at_its_beginning_only() -> None:
    folded = fold("youareanidiot" * MENDED).text
    assert folded.startswith("you are an idiot you are")
    assert folded.endswith("youareanidiot")


def test_signs_between_blanks_are_no_word() -> None:
    assert fold("oi { i ! or - - - a").text == "oi { i ! or - - - a"


_CHUNKS = [
    "You,",
    "I,",
    "a.",
    "b",
    "!t",
    "T0,",
    "0h",
    "(talk)",
    "blade's",
    "talkpage,",
    "[talkpage",
    "iot",
    "id",
    "thatthe",
    "Zorgling!",
    "150k",
    "user:xyz",
    "wp:delete.",
    "self-made",
    "sh-it",
    "dick-head",
    "id.iot",
    "f-ck",
    "a_b",
    "y.o.u",
    "I-95",
    "-e",
    "K",
    "him...and",
    "fr:degré",
    "==Head==",
    "https://a.b/c",
    "co-oool",
    "you/areanidiot",
    "!",
    "—",
]


def test_many_chunks_fold_as_each_by_itself() -> None:
    each = [pieces._easy(chunk) or pieces._mended(chunk) for chunk in _CHUNKS]
    pieces._remembered.clear()
    assert fold_chunks(_CHUNKS) == each
    assert fold_chunks(_CHUNKS) == list(map(fold_chunk, _CHUNKS))


@given(
    st.lists(
        st.sampled_from(
            ["user", "talk", "zorgling", "id", "iot", "sh", "it", "fu", "ck", "3", "x"]
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["-", "/", ":", ".", "...", "_", "", "'", "&", "#"]),
    st.sampled_from(["", "-", "(", "[", "_", "."]),
)
def test_what_stays_unread_would_not_have_changed(
    words: list[str], sign: str, around: str
) -> None:
    chunk = around + sign.join(words) + around
    kind = pieces._kind_of_unread(chunk)
    if kind is not None and punctuated.inner(chunk):
        assert punctuated.read_around(chunk) is None
        assert kind == pieces._kind(chunk, chunk)
