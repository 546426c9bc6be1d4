"""One request to a receiver: within a time, to a checked address, with no way on.

Nothing of what a receiver answers is read beyond its head, and no more than some KB of
that: its status is all that matters. Redirects are not followed, no proxy is asked, and
the time counts for everything together, so a receiver that answers a letter a minute
is as slow as one that does not answer.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from moderation.webhooks import schedule, targets
from moderation.webhooks.targets import Address, Network, Target

HEAD_BYTES = 64 * 1024
"""What is read of an answer at most."""

ADDRESSES = 4
"""Of a name that has many, as many are tried."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a request came to.

    Attributes:
        status: that was answered; `None`: nothing was, and `error` says why.
        asked: for how long the receiver wants to be left alone.
    """

    status: int | None
    error: str | None
    milliseconds: int
    asked: timedelta | None = None

    @property
    def taken(self) -> bool:
        """Whether the receiver has the message."""
        return self.status is not None and 200 <= self.status < 300


def post(
    url: str,
    headers: Mapping[str, str],
    body: str,
    at: datetime,
    *,
    allowed: Collection[Network] = (),
    seconds: float,
) -> Answer:
    """Send a body, and say what came of it; whatever goes wrong is told in the answer.

    Args:
        at: now, for a `Retry-After` that is a date.
        allowed: networks that are taken although they are not public.
        seconds: for everything.
    """
    began = time.monotonic()
    status, error, asked = None, None, None
    try:
        status, told = _exchange(url, headers, body, allowed, began + seconds)
        asked = schedule.retry_after(told, at)
    except targets.Refused as refused:
        error = f"refused: {refused}"
    except TimeoutError:
        error = f"no answer in {seconds:g} seconds"
    except ssl.SSLCertVerificationError as wrong:
        error = f"certificate: {wrong.verify_message}"
    except Exception as wrong:  # whatever a receiver can cause is no trouble of ours
        error = _words(wrong)
    spent = round(1000 * (time.monotonic() - began))
    return Answer(status=status, error=error, milliseconds=spent, asked=asked)


def _exchange(
    url: str,
    headers: Mapping[str, str],
    body: str,
    allowed: Collection[Network],
    until: float,
) -> tuple[int, str | None]:
    """The status of the answer, and its `Retry-After`."""
    target = targets.read(url)
    found = targets.addresses(target, allowed, seconds=_left(until))
    with _connected(target, found, until) as sock:
        sender = http.client.HTTPConnection(target.host, target.port)
        sender.sock = sock
        sock.settimeout(_left(until))
        fixed = {"Host": target.authority, "Connection": "close"}
        sender.request("POST", target.path, body.encode(), {**fixed, **headers})
        answer = http.client.HTTPResponse(_Reader(sock, until), method="POST")  # type: ignore[arg-type] # as a socket it is only asked for a file
        try:
            answer.begin()
            return answer.status, answer.getheader("Retry-After")
        finally:
            answer.close()


def _connected(target: Target, found: Sequence[Address], until: float) -> socket.socket:
    """A connection to a target, at the first of its addresses that takes one."""
    sock = _reached(target, found[:ADDRESSES], until)
    if target.scheme == "http":
        return sock
    try:
        sock.settimeout(_left(until))
        # The certificate is asked for by the name, not by the address.
        return _tls().wrap_socket(sock, server_hostname=target.host.rstrip("."))
    except BaseException:
        sock.close()
        raise


def _reached(target: Target, found: Sequence[Address], until: float) -> socket.socket:
    """Each address gets its part of the time, so that one that is silent ends none."""
    last: OSError = socket.gaierror("no such host")
    for tried, address in enumerate(found):
        part = _left(until) / (len(found) - tried)
        try:
            return socket.create_connection((str(address), target.port), timeout=part)
        except OSError as error:
            last = error
    raise last


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


class _Reader(io.RawIOBase):
    """What is read of a connection until a time, and not more than `HEAD_BYTES`."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock, self._until, self._read = sock, until, 0

    def makefile(self, mode: str) -> io.BufferedReader:
        """As `http.client` asks a socket."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It is for nothing else."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some, in the time that is left."""
        if self._read >= HEAD_BYTES:
            raise http.client.HTTPException("an answer without end")
        self._sock.settimeout(_left(self._until))
        count = self._sock.recv_into(buffer)
        self._read += count
        return count


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "no such host"),
    (ConnectionRefusedError, "connection refused"),
    (http.client.RemoteDisconnected, "connection closed without an answer"),
    (ConnectionError, "connection broken off"),
    (ssl.SSLError, "no secure connection"),
    (http.client.HTTPException, "no answer that is HTTP"),
)


def _words(wrong: Exception) -> str:
    """What went wrong, in words of ours: others' may have anything in them."""
    known = (said for kind, said in _WORDS if isinstance(wrong, kind))
    return next(known, type(wrong).__name__)
