"""A text as RE2 reads it: in UTF-8, which is made once for all that is looked for."""

from functools import cached_property, lru_cache
from itertools import accumulate

_STEP = 256
"""Bytes between two places of which it is known how many letters are before them."""
_INSIDE = bytes(range(0x80, 0xC0))
"""What begins no letter in UTF-8 (RFC 3629)."""


class Encoded:
    """A text in UTF-8, with "?" for what that cannot hold.

    Attributes:
        read: its bytes.
    """

    def __init__(self, text: str) -> None:
        self.read = text.encode("utf-8", "replace")
        self._is_plain = len(self.read) == len(text)

    def begins_a_letter(self, at: int) -> bool:
        """Whether a letter begins with a byte, or the text ends there."""
        return self.read[at : at + 1] not in _INSIDE or at == len(self.read)

    def letters(self, at: int) -> int:
        """How many letters are before a byte."""
        if self._is_plain:
            return at
        step = at // _STEP
        return self._before[step] + _letters(self.read[step * _STEP : at])

    @cached_property
    def _before(self) -> list[int]:
        """Of each so many bytes, how many letters begin before them."""
        size = len(self.read)
        parts = (self.read[at : at + _STEP] for at in range(0, size, _STEP))
        return [0, *accumulate(map(_letters, parts))]


def _letters(part: bytes) -> int:
    """How many letters begin in a part of a text."""
    return len(part.translate(None, _INSIDE))


@lru_cache(maxsize=8)  # all patterns of one comment read one text or two
def encoded(text: str) -> Encoded:
    """A text, encoded once for as long as it is asked for."""
    return Encoded(text)
