"""Checks for comments that are about something else than the article.

As in `abuse`, all are patterns on the folded spelling in one set.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from rules import advertising
from rules.facts import Facts, Spans
from rules.seen import NOWHERE, Seen

PATTERNS: Mapping[str, str] = {
    **advertising.PATTERNS,
    "topic.complaints": (
        r"\b(?:why (?:was|is|were|did you|do you|are|have you)(?: my)? (?:comments?"
        "|posts?)? ?(?:keep )?(?:my (?:last |previous )?comments? |my posts? "
        ")?(?:being )?(?:delet(?:ed?|ing)|remov(?:ed?|ing)|censor(?:ed|ing)?|block(?:ed"
        "|ing)?|moderated)|(?:stop|you|keep|keeps|mods) (?:deleting|censoring|removing"
        "|blocking) (?:my|our|people's) (?:comments?|posts?)|my (?:last |previous "
        "|first |other |two |three )?(?:comment|post)s? (?:(?:was|were|has been|have "
        "been|got|is|are|gets?|keeps?)(?: being| getting| still| always)* (?:deleted"
        "|removed|censored|blocked|in moderation|awaiting moderation|waiting|held"
        "|hidden|disappearing|rejected|not published|not appearing)|(?:has |have |just "
        ")?(?:disappeared|vanished|never appeared|never showed up|did not appear"
        "|didn't appear))|my (?:last |previous |first |other )?(?:comments?|posts?) "
        "(?:[a-z]+ ){1,4}(?:(?:was|were|has been|have been|got|is|are)(?: being| "
        "still)? (?:deleted|removed|censored|blocked|hidden|rejected|held)|vanished"
        "|disappeared|is gone|never appeared)|why (?:do|don't|did|didn't|won't|does "
        "this paper) you (?:publish|print|post|allow|approve|delete|remove|let "
        "through) (?:my|mine|his|her|their|these|those|some|certain|other|any) "
        "?(?:comments?|posts?|rants?|rubbish|replies|opinions?|nonsense)|where (?:did"
        "|has|is|are) (?:all )?my (?:last |other |previous )?(?:comments?|posts?)(?: go"
        "| gone| disappear| now)?|(?:you|they|mods|moderators) (?:keep|kept|just|always"
        "|have|'ve) (?:removing|deleting|censoring|removed|deleted|censored|blocking) "
        "(?:it|this|me|my|mine|everything)|(?:second|third|fourth|2nd|3rd|4th) (?:time"
        "|attempt)(?: that)? (?:i'm|i am|i've|i have|to|at|of) (?:been )?post(?:ed"
        "|ing)?(?: this)?|(?:you|they|mods|moderators)(?:'ve| have)?(?: just| again)? "
        "(?:deleted|removed|censored|blocked) (?:my|our) (?:[a-z]+ )?(?:comments?"
        "|posts?)|unban me|free [a-z]+ (?:is )?from moderation|(?:why|how) (?:am|was"
        "|were|have|did) (?:i|we) (?:get |got |been |being )?(?:banned|blocked|muted"
        "|shadow ?banned|censored|moderated)|shadow ?banned|(?:censorship|censors"
        "|moderators?|mods) (?:here|on this (?:site|page|paper)|are asleep|must be)"
        "|let's see (?:if|whether|how long) (?:this|they|my comment)|(?:this|my) "
        "(?:comment|post) will (?:probably |surely |not |no doubt |never )*(?:be |get "
        ")?(?:deleted|removed|censored|published)|who moderates|post(?:ing)? this "
        r"again (?:because|as|since))\b"
    ),
    "topic.first_post": (
        r"^\W*(?:first|1st|frist|first comment|first post|first one here|second|2nd"
        "|third|3rd|am i first|i'm first|im first|first again|first lol|early|so early"
        r"|(?:the )?(?:first|1st) to (?:comment|post)|here first)(?:\W+(?:lol|lmao|yay"
        r"|woo+|ha+|haha|yes+|here|everyone|guys|today|bitches|losers))*\W*$"
    ),
    "topic.chatter": (
        r"^\W*(?:(?:hello|hi|hey|good (?:morning|evening|day)) (?:everyone|everybody"
        "|all|guys|folks|friends)(?: from [a-z]+)?|lol+|haha(?:ha)*|test comment"
        "|anyone (?:here|awake|else up)|who'?s (?:here|watching|reading)(?: this)?"
        r"(?: in \d+)?|bump|following|yawn|meh|bla(?: bla)*|blah(?: blah)*|like "
        r"(?:this )?if you agree|(?:test(?:ing)?\W*)+(?:\d+\W*)*|hello world|good "
        "(?:night|afternoon)(?: everyone| all)?|love from [a-z]+"
        "|(?:(?:asdf|qwer|zxcv|hjkl|jkl|uiop|sdfg|dfgh|fghj|ghjk|lkjh|poiu|wasd|yxcv)"
        r"[a-z]{0,8}\W*)+)\W*$"
        r"|\b(?:who(?:'s|s| is) (?:here|watching|reading|listening)(?: this)? (?:in"
        r"|after|from) (?:\d{4}|tiktok|\w+)|like (?:this )?if you (?:agree|are|read"
        "|want)|thumbs up if|notification squad|greetings from [a-z]+ to (?:all"
        r"|everyone))\b"
    ),
    "topic.off_topic": (
        r"\b(?:off[ -]topic|o/t|nothing to do with (?:the|this) (?:article|story|topic)"
        "|(?:completely |totally )?unrelated,? but|sorry (?:for|to) (?:the )?(?:go |be "
        ")?off|not about (?:the|this) (?:article|story)|on (?:a|an) (?:different"
        r"|another|unrelated|completely different) (?:subject|topic|note|matter))\b"
        r"|^\W*ot ?:"
    ),
    "topic.strays": (
        r"^\W*(?:(?:sorry,? )?(?:a (?:bit|little) |slightly |completely |totally |way "
        r"|very )*off[ -]topic\b|o/?t ?[:,-]|(?:this is |i know (?:this|it) is |it's "
        "|sorry (?:for|to) (?:be |go |going |being )?)(?:a (?:bit|little) |slightly "
        r"|completely |totally |way )*off[ -]topic\b|(?:this has )?nothing to do with "
        r"(?:the|this) [a-z]+,? but\b|(?:completely |totally )?unrelated,? but\b|on "
        "an? (?:different|another|unrelated|completely different) (?:subject|topic|note"
        r"|matter)\b|can we (?:please )?talk about (?:how|the|my)|change of (?:subject"
        r"|topic)\b)"
    ),
    "topic.about_site": (
        r"\b(?:(?:this|your|the) (?:site|website|web site|app|page|paywall|login"
        "|log-?in|newsletter|puzzle|crossword app|comment (?:section|system))(?: app)? "
        "(?:is|does|doesn't|does not|won't|will not|never|keeps?|has|crashes"
        "|hasn't)(?: not| so| very| really| always| still)? ?(?:broken|slow|work|works"
        "|working|load|loads|loading|crash|crashes|crashing|freez|down|open|unreadable"
        "|full of ads|too many ads|let me|logging)|cancel(?:l?ing|led|ed)? my "
        "(?:subscription|paper|membership)|(?:can't|cannot|unable to|how (?:do|can) i) "
        "(?:log ?in|sign in|unsubscribe|cancel|reset my password|open the (?:app|puzzle"
        "|crossword))|(?:pop-?ups?|cookie banners?|adverts?|ads) (?:on|in|all over) "
        "(?:this|your) (?:site|page|website|app)|behind (?:a|the|your) paywall|remove "
        "the paywall|(?:have|had|forced|need) to (?:log|sign) ?in (?:twice|again|every)"
        "|(?:can't|cannot|can not|couldn't) (?:see|find|open|load|play|do) (?:the|your"
        "|today's) (?:crossword|sudoku|puzzle|quiz|newsletter|e-?paper)|(?:crossword"
        "|sudoku|puzzle|quiz|e-?paper|video player)(?: page)? (?:is|seems) (?:broken"
        "|down|missing)|my (?:digital )?(?:subscription|membership) (?:is|was|has"
        "|expired|costs?|renewed|does)|(?:new|dark) (?:layout|design|mode) of (?:this"
        r"|your) (?:site|app|page))\b"
    ),
    "topic.corrections": (
        r"\b(?:(?:there(?:'s| is)|found|spotted|you have) (?:a |an |another )?(?:typo"
        "|spelling (?:mistake|error)|grammatical error)|(?:it's|it is) (?:spelled"
        "|spelt)|typo in (?:the|your) (?:headline|title|first|second|third|last|article"
        "|caption)|(?:proofreaders?|sub-?editors?|spell ?check(?:er)?) (?:on holiday"
        "|asleep|needed|please|anyone)|does (?:nobody|no one|anyone) (?:here "
        r")?proof-?read)\b"
    ),
}
"""Expressions of RE2, by the name that conditions know what they find by."""


def complaints(seen: Seen) -> Spans:
    """Complaints about the moderation."""
    return seen.matched("topic.complaints")


def first_post(seen: Seen) -> Spans:
    """A comment that only says it is the first."""
    return seen.matched("topic.first_post")


def chatter(seen: Seen) -> Spans:
    """Greetings and noises that say nothing of the article: "who's here in 2026".

    Where no article is known, nobody knows what it should be about.
    """
    article = seen.facts.article
    if not (article.title or article.text):
        return NOWHERE
    return seen.matched("topic.chatter")


def off_topic(seen: Seen) -> Spans:
    """The author says that it is about something else."""
    return seen.matched("topic.off_topic")


def strays(seen: Seen) -> Spans:
    """It begins by saying that it is about something else: "Off topic, but"."""
    return seen.matched("topic.strays")


def about_site(seen: Seen) -> Spans:
    """Troubles with the site, the app or a subscription: for the help desk."""
    return seen.matched("topic.about_site")


def corrections(seen: Seen) -> Spans:
    """Misspellings of the article: for its editors."""
    return seen.matched("topic.corrections")


_LONG_WORD = re.compile(r"[^\W_]{4,}")
"""A word that tells what a text is about: letters and digits, four or more."""
# These tell nothing of it: the commonest English words of that length.
_OF_ANY_TEXT = frozenset(
    {"about", "after", "again", "against", "also", "although", "always", "another"}
    | {"around", "because", "been", "before", "being", "between", "both", "came"}
    | {"come", "could", "does", "doing", "done", "down", "during", "each", "even"}
    | {"ever", "every", "from", "gets", "give", "goes", "going", "have", "having"}
    | {"here", "into", "itself", "just", "know", "like", "made", "make", "many"}
    | {"might", "more", "most", "much", "must", "need", "never", "next", "none"}
    | {"nothing", "once", "only", "other", "over", "same", "should", "since"}
    | {"some", "something", "still", "such", "take", "than", "that", "their"}
    | {"them", "then", "there", "these", "they", "thing", "things", "think"}
    | {"this", "those", "though", "through", "today", "under", "until", "upon"}
    | {"very", "want", "wants", "well", "went", "were", "what", "when", "where"}
    | {"whether", "which", "while", "whom", "whose", "will", "with", "within"}
    | {"without", "would", "years", "year", "your", "yours"}
)


def shared_words(facts: Facts) -> float | None:
    """How many different words of four letters or more, but for the commonest, the
    comment shares with the article's title and text; `None` without an article.
    """
    about = _words_of(facts.article.title or "", facts.article.text or "")
    return len(about & _words_in(facts.text)) if about else None


@lru_cache(maxsize=64)  # many comments are about one article
def _words_of(title: str, text: str) -> frozenset[str]:
    return _words_in(f"{title} {text}")


def _words_in(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.lower())) - _OF_ANY_TEXT
