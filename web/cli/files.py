"""Files that commands write: whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(place: Path) -> Iterator[BinaryIO]:
    """A file to write to, which comes to its place when all is written.

    It is written beside its place and then moved there, with the permissions of what
    it replaces. What is no file, such as a pipe, is written to at once: it holds
    nothing that could be left half.

    Raises:
        OSError: the disk is full or the place cannot be written; what was there stays.
    """
    if place.exists() and not place.is_file():
        with place.open("wb") as file:
            yield file
        return
    try:
        place = place.resolve()
    except RuntimeError as error:  # a link that leads to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(place)) from error
    beside = Path(tempfile.mkdtemp(prefix=".writing.", dir=place.parent))
    try:
        draft = beside / place.name
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, draft)
        draft.replace(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
