"""Checks for abuse: each tells where in a comment it finds its kind.

All are patterns on the folded spelling (lower case, disguises undone), in one set that
is asked once for each comment; so nothing here is looked for twice. The words are of
our own compilation, from reading what newspapers' rules for comments forbid.
"""

from collections.abc import Mapping

from rules.facts import Spans
from rules.seen import NOWHERE, Seen

_INSULTS = (
    "idiots?|morons?|imbeciles?|cretins?|scum(?:bags?)?|assholes?|arseholes?|bastards?"
    "|dumbass(?:es)?|dimwits?|halfwits?|losers?|pigs?|vermin|retards?|twats?|wankers?"
    "|dickheads?|filth|trash|pathetic|bitch(?:es)?|cunts?"
)
_NAMES_CALLED = (
    "idiots?|morons?|imbeciles?|cretins?|scumbags?|assholes?|arseholes?|bastards?"
    "|dimwits?|halfwits?|twats?|wankers?|dickheads?|retards?"
)
_SLURS = (
    "nigg(?:er|a)s?|fagg?ots?|kikes?|spics?|chinks?|pakis?|gooks?|wetbacks?|ragheads?"
    "|towelheads?|trann(?:y|ies)|subhumans?"
)
_PEOPLE = (
    "muslims|jews|blacks|whites|immigrants|gays|christians|politicians|journalists"
    "|liberals|conservatives|refugees"
)
_THOSE_PEOPLE = (
    "they|these|those|immigrants|muslims|jews|blacks|gays|refugees|migrants|mexicans"
    "|arabs|gypsies"
)
_BEASTS = (
    "cockroach(?:es)?|rats|vermin|parasites|animals|apes|monkeys|savages|a plague"
    "|plague|a disease|subhuman"
)
_AUTHOR = "i(?:'ll| will|'m going to| am going to|'m gonna)|we(?:'ll| will)"
_HARM = "kill|shoot|stab|strangle|hunt|find|beat|hurt|burn|rape|murder"
_PUT_TO_DEATH = "shot|hanged|hung|lynched|executed|killed|gassed|put down"

PATTERNS: Mapping[str, str] = {
    "abuse.insults_aimed": (
        r"\b(?:you|u|ur|your|you're|youre|he|she|he's|she's|they're|they)\b"
        r"(?: are| r| is| was)?(?: all)?(?: an?| the| such an?| one)?"
        rf"(?: [a-z]+){{0,2}} (?:{_INSULTS})\b"
    ),
    "abuse.insults_called": (
        r"\b(?:what an?|bloody|filthy|stupid|dumb|fucking|f\*+ing|complete|total|utter)"
        rf" (?:{_NAMES_CALLED})\b"
    ),
    "abuse.slurs_aimed": (
        r"\b(?:you|u|your|these|those|filthy|dirty|fucking|bloody) (?:are )?(?:an? )?"
        rf"(?:all )?(?:filthy |dirty |fucking |stupid )?(?:{_SLURS})\b"
    ),
    "abuse.wishes_of_death": (
        r"\b(?:go(?: and)? (?:die|kill yourself|hang yourself)|(?:i )?hope"
        r" (?:you|he|she|they)(?: all)? (?:die|dies|rot|get cancer|get shot)|drop dead"
        r"|(?:you|he|she|they) (?:should|deserves? to|need to|ought to)"
        rf" (?:be (?:{_PUT_TO_DEATH})|die|hang|burn in hell)"
        r"|(?:should|deserves? to|needs? to|ought to|must) (?:all )?be"
        r" (?:shot|hanged|lynched|gassed|strung up|beheaded))\b"
    ),
    "abuse.threats": (
        rf"\b(?:{_AUTHOR}) (?:{_HARM}) (?:you|him|her|them|all of you|your)\b"
        r"|\b(?:watch your back|i know where (?:you|he|she|they) lives?"
        r"|we know where you live)\b"
    ),
    "abuse.calls_for_violence": (
        r"\b(?:kill|shoot|hang|gas|lynch|exterminate|burn|deport and shoot)"
        r" (?:them all|them|all (?:the |of )?(?:them|those|these) ?[a-z]*"
        rf"|all (?:{_PEOPLE}))\b"
    ),
    "abuse.dehumanising": (
        rf"\b(?:{_THOSE_PEOPLE})(?: people)? (?:are|breed like|multiply like)"
        rf" (?:all )?(?:just |like |nothing but )?(?:a )?(?:{_BEASTS})\b"
    ),
    "abuse.doxxing": (
        r"\b(?:(?:his|her|their) (?:home )?address is|(?:he|she) lives at \d"
        r"|here(?:'s| is) (?:his|her|their) (?:home )?(?:address|phone|number))\b"
    ),
    "abuse.sexual_harassment": (
        r"\b(?:send (?:me )?nudes|suck my (?:dick|cock|balls)"
        r"|show (?:us|me) your (?:tits|boobs)"
        r"|i(?:'d| would|'ll| will) (?:rape|fuck|bang|do) (?:her|you|him)"
        r"|(?:she|you) needs? (?:a good|to get) (?:fuck|fucked|laid|raped|raping))\b"
    ),
    "abuse.censored": (
        r"\bf[*]+(?:ck|k|cking|ing|er)?\b"
        r"|\b(?:c[*]+nt|sh[*]+t|b[*]+tch|a[*]+hole|n[*]+g+(?:a|er|\*+))\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


def insults_aimed(seen: Seen) -> Spans:
    """Insults said of somebody: the reader, the author, whom the article is about."""
    return seen.matches.get("abuse.insults_aimed", NOWHERE) + seen.matches.get(
        "abuse.insults_called", NOWHERE
    )


def slurs_aimed(seen: Seen) -> Spans:
    """Slurs that somebody is called, rather than quoted."""
    return seen.matches.get("abuse.slurs_aimed", NOWHERE)


def wishes_of_death(seen: Seen) -> Spans:
    """Death wished on somebody."""
    return seen.matches.get("abuse.wishes_of_death", NOWHERE)


def threats(seen: Seen) -> Spans:
    """Harm that the author says they will do."""
    return seen.matches.get("abuse.threats", NOWHERE)


def calls_for_violence(seen: Seen) -> Spans:
    """Calls to kill or hurt a group of people."""
    return seen.matches.get("abuse.calls_for_violence", NOWHERE)


def dehumanising(seen: Seen) -> Spans:
    """People compared with beasts or a disease."""
    return seen.matches.get("abuse.dehumanising", NOWHERE)


def doxxing(seen: Seen) -> Spans:
    """Where somebody lives, told to all."""
    return seen.matches.get("abuse.doxxing", NOWHERE)


def sexual_harassment(seen: Seen) -> Spans:
    """Sexual demands on somebody, or sexual violence wished on them."""
    return seen.matches.get("abuse.sexual_harassment", NOWHERE)


def censored(seen: Seen) -> Spans:
    """Words of abuse that the author starred."""
    return seen.matches.get("abuse.censored", NOWHERE)
