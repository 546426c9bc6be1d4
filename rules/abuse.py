"""Checks for abuse: each tells where in a comment it finds its kind.

All are patterns on the folded spelling (lower case, disguises undone), in one set that
is asked once for each comment; so nothing here is looked for twice. What the author
reports of others, says of themselves or denies is left out (see `attribution`). The
words are of our own compilation, from reading what newspapers' rules for comments
forbid. Death and violence are in `violence`.
"""

import re
from collections.abc import Mapping

from rules import violence
from rules.attribution import own
from rules.facts import Spans
from rules.seen import Seen

# Called one of these, anybody is insulted, a public person too.
_NAME = (
    "(?:idiot|moron|imbecile|cretin|scumbag|asshole|arsehole|dumbass|dimwit"
    "|half-?wit|retard|twat|wanker|dickhead|cunt|dipshit|fuckwit|shithead|dumbfuck"
    "|dumbshit|douchebag|douche|tosser|bellend|knobhead|jackass|numbskull|nitwit"
    "|pillock|simpleton|dunce|dolt|low-?life|nutjob|nutcase|nutter|shitbag|shitstain"
    "|fuckface|cocksucker|motherfucker|dickwad|asshat|shitbird|dullard"
    "|mouth-?breather|piece of (?:shit|trash|filth|garbage|crap)|waste of (?:space"
    "|oxygen|air|skin)|pig|vermin|bastard|bitch|prick|whore|slut|degenerate|pervert"
    "|maggot|cockroach)"
)
_NAMES = (
    "(?:idiots|morons|imbeciles|cretins|scumbags?|scum|assholes|arseholes|dumbasses"
    "|dimwits|half-?wits|retards|twats|wankers|dickheads|cunts|dipshits|fuckwits"
    "|shitheads|dumbfucks|douchebags|tossers|bellends|jackasses|nitwits|pillocks"
    "|simpletons|dolts|low-?lifes|nutjobs|nutcases|nutters|cocksuckers|motherfuckers"
    "|pieces of shit|maggots|bastards|pricks|whores|sluts|degenerates|perverts)"
)
# These are fair to say of a politician, and no way to speak to another reader.
_MILD_NAME = (
    "(?:fools?|clowns?|losers?|liars?|cowards?|trolls?|bigots?|jerks?|buffoons?"
    "|lunatics?|psychos?|psychopaths?|creeps?|parasites?|pigs|nazis?|fascists?"
    "|traitors?|crybab(?:y|ies)|ignoramus(?:es)?|weirdos?|freaks?|libtards?|trash"
    "|garbage|filth|vermin|disgrace|embarrassment|puppets?|shills?|sheep|sheeple"
    "|rats?|snakes?|worms?|thugs?)"
)
_BAD = (
    "(?:stupid|dumb|pathetic|brain-?dead|retarded|moronic|idiotic|imbecilic"
    "|worthless|disgusting|vile|thick as|sick in the head|mentally (?:ill|deficient"
    "|challenged)|deranged|unhinged|braindead|repulsive|subhuman|full of (?:shit"
    "|crap|bs))"
)
_ADVERB = (
    "(?:such|just|really|truly|clearly|obviously|always|still|simply|nothing but|all"
    "|so|very|too|quite|a bit|one|both|total|complete|utter|absolute|absolutely"
    "|literally|fucking|bloody|real|bunch of|as|being|either|probably|indeed|also)"
)
_IS = "(?:is|are|was|were|r|'s|'re|must be|sounds? like|looks? like|seems? like)"
_FOUL = "(?:stupid|dumb|filthy|dirty|fucking|bloody|ignorant|pathetic|little|miserable)"
_WRITER = (
    "(?:(?:the|this|that|these|your|whoever) (?:so-called |stupid |idiot )?(?:author"
    "|writer|journalist|reporter|columnist|editors?|moderators?|mods?|hack|blogger"
    "|wrote this|writes this))"
)
_SLUR = (
    "(?:nigg(?:er|a)s?|fagg?ots?|fags?|kikes?|spics?|chinks?|pakis?|gooks?|wetbacks?"
    "|ragheads?|towelheads?|trann(?:y|ies)|subhumans?|coons?|darkies|beaners?"
    "|pikeys?|gyppos?|wogs?|shemales?|dykes?|camel jockeys?|sand niggers?"
    "|goatfuckers?|retards?|mongoloids?|spastics?|jigaboos?|zipperheads?|slant-?eyes"
    "|heebs?|yids?)"
)
_GROUP = (
    "(?:muslims|islamists|jews|blacks|whites|immigrants|illegals|migrants|refugees"
    "|asylum seekers|foreigners|mexicans|arabs|indians|pakistanis|asians|africans"
    "|gypsies|gays|lesbians|homosexuals|trans people|women|feminists|christians"
    "|catholics|hindus|the homeless|the disabled|politicians|journalists|liberals"
    "|conservatives|leftists|democrats|republicans|tories|zionists|israelis"
    "|palestinians|russians|turks|kurds|black people|these people|those people"
    "|such people|people like (?:you|him|her|them|that)|you people)"
)
_VERMIN = (
    "(?:cockroach(?:es)?|vermin|savages|a plague|plague|a disease|disease|subhumans?"
    "|sub-human|parasites|leeches|lice|locusts|filth|maggots|a virus|human garbage"
    "|human trash|human filth|a cancer|scum of the earth|untermenschen|rats)"
)
_BEASTS = f"(?:{_VERMIN}|animals|apes|monkeys|baboons|dogs|pigs|swine|beasts|insects)"

_KIND = (
    "(?:muslim|islamic|jewish|black|brown|arab|african|mexican|immigrant|migrant"
    "|gypsy|non-?white|zionist|liberal|leftist|homosexual|refugee|illegal)"
)

PATTERNS: Mapping[str, str] = {
    **violence.PATTERNS,
    "abuse.insults_of_readers": (
        r"\b(?:(?:you|u|ya|you all|you guys|you people)(?: are| were| r| must be"
        f"| (?:sound|look|seem|act) like|'re)|youre)(?: {_ADVERB})*(?: an?"
        f"| the)?(?: {_ADVERB})*(?:(?: [a-z-]+,?)? (?:{_NAME}|{_NAMES})| {_MILD_NAME}"
        rf"| {_BAD})\b|\byou(?: {_FOUL}|,)* (?:{_NAME}|{_NAMES}|losers?|clowns?|fools?"
        r"|liars?|cowards?|traitors?|hypocrites?|creeps?|freaks?)\b"
        r"|\byou (?:stupid|dumb|pathetic|ignorant|filthy|miserable)(?: little"
        r"| old)? (?:man|woman|boy|girl|person|people|child)\b"
        rf"|\b(?:your|ur)(?: {_ADVERB})* an?(?: {_ADVERB})*(?: [a-z]+)? {_NAME}\b"
        rf"|\bare (?:you|u)(?: {_ADVERB})*(?: an?)?(?: {_ADVERB})* (?:{_NAME}|stupid"
        r"|dumb|retarded|mentally ill|brain-?dead|blind or stupid)\b"
        r"|\b(?:fuck|screw) (?:you|off|u)\b|\bpiss off\W*(?:$|[,.!?])"
        r"|\beat shit|\bkiss my (?:ass|arse)\b|\bgo (?:fuck|screw) yourself\b"
        r"|\bshut (?:the (?:fuck|hell) )?up,? (?:you|idiot|moron)"
        r"|\bshut the fuck up\b|\byour (?:mother|mum|mom|momma) (?:is|was) a\b"
        r"|\bgo back (?:to your (?:cave|country|hole|shithole|basement)"
        r"|(?:to )?where you)|\bget (?:a brain|your head out of your (?:ass|arse))\b"
        rf"|[,!.] (?:you )?{_NAME}\W*$|^\W*(?:{_NAME}|{_NAMES})\W*$"
    ),
    "abuse.insults_of_author": (
        rf"\b{_WRITER}(?: [a-z]+)? ?{_IS}(?: {_ADVERB})*(?: an?"
        f"| the)?(?: {_ADVERB})*(?: [a-z-]+)? (?:{_NAME}|{_NAMES}|{_MILD_NAME}|{_BAD}"
        rf"|hacks?|fraud|prostitute)\b|\b(?:{_NAME}|moronic|idiotic|brain-?dead"
        "|braindead|scumbag|pathetic|lying) (?:author|writer|journalist|reporter"
        r"|columnist|hack|editor|mods?|moderators?|journos?)s?\b"
        r"|\b(?:presstitutes?|hack job by)\b"
    ),
    "abuse.insults_of_others": (
        r"\b(?:he|she|they|who|that (?:man|woman"
        f"|guy))(?: {_IS})(?: {_ADVERB})*(?: an?)?(?: {_ADVERB})*(?: [a-z-]+,?)?"
        rf" (?:{_NAME}|{_NAMES})\b|\b(?:he's|she's|they're|hes|shes"
        f"|theyre)(?: {_ADVERB})*(?: an?)?(?: {_ADVERB})*(?: [a-z-]+,?)? (?:{_NAME}"
        rf"|{_NAMES}|pathetic)\b|\b(?:is|was"
        rf"|'s)(?: {_ADVERB})* an?(?: [a-z-]+,?)? {_NAME}\b"
        rf"|\bare(?: {_ADVERB})* {_NAMES}\b|\b(?:what an?|that|this|these|those"
        "|bunch of|pack of|fucking|filthy|stupid|dumb|bloody|utter|total|complete"
        f"|absolute|worthless|pathetic|lying|corrupt) (?:[a-z]+ )?(?:{_NAME}"
        rf"|{_NAMES})\b"
    ),
    "abuse.slurs_aimed": (
        r"\b(?:you|u|your|these|those|filthy|dirty|fucking|bloody|stupid|damn|goddamn"
        "|smelly|all) (?:are )?(?:an? )?(?:all )?(?:filthy |dirty |fucking |stupid "
        rf"|little |bloody )?{_SLUR}\b|\b(?:he|she|they)(?: is| are|'s|'re)(?: just"
        "| all| such)?(?: an?)?(?: filthy| dirty| fucking| stupid"
        rf"| little)? {_SLUR}\b|[,!.] (?:you )?{_SLUR}\W*$"
        rf"|^\W*{_SLUR}\W*$|\b(?:kill|hate|deport|ban|fuck) (?:all )?(?:the |these "
        rf"|those )?{_SLUR}\b"
    ),
    "abuse.dehumanising": (
        rf"\b{_KIND} {_VERMIN}\b|\b(?:muslim|islamic|jewish|arab|immigrant|migrant"
        "|gypsy|non-?white|nigger|groid|useless|heartless|filthy|disgusting"
        "|uncivilised|subhuman|sub-human) (?:animals|apes?|monkeys?|dogs|savages?"
        r"|beasts|swine|pigs)\b|\byou(?: (?:filthy|dirty|fucking|disgusting"
        "|non-?white|black|muslim|all))* (?:vermin|savages|apes|monkeys|animals"
        r"|subhumans|cockroach(?:es)?|swine)\b|\bsub-?human (?:scum|filth|trash|thing"
        rf"|creature)s?\b|\b{_GROUP} (?:are|is|breed like|multiply like|behave like"
        "|live like|act like)(?: all)?(?: just| nothing but| no better than"
        "| worse than| little more than| literally)?(?: like| a"
        rf"| the)?(?: bunch of)?(?: filthy| wild| fucking| dirty)? {_BEASTS}\b"
        r"|\b(?:they|these|those)(?: people| creatures)? (?:are|'re|breed like"
        "|multiply like)(?: all)?(?: just| nothing but| no better than"
        rf"| literally)?(?: like| a)? {_VERMIN}\b|\bthey're(?: all| just"
        rf"| nothing but)* {_VERMIN}\b|\b(?:they|these"
        "|those)(?: people)? are (?:nothing but|just|no better than|worse than|all"
        rf"|literally) {_BEASTS}\b|\b{_GROUP} (?:are (?:not|no|hardly"
        "|barely) (?:even )?(?:human|humans|people)|aren't (?:even )?(?:human"
        "|people)|are (?:less than|sub-?)human|breed like|infest|swarm)"
        r"|\b(?:swarms?|hordes?|plague|infestation|flood) of (?:filthy |illegal "
        "|muslim )*(?:immigrants|migrants|refugees|muslims|foreigners|jews|gypsies"
        r"|arabs|africans)\b"
    ),
    "abuse.doxxing": (
        r"\b(?:(?:his|her|their|your) (?:home|private|real|personal) (?:address"
        "|number) is|(?:his|her|their|your) (?:address|number|phone|phone number"
        r"|mobile) is:? [+(]?\d+|(?:he|she|they) lives? (?:at|on|in) (?:number )?\d+"
        "|here(?:'s| is) (?:his|her|their|the) (?:home |private |real )?(?:address"
        "|phone|number|number ?plate|facebook)|(?:does )?(?:anyone|anybody|someone"
        "|who) knows? where (?:he|she|they) (?:lives?|works?)|(?:someone|somebody"
        "|please) (?:should )?(?:post|find|share|leak) (?:his|her"
        "|their) (?:home )?(?:address|number|phone)|(?:pay|paying) (?:him|her"
        "|them) a (?:little )?visit at home|(?:his|her|their) (?:kids|children"
        "|daughter|son) (?:goes?|attends?)(?: to)? (?:school )?at|(?:let's|we should"
        r"|gonna|going to) dox+ (?:him|her|them|you))\b"
    ),
    "abuse.sexual_harassment": (
        r"\b(?:send (?:me )?(?:your )?nudes|suck (?:my|on my) (?:dick|cock|balls)"
        "|show (?:us|me) (?:your|them) (?:tits|boobs|pussy|ass)|get your tits out"
        "|nice (?:tits|rack|boobs)|sit on my (?:face|lap|dick)"
        "|on your knees,? (?:bitch|slut|woman)|choke on (?:my|a) (?:dick|cock)"
        "|bend (?:her|you) over|i(?:'d| would|'ll| will| want to| wanna) (?:totally "
        "|so |love to |happily )?(?:rape|fuck|bang|do|smash|hit that|tap that|shag"
        r"|screw|grope) ?(?:her|you|him|that)?\b ?(?:so hard|anytime|all night)?"
        "|(?:she|you|he) (?:just |really )?needs? (?:a (?:good|hard|real"
        "|proper) (?:fuck|fucking|dick|cock|shag|seeing to|raping|man)|to (?:get"
        "|be) (?:fucked|laid|raped|shagged))|(?:slept|sleeping|sucked|sucking"
        "|fucked) (?:her|his) way (?:to|up|into)|(?:deserves?|asking|needs?"
        "|begging) (?:to (?:get|be) |for)raped?|hope (?:she|you|he) gets? raped"
        "|what are you wearing (?:right now|under)|(?:get )?back (?:in|into"
        r"|to) the kitchen)\b"
    ),
    "abuse.censored": (
        r"\bf[*]+(?:ck|k|cking|ing|er)?\b|\b(?:c[*]+nt|sh[*]+t|b[*]+tch|a[*]+hole"
        r"|n[*]+g+(?:a|er|\*+))\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""

# "I was an idiot" and "life is a bitch" insult nobody, nor does "an idiot's guide", and
# "I'd do that" is no wish for a person.
_IDIOMS = re.compile(
    r"\b(?:life|karma|payback|winter|weather|traffic|mother nature)(?:['\u2019]s)? *$"
    r"|\b(?:who|what|how|where|why|when)(?:ever)? the $|\bi $"
    r"|\b(?:to|will|would|can|could) $",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['\u2019]s\b|-(?:proof|faced|headed)\b| farm", re.IGNORECASE)
_FAVOUR = re.compile(r" ?(?:one better|a favou?r|a deal|good|proud|justice)\b")
_DEEDS = re.compile(r"\b(?:do|bang|smash|screw) ?that\s*$|\bdo\s*$", re.IGNORECASE)


def insults_aimed(seen: Seen) -> Spans:
    """Insults said of somebody: a reader, the author, whom the article is about."""
    return insults_of_readers(seen) + insults_of_author(seen) + insults_of_others(seen)


def insults_of_readers(seen: Seen) -> Spans:
    """Insults thrown at whoever reads it: "you are", "you stupid", "..., idiot."."""
    return own(seen, "abuse.insults_of_readers", but=_is_idiom)


def insults_of_author(seen: Seen) -> Spans:
    """Insults of those who wrote the article, or who moderate it."""
    return own(seen, "abuse.insults_of_author", but=_is_idiom)


def insults_of_others(seen: Seen) -> Spans:
    """Insults of others, such as whom the article is about."""
    text = seen.facts.text
    return tuple(
        (_after_lead(text, begin, end), end)
        for begin, end in own(seen, "abuse.insults_of_others", but=_is_idiom)
    )


def _after_lead(text: str, begin: int, end: int) -> int:
    """Where an insult itself begins, behind "is a" or "what a"."""
    lead = _LEAD.match(text, begin, end)
    return lead.end() if lead else begin


_LEAD = re.compile(r"(?:what|is|was|are|['\u2019]s) +(?:an? +)?", re.IGNORECASE)


def slurs_aimed(seen: Seen) -> Spans:
    """Slurs that somebody is called, rather than quoted."""
    return own(seen, "abuse.slurs_aimed")


def dehumanising(seen: Seen) -> Spans:
    """People compared with beasts or a disease, or said to be no people."""
    return own(seen, "abuse.dehumanising")


def doxxing(seen: Seen) -> Spans:
    """Where somebody lives or can be reached, told to all or asked for."""
    return seen.matched("abuse.doxxing")


def sexual_harassment(seen: Seen) -> Spans:
    """Sexual demands on somebody, or sexual violence wished on them."""
    return own(seen, "abuse.sexual_harassment", but=_is_a_deed)


def censored(seen: Seen) -> Spans:
    """Words of abuse that the author starred."""
    return seen.matched("abuse.censored")


def _is_idiom(text: str, begin: int, end: int) -> bool:
    lead = text[max(0, begin - 20) : begin]
    return bool(_IDIOMS.search(lead) or _OWNED.match(text, end))


def _is_a_deed(text: str, begin: int, end: int) -> bool:
    is_of_a_deed = bool(_DEEDS.search(text[begin:end]))
    return is_of_a_deed or bool(_FAVOUR.match(text, end))
