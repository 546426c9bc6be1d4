"""`moderate webhooks`: several for a site, tested, looked at and replayed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from standardwebhooks import Webhook

from moderation.service import Service
from tests.moderation.receiver import Receiver, deliver, make_due, receiving, serving
from tests.moderation.stories import KIND, post
from web.cli import main

URL = "https://cms.example/hook"


@pytest.fixture(autouse=True)
def _loopback_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODERATION_WEBHOOK_PRIVATE", "127.0.0.1")


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["webhooks", *words, "--data", str(data)])


def added(data: Path, *words: str) -> tuple[str, str]:
    done = run(data, "add", *words)
    assert done.exit_code == 0, done.stderr
    id, secret = done.stdout.strip().split("\t")
    return id, secret


def test_several_are_added_listed_without_secrets_set_and_removed(data: Path) -> None:
    first, secret = added(data, URL)
    second, _ = added(data, URL + "2", "--types", "comment.held, comment.erased")
    listed = run(data, "list").stdout
    assert f"{first}\tdefault\t{URL}\tall\tin use\t0 waiting, 0 given up\n" in listed
    assert f"{second}\tdefault\t{URL}2\tcomment.held,comment.erased\tin use" in listed
    assert secret not in listed
    run(data, "set", second, "--url", URL + "3", "--types", "")
    assert f"{URL}3\tall" in run(data, "list", "--site", "default").stdout
    assert run(data, "list", "--site", "other").stdout == ""
    assert run(data, "remove", first).exit_code == 0
    assert first not in run(data, "list").stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("add", "ftp://x"), 1, "url: wanted an http(s) address"),
        (("add", "http://10.0.0.1/"), 1, "10.0.0.1 is no public address"),
        (("add", URL, "--types", "likes"), 1, "types: wanted of comment.approved"),
        (("add", URL, "--site", "nowhere"), 1, "there is no site 'nowhere'"),
        (("set", "ep_1"), 2, "wanted --url URL, --types TYPES or both"),
        (("replay", "ep_1"), 2, "wanted either a MESSAGE or --since TIME"),
        (("rotate", "ep_1"), 1, "there is no webhook 'ep_1'; `moderate webhooks list`"),
        (("test", "ep_1"), 1, "there is no webhook 'ep_1'"),
        (("log", "ep_1"), 1, "there is no webhook 'ep_1'"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_way_out(
    data: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    done = run(data, *words)
    assert (done.exit_code, done.stdout) == (status, "")
    assert told in " ".join(done.stderr.split())


def test_a_test_is_answered_at_once_and_signed_by_both_secrets(data: Path) -> None:
    with serving(Receiver()) as receiver:
        id, old = added(data, receiver.url, "--types", "comment.held")
        new = run(data, "rotate", id).stdout.strip()
        done = run(data, "test", id)
        ((headers, body),) = receiver.requests
    assert done.exit_code == 0
    assert done.stdout.startswith("answered 204\t")
    for secret in (old, new):
        assert Webhook(secret).verify(body, headers)["type"] == "webhook.test"


def test_a_test_that_fails_is_told_and_exit_1(data: Path) -> None:
    with serving(Receiver(500)) as receiver:
        id, _ = added(data, receiver.url)
        done = run(data, "test", id)
    assert (done.exit_code, done.stdout.split("\t")[0]) == (1, "answered 500")
    done = run(data, "test", id)
    assert (done.exit_code, done.stdout.split("\t")[0]) == (1, "connection refused")


def test_each_try_is_in_the_log_and_what_failed_is_replayed(
    data: Path, service: Service
) -> None:
    with receiving(service, 500) as receiver:
        post(service, KIND, "41")
        deliver(service)
        post(service, "Nicely put.", "42")
        lines = run(data, "log", receiver.id).stdout.splitlines()
        (id,) = receiver.ids
        assert lines[0].startswith("-\t-\t-\tmsg_")
        assert lines[0].endswith("\tcomment.approved\t42\twaiting")
        assert "\t500\t" in lines[1]
        assert lines[1].endswith(f" ms\t{id}\tcomment.approved\t41\twaiting")
        done = run(data, "replay", receiver.id, "--since", "1h")
        assert done.stderr == "2 to be sent again\n"
        assert deliver(service).sent == 2
        assert run(data, "log", receiver.id, "--state", "failed").stdout == ""
        done = run(data, "replay", receiver.id, id)
        assert done.stderr == "1 to be sent again\n"
        deliver(service)
    assert receiver.ids.count(id) == 3
    assert "\t204\t" in run(data, "log", receiver.id, "--limit", "1").stdout


def test_a_disabled_one_is_told_of_with_why_and_enabled_by_command(
    data: Path, service: Service
) -> None:
    with receiving(service, 410) as receiver:
        post(service, KIND)
        deliver(service)
        why = "UTC: it answered 410 Gone"
        assert why in run(data, "list").stdout
        assert why in run(data, "log", receiver.id).stderr
        done = run(data, "replay", receiver.id, "--since", "1h")
        assert (done.exit_code, "410 Gone): enable it" in done.stderr) == (1, True)
        done = run(data, "enable", receiver.id)
        assert "1 waited for it" in done.stderr
        assert deliver(service).sent == 1
        run(data, "disable", receiver.id)
        assert "UTC: disabled by hand" in run(data, "list").stdout


def test_one_that_fails_is_told_of_with_since_when(
    data: Path, service: Service
) -> None:
    with receiving(service, 500):
        post(service, KIND)
        deliver(service)
        assert "failing since 20" in run(data, "list").stdout
        make_due(service)
        deliver(service)
        assert "in use" in run(data, "list").stdout
