"""Any comment is found again, whatever became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.comments import Comment, Status
from moderation.queue import pages
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import looking

FIRST = 2**62
"""Greater than any key: where looking begins."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is known of comments that are looked for; `None` and "" ask nothing.

    Attributes:
        text: words that are in them.
        by: whose decision about them stands.
    """

    text: str = ""
    author: str | None = None
    article: str | None = None
    status: Status | None = None
    by: str | None = None


@dataclass(frozen=True)
class Found:
    """What was found, and from which key on to look further; `None` at the end."""

    comments: Sequence[Comment]
    further: int | None


def find(
    service: Service,
    site: str,
    sought: Sought,
    before: int = FIRST,
    *,
    size: int = pages.PAGE,
    scope: Scope = UNLIMITED,
) -> Found:
    """Comments of every fate of which all that is true, the newest first.

    One look goes through a bounded number of comments: it may find few, or none, and
    still have more to look through.
    """
    within = None
    if sought.text:
        within = pages.with_words(service, site, sought.text)
    with service.db.reading() as connection:
        keys = looking.keys(
            connection,
            site,
            within=within,
            author=sought.author,
            article=sought.article,
            status=sought.status,
            by=sought.by,
            before=before,
            limit=size + 1,
            scope=scope,
        )
        last = 0
        if within is None and len(keys) <= size:
            last = looking.last_looked_at(
                connection,
                site,
                author=sought.author,
                article=sought.article,
                before=before,
            )
    further = keys[size - 1] if len(keys) > size else last or None
    return Found(pages.of_keys(service, site, keys[:size], scope), further)
