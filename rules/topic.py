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
    "topic.praise": (
        r"\b(?:cheap|free|instant|best|discount|buy|order|get|earn|win|guaranteed"
        r"|lowest)\b"
    ),
    "topic.goods": (
        r"\b(?:loans?|viagra|cialis|casino|bitcoins?|crypto|forex|pills?|followers"
        r"|backlinks|seo|replica|watches|iphones?|gift cards?|jackpot|essays?"
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
    return earned + seen.matches.get("topic.easy_money", NOWHERE)


def _one_after_another(seen: Seen, *patterns: tuple[str, int]) -> Spans:
    """Where patterns are found in one sentence in this order, each at most so many
    characters behind the one before. As one pattern, gaps would cost RE2 a state for
    each character of each, ten times the time of all others.
    """
    if not all(name in seen.matches for name, _ in patterns):
        return NOWHERE
    found = [(seen.matches[name], gap) for name, gap in patterns]
    so_far = found[0][0]
    for spans, gap in found[1:]:
        so_far = tuple(
            (begin, after_end)
            for begin, end in so_far
            for after, after_end in spans
            if 0 <= after - end <= gap
            and not _SENTENCE_ENDS.intersection(seen.facts.text[end:after])
        )[:_MOST_PLACES]
    return so_far


_SENTENCE_ENDS = frozenset(".!?")
_MOST_PLACES = 100  # of a comment that are looked at; a hostile one has thousands


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
