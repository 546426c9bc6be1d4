"""The pages of thresholds: what each would hold, and how often people agree."""

from web.desk.thresholds import drawing, pages, risk

__all__ = ["drawing", "pages", "risk"]
