"""What admins do: sites and levels, people, keys, webhooks; and the audit."""

from web.desk.admin import audit, keys, levels, people, retention, sites, webhooks

__all__ = ["audit", "keys", "levels", "people", "retention", "sites", "webhooks"]
