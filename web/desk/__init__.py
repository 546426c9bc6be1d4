"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
    account,
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
    overview,
    queue,
    reading,
    rules,
    signing_in,
    single,
    thresholds,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
    "account",
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
    "overview",
    "queue",
    "reading",
    "rules",
    "signing_in",
    "single",
    "thresholds",
    "wording",
]
