"""The schema, as sqlite-utils migrations: only ever add one at the end.

Each is a script in `schema/`. All tables are strict. Times are text, ISO 8601 in UTC
with microseconds, so that they sort as they happened. Lists and mappings are JSON.
"""

import sqlite3
from importlib import resources

import sqlite_utils
from sqlite_utils import Migrations

migrations = Migrations("moderation")


@migrations()
def first_light(db: sqlite_utils.Database) -> None:
    """The tables of the first version."""
    _run(db, "first_light")


@migrations()
def levels_and_fingerprints(db: sqlite_utils.Database) -> None:
    """Settings by level; what is nearly the same; when articles came out."""
    _run(db, "levels_and_fingerprints")


@migrations()
def kept_rules(db: sqlite_utils.Database) -> None:
    """Rules are kept with their history, and what each of them hits."""
    _run(db, "kept_rules")


@migrations()
def rejecting_levels(db: sqlite_utils.Database) -> None:
    """A level may also say from which score on a comment is rejected, and its risk."""
    _run(db, "rejecting_levels")


@migrations()
def publishers(db: sqlite_utils.Database) -> None:
    """Keys that rotate and have limits; reports, appeals, suggestions; erasure."""
    _run(db, "publishers")


@migrations()
def faces(db: sqlite_utils.Database) -> None:
    """The ids of comments that came without one."""
    _run(db, "faces")


@migrations()
def endpoints(db: sqlite_utils.Database) -> None:
    """Several webhooks a site, with a log of what was sent."""
    _run(db, "endpoints")


@migrations()
def imports(db: sqlite_utils.Database) -> None:
    """How far archives are read in."""
    _run(db, "imports")


@migrations()
def kinds_of_keys(db: sqlite_utils.Database) -> None:
    """Which keys are short."""
    _run(db, "kinds_of_keys")


@migrations()
def desk(db: sqlite_utils.Database) -> None:
    """What moderators put aside, claim, note, choose and decide together."""
    _run(db, "desk")


@migrations()
def audit(db: sqlite_utils.Database) -> None:
    """Who did what besides deciding comments."""
    _run(db, "audit")


@migrations()
def deciding(db: sqlite_utils.Database) -> None:
    """What people put aside, whom they watch, and forms that came too late."""
    _run(db, "deciding")


@migrations()
def searching(db: sqlite_utils.Database) -> None:
    """Comments are found by their words."""
    _run(db, "searching")


@migrations()
def workshop(db: sqlite_utils.Database) -> None:
    """Drafts of rules, and what runs beside the pages."""
    _run(db, "workshop")


@migrations()
def thresholds(db: sqlite_utils.Database) -> None:
    """The latest comments of a site are found quickly."""
    _run(db, "thresholds")


@migrations()
def care(db: sqlite_utils.Database) -> None:
    """What a site spares its people, and what they have read lately."""
    _run(db, "care")


@migrations()
def statistics(db: sqlite_utils.Database) -> None:
    """What happened is counted by hour and by day."""
    _run(db, "statistics")


@migrations()
def accounts(db: sqlite_utils.Database) -> None:
    """People who leave, sign in in two steps or elsewhere, or see a part."""
    _run(db, "accounts")


@migrations()
def retention(db: sqlite_utils.Database) -> None:
    """For how long texts and authors are kept."""
    _run(db, "retention")


@migrations()
def learning(db: sqlite_utils.Database) -> None:
    """How examples came about, and what was read of their texts."""
    _run(db, "learning")


@migrations()
def nearly_the_same(db: sqlite_utils.Database) -> None:
    """What texts are found again by is written in one row each."""
    _run(db, "nearly_the_same")


@migrations()
def settings_changed(db: sqlite_utils.Database) -> None:
    """What requests remember is known to be as it was."""
    _run(db, "settings_changed")


@migrations()
def blind_reviews(db: sqlite_utils.Database) -> None:
    """What people decide without seeing what others made of it."""
    _run(db, "blind_reviews")


@migrations()
def shared_lessons(db: sqlite_utils.Database) -> None:
    """Which sites learn from each other's decisions."""
    _run(db, "shared_lessons")


@migrations()
def guarantees(db: sqlite_utils.Database) -> None:
    """Which errors a site accepts, and what keeps to them."""
    _run(db, "guarantees")


@migrations()
def life_of_models(db: sqlite_utils.Database) -> None:
    """Examples in the order of deciding; scheduled learning, rescoring, shadows."""
    _run(db, "life_of_models")


@migrations()
def blind_looks(db: sqlite_utils.Database) -> None:
    """How many comments are looked at blind, and comments with a known answer."""
    _run(db, "blind_looks")


@migrations()
def drift_looks(db: sqlite_utils.Database) -> None:
    """The last look at whether a site's model still fits what comes."""
    _run(db, "drift_looks")


@migrations()
def blind_waiting(db: sqlite_utils.Database) -> None:
    """What waits to be decided blind is found at once."""
    _run(db, "blind_waiting")


@migrations()
def known_answers(db: sqlite_utils.Database) -> None:
    """Why known answers are right, and how often they are slipped in."""
    _run(db, "known_answers")


@migrations()
def examined(db: sqlite_utils.Database) -> None:
    """What there is to tell of the versions of a site's own model."""
    _run(db, "examined")


@migrations()
def subjects(db: sqlite_utils.Database) -> None:
    """What texts are about, so that those who are asked are asked of many things."""
    _run(db, "subjects")


def _run(db: sqlite_utils.Database, name: str) -> None:
    script = resources.files(__package__).joinpath("schema", f"{name}.sql")
    for statement in _statements(script.read_text(encoding="utf-8")):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Whole statements; a trigger's body has semicolons of its own."""
    statements, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return [*statements, begun] if begun.strip() else statements
