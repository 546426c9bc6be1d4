"""What an Akismet client sent: fields of a form, in whatever letters it has."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote_to_bytes

from flask import Request

FIELDS = 1_000
"""Of one form; WordPress sends some forty."""

_CHARSETS = re.compile(
    r"(?:iso-?8859-?\d{1,2}|latin-?\d{1,2}|(?:windows-?|cp)125\d|koi8-[ru]|big5|gbk"
    r"|gb2312|gb18030|shift[-_]?jis|sjis|euc-(?:jp|kr)|iso-2022-jp)$"
)
"""Those that WordPress ever offered. Python knows others, not all of them harmless."""

_WEB = {"iso88591": "cp1252", "latin1": "cp1252"}
"""As browsers read them."""


class Form(Mapping[str, str]):
    """Fields by name; of several with one name the first counts."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs
        self._first = dict(reversed(pairs))

    def __getitem__(self, name: str) -> str:
        return self._first[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)

    def told(self, name: str) -> str:
        """A field without blanks around it; empty if it was not sent."""
        return self.get(name, "").strip()

    def each(self, name: str) -> list[str]:
        """All values of a list, sent as `name[]`, `name[0]` or `name` again."""
        return [
            value.strip()
            for key, value in self._pairs
            if key.partition("[")[0] == name and value.strip()
        ]


def read(request: Request) -> Form:
    """The fields of a request's body and address, without NULs: no text has one.

    Raises:
        RequestEntityTooLarge: the body is larger than any comment.
    """
    if request.mimetype == "multipart/form-data":
        sent = list(request.form.items(multi=True))
    else:
        # Whatever the type says: some clients name none.
        sent = decoded(request.get_data(cache=False))
    pairs = [*sent, *request.args.items(multi=True)]
    return Form([(name, value.replace("\0", "")) for name, value in pairs])


def decoded(body: bytes) -> list[tuple[str, str]]:
    """The pairs of a form's body.

    It is UTF-8 where it can be, else in the charset that the form itself names, else
    in that of Western Europe.
    """
    parts = [part.partition(b"=") for part in body.split(b"&", FIELDS)[:FIELDS] if part]
    raw = [(_unquoted(name), _unquoted(value)) for name, _, value in parts]
    charset = _charset(raw)
    return [(_text(name, charset), _text(value, charset)) for name, value in raw]


def _unquoted(part: bytes) -> bytes:
    return unquote_to_bytes(part.replace(b"+", b" "))


def _text(raw: bytes, charset: str) -> str:
    return raw.decode(charset, "replace")


def _charset(raw: Sequence[tuple[bytes, bytes]]) -> str:
    named = next(
        (value for name, value in raw if name in (b"blog_charset", b"charset")), b""
    )
    told = named.decode("ascii", "replace").strip().lower()
    if told == "iso-2022-jp":  # which looks like ASCII
        return told
    try:
        for name, value in raw:
            name.decode()
            value.decode()
    except UnicodeDecodeError:
        if not _CHARSETS.match(told):
            return "cp1252"
        told = _WEB.get(re.sub(r"[-_]", "", told), told)
        return told if _known(told) else "cp1252"
    return "utf-8"


def _known(charset: str) -> bool:
    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return True
