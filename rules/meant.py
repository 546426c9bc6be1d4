"""What an editor may have meant by what is no condition, with its place.

People write what they know from spreadsheets, searches and other tools: `AND`, `=`,
`80%`, `0,8`, quotation marks that a word processor has turned.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_QUOTED = re.compile(r"""(["'])(.*?)\1""")


@dataclass(frozen=True)
class Meant:
    """Where the odd writing stands in the condition, and the hint."""

    begin: int
    end: int
    hint: str


def meant(condition: str) -> Meant | None:
    """What is probably meant by a condition that Python cannot read.

    >>> meant('toxicity > 80%').hint
    'write 0.8 for 80%'
    >>> meant('article.section == "a & b"')
    """
    # What stands in quotes is a word of the editor's, whatever it looks like.
    bare = _QUOTED.sub(lambda it: it[1] + "_" * len(it[2]) + it[1], condition)
    for pattern, hint in _HINTS.items():
        if found := pattern.search(bare):
            return Meant(*found.span(), hint(found))
    return None


def _told_for(text: str, written: str) -> str:
    return f"write `{text}` for `{written}`"


def _for(text: str) -> Callable[[re.Match[str]], str]:
    return lambda found: _told_for(text, found[0])


def _lower(found: re.Match[str]) -> str:
    return _told_for(found[0].lower(), found[0])


def _plain(found: re.Match[str]) -> str:
    return _told_for(unicodedata.normalize("NFKC", found[0]), found[0])


def _told_share(found: re.Match[str]) -> str:
    share = float(found[1].replace(",", ".")) / 100
    return f"write {share:g} for {found[0]}"


_HINTS: Mapping[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]"): lambda _: (
        'write straight quotes, as in "…"'
    ),
    re.compile("[\u2018\u2019\u201a\u201b`\u00b4]"): lambda _: (
        'write straight quotes, as in "…"'
    ),
    re.compile("&&?"): _for("and"),
    re.compile(r"\|\|?"): _for("or"),
    re.compile(r"\b(AND|And|OR|Or|NOT|Not|IN|In)\b"): _lower,
    re.compile("≥|=>"): _for(">="),
    re.compile("≤|=<"): _for("<="),
    re.compile("≠|<>"): _for("!="),
    re.compile("==="): _for("=="),
    re.compile("!(?!=)"): _for("not"),
    re.compile("(?<![<>=!])=(?!=)"): lambda _: "write `==` to compare",
    re.compile(r"(?<!\d)(\d{1,9}(?:[.,]\d{1,9})?)\s{0,3}%"): _told_share,
    re.compile("[\uff1c\uff1e\uff1d\uff08\uff09\uff02]"): _plain,
    re.compile(r"[^\S \t\n]|[\u200b-\u200f\u2060\ufeff\u00ad]"): (
        lambda it: f"write a plain blank for the sign U+{ord(it[0]):04X}"
    ),
    re.compile(r"^\s*if\b"): lambda _: "leave `if` out",
    re.compile(r"\bthen\b.*"): lambda _: "`then` stands on a line of its own",
    re.compile(r"\bbetween\b"): lambda _: "as in `0.3 <= toxicity <= 0.8`",
    re.compile(r"(?<!\d)\d,\d+"): (
        lambda it: f"write {it[0].replace(',', '.')} with a point, not a comma"
    ),
}
