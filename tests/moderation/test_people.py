"""People: what admins do with them, new passwords, and limits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.security import check_password_hash

from moderation import accounts, audit, queue, scopes
from moderation.comments import Article
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    NotAllowed,
    TooManyTries,
    UnknownLink,
    UnknownPerson,
    UnknownSite,
)
from moderation.people import managing, passwords, resetting
from moderation.scopes import Scope
from moderation.service import Service
from moderation.store import people
from moderation.store.audit import Entry, Wanted
from moderation.store.database import now, stamp
from moderation.store.people import User
from tests.moderation.stories import RUDE, person, post

NEW = "a password that is new"


def user(service: Service, name: str = "mo") -> User:
    return managing.find(service.db, name)


def written(service: Service) -> list[Entry]:
    return list(audit.search(service.db, Wanted(site="default")))


@pytest.fixture
def boss(service: Service) -> str:
    person(service, "boss", "admin")
    return "boss"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " ann",
            "ann ",
            "a/b",
            "a\nb",
            "<b>",
            "e\u0301",
            "\u202egro.live",
            "-ann",
        ),
        *("policy", "Erased", "service", "a" * 101),
    ],
)
def test_a_name_that_cannot_be_told_apart_or_printed_is_refused(
    service: Service, name: str
) -> None:
    with pytest.raises(BadSubmission, match="name"):
        managing.add(service.db, name, "moderator", site="default")


@pytest.mark.parametrize("name", ["ann@paper.example", "Øyvind Åse", "محمد", "o'neill"])
def test_names_of_the_world_are_taken(service: Service, name: str) -> None:
    managing.add(service.db, name, "moderator", site="default")
    assert user(service, name).name == name


def test_a_name_that_differs_by_capitals_alone_is_taken_already(
    service: Service,
) -> None:
    person(service)
    with pytest.raises(BadSubmission, match="taken"):
        managing.add(service.db, "MO", "moderator", site="default")


def test_nobody_is_added_to_a_site_that_is_not_there(service: Service) -> None:
    with pytest.raises(UnknownSite):
        managing.add(service.db, "ann", "moderator", site="nowhere")
    with pytest.raises(UnknownPerson):
        user(service, "ann")


def test_who_is_added_and_by_whom_is_written_and_the_password_is_not(
    service: Service, boss: str
) -> None:
    password = managing.add(service.db, "ann", "lead", site="default", by=boss)
    (entry,) = written(service)
    assert (entry.by, entry.kind, entry.about) == (boss, "user.added", "user ann")
    assert entry.details == {"role": "lead"}
    assert password not in repr(entry)


def test_a_role_is_changed_and_what_it_was_is_written(
    service: Service, boss: str
) -> None:
    person(service)
    managing.place(service.db, "mo", role="lead", site="default", by=boss)
    assert user(service).role == "lead"
    assert written(service)[0].details == {"role": "lead", "was": "moderator"}
    with pytest.raises(BadSubmission, match="role"):
        managing.place(service.db, "mo", role="king", site="default", by=boss)


@pytest.mark.parametrize(
    "go",
    [
        lambda db: managing.disable(db, "boss", by="boss"),
        lambda db: managing.place(db, "boss", role="lead", site="default", by="boss"),
    ],
    ids=["disabled", "changed"],
)
def test_the_last_admin_stays_one(
    service: Service, boss: str, go: Callable[[object], None]
) -> None:
    person(service, "retired", "admin")
    managing.disable(service.db, "retired", by=boss)
    with pytest.raises(BadSubmission, match="an admin to be left"):
        go(service.db)
    assert user(service, boss).role == "admin"
    assert user(service, boss).disabled_at is None


def test_who_is_disabled_is_out_at_once_and_cannot_come_in(
    service: Service, boss: str
) -> None:
    password = person(service)
    open_session = user(service).session
    managing.disable(service.db, "mo", by=boss)
    assert accounts.signed_in(service.db, "mo", open_session) is None
    with pytest.raises(BadCredentials, match="disabled"):
        accounts.sign_in(service.db, "mo", password, address="a")
    with pytest.raises(BadCredentials, match="wrong name or password"):
        accounts.sign_in(service.db, "mo", "a wrong password", address="a")
    managing.enable(service.db, "mo", by=boss)
    assert accounts.sign_in(service.db, "mo", password, address="a").name == "mo"
    assert accounts.signed_in(service.db, "mo", open_session) is None


def test_signing_out_everywhere_ends_all_sessions(service: Service, boss: str) -> None:
    person(service)
    before = user(service).session
    managing.sign_out(service.db, "mo", by=boss)
    assert accounts.signed_in(service.db, "mo", before) is None
    assert written(service)[0].kind == "user.signed_out"


def test_a_link_sets_a_new_password_once(service: Service, boss: str) -> None:
    old = person(service)
    before = user(service).session
    token = resetting.make_link(service.db, "mo", by=boss)
    assert resetting.whose(service.db, token) == "mo"
    assert accounts.sign_in(service.db, "mo", old, address="a")  # works until then
    resetting.by_link(service.db, token, NEW)
    assert check_password_hash(user(service).password, NEW)
    assert accounts.signed_in(service.db, "mo", before) is None
    for again in (resetting.whose, lambda db, t: resetting.by_link(db, t, NEW)):
        with pytest.raises(UnknownLink):
            again(service.db, token)


def test_a_short_password_leaves_the_link_good(service: Service, boss: str) -> None:
    person(service)
    token = resetting.make_link(service.db, "mo", by=boss)
    with pytest.raises(BadSubmission, match="12 characters"):
        resetting.by_link(service.db, token, "short")
    assert resetting.whose(service.db, token) == "mo"


def test_a_link_is_good_for_a_day(service: Service, boss: str) -> None:
    person(service)
    token = resetting.make_link(service.db, "mo", by=boss)
    with service.db.reading() as db:
        (until,) = db.execute("SELECT until FROM reset_links").fetchone()
    hours = resetting.GOOD_FOR / timedelta(hours=1)
    assert hours == 24
    assert until <= stamp(now() + resetting.GOOD_FOR)
    with service.db.writing() as db:
        db.execute("UPDATE reset_links SET until = ?", (stamp(now()),))
    with pytest.raises(UnknownLink):
        resetting.by_link(service.db, token, NEW)


def test_a_new_link_makes_the_one_before_useless(service: Service, boss: str) -> None:
    person(service)
    first, second = (resetting.make_link(service.db, "mo", by=boss) for _ in range(2))
    with pytest.raises(UnknownLink):
        resetting.whose(service.db, first)
    assert resetting.whose(service.db, second) == "mo"


def test_of_a_link_the_digest_alone_is_kept(service: Service, boss: str) -> None:
    person(service)
    token = resetting.make_link(service.db, "mo", by=boss)
    service.db.shred()
    assert token.encode() not in service.db.path.read_bytes()


def test_ones_own_password_needs_the_old_one(service: Service) -> None:
    old = person(service)
    before = user(service).session
    with pytest.raises(BadCredentials):
        resetting.change(service.db, "mo", "a guess", NEW, address="a")
    changed = resetting.change(service.db, "mo", old, NEW, address="a")
    assert accounts.signed_in(service.db, "mo", before) is None
    assert accounts.signed_in(service.db, "mo", changed.session) == changed
    assert accounts.sign_in(service.db, "mo", NEW, address="a").name == "mo"


def test_the_old_password_is_not_guessed_at_will(service: Service) -> None:
    old = person(service)
    for _ in range(accounts.TRIES):
        with pytest.raises(BadCredentials):
            resetting.change(service.db, "mo", "a guess", NEW, address="a")
    with pytest.raises(TooManyTries):
        resetting.change(service.db, "mo", old, NEW, address="b")


@pytest.mark.parametrize("length", [passwords.LEAST - 1, passwords.MOST + 1])
def test_a_password_has_a_length_within_limits(length: int) -> None:
    with pytest.raises(BadSubmission, match=f"{length} characters"):
        passwords.hashed("x" * length)


def test_somebody_without_a_password_gets_in_by_none(service: Service) -> None:
    with service.db.writing() as db:
        managing.insert(
            db, "sub", "moderator", site="default", by="x", identity="iss sub"
        )
    for guess in ("", "a password of tests"):
        with pytest.raises(BadCredentials):
            accounts.sign_in(service.db, "sub", guess, address="a")


def test_a_moderator_is_limited_and_who_leads_is_not(
    service: Service, boss: str
) -> None:
    person(service)
    managing.limit(service.db, "mo", sections={"sport"}, queues={"", "x"}, by=boss)
    assert scopes.of(service.db, "mo") == Scope(
        frozenset({"sport"}), frozenset({"", "x"})
    )
    managing.place(service.db, "mo", role="lead", site="default", by=boss)
    assert scopes.of(service.db, "mo") == Scope()
    assert scopes.of(service.db, "nobody") == Scope()


@pytest.mark.parametrize(
    ("sections", "queues", "inside"),
    [
        ((), (), True),
        (("sport",), (), True),
        (("news",), (), False),
        ((), ("",), True),
        ((), ("legal",), False),
        (("sport",), ("legal",), False),
        (("sport", "news"), ("", "legal"), True),
    ],
)
def test_what_is_outside_of_the_limits_is_for_somebody_else(
    service: Service,
    boss: str,
    sections: tuple[str, ...],
    queues: tuple[str, ...],
    inside: bool,
) -> None:
    person(service)
    post(service, RUDE, article=Article(id="a", title="T", section="sport"))
    managing.limit(service.db, "mo", sections=sections, queues=queues, by=boss)
    comment = queue.find(service.db, "default", "1")
    if inside:
        scopes.require(scopes.of(service.db, "mo"), comment)
    else:
        with pytest.raises(NotAllowed, match="somebody else"):
            scopes.require(scopes.of(service.db, "mo"), comment)


def test_where_a_person_put_a_comment_is_its_queue(service: Service, boss: str) -> None:
    person(service)
    comment = post(service, RUDE)
    assert scopes.queue_of(comment) == ""
    with service.db.writing() as db:
        db.execute("UPDATE comments SET queue = 'legal'")
    found = queue.find(service.db, "default", "1")
    assert scopes.queue_of(found) == "legal"


def test_a_comment_without_a_section_is_outside_of_every_section(
    service: Service, boss: str
) -> None:
    person(service)
    comment = post(service, RUDE)
    managing.limit(service.db, "mo", sections={"sport"}, queues=(), by=boss)
    with pytest.raises(NotAllowed):
        scopes.require(scopes.of(service.db, "mo"), comment)


def test_a_user_as_stored_is_read_back(service: Service) -> None:
    person(service)
    with service.db.writing() as db:
        people.change_user(db, "mo", signed_in_at=stamp(now()))
    assert user(service).signed_in_at is not None
    assert [its.name for its in managing.listed(service.db)] == ["mo"]
