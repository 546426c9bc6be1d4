"""The contract as pages that people read, from this server and nowhere else."""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, send_from_directory

from web.addresses import here
from web.api.contract import document
from web.policy import cached

blueprint = Blueprint("docs", __name__)


@blueprint.get("/docs")
def page() -> Response:
    """Every call with its fields, an example of each request, answer and error."""
    told = document()
    answer = Response(
        render_template(
            "docs.html",
            told=told,
            base=here().public("/").rstrip("/"),
            operations=list(_operations(told)),
            schemas=told["components"]["schemas"],
        )
    )
    answer.cache_control.public = True
    return cached(answer)


@blueprint.get("/docs.css")
def style() -> Response:
    """The style sheet of the page."""
    folder = Path(__file__).parent / "desk" / "static"
    return send_from_directory(folder, "docs.css", max_age=3600)


@blueprint.app_template_filter("pretty_json")
def pretty_json(value: Any) -> str:
    """JSON as people read it."""
    return json.dumps(value, indent=2, ensure_ascii=False)


@blueprint.app_template_filter("kind")
def kind(schema: dict[str, Any]) -> str:
    """What a field holds, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(kind, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(json.dumps, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if schema.get("type") == "object" and "additionalProperties" in schema:
        more = schema["additionalProperties"]
        return f"map to {kind(more)}" if isinstance(more, dict) else "map"
    return str(schema.get("format") or schema.get("type") or "anything")


def _operations(told: Any) -> Any:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield {"path": path, "method": method.upper(), **operation}
