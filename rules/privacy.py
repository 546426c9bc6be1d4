"""Personal information: addresses, numbers of phones, cards and accounts."""

import re
from collections.abc import Sequence
from functools import lru_cache

import re2

from rules.facts import Facts, Spans
from rules.patterns import pattern, places

# 64 characters and 63 are the limits of RFC 5321 and RFC 1035. To count letters of all
# scripts RE2 makes a program of half a million steps, so what consists of the signs of
# an address is found first; in there only "@", "." and "+" need be told apart.
_AROUND_AT = pattern(r"[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.+@-]+")
_EMAIL = pattern(r"[^@]{1,64}@[^@.+]{1,63}(?:\.[^@.+]{1,63}){1,4}")
_NUMBER = pattern(r"\+?\(?\d(?:[ ()/.-]{0,2}\d){6,18}")
_IBAN = pattern(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_STREET = pattern(
    r"\b\d{1,5}[a-z]? (?:\p{Lu}[\p{L}\p{N}_'.-]+ ){1,3}(?:(?:St|Rd|Ave)\.|(?:Street"
    r"|Road|Avenue|Lane|Drive|Close|Crescent|Boulevard)\b)"
)
# As issued: 000, 666 and 9xx begin no American number (SSA), D, F, I, Q, U and V no
# British one but in examples (HMRC), which begin with QQ.
_ID = pattern(
    r"\b(?:[0-578]\d{2}|6[0-57-9]\d|66[0-57-9])-\d{2}-\d{4}\b|\b[A-Z]{2} ?\d{2} ?\d{2} "
    r"?\d{2} ?[A-D]\b|(?i:passport|identity card|id card|driving licence|driver's "
    r"license|social security|ssn|national insurance|tax id)(?i: (?:number|no\.?"
    r"|nr\.?))?(?i: is|:)? ?[A-Z]{0,3}\d[\d -]{5,12}\d\b|(?i:(?:number|licen[cs]e) "
    "plate|registration)(?i: number)?(?i: is|:) "
    r"?[A-Z]{1,3}[ -]?[A-Z]{0,2}\d{1,4}[ -]?[A-Z]{0,3}\b"
)
# On what stands around a place, which RE2 does not take with half a letter in it.
_FAMOUS = re.compile(r"1[01] Downing Street|1600 Pennsylvania Ave|221[bB] Baker Street")
_WORDED = (
    "(?:(?:double|triple|treble) )?(?:zero|oh|nought|one|two|three|four|five|six|seven"
    "|eight|nine|hundred|thousand)"
)
_HOSTS = (
    "(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|protonmail|proton|gmx|aol|live"
    "|web|mail|t-online|ymail|yandex)"
)
_ENDS = "(?:com|org|net|de|uk|fr|es|it|eu|me|info|example|co|ch|at|ru|pl|nl)"
_WORDED_EMAIL = pattern(
    rf" at {_HOSTS}(?: dot |\.|\(dot\)|\[dot\]| punkt ){_ENDS}\b"
    r"|(?:\(at\)|\[at\]|\{at\}|<at>|\*at\*|_at_) ?[a-z0-9-]+ ?"
    rf"(?:\.| dot |\(dot\)|\[dot\]|\{{dot\}}|\(punkt\)) ?{_ENDS}\b"
    rf"| at [a-z0-9-]+(?: dot [a-z0-9-]+)? dot {_ENDS}\b"
    rf"|@ ?[a-z0-9-]+ ?(?:\(dot\)|\[dot\]| dot ) ?{_ENDS}\b"
)
_WORDED_PHONE = pattern(rf"\b{_WORDED}(?:[ ,-]+{_WORDED}){{6,}}\b")
# Without one of these there is neither; to look for them is quicker by far.
_SIGNS_OF_EMAIL = (" dot ", "(at)", "[at]", "{at}", "<at>", "*at*", "_at_", "(dot)")
_SIGNS_OF_MAILERS = (" at gmail", " at yahoo", " at hotmail", " at outlook", " at gmx")
_SIGNS_OF_NOUGHT = ("zero", "oh ", "nought", "double", "triple", "treble")
_YEAR = re.compile(
    r"(?i)\b(?:in|since|until|till|by|from|of|before|after|around) (?:1[5-9]|20)\d\d "
)
# These are asked of one number and what separates its digits, a few dozen characters of
# ASCII. Of so few the standard library tells quickest, and cannot take long either.
_DATE = re.compile(
    r"\(?(?:(?:19|20)\d\d[-/. ]+(?:19|20)\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
)
_NO_PHONE = re.compile(
    r"\(?(?:\d{1,3}\.){3}\d{1,3}"  # the address of a machine
    r"|\d-\d{2,7}-\d{1,6}-\d"  # the number of a book
    r"|[1-9]\d{0,2}(?:[ .]\d{3})+"  # thousands
)
_GROUPED_CARD = re.compile(
    r"\d{13,19}|\d{4}(?: \d{4}){2} \d{1,4}(?: \d{1,3})?|\d{4}(?:-\d{4}){2}-\d{1,4}"
    r"|\d{4} \d{6} \d{4,5}|\d{4}-\d{6}-\d{4,5}"
)
_GROUPED = re.compile(r"\d{3}[ .-]\d{3}[ .-]\d{4}|1[ .-]\d{3}[ .-].*")
_SEPARATORS = str.maketrans("", "", "+( )/.-")
_BOOK_BEFORE = re.compile(r"(?i)\bisbn(?:-1[03])?[ :=]*$")
# Before a number that is not written as phone numbers are, but is one.
_DIAL = re.compile(
    r"(?i)\b(?:(?:phone|mobile|cell(?:phone)?|telephone|tel|t[e\u00e9]l[e\u00e9]phone"
    r"|m[o\u00f3]vil|handy(?:nummer)?|whats ?app|landline)\.?(?: (?:number|no\.?"
    r"|nr\.?))?(?: is| es|:)?|(?:call|ring|text|dial|phone|sms)(?: (?:me|us|him|her"
    "|them|it))?(?: (?:at|on|under|now))?|(?:my|his|her|their) number(?: is|:))[ :]*$"
)
_DIGIT = re.compile("[0-9]")  # most texts have none, and so no number of any kind
_NOT_BEFORE = frozenset(".,$£€/=#")
"""What makes a number a sum, a part of a longer one, or one of a link."""


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
    Behind "call me at" whatever has 7 to 15 digits is one.
    """
    return tuple(
        (begin, end)
        for begin, end in _numbers(facts.text)
        if _phone(facts.text[begin:end], facts.text[max(0, begin - _DIALLED) : begin])
    )


def cards(facts: Facts) -> Spans:
    """Payment card numbers: 13 to 19 digits with a right check digit (Luhn), grouped as
    on a card or not at all, and with a first digit that cards have (ISO/IEC 7812-1).
    """
    return tuple(
        (begin, end)
        for begin, end in _numbers(facts.text)
        if _card(facts.text[begin:end])
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
    """Street addresses as written in English, but for years and the famous ones."""
    if not _DIGIT.search(facts.text):
        return ()
    return tuple(
        (begin, end)
        for begin, end in places(_STREET, facts.text)
        if not _FAMOUS.match(facts.text[begin:end])
        and not _YEAR.search(facts.text[max(0, begin - 7) : begin + 5])
    )


def ids(facts: Facts) -> Spans:
    """Numbers of social insurance (American, British), passports and number plates."""
    if not _DIGIT.search(facts.text):
        return ()
    return tuple(places(_ID, facts.text))


def worded_emails(facts: Facts) -> Spans:
    """Addresses of e-mail written out, as "jane at mail dot com"."""
    return _read(facts, _WORDED_EMAIL, _SIGNS_OF_EMAIL + _SIGNS_OF_MAILERS)


def worded_phones(facts: Facts) -> Spans:
    """Numbers of seven digits or more written out, as "oh seven seven double nine"."""
    return _read(facts, _WORDED_PHONE, _SIGNS_OF_NOUGHT)


def _read(facts: Facts, what: "re2._Regexp", signs: Sequence[str]) -> Spans:
    """Where a pattern is in the folded spelling, which has one of some signs then."""
    text = facts.reading
    if not any(sign in text for sign in signs):
        return ()
    return tuple(facts.span(*place) for place in places(what, text))


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


@lru_cache(maxsize=8)  # phones and cards of one comment are looked for among them
def _numbers(text: str) -> Spans:
    """Long numbers that stand alone: no part of a word, a sum, a link or a longer one;
    that of a book (ISBN) is none.
    """
    if not _DIGIT.search(text):
        return ()
    return tuple(
        (begin, end)
        for begin, end in places(_NUMBER, text)
        if not _is_of_more(text, begin, end)
    )


def _is_of_more(text: str, begin: int, end: int) -> bool:
    before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    if before in _NOT_BEFORE or _of_a_word(before) or _of_a_word(after):
        return True
    return bool(_BOOK_BEFORE.search(text[max(0, begin - 12) : begin]))


def _of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _phone(text: str, lead: str) -> bool:
    digits = _digits(text)
    if not 7 <= len(digits) <= 15 or _card(text) or _DATE.match(text):
        return False
    if _DIAL.search(lead):
        return True
    if len(digits) < 9:
        return False
    if text.startswith("0.") or _NO_PHONE.fullmatch(text):
        return False
    return text.startswith(("+", "0", "(")) or bool(_GROUPED.fullmatch(text))


def _card(text: str) -> bool:
    if text[0] not in _FIRST_OF_CARDS or not _GROUPED_CARD.fullmatch(text):
        return False
    return luhn(_digits(text))


_DIALLED = 40  # characters before a number that tell that it is dialled
_FIRST_OF_CARDS = frozenset("23456")


def _digits(text: str) -> str:
    return text.translate(_SEPARATORS)
