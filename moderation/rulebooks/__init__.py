"""A site's rules over time: saved, compared, put into service, rolled back, paused.

Nothing that was saved is ever changed: going back is a new entry of the history. What
is in service is looked up before each comment, so that every worker takes a new
version before its next one.
"""

from moderation.rulebooks.differences import diff
from moderation.rulebooks.history import Change, history
from moderation.rulebooks.pausing import pause, paused, resume
from moderation.rulebooks.saving import Saved, publish, rollback, run, save
from moderation.rulebooks.versions import in_service

__all__ = [
    "Change",
    "Saved",
    "diff",
    "history",
    "in_service",
    "pause",
    "paused",
    "publish",
    "resume",
    "rollback",
    "run",
    "save",
]
