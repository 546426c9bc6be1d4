"""Genuine clients of Perspective in Node, unmodified, pointed here."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from moderation import keys
from moderation.service import Service
from tests.needs import missing, program

PACKAGES = ("perspective-api-client@3.1.0", "googleapis-common@8.0.0")
"""The second is the part of `googleapis` that reads discovery documents; all of it are
100 MB."""

SCRIPT = """
const client = require.resolve("perspective-api-client");
const axios = require(require.resolve("axios", {paths: [client]}));
axios.interceptors.request.use(config => {
  config.url = config.url.replace("https://commentanalyzer.googleapis.com", SERVED);
  return config;
});
const Perspective = require("perspective-api-client");
const its = new Perspective({apiKey: KEY});
(async () => {
  const told = [await its.analyze("<p>You are an idiot.</p>",
                                  {attributes: ["toxicity", "insult"]})];
  told.push(await its.analyze({comment: {text: "Well said!", type: "PLAIN_TEXT"},
    languages: ["en"], requestedAttributes: {TOXICITY: {scoreThreshold: 0.0}},
    spanAnnotations: true}, {doNotStore: false}));
  try { await its.analyze("", {validate: false}); }
  catch (error) { told.push({error: error.message, status: error.response.status}); }
  console.log(JSON.stringify(told));
})();
"""

DISCOVERED = """
const {Discovery} = require("googleapis-common");
(async () => {
  const its = await new Discovery({}).discoverAPI(URL);
  const told = await its({version: "v1alpha1"}).comments.analyze({key: KEY,
    resource: {comment: {text: "You are an idiot."},
               requestedAttributes: {TOXICITY: {}}}});
  console.log(JSON.stringify(told.data));
})();
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clients."""
    program("node")
    npm = program("npm")
    folder = tmp_path_factory.mktemp("node")
    wanted = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    done = subprocess.run(  # noqa: S603 - a fixed package
        [*wanted, *PACKAGES],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        missing(f"{PACKAGES} of npm ({done.stderr.strip()[-200:]})")
    return folder


def run(folder: Path, script: str, **constants: str) -> Any:
    lines = [f"const {name} = {json.dumps(its)};" for name, its in constants.items()]
    path = folder / "try.js"
    path.write_text("\n".join([*lines, script]))
    done = subprocess.run(  # noqa: S603 - our own script
        [program("node"), str(path)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def secret(service: Service) -> str:
    return keys.make(service.db, "node", "default", keys.USUAL_RIGHTS)


def test_perspective_api_client_of_npm_analyzes_and_sees_errors(
    served: str, secret: str, installed: Path
) -> None:
    rude, kind, refused = run(installed, SCRIPT, SERVED=served, KEY=secret)
    assert value(rude, "TOXICITY") > 0.8
    assert value(rude, "INSULT") > 0.8
    assert value(kind, "TOXICITY") < 0.1
    assert kind["attributeScores"]["TOXICITY"]["spanScores"][0]["end"] == 10
    assert refused == {"error": "Comment must be non-empty.", "status": 400}


def test_googles_library_for_node_makes_its_calls_from_the_document(
    served: str, secret: str, installed: Path
) -> None:
    url = f"{served}/$discovery/rest?version=v1alpha1"
    told = run(installed, DISCOVERED, URL=url, KEY=secret)
    assert value(told, "TOXICITY") > 0.8


def value(told: Any, name: str) -> float:
    return float(told["attributeScores"][name]["summaryScore"]["value"])
