"""Links in a comment, plain or disguised, and where they lead."""

import re
from urllib.parse import urlsplit

from rules.facts import Facts, Spans

# Written out, without a scheme, and "defanged" as in hxxp://site[.]example.
_LINK = re.compile(
    r"(?:(?:https?|hxxps?)://|www\.)[^\s<>\"']+"
    r"|\b[a-z0-9-]{2,63}(?:\.|\[\.\]|\(dot\)| dot )(?:com|net|org|info|biz|xyz|top|"
    r"club|online|site|shop|ru|example)\b(?:/[^\s<>\"']*)?",
    re.IGNORECASE,
)
# The services themselves say what they are; chosen by hand.
_SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "ow.ly", "buff.ly", "cutt.ly"}
    | {"rebrand.ly", "shorturl.at", "t.ly", "adf.ly", "bit.example"}
)


def spans(facts: Facts) -> Spans:
    """Where the links are."""
    return tuple(link.span() for link in _LINK.finditer(facts.text))


def count(facts: Facts) -> int:
    """How many links there are."""
    return len(spans(facts))


def domains(facts: Facts) -> tuple[str, ...]:
    """The host names that links lead to, in lower case, without `www.`."""
    return tuple(_host(link.group()) for link in _LINK.finditer(facts.text))


def shorteners(facts: Facts) -> int:
    """How many links hide where they lead behind a shortening service."""
    return sum(domain in _SHORTENERS for domain in domains(facts))


def share(facts: Facts) -> float:
    """The share of the text that is links."""
    linked = sum(end - begin for begin, end in spans(facts))
    return linked / max(len(facts.text.strip()), 1)


def _host(link: str) -> str:
    link = re.sub(r"\[\.\]|\(dot\)| dot ", ".", link, flags=re.IGNORECASE)
    link = re.sub(r"^hxxp", "http", link, flags=re.IGNORECASE)
    try:
        host = urlsplit(link if "://" in link else f"http://{link}").hostname or ""
    except ValueError:  # such as a broken IPv6 address
        return ""
    return host.removeprefix("www.")
