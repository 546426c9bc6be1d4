"""Checks for hatred of people for what they are: slurs, dehumanising, codes.

As in `abuse`, all are patterns on the folded spelling in one set, and the words are of
our own compilation, from what newspapers' rules for comments forbid. What another is
said to have said is left out (see `attribution`).
"""

import re
from collections.abc import Mapping

from rules.attribution import of_author, own
from rules.facts import Spans
from rules.seen import NOWHERE, Seen

_SLUR = (
    "(?:nigg(?:er|a)s?|fagg?ots?|fags?|kikes?|spics?|chinks?|pakis?|gooks?|wetbacks?"
    "|ragheads?|towelheads?|trann(?:y|ies)|subhumans?|coons?|darkies|beaners?|pikeys?"
    "|gyppos?|wogs?|shemales?|dykes?|camel jockeys?|sand niggers?|goatfuckers?|retards?"
    "|mongoloids?|spastics?|jigaboos?|zipperheads?|slant-?eyes|heebs?|yids?)"
)
_GROUP = (
    "(?:muslims|islamists|jews|blacks|whites|immigrants|illegals|migrants|refugees"
    "|asylum seekers|foreigners|mexicans|arabs|indians|pakistanis|asians|africans"
    "|gypsies|gays|lesbians|homosexuals|trans people|women|feminists|christians"
    "|catholics|hindus|the homeless|the disabled|politicians|journalists|liberals"
    "|conservatives|leftists|democrats|republicans|tories|zionists|israelis"
    "|palestinians|russians|turks|kurds|somalis|syrians|afghans|albanians|romanians"
    "|travellers|roma|queers|trannies|transgenders|black people|brown people|gay people"
    "|jewish people|illegal (?:immigrants|aliens)|these people|those people|such people"
    "|people like (?:you|him|her|them|that)|you people)"
)
# Whom comments hate for what they are, not for what they do.
_PEOPLE = (
    "(?:muslims|jews|blacks|whites|immigrants|illegals|migrants|refugees|asylum seekers"
    "|foreigners|mexicans|arabs|indians|pakistanis|asians|africans|gypsies|travellers"
    "|roma|gays|lesbians|homosexuals|queers|trannies|transgenders|trans people|women"
    "|females|feminists|hindus|sikhs|christians|catholics|somalis|syrians|afghans"
    "|albanians|romanians|poles|turks|chinese people|black people|brown people|gay "
    "people|jewish people|disabled people|fat people|the homeless|the disabled)"
)
_VERMIN = (
    "(?:cockroach(?:es)?|vermin|savages|a plague|plague|a disease|disease|subhumans?"
    "|sub-human|parasites|leeches|lice|locusts|filth|maggots|a virus|human garbage"
    "|human trash|human filth|a cancer|scum of the earth|untermenschen|rats|an "
    "infestation|an invasive species)"
)
_BEASTS = (
    f"(?:{_VERMIN}|animals|apes|monkeys|baboons|dogs|pigs|swine|beasts|insects|pests"
    "|termites|bacteria|germs|a tumou?r)"
)
_KIND = (
    "(?:muslim|islamic|jewish|black|brown|arab|african|mexican|immigrant|migrant|gypsy"
    "|non-?white|zionist|liberal|leftist|homosexual|refugee|illegal)"
)

PATTERNS: Mapping[str, str] = {
    "abuse.slurs": rf"\b{_SLUR}\b",
    "abuse.slurs_aimed": (
        r"\b(?:you|u|your|these|those|filthy|dirty|fucking|bloody|stupid|damn|goddamn"
        "|smelly|all) (?:are )?(?:an? )?(?:all )?(?:filthy |dirty |fucking |stupid "
        rf"|little |bloody )?{_SLUR}\b|\b(?:he|she|they)(?: is| are|'s|'re)(?: just| "
        rf"all| such)?(?: an?)?(?: filthy| dirty| fucking| stupid| little)? {_SLUR}\b"
        rf"|[,!.] (?:you )?{_SLUR}\W*$|^\W*{_SLUR}\W*$|\b(?:kill|hate|deport|ban|fuck) "
        rf"(?:all )?(?:the |these |those )?{_SLUR}\b"
    ),
    "abuse.dehumanising": (
        rf"\b{_KIND} {_VERMIN}\b|\b(?:muslim|islamic|jewish|arab|immigrant|migrant"
        "|gypsy|non-?white|nigger|groid|useless|heartless|filthy|disgusting|uncivilised"
        "|subhuman|sub-human) (?:animals|apes?|monkeys?|dogs|savages?|beasts|swine"
        r"|pigs)\b|\byou(?: (?:filthy|dirty|fucking|disgusting|non-?white|black|muslim"
        "|all))* (?:vermin|savages|apes|monkeys|animals|subhumans|cockroach(?:es)?"
        rf"|swine)\b|\bsub-?human (?:scum|filth|trash|thing|creature)s?\b|\b{_GROUP} "
        "(?:are|is|breed like|multiply like|behave like|live like|act like)(?: "
        "all)?(?: just| nothing but| no better than| worse than| little more than| "
        "literally)?(?: like| a| the)?(?: bunch of)?(?: filthy| wild| fucking| dirty)? "
        rf"{_BEASTS}\b|\b(?:they|these|those)(?: people| creatures)? (?:are|'re|breed "
        "like|multiply like)(?: all)?(?: just| nothing but| no better than| "
        rf"literally)?(?: like| a)? {_VERMIN}\b|\bthey're(?: all| just| nothing but)* "
        rf"{_VERMIN}\b|\b(?:they|these|those)(?: people)? are (?:nothing but|just|no "
        rf"better than|worse than|all|literally) {_BEASTS}\b|\b{_GROUP} (?:are (?:not"
        "|no|hardly|barely) (?:even )?(?:human|humans|people)|aren't (?:even )?(?:human"
        r"|people)|are (?:less than|sub-?)human|breed like|infest|swarm)|\b(?:swarms?"
        "|hordes?|plague|infestation|flood) of (?:filthy |illegal |muslim "
        ")*(?:immigrants|migrants|refugees|muslims|foreigners|jews|gypsies|arabs"
        r"|africans)\b|\b(?:black|brown|muslim|jewish|arab|faggot|nigger) (?:apes"
        r"|savages|subhumans|vermin|cockroach(?:es)?|parasites)\b|\b(?:they"
        f"|{_GROUP})(?: all| just)? (?:(?:act|acting|behave|behaving|breed"
        f"|breeding)(?: just)? like (?:wild |filthy )?{_BEASTS}|belongs? in (?:an? "
        "|the )?(?:zoos?|cages?|jungle|trees|sewers?|ovens?|gas chambers?|asylums?)"
        r"|(?:are|is) (?:genetically |racially |mentally )inferior)\b|\b(?:they|these"
        "|those)(?: people)? (?:are not|aren't|are hardly|are barely)(?: even)? "
        r"(?:human|humans|human beings)\b|\bare animals,? not (?:humans?|people)\b"
        rf"|\b(?:infested|overrun|swarming) (?:with|by) {_GROUP}\b|\b(?:kids|youths"
        "|teenagers|people|thugs|they|fans|protesters|that estate) are (?:all |just "
        "|nothing but )*(?:feral|rabid|filthy) (?:animals|dogs|beasts|rats|vermin"
        r"|pigs)\b|\b(?:these|those) (?:subhumans?|savages|untermenschen|(?:vermin"
        "|parasites|cockroaches|maggots) (?:should|deserve|need|must|belong|want|come "
        r"here))\b|\b(?:go|(?:send|ship|put) (?:them|him|her))(?: all)?(?: right| "
        "straight)? back (?:to|in) (?:the |their |your )?(?:jungle|zoo|trees|bush|mud "
        r"huts?|sandpit)\b|\b(?:you|he|she|they) looks? (?:just )?like (?:an? "
        r")?(?:apes?|monkeys?|chimps?|gorillas?|baboons?)\b"
    ),
    "abuse.against_groups": (
        rf"\b{_PEOPLE} (?:(?:should not|shouldn't|should never|must not) (?:be "
        "(?:allowed|in|teaching|near)|have (?:the )?(?:vote|right|kids|children)|vote"
        "|breed|exist)|should (?:all )?(?:be (?:deported|sterili[sz]ed|castrated"
        "|rounded up|locked up|sent back|kicked out|expelled|wiped out|banned from)|go "
        "back|leave)|(?:don't|do not|will never) belong (?:here|in our|in this|in the "
        "(?:west|army|office))|are (?:all |just |nothing but |basically |naturally "
        "|mostly )*(?:terrorists|rapists|criminals|thieves|paedophiles|pedophiles|pedos"
        "|perverts|predators|evil|disgusting|filthy|dirty|lazy|stupid|dumb|retarded"
        "|violent by nature|an abomination|abominations|mentally ill|sick in the head"
        "|scum|liars|whores|sluts|gold ?diggers|scroungers|trash|garbage|ruining"
        r"|destroying|taking over|invading|born (?:thieves|criminals|liars)))\b"
        r"|\b(?:women|a woman|females) belongs? (?:in|at) (?:the kitchen|home)\b|\b(?:i"
        "|we) (?:fucking |really |just )?(?:hate|despise|can't stand) (?:all |the "
        rf"|these )?{_PEOPLE}\b"
    ),
    "abuse.dog_whistles": (
        r"\(\(\( ?[a-z][a-z' -]{1,40}\)\)\)|\b14 ?/ ?88\b|^\W*1488\b|\b1488 "
        r"(?:brothers?|forever|gang)\b|\bhitler (?:was right|did nothing wrong|had the "
        "right idea|knew what|had a point|should(?:'ve| have) (?:finished|won|killed"
        r"|gassed)|didn't finish|missed)\b|\b(?:need|needs|want|bring back|too bad|pity"
        r"|shame|miss) (?:another |a new |that )?hitler\b|\bwhere(?:'s| is) hitler "
        r"when\b|\b(?:heil hitler|sieg heil|rahowa|day of the rope|blood and soil"
        "|white power|white genocide|great replacement|race war now|(?:jews|you) will "
        "not replace us|holohoax|six gorillion|holocaust (?:is|was) an? (?:hoax|lie"
        "|myth|scam)|synagogue of satan|it's ok(?:ay)? to be white|gas the [a-z]+"
        r"|basketball americans)\b|\b13 ?%? ?(?:/|do|does|doing|commits?|committing) "
        r"?(?:5\d|90)\b|\b13 ?(?:%|percent|per cent) of the population[^.!?]{1,30} 5\d "
        r"?(?:%|percent|per cent)|\bdespite (?:being |making up )?(?:only |just )?13\b"
        r"|\bjews (?:control|run|own|rule|are behind)\b|\b(?:jewish|zionist"
        r"|rothschild) (?:puppet ?masters?|cabal|bankers (?:control|run|own))\b"
        r"|\b(?:(?:you|they)(?: are|'re) (?:all |just )?groomers|ok groomer)\b"
        r"|\b(?:small|tiny) hats\b(?: (?:club|control|run|own|again))?|\bearly life "
        r"(?:section|check)\b|\bjoin the 41 ?%|\b(?:your|their|his) kind (?:are|is|do"
        r"|does)(?: not|n't) (?:welcome|wanted|belong)|\b(?:don't|do not) (?:want|need"
        r"|like) your kind\b|\bgo back to (?:africa|mexico|china|pakistan|india|poland"
        r"|israel|syria|somalia|your own country)\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


_WORD_OF = re.compile(
    r"\b(?:words?|terms?|slurs?|insults?|names?|called|calling|calls?|being called)(?: "
    "(?:me|him|her|us|them|someone|somebody|anyone|anybody|people|like|is|was|an?|my "
    r"\w+|the|dirty|filthy|fucking))* ?[\"'\u2018\u201c]?$",
    re.IGNORECASE,
)
# "The great replacement theory" is talked about, not preached.
_THEORY = re.compile(
    r"['\"\u2019\u201d]? (?:conspiracy|theory|myth|nonsense|narrative)"
)


def slurs_aimed(seen: Seen) -> Spans:
    """Slurs that somebody is called, rather than quoted."""
    return own(seen, "abuse.slurs_aimed")


def dehumanising(seen: Seen) -> Spans:
    """People compared with beasts or a disease, or said to be no people."""
    return own(seen, "abuse.dehumanising")


def slurs_reported(seen: Seen) -> Spans:
    """Slurs that another is said to have used, or that are only spoken about."""
    said = seen.matched("abuse.slurs")
    if not said:
        return NOWHERE
    text = seen.facts.text
    aimed = frozenset(of_author(text, said, _is_spoken_about))
    return tuple(place for place in said if place not in aimed)


def against_groups(seen: Seen) -> Spans:
    """Whole groups of people called bad, or said to be unwanted."""
    return own(seen, "abuse.against_groups")


def dog_whistles(seen: Seen) -> Spans:
    """Signs and sayings by which racists know each other: 1488, ((( )))."""
    return own(seen, "abuse.dog_whistles", but=_is_theory)


def _is_spoken_about(text: str, begin: int, end: int) -> bool:
    return bool(_WORD_OF.search(text, max(0, begin - 40), begin))


def _is_theory(text: str, begin: int, end: int) -> bool:
    return bool(_THEORY.match(text, end))
