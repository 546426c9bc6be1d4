"""Whose words something is: the author's own, or another's that the author tells of.

`"You are an idiot" is what he shouted` reports an insult and makes none; `I am such an
idiot` insults nobody else; `I never said you are an idiot` says that nobody was. What
is told here leaves such places out. It is about English, looks at a hundred characters
around a place, and leaves the rest to the classifier.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from rules.facts import Spans
from rules.seen import NOWHERE, Seen

_AROUND = 100  # characters before and behind a place that tell whose words it is
_MOST_PLACES = 15
"""Of one comment that are looked at; a hostile one has thousands, and those beyond
count as its author's own."""
_LONGEST_QUOTE = 500  # characters; what is longer is no quotation but lost marks

# First persons are left out: "I say you are" is said by the author.
_SAYING = (
    r"(?<!\bi )(?<!\bi'd )(?<!\bi'll )(?<!\bi will )(?<!\bi would )"
    r"\b(?:sa(?:id|ys?|ying)|tell(?:s|ing)?|told|shout(?:s|ed|ing)?|yell(?:s|ed|ing)?"
    r"|scream(?:s|ed|ing)?|call(?:s|ed|ing)?|wr(?:ote|ites?|itten)|tweet(?:s|ed|ing)?"
    r"|chant(?:s|ed|ing)?|repl(?:y|ies|ied)|answer(?:s|ed)|quot(?:es?|ed|ing)|heard"
    "|sprayed|named|label(?:s|led|ed)|brand(?:s|ed)|texted|muttered|read|reads"
    r"|text|claim(?:s|ed|ing)?)\b"
)
_REPORTED = re.compile(_SAYING, re.IGNORECASE)
_SAID_THINGS = re.compile(
    r"\b(?:banners?|graffiti|slogans?|headlines?|e-?mails?|letters?|messages?|signs?"
    r"|placards?|words?|phrase|term|insult|slur|tweets?|posts?|comments?|voicemail)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?<!\bi )(?<!\bi'd )(?<!\bi'll )(?<!\bi will )(?<!\bi would )"
    r"\b(?:called|calling|calls?|named|labell?ed|branded|told|tells|telling|asked"
    "|asks"
    r"|messaged|wanted|ordered|urged)"
    r" (?:me|us|him|her|them|people|everyone|my \w+|his \w+|her \w+|their \w+|the \w+"
    r"|an?)\b[\w ,:'\u2019]{0,25}$"
    r"|\b(?:those|people|comments|some) (?:saying|who say|that say|claiming)\b"
    r"[\w ,:'\u2019]{0,25}$"
    r"|\b(?:been|was|were|is|are|gets?|got|getting|being) (?:told|asked|ordered|called)"
    r"\b[\w ,:'\u2019]{0,25}$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|nobody|no one|without|don't|isn't)|n['\u2019]t) (?:\w+ ){0,3}"
    r"(?:sa(?:y|ying|id)|think(?:s|ing)?|believe|call(?:ed|ing)?|suggest(?:ing|ed)?"
    r"|statement|imply(?:ing)?|mean|claim(?:ed|ing)?)\b[\w ,'\u2019]{0,20}$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:i(?:['\u2019]?m| am| was|['\u2019]ve been| have been| felt| feel"
    "| look(?:ed)?| must be| must have been)"
    "|(?:made|makes|calls?|called) (?:me|myself)(?: look| feel)?|me)"
    r"(?: (?:like|such|just|being|an?|the|so|really|very|quite|one|all|as|look|feel))"
    r"{0,4} $",
    re.IGNORECASE,
)
_SELF_AFTER = re.compile(
    r"[ ,]*(?:that )?(?:i(?:['\u2019](?:m|ve|d))?|we(?:['\u2019](?:re|ve))?|am i"
    r"|was i|of me)\b",
    re.IGNORECASE,
)
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("\u2018", "\u2019"))
_OPENING = re.compile(r"(?<!\w)'(?=\w)")
_CLOSING = re.compile(r"(?<=[\w.,!?])'(?!\w)")


def own(
    seen: Seen, pattern: str, *, but: Callable[[str, int, int], bool] | None = None
) -> Spans:
    """Where a pattern is found in the author's own words about somebody else.

    Args:
        pattern: its name.
        but: tells, by the text and a place in it, what to leave out besides.
    """
    places = seen.matched(pattern)
    return of_author(seen.facts.text, places, but) if places else NOWHERE


def of_author(
    text: str, places: Spans, but: Callable[[str, int, int], bool] | None = None
) -> Spans:
    """Those of some places that are the author's own words about somebody else.

    >>> of_author("He shouted: 'you are an idiot'", ((13, 29),))
    ()
    >>> of_author("I shout: 'you are an idiot'", ((10, 26),))
    ((10, 26),)
    """
    quotes = _quotes(text)
    mine = (
        place
        for place in places[:_MOST_PLACES]
        if not (but and but(text, *place)) and _is_own(text, place, quotes)
    )
    return (*mine, *places[_MOST_PLACES:])


def before(text: str, at: int) -> str:
    """What is before a place in its sentence, a hundred characters at most."""
    near = text[max(0, at - _AROUND) : at]
    return near[max(map(near.rfind, ".!?\n;")) + 1 :]


def _is_own(
    text: str, place: tuple[int, int], quotes: Sequence[tuple[int, int]]
) -> bool:
    begin, end = place
    lead = before(text, begin)
    if _TOLD.search(lead) or _DENIED.search(lead) or _SELF.search(lead):
        return False
    if _SELF_AFTER.match(text, end, end + _AROUND):
        return False
    return not _is_quoted(text, place, quotes)


def _is_quoted(
    text: str, place: tuple[int, int], quotes: Sequence[tuple[int, int]]
) -> bool:
    """Whether it stands in quotation marks beside a word of saying."""
    for begin, end in quotes:
        if begin <= place[0] < end:
            around = (text[max(0, begin - 60) : begin], text[end : end + 60])
            return any(
                _REPORTED.search(each) or _SAID_THINGS.search(each) for each in around
            )
    return False


@lru_cache(maxsize=8)  # all patterns of one comment ask for them
def _quotes(text: str) -> Spans:
    """Where quotations are, with their marks, in time linear in the text."""
    singles = _single_quotes(text) if "'" in text else ()
    return (*_pairs_of_quotes(text), *singles)


def _pairs_of_quotes(text: str) -> Iterator[tuple[int, int]]:
    for opening, closing in _PAIRS:
        at = 0
        while (begin := text.find(opening, at)) >= 0:
            end = text.find(closing, begin + 1)
            if end < 0:
                break
            if end - begin <= _LONGEST_QUOTE:
                yield begin, end + 1
            at = end + 1


def _single_quotes(text: str) -> Iterator[tuple[int, int]]:
    closings = [found.start() for found in _CLOSING.finditer(text)]
    number, last = 0, 0
    for found in _OPENING.finditer(text):
        begin = found.start()
        while number < len(closings) and closings[number] <= begin:
            number += 1
        if number == len(closings):
            return
        if begin >= last and closings[number] - begin <= _LONGEST_QUOTE:
            last = closings[number] + 1
            yield begin, last
