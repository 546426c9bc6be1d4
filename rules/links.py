"""Links in a comment, plain or disguised, and where they lead."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from rules.facts import Facts, Spans
from rules.patterns import pattern, places

# Written out, without a scheme, and "defanged" as in hxxp://site[.]example.
_LINK = pattern(
    r"(?i)(?:(?:https?|hxxps?)://|www\.)[^\s\p{Z}<>\"']+"
    r"|\b[a-z0-9-]{2,63}(?:\.|\[\.\]|\(dot\)| dot )(?:com|net|org|info|biz|xyz|top|"
    r"club|online|site|shop|ru|example)\b(?:/[^\s\p{Z}<>\"']*)?"
)
_DOT = (("[.]", "."), ("(dot)", "."), (" dot ", "."), ("hxxp", "http"))
# The services themselves say what they are; chosen by hand.
_SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "ow.ly", "buff.ly", "cutt.ly"}
    | {"rebrand.ly", "shorturl.at", "t.ly", "adf.ly", "bit.example"}
)


def spans(facts: Facts) -> Spans:
    """Where the links are; the host of a mail address is none."""
    return tuple(_links(facts.text))


def shorteners(facts: Facts) -> int:
    """How many links hide where they lead behind a shortening service."""
    hosts = (_host(facts.text[begin:end]) for begin, end in _links(facts.text))
    return sum(host in _SHORTENERS for host in hosts)


def share(facts: Facts) -> float:
    """The share of the text that is links."""
    linked = sum(end - begin for begin, end in spans(facts))
    return linked / max(len(facts.text.strip()), 1)


def _links(text: str) -> Iterator[tuple[int, int]]:
    for begin, end in places(_LINK, text):
        before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
        # The host of a mail address, or the tail of a word in other letters.
        if "@" not in (before, after) and not before.isalnum():
            yield begin, end


def _host(link: str) -> str:
    link = link.lower()
    for written, meant in _DOT:
        link = link.replace(written, meant)
    try:
        host = urlsplit(link if "://" in link else f"http://{link}").hostname or ""
    except ValueError:  # such as a broken IPv6 address
        return ""
    return host.removeprefix("www.")
