"""What waits at each site, in memory and in step with the database."""

from moderation.waiting.live import Queues

__all__ = ["Queues"]
