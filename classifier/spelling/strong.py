"""Words of abuse that nothing else looks like, so that a trace of one tells it."""

from classifier.spelling.vocabulary import vocabulary

_STRONG = (
    *("fuck", "motherf", "shit", "bullshit", "idiot", "moron", "bitch", "asshole"),
    *("cunt", "nigg", "fagg", "stupid", "retard", "whore", "bastard", "loser"),
    *("dickhead", "dumbfuck", "dumbass", "wank"),
)


def is_strong(word: str) -> bool:
    """Whether it is a word of abuse that is part of no name and no other word."""
    return word in vocabulary().abuse and word.startswith(_STRONG)
