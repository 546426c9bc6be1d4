"""Personal information: addresses, numbers of phones, cards and accounts."""

import re

from rules.facts import Facts, Spans

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_DIGITS = re.compile(r"(?<![\w.,$£€])\+?\(?\d(?:[ ()/.-]{0,2}\d){7,18}(?!\w)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_STREET = re.compile(
    r"\b\d{1,5}[a-z]? (?:[A-Z][\w'.-]+ ){1,3}"
    r"(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Drive|Close|Crescent|Boulevard)(?!\w)"
)
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]+(?:19|20)\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


def emails(facts: Facts) -> Spans:
    """Electronic mail addresses."""
    return tuple(found.span() for found in _EMAIL.finditer(facts.text))


def phones(facts: Facts) -> Spans:
    """Numbers that are written like phone numbers: 9 to 15 digits (ITU-T E.164).

    They begin with `+`, `0` or `(`, or are grouped; years and dates do not count.
    """
    return tuple(
        found.span() for found in _DIGITS.finditer(facts.text) if _phone(found.group())
    )


def cards(facts: Facts) -> Spans:
    """Payment card numbers: 13 to 19 digits with a right check digit (Luhn)."""
    return tuple(
        found.span()
        for found in _DIGITS.finditer(facts.text)
        if 13 <= len(digits := _digits(found.group())) <= 19 and luhn(digits)
    )


def accounts(facts: Facts) -> Spans:
    """International bank account numbers with right check digits (ISO 7064)."""
    return tuple(
        found.span() for found in _IBAN.finditer(facts.text) if iban(found.group())
    )


def streets(facts: Facts) -> Spans:
    """Street addresses as written in English."""
    return tuple(found.span() for found in _STREET.finditer(facts.text))


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


def _phone(text: str) -> bool:
    digits = _digits(text)
    if not 9 <= len(digits) <= 15 or _DATE.match(text) or luhn_card(digits):
        return False
    if text.startswith(("+", "0", "(")):
        return True
    return bool(re.fullmatch(r"\d{3}[ .-]\d{3}[ .-]\d{4}|1[ .-]\d{3}[ .-].*", text))


def luhn_card(digits: str) -> bool:
    """Whether the digits are a card's rather than a phone's."""
    return len(digits) >= 13 and luhn(digits)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
