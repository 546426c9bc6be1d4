"""The README's chapter on coming from Perspective does what it says."""

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from moderation import keys
from moderation.analysing import ON_TOPIC, is_scored
from moderation.service import Service
from tests.needs import missing, program
from tests.web.perspective.calling import Caller
from web.compat.perspective.attributes import OFF_TOPIC, SERVED

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CHAPTER = README.partition("## From Perspective\n")[2].partition("\n## ")[0]
HERE = "http://127.0.0.1:8000"


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", CHAPTER, re.M | re.S)
    return str(found)


@pytest.fixture
def secret(service: Service) -> str:
    return keys.make(service.db, "guide", "default", keys.USUAL_RIGHTS)


def test_the_python_lines_run(served: str, secret: str) -> None:
    if find_spec("googleapiclient") is None:
        missing("the package google-api-python-client")
    *lines, last = block("py").replace(HERE, served).rstrip().splitlines()
    names: dict[str, Any] = {"KEY": secret}
    exec("\n".join([*lines, f"told = {last}"]), names)  # noqa: S102 - our own README
    assert names["told"]["attributeScores"]["TOXICITY"]["summaryScore"]["value"] > 0.8
    names["client"].close()


def test_the_curl_line_runs(served: str, secret: str) -> None:
    curl = program("curl")
    line = block("sh").replace(HERE, served).replace("curl", f"{curl} -s", 1)
    done = subprocess.run(  # noqa: S603 - our own README
        ["/bin/sh", "-c", line],
        env={"KEY": secret},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["attributeScores"]["TOXICITY"]["summaryScore"]["value"] > 0.8


def test_corals_endpoint_is_where_it_says(
    served: str, client: Any, secret: str
) -> None:
    (endpoint,) = re.findall(r"filter to\s+`(.*?)`", CHAPTER)
    assert endpoint == f"{HERE}/v1alpha1"
    path = f"{endpoint.removeprefix(HERE)}/comments:analyze?key={secret}"
    coral = {
        "comment": {"text": "You are an idiot."},
        "doNotStore": True,
        "requestedAttributes": {"TOXICITY": {}},
        "languages": ["en"],
    }
    told = client.post(path, json=coral).json
    assert told["attributeScores"]["TOXICITY"]["summaryScore"]["value"] > 0.8


def test_the_table_is_what_is_served_in_which_languages(service: Service) -> None:
    told: dict[str, set[str]] = {}
    for names, languages, note in re.findall(
        r"^\| (`.*?) \| (.*?) \| ?(.*?) ?\|$", CHAPTER, re.M
    ):
        also = re.findall(r"also as `(\w+)`", note)
        for name in [*re.findall(r"`(\w+)`", names), *also]:
            told[name] = set(languages.split(", "))
    assert told.keys() == SERVED.keys()
    for name, attribute in SERVED.items():
        ours = ON_TOPIC if attribute == OFF_TOPIC else attribute
        judges = service.judges
        found = {each for each in judges.languages if is_scored(judges, ours, each)}
        assert told[name] == found, name


def test_the_command_that_zeros_names_is_one_that_pyspective_needs(
    client: Any, secret: str
) -> None:
    assert "--zero FLIRTATION,SEXUALLY_EXPLICIT`" in CHAPTER
    body = {"comment": {"text": "Hi"}, "requestedAttributes": {"FLIRTATION": {}}}
    assert Caller(client, secret).refused(body)[0] == 400
