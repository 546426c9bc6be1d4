"""XML, element by element, from a file that may be hostile.

A document type is refused, and with it all entities of its own: no bomb can grow and
nothing outside is opened. What is nested deeper than any archive is refused too.
"""

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from moderation.archives.files import File
from moderation.archives.records import BadArchive

MOST = 32 * 1024 * 1024
"""Characters of one element that is kept."""

_DEEPEST = 64
_UNWANTED = bytes({*range(32), 127} - {9, 10, 13})
"""Control characters, which XML has no place for and old exports are full of."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass
class Element:
    """One element; names are `namespace local`, or `local` without a namespace."""

    name: str
    line: int
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own characters, without those of its children."""
        return "".join(self.texts)

    def child(self, name: str) -> "Element | None":
        """Its first child of a local name, whatever its namespace."""
        return next((its for its in self.children if local(its.name) == name), None)

    def inner(self, name: str) -> str | None:
        """The text of that child; `None` if there is none, or nothing but blanks."""
        found = self.child(name)
        return (found.text.strip() or None) if found else None


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    found = (its for key, its in element.attributes.items() if local(key) == name)
    return next(found, None)


def elements(
    file: File, wanted: Collection[str], within: str | None = None
) -> Iterator[tuple[Element, Element | None]]:
    """Each element with one of these local names as it ends, then forgotten.

    Args:
        within: the local name of an element that is also given as far as it is read,
            without those that have been given already.

    Raises:
        BadArchive: it is not XML, or has a document type.
    """
    reader = _Reader(wanted, within)
    try:
        for number, chunk in enumerate(file.chunks()):
            if number == 0 and chunk.startswith(_UTF16):
                reader.cleans = False
            reader.feed(chunk)
            while reader.found:
                yield reader.found.popleft()
        reader.end()
    except expat.ExpatError as error:
        raise BadArchive(
            f"{file.name}:{error.lineno}:{error.offset}: wanted XML, "
            f"got {expat.ErrorString(error.code)}; nothing after it can be read"
        ) from error
    except _Refused as error:
        line = reader.parser.CurrentLineNumber
        raise BadArchive(f"{file.name}:{line}: {error}") from error
    while reader.found:
        yield reader.found.popleft()


def first(file: File) -> str:
    """The local name of the first element; "" if there is none near the beginning."""
    found = re.search(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]", file.beginning())
    return found[1].decode() if found else ""


class _Refused(Exception):
    pass


class _Reader:
    """What the parser calls; elements outside those wanted are not kept."""

    def __init__(self, wanted: Collection[str], within: str | None) -> None:
        self.found = deque[tuple[Element, Element | None]]()
        self.cleans = True
        self._wanted, self._within = wanted, within
        self._open: list[Element] = []
        self._depth = self._size = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._characters

    def feed(self, chunk: bytes) -> None:
        if self.cleans:
            chunk = chunk.translate(None, _UNWANTED)
        self.parser.Parse(chunk, False)

    def end(self) -> None:
        self.parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise _Refused(
            "wanted XML without a document type, got a DOCTYPE; such may hide entities "
            "that fill the memory or read other files: take the DOCTYPE out if you "
            "trust the file"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused(f"wanted at most {_DEEPEST} elements in each other")
        known = local(name)
        if not self._open and known not in self._wanted and known != self._within:
            return
        line = self.parser.CurrentLineNumber
        if not self._open or known in self._wanted:
            self._size = 0
        self._open.append(Element(name, line, attributes))

    def _characters(self, text: str) -> None:
        if self._open and local(self._open[-1].name) != self._within:
            self._size += len(text)
            if self._size > MOST:
                raise _Refused(f"wanted elements of at most {MOST} characters")
            self._open[-1].texts.append(text)

    def _close(self, name: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        known = local(name)
        if known in self._wanted and not any(
            local(its.name) in self._wanted for its in self._open
        ):
            around = self._open[0] if self._open else None
            self.found.append((element, around))
        elif self._open:
            self._open[-1].children.append(element)
