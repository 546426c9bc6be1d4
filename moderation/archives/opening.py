"""An archive of one or several files: what it is in, and its records in their order."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from moderation.archives import (
    coral,
    csvfiles,
    disqus,
    jsonfiles,
    native,
    osmod,
    wordpress,
    xmlfiles,
)
from moderation.archives.files import File
from moderation.archives.records import BadArchive, Fields, Record, recorded

FORMATS = ("ndjson", "csv", "wordpress", "disqus", "coral", "osmod")
_OF_SEVERAL = ("coral", "osmod")


class Archive:
    """An archive that is open.

    Args:
        paths: of its files; several for those formats that are in several tables.
        format: one of `FORMATS`; found out if `None`.
        columns: for CSV: by the name of a field, that of the column.

    Attributes:
        format: that it is read as.
        source: the SHA-256 of its file, or of all its files'.
        size: of all its files, in bytes.
        columns: as given.

    Raises:
        BadArchive: it cannot be opened, or nobody knows what it is.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        format: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.columns = dict(columns or {})
        with ExitStack() as opened:
            self._files = [File(path) for path in paths]
            for file in self._files:
                opened.callback(file.close)
            self.format = format or _format(self._files[0])
            if len(self._files) > 1 and self.format not in _OF_SEVERAL:
                raise BadArchive(
                    f"{self.format}: wanted one file, got {len(self._files)}; only "
                    f"{' and '.join(_OF_SEVERAL)} come in several"
                )
            self._files.sort(key=self._order)
            self.size = sum(file.size for file in self._files)
            digests = [file.digest() for file in self._files]
            together = hashlib.sha256("".join(digests).encode()).hexdigest()
            self.source = digests[0] if len(digests) == 1 else together
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def done(self) -> int:
        """How many bytes of `size` are read."""
        return sum(file.done() for file in self._files)

    def records(self) -> Iterator[Record]:
        """All that is in it, always in the same order.

        Raises:
            BadArchive: from some place on it cannot be read.
        """
        names = osmod.Names()
        several = len(self._files) > 1
        for file in self._files:
            try:
                for record in self._of(file, names):
                    where = f"{file.name}, {record.where}" if several else record.where
                    yield Record(where, record.item)
            except (OSError, EOFError) as error:  # of gzip too
                told = f"{file.name}: it ends too early or is damaged: {error}"
                raise BadArchive(told) from error

    def _of(self, file: File, names: osmod.Names) -> Iterator[Record]:
        match self.format:
            case "wordpress":
                return wordpress.records(file)
            case "disqus":
                return disqus.records(file)
            case "coral":
                return coral.records(file)
            case "osmod":
                return osmod.records(file, names, in_rows=not _is_json(file))
            case "csv":
                its = csvfiles.rows(file, self.columns, needed=("id", "text"))
                return recorded(its, native.from_row)
            case _:
                return recorded(jsonfiles.objects(file), native.written)

    def _order(self, file: File) -> int:
        if self.format not in _OF_SEVERAL:
            return 0
        order = coral.order if self.format == "coral" else osmod.order
        return order(_fields(file))


def _fields(file: File) -> Fields:
    """The first record, or for CSV the header."""
    if _is_json(file):
        return jsonfiles.first(file)
    return dict.fromkeys(csvfiles.header(file))


def _is_json(file: File) -> bool:
    return file.beginning().removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _format(file: File) -> str:
    begin = file.beginning().removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"<"):
        root = xmlfiles.first(file)
        if root in ("rss", "disqus"):
            return {"rss": "wordpress", "disqus": "disqus"}[root]
        raise BadArchive(
            f"{file.name}: wanted the XML of WordPress or Disqus, which begins with "
            f"rss or disqus, got {root or 'no element'!r}; --format says what it is"
        )
    if not begin:
        raise BadArchive(f"{file.name}: wanted an archive, got an empty file")
    fields = _fields(file)
    for format, names in (
        ("coral", ("storyID", "commentRevisionID", "tenantID")),
        ("osmod", ("sourceId", "commentId")),
    ):
        if any(name in fields for name in names):
            return format
    return "ndjson" if _is_json(file) else "csv"
