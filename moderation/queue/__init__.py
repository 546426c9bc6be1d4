"""What waits for a person, and what is known of each comment."""

from moderation.queue.filters import Filter
from moderation.queue.orders import Order
from moderation.queue.pages import PAGE, Page, page
from moderation.queue.reading import (
    decisions,
    find,
    history,
    lately_decided,
    published,
)

__all__ = [
    "PAGE",
    "Filter",
    "Order",
    "Page",
    "decisions",
    "find",
    "history",
    "lately_decided",
    "page",
    "published",
]
