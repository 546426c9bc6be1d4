"""The page of a version as one HTML file: no script, and nothing from elsewhere.

It quotes comments, unless it is told not to, and so belongs where those may be read.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template
from markupsafe import Markup

from classifier.evaluation.report.document import policy
from classifier.evaluation.report.markup import UNSHOWN
from moderation.examined import Figures
from moderation.preferences import Preferences
from moderation.scopes import UNLIMITED
from moderation.service import Service
from web import desk
from web.desk import languages
from web.desk.learnt import pages

STYLES = ("style.css", "reading.css", "overview.css", "learnt.css")
"""What the desk's page has, in this order."""


def written(
    service: Service,
    site: str,
    found: Figures,
    card: Mapping[str, Any],
    *,
    texts: bool = True,
    names: bool = False,
    language: str = "en",
) -> str:
    """The file, to be written in UTF-8.

    Args:
        card: of the version.
        texts: whether comments are quoted; what is hard to read is folded.
        names: whether people are told by name.
    """
    app = Flask("web", static_folder=None, template_folder="desk/templates")
    app.register_blueprint(desk.blueprint)
    languages.register(app)
    folder = Path(desk.__file__).parent / "static"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
    with app.app_context(), languages.speaking(language):
        # Slurs are not masked: what would show them in full is another page.
        g.preferences = Preferences(masks=False)
        parts = pages.shown(service, site, found, card, UNLIMITED, names=names)
        page = render_template(
            "learnt/file.html",
            version=found.version,
            texts=texts,
            style=Markup(style),  # noqa: S704 - ours
            policy=policy(style),
            **parts,
        )
    return UNSHOWN.sub("\ufffd", page)
