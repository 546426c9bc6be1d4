"""Moderators who work one queue at the same time, each with a session of their own."""

import http.client
import json
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

_FIELD = re.compile(r'name="(csrf_token|id|version)" value="([^"]*)"')
_FORM = re.compile(r'<form method="post" action="/decide".*?</form>', re.DOTALL)


@dataclass
class Moderator:
    """One who signs in and decides what is shown, one by one, until nothing waits.

    Attributes:
        decided: the ids of what they decided.
        lost: how often somebody else was quicker.
        wrong: answers that are none of those, by their status.
    """

    address: tuple[str, int]
    name: str
    password: str
    decided: list[str] = field(default_factory=list)
    lost: int = 0
    wrong: Counter[int] = field(default_factory=Counter)
    _cookie: str = ""

    def work(self) -> None:
        """Sign in, and decide all there is."""
        page = self._ask("GET", "/sign-in")[1]
        token = dict(_FIELD.findall(page))["csrf_token"]
        form = {"name": self.name, "password": self.password, "csrf_token": token}
        self._ask("POST", "/sign-in", form)
        while self._decide_one():
            pass

    def _decide_one(self) -> bool:
        status, page = self._ask("GET", "/review")
        if status == 302:
            return True
        shown = _FORM.search(page)
        if status != 200 or shown is None:
            if "Nothing waits" not in page:
                self.wrong[status] += 1
            return False
        fields = {name: unescape(value) for name, value in _FIELD.findall(shown[0])}
        form = {**fields, "action": "approve"}
        status, answer = self._ask("POST", "/decide", form, accept="application/json")
        if status == 200:
            self.decided.append(json.loads(answer)["id"])
        elif status == 409:
            self.lost += 1
        else:
            self.wrong[status] += 1
        return True

    def _ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        accept: str = "text/html",
    ) -> tuple[int, str]:
        line = http.client.HTTPConnection(*self.address, timeout=60)
        headers = {"Cookie": self._cookie, "Accept": accept}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, form and urlencode(form), headers)
        answer = line.getresponse()
        told = answer.read().decode()
        if given := answer.headers.get("Set-Cookie"):
            self._cookie = given.partition(";")[0]
        line.close()
        return answer.status, told


def work_together(moderators: Sequence[Moderator]) -> None:
    """Let all of them work at the same time, until nothing waits."""
    threads = [threading.Thread(target=each.work) for each in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
