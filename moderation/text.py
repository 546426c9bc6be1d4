"""One plain text of a comment, and positions counted as browsers count them.

Publishers send plain text or HTML. What is judged, stored beside the original and
shown with marks is the plain text; for `plain` both are the same. Positions go out
in UTF-16 code units, because JavaScript and the wire formats count so.
"""

import html
from bisect import bisect_left
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import accumulate

from moderation.comments import Span

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2"}
    | {"h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "td", "th"}
    | {"tr", "ul"}
)
_SILENT = frozenset({"script", "style", "template"})


class Positions:
    """Turns code-point positions of a text into UTF-16 spans and back.

    >>> Positions("a😀b").span(1, 2)
    Span(begin=1, end=3)
    """

    def __init__(self, text: str) -> None:
        self._ends: list[int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            widths = (2 if character > "\uffff" else 1 for character in text)
            self._ends = list(accumulate(widths, initial=0))

    def span(self, begin: int, end: int) -> Span:
        """The UTF-16 span of `text[begin:end]`."""
        if self._ends is None:
            return Span(begin, end)
        return Span(self._ends[begin], self._ends[end])

    def slice(self, span: Span) -> tuple[int, int]:
        """The code-point slice of a UTF-16 span."""
        if self._ends is None:
            return span.begin, span.end
        return bisect_left(self._ends, span.begin), bisect_left(self._ends, span.end)


def plain(text: str, format: str) -> str:
    """What a reader would read: the text itself, or an HTML text without its tags.

    Broken HTML is read as a browser would read it; nothing is ever executed, and
    the contents of scripts and styles are dropped.

    >>> plain("<p>One &amp; two<br>three</p><script>x()</script>", "html")
    'One & two\\nthree'
    """
    if format != "html":
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces).strip()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same places without overlaps, in order."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.begin, each.end)):
        if result and span.begin <= result[-1].end:
            result[-1] = Span(result[-1].begin, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        # Where a link leads counts as much as what it says.
        self.pieces += [
            f" {html.unescape(value)} "
            for name, value in attrs
            if tag == "a" and name == "href" and value
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and self.pieces and self.pieces[-1] != "\n":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)
