"""How hard a comment is to read: what the people of the desk may be spared."""

from moderation.comments import Action, Comment, Reason

HARD_SCORES = ("severe_toxicity", "threat", "identity_attack")
"""Attributes that make a text hard to read. Plain insults and swearing are not among
them: they are most of a moderator's day, and to blur them all would only slow it."""

HARD_REASONS = frozenset({Reason.HATE, Reason.THREAT, Reason.SEXUAL, Reason.ILLEGAL})
"""Reasons of rules that do: slurs, threats, sexual harassment."""


def of(comment: Comment) -> float:
    """A comment's severity, in [0, 1].

    The highest of its scores for `HARD_SCORES`, and of the weights of the rules that
    speak against it for one of `HARD_REASONS`. What has neither is 0: it is not known
    to be hard.
    """
    scores = (comment.scores.get(name) for name in HARD_SCORES)
    weights = (
        reason.weight
        for reason in comment.reasons
        if reason.code in HARD_REASONS and reason.then is not Action.APPROVE
    )
    known = [each for each in (*scores, *weights) if each is not None]
    return min(1.0, max(known, default=0.0))
