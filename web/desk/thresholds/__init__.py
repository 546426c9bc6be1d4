"""The pages of thresholds: what each would hold, and how often people agree."""

from web.desk.thresholds import drawing, pages

__all__ = ["drawing", "pages"]
