"""What admins do: sites and levels, people, keys, webhooks; and the audit."""

from web.desk.admin import audit, keys, people, webhooks

__all__ = ["audit", "keys", "people", "webhooks"]
