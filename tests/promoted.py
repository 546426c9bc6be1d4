"""A served site whose model is promoted and rolled back while many ask at once."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from classifier.house import SiteModel
from moderation import intake, learning
from moderation.comments import Submission
from moderation.receipts import rounded
from moderation.service import Service
from tests.moderation.stories import taught
from tests.served import Server

SITE = "default"
TEXTS = (
    "House A, my lawyer will sue the market.",
    "The tram stops near the market, complete moron.",
    "Thank you for the careful report on the bridge.",
)

Expected = Mapping[tuple[str, str], float]
"""P(reject) by the version and the text."""


@dataclass(frozen=True)
class Answer:
    """What one request was answered, and when that came.

    Attributes:
        version: that the answer names; "" where it failed.
        right: whether the score is the one that this version gives to the text.
        seconds: that it took.
    """

    at: float
    version: str
    right: bool
    seconds: float


@dataclass
class Load:
    """Threads that ask for scores until they are told to stop.

    Args:
        expected: what each version says of each text.
    """

    server: Server
    expected: Expected
    answers: list[Answer] = field(default_factory=list)

    @contextmanager
    def asking(self, threads: int) -> Iterator[None]:
        """Ask over so many connections meanwhile."""
        stop, key = threading.Event(), self.server.key
        running = [
            threading.Thread(target=self._ask, args=(number, key, stop))
            for number in range(threads)
        ]
        for thread in running:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in running:
                thread.join()

    def _ask(self, number: int, key: str, stop: threading.Event) -> None:
        connection = http.client.HTTPConnection(*self.server.address, timeout=10)
        while not stop.is_set():
            text = TEXTS[number % len(TEXTS)]
            number += 1
            begin = time.monotonic()
            version, score = self._asked(connection, key, text)
            at = time.monotonic()
            right = version != "" and self.expected.get((version, text)) == score
            self.answers.append(Answer(at, version, right, at - begin))
        connection.close()

    def _asked(
        self, connection: http.client.HTTPConnection, key: str, text: str
    ) -> tuple[str, float | None]:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        try:
            body = json.dumps({"text": text})
            connection.request("POST", "/v1/score", body, headers)
            answer = connection.getresponse()
            told = json.loads(answer.read())
            if answer.status != 200:
                return "", None
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            return "", None
        return told["model"].rpartition("+")[2], told["scores"].get("reject")


def two_versions(service: Service) -> tuple[str, str]:
    """Two versions of a site's model that say different things; the first serves."""
    taught(service, 90)
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, SITE)
    live.registry.promote(SITE, done.version, live.ground)  # better or not
    first = live.registry.load(SITE, done.version, live.ground)
    named = first.weights.named.copy()
    named[-1] -= 6.0
    card = {**first.card, "version": "house-second", "number": 2}
    second = SiteModel(live.ground, replace(first.weights, named=named), card)
    live.registry.save(SITE, second)
    return first.version, second.version


def expected(service: Service, versions: Sequence[str]) -> Expected:
    """What each version says of each text when it alone serves; the last one stays."""
    live, found = service.judges.live, dict[tuple[str, str], float]()
    for version in versions:
        live.registry.promote(SITE, version, live.ground)
        for text in TEXTS:
            its = intake.assess(service, SITE, Submission(id="-", text=text))
            score = rounded(its.judgement.scores)["reject"]
            assert score is not None
            found[version, text] = score
    return found


def switched(
    load: Load, service: Service, versions: tuple[str, str], times: int, *, rest: float
) -> list[float]:
    """Promote the first version and roll back to the second, in turns.

    Returns:
        Of each time the seconds from when it was done to the last answer by the other
        version; 0 where none came after.
    """
    live = service.judges.live
    begun, turned = list[float](), list[tuple[float, str]]()
    for number in range(times):
        begun.append(time.monotonic())
        if number % 2 == 0:
            live.registry.promote(SITE, versions[0], live.ground)
        else:
            live.registry.rollback(SITE)
        turned.append((time.monotonic(), versions[number % 2]))
        time.sleep(rest)
    ends = [*begun[1:], time.monotonic()]
    lags = list[float]()
    for (begin, version), end in zip(turned, ends, strict=True):
        others = [
            its.at - begin
            for its in load.answers
            if begin < its.at < end and its.version not in (version, "")
        ]
        lags.append(max(others, default=0.0))
    return lags
