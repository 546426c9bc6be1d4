"""Addresses and markup, which are no disguise, whatever signs are in them."""

import re

LONGEST_ADDRESS = 100
"""Characters of the longest address that does not begin as a link; what is longer is
text without blanks."""

_ADDRESS = re.compile(
    r"://|^www\.|^[\w.+-]+@[\w-]+\.\w"
    r"|\w\.(?:com|org|net|edu|gov|info|html?|php|co|uk|de|ro|pt|br|io|tv|me|jpe?g|png"
    r"|gif|svg|pdf|js|css|py)\b(?!\.\w\.)"
    r"|\[\[|\{\{|==|(?<!&)#[0-9a-f]{3,8}\b"  # wiki markup and colours
)


def is_address(word: str) -> bool:
    """Whether a word is an address, or holds one, or markup.

    >>> is_address("bob@talkpage.com"), is_address("[[talk"), is_address("him.and")
    (True, True, False)
    """
    if len(word) > LONGEST_ADDRESS and not word.startswith(("http", "www.")):
        return False
    return _ADDRESS.search(word) is not None
