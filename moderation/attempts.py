"""What is tried may break; what broke is written down, and never what it broke on."""

import logging
import traceback
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


class Attempts:
    """Asks judges, and keeps the names of those that broke."""

    def __init__(self) -> None:
        self._failed: dict[str, None] = {}

    @property
    def failed(self) -> tuple[str, ...]:
        """Who broke, in order, each once."""
        return tuple(self._failed)

    def failing(self, *names: str) -> None:
        """Write down who said itself that it broke."""
        self._failed.update(dict.fromkeys(names))

    def of(self, name: str, ask: Callable[[], T]) -> T | None:
        """What is answered, or `None` where asking breaks.

        It is logged by type and place alone: a message may quote the comment.
        """
        try:
            return ask()
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            log.error(
                "the %s failed: %s in %s, line %s",
                name,
                type(error).__name__,
                last.name,
                last.lineno,
            )
            self.failing(name)
            return None
