"""Checks for abuse: each tells where in a comment it finds its kind.

All are patterns on the folded spelling (lower case, disguises undone), in one set that
is asked once for each comment; so nothing here is looked for twice. What the author
reports of others, says of themselves or denies is left out (see `attribution`). The
words are of our own compilation, from reading what newspapers' rules for comments
forbid. Hatred of groups is in `hate`, death and violence are in `violence`.
"""

import re
from collections.abc import Mapping

from rules import hate, self_harm, violence
from rules.attribution import own
from rules.facts import Spans
from rules.seen import Seen

# Called one of these, anybody is insulted, a public person too.
_NAME = (
    "(?:idiot|moron|imbecile|cretin|scumbag|asshole|arsehole|dumbass|dimwit|half-?wit"
    "|retard|twat|wanker|dickhead|cunt|dipshit|fuckwit|shithead|dumbfuck|dumbshit"
    "|douchebag|douche|tosser|bellend|knobhead|jackass|numbskull|nitwit|pillock"
    "|simpleton|dunce|dolt|low-?life|nutjob|nutcase|nutter|shitbag|shitstain|fuckface"
    "|cocksucker|motherfucker|dickwad|asshat|shitbird|dullard|mouth-?breather|piece of "
    "(?:shit|trash|filth|garbage|crap)|waste of (?:space|oxygen|air|skin)|pig|vermin"
    "|bastard|bitch|prick|whore|slut|degenerate|pervert|maggot|cockroach)"
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
    "|garbage|filth|vermin|disgrace|embarrassment|puppets?|shills?|sheep|sheeple|rats?"
    "|snakes?|worms?|thugs?)"
)
_BAD = (
    "(?:stupid|dumb|pathetic|brain-?dead|retarded|moronic|idiotic|imbecilic|worthless"
    "|disgusting|vile|thick as|sick in the head|mentally (?:ill|deficient|challenged)"
    "|deranged|unhinged|braindead|repulsive|subhuman|full of (?:shit|crap|bs))"
)
_ADVERB = (
    "(?:such|just|really|truly|clearly|obviously|always|still|simply|nothing but|all|so"
    "|very|too|quite|a bit|one|both|total|complete|utter|absolute|absolutely|literally"
    "|fucking|bloody|real|bunch of|as|being|either|probably|indeed|also)"
)
_IS = "(?:is|are|was|were|r|'s|'re|must be|sounds? like|looks? like|seems? like)"
_FOUL = "(?:stupid|dumb|filthy|dirty|fucking|bloody|ignorant|pathetic|little|miserable)"
_WRITER = (
    "(?:(?:the|this|that|these|your|whoever) (?:so-called |stupid |idiot )?(?:author"
    "|writer|journalist|reporter|columnist|editors?|moderators?|mods?|hack|blogger"
    "|wrote this|writes this))"
)
PATTERNS: Mapping[str, str] = {
    **hate.PATTERNS,
    **self_harm.PATTERNS,
    **violence.PATTERNS,
    "abuse.insults_of_readers": (
        r"\b(?:(?:you|u|ya|you all|you guys|you people)(?: are| were| r| must be| "
        f"(?:sound|look|seem|act) like|'re)|youre)(?: {_ADVERB})*(?: an?| the)?(?: "
        rf"{_ADVERB})*(?:(?: [a-z-]+,?)? (?:{_NAME}|{_NAMES})| {_MILD_NAME}| {_BAD})\b"
        rf"|\byou(?: {_FOUL}|,)* (?:{_NAME}|{_NAMES}|losers?|clowns?|fools?|liars?"
        r"|cowards?|traitors?|hypocrites?|creeps?|freaks?)\b|\byou (?:stupid|dumb"
        "|pathetic|ignorant|filthy|miserable)(?: little| old)? (?:man|woman|boy|girl"
        rf"|person|people|child)\b|\b(?:your|ur)(?: {_ADVERB})* an?(?: {_ADVERB})*(?: "
        rf"[a-z]+)? {_NAME}\b|\bare (?:you|u)(?: {_ADVERB})*(?: an?)?(?: {_ADVERB})* "
        rf"(?:{_NAME}|stupid|dumb|retarded|mentally ill|brain-?dead|blind or stupid)\b"
        r"|\b(?:fuck|screw) (?:you|off|u)\b|\bpiss off\W*(?:$|[,.!?])|\beat shit"
        r"|\bkiss my (?:ass|arse)\b|\bgo (?:fuck|screw) yourself\b|\bshut (?:the "
        r"(?:fuck|hell) )?up,? (?:you|idiot|moron)|\bshut the fuck up\b|\byour "
        r"(?:mother|mum|mom|momma) (?:is|was) a\b|\bgo back (?:to your (?:cave|country"
        r"|hole|shithole|basement)|(?:to )?where you)|\bget (?:a brain|your head out "
        rf"of your (?:ass|arse))\b|\ba{_NAME}\b|[,!.] (?:you )?{_NAME}\W*$"
        rf"|^\W*(?:{_NAME}|{_NAMES})\W*$|\b(?:you|he|she|they)(?: all| both)? (?:have"
        "|has|with|must have) (?:the|an?) (?:iq|intelligence|intellect|brains?|mental "
        r"age|mind) (?:of|smaller|lower|below|the size)\b|\byour (?:iq|brain) (?:is"
        r"|must be)\b|\b(?:single|room)[ -](?:digit|temperature) iq\b|\b(?:waste"
        r"|product|result) of an? (?:good |failed |botched )?abortion\b|\bdropped on "
        r"(?:your|his|her|their) heads? (?:as|at|when)\b|\b(?:toidi|norom|drater)\b"
        r"|\bpiece of \x{1F4A9}|\byou(?: are|'re|r)?(?: an?| such| little| absolute| "
        "fat)* "
        r"[\x{1F4A9}\x{1F437}\x{1F416}\x{1F412}\x{1F435}\x{1F98D}\x{1F400}\x{1F40D}\x{1F921}]"
    ),
    "abuse.insults_of_author": (
        rf"\b{_WRITER}(?: [a-z]+)? ?{_IS}(?: {_ADVERB})*(?: an?| the)?(?: "
        f"{_ADVERB})*(?: [a-z-]+)? (?:{_NAME}|{_NAMES}|{_MILD_NAME}|{_BAD}|hacks?|fraud"
        rf"|prostitute)\b|\b(?:{_NAME}|moronic|idiotic|brain-?dead|braindead|scumbag"
        "|pathetic|lying) (?:author|writer|journalist|reporter|columnist|hack|editor"
        r"|mods?|moderators?|journos?)s?\b|\b(?:presstitutes?|hack job by)\b|\bdid an? "
        "(?:drunk |blind |trained )?(?:monkey|chimp|chimpanzee|toddler|idiot|moron"
        r"|five[ -]year[ -]old|[a-z]+[ -]year[ -]old|goldfish) write (?:this|that|it)\b"
        r"|\b(?:written|penned) by an? (?:drunk |blind |trained |bunch of )?(?:monkeys?"
        r"|chimp(?:anzee)?s?|toddlers?|idiots?|morons?|[a-z]+[ -]year[ -]olds?)\b"
    ),
    "abuse.insults_of_others": (
        rf"\b(?:he|she|they|who|that (?:man|woman|guy))(?: {_IS})(?: {_ADVERB})*(?: "
        rf"an?)?(?: {_ADVERB})*(?: [a-z-]+,?)? (?:{_NAME}|{_NAMES})\b|\b(?:he's|she's"
        f"|they're|hes|shes|theyre)(?: {_ADVERB})*(?: an?)?(?: {_ADVERB})*(?: "
        rf"[a-z-]+,?)? (?:{_NAME}|{_NAMES}|pathetic)\b|\b(?:is|was|'s)(?: {_ADVERB})* "
        rf"an?(?: [a-z-]+,?)? {_NAME}\b|\bare(?: {_ADVERB})* {_NAMES}\b|\b(?:what an?"
        "|that|this|these|those|bunch of|pack of|fucking|filthy|stupid|dumb|bloody"
        "|utter|total|complete|absolute|worthless|pathetic|lying|corrupt) (?:[a-z]+ "
        rf")?(?:{_NAME}|{_NAMES})\b"
    ),
    "abuse.doxxing": (
        r"\b(?:(?:his|her|their|your) (?:home|private|real|personal) (?:address"
        "|number) is|(?:his|her|their|your|my) (?:address|number|phone|phone number"
        r"|mobile) is:? [+(]?\d+[a-z]?|lives? at (?:number |no\.? |flat )?\d+[a-z]?"
        r"|lives? (?:on|in) (?:number |flat )?\d+[a-z]? (?:[a-z]+ ){1,3}(?:street|road"
        "|avenue|lane|drive|close|crescent)|(?:lives?|wohnt) (?:in|an|on) (?:der "
        r")?[a-z]+(?:strasse|str\.|weg|gasse|allee) \d+|lives? (?:in|at) (?:the "
        r")?(?:rue|calle|via|avenida) (?:[a-z]+ ){1,4}\d+|lives? (?:at|in) \d+,? rue"
        "|(?:got|have|has|know|knows|find|need|want|post|share|publish) (?:the|this|his"
        "|her|their|that|a)? ?home (?:address|phone|number)|home address of (?:this"
        "|that|the|him|her)|here(?:'s| is) (?:his|her|their|the) (?:home |private "
        "|real )?(?:address|phone|number|number ?plate|facebook)|(?:does )?(?:anyone"
        "|anybody|someone|who) knows? where (?:he|she|they) (?:lives?|works?)"
        "|(?:someone|somebody|please) (?:should )?(?:post|find|share|leak) (?:his|her"
        "|their) (?:home )?(?:address|number|phone)|(?:pay|paying) (?:him|her|them) a "
        "(?:little )?visit at home|(?:his|her|their) (?:kids|children|daughter|son) "
        r"(?:go|goes|attends?)(?: to)? (?:school|st\.? [a-z']+|[a-z']+ (?:primary"
        "|elementary|academy|high school|nursery))|(?:(?:licen[cs]e|number) plate|car "
        r"registration|reg) is [a-z]{1,3}[ -]?\d|(?:who|anyone|anybody|someone"
        "|somebody) (?:here )?(?:has|got|have|knows?) (?:[a-z']+ ){1,3}(?:mobile|phone"
        "|home|private) (?:number|address)|(?:in case|if) any(?:one|body) (?:wants"
        "|fancies|feels like) (?:to )?(?:say(?:ing)? (?:hello|hi)|pay(?:ing)? (?:him"
        "|her|them) a|drop(?:ping)? by|visit(?:ing)?)|do with (?:that|this)(?: "
        "information)? (?:what|as) you (?:will|want|like|please)|(?:let's|we should"
        r"|gonna|going to) dox+ (?:him|her|them|you))\b"
    ),
    "abuse.sexual_harassment": (
        r"\b(?:send (?:me )?(?:your )?nudes|suck (?:my|on my) (?:dick|cock|balls)|show "
        "(?:us|me) (?:your|them) (?:tits|boobs|pussy|ass)|get your tits out|nice "
        "(?:tits|rack|boobs)|sit on my (?:face|lap|dick)|on your knees,? (?:bitch|slut"
        "|woman)|choke on (?:my|a) (?:dick|cock)|bend (?:her|you) over|i(?:'d| would"
        "|'ll| will| want to| wanna) (?:totally |so |love to |happily )?(?:rape|fuck"
        r"|bang|do|smash|hit that|tap that|shag|screw|grope) ?(?:her|you|him|that)?\b "
        "?(?:so hard|anytime|all night)?|(?:she|you|he) (?:just |really )?needs? (?:a "
        "(?:good|hard|real|proper) (?:fuck|fucking|dick|cock|shag|seeing to|raping|man)"
        "|to (?:get|be) (?:fucked|laid|raped|shagged))|(?:slept|sleeping|sucked|sucking"
        "|fucked) (?:her|his) way (?:to|up|into)|(?:deserves?|asking|needs?|begging) "
        "(?:to (?:get|be) |for)raped?|hope (?:she|you|he) gets? raped|what are you "
        "wearing,? (?:right now|under|tonight|sexy|babe|baby|darling)|(?:go |and )make "
        "(?:me |us )?(?:a|some) sandwich(?:es)?|(?:over|across) my knee|send (?:me "
        ")?(?:some |a )?(?:feet|sexy|naked|nude|hot) (?:pics?|photos?)|get your (?:kit"
        "|clothes|top|bra|knickers) off|(?:got|gets?|has|have|won|landed) (?:the|her"
        "|his|that|this|a) (?:job|promotion|seat|part|role|position|post) (?:by|for"
        "|because she was) (?:sleeping|sucking|screwing|shagging|fucking|spreading"
        "|opening her legs|on her (?:back|knees))|(?:sleeping|slept) with half the"
        r"|(?:get )?back (?:in|into|to) the kitchen)\b"
    ),
    "abuse.censored": (
        r"\bf[*]+(?:ck|k|cking|ing|er)?\b|\b(?:c[*]+nt|sh[*]+t|b[*]+tch|a[*]+hole"
        r"|n[*]+g+(?:a|er|\*+))\b|\x{1F595}|\b(?:f[\x{1F300}-\x{1FAFF}#]+c?k(?:ing"
        r"|er)?s?|sh[\x{1F300}-\x{1FAFF}#]+ts?|b[\x{1F300}-\x{1FAFF}#]+tch(?:es)?"
        r"|c[\x{1F300}-\x{1FAFF}#]+nts?|ass\x{1F351}?hole)\b|\x{1F986} (?:you|off)\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""

# "I was an idiot" and "life is a bitch" insult nobody, nor does "an idiot's guide", and
# "I'd do that" is no wish for a person.
_IDIOMS = re.compile(
    r"\b(?:life|karma|payback|winter|weather|traffic|mother nature)(?:['\u2019]s)? *$"
    r"|\b(?:who|what|how|where|why|when)(?:ever)? the $|\bi $|\b(?:to|will|would|can"
    "|could) $",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"['\u2019]s\b|-(?:proof|faced|headed)\b| farm| (?:child|children|offspring"
    r"|sword)\b",
    re.IGNORECASE,
)
_FAVOUR = re.compile(r" ?(?:one better|a favou?r|a deal|good|proud|justice)\b")
_DEEDS = re.compile(r"\b(?:do|bang|smash|screw) ?that\s*$|\bdo\s*$", re.IGNORECASE)


def insults_aimed(seen: Seen) -> Spans:
    """Insults said of somebody: a reader, the author, whom the article is about."""
    kinds = (insults_of_readers, insults_of_author, insults_of_others)
    return tuple(place for kind in kinds for place in seen.found(kind))


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
