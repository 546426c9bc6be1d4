"""The page of the models: the cards of those in service for the visitor's site."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from classifier import ModelError, card
from web.desk.routes import blueprint, service, signed_in


@blueprint.get("/models")
@signed_in
def models() -> ResponseReturnValue:
    """What the base model is, learnt from, can and cannot do; and the site's own."""
    judges = service().judges
    own, trouble = None, None
    try:
        own = judges.live.for_site(g.user.site)
    except ModelError as error:
        trouble = str(error)
    return render_template(
        "model.html",
        version=judges.model.version,
        sections=card.sections(judges.model.card),
        own=own.version if own else None,
        own_sections=card.sections(own.card) if own else (),
        trouble=trouble,
    )
