"""One request: to the address that was checked, within its time, and no more read."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from moderation.store.database import now
from moderation.webhooks import posting
from moderation.webhooks.posting import Answer
from tests.moderation.receiver import LOOPBACK, Receiver, serving
from tests.moderation.webhooks.test_targets import answering
from tests.needs import program

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def send(url: str, *, seconds: float = 10.0, private: bool = True) -> Answer:
    allowed = LOOPBACK if private else frozenset()
    return posting.post(
        url, {"webhook-id": "msg_1"}, "{}", now(), allowed=allowed, seconds=seconds
    )


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that says what `talk` does, on a port; `talk` ends when it is left."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            try:
                connection, _ = listening.accept()
                with connection:
                    talk(connection)
            except OSError:
                pass

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_a_private_address_is_not_even_connected_to() -> None:
    with serving(Receiver()) as receiver:
        answer = send(receiver.url, private=False)
        assert receiver.requests == []
    assert answer.status is None
    assert answer.error == (
        "refused: 127.0.0.1 is no public address; "
        "MODERATION_WEBHOOK_PRIVATE can allow it"
    )


def test_a_name_is_looked_up_once_and_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(Receiver()) as receiver:
        asked = answering(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
        answer = send(f"http://hook.example:{receiver.server_port}/a?b=c")
        ((headers, _),) = receiver.requests
    assert (answer.status, answer.taken) == (204, True)
    assert asked == ["hook.example"]  # what it would answer next is not asked
    assert headers["host"] == f"hook.example:{receiver.server_port}"


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, ["10.0.0.1"])
    answer = send("http://hook.example/", private=False)
    assert "10.0.0.1 is no public address" in (answer.error or "")


def test_an_address_that_is_silent_does_not_end_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(Receiver()) as receiver:
        answering(monkeypatch, ["127.0.0.9", "127.0.0.1"])
        assert send(f"http://hook.example:{receiver.server_port}/").taken


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_not_followed(status: int) -> None:
    with serving(Receiver(status)) as receiver:
        receiver.headers["Location"] = receiver.url
        answer = send(receiver.url)
        assert (answer.status, answer.taken) == (status, False)
        assert len(receiver.requests) == 1


def test_a_huge_body_is_not_read() -> None:
    sent = 0

    def talk(connection: socket.socket) -> None:
        nonlocal sent
        connection.recv(10_000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")
        while sent < 50_000_000:
            sent += connection.send(b"x" * 65_536)

    with talking(talk) as port:
        answer = send(f"http://127.0.0.1:{port}/")
    assert answer.taken
    assert sent < 20_000_000  # what fits into buffers of the two systems


@pytest.mark.parametrize(
    "endless",
    [b"HTTP/1.1 200 OK\r\nA: " + b"x" * 1_000, b"x" * 1_000, b"HTTP/1.1 100 C\r\n\r\n"],
)
def test_a_head_without_end_is_given_up(endless: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(10_000)
        while True:
            connection.sendall(endless)

    with talking(talk) as port:
        answer = send(f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.taken) == (None, False)
    assert answer.error == "no answer that is HTTP"


def test_a_receiver_that_answers_a_letter_at_a_time_has_no_more_time() -> None:
    def talk(connection: socket.socket) -> None:
        stop = threading.Event()
        for letter in OK * 100:
            connection.sendall(bytes([letter]))
            stop.wait(0.02)

    with talking(talk) as port:
        answer = send(f"http://127.0.0.1:{port}/", seconds=0.3)
    assert answer.error == "no answer in 0.3 seconds"
    assert 300 <= answer.milliseconds < 5_000


def test_who_connects_and_says_nothing_has_no_more_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        for scheme in ("http", "https"):
            answer = send(f"{scheme}://127.0.0.1:{port}/", seconds=0.2)
            assert answer.error == "no answer in 0.2 seconds"


def test_what_is_wrong_is_told_in_a_few_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    assert send(f"http://127.0.0.1:{closed}/").error == "connection refused"
    assert send("http://nowhere.invalid/").error == "no such host"
    with talking(lambda connection: None) as port:
        assert (send(f"http://127.0.0.1:{port}/").error or "").startswith("connection ")
    with talking(lambda connection: connection.sendall(b"SSH-2.0\r\n")) as port:
        answer = send(f"https://127.0.0.1:{port}/")
    assert answer.error == "no secure connection"


@pytest.mark.parametrize("header", ["120", None])
def test_retry_after_is_read_of_the_answer(header: str | None) -> None:
    with serving(Receiver(503)) as receiver:
        if header is not None:
            receiver.headers["Retry-After"] = header
        answer = send(receiver.url)
    assert answer.asked == (timedelta(seconds=120) if header else None)


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Receiver()) as receiver, serving(Receiver()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert send(receiver.url).taken
        assert proxy.requests == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of hook.example, with its key."""
    path = tmp_path / "both.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=hook.example"]
    name = ["-addext", "subjectAltName=DNS:hook.example"]
    made = [str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")]
    subprocess.run(  # noqa: S603 - our own words
        [program("openssl"), *words, *name, "-keyout", made[0], "-out", made[1]],
        check=True,
        capture_output=True,
    )
    path.write_text("".join(Path(each).read_text() for each in made))
    return path


@pytest.mark.parametrize(
    ("host", "error"),
    [("hook.example", None), ("other.example", "certificate: Hostname mismatch")],
)
def test_a_certificate_is_asked_for_by_the_name_at_the_checked_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, error: str | None
) -> None:
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate)
    names: list[str | None] = []
    ours.sni_callback = lambda _, name, __: names.append(name)
    theirs = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(posting, "_tls", lambda: theirs)
    answering(monkeypatch, ["127.0.0.1"])
    heard = b""

    def talk(connection: socket.socket) -> None:
        nonlocal heard
        with ours.wrap_socket(connection, server_side=True) as secure:
            while not heard.endswith(b"{}"):
                heard += secure.recv(10_000)
            secure.sendall(OK)

    with talking(talk) as port:
        answer = send(f"https://{host}:{port}/hook")
    assert names == [host]
    if error is None:
        assert answer.taken
        assert f"Host: hook.example:{port}".encode() in heard
    else:
        assert (answer.error or "").startswith(error)
        assert heard == b""


def test_a_certificate_that_nobody_vouches_for_is_refused(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate)
    answering(monkeypatch, ["127.0.0.1"])

    def talk(connection: socket.socket) -> None:
        ours.wrap_socket(connection, server_side=True).close()

    with talking(talk) as port:
        answer = send(f"https://hook.example:{port}/")
    assert (answer.error or "").startswith("certificate: ")
