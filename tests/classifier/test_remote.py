"""A scorer behind an address, asked over real connections."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import urllib3

from classifier.scorers import ScorerError, remote

ATTRIBUTES = ("toxicity", "insult")
Answer = Callable[[BaseHTTPRequestHandler, Any], None]


def answering(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, _: Any) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class Place:
    """A server on this machine; `answer` says how it answers, `asked` what came."""

    def __init__(self) -> None:
        self.answer: Answer = answering(b'{"scores": [[0.25, 0.75]]}')
        self.asked: list[Any] = []
        place = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                asked = json.loads(self.rfile.read(length))
                place.asked.append(asked)
                try:
                    place.answer(self, asked)
                except OSError:
                    self.close_connection = True  # the other side has left

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.url = f"http://127.0.0.1:{self.server.server_port}/score"


@pytest.fixture
def place() -> Iterator[Place]:
    found = Place()
    thread = threading.Thread(target=found.server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


@pytest.fixture
def scorer(place: Place) -> Iterator[remote.RemoteScorer]:
    found = remote.scorer(ATTRIBUTES, url=place.url, timeout="0.5")
    yield found
    found.close()


def test_texts_go_out_and_scores_come_back(
    place: Place, scorer: remote.RemoteScorer
) -> None:
    def by_length(handler: BaseHTTPRequestHandler, asked: Any) -> None:
        scores = [[0.0, len(text) / 100] for text in asked["texts"]]
        answering(json.dumps({"scores": scores}).encode())(handler, asked)

    place.answer = by_length
    texts = ["four", "grüß \ud800"]
    assert scorer.score(texts).tolist() == [
        pytest.approx([0, 0.04]),
        pytest.approx([0, 0.06]),
    ]
    assert place.asked == [{"texts": texts, "attributes": list(ATTRIBUTES)}]
    assert scorer.version == "remote:127.0.0.1"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<html>", 'wanted {"scores"'),
        ('{"scores": "0.5"}', 'wanted {"scores"'),
        ('{"scores": [["0.5", "0.5"]]}', 'wanted {"scores"'),
        ('{"scores": [[NaN, 0.5]]}', 'wanted {"scores"'),
        ("[" * 50_000, 'wanted {"scores"'),
        ('{"scores": "\udcff"}', 'wanted {"scores"'),
        ('{"scores": [[0.5]]}', "wanted 1 rows of 2 scores"),
        ('{"scores": []}', "wanted 1 rows of 2 scores"),
        (" " * 1_000_000, "more than 65536 bytes"),
    ],
    ids=lambda value: value[:30],
)
def test_a_wrong_answer_is_an_error(
    place: Place, scorer: remote.RemoteScorer, body: str, told: str
) -> None:
    place.answer = answering(body.encode("utf-8", "surrogateescape"))
    with pytest.raises(ScorerError, match=told):
        scorer.score(["a remark"])


@pytest.mark.parametrize("status", [201, 302, 404, 500])
def test_another_status_is_an_error(
    place: Place, scorer: remote.RemoteScorer, status: int
) -> None:
    place.answer = answering(b"", status, Location="http://127.0.0.1:1/")
    with pytest.raises(ScorerError, match=f"wanted status 200, got {status}"):
        scorer.score(["a remark"])


def test_an_answer_that_does_not_come_is_not_waited_for(
    place: Place, scorer: remote.RemoteScorer
) -> None:
    place.answer = lambda handler, _: time.sleep(3)
    begin = time.monotonic()
    with pytest.raises(urllib3.exceptions.HTTPError):
        scorer.score(["a remark"])
    assert time.monotonic() - begin < 2.5


def test_an_answer_that_drips_is_not_waited_for(
    place: Place, scorer: remote.RemoteScorer
) -> None:
    def dripping(handler: BaseHTTPRequestHandler, _: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    place.answer = dripping
    begin = time.monotonic()
    with pytest.raises((ScorerError, urllib3.exceptions.HTTPError)):
        scorer.score(["a remark"])
    assert time.monotonic() - begin < 2.5


def test_nobody_there_is_an_error() -> None:
    nobody = remote.scorer(ATTRIBUTES, url="http://127.0.0.1:1/score")
    with pytest.raises(urllib3.exceptions.HTTPError):
        nobody.score(["a remark"])


@pytest.mark.parametrize("url", ["", "scores", "ftp://host/x", "file:///etc/passwd"])
def test_only_http_is_an_address(url: str) -> None:
    with pytest.raises(ScorerError, match="wanted http"):
        remote.scorer(ATTRIBUTES, url=url)
