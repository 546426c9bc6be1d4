"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
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
    signing_in,
    single,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
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
    "signing_in",
    "single",
    "wording",
]
