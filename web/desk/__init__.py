"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
    account,
    admin,
    assets,
    authors,
    bands,
    claiming,
    comment,
    deciding,
    kept,
    letters,
    live,
    many,
    models,
    openid,
    overview,
    queue,
    reading,
    rules,
    security,
    signing_in,
    single,
    thresholds,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
    "account",
    "admin",
    "assets",
    "authors",
    "bands",
    "blueprint",
    "claiming",
    "comment",
    "deciding",
    "kept",
    "letters",
    "live",
    "many",
    "models",
    "openid",
    "overview",
    "queue",
    "reading",
    "rules",
    "security",
    "signing_in",
    "single",
    "thresholds",
    "wording",
]
