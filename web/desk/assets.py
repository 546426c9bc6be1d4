"""Style sheets and scripts, kept by browsers as long as they do not change."""

import hashlib
from functools import cache
from pathlib import Path

from flask import abort, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from web.desk.entering import blueprint

FOLDER = Path(__file__).parent / "static"

YEAR = 31_536_000
"""Seconds for which a browser keeps what its address names by its content."""


@blueprint.get("/desk/static/<path:name>")
def asset(name: str) -> ResponseReturnValue:
    """One file; for good where the address says which content is meant."""
    if Path(name).suffix not in (".css", ".js", ".svg"):
        abort(404)
    age = YEAR if "v" in request.args else 300
    return send_from_directory(FOLDER, name, max_age=age)


@blueprint.app_template_global("asset")
def address(name: str) -> str:
    """Where a file is, by its present content."""
    return url_for("desk.asset", name=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
