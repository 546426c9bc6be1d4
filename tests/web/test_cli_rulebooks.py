"""`moderate rules`: the life of a site's rules from the command line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import rules
from moderation import queue, rulebooks
from moderation.comments import Action, Reason, Status
from moderation.service import Service
from moderation.store import people
from tests.moderation.rule_files import LONG, TRAMS, rule, written
from tests.moderation.stories import decide, post
from web.cli import applying, main

TRAM = "The old tram is late."
REJECTED = rule("trams", "'words(\"trams\")'", then="reject", weight="0.8")


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


def run(data: Path, *words: str, input: str | None = None) -> Result:
    command = [*words, "--data", str(data)]
    return CliRunner().invoke(main, ["rules", *command], input=input)


def save(data: Path, folder: Path, *rules: str, note: str = "A note.") -> Result:
    path = written(folder, *rules)
    return run(data, "save", str(path), "--note", note, "--by", "ed")


def status(service: Service, id: str) -> Status:
    return queue.find(service.db, "default", id).status


def test_saved_rules_are_one_line_and_in_service(
    data: Path, service: Service, tmp_path: Path
) -> None:
    done = save(data, tmp_path, TRAMS)
    assert done.exit_code == 0
    number, version = done.stdout.rstrip("\n").split("\t")
    assert number == "1"
    assert post(service, TRAM).rules == version


def test_a_file_whose_examples_come_out_otherwise_is_not_kept_unless_it_is_wanted(
    data: Path, tmp_path: Path, service: Service
) -> None:
    path = written(tmp_path, TRAMS)
    with path.open("a") as file:
        file.write("examples:\n  - text: Nothing of the kind.\n    expect: reject\n")
    command = ["save", str(path), "--note", "A note."]
    done = run(data, *command)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "this example shall be rejected and is approved" in done.stderr
    assert rulebooks.in_service(service.db, "default") is None
    assert run(data, *command, "--anyway").exit_code == 0
    assert rulebooks.in_service(service.db, "default") is not None


def test_a_wrong_file_is_told_with_its_place_and_exit_1(
    data: Path, tmp_path: Path, service: Service
) -> None:
    done = save(data, tmp_path, rule("x", "toxcity > 0.5"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "ours.yaml:5:11: error: unknown fact `toxcity`" in done.stderr
    assert "did you mean `toxicity`?" in done.stderr
    assert rulebooks.in_service(service.db, "default") is None


def test_saving_the_same_again_says_so(data: Path, tmp_path: Path) -> None:
    first = save(data, tmp_path, TRAMS)
    again = save(data, tmp_path, TRAMS)
    assert (again.exit_code, again.stdout) == (0, first.stdout)
    assert "Nothing changed" in again.stderr


def test_a_note_is_asked_for(data: Path, tmp_path: Path) -> None:
    done = run(data, "save", str(written(tmp_path, TRAMS)))
    assert done.exit_code == 2
    assert "--note" in done.stderr


def test_one_command_goes_back_and_the_history_tells_all(
    data: Path, service: Service, tmp_path: Path
) -> None:
    save(data, tmp_path, TRAMS, note="First\nof all")
    save(data, tmp_path, LONG)
    assert run(data, "rollback", "--note", "Too many.").exit_code == 0
    assert [its.rule for its in post(service, TRAM).reasons] == ["trams"]
    run(data, "pause", "trams", "--by", "ann", "--note", "Odd.")
    lines = run(data, "history").stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("  1\t")
    assert lines[0].endswith("\tFirst of all")
    assert lines[2].startswith("* 3\t")
    assert "back to 1, ours-" in lines[2]
    assert "\tann\tpaused trams\tOdd." in lines[3]


def test_the_first_rules_are_taken_back_too(data: Path, tmp_path: Path) -> None:
    save(data, tmp_path, TRAMS)
    assert run(data, "rollback").stdout == "2\tthe rules of the service\n"
    again = run(data, "rollback")
    assert (again.exit_code, "no earlier rules" in again.stderr) == (1, True)


def test_the_diff_is_that_of_the_last_change_or_of_two_versions(
    data: Path, tmp_path: Path
) -> None:
    save(data, tmp_path, TRAMS)
    save(data, tmp_path, TRAMS, LONG)
    save(data, tmp_path, LONG)
    assert "-  - id: trams" in run(data, "diff").stdout
    assert "+  - id: long" in run(data, "diff", "1", "2").stdout
    both = run(data, "diff", "1").stdout
    assert "--- 1/rules.yaml\n+++ 3/rules.yaml" in both
    assert "--- 1/words/trams.txt" in both
    assert run(data, "diff", "3", "3").stdout == ""
    assert run(data, "diff", "7").exit_code == 1


def test_a_paused_rule_is_resumed(data: Path, service: Service, tmp_path: Path) -> None:
    save(data, tmp_path, TRAMS)
    assert run(data, "pause", "trams").exit_code == 0
    assert "already" in run(data, "pause", "trams").stderr
    assert post(service, TRAM, "1").status is Status.APPROVED
    assert run(data, "resume", "trams").exit_code == 0
    assert post(service, TRAM, "2").status is Status.PENDING
    wrong = run(data, "pause", "tram")
    assert (wrong.exit_code, "did you mean 'trams'?" in wrong.stderr) == (1, True)


def test_the_report_is_a_table_of_rules(
    data: Path, service: Service, tmp_path: Path
) -> None:
    save(data, tmp_path, TRAMS, rule("all", "length > 1", mode="shadow"))
    post(service, TRAM, "1")
    post(service, "A bus.", "2")
    decide(service, "1", Action.REJECT, reason=Reason.OTHER)
    done = run(data, "report", "--since", "2d")
    assert done.stdout.splitlines() == [
        "rule\thow\thits\tshare\tdecided\tprecision\tcaught\todd",
        "all\tshadow\t2\t100.0 %\t1\t100.0 %\t100.0 %\t",
        "trams\tlive\t1\t50.0 %\t1\t100.0 %\t100.0 %\t",
    ]
    assert "2 comments; people rejected 1." in done.stderr


def test_a_time_that_is_none_is_wrong_use(data: Path) -> None:
    done = run(data, "report", "--since", "yesterday")
    assert (done.exit_code, "wanted a duration as 30d" in done.stderr) == (2, True)


def held(data: Path, service: Service, folder: Path) -> None:
    save(data, folder, LONG)
    post(service, TRAM, "1")
    post(service, "The old bus is late.", "2")
    save(data, folder, REJECTED)


def test_apply_counts_and_changes_nothing_unless_told_to(
    data: Path, service: Service, tmp_path: Path
) -> None:
    held(data, service, tmp_path)
    done = run(data, "apply")
    assert done.stdout.splitlines() == [
        "held\t2",
        "to approve\t1",
        "to reject\t1",
        "to hold for other reasons\t0",
    ]
    assert "--yes does it" in done.stderr
    assert status(service, "1") is Status.PENDING


def test_apply_is_undone_as_one(data: Path, service: Service, tmp_path: Path) -> None:
    held(data, service, tmp_path)
    done = run(data, "apply", "--yes")
    assert done.exit_code == 0
    batch = done.stdout.splitlines()[-1].split("\t")[1]
    assert (status(service, "1"), status(service, "2")) == (
        Status.REJECTED,
        Status.APPROVED,
    )
    decide(service, "2", Action.REJECT, reason=Reason.OTHER)
    undone = run(data, "undo", batch)
    assert (undone.exit_code, undone.stdout) == (0, "2\n")
    assert "Put back 1; left 1" in undone.stderr
    assert status(service, "1") is Status.PENDING
    assert run(data, "undo", batch).exit_code == 1


def test_apply_takes_one_rule_alone(
    data: Path, service: Service, tmp_path: Path
) -> None:
    held(data, service, tmp_path)
    run(data, "apply", "--yes", "--rule", "trams")
    assert status(service, "1") is Status.REJECTED
    assert status(service, "2") is Status.PENDING
    wrong = run(data, "apply", "--rule", "nothing")
    assert (wrong.exit_code, "no rule 'nothing'" in wrong.stderr) == (1, True)


def test_where_nothing_would_change_nothing_is_asked(data: Path) -> None:
    done = run(data, "apply")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("diff",),
        ("rollback",),
        ("report",),
        ("apply",),
        ("pause", "slur"),
    ],
)
def test_an_unknown_site_is_one_line_and_exit_1(
    data: Path, words: tuple[str, ...]
) -> None:
    done = run(data, *words, "--site", "nowhere")
    assert done.exit_code == 1
    assert "there is no site 'nowhere'" in done.stderr


def test_a_site_is_set_to_pause_odd_rules_and_not_to(
    data: Path, service: Service
) -> None:
    for option, wanted in (("--pause", True), ("--no-pause", False)):
        words = ["sites", "set", "default", f"{option}-odd-rules", "--data", str(data)]
        assert CliRunner().invoke(main, words).exit_code == 0
        with service.db.reading() as db:
            site = people.site(db, "default")
        assert site is not None
        assert site.pause_odd_rules is wanted


def test_saving_names_the_rules_that_go(data: Path, tmp_path: Path) -> None:
    first = save(data, tmp_path, TRAMS).stderr
    assert first.startswith("No longer in service: ")
    assert "more. `moderate rules rollback` goes back." in first
    assert save(data, tmp_path, TRAMS, LONG).stderr == ""
    gone = save(data, tmp_path, LONG).stderr
    assert gone.startswith("No longer in service: trams. ")


def test_a_copy_of_what_is_in_service_is_a_file_to_go_on_from(
    data: Path, tmp_path: Path, service: Service
) -> None:
    save(data, tmp_path, TRAMS)
    copy = tmp_path / "mine" / "house.yaml"
    copy.parent.mkdir()
    assert run(data, "copy", str(copy)).exit_code == 0
    assert copy.read_text() == (tmp_path / "ours.yaml").read_text()
    assert (copy.parent / "words" / "trams.txt").read_text() == "tram\n"
    again = run(data, "copy", str(copy))
    assert again.exit_code == 1
    assert f"{copy} is there already" in again.stderr


def test_a_copy_writes_over_no_list_of_another_file(
    data: Path, tmp_path: Path, service: Service
) -> None:
    save(data, tmp_path, TRAMS)
    words = tmp_path / "words" / "trams.txt"
    words.write_text("mine\n")
    done = run(data, "copy", str(tmp_path / "house.yaml"))
    assert done.exit_code == 1
    assert words.read_text() == "mine\n"
    assert not (tmp_path / "house.yaml").exists()


def test_without_a_database_the_copy_is_what_a_new_site_starts_with(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "house.yaml"
    done = run(tmp_path / "nowhere", "copy", str(copy))
    assert done.exit_code == 0
    assert rules.load(copy).version == rules.default().version
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("diff",),
        ("rollback",),
        ("pause", "x"),
        ("resume", "x"),
        ("report",),
        ("apply",),
        ("undo", "1"),
        ("save", "x.yaml", "--note", "A note."),
    ],
    ids=lambda words: words[0],
)
def test_a_mistyped_folder_is_told_and_not_made(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(tmp_path / "nowhere", *words)
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
    assert "--data" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_the_history_of_a_site_without_rules_of_its_own_says_so(
    data: Path, service: Service
) -> None:
    done = run(data, "history")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "has saved no rules" in done.stderr


def test_who_breaks_off_what_is_applied_is_told_how_to_take_it_back(
    data: Path,
    service: Service,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held(data, service, tmp_path)

    @contextmanager
    def bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
        def tell(done: int) -> None:
            if label != "Counting":
                raise KeyboardInterrupt

        yield tell

    with monkeypatch.context() as patched:
        patched.setattr(applying, "bar", bar)
        done = run(data, "apply", "--yes")
        assert done.exit_code == 1
        assert "what was changed is batch 1: `moderate rules undo 1`" in done.stderr
        broken = run(data, "undo", "1")
        assert broken.exit_code == 1
        assert "the same command puts back the rest" in broken.stderr
    assert run(data, "undo", "1").exit_code == 0
    assert status(service, "1") is Status.PENDING
