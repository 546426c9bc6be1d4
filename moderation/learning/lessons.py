"""What people decided, with how much each decision counts and what was read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classifier.house import Ground
from classifier.house import examples as house
from classifier.house.reading import read
from moderation.store import Database, examples, readings
from moderation.store.examples import Example, Source
from moderation.text import Original

WEIGHTS: Mapping[Source, float] = {
    Source.APPEAL: 2.0,  # a second person has looked, and knew what the first thought
    Source.DECISION: 1.0,
    Source.IMPORT: 1.0,
    Source.BULK: 0.5,  # many at once, and not each was read
    Source.SUGGESTION: 0.5,  # by readers and authors, seldom by moderators
    Source.AUDIT: 0.0,  # it measures
}
"""How many ordinary decisions an example counts as. Chosen by us: twice for what two
have looked at, half for what perhaps nobody has."""

TOGETHER = 2_000
"""Texts that are read, and kept, at a time."""


def of_site(db: Database, site: str, ground: Ground) -> Sequence[Example]:
    """All that a site's people decided, the oldest first, each with its reading.

    What no one has read yet, or another model, is read now and kept, so that the next
    time it need not be.
    """
    with db.reading() as connection:
        found = examples.in_order(connection, site, ground.version)
    return _read(db, ground, found)


def audited(db: Database, site: str, ground: Ground) -> Sequence[Example]:
    """What was drawn by chance and decided blind, each with its reading.

    Nothing is learnt from it, so any judge can be measured by it.
    """
    with db.reading() as connection:
        found = examples.audited(connection, site, ground.version)
    return _read(db, ground, found)


def _read(db: Database, ground: Ground, found: Sequence[Example]) -> Sequence[Example]:
    missing = [number for number, each in enumerate(found) if each.reading is None]
    result = list(found)
    for first in range(0, len(missing), TOGETHER):
        some = missing[first : first + TOGETHER]
        texts = [Original(found[n].text, found[n].format).text for n in some]
        packed = read(ground.model, texts).packed()
        for number, reading in zip(some, packed, strict=True):
            result[number] = replace(found[number], reading=reading)
        _keep(db, ground, [result[number] for number in some])
    return result


def taught(its: Sequence[Example]) -> list[house.Example]:
    """The same as the classifier learns from them."""
    return [
        house.Example(
            text=each.text,
            rejected=each.rejected,
            signals=each.signals,
            weight=WEIGHTS[each.source],
            reading=each.reading,
        )
        for each in its
    ]


def groups(its: Sequence[Example]) -> dict[str, NDArray[np.bool_]]:
    """Which decisions are of a section, a language or a kind, by its name."""
    found: dict[str, NDArray[np.bool_]] = {}
    for number, each in enumerate(its):
        for name in _groups_of(each):
            found.setdefault(name, np.zeros(len(its), bool))[number] = True
    return found


def _groups_of(its: Example) -> list[str]:
    named = [f"the source {its.source}"]
    if its.section:
        named.append(f"the section {its.section}")
    if its.language:
        named.append(f"the language {its.language}")
    if its.reason:
        named.append(f"the reason {its.reason}")
    return named


def _keep(db: Database, ground: Ground, its: Sequence[Example]) -> None:
    kept = [(each.key, each.revision, each.reading or b"") for each in its if each.key]
    if kept:
        with db.writing() as connection:
            readings.keep(connection, ground.version, kept)
