"""The document that says what the calls are, from which clients make their own.

No current library of Google's has it built in, so each client that is made from it asks
here first, and then calls where its `rootUrl` says.
"""

from functools import cache
from importlib import resources
from typing import Any

import msgspec

VERSION = "v1alpha1"


def document(root: str) -> bytes:
    """The document, as JSON.

    Args:
        root: the address by which others reach this service, with a slash at the end.
    """
    return msgspec.json.encode({**_document(), "rootUrl": root, "baseUrl": root})


@cache
def _document() -> dict[str, Any]:
    path = resources.files(__package__).joinpath("discovery.json")
    found: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    return found
