"""Deciding blind: audits by chance, second looks, and comments with a known answer.

Who decides here sees the comment and what it is about, and nothing that the service or
anybody else made of it. So audits tell the truth of all comments, and second looks how
far people agree.
"""

from moderation.blind.knowing import (
    Decided,
    decided,
    forget_known,
    known,
    make_known,
)
from moderation.blind.looking import (
    MOST_TOLD,
    Shown,
    answer,
    following,
    waiting,
    waiting_about,
)
from moderation.blind.settling import Disagreement, disagreements, settle

__all__ = [
    "MOST_TOLD",
    "Decided",
    "Disagreement",
    "Shown",
    "answer",
    "decided",
    "disagreements",
    "following",
    "forget_known",
    "known",
    "make_known",
    "settle",
    "waiting",
    "waiting_about",
]
