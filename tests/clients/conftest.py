"""A real server on a free port, for clients that speak HTTP by themselves."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.serving import serving


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the application, served in a thread."""
    with serving(app) as address:
        yield address
