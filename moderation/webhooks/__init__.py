"""Telling publishers, by Standard Webhooks: https://www.standardwebhooks.com.

`endpoints` is what publishers set, and `messages` what they are told, kept in the
transaction of what it tells. `sending` sends what is due, apart: by `signing` (that it
is ours), `targets` (where it may go) and `posting` (one request). `outcomes` is what
follows from that, by `schedule` (when again).
"""

from moderation.webhooks.messages import (
    forget,
    tell,
    tell_decided,
    tell_edit,
    tell_erased,
)

__all__ = ["forget", "tell", "tell_decided", "tell_edit", "tell_erased"]
