"""What is logged goes to standard error, and no key goes with it.

Some faces take the key in the address, a link for a new password has its token there,
and servers quote addresses that they cannot read. So whatever is logged is looked
through before it is written.
"""

import logging
import re
import sys

_KEY = re.compile(
    r"(?i)((?:^|[?&\s\"'])(?:(?:api_?)?key|code)=|bearer\s+|x-goog-api-key:\s*|/akismet/|/password/)[^&\s\"']+"
)
_OURS = re.compile(r"\bcm_[a-z0-9]{8,}")


def without_keys(line: str) -> str:
    """A line in which no key is to be read.

    >>> without_keys("POST /v1alpha1/comments:analyze?key=abc&alt=json")
    'POST /v1alpha1/comments:analyze?key=…&alt=json'
    >>> without_keys("GET /password/abc HTTP/1.1"), without_keys("?code=abc&state=x")
    ('GET /password/… HTTP/1.1', '?code=…&state=x')
    """
    return _OURS.sub("cm_…", _KEY.sub(r"\1…", line))


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))


def begin() -> None:
    """Log warnings and worse, without keys."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def guard(logger: logging.Logger) -> None:
    """Let the handlers that a logger has already write no key."""
    for handler in logger.handlers:
        its = handler.formatter or logging.Formatter()
        handler.setFormatter(_Formatter(its._fmt, its.datefmt))
