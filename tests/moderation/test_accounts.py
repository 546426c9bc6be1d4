"""People: what is kept of them, what they may do, and when to wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from werkzeug.security import check_password_hash, generate_password_hash

from moderation import accounts
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    TooManyTries,
)
from moderation.people import passwords, tries
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from tests.moderation.stories import person

HASHED_BY, NOBODY = passwords.HASHED_BY, passwords._NOBODY
"""As they are outside of tests, where `quick_passwords` puts others in their place."""


def sign_in(
    service: Service, password: str, name: str = "mo", address: str = "a"
) -> str:
    return accounts.sign_in(service.db, name, password, address=address).name


def stored(service: Service, table: str) -> str:
    with service.db.reading() as db:
        rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    return repr([tuple(row) for row in rows])


@pytest.fixture
def as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as slowly as elsewhere, and not as quickly as in tests."""
    monkeypatch.setattr(passwords, "HASHED_BY", HASHED_BY)
    monkeypatch.setattr(passwords, "_NOBODY", NOBODY)


def test_a_password_is_kept_as_an_scrypt_hash(service: Service) -> None:
    password = accounts.make_user(service.db, "mo", "moderator", site="default")
    assert sign_in(service, password) == "mo"
    assert password not in stored(service, "users")
    assert "scrypt:" in stored(service, "users")


@pytest.mark.usefixtures("as_served")
def test_a_password_is_hashed_as_werkzeug_advises() -> None:
    assert generate_password_hash("x").startswith(HASHED_BY + "$")
    assert passwords.hashed("a password of tests").startswith(HASHED_BY + "$")


@pytest.mark.usefixtures("as_served")
def test_an_unknown_name_costs_what_a_known_one_does_and_no_password_fits(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[tuple[str, bool]]()

    def checked(hashed: str, password: str) -> bool:
        right = check_password_hash(hashed, password)
        asked.append((hashed, right))
        return right

    monkeypatch.setattr(passwords, "check_password_hash", checked)
    accounts.make_user(service.db, "mo", "moderator", site="default")
    for name in ("mo", "nobody"):
        with pytest.raises(BadCredentials):
            sign_in(service, "wrong", name)
    (known, known_right), (unknown, unknown_right) = asked
    assert not known_right
    assert not unknown_right
    known_parts, unknown_parts = known.split("$"), unknown.split("$")
    assert known_parts[0] == unknown_parts[0] == passwords.HASHED_BY
    assert list(map(len, known_parts)) == list(map(len, unknown_parts))


@pytest.mark.parametrize(
    ("role", "password", "told"),
    [("king", None, "admin, lead"), ("admin", "short", "12 characters or more")],
)
def test_a_wrong_role_and_a_short_password_are_refused(
    service: Service, role: str, password: str | None, told: str
) -> None:
    with pytest.raises(BadSubmission, match=told):
        accounts.make_user(service.db, "x", role, site="default", password=password)


@pytest.mark.parametrize("name", ["mo", "nobody"])
def test_five_wrong_passwords_make_a_name_wait_known_or_not(
    service: Service, name: str
) -> None:
    password = person(service)
    for _ in range(accounts.TRIES):
        with pytest.raises(BadCredentials, match="wrong name or password"):
            sign_in(service, "wrong", name)
    with pytest.raises(TooManyTries) as told:
        sign_in(service, password, name, address="elsewhere")
    assert 0 < told.value.wait <= accounts.TRIES_WITHIN.total_seconds()


def test_the_wait_ends(service: Service) -> None:
    password = person(service)
    long_ago = now() - accounts.TRIES_WITHIN - timedelta(seconds=1)
    with service.db.writing() as db:
        for _ in range(accounts.TRIES):
            people.note_failed_sign_in(db, "name:mo", long_ago)
    assert sign_in(service, password) == "mo"


def test_a_right_password_forgets_the_wrong_ones(service: Service) -> None:
    password = person(service)
    for _ in range(2):
        for _ in range(accounts.TRIES - 1):
            with pytest.raises(BadCredentials):
                sign_in(service, "wrong")
        assert sign_in(service, password) == "mo"


def test_an_address_that_tries_many_names_has_to_wait_too(service: Service) -> None:
    with service.db.writing() as db:
        _, who = tries.watched("name", "mo", "a")
        for _ in range(accounts.ADDRESS_TRIES):
            people.note_failed_sign_in(db, who, now())
    with pytest.raises(TooManyTries):
        sign_in(service, "whatever", name="never-tried")
    with pytest.raises(BadCredentials):
        sign_in(service, "whatever", name="never-tried", address="b")


def test_of_many_wrong_passwords_at_once_no_more_are_tried_than_may_fail(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(service)
    tried = list[str]()
    fits = passwords.fits

    def counted(user: people.User | None, password: str) -> bool:
        tried.append(password)
        return fits(user, password)

    monkeypatch.setattr(passwords, "fits", counted)

    def guess(number: int) -> None:
        with pytest.raises((BadCredentials, TooManyTries)):
            sign_in(service, f"guess {number}", address=str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(16)))
    assert len(tried) == accounts.TRIES


def test_a_right_password_does_not_forgive_the_address_what_it_tried(
    service: Service,
) -> None:
    password = person(service)
    _, who = tries.watched("name", "mo", "a")
    with service.db.writing() as db:
        for _ in range(accounts.ADDRESS_TRIES - 1):
            people.note_failed_sign_in(db, who, now())
    for _ in range(2):  # is itself not counted
        assert sign_in(service, password) == "mo"
    with pytest.raises(BadCredentials):
        sign_in(service, "wrong", name="ann")
    with pytest.raises(TooManyTries):
        sign_in(service, "wrong", name="ben")


def test_a_session_is_good_for_its_own_user_only(service: Service) -> None:
    person(service)
    with service.db.reading() as db:
        user = people.user(db, "mo")
    assert user is not None
    assert accounts.signed_in(service.db, "mo", user.session) == user
    assert accounts.signed_in(service.db, "mo", "guess") is None
    assert accounts.signed_in(service.db, "nobody", user.session) is None
