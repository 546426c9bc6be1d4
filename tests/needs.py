"""What some tests need of the machine: without it they skip, and say what is missing.

With `MODERATION_TEST_REQUIRE=all`, as in the full checks, a missing thing is a failure:
there nothing may go untested unseen, and more is tried of what is made up.
"""

import os
import shutil
from typing import NoReturn

import pytest


def examples(most: int) -> int:
    """How many cases Hypothesis makes up: in the full checks `most`, else a third.

    They are others in each run, so that many short runs see what one long run does.
    """
    return most if everything() else most // 3


def missing(what: str) -> NoReturn:
    """Skip this test for want of something; fail where all tests are required."""
    if everything():
        pytest.fail(f"missing: {what}")
    pytest.skip(f"missing: {what}")


def everything() -> bool:
    """Whether these are the full checks."""
    return os.environ.get("MODERATION_TEST_REQUIRE") == "all"


def program(*names: str) -> str:
    """The path of the first of these programs that is installed, or skip."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(f"the program {' or '.join(names)}")
