"""Where the words of a folded text are: words, signs that tell something, and links.

What a token is says one pattern (`places`). `found` finds the same without places, in
plain ASCII by splitting, which takes a fourth of the time: on a text made to cost time
the pattern alone would take most of it.
"""

import re
from collections.abc import Iterator
from itertools import groupby

_SIGNS = '!?$%"'
# Bounded, so that nothing is read again and again.
_ENDINGS = "com|net|org|info|biz|xyz|online|shop|site|club|ru|tk|example"
_DOMAIN = (
    rf"(?<![a-z0-9.@-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS}|[a-z]{{2,6}}(?=/\S))"
)
_LINK = rf"(?:(?:https?://|hxxps?://|www\.)\S|{_DOMAIN}\b)\S*"
_WORD = rf"[^\W_]+(?:['’*][^\W_]+)*|[{_SIGNS}£€“”]"
_TOKEN = re.compile(f"{_LINK}|{_WORD}")
_WORDS = re.compile(_WORD)  # at half the time, where there is no link
_PERHAPS_LINK = re.compile(rf"://|www\.|\.(?:{_ENDINGS}|[a-z]{{2,6}}/)")

_WITHIN_WORDS = "'*"
_PARTING = "".join(
    sign if sign.isalnum() or sign in _WITHIN_WORDS + _SIGNS else " "
    for sign in map(chr, range(128))
)
_LOOSE = re.compile(r"['*](?:['*]+|(?![^\W_])|(?<![^\W_].))")
"""Signs of `_WITHIN_WORDS` that are in no word."""


def places(folded: str) -> Iterator[re.Match[str]]:
    """Each token with its place."""
    return _TOKEN.finditer(folded)


def found(folded: str) -> list[str]:
    """All tokens in order.

    >>> found('he said: "don\\'t buy at shop.example/now, idiot!"')
    ['he', 'said', '"', "don't", 'buy', 'at', 'shop.example/now,', 'idiot', '!', '"']
    """
    if ("." in folded or "/" in folded) and _may_have_link(folded):
        return _among_links(folded)
    return _without_links(folded)


def _may_have_link(text: str) -> bool:
    return _PERHAPS_LINK.search(text) is not None


def _among_links(folded: str) -> list[str]:
    result = list[str]()
    for has_link, its in groupby(folded.split(), _may_have_link):
        text = " ".join(its)
        result += _TOKEN.findall(text) if has_link else _without_links(text)
    return result


def _without_links(folded: str) -> list[str]:
    if not folded.isascii():
        pieces = folded.split()
        return pieces if all(map(str.isalnum, pieces)) else _WORDS.findall(folded)
    text = folded.translate(_PARTING)
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f" {sign} ")
    if "'" in text or "*" in text:
        text = _LOOSE.sub(" ", text)
    return text.split()
