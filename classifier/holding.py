"""Files that one process holds at a time, and files that change in one step.

A lock is the system's own (`flock`): it ends with the process that holds it, however
that ends, so a killed run leaves none behind.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Held(Exception):
    """Another holds it; the message says who, as far as they wrote it down."""


@contextmanager
def held(path: Path, *, waits: bool) -> Iterator[None]:
    """Hold a lock file, which is made where it is missing and stays.

    Args:
        waits: whether to wait for another who holds it.

    Raises:
        Held: another holds it, and this one does not wait.
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            told = os.read(file, 100).decode(errors="replace").strip()
            raise Held(told or "another process") from None
        if not waits:
            with suppress(OSError):  # a full disk holds nobody up who only tells
                os.truncate(file, 0)
                os.write(file, f"process {os.getpid()}".encode())
        yield
    finally:
        os.close(file)


def write_whole(path: Path, content: str) -> None:
    """Replace a small file in one step: a reader sees the old content or the new.

    Raises:
        OSError: the disk is full or the place cannot be written; the old one stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
