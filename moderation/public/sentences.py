"""What a rule says to readers, made from its own texts.

A rule's `message` is for its author and comes first, then what it `says` to moderators.
Readers are told what is asked of them and not how to slip by: a text that names a
number, or in which a list or pattern of the rules file finds something, is not shown,
and a sentence for the rule's reason stands in its place.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from classifier.saying import N_
from classifier.spelling import fold
from rules import Facts, Rule, Rulebook
from rules.materials import BUILT_IN

BY_REASON: Mapping[str, str] = {
    "abuse": N_("It is abusive."),
    "insult": N_("It insults somebody."),
    "threat": N_("It threatens somebody."),
    "hate": N_("It attacks people for what they are."),
    "profanity": N_("It swears."),
    "sexual": N_("It is crudely sexual."),
    "spam": N_("It looks like spam."),
    "advertising": N_("It reads like an advertisement."),
    "off_topic": N_("It is not about the article."),
    "personal_information": N_("It shows somebody's personal information."),
    "duplicate": N_("It was posted before."),
    "flooding": N_("It is one of very many in a short time."),
    "shouting": N_("It shouts."),
    "illegible": N_("It cannot be read."),
    "language": N_("It is in a language that is not read here."),
    "new_author": N_("Its author is new here."),
    "closed": N_("Comments on this are closed."),
    "unscored": N_("It could not be judged."),
    "illegal": N_("It may be against the law."),
}
"""By the codes of reasons; `other` has none that would say anything."""

OTHERWISE = N_("It goes against a rule of this site.")

_NUMBER = re.compile(
    r"\d|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|"
    r"twice|half|per ?cent)\b",
    re.IGNORECASE,
)
"""A number from two on, in digits or English; what is "one" or "first" is no secret."""


@lru_cache(maxsize=64)
def sentences(book: Rulebook) -> Mapping[str, str]:
    """What each rule of a rulebook says to readers, by its id."""
    return {rule.id: _sentence(book, rule) for rule in book.rules}


def _sentence(book: Rulebook, rule: Rule) -> str:
    given = (" ".join(text.split()) for text in (rule.message, rule.says))
    stand_in = BY_REASON.get(rule.reason, OTHERWISE)
    return next((text for text in given if text and _tells(book, text)), stand_in)


def _tells(book: Rulebook, text: str) -> bool:
    """Whether a text can be shown: nobody learns from it how to slip by."""
    if _NUMBER.search(text):
        return False
    folded = fold(text)
    seen = book.seen(
        Facts(
            text=text,
            folded=folded.text,
            folded_begins=folded.begins,
            folded_ends=folded.ends,
        )
    )
    return not seen.words and not seen.matches.keys() - BUILT_IN.keys()
