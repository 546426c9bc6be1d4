"""The plain text of a comment, and the way back to the text as it was sent.

Publishers send plain text or HTML. What is judged is what a reader would read. The
positions that go out are those of the text as sent, in UTF-16 code units, because
JavaScript and the wire formats count so.
"""

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from html.parser import HTMLParser
from itertools import accumulate

from classifier.spelling import Folded, fold
from moderation.comments import Span

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2"}
    | {"h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "td", "th"}
    | {"tr", "ul"}
)
_SILENT = frozenset({"script", "style", "template"})


class Original:
    """A comment as it was sent, and the plain text to judge.

    Broken HTML is read as leniently as by a browser; nothing is ever executed, and the
    contents of scripts and styles are dropped. Where a link leads is part of what it
    says.

    Attributes:
        text: the plain text.

    >>> sent = Original("<p>One &amp; <b>two</b></p>", "html")
    >>> sent.text
    'One & two'
    >>> sent.spans([(6, 9)])
    (Span(begin=16, end=19),)
    """

    def __init__(self, sent: str, format: str = "plain") -> None:
        self._offsets = _utf16_offsets(sent)
        self._places: Sequence[tuple[int, int]] | None = None
        self.text = sent
        if format == "html":
            reader = _Reader(sent)
            self.text, self._places = reader.read()

    @cached_property
    def folded(self) -> Folded:
        """The plain text in its folded spelling, which the judges read.

        `folded.span(begin, end)` leads back to the plain text, `spans` from there to
        the text as sent.
        """
        return fold(self.text)

    def spans(self, places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Places in the plain text, in code points, as spans of what was sent.

        Ordered, and merged where they overlap.
        """
        return merged(self._span(begin, end) for begin, end in places)

    def place(self, span: Span) -> tuple[int, int]:
        """A span of what was sent as a place in the plain text, in code points.

        Half a character stands for the whole one. The place is empty where nothing of
        the span is read, as inside of a tag, or where it lies beyond the text.

        >>> Original("<p>One &amp; <b>two</b></p>", "html").place(Span(16, 19))
        (6, 9)
        """
        begin, end = span.begin, span.end
        if self._offsets is not None:
            begin = bisect_right(self._offsets, begin) - 1
            end = bisect_left(self._offsets, end)
        if self._places is not None:
            begin = bisect_right(self._places, begin, key=lambda place: place[1])
            end = bisect_left(self._places, end, key=lambda place: place[0])
        end = min(end, len(self.text))
        return min(begin, end), end

    def _span(self, begin: int, end: int) -> Span:
        if self._places is not None:
            begin, end = self._places[begin][0], self._places[end - 1][1]
        if self._offsets is None:
            return Span(begin, end)
        return Span(self._offsets[begin], self._offsets[end])


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same places without overlaps, in order."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.begin, each.end)):
        if result and span.begin <= result[-1].end:
            result[-1] = Span(result[-1].begin, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def pieces(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """A text cut at its spans: each piece, and whether it is marked.

    >>> pieces("a bad word", [Span(2, 5)])
    [('a ', False), ('bad', True), (' word', False)]
    """
    units = text.encode("utf-16-le", "surrogatepass")
    cuts, at = list[tuple[str, bool]](), 0
    for span in merged(spans):
        cuts.append((_decoded(units[2 * at : 2 * span.begin]), False))
        cuts.append((_decoded(units[2 * span.begin : 2 * span.end]), True))
        at = span.end
    cuts.append((_decoded(units[2 * at :]), False))
    return [cut for cut in cuts if cut[0]]


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


def _utf16_offsets(text: str) -> Sequence[int] | None:
    if text.isascii() or max(text) <= "\uffff":
        return None  # every character is one unit
    widths = (2 if character > "\uffff" else 1 for character in text)
    return list(accumulate(widths, initial=0))


class _Reader(HTMLParser):
    """Collects what is read, with the place in the source of every character."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._lines = [0]
        for line in source.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._text: list[str] = []
        self._found: list[tuple[int, int]] = []
        self._silent = 0

    def read(self) -> tuple[str, Sequence[tuple[int, int]]]:
        self.feed(self._source)
        self.close()
        text = "".join(self._text)
        begin = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        return text[begin:end], self._found[begin:end]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        whole = self.get_starttag_text() or ""
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._add("\n", len(whole))
        for name, value in attrs:
            if tag == "a" and name == "href" and value:
                self._add(f" {value} ", len(whole))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and self._text and self._text[-1] != "\n":
            self._add("\n", len(tag) + 3)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        begin = self._at()
        self._text += data
        self._found += ((begin + at, begin + at + 1) for at in range(len(data)))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if not self._silent:
            self._add(html.unescape(written), len(written))

    def _add(self, text: str, width: int) -> None:
        begin = self._at()
        end = min(begin + width, len(self._source))
        self._text += text
        self._found += [(begin, end)] * len(text)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
