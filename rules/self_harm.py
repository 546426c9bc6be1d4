"""A check for self-harm that is urged on somebody.

The words are of our own compilation, from what newspapers' rules for comments and the
advice of helplines forbid. What another is said to have said is left out (see
`attribution`).
"""

import re
from collections.abc import Mapping

from rules.attribution import before, own
from rules.facts import Spans
from rules.seen import NOWHERE, Seen

_YOURSELF = "(?:yourself|your ?self|urself|ur self|yourselves|yoself)"
_FAVOUR = (
    "do (?:us|me|everyone|everybody|the world|humanity|yourself|your family|the gene "
    "pool|mankind|the planet|your (?:parents|mother|kids)|society) (?:all )?a "
    "favou?r(?:,)?(?: and)?(?: just)?(?: go)?(?: and)?"
)
# What is beyond doubt, whoever says it; and what also is said of meetings and friends.
_KILL_YOURSELF = (
    f"(?:(?:kill|hang|neck|drown|shoot|rope|gas|off|end|cut|unalive|poison) {_YOURSELF}"
    "|jump off (?:(?:some|any)thing (?:tall|high)|(?:a|the|some|your) ?(?:nearest "
    "|high |tall )?(?:bridge|building|roof|cliff|balcony|tower|pier))|jump (?:in front "
    "of|under) (?:a|the) (?:train|bus|truck|lorry|car|tram)|walk into traffic|play "
    "(?:in|on the) (?:traffic|motorway|freeway)|(?:drink|swallow|chug|eat) (?:some |a "
    "bottle of |the |a )?(?:bleach|antifreeze|poison|cyanide|bullet|rat poison|petrol"
    "|gasoline)|take (?:all )?your pills|slit your (?:own )?(?:wrists?|throat)|stick "
    "your head in (?:an?|the) oven|play (?:on|in) the (?:train tracks|railway|tracks"
    "|rails)|remove yourself from (?:it|the gene pool|this (?:world|planet|earth)"
    "|existence)|play (?:hide and seek|tag|frogger|leapfrog|chicken) (?:in|on|with) "
    "(?:the )?(?:traffic|motorway|freeway|trains)|(?:touch|hug|drop|take|bring) (?:a"
    "|the|your) (?:toaster|hair ?dryer) (?:in|into|to) the (?:bath|bathtub|tub|shower)"
    "|(?:take|have) a (?:nice )?(?:bath|shower) with (?:a|your|the) (?:toaster|hair "
    "?dryer)|(?:take|have) a long walk (?:off|on|down) (?:of )?a short (?:pier|plank"
    "|jetty)|blow your (?:own )?brains out|put a (?:gun|bullet) (?:in|to|through) your "
    "(?:mouth|head)|(?:take|end) your (?:own )?life)"
)
_DIE = "(?:die|drop dead|end it|drown|hang|jump|disappear forever)"
_GO = (
    "(?:go|please|just|so|now go|why (?:don't|dont|not|haven't)(?: you)?(?: just)?(?: "
    "go)?(?: and)?|you (?:should|need to|have to|ought to|must)(?: all)?(?: "
    "really)?(?: just)?(?: go)?(?: and)?|go (?:and|ahead and|away and))"
)

PATTERNS: Mapping[str, str] = {
    "abuse.self_harm_urged": (
        rf"\b(?:kill|hang|neck|drown|shoot|rope|gas|unalive) {_YOURSELF}\b|\bkys\b"
        rf"|\b{_FAVOUR} (?:{_KILL_YOURSELF}|{_DIE})\b|\b{_GO} {_KILL_YOURSELF}\b"
        r"|\b(?:drink|swallow) (?:some )?(?:bleach|antifreeze|cyanide)(?:,? you\b|,? "
        r"and die)|^\W*(?:drink bleach|eat a bullet)\W*$|\byou (?:should|could|need to"
        r"|ought to) (?:just |please )?end it (?:all|already|now)\b|\b(?:world|everyone"
        "|everybody|family|we|they|planet|kids|society)(?: all)? ?(?:is|are|would|will"
        "|'d|'ll)(?: all)?(?: be)? (?:so |much |far |a lot |a |all )*(?:better|happier"
        r"|nicer)(?: place)?(?: off)? (?:without you\b(?: in it| here)?|if you (?:were"
        "|was|just) (?:dead|gone|die|died|not here)|once you'?re (?:dead|gone))"
        r"|\b(?:nobody|no one|noone|no-one)(?: here)? (?:would|will|'d|'ll|is going "
        "to) (?:ever |even )?(?:miss you|cry (?:for you|at your funeral)|care if you "
        "(?:die|died|killed|were dead|are dead)|notice if you (?:died|(?:were|was"
        r"|are)(?: all)? (?:dead|gone)|disappeared))|\byou(?:'d| would|'re| are) (?:be "
        r")?better off dead\b|\b(?:slit|cut) your (?:own )?(?:wrists?|throat)\b|\byour "
        r"(?:life|existence) is (?:worthless|not worth)(?:[, a-z]*) end it\b"
        rf"|\b{_FAVOUR} (?:stop|quit) (?:breathing|existing|living)\b|^\W*(?:just "
        r"|please |go )*(?:stop|quit) (?:breathing|existing)\W*$|\b(?:world|place"
        "|planet|country|town|everyone|everybody)(?: would|'d)? be (?:a )?(?:so much "
        "|much |far |a lot )?(?:better|happier|nicer|cleaner)(?: place)?(?: off)? if "
        "you (?:weren't|were not|wasn't|were never|had never|hadn't|didn't exist"
        r"|stopped (?:breathing|existing|living)|disappeared|dropped dead)\b|\bthe "
        r"sooner you (?:end it|die|are dead|'re dead|are gone|kill yourself)\b|\bhave "
        "you (?:ever )?(?:tried|considered|thought (?:about|of)) (?:suicide|(?:killing"
        "|hanging|drowning|offing|shooting) yourself|drinking bleach|jumping off|not "
        r"(?:breathing|existing|living)|dying)\b|\bgo (?:and )?(?:commit|try|do) "
        r"(?:suicide|sudoku|seppuku)\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""

_NOT_URGED = re.compile(
    r"(?:\b(?:want(?:ed|ing|s)? to|try(?:ing)? to|tried to|going to|gonna|how to|if you"
    "|when you|before you|don't|dont|do not|never|not to|not|without|you might|you may"
    "|you could|you'll|you will|you'd|thoughts? of|urge to|no need to|nobody should"
    r"|(?:told|asked|ways|easy|easier|wrong|bad|sad|stupid) to)|n['\u2019]t(?: have to"
    r"| need to)?)(?: (?:ever|just|even|please|go|and|try to))*\W*$",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\b(?:samaritans|hotline|helpline|lifeline|crisis line|seek help|get help|talk to "
    r"(?:someone|somebody)|please call|116 ?123|988)\b",
    re.IGNORECASE,
)


def self_harm_urged(seen: Seen) -> Spans:
    """Somebody told to harm or kill themselves, or that they had better be dead.

    Leaves what is not urged ("if you want to kill yourself") and whatever names a
    helpline.
    """
    if "abuse.self_harm_urged" not in seen.matches or _HELP.search(seen.facts.text):
        return NOWHERE
    return own(seen, "abuse.self_harm_urged", but=_is_not_urged)


def _is_not_urged(text: str, begin: int, end: int) -> bool:
    return bool(_NOT_URGED.search(before(text, begin)))
