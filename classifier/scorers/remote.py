"""A scorer behind an address: one POST of JSON for each batch of texts.

It is sent `{"texts": ["..."], "attributes": ["insult"]}` and must answer 200 with
`{"scores": [[0.25]]}`: a row for each text, a column for each attribute, in order.
Used as `MODERATION_SCORERS="insult=remote?url=http://10.0.0.7:9000/score"`.
"""

import json
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec
import numpy as np
import urllib3
from numpy.typing import NDArray

from classifier.scorers.choosing import ScorerError

LONGEST_ANSWER = 1 << 16
"""Bytes that are read of an answer; a batch of a thousand texts needs fewer."""


class _Answer(msgspec.Struct):
    scores: list[list[float]]


class RemoteScorer:
    """Scores of a model on another machine; safe to use from many threads.

    Args:
        attributes: what the columns of the answer are.
        url: where to post, with http or https. Redirects are not followed.
        timeout: seconds to connect, for each read, and for the answer in all.

    Raises:
        ScorerError: the address is none.
    """

    def __init__(
        self, attributes: tuple[str, ...], *, url: str, timeout: float = 5.0
    ) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise ScorerError(f"remote: url: wanted http://… or https://…, got {url!r}")
        self.attributes = attributes
        self.version = f"remote:{urlsplit(url).hostname}"
        self._url = url
        self._timeout = timeout
        self._http = urllib3.PoolManager(
            maxsize=8, timeout=urllib3.Timeout(total=timeout), retries=False
        )

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Probabilities as the other side gives them, shape (n_texts, n_attributes).

        Raises:
            urllib3.exceptions.HTTPError: nobody answers, or too late.
            ScorerError: the answer is not 200, too long, or of another form.
        """
        until = time.monotonic() + self._timeout
        # Escaped, for a lone surrogate has no UTF-8.
        body = json.dumps({"texts": list(texts), "attributes": self.attributes})
        response = self._http.request(
            "POST",
            self._url,
            body=body.encode("ascii"),
            headers={"Content-Type": "application/json"},
            redirect=False,
            preload_content=False,
        )
        try:
            answer = _read(response, until)
        except BaseException:
            response.close()  # what is left of the answer is not waited for
            raise
        response.release_conn()
        return self._table(answer, len(texts))

    def close(self) -> None:
        """Close the connections that wait for the next call."""
        self._http.clear()

    def _table(self, answer: bytes, texts: int) -> NDArray[np.float32]:
        try:
            rows = msgspec.json.decode(answer, type=_Answer).scores
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ScorerError('remote: wanted {"scores": [[number, …], …]}') from error
        if len(rows) != texts or any(len(row) != len(self.attributes) for row in rows):
            raise ScorerError(
                f"remote: wanted {texts} rows of {len(self.attributes)} scores"
            )
        return np.array(rows, np.float32)


def _read(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    if response.status != 200:
        raise ScorerError(f"remote: wanted status 200, got {response.status}")
    answer = b""
    while part := response.read1(4096):
        answer += part
        if len(answer) > LONGEST_ANSWER:
            raise ScorerError(f"remote: an answer of more than {LONGEST_ANSWER} bytes")
        if time.monotonic() > until:
            raise ScorerError("remote: an answer that takes too long")
    return answer


def scorer(
    attributes: tuple[str, ...], *, url: str, timeout: str = "5"
) -> RemoteScorer:
    """The factory of the entry point `remote`; the timeout in seconds.

    Raises:
        ScorerError: the address is none.
        ValueError: the timeout is no number.
    """
    return RemoteScorer(attributes, url=url, timeout=float(timeout))
