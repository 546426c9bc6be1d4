"""`moderate users`: whoever is locked out of the desk is let in again from a shell."""

import pyotp
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from moderation import accounts, audit, scopes
from moderation.people import factors, managing
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store.audit import Wanted
from tests.desk_visits import csrf
from tests.moderation.stories import person
from web.cli import main

NEW = "a password that is new"


def run(service: Service, *words: str) -> Result:
    data = str(service.db.path.parent)
    return CliRunner().invoke(main, ["users", *words, "--data", data])


def test_people_are_listed_without_their_passwords(service: Service) -> None:
    person(service, "ann", "lead")
    listed = run(service, "list").stdout
    assert listed == "ann\tlead\tdefault\tno limit\tpassword\tnever in\tin use\n"


def test_role_and_state_are_changed_and_written_down_as_from_a_shell(
    service: Service,
) -> None:
    person(service, "boss", "admin")
    person(service)
    assert run(service, "set", "mo", "--role", "lead").exit_code == 0
    assert managing.find(service.db, "mo").role == "lead"
    assert run(service, "disable", "mo").exit_code == 0
    assert "disabled" in run(service, "list").stdout
    assert run(service, "enable", "mo").exit_code == 0
    found = audit.search(service.db, Wanted(site="default"))
    assert [each.kind for each in found] == [
        *("user.enabled", "user.disabled", "user.changed"),
    ]
    assert all(each.by.endswith(" (shell)") for each in found)
    done = run(service, "disable", "boss")
    assert done.exit_code == 1
    assert "an admin to be left" in done.stderr


def test_limits_are_set_told_and_taken_away(service: Service) -> None:
    add = ("add", "mo", "--role", "moderator")
    run(service, *add, "--section", "sport", "--section", "local", "--queue", "")
    assert scopes.of(service.db, "mo") == Scope(
        frozenset({"sport", "local"}), frozenset({""})
    )
    told = "mo\tmoderator\tdefault\tsection local, section sport, main queue\t"
    assert told in run(service, "list").stdout
    run(service, "set", "mo", "--section", "news", "--queue", "legal")
    assert "section news, queue legal" in run(service, "list").stdout
    run(service, "set", "mo", "--all-sections")
    assert scopes.of(service.db, "mo") == Scope(queues=frozenset({"legal"}))
    run(service, "set", "mo", "--all-queues")
    assert "no limit" in run(service, "list").stdout
    found = audit.search(service.db, Wanted(site="default"))
    assert [each.kind for each in found].count("user.limited") == 4


def test_another_role_or_site_leaves_limits_as_they_are(service: Service) -> None:
    person(service)
    run(service, "set", "mo", "--queue", "legal")
    as_lead = run(service, "set", "mo", "--role", "lead", "--section", "sport")
    assert as_lead.stderr == "mo is a lead: limits hold for moderators alone\n"
    run(service, "set", "mo", "--role", "moderator")
    assert scopes.of(service.db, "mo") == Scope(
        frozenset({"sport"}), frozenset({"legal"})
    )


def test_some_and_all_at_once_is_a_wrong_use(service: Service) -> None:
    person(service)
    for words in (("section", "all-sections"), ("queue", "all-queues")):
        done = run(service, "set", "mo", f"--{words[0]}", "x", f"--{words[1]}")
        assert done.exit_code == 2
    assert scopes.of(service.db, "mo") == UNLIMITED


def test_a_link_from_the_shell_sets_a_password(
    service: Service, client: FlaskClient
) -> None:
    person(service)
    link = run(service, "reset", "mo").stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/password/")
    path = link.removeprefix("http://127.0.0.1:8000")
    page = client.get(path).get_data(as_text=True)
    form = {"csrf_token": csrf(page), "new_password": NEW, "new_password_again": NEW}
    assert client.post(path, data=form).status_code == 302
    assert accounts.sign_in(service.db, "mo", NEW, address="a").name == "mo"


def test_a_factor_that_is_lost_is_removed(service: Service) -> None:
    person(service)
    secret = factors.begin(service.db, managing.find(service.db, "mo"))
    user = managing.find(service.db, "mo")
    factors.confirm(service.db, user, pyotp.TOTP(secret).now())
    assert run(service, "factor", "mo").exit_code == 0
    assert not managing.find(service.db, "mo").has_factor


def test_nobody_is_told_so(service: Service) -> None:
    for command in ("set", "disable", "enable", "reset", "factor"):
        done = run(service, command, "nobody")
        assert done.exit_code == 1
        assert "nobody is called 'nobody'" in done.stderr
