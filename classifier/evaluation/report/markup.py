"""HTML and SVG put together so that no text can become markup.

Whatever is not `Markup` is escaped; only `tag` makes `Markup`.
"""

import html
import re

UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a page must not hold: controls, and halves of characters."""

_EMPTY = frozenset(("meta", "br"))  # elements that cannot hold anything


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """A text as it shall be read; what cannot be shown becomes U+FFFD.

    >>> escaped("<b>&")
    '&lt;b&gt;&amp;'
    """
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(UNSHOWN.sub("\ufffd", text), quote=True))


def joined(*parts: str) -> Markup:
    """The parts one after the other, each escaped unless it is markup."""
    return Markup("".join(map(escaped, parts)))


def tag(name: str, /, *inside: str, **attributes: str | float | None) -> Markup:
    """An element; attributes of value `None` are left out.

    An underscore behind a name is dropped, and one within becomes a hyphen.

    >>> tag("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{joined(*inside)}</{name}>")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
