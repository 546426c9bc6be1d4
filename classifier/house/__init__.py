"""A site's own model: what its moderators would do, learnt from what they did."""

from classifier.house.model import Ground, SiteModel

__all__ = ["Ground", "SiteModel"]
