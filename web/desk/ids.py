"""Ids of others' making within addresses, and numbers of ours.

Most ids stand there as they are. What browsers or servers would read as another
address, such as `a/../b` or `//x`, stands there encoded, after a tilde.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import quote

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from web.desk import forms
from web.desk.entering import blueprint

ANY_ID = "any_id"
"""What addresses call an id."""

NUMBER = "number"
"""What they call a number."""


class AnyId(BaseConverter):
    """An id, whatever it is made of.

    >>> AnyId(None).to_url("a/b c"), AnyId(None).to_url("a/../b")
    ('a/b%20c', '~YS8uLi9i')
    >>> AnyId(None).to_python("~YS8uLi9i")
    'a/../b'
    """

    part_isolating = False
    regex = r"(?s:.)+"

    def to_python(self, value: str) -> str:
        """The id that an address names."""
        if not value.startswith("~"):
            return value
        try:
            padded = value[1:] + "=" * (-len(value[1:]) % 4)
            return urlsafe_b64decode(padded.encode()).decode()
        except (binascii.Error, UnicodeError) as error:
            raise ValidationError from error

    def to_url(self, value: str) -> str:
        """As it stands in an address."""
        odd = {"", ".", ".."}.intersection(value.split("/"))
        if odd or value.startswith("~") or not value.isprintable():
            return "~" + urlsafe_b64encode(value.encode()).decode().rstrip("=")
        return quote(value, safe="/")


class Number(IntegerConverter):
    """A number from 0 on that the database can hold; others are in no address."""

    regex = f"[0-9]{{1,{forms.MOST_DIGITS}}}"


def _register(state: BlueprintSetupState) -> None:
    state.app.url_map.converters[ANY_ID] = AnyId
    state.app.url_map.converters[NUMBER] = Number


blueprint.record(_register)
