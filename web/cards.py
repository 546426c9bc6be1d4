"""Where the cards of the shipped models are that stand beside the base model."""

from pathlib import Path

from classifier import SHIPPED

_OF_LANGUAGE = "attributes-"


def shipped() -> dict[str, Path]:
    """Their folders, by the name to ask for: `topic`, or the code of a language."""
    languages = sorted(SHIPPED.glob(f"{_OF_LANGUAGE}*"))
    return {
        "topic": SHIPPED / "topic",
        **{path.name.removeprefix(_OF_LANGUAGE): path for path in languages},
    }
