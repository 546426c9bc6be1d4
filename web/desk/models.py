"""The page of the models: the cards of those in service for the visitor's site."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from classifier import ModelError, card
from moderation.rights import Right
from web import cards
from web.desk.entering import blueprint, may, service
from web.desk.retelling import told


@blueprint.get("/models")
@may(Right.READ)
def models() -> ResponseReturnValue:
    """What the base model is, learnt from, can and cannot do; and the site's own.

    With `?model=` a name that the page links to, the card of that model.
    """
    judges = service().judges
    # Of the judges of what is on topic one is in service, under the name `topic`.
    unused = {*judges.model.languages, "topic-minilm"}
    beside = {
        name: path for name, path in cards.shipped().items() if name not in unused
    }
    if (name := request.args.get("model")) is not None:
        if name not in beside:
            abort(404)
        shown = judges.topic.card if name == "topic" else card.read(beside[name])
        return render_template(
            "model.html",
            version=shown["version"],
            sections=card.sections(shown, gettext),
            beside=beside,
            shown=name,
        )
    own, trouble = None, None
    try:
        own = judges.live.for_site(g.site)
    except ModelError as error:
        trouble = told(error)
    return render_template(
        "model.html",
        version=judges.model.version,
        sections=card.sections(judges.model.card, gettext),
        beside=beside,
        own=own.version if own else None,
        own_sections=card.sections(own.card, gettext) if own else (),
        trouble=trouble,
    )
