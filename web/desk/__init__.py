"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
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
    queue,
    security,
    signing_in,
    single,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
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
    "queue",
    "security",
    "signing_in",
    "single",
    "wording",
]
