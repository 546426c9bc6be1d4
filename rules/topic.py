"""Checks for comments that are about something else than the article.

As in `abuse`, all are patterns on the folded spelling in one set.
"""

from collections.abc import Mapping
from functools import lru_cache

from rules.facts import Facts, Spans
from rules.seen import NOWHERE, Seen

PATTERNS: Mapping[str, str] = {
    "topic.self_promotion": (
        r"\b(?:(?:check out|visit|see|look at|subscribe to|watch|read|listen to|follow)"
        r"(?: out)? (?:me on|my (?:new |latest |own )?(?:channel|blog|videos?|page"
        r"|website|site|shop|store|music|songs?|podcast|instagram|youtube|profile"
        r"|cover))|sub(?:scribe)? (?:4|for) sub|please subscribe|subscribe to me)\b"
    ),
    "topic.complaints": (
        r"\b(?:why (?:was|is|were|did you)(?: my)? (?:comments?|posts?)?"
        r" ?(?:my comment |my post )?(?:deleted?|removed?|censored?|blocked)"
        r"|(?:stop|you) (?:deleting|censoring) my (?:comments?|posts?)"
        r"|my (?:last |previous )?(?:comment|post)s?"
        r" (?:was|were|has been|have been|got) (?:deleted|removed|censored))\b"
    ),
    "topic.first_post": (
        r"^\W*(?:first|1st|first comment|first post|second|am i first)\W*$"
    ),
    "topic.offers": (
        r"\b(?:cheap|free|instant|best|discount|buy|order|get|earn|win|guaranteed"
        r"|lowest)\b[^.!?]{0,30}\b(?:loans?|viagra|cialis|casino|bitcoins?|crypto|forex"
        r"|pills?|followers|backlinks|seo|replica|watches|iphones?|gift cards?|jackpot"
        r"|essays?|mortgages?|insurance quotes?|prescriptions?)\b"
    ),
    "topic.easy_money": (
        r"\b(?:(?:i|we|she|he|sister|brother|friend|mom|aunt|mate)[^.!?]{0,60}"
        r"(?:made|makes|make|earns?|earned|gets? paid|get paid|making|earning)"
        r"[^.!?]{0,20}[$£€] ?\d[\d,.]*[^.!?]{0,40}"
        r"(?:hour|hr|day|week|month|online|home|laptop|computer|internet)"
        r"|work(?:ing)? from home[^.!?]{0,60}[$£€] ?\d"
        r"|make money (?:online|fast|from home)|get rich quick"
        r"|double your (?:money|bitcoins?))\b"
    ),
    "topic.calls_to_act": (
        r"\b(?:visit|click(?: here| on)?|check out|go to|sign up(?: at)?"
        r"|order (?:now )?at|join|see|look at|google)\b"
    ),
    "topic.contact": (
        r"\b(?:whats ?app|telegram|viber|text me|call me|contact me|dm me|inbox me"
        r"|kik me)\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


def self_promotion(seen: Seen) -> Spans:
    """The author's own pages, praised to readers."""
    return seen.matches.get("topic.self_promotion", NOWHERE)


def complaints(seen: Seen) -> Spans:
    """Complaints about the moderation."""
    return seen.matches.get("topic.complaints", NOWHERE)


def first_post(seen: Seen) -> Spans:
    """A comment that only says it is the first."""
    return seen.matches.get("topic.first_post", NOWHERE)


def offers(seen: Seen) -> Spans:
    """Goods and services offered as advertisements do."""
    return seen.matches.get("topic.offers", NOWHERE)


def easy_money(seen: Seen) -> Spans:
    """Tales of money that is easily made."""
    return seen.matches.get("topic.easy_money", NOWHERE)


def calls_to_act(seen: Seen) -> Spans:
    """Calls to visit, click, join or order."""
    return seen.matches.get("topic.calls_to_act", NOWHERE)


def contact(seen: Seen) -> Spans:
    """Requests to get in touch elsewhere."""
    return seen.matches.get("topic.contact", NOWHERE)


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
