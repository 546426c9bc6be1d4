"""Texts that are nearly the same: found in memory just as the database has them."""

import random
from collections.abc import Sequence

import pytest

from moderation import near_texts
from moderation.comments import Submission
from moderation.intake import receive
from moderation.near_texts import TAKEN_FROM, NearTexts
from moderation.service import Service
from moderation.store import fingerprints
from moderation.store.database import now
from rules.repetition import is_found

SITE = "default"


@pytest.fixture
def key(service: Service) -> int:
    return receive(service, SITE, Submission(id="1", text="Bread.")).comment.key


def keep(service: Service, key: int, wholes: Sequence[int]) -> None:
    with service.db.writing() as connection:
        for whole in wholes:
            fingerprints.keep(connection, SITE, key, whole, now())


def near(service: Service, found: int, known: NearTexts | None = None) -> list[int]:
    with service.db.reading() as connection:
        return list((known or service.near_texts).to(connection, SITE, found))


def test_those_are_found_that_differ_in_few_bits_and_share_a_part(
    service: Service, key: int
) -> None:
    dice = random.Random(1)
    found = dice.getrandbits(63)
    wholes = list[int]()
    for number in range(2_000):
        flips = sum(1 << bit for bit in dice.sample(range(63), number % 16))
        wholes.append(found ^ flips)
    wanted = [n for n, whole in enumerate(wholes, 1) if is_found(found, whole)]
    for begin in range(0, 2_000, 70):
        keep(service, key, wholes[begin : begin + 70])
        assert near(service, found) == [n for n in wanted if n <= begin + 70]
    assert 500 < len(wanted) < 1_500


def test_of_very_many_the_latest_are_found(
    service: Service, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near_texts, "MOST", 50)
    keep(service, key, [7] * 60)
    assert near(service, 7) == list(range(11, 61))


def test_what_another_process_keeps_is_found_at_once(
    service: Service, key: int
) -> None:
    other = NearTexts(service.db)
    for count in range(1, 3 * TAKEN_FROM):
        keep(service, key, [7])
        assert len(near(service, 7, other)) == count


def test_what_is_undone_is_found_within_its_transaction_alone(
    service: Service, key: int
) -> None:
    many = 4 * TAKEN_FROM
    with service.db.writing() as connection:
        connection.execute("SAVEPOINT turn")
        for _ in range(many):
            fingerprints.keep(connection, SITE, key, 7, now())
        assert len(service.near_texts.to(connection, SITE, 7)) == many
        connection.execute("ROLLBACK TO turn")
    keep(service, key, [(1 << 63) - 1] * many)  # by the same numbers
    assert near(service, 7) == []


def test_what_is_forgotten_is_let_go(service: Service, key: int) -> None:
    keep(service, key, [7] * 2 * TAKEN_FROM)
    assert len(near(service, 7)) == 2 * TAKEN_FROM
    with service.db.writing() as connection:
        fingerprints.forget(connection, now())
    keep(service, key, [7] * 2 * TAKEN_FROM)
    assert len(near(service, 7)) == 2 * TAKEN_FROM


def test_what_is_of_another_site_is_not_found(service: Service, key: int) -> None:
    keep(service, key, [7] * 2 * TAKEN_FROM)
    with service.db.reading() as connection:
        assert not service.near_texts.to(connection, "other", 7)
