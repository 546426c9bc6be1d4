"""Retention in the desk and by the command line: shown before it is set."""

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from moderation import sites
from moderation.comments import Author
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import KIND, post
from tests.moderation.test_retention import aged, is_erased
from web.cli import main

PATH = "/admin/retention"


@pytest.fixture
def admin(client: FlaskClient, service: Service) -> FlaskClient:
    post(service, KIND, author=Author(id="a"))
    aged(service, "1", 100)
    return signed_in(client, service, name="boss", role="admin")


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def run(service: Service, *words: str) -> Result:
    data = str(service.db.path.parent)
    return CliRunner().invoke(main, [*words, "--data", data])


def test_it_is_off_and_what_it_would_erase_is_shown_before_it_is_set(
    admin: FlaskClient, service: Service
) -> None:
    assert "Nothing is erased by itself" in text(admin, PATH)
    page = text(admin, f"{PATH}?texts=30&rejected=&authors=")
    assert "1 text would be erased" in page
    assert "0 texts would be erased" in text(admin, f"{PATH}?texts=200")
    assert sites.find(service.db, "default").erase_texts_after is None
    answer = send(admin, PATH, texts="30", rejected="", authors="")
    assert answer.status_code == 302
    assert sites.find(service.db, "default").erase_texts_after == 30
    assert "1 text is due" in text(admin, PATH)
    assert "after 30 days" in text(admin, "/policy/default")


@pytest.mark.parametrize("days", ["0", "-1", "many", "1.5", "36501", "٣"])
def test_days_that_cannot_be_meant_are_refused(
    admin: FlaskClient, service: Service, days: str
) -> None:
    assert admin.get(f"{PATH}?texts={days}").status_code == 422
    assert send(admin, PATH, texts=days).status_code == 422
    assert sites.find(service.db, "default").erase_texts_after is None


@pytest.mark.usefixtures("admin")
def test_the_command_line_sets_counts_and_erases(service: Service) -> None:
    done = run(service, "sites", "set", "default", "--erase-texts-after", "30")
    assert done.exit_code == 0
    assert "erase-texts-after=30" in run(service, "sites", "list").stdout
    dry = run(service, "retain", "--dry-run")
    assert dry.stdout == "default\t1 comments\t0 authors of others\n"
    assert not is_erased(service, "1")
    assert run(service, "retain").stdout == dry.stdout
    assert is_erased(service, "1")
    assert run(service, "retain").stdout == ""
    never = run(service, "sites", "set", "default", "--erase-texts-after", "never")
    assert never.exit_code == 0
    assert sites.find(service.db, "default").erase_texts_after is None


@pytest.mark.usefixtures("admin")
def test_the_command_line_refuses_days_that_cannot_be_meant(service: Service) -> None:
    done = run(service, "sites", "set", "default", "--erase-texts-after", "soon")
    assert done.exit_code == 2
    assert "wanted a number of days or 'never', got 'soon'" in done.stderr
    done = run(service, "sites", "set", "default", "--erase-texts-after", "0")
    assert done.exit_code == 1
    assert "wanted a number of days from 1" in done.stderr
