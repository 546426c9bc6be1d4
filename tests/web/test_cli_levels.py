"""`moderate levels`: what is set, listed, inherited again, and refused."""

import pytest
from click.testing import CliRunner, Result

from moderation import audit
from moderation.authors import sanctions
from moderation.comments import Action, Article, Author
from moderation.levels import Standing
from moderation.service import Service
from moderation.store.audit import Wanted
from tests.moderation.stories import KIND, RUDE, post
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


def test_who_set_a_level_is_audited(service: Service) -> None:
    run(service, "set", "--author", "7", "--standing", "trusted")
    run(service, "clear", "--author", "7")
    found = audit.search(service.db, Wanted(site="default"))
    assert [(each.kind, each.about) for each in found] == [
        ("level.cleared", "author 7"),
        ("level.set", "author 7"),
    ]
    assert all(each.by.endswith("(shell)") for each in found)


def test_what_is_inherited_or_cleared_decides_no_more(service: Service) -> None:
    run(service, "set", "--author", "7", "--mode", "pre", "--standing", "trusted")
    run(service, "set", "--author", "7", "--mode", "inherit")
    assert run(service, "list").stdout == "author 7\ttrusted\n"
    assert post(service, KIND, author=Author(id="7")).action is Action.APPROVE
    assert run(service, "clear", "--author", "7").exit_code == 0
    assert run(service, "list").stdout == ""


def test_a_standing_that_is_set_here_does_not_end_as_the_one_before(
    service: Service,
) -> None:
    for standing in (Standing.WATCHED, Standing.HELD):
        sanctions.sanction(
            service.db,
            "default",
            "7",
            standing,
            term=sanctions.Term.DAY,
            reason="Rude.",
            by="mo",
        )
    assert "author 7\theld until 20" in run(service, "list").stdout
    run(service, "set", "--author", "7", "--standing", "watched")
    assert run(service, "list").stdout == "author 7\twatched\n"
    run(service, "set", "--author", "7", "--standing", "inherit")
    assert run(service, "list").stdout == ""


@pytest.mark.parametrize(
    ("thing", "value", "shown"),
    [
        ("--hold", "insult={}", "insult 0.9"),
        ("--reject", "insult={}", "insult rejects 0.9"),
        ("--off-topic", "{}", "off topic 0.9"),
        ("--risk", "{}", "risk 0.9"),
    ],
)
def test_a_single_threshold_is_inherited_again_and_the_others_stay(
    service: Service, thing: str, value: str, shown: str
) -> None:
    run(service, "set", "--section", "a", "--hold", "spam=0.5", "--reject", "spam=0.8")
    run(service, "set", "--section", "a", thing, value.format("0.9"))
    assert shown in run(service, "list").stdout
    again = run(service, "set", "--section", "a", thing, value.format("inherit"))
    assert again.exit_code == 0
    assert run(service, "list").stdout == "section a\tspam 0.5, spam rejects 0.8\n"


def test_what_inherits_all_is_no_longer_listed(service: Service) -> None:
    run(service, "set", "--author", "7", "--hold", "spam=0.5")
    done = run(service, "set", "--author", "7", "--hold", "spam=inherit")
    assert done.stderr == "author 7\tinherits all\n"
    assert run(service, "list").stdout == ""


def test_what_a_level_rejects_is_rejected_there_alone(service: Service) -> None:
    run(service, "set", "--section", "sport", "--hold", "insult=0.2")
    assert post(service, RUDE, "1").action is Action.HOLD
    run(service, "set", "--section", "sport", "--reject", "insult=0.2")
    sport = Article(id="1", section="sport")
    found = post(service, RUDE, "2", article=sport)
    assert (found.action, found.levels["insult"]) == (Action.REJECT, "section sport")
    assert post(service, RUDE, "3").action is Action.HOLD


def test_rejecting_below_what_the_site_holds_is_told(service: Service) -> None:
    run(service, "set", "--caution", "lenient")
    done = run(service, "set", "--section", "a", "--reject", "insult=0.7")
    assert done.exit_code == 1
    assert "insult: wanted to reject from a score that is held too" in done.stderr
    assert "which is 0.85 or more, got 0.7" in done.stderr
    done = run(service, "set", "--section", "a", "--reject", "insult=0.85")
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["set", "--mode", "free"], 2, "is not one of 'auto'"),
        (["set", "--hold", "insult"], 2, "wanted ATTRIBUTE=SCORE"),
        (["set", "--hold", "tox=0.5"], 1, "wanted one of toxicity"),
        (["set", "--hold", "insult=high"], 2, "as toxicity=0.5 or toxicity=inherit"),
        (["set", "--reject", "insult=0.2"], 1, "which is 0.6 or more, got 0.2"),
        (["set", "--off-topic", "3"], 1, "from 0 to 1, got 3"),
        (["set", "--off-topic", "much"], 2, "wanted a number or 'inherit', got 'much'"),
        (["set", "--risk", "-1"], 1, "risk: wanted a number from 0 to 1, got -1"),
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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--hold", "insult=0,5"], "got 'insult=0,5'; write 0.5, with a dot"),
        (["--reject", "spam= ,95"], "write .95, with a dot"),
        (["--off-topic", "0,2"], "got '0,2'; write 0.2, with a dot"),
        (["--risk", "0,75"], "got '0,75'; write 0.75, with a dot"),
    ],
)
def test_a_score_with_a_comma_is_answered_by_how_to_write_it(
    service: Service, words: list[str], told: str
) -> None:
    done = run(service, "set", *words)
    assert done.exit_code == 2
    assert told in done.stderr
