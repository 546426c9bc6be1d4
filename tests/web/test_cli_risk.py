"""`moderate risk`: accepted errors from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from moderation import sites
from moderation.service import Service
from tests.moderation.audited import audit, learnt
from web.cli import main


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--data", str(data)])


def test_errors_are_accepted_shown_renewed_and_stopped(
    data: Path, service: Service
) -> None:
    learnt(service)
    audit(service, 170)
    dry = run(data, "risk", "set", "--wrong-rejections", "10%", "--dry-run")
    assert "surely at most" in dry.stdout
    assert sites.find(service.db, "default").accepted is None
    done = run(
        data, "risk", "set", "--wrong-rejections", "10%", "--wrong-approvals", "0.1"
    )
    assert done.stdout.count("surely at most") == 2
    assert "decided by a machine alone" in done.stdout
    assert run(data, "risk", "show").stdout == done.stdout
    assert run(data, "risk", "renew").stdout == done.stdout
    run(data, "risk", "stop")
    assert "no errors are named" in run(data, "risk", "show").stdout
    assert run(data, "risk", "renew").exit_code == 1


def test_what_cannot_be_is_refused_in_one_sentence(
    data: Path,
) -> None:
    none = run(data, "risk", "set")
    assert none.exit_code == 1
    assert "wanted a bound on wrong rejections" in none.stderr
    odd = run(data, "risk", "set", "--held", "much")
    assert odd.exit_code == 2
    assert "wanted a share such as 2% or 0.02, got 'much'" in odd.stderr
    bare = run(data, "risk", "set", "--held", "10%")
    assert bare.exit_code == 1
    assert "`moderate retrain`" in bare.stderr
