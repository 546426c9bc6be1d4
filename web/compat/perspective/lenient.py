"""JSON as people write it by hand, which Google's own reader took.

Besides JSON: keys without quotes, single quotes, commas behind the last. Google's
quickstart itself was so written, and people copied it.
"""

import re
from typing import Any

DEEPEST = 50
"""Levels of brackets; no request has ten."""

_BLANKS = re.compile(r"\s*")
_NAME = re.compile(r"[A-Za-z_$@][\w$@.-]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?![\w.])")
_STRING = {
    '"': re.compile(r'[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+"'),
    "'": re.compile(r"[^'\\\x00-\x1f]*+(?:\\.[^'\\\x00-\x1f]*+)*+'"),
}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"true": True, "false": False, "null": None}


class NotJson(ValueError):
    """It cannot be read; `place` is where, in characters."""

    def __init__(self, place: int) -> None:
        self.place = place
        super().__init__(f"unexpected token at {place}")


def read(text: str) -> Any:
    """The value that a text stands for.

    Raises:
        NotJson: it stands for none.

    >>> read("{comment: {text: 'Hi'}, requestedAttributes: {TOXICITY:{}},}")
    {'comment': {'text': 'Hi'}, 'requestedAttributes': {'TOXICITY': {}}}
    """
    reader = _Reader(text)
    value = reader.value(0)
    reader.skip()
    if reader.place != len(text):
        raise NotJson(reader.place)
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.place = 1 if text.startswith("\ufeff") else 0

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise NotJson(self.place)
        match self._next():
            case "{":
                return self._object(depth)
            case "[":
                return self._list(depth)
            case '"' | "'":
                return self._string()
            case _:
                return self._word_or_number()

    def skip(self) -> None:
        """Go on to what is no blank."""
        found = _BLANKS.match(self._text, self.place)
        self.place = found.end() if found else self.place

    def _next(self) -> str:
        self.skip()
        return self._text[self.place : self.place + 1]

    def _took(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self.place += 1
        return True

    def _object(self, depth: int) -> dict[str, Any]:
        self.place += 1
        found: dict[str, Any] = {}
        while not self._took("}"):
            name = self._string() if self._next() in ("'", '"') else self._name()
            if not self._took(":"):
                raise NotJson(self.place)
            found[name] = self.value(depth + 1)
            if not self._took(",") and self._next() != "}":
                raise NotJson(self.place)
        return found

    def _list(self, depth: int) -> list[Any]:
        self.place += 1
        found: list[Any] = []
        while not self._took("]"):
            found.append(self.value(depth + 1))
            if not self._took(",") and self._next() != "]":
                raise NotJson(self.place)
        return found

    def _string(self) -> str:
        quote = self._text[self.place]
        inside = self._matched(_STRING[quote], self.place + 1)[:-1]
        if "\\" not in inside:
            return inside
        return _SURROGATES.sub(_joined, _ESCAPE.sub(_unescaped, inside))

    def _name(self) -> str:
        return self._matched(_NAME, self.place)

    def _word_or_number(self) -> Any:
        if number := _NUMBER.match(self._text, self.place):
            self.place = number.end()
            written = number[0]
            return float(written) if set(written) & set(".eE") else int(written)
        place, word = self.place, self._name()
        if word not in _WORDS:
            raise NotJson(place)
        return _WORDS[word]

    def _matched(self, pattern: "re.Pattern[str]", place: int) -> str:
        found = pattern.match(self._text, place)
        if found is None:
            raise NotJson(self.place)
        self.place = found.end()
        return found[0]


def _unescaped(found: "re.Match[str]") -> str:
    sign = found[1]
    if sign[0] == "u" and len(sign) == 5:
        return chr(int(sign[1:], 16))
    return _ESCAPES.get(sign, sign)


def _joined(found: "re.Match[str]") -> str:
    """Two halves of a character as one. Half of one, as a script leaves that cuts a
    text at some length, is a sign for what cannot be read, which takes as much place.
    """
    pair = found[0].encode("utf-16-le", "surrogatepass")
    return pair.decode("utf-16-le") if len(pair) == 4 else "\ufffd"
