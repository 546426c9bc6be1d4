"""What many comments of a page have in common is rendered once for all of them."""

from collections.abc import Hashable

from flask import g
from jinja2 import pass_context
from jinja2.runtime import Context, Macro

from web.desk.entering import blueprint


@blueprint.app_template_global("once")
@pass_context
def once(context: Context, macro: Macro, *told: Hashable) -> object:
    """What a macro says of these things, rendered when the page first asks for it.

    Twenty comments have twenty forms, and most of a form depends on little: on whether
    a comment waits, for what it is likely rejected. That is kept for the request alone,
    so it is in its visitor's language, and nobody sees what was made for another.

    Args:
        macro: it says nothing but by what it is `told`, and what all of the page has.
    """
    rendered: dict[tuple[Hashable, ...], object] = g.setdefault("rendered_once", {})
    asked = (macro, *told)
    if asked not in rendered:
        rendered[asked] = context.call(macro, *told)
    return rendered[asked]
