"""Rules without effect for a while."""

import difflib
from collections.abc import Collection
from sqlite3 import Connection

import rules
from moderation import audit
from moderation.errors import UnknownRules
from moderation.live_rules import Rulebooks
from moderation.rulebooks.preparing import prepared
from moderation.store import Database, people
from moderation.store import rulebooks as store
from moderation.store.database import now


def pause(
    db: Database,
    site: str,
    rule: str,
    usual: rules.Rulebook,
    *,
    by: str,
    note: str = "",
) -> bool:
    """Take all effect from a rule until it is resumed; its hits are still counted.

    Args:
        usual: the rules of a site that has none of its own.

    Returns:
        Whether it was not paused before.

    Raises:
        UnknownRules: no live rule in service is called so.
    """
    return prepared(
        db,
        site,
        lambda connection: _live(connection, site, usual),
        lambda connection, live: _pause(connection, site, rule, live, by, note),
    )


def _live(connection: Connection, site: str, usual: rules.Rulebook) -> Collection[str]:
    """The rules at work; those that are paused are none."""
    people.site(connection, site)  # raises if there is none
    book = Rulebooks().for_site(connection, site, usual)
    return [its.id for its in book.rules if its.mode is rules.RuleMode.LIVE]


def _pause(
    connection: Connection,
    site: str,
    rule: str,
    live: Collection[str],
    by: str,
    note: str,
) -> bool:
    if rule in store.paused(connection, site):
        return False
    if rule not in live:
        raise UnknownRules(
            f"site {site!r} has no live rule {rule!r} in service"
            + "".join(
                f"; did you mean {near!r}?"
                for near in difflib.get_close_matches(rule, live, n=1)
            )
        )
    store.pause(connection, site, rule, paused=True, by=by, note=note, at=now())
    audit.note(connection, site, by, "rule.paused", f"rule {rule}", {"note": note})
    return True


def resume(db: Database, site: str, rule: str, *, by: str, note: str = "") -> None:
    """Give a paused rule its effect back.

    Raises:
        UnknownRules: it is not paused.
    """
    with db.writing() as connection:
        if rule not in store.paused(connection, site):
            raise UnknownRules(f"site {site!r}: the rule {rule!r} is not paused")
        store.pause(connection, site, rule, paused=False, by=by, note=note, at=now())
        audit.note(connection, site, by, "rule.resumed", f"rule {rule}", {"note": note})


def paused(db: Database, site: str) -> frozenset[str]:
    """The rules that are paused now."""
    with db.reading() as connection:
        return store.paused(connection, site)
