"""An HTML file that needs nothing else: its style is inside, and it has no script."""

import base64
import hashlib
from pathlib import Path

from classifier.evaluation.report.markup import Markup, tag

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def document(title: str, *body: str, more_style: str = "") -> str:
    """The whole file, to be written in UTF-8.

    Args:
        title: of the page.
        body: what is on it.
        more_style: rules behind those that all pages share.
    """
    style = STYLE + more_style
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy(style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    whole = tag("html", head, tag("body", *body), lang="en")
    return f"<!doctype html>\n{whole}\n"


def policy(style: str) -> str:
    """What a page with this style and nothing else may load."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
