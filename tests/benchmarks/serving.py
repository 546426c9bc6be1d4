"""How many requests a second are answered, beside an empty Flask endpoint.

    python tests/benchmarks/serving.py
    python tests/benchmarks/serving.py --texts comments.csv.gz --seconds 10

gunicorn with two workers serves each, one after the other in the same run, and `wrk`
(the program must be installed) asks over 32 connections. What is counted is a ratio:
the machine may be slow, and then it is for both. Each is asked in turns, and the median
is taken. The exit status is 1 when a bar is not met.

Where granian is installed (the extra `fast`), all is measured under it too. There an
empty endpoint costs much less and judging as much as ever, so that the ratio is lower;
what counts is how many are answered in a second, and no bar is set.
"""

import argparse
import importlib.util
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path[0] = str(ROOT := Path(__file__).parents[2])  # instead of this file's folder

from moderation import keys  # noqa: E402
from moderation.settings import SERVERS  # noqa: E402
from moderation.store import Database  # noqa: E402
from tests.benchmarks import texts  # noqa: E402

CONNECTIONS, THREADS, WORKERS = 32, 1, 2
WORST_MS = 100.0  # the 99th percentile at most

_EMPTY = """
from flask import Flask, jsonify
app = Flask("empty")
@app.post("/")
def answer():
    return jsonify({"status": "alive"})
"""

_LUA = """
local bodies, n = {}, 0
for line in io.lines(BODIES) do bodies[#bodies + 1] = line end
request = function()
  n = n + 1
  local body = bodies[(n - 1) % #bodies + 1]
  if NUMBERED then body = body:gsub("@ID@", NUMBERED .. "-" .. n, 1) end
  return wrk.format("POST", nil, nil, body)
end
"""

_ANSWERED = re.compile(r"Requests/sec:\s+([\d.]+)")
_WORST = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_OTHER = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_MS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


@dataclass(frozen=True)
class Call:
    """What is asked, and how much of the empty endpoint's rate it must reach."""

    name: str
    path: str
    bodies: Sequence[str]
    bar: float
    numbered: bool = False


@dataclass(frozen=True)
class Measured:
    """Answers a second, the same by those of the empty one, and the slowest hundredth.

    The last is in milliseconds.
    """

    rate: float
    share: float
    slow: float


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", action="append", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        print("the program wrk is missing")
        return 2
    found = texts.read(given.texts)[:2_000] if given.texts else texts.made(2_000)
    with tempfile.TemporaryDirectory() as folder:
        return _compared(Path(folder), found, given.seconds, given.rounds)


def _compared(folder: Path, found: Sequence[str], seconds: int, rounds: int) -> int:
    status = 0
    for kind in SERVERS:
        if importlib.util.find_spec(kind) is None:
            print(f"{kind} is not installed", file=sys.stderr)
            continue
        inside = folder / kind
        inside.mkdir()
        key = keys.make(
            Database(inside / "moderation.db"), "bench", "default", keys.USUAL_RIGHTS
        )
        calls = _calls(found, key)
        measured = _measured(inside, kind, calls, key, seconds, rounds)
        status |= _told(kind, calls, measured)
    return status


def _measured(
    folder: Path,
    kind: str,
    calls: Sequence[Call],
    key: str,
    seconds: int,
    rounds: int,
) -> dict[str, list[Measured]]:
    """Of each call, each round but the first, which warms up."""
    taken: dict[str, list[Measured]] = {call.name: [] for call in calls}
    with _empty(folder, kind) as empty, _ours(folder, kind) as ours:
        for number in range(rounds + 1):
            base, _ = _ask(folder, empty, "/", ['{"text": "x"}'], "", seconds, None)
            for call in calls:
                tag = f"r{number}" if call.numbered else None
                rate, slow = _ask(
                    folder, ours, call.path, call.bodies, key, seconds, tag
                )
                if number:
                    taken[call.name].append(Measured(rate, rate / base, slow))
                    print(f"  {call.name}: {rate:,.0f}/s of {base:,.0f}", flush=True)
    return taken


def _calls(found: Sequence[str], key: str) -> list[Call]:
    analyzed = [
        json.dumps(
            {
                "comment": {"text": text},
                "requestedAttributes": {"TOXICITY": {}},
                "languages": ["en"],
                "doNotStore": True,
            }
        )
        for text in found
    ]
    scored = [json.dumps({"text": text}) for text in found]
    posted = [
        json.dumps({"id": "@ID@", "text": text, "author": {"id": f"a{number % 997}"}})
        for number, text in enumerate(found)
    ]
    return [
        Call(
            "comments:analyze", f"/v1alpha1/comments:analyze?key={key}", analyzed, 0.6
        ),
        Call("/v1/score", "/v1/score", scored, 0.6),
        Call("/v1/comments, stored", "/v1/comments", posted, 0.35, numbered=True),
    ]


def _ask(
    folder: Path,
    address: str,
    path: str,
    bodies: Sequence[str],
    key: str,
    seconds: int,
    numbered: str | None,
) -> tuple[float, float]:
    """Answers a second, and the 99th percentile in milliseconds."""
    lines = folder / "bodies.txt"
    lines.write_text("\n".join(bodies))
    script = folder / "ask.lua"
    known = f"BODIES = {json.dumps(str(lines))}\n"
    known += f"NUMBERED = {json.dumps(numbered) if numbered else 'nil'}\n"
    script.write_text(known + _LUA)
    done = subprocess.run(  # noqa: S603 - our own words
        [
            *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
            *("-s", str(script), "-H", "Content-Type: application/json"),
            *("-H", f"Authorization: Bearer {key}", address + path),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rate, slow = _ANSWERED.search(done), _WORST.search(done)
    if rate is None or slow is None or _OTHER.search(done):
        raise SystemExit(f"{path.partition('?')[0]}: not all was answered\n{done}")
    return float(rate[1]), float(slow[1]) * _MS[slow[2]]


@contextmanager
def _empty(folder: Path, kind: str) -> Iterator[str]:
    (folder / "empty_app.py").write_text(_EMPTY)
    port = _free()
    under = {
        "gunicorn": [
            *("-b", f"127.0.0.1:{port}", "-w", str(WORKERS), "-k", "gthread"),
            *("--threads", "4", "--chdir", str(folder), "--log-level", "warning"),
            "--reuse-port",  # as ours: else one worker may have all connections
        ],
        "granian": [
            *("--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)),
            *("--blocking-threads", "4", "--working-dir", str(folder), "--http", "1"),
            *("--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        ],
    }
    command = [sys.executable, "-m", kind, *under[kind], "empty_app:app"]
    with _running(command, f"http://127.0.0.1:{port}") as address:
        yield address


@contextmanager
def _ours(folder: Path, kind: str) -> Iterator[str]:
    port = _free()
    command = [
        *(sys.executable, "-m", "web", "serve", "--port", str(port)),
        *("--server", kind, "--workers", str(WORKERS), "--data", str(folder)),
    ]
    with _running(command, f"http://127.0.0.1:{port}") as address:
        yield address


@contextmanager
def _running(command: list[str], address: str) -> Iterator[str]:
    process = subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    host, _, port = address.removeprefix("http://").partition(":")
    try:
        for _ in range(200):
            try:
                socket.create_connection((host, int(port)), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _told(kind: str, calls: Sequence[Call], measured: dict[str, list[Measured]]) -> int:
    failed = False
    print(f"{kind:28}{'of empty':>10}{'bar':>8}{'p99 ms':>10}{'a second':>10}")
    for call in calls:
        share, slow, rate = (
            statistics.median(getattr(each, name) for each in measured[call.name])
            for name in ("share", "slow", "rate")
        )
        has_bar = kind == "gunicorn"
        missed = has_bar and (share < call.bar or slow > WORST_MS)
        failed |= missed
        mark = "  missed" if missed else ""
        bar = f"{call.bar:.2f}" if has_bar else "-"
        print(f"{call.name:28}{share:10.2f}{bar:>8}{slow:10.0f}{rate:10,.0f}{mark}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
