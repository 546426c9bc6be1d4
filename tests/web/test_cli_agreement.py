"""`moderate agreement`: how far people agree, from the command line."""

from click.testing import CliRunner

from moderation.service import Service
from tests.moderation.blinded import twice
from web.cli import main


def told(service: Service) -> dict[str, str]:
    data = str(service.db.path.parent)
    found = CliRunner().invoke(main, ["agreement", "--data", data])
    assert found.exit_code == 0
    return dict(line.split("\t") for line in found.stdout.splitlines())


def test_alpha_and_kappa_are_told_with_their_intervals(service: Service) -> None:
    twice(service, 30, unlike=3)
    lines = told(service)
    assert lines["decided by two"] == "30"
    assert lines["decided alike"] == "90% of 30 (73% to 98%)"
    assert lines["alpha, approving and rejecting"].startswith("0.78 (0.5")
    assert ", kappa: 0.78 (0.5" in lines["bea and mo"]
    assert ", alpha: 0.78 (0.5" in lines["other, both rejected"]


def test_of_too_few_it_says_so(service: Service) -> None:
    twice(service, 19)
    lines = told(service)
    assert lines["alpha, approving and rejecting"] == "too few comments yet"
    assert lines["bea and mo"].endswith(", kappa: too few comments yet")
