"""The command line: results alone on standard output, exit statuses, clear refusals."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from moderation import accounts, keys
from moderation.comments import Action, Author
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from moderation.webhooks import endpoints
from tests.moderation.receiver import receiving
from tests.moderation.stories import KIND, decide, post
from web.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


def run(data: Path, *words: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words, "--data", str(data)], input=input)


def test_a_new_key_is_alone_on_one_line_and_works(data: Path, service: Service) -> None:
    done = run(data, "keys", "create", "cms", "--rights", "submit, read")
    assert done.exit_code == 0
    (key,) = done.stdout.splitlines()
    known = keys.authorise(service.db, key, "submit")
    assert known.rights == {"submit", "read"}


def test_keys_are_listed_without_themselves_and_revoked(
    data: Path, service: Service
) -> None:
    key = run(data, "keys", "create", "cms").stdout.strip()
    listed = run(data, "keys", "list").stdout
    assert "cms\tdefault\tdecide,read,submit\tin use" in listed
    assert key not in listed
    assert run(data, "keys", "revoke", "cms").exit_code == 0
    assert "revoked" in run(data, "keys", "list").stdout
    again = run(data, "keys", "revoke", "cms")
    assert (again.exit_code, "no key in use" in again.stderr) == (1, True)


def test_a_key_is_rotated_limited_and_what_it_sent_is_told(
    data: Path, service: Service
) -> None:
    old = run(data, "keys", "create", "cms").stdout.strip()
    new = run(data, "keys", "rotate", "cms", "--overlap", "0").stdout.strip()
    assert old != new
    assert keys.authorise(service.db, new, "submit").name == "cms"
    assert run(data, "keys", "limit", "cms", "--per-minute", "7").exit_code == 0
    assert run(data, "keys", "limit", "cms").exit_code == 2
    service.usage.take("cms", 5, None, now())
    service.usage.write()
    listed = run(data, "keys", "list").stdout
    assert "7/minute\tlast used 20" in listed
    assert run(data, "keys", "usage", "cms").stdout.endswith("\t1\t5\t0\n")
    assert run(data, "keys", "limit", "cms", "--none").exit_code == 0
    assert "no limit" in run(data, "keys", "list").stdout
    assert "no key in use" in run(data, "keys", "usage", "other").stderr


def test_a_rotated_key_is_as_short_as_it_was_unless_said_otherwise(
    data: Path, service: Service
) -> None:
    def rotated(*words: str) -> Result:
        return run(data, "keys", "rotate", "blog", *words)

    run(data, "keys", "create", "blog", "--short")
    for words, length in (((), 12), (("--long",), 53), ((), 53), (("--short",), 12)):
        done = rotated(*words)
        (made,) = done.stdout.splitlines()
        kind = "short" if length == 12 else "long"
        told = f"blog has a {kind} key now, of {length} characters\n"
        assert (len(made), done.stderr) == (length, told)
        assert keys.authorise(service.db, made, "submit").name == "blog"


def test_what_a_key_sent_is_told_below_a_header(data: Path, service: Service) -> None:
    run(data, "keys", "create", "cms")
    header = "day\tcalls\tcomments\trefused\n"
    assert run(data, "keys", "usage", "cms").stdout == header
    at = now()
    service.usage.take("cms", 5, None, at)
    service.usage.write()
    told = run(data, "keys", "usage", "cms").stdout
    assert told == f"{header}{at:%Y-%m-%d}\t1\t5\t0\n"


def test_rotating_a_key_of_which_nobody_knows_whether_it_was_short_tells_so(
    data: Path, service: Service
) -> None:
    run(data, "keys", "create", "blog", "--short")
    with service.db.writing() as db:
        db.execute("UPDATE keys SET short = NULL")  # as those of earlier versions
    done = run(data, "keys", "rotate", "blog")
    assert len(done.stdout.strip()) == 53
    assert "long key now" in done.stderr
    assert "rotate it again with --short" in done.stderr
    again = run(data, "keys", "rotate", "blog", "--short")
    assert len(again.stdout.strip()) == 12
    assert "again" not in again.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("keys", "create", "x", "--site", "nowhere"), "there is no site 'nowhere'"),
        (("keys", "create", "x", "--rights", "fly"), "rights: wanted one or more"),
        (("sites", "add", "a/b"), "name: wanted 1 to 64 letters from A to Z or a to z"),
        (("sites", "set", "nowhere", "--mode", "pre"), "there is no site 'nowhere'"),
        (("retrain",), "wanted 6 approvals and 6 rejections"),
        (("promote", "house-none"), "house-none"),
        (("rollback",), ""),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_1(
    data: Path, words: tuple[str, ...], told: str
) -> None:
    done = run(data, *words)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("keys", "create"),
        ("users", "add", "x", "--role", "king"),
        ("sites", "set", "default", "--mode", "sometimes"),
        ("sites", "set", "default", "--webhook", "ftp://x"),
        ("sites", "set", "default", "--zero", "TOXICITY"),
        ("sites", "set", "default", "--zero", "flirt"),
        ("sites", "set", "default", "--webhook", "http://127.0.0.1/"),
        ("sites", "set", "default", "--golden-each", "1001"),
        ("sites", "set", "default", "--golden-each", "-1"),
        ("sites", "set", "default", "--golden-each", "often"),
        ("nothing",),
    ],
)
def test_wrong_use_is_exit_2(data: Path, words: tuple[str, ...]) -> None:
    done = run(data, *words)
    assert (done.exit_code, done.stdout) == (2, "")


def test_a_wrong_setting_stops_the_start_and_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODERATION_PORT", "eighty")
    done = run(data, "serve")
    assert done.exit_code == 2
    assert "MODERATION_PORT: wanted a number from 1 to 65535, got 'eighty'" in (
        done.stderr
    )


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(tmp_path / "new", "serve", "--port", port)
    assert done.exit_code == 2
    assert f"got 127.0.0.1:{port}" in done.stderr
    assert "choose another by --port" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_users_password_is_read_or_made(data: Path, service: Service) -> None:
    given = run(
        data, "users", "add", "ann", "--role", "lead", input="my own password\n"
    )
    assert (given.exit_code, given.stdout) == (0, "")
    user = accounts.sign_in(service.db, "ann", "my own password", address="a")
    assert user.role == "lead"
    made = run(data, "users", "add", "ben", "--role", "analyst", input="")
    (password,) = made.stdout.splitlines()
    assert accounts.sign_in(service.db, "ben", password, address="a").role == "analyst"


def test_a_sites_mode_is_in_force_for_the_next_comment(
    data: Path, service: Service
) -> None:
    assert post(service, KIND, "1").action is Action.APPROVE
    assert run(data, "sites", "set", "default", "--mode", "pre").exit_code == 0
    assert post(service, KIND, "2").action is Action.HOLD
    run(data, "sites", "add", "other")
    assert (
        run(data, "sites", "list").stdout == "default\tpre\t-\t-\nother\tauto\t-\t-\n"
    )


def test_sites_are_listed_with_all_that_is_set(data: Path, service: Service) -> None:
    words = ("sites", "set", "default")
    run(data, *words, "--keep-analysed", "--zero", "FLIRTATION, SEXUALLY_EXPLICIT")
    zeros = "zero=FLIRTATION,SEXUALLY_EXPLICIT"
    listed = run(data, "sites", "list").stdout
    assert listed == f"default\tauto\t-\tkeep-analysed {zeros}\n"
    run(data, *words, "--pause-odd-rules", "--no-keep-analysed")
    listed = run(data, "sites", "list").stdout
    assert listed == f"default\tauto\t-\tpause-odd-rules {zeros}\n"
    run(data, *words, "--audit-share", "0.2", "--golden-each", "0")
    listed = run(data, "sites", "list").stdout
    assert listed.endswith(f"pause-odd-rules {zeros} audit-share=0.2 golden-each=0\n")


def test_a_webhooks_secret_is_printed_once(data: Path, service: Service) -> None:
    done = run(data, "sites", "set", "default", "--webhook", "https://cms.example/h")
    (secret,) = done.stdout.splitlines()
    assert secret.startswith("whsec_")
    assert secret not in run(data, "sites", "list").stdout
    assert "https://cms.example/h" in run(data, "sites", "list").stdout
    for _ in "ab":
        run(data, "webhooks", "add", "https://other.example/h")
    several = run(data, "sites", "set", "default", "--webhook", "https://x.example/")
    assert (several.exit_code, "sets several" in several.stderr) == (2, True)
    for known in endpoints.listed(service.db)[1:]:
        run(data, "webhooks", "remove", known.id)
    run(data, "sites", "set", "default", "--webhook", "")
    assert "cms.example" not in run(data, "sites", "list").stdout


def test_deliver_once_sends_what_is_due_and_stops(
    data: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODERATION_WEBHOOK_PRIVATE", "127.0.0.0/8")
    with receiving(service, 500) as publisher:
        post(service, KIND, "1")
        failed = run(data, "deliver", "--once")
        assert (failed.exit_code, "failed 1" in failed.stderr) == (1, True)
        post(service, "Nicely put.", "2")
        done = run(data, "deliver", "--once")
        assert (done.exit_code, "sent 1" in done.stderr) == (0, True)
    assert len(publisher.requests) == 2


def test_a_model_is_retrained_listed_rolled_back_and_promoted(
    data: Path, service: Service
) -> None:
    for number in range(90):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        decide(service, str(number), Action.REJECT if law else Action.APPROVE)
    done = run(data, "retrain")
    version, verdict = done.stdout.strip().split("\t")
    assert verdict == "promoted"
    assert "log loss" in done.stderr
    assert f"* {version}" in run(data, "models").stdout
    base = service.judges.model.version
    assert run(data, "rollback").stdout.strip() == base
    assert f"* {base}" in run(data, "models").stdout
    assert run(data, "promote", version).stdout.strip() == version
    assert f"* {version}" in run(data, "models").stdout


def test_every_command_tells_what_it_does() -> None:
    for name, command in main.commands.items():
        told = CliRunner().invoke(main, [name, "--help"])
        assert told.exit_code == 0
        assert command.help


def test_the_module_is_the_command(data: Path) -> None:
    from web import __main__, start

    assert __main__.main is start.main
    assert json.dumps(sorted(main.commands))


def test_comments_and_authors_are_erased_when_that_is_confirmed(
    data: Path, service: Service
) -> None:
    for id, who in (("1", "ann"), ("2", "ann"), ("3", "ben")):
        post(service, "A tram, at last.", id, author=Author(id=who))
    assert run(data, "erase", "--id", "3", input="n\n").exit_code == 1
    assert "erased 1" in run(data, "erase", "--id", "3", input="y\n").stderr
    assert "erased 2" in run(data, "erase", "--author", "ann", "--yes").stderr
    again = run(data, "erase", "--id", "3", "--yes")
    assert (again.exit_code, "it was erased" in again.stderr) == (1, True)
    assert run(data, "erase").exit_code == 2


BROKEN_OFF_AT_ONCE = """
import os, signal, sys
from importlib.abc import MetaPathFinder
from web import start

class BrokenOff(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "classifier":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, BrokenOff())
start.main()
"""


def test_who_breaks_off_while_all_is_loaded_sees_no_traceback() -> None:
    command = [sys.executable, "-c", BROKEN_OFF_AT_ONCE]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == ("", "")


def test_what_perspectives_calls_keep_and_answer_is_set_and_set_back(
    data: Path, service: Service
) -> None:
    def site() -> people.Site:
        with service.db.reading() as db:
            return people.site(db, "default")

    assert (site().keeps_analysed, site().zeros) == (False, ())
    words = ("sites", "set", "default")
    run(data, *words, "--keep-analysed", "--zero", "FLIRTATION, SEXUALLY_EXPLICIT")
    assert site().keeps_analysed
    assert site().zeros == ("FLIRTATION", "SEXUALLY_EXPLICIT")
    run(data, *words, "--mode", "pre")
    assert site().keeps_analysed
    run(data, *words, "--no-keep-analysed", "--zero", "")
    assert (site().keeps_analysed, site().zeros) == (False, ())
