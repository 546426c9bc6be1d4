"""Checks for death and violence: threatened, wished, called for, urged on somebody.

As in `abuse`, all are patterns on the folded spelling in one set, and the words are of
our own compilation from what newspapers' rules for comments and the advice of helplines
forbid. What another is said to have said is left out (see `attribution`).
"""

import re
from collections.abc import Mapping

from rules.attribution import before, own
from rules.facts import Spans
from rules.seen import NOWHERE, Seen

_I_WILL = (
    "(?:i(?:'ll|ll| will| would|'d|'m going to| am going to|'m gonna| am gonna"
    "|'m about to|'d love to| would love to| want to| wanna| swear i'll)|we(?:'ll"
    "| will|'re going to| are going to)|imma|ima|gonna)"
)
_SOMEBODY = "(?:you|him|her|them|you all|all of you|your (?:family|kids|children|wife))"
_HARM = (
    "(?:kill|shoot|stab|strangle|murder|rape|behead|skin|torture|hurt|slaughter"
    "|choke|lynch)"
)
_LIMB = "(?:face|head|skull|teeth|legs?|arms?|neck|jaw|nose|fingers|kneecaps?|bones)"
_PUT_TO_DEATH = (
    "(?:shot|hanged|hung|lynched|executed|killed|gassed|put down|beheaded|strung up"
    "|drowned|burned alive|stoned|raped|choked|castrated|neutered|sterilised"
    "|sterilized|slapped|beaten up|flogged|whipped|stabbed|put out of (?:his|her|their"
    "|your) misery|put against (?:a|the) wall|taken out and shot)"
)
_HANGED = (
    "(?:all |just )?(?:shot|hanged|lynched|gassed|strung up|beheaded|burned alive"
    "|put against (?:a|the) wall|taken out and shot)"
)
_SOMEONE = (
    "(?:someone|somebody|anybody|anyone) (?:should|needs to|ought to|has to|please"
    "|must)"
)
_THEY = "(?:you|he|she|they)"
_DESERVE = "(?:should(?: all| just)?|deserves? to|needs? to|ought to|must)"
_GROUPS = (
    "(?:muslims|islamists|jews|blacks|whites|immigrants|illegals|migrants|refugees"
    "|asylum seekers|foreigners|mexicans|arabs|indians|pakistanis|asians|africans"
    "|gypsies|gays|lesbians|homosexuals|queers|trans people|feminists|women|men"
    "|christians|catholics|hindus|sikhs|homeless|politicians|journalists|reporters"
    "|liberals|conservatives|leftists|democrats|republicans|tories|zionists|israelis"
    "|palestinians|russians|ukrainians|turks|kurds|bankers|cops|judges|teachers"
    "|criminals|traitors|doctors)"
)
_YOURSELF = "(?:yourself|your ?self|urself|ur self|yourselves|yoself)"
_FAVOUR = (
    "do (?:us|me|everyone|everybody|the world|humanity|yourself|your family"
    "|society) (?:all )?a favou?r(?:,)?(?: and)?(?: just)?(?: go)?(?: and)?"
)
# What is beyond doubt, whoever says it; and what also is said of meetings and friends.
_KILL_YOURSELF = (
    "(?:(?:kill|hang|neck|drown|shoot|rope|gas|off|end|cut|unalive"
    f"|poison) {_YOURSELF}|jump off (?:a|the|some|your) ?(?:nearest |high "
    "|tall )?(?:bridge|building|roof|cliff|balcony|tower|pier)|jump (?:in front of"
    "|under) (?:a|the) (?:train|bus|truck|lorry|car|tram)|walk into traffic"
    "|play (?:in|on the) (?:traffic|motorway|freeway)|(?:drink|swallow|chug"
    "|eat) (?:some |a bottle of |the |a )?(?:bleach|antifreeze|poison|cyanide|bullet"
    "|rat poison|petrol|gasoline)|take (?:all )?your pills"
    "|slit your (?:own )?(?:wrists?|throat)|stick your head in (?:an?|the) oven"
    "|blow your (?:own )?brains out|put a (?:gun|bullet) (?:in|to"
    "|through) your (?:mouth|head)|(?:take|end) your (?:own )?life)"
)
_DIE = "(?:die|drop dead|end it|drown|hang|jump|disappear forever)"
_GO = (
    "(?:go|please|just|so|now go|why (?:don't|dont|not"
    "|haven't)(?: you)?(?: just)?(?: go)?(?: and)?|you (?:should|need to|have to"
    "|ought to|must)(?: all)?(?: really)?(?: just)?(?: go)?(?: and)?|go (?:and"
    "|ahead and|away and))"
)

PATTERNS: Mapping[str, str] = {
    "abuse.threats": (
        rf"\b{_I_WILL} (?:fucking |personally |literally )?{_HARM} {_SOMEBODY}\b"
        rf"|\b{_I_WILL} (?:find (?:you|him|her|them) and|come (?:for|after) (?:you|him"
        "|her|them)|make (?:you|him|her|them) (?:pay|suffer|bleed|disappear"
        rf"|regret))\b|\b{_I_WILL} (?:smash|break|kick|bash|cave|slit|cut|punch|rip"
        f"|blow|beat) (?:in )?(?:your|his|her|their) (?:fucking |stupid )?(?:{_LIMB}"
        rf"|throats?|brains|house)|\b{_I_WILL} (?:beat|kick) (?:the (?:shit|crap"
        rf"|hell) out of )?{_SOMEBODY} (?:up|to death|senseless|to a pulp)\b"
        rf"|\b{_I_WILL} (?:put a bullet in|burn down|bomb|blow up|set fire to) (?:you"
        r"|him|her|them|your|his|her|their|the [a-z]+)\b"
        r"|\b(?:watch your back|sleep with one eye open|your days are numbered|(?:i"
        "|we) know where (?:you|he|she|they) (?:lives?|works?|sleeps?)|(?:i"
        "|we) know where your (?:kids|children|family|daughter|son|wife|mother)"
        "|you(?:'re| are) (?:a )?dead (?:man|meat|woman)|(?:i'm|i am|we're"
        "|we are) coming for (?:you|him|her|your)|you(?:'ll| will) (?:pay"
        "|regret this|be sorry|be next) (?:for this )?with your (?:life|blood)"
        r"|accidents happen to people like you|nice (?:family|house|kids) you have)\b"
        rf"|\b{_I_WILL} (?:fucking )?(?:kick|beat|whoop|bust|kill|hunt) (?:ur|yo|your"
        "|his|her|their|you|him)(?: (?:fucking|little|sorry|stupid))? (?:ass|arse"
        rf"|face|head|down)\b|\b{_I_WILL} (?:come|go|drive) (?:over )?to (?:your|his"
        r"|her|their) (?:house|home|office|work|school)\b"
        r"|\bif i (?:ever )?(?:find|catch) (?:you|u|him|her) (?:on|in|outside|alone"
        r"|again|i)\b|\byou(?:'re| are|r|)? (?:(?:gonna|gon) die|(?:gonna|going to"
        r"|gon) (?:bleed|get (?:hurt|killed|shot|stabbed|what's coming|fucked up)))\b"
        r"|\b(?:find|catch) (?:you|your [a-z ]*ass) and (?:kill|hurt|beat|stab"
        r"|shoot)\b"
    ),
    "abuse.wishes_of_death": (
        rf"\b(?:hope|wish|pray) (?:that )?{_THEY}(?: all| both)? (?:(?:would |will "
        "|just |slowly |'d )?(?:die|dies|rots?|burns? in|drowns?|suffers?|chokes?)"
        "|(?:gets? |got )(?:cancer|aids|shot|raped|killed|stabbed|hit by|run over"
        r"|beheaded|murdered)|(?:were|was|are|is) (?:dead|never born))\b"
        r"|\b(?:hope|wish|pray) your (?:kids?|children|whole family|family|mother|mum"
        "|mom|daughter|son|house|plane|dog|cat) (?:dies?|gets?|burns?|crash(?:es)?"
        rf"|suffers?|rots?)\b|\b{_THEY} {_DESERVE} (?:be {_PUT_TO_DEATH}|die|hang"
        rf"|swing|burn in hell|rot)\b|\b{_DESERVE} (?:be {_HANGED}|hang for|(?:rot"
        r"|burn) in hell|swing from)\b|\bgo (?:and |away and )?die\b"
        r"|^\W*(?:just )?end it already\W*$|\bdrop dead\b"
        r"|\b(?:rot|burn|die) in (?:hell|a fire|pain|agony)\b"
        r"|\bdie (?:slowly|screaming)|\b(?:deserves?|needs?"
        r"|get) (?:to get )?a bullet\b|\bbullet (?:in|through|to) (?:his|her|your"
        r"|their) (?:fucking )?(?:head|brain|skull|neck)\b"
        rf"|\b{_SOMEONE} (?:just )?(?:shoot|kill|off|strangle|assassinate|stab|hang"
        "|execute|drown|bomb|put down) (?:him|her|them|you|this|that|these|those"
        r"|the)\b|\b(?:can't|cannot) wait (?:for|until|till) (?:you|he|she|they|him"
        r"|her|them)(?: all)?(?: to)? (?:die|dies|drop dead|croak|croaks)\b"
        r"|\b(?:your|his|her) mother should have (?:aborted|swallowed|drowned)\b"
        r"|\b(?:you|he|she) (?:should've|should have) (?:been (?:aborted"
        r"|drowned at birth)|never been born|died)\b"
        r"|\bstring (?:him|her|them) up\b|\b(?:pity|shame"
        r"|too bad) (?:that )?(?:the )?(?:shooter|gunman|bullet|bomb|sniper) missed\b"
        r"|^\W*die\b[ ,]*(?:you [a-z]+|slowly|already)?\W*$"
        r"|\bdeath to (?:you|him|her)\b|\bworld (?:is|would be|'d be"
        "|will be) (?:a )?(?:much )?better (?:place )?(?:off )?without (?:him|her"
        "|them|people like (?:you|him|her|them))"
    ),
    "abuse.calls_for_violence": (
        r"\b(?:kill|shoot|hang|gas|lynch|exterminate|slaughter|behead|nuke|bomb|burn"
        "|drown|eradicate|execute|string up|stone) (?:them all|em all"
        "|the lot of them|every (?:last |single )?(?:one|last) of them"
        "|all of (?:them|these|those)|(?:all |every |the |those |these |all the "
        f"|all these |all those ){_GROUPS}|every (?:muslim|jew|immigrant|migrant"
        r"|refugee|politician|journalist|banker|liberal|zionist))\b"
        rf"|\bonly good [a-z]+ is a dead\b|\bdeath to (?:all )?(?:the )?{_GROUPS}\b"
        r"|\b(?:line|stand|put) (?:them|him|her|these"
        "|those)(?: all)? (?:up )?(?:and shoot|against (?:a|the) wall|up against)"
        r"|\b(?:time|need|want|have|going|got) to (?:start )?(?:kill|shoot|hang|lynch"
        f"|shooting|killing|hanging) (?:the |these |those |some )?(?:{_GROUPS}"
        r"|them)\b|\bbring back the (?:guillotine|gallows|noose|gas chambers?"
        r"|firing squads?) for\b|\bback (?:in|in)?to the (?:ovens|gas chambers?)\b"
        r"|\b(?:in|to|into) the gas chambers? with\b"
        rf"|\b(?:run|mow) (?:them|these|those|the {_GROUPS})(?: all)? (?:over|down)\b"
        r"|\b(?:burn|torch|bomb|firebomb|blow up) (?:down )?(?:the|every|all|their"
        "|that|this) (?:mosques?|churches|church|synagogues?|hostels?"
        r"|asylum (?:homes?|hotels?)|hotels?|parliament|embassy)\b"
    ),
    "abuse.self_harm_urged": (
        rf"\b(?:kill|hang|neck|drown|shoot|rope|gas|unalive) {_YOURSELF}\b"
        rf"|\bkys\b|\b{_FAVOUR} (?:{_KILL_YOURSELF}|{_DIE})\b"
        rf"|\b{_GO} {_KILL_YOURSELF}\b|\b(?:drink|swallow) (?:some )?(?:bleach"
        r"|antifreeze|cyanide)(?:,? you\b|,? and die)"
        r"|^\W*(?:drink bleach|eat a bullet)\W*$|\byou (?:should|could|need to"
        r"|ought to) (?:just |please )?end it (?:all|already|now)\b"
        r"|\b(?:world|everyone|everybody|family|we|they|planet|kids"
        "|society)(?: all)? ?(?:is|are|would|will|'d|'ll)(?: all)?(?: be)? (?:so "
        "|much |far |a lot |a |all )*(?:better|happier"
        r"|nicer)(?: place)?(?: off)? (?:without you\b(?: in it| here)?"
        "|if you (?:were|was|just) (?:dead|gone|die|died|not here)"
        r"|once you'?re (?:dead|gone))|\b(?:nobody|no one|noone"
        "|no-one)(?: here)? (?:would|will|'d|'ll|is going to) (?:ever "
        "|even )?(?:miss you|cry (?:for you|at your funeral)|care if you (?:die|died"
        "|killed|were dead|are dead)|notice if you (?:died|were dead))"
        r"|\byou(?:'d| would|'re| are) (?:be )?better off dead\b"
        r"|\b(?:slit|cut) your (?:own )?(?:wrists?|throat)\b"
        r"|\byour (?:life|existence) is (?:worthless|not worth)(?:[, a-z]*) end it\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""

_FILM = re.compile(
    r"\b(?:film|movie|scene|video|photo|picture|portrait|documentary|series)s?\b", re.I
)
# "I will shoot him an e-mail", "we will find him and arrest him".
_ERRAND = re.compile(
    r" (?:an? )?(?:e-?mail|message|text|note|line|look)\b| (?:arrest|charge|tell|ask"
    r"|help|thank|bring|give|show)\b|,? (?:say|said|says) ",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:want(?:s|ed)?|tried|tries|trying|plan(?:s|ned)?|vow(?:s"
    "|ed)?|plot(?:s|ted)?|threaten(?:s|ed)?|order(?:s|ed)?|urg(?:es|ed)|calls?"
    r"|called|refused|supposed|going)(?: \w+){0,2} to $"
    r"|\b(?:he|she|they|who|that|which|it|did|does|do not|don't|didn't|cannot|can't"
    r"|not|never|nobody|hitler|stalin|nazis|soldiers|terrorists)(?: \w+)? $",
    re.IGNORECASE,
)
_NOT_URGED = re.compile(
    r"(?:\b(?:want(?:ed|ing|s)? to|try(?:ing)? to|tried to|going to|gonna|how to"
    "|if you|when you|before you|don't|dont|do not|never|not to|not|without"
    "|you might|you may|you could|you'll|you will|you'd|thoughts? of|urge to"
    "|no need to|nobody should|(?:told|asked|ways|easy|easier|wrong|bad|sad"
    r"|stupid) to)|n['\u2019]t(?: have to| need to)?)(?: (?:ever|just|even|please|go"
    r"|and|try to))*\W*$",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\b(?:samaritans|hotline|helpline|lifeline|crisis line|seek help|get help"
    r"|talk to (?:someone|somebody)|please call|116 ?123|988)\b",
    re.IGNORECASE,
)


def wishes_of_death(seen: Seen) -> Spans:
    """Death wished on somebody; films that should be shot are left."""
    return own(seen, "abuse.wishes_of_death", but=_is_of_a_film)


def threats(seen: Seen) -> Spans:
    """Harm that the author says they will do; "this will kill him" is none."""
    return own(seen, "abuse.threats", but=_is_errand)


def calls_for_violence(seen: Seen) -> Spans:
    """Calls to kill or hurt a group of people, or to burn their houses.

    Animals and plants are no people; what others want or did is no call.
    """
    return own(seen, "abuse.calls_for_violence", but=_is_told_of)


def self_harm_urged(seen: Seen) -> Spans:
    """Somebody told to harm or kill themselves, or that they had better be dead.

    Leaves what is not urged ("if you want to kill yourself") and whatever names a
    helpline.
    """
    if "abuse.self_harm_urged" not in seen.matches or _HELP.search(seen.facts.text):
        return NOWHERE
    return own(seen, "abuse.self_harm_urged", but=_is_not_urged)


def _is_of_a_film(text: str, begin: int, end: int) -> bool:
    return bool(_FILM.search(text, max(0, begin - 40), begin))


def _is_errand(text: str, begin: int, end: int) -> bool:
    return bool(_ERRAND.match(text, end))


def _is_told_of(text: str, begin: int, end: int) -> bool:
    return bool(_TOLD_OF.search(before(text, begin)))


def _is_not_urged(text: str, begin: int, end: int) -> bool:
    return bool(_NOT_URGED.search(before(text, begin)))
