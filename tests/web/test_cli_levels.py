"""`moderate levels`: what is set, listed, inherited again, and refused."""

import pytest
from click.testing import CliRunner, Result

from moderation.comments import Action, Article, Author
from moderation.service import Service
from tests.moderation.stories import KIND, post
from web.cli import main


def run(service: Service, *words: str) -> Result:
    data = str(service.db.path.parent)
    return CliRunner().invoke(main, ["levels", *words, "--data", data])


def test_a_section_is_set_bit_by_bit_and_decides(service: Service) -> None:
    assert run(service, "set", "--section", "sport", "--mode", "pre").exit_code == 0
    assert (
        run(service, "set", "--section", "sport", "--hold", "insult=0.2").stdout == ""
    )
    listed = run(service, "list").stdout
    assert listed == "section sport\tmode pre, insult 0.2\n"
    held = post(service, KIND, article=Article(id="1", section="sport"))
    assert held.action is Action.HOLD


def test_what_is_inherited_or_cleared_decides_no_more(service: Service) -> None:
    run(service, "set", "--author", "7", "--mode", "pre", "--standing", "trusted")
    run(service, "set", "--author", "7", "--mode", "inherit")
    assert run(service, "list").stdout == "author 7\ttrusted\n"
    assert post(service, KIND, author=Author(id="7")).action is Action.APPROVE
    assert run(service, "clear", "--author", "7").exit_code == 0
    assert run(service, "list").stdout == ""


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["set", "--mode", "free"], 2, "is not one of 'auto'"),
        (["set", "--hold", "insult"], 2, "wanted ATTRIBUTE=SCORE"),
        (["set", "--hold", "tox=0.5"], 1, "wanted one of toxicity"),
        (["set", "--off-topic", "3"], 1, "from 0 to 1, got 3"),
        (["set", "--standing", "banned"], 1, "wanted an author"),
        (["set", "--section", "a", "--author", "b"], 2, "wanted one of --section"),
        (["set", "--site", "none"], 1, "there is no site 'none'"),
        (["list", "--site", "none"], 1, "there is no site 'none'"),
        (["clear", "--section", "a"], 1, "section a sets nothing"),
    ],
)
def test_what_cannot_be_set_is_told(
    service: Service, words: list[str], status: int, told: str
) -> None:
    done = run(service, *words)
    assert done.exit_code == status
    assert told in done.stderr
    assert run(service, "list").stdout == ""
