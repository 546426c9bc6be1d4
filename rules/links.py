"""Links in a comment, plain or disguised, and where they lead."""

from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from rules.facts import Facts, Spans
from rules.patterns import pattern, places

# Written out, without a scheme, and "defanged" as in hxxp://site[.]example.
_LINK = pattern(
    r"(?i)(?:(?:https?|hxxps?)://|www\.)[^\s\p{Z}<>\"']+|\b[a-z0-9-]{2,63}(?:\.|\[\.\]"
    r"|\(dot\)| dot )(?:com|net|org|info|biz|xyz|top|club|online|site|shop|ru|example"
    r"|co\.uk|org\.uk|ac\.uk|gov\.uk|de|io|tk|ly|tv|eu|cc|cn|app|website|casino|vip"
    r"|store)\b(?:/[^\s\p{Z}<>\"']*)?|\b(?:t\.me|wa\.me|discord\.gg|goo\.gl|t\.co"
    r"|is\.gd|shorturl\.at)/[^\s\p{Z}<>\"']+"
)
_DOT = (("[.]", "."), ("(dot)", "."), (" dot ", "."), ("hxxp", "http"))
# The services themselves say what they are; chosen by hand.
_SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "ow.ly", "buff.ly", "cutt.ly"}
    | {"rebrand.ly", "shorturl.at", "t.ly", "adf.ly", "bit.example"}
)


def spans(facts: Facts) -> Spans:
    """Where the links are; the host of a mail address is none."""
    return _links(facts.text)


def shorteners(facts: Facts) -> int:
    """How many links hide where they lead behind a shortening service."""
    hosts = _hosts(facts.text)
    return sum(host in _SHORTENERS for host in hosts)


def domains(facts: Facts) -> frozenset[str]:
    """The registered domains that it links to, by the public suffix list.

    That of `http://news.shop.co.uk/x` is `shop.co.uk`; a bare number is its own.
    """
    hosts = _hosts(facts.text)
    return frozenset(_registered(host) for host in hosts if host)


def defanged(facts: Facts) -> Spans:
    """Links that are written so that they are none: `hxxp://`, `site[.]example`."""
    return tuple(
        (begin, end)
        for begin, end in _links(facts.text)
        if any(sign in facts.text[begin:end].lower() for sign, _ in _DOT)
    )


def to(facts: Facts, listed: frozenset[str]) -> Spans:
    """Links to one of these domains, or a part of one."""
    both = zip(_links(facts.text), _hosts(facts.text), strict=True)
    return tuple(
        place for place, host in both if not listed.isdisjoint(_with_parents(host))
    )


def _with_parents(host: str) -> Iterator[str]:
    """`a.b.example`, then `b.example`, then `example`."""
    while host:
        yield host
        host = host.partition(".")[2]


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _registered(host: str) -> str:
    if not host[-1:].isalpha():  # a number of a computer
        return host
    return _suffixes().privatesuffix(host) or host


def share(facts: Facts) -> float:
    """The share of the text that is links."""
    linked = sum(end - begin for begin, end in spans(facts))
    return linked / max(len(facts.text.strip()), 1)


@lru_cache(maxsize=8)  # all facts of links of one comment are of the same places
def _links(text: str) -> Spans:
    if "." not in text and "://" not in text and "dot" not in text.lower():
        return ()
    return tuple(
        (begin, end)
        for begin, end in places(_LINK, text)
        if not _is_of_a_word_or_mail(text, begin, end)
    )


def _is_of_a_word_or_mail(text: str, begin: int, end: int) -> bool:
    """Whether it is the host of a mail address, or the tail of a word."""
    before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    return "@" in (before, after) or before.isalnum()


@lru_cache(maxsize=8)
def _hosts(text: str) -> tuple[str, ...]:
    """Of each of its links, where it leads."""
    return tuple(_host(text[begin:end]) for begin, end in _links(text))


def _host(link: str) -> str:
    link = link.lower()
    for written, meant in _DOT:
        link = link.replace(written, meant)
    try:
        host = urlsplit(link if "://" in link else f"http://{link}").hostname or ""
    except ValueError:  # such as a broken IPv6 address
        return ""
    return host.removeprefix("www.")
