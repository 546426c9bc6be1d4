"""Checks for death and violence: threatened, wished on somebody, called for.

As in `abuse`, all are patterns on the folded spelling in one set, and the words are of
our own compilation from what newspapers' rules for comments and the advice of helplines
forbid. What another is said to have said is left out (see `attribution`).
"""

import re
from collections.abc import Mapping

from rules.attribution import before, own
from rules.facts import Spans
from rules.seen import Seen

_I_WILL = (
    "(?:i(?:'ll|ll| will| would|'d|'m going to| am going to|'m gonna| am gonna|'m "
    "about to|'d love to| would love to|'d like to| would like to| want to| wanna| "
    "swear i'll)|i?m (?:going to|gonna)|am (?:going to|gonna)|we(?:'ll| will|'re going "
    "to| are going to)|imma|ima|gonna)"
)
_SOMEBODY = "(?:you|him|her|them|you all|all of you|your (?:family|kids|children|wife))"
_HARM = (
    "(?:kill|shoot|stab|strangle|murder|rape|behead|skin|torture|hurt|slaughter|choke"
    "|lynch|flay|butcher|gut|maim|disembowel|decapitate|dismember|castrate"
    "|terrori[sz]e)"
)
_LIMB = "(?:face|head|skull|teeth|legs?|arms?|neck|jaw|nose|fingers|kneecaps?|bones)"
_PUT_TO_DEATH = (
    "(?:shot|hanged|hung|lynched|executed|killed|gassed|put down|beheaded|strung up"
    "|drowned|burned alive|stoned|raped|choked|castrated|neutered|sterilised|sterilized"
    "|slapped|beaten up|flogged|whipped|stabbed|put out of (?:his|her|their|your) "
    "misery|put against (?:a|the) wall|taken out and shot)"
)
_HANGED = (
    "(?:all |just )?(?:shot|hanged|lynched|gassed|strung up|beheaded|burned alive|put "
    "against (?:a|the) wall|taken out and shot)"
)
_SOMEONE = (
    "(?:someone|somebody|anybody|anyone) (?:should|needs to|ought to|has to|please"
    "|must)"
)
_THEY = "(?:you|he|she|they)"
_DESERVE = "(?:should(?: all| just)?|deserve[sd]? to|needs? to|ought to|must)"
_GROUPS = (
    "(?:muslims|islamists|jews|blacks|whites|immigrants|illegals|migrants|refugees"
    "|asylum seekers|foreigners|mexicans|arabs|indians|pakistanis|asians|africans"
    "|gypsies|gays|lesbians|homosexuals|queers|trans people|feminists|women|men"
    "|christians|catholics|hindus|sikhs|homeless|politicians|journalists|reporters"
    "|liberals|conservatives|leftists|democrats|republicans|tories|zionists|israelis"
    "|palestinians|russians|ukrainians|turks|kurds|bankers|cops|judges|teachers"
    "|criminals|traitors|doctors)"
)
PATTERNS: Mapping[str, str] = {
    "abuse.threats": (
        rf"\b{_I_WILL} (?:fucking |personally |literally )?{_HARM} {_SOMEBODY}\b"
        rf"|\b{_I_WILL} (?:find (?:you|him|her|them) and|come (?:for|after) (?:you|him"
        r"|her|them)|make (?:you|him|her|them) (?:pay|suffer|bleed|disappear|regret))\b"
        rf"|\b{_I_WILL} (?:smash|break|kick|bash|cave|slit|cut|punch|rip|blow|beat) "
        f"(?:in )?(?:your|his|her|their) (?:fucking |stupid )?(?:{_LIMB}|throats?"
        rf"|brains|house)|\b{_I_WILL} (?:beat|kick) (?:the (?:shit|crap|hell) out of "
        rf")?{_SOMEBODY} (?:up|to death|senseless|to a pulp)\b|\b{_I_WILL} (?:put a "
        "bullet in|burn down|bomb|blow up|set fire to) (?:you|him|her|them|your|his|her"
        r"|their|the [a-z]+)\b|\b(?:watch your back|sleep with one eye open|your days "
        "are numbered|(?:i|we) know where (?:you|he|she|they) (?:lives?|works?|sleeps?)"
        "|(?:i|we) know where your (?:kids|children|family|daughter|son|wife|mother)"
        "|you(?:'re| are) (?:a )?dead (?:man|meat|woman)|(?:i'm|i am|we're|we are) "
        "coming for (?:you|him|her|your)|you(?:'ll| will) (?:pay|regret this|be sorry"
        "|be next) (?:for this )?with your (?:life|blood)|accidents happen to people "
        rf"like you|nice (?:family|house|kids) you have)\b|\b{_I_WILL} (?:fucking "
        ")?(?:kick|beat|whoop|bust|kill|hunt) (?:ur|yo|your|his|her|their|you|him)(?: "
        rf"(?:fucking|little|sorry|stupid))? (?:ass|arse|face|head|down)\b|\b{_I_WILL} "
        "(?:come|go|drive) (?:over )?to (?:your|his|her|their) (?:house|home|office"
        r"|work|school)\b|\bif i (?:ever )?(?:find|catch) (?:you|u|him|her) (?:on|in"
        r"|outside|alone|again|i)\b|\byou(?:'re| are|r|)? (?:(?:gonna|gon) die|(?:gonna"
        "|going to|gon) (?:bleed|get (?:hurt|killed|shot|stabbed|what's coming|fucked "
        r"up)))\b|\b(?:find|catch) (?:you|your [a-z ]*ass) and (?:kill|hurt|beat|stab"
        r"|shoot)\b|\b(?:you(?:'d| had)? |u )?better (?:watch (?:out|your back"
        "|yourself) (?:when|tonight|tomorrow|on your way|outside)|start running|sleep "
        r"lightly|lock your doors?|hope i (?:never|don't))\b|\b(?:eat|eating|drink"
        r"|drinking|feeding) (?:your (?:food|meals|dinner) )?through a straw\b"
        rf"|\bsnitches (?:get|end up) (?:stitches|in ditches)\b|\b{_I_WILL} (?:slap"
        "|punch|smack|headbutt|knife|gut|drown|burn|bury|end|destroy|fuck up) you(?: "
        r"(?:in the|up|alive|in|so hard|into|if|next)|\W*$)|\b(?:i'd|i would|would) "
        "(?:love|like) to (?:slap|punch|smack|kick|strangle|throttle|shoot|stab|whip"
        r"|beat up) (?:her|him|you|them|that|this)\b|\b(?:i know|we know|we've got"
        r"|i've got|i have|we have) (?:your|his|her) (?:home |exact )?address\b"
        r"|\b(?:you|he|she|they)(?:'ll| will|'re going to| are going to) (?:get|have) "
        "(?:what(?:'s| is) coming|(?:your|his|her|their) (?:throat|head|legs|teeth"
        r"|face))\b|\byou(?:'ll| will) (?:wake up dead|end up (?:dead|in a (?:ditch|box"
        r"|coffin|body bag|wheelchair|hospital)))\b|\b(?:see|meet|waiting for|wait "
        r"for) you (?:outside|in the car park|after dark) (?:tonight|and)\b|\bwe(?:'ll"
        "| will) (?:be waiting|meet you in the dark|see how (?:brave|tough|big) you "
        r"are)\b|\b(?:would be|'d be|it'd be) a (?:shame|pity) if (?:something"
        r"|anything) (?:were to )?happen(?:s|ed)? to\b|\bcount your (?:days|blessings "
        r"while)\b|\b(?:punch|slap|hit|kick|smack|shoot|stab|knee) (?:her|him|you|them"
        "|this [a-z]+|that [a-z]+) (?:right )?(?:in|into|on) the (?:head|face|mouth"
        r"|teeth|stomach|throat|nuts|balls|jaw|gut)\b|\b(?:cut|chop|rip|tear) (?:off "
        r")?(?:your|his|her) (?:[a-z]+ )?(?:head|balls|dick|tongue|hands?|throat)\b(?: "
        r"off| out)?|\bfinish your life\b|\btick tock,? (?:motherfucker|bitch|you)\b"
    ),
    "abuse.wishes_of_death": (
        rf"\b(?:hope|wish|pray) (?:that )?{_THEY}(?: all| both)? (?:(?:would |will "
        "|just |slowly |'d )?(?:die|dies|rots?|burns? in|drowns?|suffers?|chokes?)"
        "|(?:gets? |got )(?:cancer|aids|shot|raped|killed|stabbed|hit by|run over"
        r"|beheaded|murdered)|(?:were|was|are|is) (?:dead|never born))\b|\b(?:hope|wish"
        "|pray) your (?:kids?|children|whole family|family|mother|mum|mom|daughter|son"
        r"|house|plane|dog|cat) (?:dies?|gets?|burns?|crash(?:es)?|suffers?|rots?)\b"
        rf"|\b{_THEY} {_DESERVE} (?:be {_PUT_TO_DEATH}|die|hang|swing|burn in hell"
        rf"|rot)\b|\b{_DESERVE} (?:be {_HANGED}|hang for|(?:rot|burn) in hell|swing "
        r"from)\b|\bgo (?:and |away and )?die\b|^\W*(?:just )?end it already\W*$"
        r"|\bdrop dead\b|\b(?:rot|burn|die) in (?:hell|a fire|pain|agony)\b|\bdie "
        r"(?:slowly|screaming)|\b(?:deserves?|needs?|get) (?:to get )?a bullet\b"
        r"|\bbullet (?:in|through|to) (?:his|her|your|their) (?:fucking )?(?:head|brain"
        rf"|skull|neck)\b|\b{_SOMEONE} (?:just )?(?:shoot|kill|off|strangle|assassinate"
        "|stab|hang|execute|drown|bomb|put down) (?:him|her|them|you|this|that|these"
        r"|those|the)\b|\b(?:can't|cannot) wait (?:for|until|till) (?:you|he|she|they"
        r"|him|her|them)(?: all)?(?: to)? (?:die|dies|drop dead|croak|croaks)\b"
        r"|\b(?:your|his|her) mother should have (?:aborted|swallowed|drowned)\b"
        r"|\b(?:you|he|she) (?:should've|should have) (?:been (?:aborted|drowned at "
        r"birth)|never been born|died)\b|\bstring (?:him|her|them) up\b|\b(?:pity|shame"
        r"|too bad) (?:that )?(?:the )?(?:shooter|gunman|bullet|bomb|sniper) missed\b"
        r"|^\W*die\b[ ,]*(?:you [a-z]+|slowly|already)?\W*$|\bdeath to (?:you|him"
        r"|her)\b|\bworld (?:is|would be|'d be|will be) (?:a )?(?:much )?better "
        "(?:place )?(?:off )?without (?:him|her|them|people like (?:you|him|her|them))"
        r"|\bfinds? your (?:dead )?(?:body|corpse)\b|\b(?:leave|leaving|go home"
        "|carried out|taken (?:out|away)) in an? (?:ambulance|body ?bag|coffin|wooden "
        r"box|hearse)\b|\b(?:shame|pity|surprised) (?:that )?(?:nobody|no one|somebody "
        "hasn't|someone hasn't) (?:has |had )?(?:already )?(?:burn(?:ed|t)|bombed|shot"
        r"|killed|stabbed|torched|hanged)\b|\b(?:eat shit|fuck off|go away|crawl off) "
        r"and die\b|\bmay (?:you|he|she|they) (?:all )?(?:die|rot|burn)\b|\bdie in an? "
        r"(?:fucking |grease |car )+fire\b|\b(?:should|needs? to|ought to)(?: really| "
        "just| all)?(?: go)?(?: and)? (?:kill|hang|off|shoot|drown|choke|neck) "
        r"(?:himself|herself|themselves|themself)\b|\b(?:hope|wish|pray) (?:that "
        ")?(?:some(?:one|body)|any(?:one|body)) (?:kills|shoots|rapes|stabs|murders"
        "|strangles|runs over|beats|punches|burns|bombs) (?:you|him|her|them|this|that"
        r"|the)\b|\b(?:wish|wished|hope) (?:he|she|they|you)(?:'d| had| would)? (?:get"
        r"|got|been) (?:hit by|run over|shot|killed|raped|stabbed|murdered)\b|\b(?:hope"
        "|wish) (?:his|her|your|their) (?:whole |entire |fucking )*(?:family|kids"
        r"|house) (?:gets?|get) (?:murdered|killed|raped|shot|cancer)\b|\bneeds? a "
        r"rope (?:around|round)\b|\b(?:hanged|hung|strung up|swing(?:ing)?|dangl(?:e"
        "|ing)|hang(?:ing)?) from (?:an? |the |every |their )?(?:nearest "
        ")?(?:lamp[ -]?posts?|trees?|gallows|rafters|bridges?|yardarm|street "
        r"?lights?)\b|\b(?:put|see) (?:you|him|her|them|this [a-z]+|that [a-z]+|these "
        "[a-z]+) (?:all )?(?:six feet under|in (?:the ground|an? (?:coffin|grave|box"
        r"|body ?bag)|(?:his|her|their|your) (?:grave|coffin)))\b|(?:^|[.!?\n] "
        "?)(?:please |just |now )?(?:fucking |can we )?(?:hang|shoot|lynch|kill|behead"
        "|execute|strangle|gut|gas|drown|stab|stone|string up|burn) (?:her|him|the "
        "(?:bitch|bastard|witch|traitor|bastards|traitors)|this (?:bitch|bastard"
        "|traitor))(?: too| all| now| and be done| and put us| with a| in the (?:head"
        r"|face|streets?))?\W*(?:$|[.!,\n]| and )|\b(?:needs?|deserves?|wants?) "
        "(?:(?:to be|being) (?:punched|beaten|kicked|smacked|shut up for good)|(?:an? "
        ")?(?:good |hard |bloody |real |proper |swift )*(?:beating|kicking|bullet"
        "|hiding|noose|punch in the [a-z]+|smack in the [a-z]+|kick in the [a-z]+|slap "
        r"in the face|acid|thrashing|hanging|lynching)\b)|\bacid (?:thrown |chucked "
        r")?(?:in|into|over|on) (?:her|his|your|their) face\b|\bshould(?: have|'ve| "
        "of) (?:punched|smashed|shot|killed|stabbed|strangled|hanged|choked|knocked) "
        r"(?:her|him|them|that [a-z]+)\b|\bshould(?: have|'ve| of) been (?:shot|hanged"
        r"|aborted|strangled|put down|drowned|smothered) (?:at|in|on|long|years)\b"
        r"|\bgun(?:ned)? (?:him|her|them|you) down\b|(?:^|[.!?\n] ?)die,? (?:now|you"
        r"|bastards?|scum|bitch(?:es)?|pigs?|slowly)\b|\bdeath to (?:all )?(?:the "
        r")?[a-z]+(?:ians|icans|ists|eans|ews|ims|ers|ites|ors|ards)\b|\bi(?:'ll| will"
        "| would|'d) (?:dance|piss|spit|party|celebrate) (?:on|at|when) (?:your|his|her"
        r"|their|you|he|she|they)\b|\b(?:hope|wish|pray) (?:that )?(?:you|he|she|they) "
        "(?:all )?(?:never wake up|don't wake up|fall (?:down|off|under)|get (?:what"
        r"|hit|run)|catch (?:cancer|aids|covid|something))\b"
    ),
    "abuse.calls_for_violence": (
        r"\b(?:kill|shoot|hang|gas|lynch|exterminate|slaughter|behead|nuke|bomb|burn"
        "|drown|eradicate|execute|string up|stone) (?:them all|em all|the lot of them"
        "|every (?:last |single )?(?:one|last) of them|all of (?:them|these|those)"
        f"|(?:all |every |the |those |these |all the |all these |all those ){_GROUPS}"
        "|every (?:muslim|jew|immigrant|migrant|refugee|politician|journalist|banker"
        r"|liberal|zionist))\b|\b(?:ok|okay|fine|cool|good|legal|allowed|funny) to "
        "(?:hit|punch|rape|beat|slap|kill|shoot) (?:a |an |your |the )?(?:women|woman"
        rf"|girls?|wife|wives|gays|kids|{_GROUPS})\b|\b(?:raping|beating|killing) "
        rf"(?:women|girls|gays|{_GROUPS}) is (?:cool|fine|ok|okay|good|fun|funny)\b"
        r"|\b(?:hit|beat|slap|rape) your (?:woman|wife|girlfriend)s?\b|\bonly good "
        rf"[a-z]+ is a dead\b|\bdeath to (?:all )?(?:the )?{_GROUPS}\b|\b(?:line|stand"
        "|put) (?:them|him|her|these|those)(?: all)? (?:up )?(?:and shoot|against (?:a"
        r"|the) wall|up against)|\b(?:time|need|want|have|going|got) to (?:start "
        ")?(?:kill|shoot|hang|lynch|shooting|killing|hanging) (?:the |these |those "
        rf"|some )?(?:{_GROUPS}|them)\b|\bbring back the (?:guillotine|gallows|noose"
        r"|gas chambers?|firing squads?) for\b|\bback (?:in|in)?to the (?:ovens|gas "
        r"chambers?)\b|\b(?:in|to|into) the gas chambers? with\b|\b(?:run|mow) (?:them"
        rf"|these|those|the {_GROUPS})(?: all)? (?:over|down)\b|\b(?:burn|torch|bomb"
        "|firebomb|blow up) (?:down )?(?:the|every|all|their|that|this) (?:mosques?"
        "|churches|church|synagogues?|hostels?|asylum (?:homes?|hotels?)|hotels?"
        r"|parliament|embassy)\b"
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
# Arguments are shot down in court; "nobody should be shot" is no wish.
_SHOT_DOWN = re.compile(
    r" (?:down|out of the (?:sky|air|water))\b(?! (?:in the street|like|and))",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|neither|no \w+)(?: \w+)? $", re.IGNORECASE
)
# "I'd kill you for a ticket": a joke about how much it is wanted.
_WOULD = re.compile(r"i(?:['\u2019]?d| would)\b", re.IGNORECASE)
_BARGAIN = re.compile(
    r" (?:all )?for (?:an?|the|some|one|two|that|those|just)\b", re.IGNORECASE
)
_TOLD_OF = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:want(?:s|ed)?|tried|tries|trying|plan(?:s|ned)?|vow(?:s"
    "|ed)?|plot(?:s|ted)?|threaten(?:s|ed)?|order(?:s|ed)?|urg(?:es|ed)|calls?|called"
    r"|refused|supposed|going)(?: \w+){0,2} to $|\b(?:he|she|they|who|that|which|it|did"
    "|does|do not|don't|didn't|cannot|can't|not|never|nobody|hitler|stalin|nazis"
    r"|soldiers|terrorists)(?: \w+)? $",
    re.IGNORECASE,
)


def wishes_of_death(seen: Seen) -> Spans:
    """Death wished on somebody; films that should be shot are left."""
    return own(seen, "abuse.wishes_of_death", but=_is_no_wish)


def threats(seen: Seen) -> Spans:
    """Harm that the author says they will do; "this will kill him" is none."""
    return own(seen, "abuse.threats", but=_is_errand)


def calls_for_violence(seen: Seen) -> Spans:
    """Calls to kill or hurt a group of people, or to burn their houses.

    Animals and plants are no people; what others want or did is no call.
    """
    return own(seen, "abuse.calls_for_violence", but=_is_told_of)


def _is_no_wish(text: str, begin: int, end: int) -> bool:
    if _FILM.search(text, max(0, begin - 40), begin) or _SHOT_DOWN.match(text, end):
        return True
    if _ERRAND.match(text, end):
        return True
    return bool(_NOBODY.search(before(text, begin)))


def _is_errand(text: str, begin: int, end: int) -> bool:
    if _ERRAND.match(text, end):
        return True
    return bool(_WOULD.match(text, begin) and _BARGAIN.match(text, end))


def _is_told_of(text: str, begin: int, end: int) -> bool:
    return bool(_TOLD_OF.search(before(text, begin)))
