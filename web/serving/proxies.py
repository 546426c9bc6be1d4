"""Who asked a proxy that stands before this service, and whether by https.

gunicorn sees to https by itself, granian does not: both are told by the same rule. Who
asked is what tries to sign in are counted by, so only proxies are believed: what a
client itself says of where it is stands before what they add.
"""

import os
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from moderation.errors import BadSetting

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = IPv4Network | IPv6Network

ALLOWED = "FORWARDED_ALLOW_IPS"
"""The variable that names proxies, which gunicorn reads by itself."""

_THIS_MACHINE = "127.0.0.1,::1"
_ALL = "0.0.0.0/0,::/0"


def known() -> Collection[Network]:
    """Where proxies are: on this machine, unless the variable says something else.

    Raises:
        BadSetting: it says what is no address.
    """
    told = os.environ.get(ALLOWED, _THIS_MACHINE).strip()
    names = (_ALL if told == "*" else told).split(",")
    try:
        return tuple(ip_network(each.strip()) for each in names if each.strip())
    except ValueError as error:
        raise BadSetting(
            f"{ALLOWED}: wanted addresses or networks with commas between, or *, "
            f"got {told!r}"
        ) from error


def heeding(app: "WSGIApplication", proxies: Collection[Network]) -> "WSGIApplication":
    """An application that believes what these proxies say of how they were asked."""

    @lru_cache(1_000)
    def is_proxy(address: str) -> bool:
        try:
            return any(ip_address(address) in each for each in proxies)
        except ValueError:  # as of a socket that is a file, or what a client made up
            return False

    def heeded(
        environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if is_proxy(environ.get("REMOTE_ADDR", "")):
            told = environ.get("HTTP_X_FORWARDED_PROTO")
            if told is not None:
                environ["wsgi.url_scheme"] = "https" if told == "https" else "http"
            asked = _client(environ.get("HTTP_X_FORWARDED_FOR", ""), is_proxy)
            environ["REMOTE_ADDR"] = asked or environ["REMOTE_ADDR"]
        return app(environ, start_response)

    return heeded


def _client(told: str, is_proxy: Callable[[str], bool]) -> str | None:
    """The last address in `X-Forwarded-For` that is no proxy's.

    Each proxy adds at the end whom it was asked by. Where all are proxies it is the
    very last, which nobody but ours has written; `None` where that is no address.
    """
    addresses = [each.strip() for each in told.split(",")]
    client = next((each for each in reversed(addresses) if not is_proxy(each)), None)
    try:
        return str(ip_address(addresses[-1] if client is None else client))
    except ValueError:
        return None
