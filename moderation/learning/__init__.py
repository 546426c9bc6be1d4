"""The site's own judge learns from what its moderators decided.

Only people's decisions teach (`lessons`). What is learnt is compared with the judge in
service on later decisions, and takes its place only if better (`retraining`).
"""

from moderation.learning.retraining import Retrained, retrain

__all__ = ["Retrained", "retrain"]
