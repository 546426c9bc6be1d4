"""Checks for what sells: wares, easy money, the author's own pages, dropped links.

As in `abuse`, all are patterns on the folded spelling in one set.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from rules import links
from rules.facts import Spans
from rules.seen import NOWHERE, Seen

PATTERNS: Mapping[str, str] = {
    "topic.self_promotion": (
        r"\b(?:(?:check out|check|visit|see|look at|subscribe to|watch|read|listen to"
        "|follow|support|like)(?: out)? (?:me on|my (?:new |latest |own |little "
        ")?(?:channel|blog|videos?|page|website|site|shop|store|music|songs?|podcast"
        "|instagram|insta|tiktok|youtube|profile|cover|book|novel|newsletter|substack"
        "|patreon|gofundme|onlyfans|app|etsy|soundcloud|mixtape))|sub(?:scribe)? (?:4"
        "|for) sub|follow (?:4|for) follow|f4f|l4l|please subscribe|subscribe to me"
        "|(?:i|we) (?:just )?(?:wrote|made|posted|uploaded|published|recorded) (?:a "
        "|an |my )?(?:new )?(?:blog ?post|video|song|cover|podcast|article|ebook) about"
        "|link (?:is )?in (?:my )?(?:bio|profile)|more on my (?:blog|channel|site|page"
        "|website)|my (?:book|novel|ebook|course|album) is (?:now )?(?:out|available"
        "|on sale)|(?:available|out) now on amazon|(?:buy|read|order) my (?:new "
        ")?(?:book|novel|e-?book|album)|my (?:book|novel|album) on amazon|(?:write"
        "|wrote|blog|blogged|written) about (?:this|that|it) (?:on|in|at) my (?:own "
        ")?(?:blog|site|website|page|channel|substack)|(?:on|visit) my (?:blog|channel"
        "|website)[, ]+(?:come|have a look|go|if you)|(?:i've|i have|i) (?:just "
        "|finally )?(?:self-)?(?:published|released|launched|recorded) my (?:own |very "
        ")?(?:first|new|debut|latest|second)? ?(?:novel|book|e-?book|album|ep|single"
        "|podcast|app|game|course)|you can (?:find|buy|get|order|read|hear|stream) it "
        "on (?:amazon|spotify|kindle|itunes|etsy|soundcloud|my (?:site|website|blog"
        "|page))|(?:come (?:to|and see)|tickets (?:for|on|at)) my (?:own )?(?:[a-z-]+ "
        ")?(?:gig|show|concert|exhibition|website|site|shop|stall|play|recital)|follow "
        r"(?:me|us) (?:on|at|@)|smash that (?:like|subscribe))\b"
    ),
    "topic.linked": r"(?:https?://|hxxps?://|www\.)",
    "topic.praise": (
        r"\b(?:cheap|free|instant|best|discount|buy|order|earn|win|guaranteed|lowest)\b"
    ),
    "topic.goods": (
        r"\b(?:loans?|viagra|cialis|casino|bitcoins?|crypto|forex|pills?|followers"
        "|backlinks|seo|replica|watches|iphones?|gift cards?|jackpot|essays?|mortgages?"
        r"|insurance quotes?|prescriptions?)\b"
    ),
    "topic.earners": r"\b(?:i|we|she|he|sister|brother|friend|mom|aunt|mate)\b",
    "topic.earning": (
        r"\b(?:made|makes|make|earns?|earned|gets? paid|making|earning|work(?:ing)? "
        r"from home)\b"
    ),
    "topic.sums": r"[$£€] ?\d[\d,.]*",
    "topic.pace": r"\b(?:hour|hr|day|week|month|online|home|laptop|computer|internet)",
    "topic.easy_money": (
        r"\b(?:make money (?:online|fast|from home)|get rich quick|work from home and "
        r"(?:earn|make)|earn \D{0,3}\d[\d,.]*k? ?\D{0,8}(?:a|per|every) (?:day|week"
        r"|hour|month)|double your (?:money|bitcoins?))\b"
    ),
    "topic.calls_to_act": (
        r"\b(?:visit|click(?: here| on)?|check out|go to|sign up(?: at)?|order (?:now "
        ")?at|join (?:us|me|my|our|now)|see (?:my|our)|look at (?:my|our)|google "
        r"(?:for )?(?:my|our))\b"
    ),
    "topic.contact": (
        r"\b(?:whats ?app|telegram|viber|text me|call me|contact (?:me|him|her|us|them)"
        "|dm me|inbox me|kik me|message me|e-?mail me|reach (?:me|him|her|out to) "
        r"(?:via|at|on|through)|(?:add|hit) me (?:up )?on|my number is)\b"
    ),
    "topic.grateful": (
        r"\b(?:(?:all )?thanks to|i (?:met|found|contacted|came across)|(?:he|she|they"
        "|who) (?:helped|cured|brought|restored|recovered)|god bless|my testimony|i "
        r"want to (?:testify|thank)|a big thanks|introduced me to|recommend(?:ed)?)\b"
    ),
    "topic.miracles": (
        r"\b(?:herpes|hiv|spell ?casters?|(?:love )?spells?|herbal|hackers?|recovery "
        "(?:expert|agent|firm|service)s?|(?:my|the) lost (?:funds|money|bitcoins?"
        "|lover)|lost (?:funds|bitcoins?)|ex (?:back|husband|boyfriend|wife)|illuminati"
        "|lottery numbers|blank (?:atm )?cards?|trading (?:expert|platform)|account "
        r"manager|binary options?|dr\.? [a-z]+ (?:the|for|who|helped|cured))\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


def self_promotion(seen: Seen) -> Spans:
    """The author's own pages, praised to readers."""
    return seen.matched("topic.self_promotion")


def link_drops(seen: Seen) -> Spans:
    """Links with five words or fewer around them, which say nothing of the article."""
    if "topic.linked" not in seen.matches:
        return NOWHERE
    text, found = seen.facts.text, links.spans(seen.facts)
    around, end = list[str](), 0
    for begin, until in found:
        around += text[end:begin].split()
        end = until
        if len(around) > _FEW_WORDS:
            return NOWHERE
    return found if len(around) + len(text[end:].split()) <= _FEW_WORDS else NOWHERE


_FEW_WORDS = 5


def offers(seen: Seen) -> Spans:
    """Goods and services offered as advertisements do."""
    return _one_after_another(seen, ("topic.praise", 0), ("topic.goods", 30))


def easy_money(seen: Seen) -> Spans:
    """Tales of money that is easily made."""
    earned = _one_after_another(
        seen,
        ("topic.earners", 0),
        ("topic.earning", 60),
        ("topic.sums", 20),
        ("topic.pace", 40),
    )
    return earned + seen.matched("topic.easy_money")


def _one_after_another(
    seen: Seen, *patterns: tuple[str, int], across_sentences: bool = False
) -> Spans:
    """Where patterns are found in one sentence in this order, each at most so many
    characters behind the one before. As one pattern, gaps would cost RE2 a state for
    each character of each, ten times the time of all others.
    """
    if not all(name in seen.matches for name, _ in patterns):
        return NOWHERE
    text = "" if across_sentences else seen.facts.text
    so_far = seen.matches[patterns[0][0]]
    for name, gap in patterns[1:]:
        spans = seen.matches[name]
        begins = [begin for begin, _ in spans]
        so_far = tuple(
            (begin, spans[number][1])
            for begin, end in so_far
            for number in range(
                bisect_left(begins, end), bisect_right(begins, end + gap)
            )
            if _SENTENCE_ENDS.isdisjoint(text[end : begins[number]])
        )[:_MOST_PLACES]
    return so_far


_SENTENCE_ENDS = frozenset(".!?")
_MOST_PLACES = 100  # of a comment that are looked at; a hostile one has thousands


def testimonials(seen: Seen) -> Spans:
    """Tales of healers, hackers and traders who helped the author."""
    return _one_after_another(
        seen, ("topic.grateful", 0), ("topic.miracles", 120), across_sentences=True
    )


def calls_to_act(seen: Seen) -> Spans:
    """Calls to visit, click, join or order."""
    return seen.matched("topic.calls_to_act")


def contact(seen: Seen) -> Spans:
    """Requests to get in touch elsewhere."""
    return seen.matched("topic.contact")
