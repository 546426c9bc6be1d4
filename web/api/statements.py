"""The reasons for each restriction, by the fields of the Digital Services Act."""

from moderation import statements
from moderation.store.keys import Key
from web.api import answers
from web.api.calls import AFTER, Given, call
from web.api.comments import cursor
from web.auth import service


@call(
    "GET",
    "/v1/statements",
    right="read",
    gives={200: answers.Statements},
    query={"after": AFTER},
)
def statements_after(key: Key) -> Given:
    """Tell the statement of reasons for every rejection, in order.

    Fields and values are those of the EU's DSA Transparency Database; 200 decisions at
    most are looked at for one answer.
    """
    told, last = statements.after(service().db, key.site, cursor())
    return {"statements": told, "next": str(last)}
