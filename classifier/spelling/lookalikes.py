"""Characters read as what they look like: one spelling of each letter.

A character is taken in its Unicode compatibility form (NFKC, case folded) without
diacritics; the invisible ones vanish (Unicode TR 36 lists such tricks). Letters of
other scripts that look like Latin ones are read as Latin in words that hold Latin
letters too, never in words of their own script.
"""

import re
import unicodedata

from classifier.spelling.places import Reading
from classifier.spelling.vocabulary import count

# Letters that look like Latin ones in common fonts; chosen by eye, beginning with the
# single letters of Unicode's confusables.txt (Unicode License v3), in lower case.
_ALIKE = {
    "a": "ɑαаᎪᗅꓮᴀɐ⍺ⲁ",
    "b": "ƅьвβᏏᏴᗷꓐʙɓ",
    "c": "ᴄсⲥᏟꓚɔ¢ʗ",
    "d": "ԁᏧᎠᗞꓓᴅɗ",
    "e": "ҽеэεⲉᎬꓰᴇəɛǝє",
    "f": "ẝքϝᖴꓝƒꜰ",
    "g": "ɡցԍᏀᏳꓖɢǥ",
    "h": "һհнⲏᎻᕼꓧʜɥ",
    "i": "ɪɩιіⲓӏᎥꙇᴉ",
    "j": "ϳјᎫꓙᴊʝ",
    "k": "κкⲕᏦꓗᴋʞ",
    "l": "ǀⳑᏞᒪꓡʟɭӏⵏ",
    "m": "мϻⲙᎷꓟᴍɯ",
    "n": "ηոռпⲛиꓠɴŋ",
    "o": "ᴏοоօⲟσჿഠဝଠꓳө",
    "p": "рρⲣᏢꓑᴘ",
    "q": "ԛգզ",
    "r": "гʀᎡᏒᖇꓣяɹɾꭈⲅ",
    "s": "ѕꜱƽտᏚᏕꓢʂ",
    "t": "тτⲧᎢꓔᴛʇ",
    "u": "ᴜυսꓴʋцμ",
    "v": "ѵᴠνᏙꓦʌ",
    "w": "ѡᴡԝաωшщᎳᏔꓪʍ",
    "x": "хχⲭꓫ",
    "y": "уүγⲩʏɣꓬʎᎩ",
    "z": "ᴢᏃꓜʐ",
}
_LATIN = {alike: letter for letter, row in _ALIKE.items() for alike in row}
_TO_LATIN = str.maketrans(_LATIN)
_LETTERS_TO_LATIN = str.maketrans(
    {alike: letter for alike, letter in _LATIN.items() if alike.isalnum()}
)
# Letters that no living script's everyday words are made of: a word wholly of
# look-alikes is taken for Latin only with one of these.
_STRANGE = frozenset("ԁԛԝѡһӏѕѵɑɡᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɩ")
# What NFKC leaves alone or puts in brackets: letters in circles and squares.
_AT_ONCE = {
    chr(first + offset): chr(ord("a") + offset)
    for first in (0x1F110, 0x1F150, 0x1F170, 0x1F1E6, 0x249C, 0x1F130)
    for offset in range(26)
} | {
    "\u00b4": "'",
    "ϲ": "с",
    "Ϲ": "с",
}  # a sigma that looks like c, unlike its compatible form
_SPECIAL = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i"}
_SPECIAL |= {"ŧ": "t", "ð": "d", "þ": "th", "\u2019": "'", "\u02bc": "'", "`": "'"}

_INVISIBLE = frozenset(("Cf", "Cc", "Cs", "Co", "Cn"))
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Marks that go on any letter; those of scripts where marks are vowels stay.
_MARKS = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF)),
    *((0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF)),
)


def as_it_looks(written: str) -> Reading:
    """Characters in their plain form, read as Latin where they look so.

    >>> as_it_looks("\u0130dıо\u200bt")
    ('idiot', [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)])
    """
    letters = list(map(PLAIN.__getitem__, map(ord, written)))
    places = [(at, at + 1) for at, each in enumerate(letters) for _ in each]
    return latin("".join(letters)), places


def plain(character: str) -> str:
    """A character in lower case without ornament; "" when it cannot be seen.

    >>> [plain(each) for each in "Éﬁ①Ⓐж"]
    ['e', 'fi', '1', 'a', 'ж']
    """
    if character in _AT_ONCE:
        return _AT_ONCE[character]
    category = unicodedata.category(character)
    if category in _INVISIBLE or character in _BLANK_LETTERS:
        return ""
    if category == "Lo" and not unicodedata.decomposition(character):
        return character  # Chinese, Korean and what else has no ornament
    folded = unicodedata.normalize("NFKC", character).casefold()
    if not "\uac00" <= folded <= "\ud7a3":  # Korean syllables stay whole
        folded = unicodedata.normalize("NFD", folded)
    bare = "".join(_SPECIAL.get(each, each) for each in folded if not _is_mark(each))
    return "".join(bare.casefold().split())


def _is_mark(character: str) -> bool:
    place = ord(character)
    return any(first <= place <= last for first, last in _MARKS)


def latin(word: str) -> str:
    """A word of plain characters with look-alikes read as Latin; of equal length.

    >>> latin("idiоt"), latin("кот"), latin("аѕѕ")
    ('idiot', 'кот', 'ass')
    """
    if word.isascii() or not _TELLING.search(word):
        return word
    if not _THREE.search(word) and len(_RUN.findall(word)) > 2:
        # Letters parted by signs.
        letters = _ASCII_LETTER.search(word) or _is_strange(word)
        return word.translate(_TO_LATIN) if letters else word
    read = word.translate(_LETTERS_TO_LATIN)
    if read == word:
        return word
    is_strange = not _STRANGE.isdisjoint(word)
    posing = {
        run.start()
        for run in _GREEK.finditer(word)
        if count(read[run.start() : run.end()]) >= _COMMON
    }
    parts, at = list[str](), 0
    for run in _WITHOUT_ASCII.finditer(word):
        begin, end = run.span()
        if begin in posing or (is_strange and _is_strange(run.group())):
            continue
        parts.append(read[at:begin])
        parts.append(word[begin:end])
        at = end
    return "".join((*parts, read[at:]))


_RUN = re.compile(r"[\w@$!*]+")
_TELLING = re.compile(f"[a-zα-ω{''.join(_STRANGE)}]")  # without, none is Latin
_THREE = re.compile(r"[\w@$!*]{3}")
_WITHOUT_ASCII = re.compile(r"(?<![\w@$!*])(?:[^\Wa-z]|[@$!*])+(?![\w@$!*])")
_ASCII_LETTER = re.compile(r"[a-z]")
# An English word in Greek letters is posing, "ηοτ": no Greek word looks so. Cyrillic
# ones do ("вот", "bot"), so they are left.
_GREEK = re.compile(r"(?<![\w@$!*])[α-ω]{3,}(?![\w@$!*])")
_COMMON = 1000  # comments with such a word


def _is_strange(word: str) -> bool:
    """Whether it is made of look-alikes only, some of them of no everyday script."""
    if _STRANGE.isdisjoint(word):
        return False
    return all([letter in _LATIN for letter in word if letter.isalpha()])


class _Plain(dict[int, str]):
    """What `plain` makes of each code point; of white space a blank."""

    def __missing__(self, code: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()  # the common ones are soon back
        character = chr(code)
        self[code] = meant = " " if character.isspace() else plain(character)
        return meant


REMEMBERED = 8_192
"""Characters whose plain form is remembered; even Chinese uses no more in a day."""

PLAIN = _Plain({code: plain(chr(code)) for code in range(33, 127)})
"""As a table for `str.translate`."""
