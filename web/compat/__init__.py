"""Faces of other services, at the paths that their clients call."""
