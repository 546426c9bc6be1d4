"""Whether a request came by https to a proxy that stands before this service.

gunicorn sees to it by itself, granian does not: this is for it, by the same rule.
"""

import os
from collections.abc import Collection, Iterable
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
        return any(ip_address(address) in each for each in proxies)

    def heeded(
        environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        told = environ.get("HTTP_X_FORWARDED_PROTO")
        if told is not None and is_proxy(environ["REMOTE_ADDR"]):
            environ["wsgi.url_scheme"] = "https" if told == "https" else "http"
        return app(environ, start_response)

    return heeded
