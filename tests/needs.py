"""What some tests need of the machine: without it they skip, and say what is missing.

With `MODERATION_TEST_REQUIRE=all`, as in the full checks, a missing thing is a failure:
there nothing may go untested unseen.
"""

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip this test for want of something; fail where all tests are required."""
    if os.environ.get("MODERATION_TEST_REQUIRE") == "all":
        pytest.fail(f"missing: {what}")
    pytest.skip(f"missing: {what}")


def program(*names: str) -> str:
    """The path of the first of these programs that is installed, or skip."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(f"the program {' or '.join(names)}")
