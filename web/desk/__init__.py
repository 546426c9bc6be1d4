"""The moderators' pages: sign in, the queue, decide, undo. No JavaScript needed."""

from web.desk import models  # its page joins the blueprint
from web.desk.routes import blueprint

__all__ = ["blueprint", "models"]
