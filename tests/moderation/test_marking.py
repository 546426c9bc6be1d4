"""A comment's text in pieces: all of it, and marked where it was judged to be."""

import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moderation import marking, signs
from moderation.comments import Comment, Finding, Reason, Span
from moderation.marking import HIDDEN, Piece
from moderation.service import Service
from tests.moderation.stories import comment, post

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("ab \n<&;>😀\u202e\u2066\u200b\u0301\u0489\u200d\u00ad\x01{%"),
    ),
    max_size=60,
)
CODES = st.sampled_from([Reason.HATE, Reason.PROFANITY, Reason.INSULT])
PLACES = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=4)
REASONS = st.lists(st.tuples(CODES, PLACES), max_size=4)


def reason(code: Reason, *places: tuple[int, int], **more: Any) -> Finding:
    spans = tuple(Span(begin, end) for begin, end in places)
    named = {"rule": "its_rule", "message": "It is.", "weight": 0.5, **more}
    return Finding(code=code, spans=spans, **named)


def judged(text: str, *reasons: Finding, format: str = "plain") -> Comment:
    return comment(text=text, reasons=reasons, format=format)


def shown(found: Comment, **more: bool) -> list[tuple[str, tuple[int, ...]]]:
    return [(its.text, its.reasons) for its in marking.pieces(found, **more)]


@given(TEXTS, REASONS, st.booleans())
@example("\x08", [(Reason.PROFANITY, [(0, 1)])], True)
def test_the_pieces_are_the_text_but_for_what_is_masked_or_told_by_a_sign(
    text: str, told: list[tuple[Reason, list[tuple[int, int]]]], masks: bool
) -> None:
    reasons = [reason(c, *((b, b + n) for b, n in places)) for c, places in told]
    found = marking.pieces(judged(text, *reasons), masks=masks)
    assert all(piece.text for piece in found)
    plain = [piece for piece in found if not piece.masked and not piece.sign]
    rest = text
    for piece in plain:  # each where the one before it ended, or later
        assert piece.text in rest
        rest = rest[rest.index(piece.text) + len(piece.text) :]
    if plain == found:
        assert "".join(piece.text for piece in found) == text


@given(TEXTS, REASONS)
@example("😀", [(Reason.INSULT, [(1, 0)])])
def test_each_character_is_marked_by_just_those_reasons_whose_spans_hold_it(
    text: str, told: list[tuple[Reason, list[tuple[int, int]]]]
) -> None:
    if any(True for _ in signs.in_text(text)):
        return
    reasons = [reason(c, *((b, b + n) for b, n in places)) for c, places in told]
    at = 0
    for piece in marking.pieces(judged(text, *reasons)):
        for character in piece.text:
            units = range(at, at := at + (2 if character > "\uffff" else 1))
            holding = tuple(
                number
                for number, its in enumerate(reasons)
                if any(u in range(s.begin, s.end) for s in its.spans for u in units)
            )
            assert piece.reasons == holding


@given(TEXTS, REASONS)
def test_nothing_unseen_is_left_and_nothing_piles_up(
    text: str, told: list[tuple[Reason, list[tuple[int, int]]]]
) -> None:
    reasons = [reason(c, *((b, b + n) for b, n in places)) for c, places in told]
    for piece in marking.pieces(judged(text, *reasons), masks=True):
        for character in piece.text:
            assert unicodedata.bidirectional(character) not in BIDI
            assert unicodedata.category(character) != "Cc" or character in "\n\t\r\x85"
        assert not list(signs.in_text(piece.text))


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(st.sampled_from("fuck F*1ǘ\u200b😀-"), min_size=1, max_size=12), PLACES)
def test_a_mask_shows_no_more_than_the_first_letter(
    word: str, others: list[tuple[int, int]]
) -> None:
    text = f"say {word} now"
    units = len(word.encode("utf-16-le")) // 2
    swears = reason(Reason.PROFANITY, (4, 4 + units))
    other = reason(Reason.INSULT, *((b, b + n) for b, n in others))
    found = marking.pieces(judged(text, swears, other), masks=True)
    masked = "".join(piece.text for piece in found if piece.masked)
    if len(word.split()) > marking.MASKED_WORDS:
        return
    visible = [c for c in masked if c not in (HIDDEN, " ")]
    assert visible == [c for c in word if c.isalnum()][: len(visible)]
    assert len(visible) <= 1


def test_overlapping_reasons_are_all_known_to_the_piece_they_share() -> None:
    found = judged(
        "you fool!", reason(Reason.INSULT, (0, 8)), reason(Reason.ABUSE, (4, 9))
    )
    assert shown(found) == [("you ", (0,)), ("fool", (0, 1)), ("!", (1,))]


def test_a_span_that_cuts_a_character_marks_all_of_it() -> None:
    assert shown(judged("😀!", reason(Reason.ABUSE, (1, 2)))) == [
        ("😀", (0,)),
        ("!", ()),
    ]


def test_html_is_shown_as_it_is_read_and_marked_where_it_was_sent() -> None:
    sent = "<p>An <b>id</b>i&#111;t, <script>x()</script>he &amp; I</p>"
    place = sent.index("id</b>"), sent.index(", <script>")
    found = judged(sent, reason(Reason.INSULT, place), format="html")
    assert shown(found) == [("An ", ()), ("idiot", (0,)), (", he & I", ())]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Oh fuck off", "Oh f••• off"),
        ("Oh f.u.c.k off", "Oh f•••••• off"),
        ("Oh *uck off", "Oh •u•• off"),
        ("Oh f u c k off", "Oh f • • • off"),
        ("Oh ｆｕck off", "Oh ｆ••• off"),
    ],
)
def test_swearing_is_masked_but_for_its_first_letter(text: str, masked: str) -> None:
    swears = reason(Reason.PROFANITY, (3, text.index(" off")))
    found = marking.pieces(judged(text, swears), masks=True)
    assert "".join(piece.text for piece in found) == masked
    assert "".join(its.text for its in marking.pieces(judged(text, swears))) == text


def test_a_sentence_of_hatred_is_not_masked_so_that_it_can_be_judged() -> None:
    text = "they breed like rats"
    found = judged(text, reason(Reason.HATE, (0, len(text))))
    assert [piece.text for piece in marking.pieces(found, masks=True)] == [text]


def test_of_a_slur_and_what_calls_somebody_so_the_slur_is_masked() -> None:
    found = judged("you twat", reason(Reason.HATE, (0, 8)), reason(Reason.HATE, (4, 8)))
    assert shown(found, masks=True) == [("you ", (0,)), ("t•••", (0, 1))]


def test_words_that_a_score_comes_from_are_not_masked_for_it() -> None:
    by_score = reason(Reason.HATE, (0, 7), rule="score:identity_attack")
    found = judged("Muslims are here", by_score)
    assert shown(found, masks=True)[0] == ("Muslims", (0,))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a\u202eb", [("a", ""), ("RLO", "RIGHT-TO-LEFT OVERRIDE"), ("b", "")]),
        ("\x00", [("U+0000", "CONTROL CHARACTER")]),
        ("\u200b\u200b", [("ZWSP ×2", "ZERO WIDTH SPACE")]),
        ("a" + 9 * "\u0301", [("a" + 5 * "\u0301", ""), ("+4", "COMBINING MARKS")]),
        (
            "a" + 7 * "\U000e0100",
            [("a" + 5 * "\U000e0100", ""), ("+2", "COMBINING MARKS")],
        ),
        ("\u0301\u202e", [("\u0301", ""), ("RLO", "RIGHT-TO-LEFT OVERRIDE")]),
        ("\n\x0b\n \n\n", [("\n", ""), ("↵ ×4", "EMPTY LINES"), ("\n", "")]),
        ("\n" * 9, [("\n", ""), ("↵ ×9", "EMPTY LINES"), ("\n", "")]),
    ],
)
def test_what_is_not_seen_is_told_by_a_sign(
    text: str, pieces: list[tuple[str, str]]
) -> None:
    found = marking.pieces(judged(text))
    assert [(piece.text, piece.sign) for piece in found] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "یہ بات درست نہیں ہے، می\u200cخواهم",
        "👩\u200d👩\u200d👧 und 👍🏽 und ❤️",
        "Tiếng Việt: Nguye\u0302\u0303n",
        "שָׁלוֹם, бой\u0306, ที่นี่",
        "one\n\ntwo\tthree\r\nfour",
    ],
)
def test_living_languages_and_emoji_need_no_sign(text: str) -> None:
    assert marking.pieces(judged(text)) == [Piece(text)]


def test_a_pile_of_marks_is_no_lower_for_joiners_in_between() -> None:
    pile = "a" + 40 * "\u0301\u034f\u200d"
    found = marking.pieces(judged(pile))
    assert [piece.sign for piece in found] == ["", "COMBINING MARKS"]


def test_what_the_judges_mark_is_what_is_masked(service: Service) -> None:
    found = post(service, "Oh f.u.c.k, what an idiot!")
    told = marking.pieces(found, masks=True)
    assert [piece.text for piece in told if piece.masked] == ["f••••••"]
    assert any(piece.text == "idiot" and piece.reasons for piece in told)
