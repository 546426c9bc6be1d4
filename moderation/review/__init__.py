"""A person decides about a comment, puts it aside, or takes either back.

Each writes first, guarded by the version that the person saw, and then reads how many
rows it changed: of two who act at once one wins, and the other is told who. The event,
the message to the publisher and the example to learn from are written in the same
transaction.
"""

from moderation.review.aside import defer, escalate, queues
from moderation.review.deciding import approve, decide, reject
from moderation.review.reasons import REJECT_FOR, LastUsed, last_used, offered
from moderation.review.undoing import undo

__all__ = [
    "REJECT_FOR",
    "LastUsed",
    "approve",
    "decide",
    "defer",
    "escalate",
    "last_used",
    "offered",
    "queues",
    "reject",
    "undo",
]
