"""Words of abuse that hardly anything else looks like, so that a trace tells one."""

from classifier.spelling.vocabulary import vocabulary

_STRONG = (
    *("fuck", "motherf", "shit", "bullshit", "idiot", "moron", "bitch", "asshole"),
    *("cunt", "nigg", "fagg", "stupid", "retard", "whore", "bastard", "loser"),
    *("dickhead", "dumbfuck", "dumbass", "wank"),
)


def is_strong(word: str) -> bool:
    """Whether it is a word of abuse that few names and other words are spelt with."""
    return word in vocabulary().abuse and word.startswith(_STRONG)
