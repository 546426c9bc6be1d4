"""`moderate users`: whoever is locked out of the desk is let in again from a shell."""

import pyotp
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from moderation import accounts, audit
from moderation.people import factors, managing
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
    assert listed == "ann\tlead\tdefault\tpassword\tnever in\tin use\n"


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
