"""Files as they lie there: packed or not, in any of three encodings, read in pieces."""

import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from moderation.archives.records import BadArchive

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_BEGINNING = 1 << 16


class File:
    """A file of an archive, unpacked while it is read.

    Attributes:
        name: without its folder.
        size: in bytes as it lies there.
        bytes: to read from, unpacked.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._text: io.TextIOWrapper | None = None
        try:
            self._raw = path.open("rb")
            self.size = path.stat().st_size
            packed = self._raw.read(len(_GZIP)) == _GZIP
            self._raw.seek(0)
        except OSError as error:
            raise BadArchive(f"{path}: {error.strerror}") from error
        self.bytes: IO[bytes] = self._raw
        if packed:
            self.bytes = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw))

    def done(self) -> int:
        """How many bytes of it, as it lies there, are read."""
        return self._raw.tell()

    def beginning(self) -> bytes:
        """Its first 64 KB unpacked; it is then again read from there.

        Raises:
            BadArchive: it says that it is packed, and is not.
        """
        try:
            found = self.bytes.read(_BEGINNING)
            self.bytes.seek(0)
        except (OSError, EOFError) as error:
            raise BadArchive(
                f"{self.name}: wanted a whole gzip file, {error}"
            ) from error
        return found

    def digest(self) -> str:
        """Its SHA-256."""
        found = hashlib.file_digest(self._raw, "sha256").hexdigest()
        self._raw.seek(0)
        return found

    def text(self) -> io.TextIOWrapper:
        """Its characters; a byte that is none becomes a lone surrogate, told later."""
        begin = self.beginning()[:2]
        utf16 = begin in (b"\xff\xfe", b"\xfe\xff")
        self._text = io.TextIOWrapper(
            self.bytes,
            encoding="utf-16" if utf16 else "utf-8-sig",
            errors="replace" if utf16 else "surrogateescape",
            newline="",
        )
        return self._text

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, some at a time."""
        while some := self.bytes.read(_CHUNK):
            yield some

    def close(self) -> None:
        """Let go of it."""
        if self._text is not None:
            self._text.close()
        self.bytes.close()
        self._raw.close()
