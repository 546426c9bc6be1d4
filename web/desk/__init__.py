"""The moderators' pages: the queue, one comment, decide, undo.

They work without JavaScript; with it they are quicker.
"""

from web.desk import (  # their pages join the blueprint
    assets,
    comment,
    deciding,
    models,
    queue,
    signing_in,
    wording,
)
from web.desk.entering import blueprint

__all__ = [
    "assets",
    "blueprint",
    "comment",
    "deciding",
    "models",
    "queue",
    "signing_in",
    "wording",
]
