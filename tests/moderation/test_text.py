"""HTML to what a reader reads, and every place back to the text as sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.comments import Span
from moderation.text import Original, merged, pieces


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("<p>One</p>two", "One\ntwo"),
        ("a &amp; b &lt;c&gt; &#65;&#x42;", "a & b <c> AB"),
        ("<b>bo<i>th</i></b>", "both"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<script>alert('x')</script>hi<style>p{}</style>", "hi"),
        ("<!-- hidden -->seen", "seen"),
        ("<b>not closed", "not closed"),
        ("a < b and b > a", "a < b and b > a"),
        ("<img src=x onerror=alert(1)>", ""),
        ("&nosuch; &", "&nosuch; &"),
    ],
)
def test_html_is_read_as_a_reader_would(sent: str, plain: str) -> None:
    assert Original(sent, "html").text == plain


def test_where_a_link_leads_is_part_of_what_it_says() -> None:
    sent = Original('<a href="http://win.example">my blog</a>', "html")
    assert "http://win.example" in sent.text
    assert "my blog" in sent.text


@pytest.mark.parametrize(
    ("sent", "format", "word", "span"),
    [
        ("a bad word", "plain", "bad", Span(2, 5)),
        ("😀 bad", "plain", "bad", Span(3, 6)),  # one emoji is two UTF-16 units
        ("<b>😀</b> b&#97;d", "html", "bad", Span(10, 17)),
        ("é bad", "plain", "bad", Span(2, 5)),
    ],
)
def test_a_place_is_told_in_utf16_units_of_what_was_sent(
    sent: str, format: str, word: str, span: Span
) -> None:
    original = Original(sent, format)
    begin = original.text.index(word)
    assert original.spans([(begin, begin + len(word))]) == (span,)


@given(st.text(st.sampled_from("<>&;/!-abp😀\n \"'="), max_size=60))
def test_every_place_in_any_html_is_inside_what_was_sent(sent: str) -> None:
    original = Original(sent, "html")
    units = len(sent.encode("utf-16-le")) // 2
    for place in range(len(original.text)):
        for span in original.spans([(place, place + 1)]):
            assert 0 <= span.begin < span.end <= units


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5),
)
def test_the_pieces_of_a_text_are_the_text(
    text: str, places: list[tuple[int, int]]
) -> None:
    units = len(text.encode("utf-16-le")) // 2
    spans = [Span(b, min(b + n, units)) for b, n in places if b < units]
    found = pieces(text, spans)
    # A span may cut a character of two units; what is cut is shown as such.
    if all(ord(character) < 0x10000 for character in text):
        assert "".join(piece for piece, _ in found) == text
        marked = sum(len(piece) for piece, hit in found if hit)
        assert marked == sum(span.end - span.begin for span in merged(spans))


def test_overlapping_places_become_one() -> None:
    spans = merged([Span(4, 6), Span(0, 2), Span(5, 9), Span(2, 3)])
    assert spans == (Span(0, 3), Span(4, 9))


@pytest.mark.parametrize(
    ("sent", "format", "word", "marked"),
    [
        ("You 1d!ot.", "plain", "idiot", "1d!ot"),
        ("😀 you are an i d i o t!", "plain", "idiot", "i d i o t"),
        (
            "<p>so you&#39;re an <b>id</b>io&shy;t.</p>",
            "html",
            "idiot",
            "id</b>io&shy;t",
        ),
        ("<i>youare&#97;nidi&ouml;t</i>", "html", "idiot", "idi&ouml;t"),
        ("A &lt;f*ck&gt;", "html", "fuck", "f*ck"),
    ],
)
def test_a_disguised_word_leads_back_to_where_it_stands_as_sent(
    sent: str, format: str, word: str, marked: str
) -> None:
    original = Original(sent, format)
    begin = original.folded.text.index(word)
    place = original.folded.span(begin, begin + len(word))
    (span,) = original.spans([place])
    units = sent.encode("utf-16-le")[2 * span.begin : 2 * span.end]
    assert units.decode("utf-16-le") == marked
