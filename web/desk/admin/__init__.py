"""What admins do: sites and levels, people, keys, webhooks; and the audit."""

from web.desk.admin import audit, people

__all__ = ["audit", "people"]
