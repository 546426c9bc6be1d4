"""The document from which Google's clients make their calls."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

NEEDED = {"name", "version", "rootUrl", "servicePath", "batchPath", "schemas"}


@pytest.mark.parametrize(
    "path",
    [
        "/$discovery/rest?version=v1alpha1&key=K",
        "/$discovery/rest",
        "/discovery/v1/apis/commentanalyzer/v1alpha1/rest",
    ],
)
def test_it_has_all_that_clients_need_and_needs_no_key(
    client: FlaskClient, path: str
) -> None:
    found = client.get(path).json
    assert found is not None
    assert found.keys() >= NEEDED
    assert (found["name"], found["version"]) == ("commentanalyzer", "v1alpha1")
    assert (found["servicePath"], found["batchPath"]) == ("", "batch")
    for name, method in found["resources"]["comments"]["methods"].items():
        assert method["id"] == f"commentanalyzer.comments.{name}"
        assert method["path"] == f"v1alpha1/comments:{name}"
        assert method["httpMethod"] == "POST"
        assert method["request"]["$ref"] in found["schemas"]
        assert method["response"]["$ref"] in found["schemas"]


def test_every_schema_that_is_named_is_there(client: FlaskClient) -> None:
    found = client.get("/$discovery/rest?version=v1alpha1")
    assert found.json is not None
    named = set(_references(found.json))
    assert named == set(found.json["schemas"])
    assert len(named) == 11


def _references(part: object) -> "list[str]":
    if isinstance(part, list):
        return [name for each in part for name in _references(each)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if "$ref" in part else []
    return own + [name for each in part.values() for name in _references(each)]


def test_calls_go_to_the_public_address_or_to_where_it_was_asked_for(
    client: FlaskClient, app: Flask
) -> None:
    path = "/$discovery/rest?version=v1alpha1"
    asked = client.get(path, base_url="http://here.example:8000").json
    assert asked is not None
    assert asked["rootUrl"] == "http://here.example:8000/"
    app.config["PUBLIC_URL"] = "https://comments.example/mod/"
    told = client.get(path, base_url="http://10.0.0.1:8000").json
    assert told is not None
    assert told["rootUrl"] == "https://comments.example/mod/"
