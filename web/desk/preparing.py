"""What pages of the desk need at first is made before somebody waits for it.

Else who comes first pays for it: of a page of the queue some two thirds of the time.
"""

from flask import Flask

from moderation import signs


def prepare(app: Flask) -> None:
    """Compile all templates, and the patterns by which texts are shown."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    list(signs.in_text("\N{ZERO WIDTH SPACE}"))
