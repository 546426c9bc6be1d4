"""Personal information: addresses, numbers of phones, cards and accounts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rules.facts import Facts, Spans
from rules.patterns import pattern, places

# 64 characters and 63 are the limits of RFC 5321 and RFC 1035. To count letters of all
# scripts RE2 makes a program of half a million steps, so what consists of the signs of
# an address is found first; in there only "@", "." and "+" need be told apart.
_AROUND_AT = pattern(r"[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.+@-]+")
_EMAIL = pattern(r"[^@]{1,64}@[^@.+]{1,63}(?:\.[^@.+]{1,63}){1,4}")
_NUMBER = pattern(r"\+?\(?\d(?:[ ()/.-]{0,2}\d){7,18}")
_IBAN = pattern(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_STREET = pattern(
    r"\b\d{1,5}[a-z]? (?:\p{Lu}[\p{L}\p{N}_'.-]+ ){1,3}(?:(?:St|Rd|Ave)\.|"
    r"(?:Street|Road|Avenue|Lane|Drive|Close|Crescent|Boulevard)\b)"
)
_DATE = pattern(
    r"^(?:(?:19|20)\d\d[-/. ]+(?:19|20)\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
)
_GROUPED = pattern(r"^(?:\d{3}[ .-]\d{3}[ .-]\d{4}|1[ .-]\d{3}[ .-].*)$")
_DIGIT = re.compile("[0-9]")  # most texts have none, and so no number of any kind
_MONEY = frozenset(".,$£€")


def emails(facts: Facts) -> Spans:
    """Electronic mail addresses."""
    if "@" not in facts.text:
        return ()
    return tuple(
        (around + begin, around + end)
        for around, after in places(_AROUND_AT, facts.text)
        for begin, end in places(_EMAIL, facts.text[around:after])
    )


def phones(facts: Facts) -> Spans:
    """Numbers that are written like phone numbers: 9 to 15 digits (ITU-T E.164).

    They begin with `+`, `0` or `(`, or are grouped; years and dates do not count.
    """
    return tuple(
        (begin, end)
        for begin, end in _numbers(facts.text)
        if _phone(facts.text[begin:end])
    )


def cards(facts: Facts) -> Spans:
    """Payment card numbers: 13 to 19 digits with a right check digit (Luhn)."""
    return tuple(
        (begin, end)
        for begin, end in _numbers(facts.text)
        if _card(_digits(facts.text[begin:end]))
    )


def accounts(facts: Facts) -> Spans:
    """International bank account numbers with right check digits (ISO 7064)."""
    if not _DIGIT.search(facts.text):
        return ()
    return tuple(
        (begin, end)
        for begin, end in places(_IBAN, facts.text)
        if iban(facts.text[begin:end])
    )


def streets(facts: Facts) -> Spans:
    """Street addresses as written in English."""
    if not _DIGIT.search(facts.text):
        return ()
    return tuple(places(_STREET, facts.text))


def luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = [2 * int(digit) for digit in digits[-2::-2]]
    total = sum(map(int, digits[::-2])) + sum(n - 9 if n > 9 else n for n in doubled)
    return total % 10 == 0


def iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616: modulo 97 is 1).

    >>> iban("GB82 WEST 1234 5698 7654 32")
    True
    """
    bare = text.replace(" ", "")
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


@lru_cache(maxsize=4)  # several facts ask for the numbers of the same text
def _numbers(text: str) -> Spans:
    """Long numbers that stand alone: no part of a word, a sum or a longer number."""
    return tuple(_found(text)) if _DIGIT.search(text) else ()


def _found(text: str) -> Iterator[tuple[int, int]]:
    for begin, end in places(_NUMBER, text):
        before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
        if before in _MONEY or _of_a_word(before) or _of_a_word(after):
            continue
        yield begin, end


def _of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _phone(text: str) -> bool:
    digits = _digits(text)
    if not 9 <= len(digits) <= 15 or _card(digits) or _DATE.search(text):
        return False
    return text.startswith(("+", "0", "(")) or bool(_GROUPED.search(text))


def _card(digits: str) -> bool:
    return 13 <= len(digits) <= 19 and luhn(digits)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
