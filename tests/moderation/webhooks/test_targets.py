"""Messages go to public addresses, and to private ones only where that is allowed."""

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from moderation.webhooks import targets
from moderation.webhooks.targets import Refused

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "2606:2800:220:1::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]


def answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names be looked up to these, in turn; returns what is asked for."""
    real, asked, left = socket.getaddrinfo, list[str](), list(answers)

    def look_up(host: str, port: int, *more: Any, **named: Any) -> Any:
        try:
            ip_address(host)
        except ValueError:
            asked.append(host)
            found = left.pop(0) if len(left) > 1 else left[0]
            return [row for each in found for row in real(each, port, *more, **named)]
        return real(host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="is no public address"):
        targets.check_address(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_taken(address: str) -> None:
    targets.check_address(ip_address(address))


@given(some.ip_addresses())
def test_nothing_is_taken_that_python_knows_to_be_private(
    address: IPv4Address | IPv6Address,
) -> None:
    try:
        targets.check_address(address)
    except Refused:
        return
    for one in (address, getattr(address, "ipv4_mapped", None)):
        if one is not None:
            wrong = (one.is_private, one.is_loopback, one.is_link_local)
            assert not any((*wrong, one.is_multicast, one.is_unspecified))


@given(some.ip_addresses(v=4))
def test_an_ipv4_address_is_the_same_whatever_ipv6_it_is_wrapped_in(
    address: IPv4Address,
) -> None:
    def taken(one: IPv4Address | IPv6Address) -> bool:
        try:
            targets.check_address(one)
        except Refused:
            return False
        return True

    wrapped = [IPv6Address(f"::ffff:{address}"), IPv6Address(f"64:ff9b::{address}")]
    assert {taken(one) for one in (address, *wrapped)} == {taken(address)}


@given(some.ip_addresses(v=4, network="10.0.0.0/8"))
def test_what_is_allowed_is_taken_and_nothing_beside_it(address: IPv4Address) -> None:
    allowed = {ip_network("10.1.2.0/24")}
    if str(address).startswith("10.1.2."):
        targets.check_address(address, allowed)
        targets.check_address(IPv6Address(f"::ffff:{address}"), allowed)
        return
    with pytest.raises(Refused):
        targets.check_address(address, allowed)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://cms.example/", "neither with http:// nor with https://"),
        ("cms.example/hook", "neither with http:// nor with https://"),
        ("", "neither with http:// nor with https://"),
        ("https://", "names no host"),
        ("https://*.example/", "letters, digits and hyphens"),
        ("https://cms.example;x/", "letters, digits and hyphens"),
        ("https://-/", "letters, digits and hyphens"),
        ("https://anna:pw@cms.example/", "a name and a password"),
        ("https://@cms.example/", "a name and a password"),
        ("https://8.8.8.8@127.0.0.1/", "a name and a password"),
        ("https://cms.example:0/", "no port 0"),
        ("https://cms.example:99999/", "(?i)port"),
        ("https://cms.example:x/", "(?i)port"),
        ("https://[::1/", "(?i)invalid"),
        ("https://[v1.x]/", "(?i)number in IPv6|invalid|not supported"),
        ("https://a..b/", "letters, digits and hyphens"),
        (f"https://{'a' * 64}.example/", "63 between two points"),
        (f"https://{'a.' * 130}example/", "letters, digits and hyphens"),
        ("https://cms.example/a b", "escaped"),
        ("https://cms.example/\r\nX-A: 1", "escaped"),
        ("https://cms.example\\@127.0.0.1/", "escaped"),
        ("https://zeitung.example/ü", "escaped"),
        ("https://cms.example/" + "a" * 2_000, "longer than"),
        ("http://127.0.0.1/", "no public address"),
        ("http://[::1]:8000/", "no public address"),
        ("http://169.254.169.254/latest/meta-data", "no public address"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_at_once(url: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        targets.check(url)


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("https://cms.example", "cms.example", "/"),
        ("https://cms.example:443/h", "cms.example", "/h"),
        ("http://cms.example:8443/h?a=1#part", "cms.example:8443", "/h?a=1"),
        ("HTTPS://CMS.example/H", "cms.example", "/H"),
        ("http://[2606:2800:220:1::1]:81/", "[2606:2800:220:1::1]:81", "/"),
    ],
)
def test_an_address_is_read_with_any_port(url: str, authority: str, path: str) -> None:
    targets.check(url)
    target = targets.read(url)
    assert (target.authority, target.path) == (authority, path)


@given(some.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://cms.example{text}"):
        try:
            target = targets.read(url)
        except Refused:
            continue
        assert target.host
        assert not any(each <= " " for each in target.authority + target.path)


def test_a_name_with_one_private_address_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Refused, match=r"10\.0\.0\.1 is no public address"):
        targets.addresses(targets.read("https://cms.example/"), seconds=5)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "017700000001"])
def test_odd_spellings_of_an_address_are_that_address(host: str) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1 is no public address"):
        targets.addresses(targets.read(f"http://{host}/"), seconds=5)


def test_a_name_that_is_not_found_in_time_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    never = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        never.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(TimeoutError):
        targets.addresses(targets.read("https://cms.example/"), seconds=0.05)
    never.set()
