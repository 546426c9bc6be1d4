"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
    assets,
    bands,
    comment,
    deciding,
    live,
    many,
    models,
    queue,
    signing_in,
    single,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
    "assets",
    "bands",
    "blueprint",
    "comment",
    "deciding",
    "live",
    "many",
    "models",
    "queue",
    "signing_in",
    "single",
    "wording",
]
