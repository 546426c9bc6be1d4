"""Where messages may go: public addresses, and private ones that a setting allows.

Whoever may set a webhook could otherwise let this service ask what only it can reach: a
database, a router, the machine's own credentials at 169.254.169.254. So a name is
looked up, every address that it has is checked, and exactly those are connected to:
what the name answers a moment later counts for nothing (DNS rebinding).

Which addresses are public is told by IANA's registries of special-purpose addresses:
https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-...
"""

import queue
import re
import socket
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

URL_CHARACTERS = 2_000

_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
NAME = rf"{_LABEL}(?:\.{_LABEL}){{0,126}}\.?"
"""What the name of a host is made of (RFC 1035), or its number in IPv4."""
_LONGEST_NAME = 253

_PORTS = {"http": 80, "https": 443}

_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this host
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local; clouds tell secrets there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",  # for documents
            "192.88.99.0/24",  # relays to IPv6, of old
            "192.168.0.0/16",
            "198.18.0.0/15",  # for benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # to many
            "240.0.0.0/4",  # for the future, and to all
            "2001::/23",  # for protocols, among them Teredo
            "2001:db8::/32",  # for documents
            "2002::/16",  # 6to4, which leads to any IPv4 address
            "3fff::/20",
        ),
    )
)
_GLOBAL_UNICAST = ip_network("2000::/3")
"""All of IPv6 that is handed out to be reached; everything else is special."""

_NAT64 = ip_network("64:ff9b::/96")
"""Where networks without IPv4 have all of it; what matters is the address inside."""


class Refused(Exception):
    """No message goes there; the text says why, for the log of the endpoint."""


@dataclass(frozen=True)
class Target:
    """An address of the web, read: `path` is all that is asked of the host."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the header `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return host if usual else f"{host}:{self.port}"


def read(url: str) -> Target:
    """Read a URL.

    Raises:
        Refused: it is none that a message can be sent to.
    """
    if len(url) > URL_CHARACTERS:
        raise Refused(f"longer than {URL_CHARACTERS} characters")
    if not url.isascii() or any(each <= " " or each in "\\\x7f" for each in url):
        raise Refused("blanks, control characters and others than ASCII are escaped")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(str(error)) from error
    if parts.scheme not in _PORTS:
        raise Refused("it begins neither with http:// nor with https://")
    if "@" in parts.netloc:
        raise Refused("a name and a password have no place in it")
    if not parts.hostname:
        raise Refused("it names no host")
    if "[" in parts.netloc:
        _check_number(parts.hostname)
    elif len(parts.hostname) > _LONGEST_NAME or not re.fullmatch(NAME, parts.hostname):
        raise Refused(
            "a host's name is of letters, digits and hyphens, 63 between two points"
        )
    if port == 0:
        raise Refused("there is no port 0")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], path)


def _check_number(host: str) -> None:
    """What stands in brackets is a number in IPv6 (RFC 3986)."""
    try:
        IPv6Address(host)
    except ValueError:
        raise Refused("in brackets stands a number in IPv6") from None


def check(url: str, allowed: Collection[Network] = ()) -> None:
    """Refuse what can be seen to be wrong before anything is sent.

    A name is not looked up: it may be another's tomorrow, so it is when it is used.

    Raises:
        Refused: it is no URL for messages, or names an address that is not public.
    """
    target = read(url)
    try:
        address = ip_address(target.host)
    except ValueError:
        return
    check_address(address, allowed)


def check_address(address: Address, allowed: Collection[Network] = ()) -> None:
    """See that messages may go to an address.

    Args:
        allowed: networks that are taken although they are not public.

    Raises:
        Refused: they may not.
    """
    meant = _meant(address)
    if any(meant in network for network in allowed) or _is_public(meant):
        return
    raise Refused(
        f"{address} is no public address; MODERATION_WEBHOOK_PRIVATE can allow it"
    )


def addresses(
    target: Target, allowed: Collection[Network] = (), *, seconds: float
) -> Sequence[Address]:
    """The addresses of a target, each of which is checked.

    Args:
        seconds: how long its name may take to be looked up.

    Raises:
        Refused: one of them is not public; all the others are refused with it.
        OSError: it has none, or that is not told in time.
    """
    found = _looked_up(target.host, target.port, seconds)
    for address in found:
        check_address(address, allowed)
    return found


def _looked_up(host: str, port: int, seconds: float) -> Sequence[Address]:
    """Look up a name, which itself knows no time limit, so in a thread of its own."""
    answer: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put([str(row[4][0]) for row in rows])
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, name="lookup", daemon=True).start()
    try:
        said = answer.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(said, Exception):
        raise socket.gaierror("no such host") from said
    return [ip_address(each) for each in dict.fromkeys(said)]


def _meant(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that leads to it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    # Ours, and Python's own list, which may know more: either may refuse.
    ours = not any(address in network for network in _NOT_PUBLIC)
    return ours and address.is_global and not address.is_multicast
