"""Checks for comments that are about something else than the article.

As in `abuse`, all are patterns on the folded spelling in one set.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache

from rules import links
from rules.facts import Facts, Spans
from rules.seen import NOWHERE, Seen

PATTERNS: Mapping[str, str] = {
    "topic.self_promotion": (
        r"\b(?:(?:check out|check|visit|see|look at|subscribe to|watch|read|listen to"
        "|follow|support|like)(?: out)? (?:me on|my (?:new |latest |own "
        "|little )?(?:channel|blog|videos?|page|website|site|shop|store|music|songs?"
        "|podcast|instagram|insta|tiktok|youtube|profile|cover|book|novel|newsletter"
        "|substack|patreon|gofundme|onlyfans|app|etsy|soundcloud|mixtape))"
        "|sub(?:scribe)? (?:4|for) sub|follow (?:4|for) follow|f4f|l4l"
        "|please subscribe|subscribe to me|(?:i|we) (?:just )?(?:wrote|made|posted"
        "|uploaded|published|recorded) (?:a |an |my )?(?:new )?(?:blog ?post|video"
        "|song|cover|podcast|article|ebook) about|link (?:is )?in (?:my )?(?:bio"
        "|profile)|more on my (?:blog|channel|site|page|website)|my (?:book|novel"
        "|ebook|course|album) is (?:now )?(?:out|available|on sale)|(?:available"
        r"|out) now on amazon)\b"
    ),
    "topic.complaints": (
        r"\b(?:why (?:was|is|were|did you|do you|are|have you)(?: my)? (?:comments?"
        "|posts?)? ?(?:keep )?(?:my (?:last |previous )?comments? "
        "|my posts? )?(?:being )?(?:delet(?:ed?|ing)|remov(?:ed?|ing)|censor(?:ed"
        "|ing)?|block(?:ed|ing)?|moderated)|(?:stop|you|keep|keeps|mods) (?:deleting"
        "|censoring|removing|blocking) (?:my|our|people's) (?:comments?|posts?)"
        "|my (?:last |previous |first |other |two |three )?(?:comment"
        "|post)s? (?:(?:was|were|has been|have been|got|is|are|gets?"
        "|keeps?)(?: being| getting| still| always)* (?:deleted|removed|censored"
        "|blocked|in moderation|awaiting moderation|waiting|held|hidden|disappearing"
        "|rejected|not published|not appearing)|(?:has |have |just )?(?:disappeared"
        "|vanished|never appeared|never showed up|did not appear|didn't appear))"
        "|(?:censorship|censors|moderators?|mods) (?:here|on this (?:site|page"
        "|paper))|let's see (?:if|whether|how long) (?:this|they|my comment)|(?:this"
        "|my) (?:comment|post) will (?:probably |surely |not |no doubt "
        "|never )*(?:be |get )?(?:deleted|removed|censored|published)|who moderates"
        r"|post(?:ing)? this again (?:because|as|since))\b"
    ),
    "topic.first_post": (
        r"^\W*(?:first|1st|frist|first comment|first post|first one here|second|2nd"
        "|third|3rd|am i first|i'm first|im first|first again|first lol|early"
        r"|so early|first to comment|here first)\W*$"
    ),
    "topic.chatter": (
        r"^\W*(?:(?:hello|hi|hey|good (?:morning|evening|day)) ?(?:everyone|everybody"
        "|all|guys|folks|friends|there)?(?: from [a-z]+)?|lol+|haha(?:ha)*"
        "|test(?:ing)?|test comment|anyone (?:here|awake|else up)|who'?s (?:here"
        r"|watching|reading)(?: this)?(?: in \d+)?|same|this|bump|following|yawn|meh"
        "|whatever|nice(?: one| article| post| video| pic| blog)?|great (?:article"
        "|post|blog|site)|cool|wow|ok|k|bla(?: bla)*|blah(?: blah)*"
        r"|thanks for sharing|like (?:this )?if you agree)\W*$"
        r"|\b(?:who(?:'s|s| is) (?:here|watching|reading|listening)(?: this)? (?:in"
        r"|after|from) (?:\d{4}|tiktok|\w+)|like (?:this )?if you (?:agree|are|read"
        "|want)|thumbs up if|notification squad|greetings from [a-z]+ to (?:all"
        r"|everyone))\b"
    ),
    "topic.off_topic": (
        r"\b(?:off[ -]topic|o/t|nothing to do with (?:the|this) (?:article|story"
        "|topic)|(?:completely |totally )?unrelated,? but|sorry (?:for"
        "|to) (?:the )?(?:go |be )?off|not about (?:the|this) (?:article|story)"
        "|on (?:a|an) (?:different|another|unrelated"
        r"|completely different) (?:subject|topic|note|matter))\b"
        r"|^\W*ot ?:"
    ),
    "topic.about_site": (
        r"\b(?:(?:this|your|the) (?:site|website|web site|app|page|paywall|login"
        "|log-?in|newsletter|puzzle|crossword app|comment (?:section"
        "|system))(?: app)? (?:is|does|doesn't|does not|won't|will not|never|keeps?"
        "|has|crashes|hasn't)(?: not| so| very| really| always| still)? ?(?:broken"
        "|slow|work|works|working|load|loads|loading|crash|crashes|crashing|freez"
        "|down|open|unreadable|full of ads|too many ads|let me|logging)"
        "|cancel(?:l?ing|led|ed)? my (?:subscription|paper|membership)|(?:can't"
        "|cannot|unable to|how (?:do|can) i) (?:log ?in|sign in|unsubscribe|cancel"
        "|reset my password|open the (?:app|puzzle|crossword))|(?:pop-?ups?"
        "|cookie banners?|adverts?|ads) (?:on|in|all over) (?:this|your) (?:site"
        r"|page|website|app)|behind (?:a|the|your) paywall|remove the paywall)\b"
    ),
    "topic.corrections": (
        r"\b(?:(?:there(?:'s| is)|found|spotted|you have) (?:a |an |another )?(?:typo"
        "|spelling (?:mistake|error)|grammatical error)|(?:it's|it is) (?:spelled"
        "|spelt)|typo in (?:the|your) (?:headline|title|first|second|third|last"
        "|article|caption)|(?:proofreaders?|sub-?editors?"
        "|spell ?check(?:er)?) (?:on holiday|asleep|needed|please|anyone)"
        r"|does (?:nobody|no one|anyone) (?:here )?proof-?read)\b"
    ),
    "topic.linked": r"(?:https?://|hxxps?://|www\.)",
    "topic.praise": (
        r"\b(?:cheap|free|instant|best|discount|buy|order|earn|win|guaranteed"
        r"|lowest)\b"
    ),
    "topic.goods": (
        r"\b(?:loans?|viagra|cialis|casino|bitcoins?|crypto|forex|pills?|followers"
        "|backlinks|seo|replica|watches|iphones?|gift cards?|jackpot|essays?"
        r"|mortgages?|insurance quotes?|prescriptions?)\b"
    ),
    "topic.earners": r"\b(?:i|we|she|he|sister|brother|friend|mom|aunt|mate)\b",
    "topic.earning": (
        r"\b(?:made|makes|make|earns?|earned|gets? paid|making|earning"
        r"|work(?:ing)? from home)\b"
    ),
    "topic.sums": r"[$£€] ?\d[\d,.]*",
    "topic.pace": r"\b(?:hour|hr|day|week|month|online|home|laptop|computer|internet)",
    "topic.easy_money": (
        r"\b(?:make money (?:online|fast|from home)|get rich quick"
        r"|double your (?:money|bitcoins?))\b"
    ),
    "topic.calls_to_act": (
        r"\b(?:visit|click(?: here| on)?|check out|go to|sign up(?: at)?"
        "|order (?:now )?at|join (?:us|me|my|our|now)|see (?:my|our)"
        r"|look at (?:my|our)|google (?:for )?(?:my|our))\b"
    ),
    "topic.contact": (
        r"\b(?:whats ?app|telegram|viber|text me|call me|contact (?:me|him|her|us"
        "|them)|dm me|inbox me|kik me|message me|e-?mail me|reach (?:me|him|her"
        r"|out to) (?:via|at|on|through)|(?:add|hit) me (?:up )?on|my number is)\b"
    ),
    "topic.grateful": (
        r"\b(?:(?:all )?thanks to|i (?:met|found|contacted|came across)|(?:he|she"
        "|they|who) (?:helped|cured|brought|restored|recovered)|god bless"
        "|my testimony|i want to (?:testify|thank)|a big thanks|introduced me to"
        r"|recommend(?:ed)?)\b"
    ),
    "topic.miracles": (
        r"\b(?:herpes|hiv|spell ?casters?|(?:love )?spells?|herbal|hackers?"
        "|recovery (?:expert|agent|firm|service)s?|(?:my|the) lost (?:funds|money"
        "|bitcoins?|lover)|lost (?:funds|bitcoins?)|ex (?:back|husband|boyfriend"
        "|wife)|illuminati|lottery numbers|blank (?:atm )?cards?|trading (?:expert"
        r"|platform)|account manager|binary options?|dr\.? [a-z]+ (?:the|for|who"
        r"|helped|cured))\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


def self_promotion(seen: Seen) -> Spans:
    """The author's own pages, praised to readers."""
    return seen.matched("topic.self_promotion")


def complaints(seen: Seen) -> Spans:
    """Complaints about the moderation."""
    return seen.matched("topic.complaints")


def first_post(seen: Seen) -> Spans:
    """A comment that only says it is the first."""
    return seen.matched("topic.first_post")


def chatter(seen: Seen) -> Spans:
    """Greetings and noises that say nothing of the article: "who's here in 2026"."""
    return seen.matched("topic.chatter")


def off_topic(seen: Seen) -> Spans:
    """The author says that it is about something else."""
    return seen.matched("topic.off_topic")


def about_site(seen: Seen) -> Spans:
    """Troubles with the site, the app or a subscription: for the help desk."""
    return seen.matched("topic.about_site")


def corrections(seen: Seen) -> Spans:
    """Misspellings of the article: for its editors."""
    return seen.matched("topic.corrections")


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


_LEAST = 4  # letters of a word that tells what a text is about


def shared_words(facts: Facts) -> float | None:
    """How many different words of four letters or more the comment shares with the
    article's title and text; `None` without an article.
    """
    about = _words_of(facts.article.title or "", facts.article.text or "")
    return len(about & _words_in(facts.text)) if about else None


@lru_cache(maxsize=64)  # many comments are about one article
def _words_of(title: str, text: str) -> frozenset[str]:
    return _words_in(f"{title} {text}")


def _words_in(text: str) -> frozenset[str]:
    bare = "".join(each if each.isalnum() else " " for each in text.lower())
    return frozenset(word for word in bare.split() if len(word) >= _LEAST)
