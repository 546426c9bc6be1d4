"""Genuine clients of Perspective in Node, unmodified, pointed here."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from moderation import keys
from moderation.service import Service
from tests.needs import missing, program

VERSION = "3.1.0"

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


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client."""
    program("node")
    npm = program("npm")
    folder = tmp_path_factory.mktemp("node")
    wanted = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    done = subprocess.run(  # noqa: S603 - a fixed package
        [*wanted, f"perspective-api-client@{VERSION}"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        missing(f"perspective-api-client of npm ({done.stderr.strip()[-200:]})")
    return folder


def test_perspective_api_client_of_npm_analyzes_and_sees_errors(
    served: str, service: Service, installed: Path
) -> None:
    key = keys.make(service.db, "node", "default", keys.USUAL_RIGHTS)
    script = installed / "try.js"
    constants = f"const SERVED = {json.dumps(served)}, KEY = {json.dumps(key)};"
    script.write_text(constants + SCRIPT)
    done = subprocess.run(  # noqa: S603 - our own script
        [program("node"), str(script)],
        cwd=installed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rude, kind, refused = json.loads(done.stdout)
    assert value(rude, "TOXICITY") > 0.8
    assert value(rude, "INSULT") > 0.8
    assert value(kind, "TOXICITY") < 0.1
    assert kind["attributeScores"]["TOXICITY"]["spanScores"][0]["end"] == 10
    assert refused == {"error": "Comment must be non-empty.", "status": 400}


def value(told: Any, name: str) -> float:
    return float(told["attributeScores"][name]["summaryScore"]["value"])
