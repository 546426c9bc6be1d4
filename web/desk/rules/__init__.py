"""The pages of a site's rules: looked at by all, made by those who may."""

from web.desk.rules import (  # their pages join the blueprint
    applying,
    backtests,
    editing,
    history,
    listing,
    publishing,
    testing,
    wording,
)

__all__ = [
    "applying",
    "backtests",
    "editing",
    "history",
    "listing",
    "publishing",
    "testing",
    "wording",
]
