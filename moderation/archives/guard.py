"""Cells that a spreadsheet would run as a formula, and how they are kept from that.

After OWASP's advice (https://owasp.org/www-community/attacks/CSV_Injection): a cell
that begins with one of the characters below is written with an apostrophe before it,
and so is one that begins with apostrophes and then such a character, so that taking
one off gives back what was there.
"""

import re

_RISKY = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide ones are risky too
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("'=1"), guarded("one = one")
    ("'=1+1", "''=1", 'one = one')
    """
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'tis")
    ('=1+1', "'=1", "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
