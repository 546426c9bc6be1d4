"""Where the cards of the shipped models are that stand beside the base model."""

from pathlib import Path

from classifier import SHIPPED

_BASE = "attributes"


def shipped() -> dict[str, Path]:
    """Their folders, by the name to ask for: the code of a language, or what it is
    that they judge, such as `topic`.
    """
    folders = sorted(path for path in SHIPPED.iterdir() if path.is_dir())
    return {
        path.name.removeprefix(f"{_BASE}-"): path
        for path in folders
        if path.name != _BASE
    }
