"""Whether an answer is one that the contract tells of."""

import re
from typing import Any

import msgspec
from werkzeug.test import TestResponse

from web.api import answers, contract
from web.api.calls import CALLS, Call


def check(method: str, path: str, answer: TestResponse) -> None:
    """Hold an answer to the contract: its status, and each field of its body.

    Args:
        path: that was asked, without what stands behind the question mark.
    """
    (call,) = [each for each in CALLS if each.method == method and _is_at(each, path)]
    status = answer.status_code
    assert str(status) in _operation(call)["responses"], (method, path, answer.text)
    kind = call.gives.get(status, answers.Problem)
    if kind is None:
        assert answer.data == b""
    elif isinstance(kind, tuple):
        for item in msgspec.json.decode(answer.data):
            msgspec.convert(item, kind[1] if "error" in item else kind[0])
    else:
        msgspec.json.decode(answer.data, type=kind)


def _is_at(call: Call, path: str) -> bool:
    return re.fullmatch(re.sub(r"<[^>]+>", "[^/]+", call.path), path) is not None


def _operation(call: Call) -> Any:
    methods = contract.document()["paths"].values()
    (found,) = [
        each
        for operations in methods
        for each in operations.values()
        if each["operationId"] == call.name
    ]
    return found
