"""API keys: what is kept of them, what they may do, and for how long."""

from datetime import timedelta

import pytest

from moderation import keys
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    NotAllowed,
    UnknownKey,
    UnknownSite,
)
from moderation.service import Service
from moderation.store.keys import Key

ALL = keys.RIGHTS


def make(service: Service, **more: object) -> str:
    return keys.make(service.db, "cms", "default", ALL, **more)  # type: ignore[arg-type]


def known(service: Service, secret: str) -> Key:
    return keys.authorise(service.db, secret, "submit")


def test_a_key_is_known_by_its_digest_alone(service: Service) -> None:
    key = make(service)
    assert known(service, key).name == "cms"
    with service.db.reading() as db:
        for table in ("keys", "key_secrets"):
            rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            kept = repr([tuple(row) for row in rows])
            assert key not in kept
            assert key.removeprefix(keys.PREFIX) not in kept


def test_a_key_is_a_label_of_a_host_name_and_a_short_one_has_twelve_letters(
    service: Service,
) -> None:
    long = make(service)
    short = keys.make(service.db, "blog", "default", ALL, short=True)
    for key in (long, short):
        assert key == key.lower()
        assert key.replace("_", "").isalnum()
        assert len(key) <= 63
    assert len(short) == 12
    assert known(service, short).name == "blog"


def test_a_key_may_do_what_it_has_the_right_to_and_nothing_else(
    service: Service,
) -> None:
    key = keys.make(service.db, "cms", "default", frozenset({"submit"}))
    assert known(service, key)
    with pytest.raises(NotAllowed, match="'cms' has no right to decide"):
        keys.authorise(service.db, key, "decide")


def test_an_unknown_and_a_revoked_key_are_nobodys(service: Service) -> None:
    key = make(service)
    keys.revoke(service.db, "cms")
    for given in (key, "cm_guess", "", "\ud800"):
        with pytest.raises(BadCredentials, match="unknown or revoked"):
            known(service, given)


def test_what_is_no_key_in_use_cannot_be_changed(service: Service) -> None:
    make(service)
    keys.revoke(service.db, "cms")
    for name in ("cms", "other"):
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.revoke(service.db, name)
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.rotate(service.db, name)
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.limit(service.db, name, 5)


@pytest.mark.parametrize("rights", [set(), {"submit", "fly"}])
def test_rights_that_do_not_exist_are_refused_with_those_that_do(
    service: Service, rights: set[str]
) -> None:
    with pytest.raises(BadSubmission, match="admin, decide, read, submit"):
        keys.make(service.db, "cms", "default", frozenset(rights))


def test_a_key_needs_a_new_name_a_site_and_a_limit_that_lets_something_through(
    service: Service,
) -> None:
    make(service)
    with pytest.raises(BadSubmission, match="taken"):
        make(service)
    with pytest.raises(BadSubmission, match="name: wanted a name"):
        keys.make(service.db, " ", "default", ALL)
    with pytest.raises(UnknownSite, match="nowhere"):
        keys.make(service.db, "other", "nowhere", ALL)
    with pytest.raises(BadSubmission, match="per_minute"):
        keys.make(service.db, "other", "default", ALL, per_minute=0)


def test_a_rotated_key_works_beside_the_new_one_until_its_time_is_over(
    service: Service,
) -> None:
    old = make(service)
    new = keys.rotate(service.db, "cms")
    assert known(service, old).name == known(service, new).name == "cms"
    newest = keys.rotate(service.db, "cms", overlap=timedelta(0))
    assert known(service, newest)
    for gone in (old, new):
        with pytest.raises(BadCredentials, match="'cms' was rotated"):
            known(service, gone)


def test_rotating_again_never_lets_an_old_key_live_longer(service: Service) -> None:
    old = make(service)
    keys.rotate(service.db, "cms", overlap=timedelta(0))
    keys.rotate(service.db, "cms", overlap=timedelta(days=9))
    with pytest.raises(BadCredentials, match="rotated"):
        known(service, old)
