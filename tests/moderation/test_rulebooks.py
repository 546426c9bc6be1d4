"""Rules over time: every version is kept, workers follow before the next comment."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rules
from moderation import intake, live_rules, queue, rulebooks
from moderation.comments import Status, Submission
from moderation.errors import UnknownRules, UnknownSite
from moderation.live_rules import Rulebooks
from moderation.rulebooks import saving
from moderation.service import Service
from moderation.store import Database, people
from moderation.store.database import now
from moderation.store.rulebooks import Kept
from tests.moderation.rule_files import LONG, TRAMS, rule, save, written
from tests.moderation.stories import KIND, RUDE, count, post

TRAM = "The tram is late."
HITS = "SELECT rule, shadow FROM rule_hits ORDER BY rule"


def fired(service: Service, text: str, id: str) -> set[str]:
    return {its.rule for its in post(service, text, id).reasons}


def hits(service: Service) -> list[tuple[str, int]]:
    with service.db.reading() as db:
        return [tuple(row) for row in db.execute(HITS)]


def test_without_saved_rules_a_site_has_those_of_the_service(service: Service) -> None:
    assert post(service, KIND).rules == service.judges.rulebook.version
    assert rulebooks.in_service(service.db, "default") is None
    assert rulebooks.history(service.db, "default") == []


def test_saved_rules_judge_the_next_comment_and_it_cites_them(
    service: Service, tmp_path: Path
) -> None:
    assert post(service, TRAM, "1").status is Status.APPROVED
    saved = save(service, tmp_path, TRAMS)
    after = post(service, TRAM, "2")
    assert (after.status, after.rules) == (Status.PENDING, saved.kept.version)
    assert saved.kept.version == rules.load(tmp_path / "ours.yaml").version
    assert [its.rule for its in after.reasons] == ["trams"]


def test_they_judge_without_the_files_that_they_came_from(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    (tmp_path / "words" / "trams.txt").unlink()
    (tmp_path / "ours.yaml").unlink()
    assert fired(service, TRAM, "1") == {"trams"}


def test_a_site_has_its_own_rules_alone(service: Service, tmp_path: Path) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    save(service, tmp_path, TRAMS)
    assert post(service, TRAM, "1", site="other").status is Status.APPROVED
    assert post(service, TRAM, "1").status is Status.PENDING


def test_another_process_follows_before_its_next_comment(
    service: Service, tmp_path: Path
) -> None:
    other = Service(Database(service.db.path), service.judges, 0.0)
    assert post(other, TRAM, "1").status is Status.APPROVED
    save(service, tmp_path, TRAMS)
    assert post(other, TRAM, "2").status is Status.PENDING
    rulebooks.rollback(service.db, "default", by="ed")
    assert post(other, TRAM, "3").status is Status.APPROVED
    other.db.close()


def test_trying_a_comment_is_by_the_sites_rules_too(
    service: Service, tmp_path: Path
) -> None:
    saved = save(service, tmp_path, TRAMS)
    found = intake.assess(service, "default", Submission(id="1", text=TRAM))
    assert found.judgement.rules == saved.kept.version


def test_what_has_errors_is_not_kept(service: Service, tmp_path: Path) -> None:
    with pytest.raises(rules.RulesError, match="unknown fact `toxcity`"):
        save(service, tmp_path, rule("x", "toxcity > 0.5"))
    assert count(service, "rulebooks") == 0


def test_saving_what_is_in_service_keeps_nothing(
    service: Service, tmp_path: Path
) -> None:
    assert save(service, tmp_path, TRAMS).is_new
    again = save(service, tmp_path, TRAMS)
    assert (again.is_new, again.kept.number) == (False, 1)
    assert count(service, "rulebooks") == 1


def test_a_changed_word_list_is_a_new_version(service: Service, tmp_path: Path) -> None:
    first = save(service, tmp_path, TRAMS)
    second = save(service, tmp_path, TRAMS, trams="bus")
    assert second.is_new
    assert first.kept.version != second.kept.version
    told = rulebooks.diff(service.db, "default")
    assert "--- 1/words/trams.txt\n+++ 2/words/trams.txt" in told
    assert "-tram\n+bus\n" in told
    assert "rules.yaml" not in told


def test_an_unknown_site_saves_nothing(service: Service, tmp_path: Path) -> None:
    path = written(tmp_path, LONG)
    with pytest.raises(UnknownSite, match="'nowhere'"):
        rulebooks.save(service.db, "nowhere", path, by="ed", note="")


def test_going_back_is_a_new_entry_and_going_back_again_goes_further(
    service: Service, tmp_path: Path
) -> None:
    for word in ("tram", "bus", "train"):
        save(service, tmp_path, TRAMS, trams=word)
    back = rulebooks.rollback(service.db, "default", by="ed", note="Too many.")
    assert (back.number, back.back_to) == (4, 2)
    assert fired(service, "The bus is late.", "1") == {"trams"}
    further = rulebooks.rollback(service.db, "default", by="ed")
    assert (further.number, further.back_to) == (5, 1)
    assert fired(service, TRAM, "2") == {"trams"}
    told = [(its.number, its.what) for its in rulebooks.history(service.db, "default")]
    assert [number for number, _ in told] == [1, 2, 3, 4, 5]
    assert told[3][1] == f"back to 2, {back.version}"


def test_the_first_rules_are_taken_back_to_those_of_the_service(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    rulebooks.rollback(service.db, "default", by="ed")
    assert post(service, TRAM).rules == service.judges.rulebook.version
    assert rulebooks.in_service(service.db, "default") is None
    with pytest.raises(UnknownRules, match="no earlier rules"):
        rulebooks.rollback(service.db, "default", by="ed")
    assert save(service, tmp_path, TRAMS).is_new


def test_one_goes_back_to_a_version_by_its_number(
    service: Service, tmp_path: Path
) -> None:
    for word in ("tram", "bus", "train"):
        save(service, tmp_path, TRAMS, trams=word)
    rulebooks.rollback(service.db, "default", 1, by="ed")
    assert rulebooks.rollback(service.db, "default", 4, by="ed").back_to == 1
    with pytest.raises(UnknownRules, match="no rules 9"):
        rulebooks.rollback(service.db, "default", 9, by="ed")


def test_a_site_without_rules_has_none_to_go_back_to(service: Service) -> None:
    with pytest.raises(UnknownRules, match="not saved any"):
        rulebooks.rollback(service.db, "default", by="ed")


def test_what_was_saved_cannot_be_changed(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, TRAMS)
    with (
        pytest.raises(sqlite3.IntegrityError, match="only ever added"),
        service.db.writing() as db,
    ):
        db.execute("UPDATE rulebooks SET content = ''")


def test_of_two_who_save_at_once_both_are_kept_and_the_later_serves(
    service: Service, tmp_path: Path
) -> None:
    paths = [
        written(tmp_path, rule(f"r{number}", "length > 3"), name=f"by{number}")
        for number in range(6)
    ]
    together = threading.Barrier(len(paths))
    numbers = list[int]()

    def act(path: Path) -> None:
        together.wait()
        saved = rulebooks.save(service.db, "default", path, by=path.stem, note="")
        numbers.append(saved.kept.number)

    threads = [threading.Thread(target=act, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    current = rulebooks.in_service(service.db, "default")
    assert current is not None
    assert current.number == 6
    assert post(service, KIND).rules == current.version


def test_of_two_who_save_the_same_at_once_one_is_kept(
    service: Service, tmp_path: Path
) -> None:
    path = written(tmp_path, TRAMS)
    together, new = threading.Barrier(4), list[bool]()

    def act() -> None:
        together.wait()
        saved = rulebooks.save(service.db, "default", path, by="ed", note="")
        new.append(saved.is_new)

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [False, False, False, True]


def spoil(service: Service, *numbers: int) -> None:
    """As if an upgrade no longer had a fact that saved versions name."""
    with service.db.writing() as db:
        db.execute("DROP TRIGGER rulebooks_stay")
        db.executemany(
            "UPDATE rulebooks SET content = 'rules: [{id: secret' WHERE number = ?",
            [(number,) for number in numbers],
        )


def test_a_version_that_cannot_be_read_leaves_the_last_good_one_and_is_counted(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = save(service, tmp_path, TRAMS).kept
    post(service, TRAM, "1")
    save(service, tmp_path, LONG)
    spoil(service, 2)
    with caplog.at_level(logging.ERROR):
        for id in ("2", "3"):
            assert post(service, TRAM, id).rules == good.version
    assert service.rulebooks.unreadable == {"default": 1}
    assert len(caplog.records) == 1
    assert "cannot be read: RulesError" in caplog.text
    assert "secret" not in caplog.text


def test_a_process_keeps_what_it_has_where_nothing_can_be_read_any_more(
    service: Service, tmp_path: Path
) -> None:
    good = save(service, tmp_path, TRAMS).kept
    post(service, TRAM, "1")
    save(service, tmp_path, LONG)
    spoil(service, 1, 2)
    assert post(service, TRAM, "2").rules == good.version


def test_one_does_not_go_back_to_what_cannot_be_read(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    save(service, tmp_path, LONG)
    spoil(service, 1)
    with pytest.raises(rules.RulesError):
        rulebooks.rollback(service.db, "default", by="ed")
    assert count(service, "rulebooks") == 2
    assert fired(service, "It is an old tram.", "1") == {"long"}


def test_a_new_process_takes_the_newest_version_that_it_can_read(
    service: Service, tmp_path: Path
) -> None:
    good = save(service, tmp_path, TRAMS).kept
    save(service, tmp_path, LONG)
    spoil(service, 2)
    assert post(service, TRAM).rules == good.version


def test_where_no_version_can_be_read_comments_are_held(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    spoil(service, 1)
    held = post(service, KIND)
    assert held.status is Status.PENDING
    assert [its.rule for its in held.reasons] == ["failed:rules"]


def test_a_paused_rule_has_no_effect_but_its_hits_are_kept_and_the_version_tells(
    service: Service, tmp_path: Path
) -> None:
    saved = save(service, tmp_path, TRAMS, LONG)
    usual = service.judges.rulebook
    assert rulebooks.pause(service.db, "default", "trams", usual, by="ed", note="Why.")
    assert not rulebooks.pause(service.db, "default", "trams", usual, by="ed")
    comment = post(service, "A tram.", "1")
    assert comment.status is Status.APPROVED
    assert comment.rules == f"{saved.kept.version} without trams"
    assert hits(service) == [("trams", 1)]
    rulebooks.resume(service.db, "default", "trams", by="ed")
    assert post(service, "A tram, so to say.", "2").rules == saved.kept.version
    told = [its.what for its in rulebooks.history(service.db, "default")]
    assert told[1:] == ["paused trams", "resumed trams"]


def test_a_pause_outlasts_a_new_version(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, TRAMS)
    usual = service.judges.rulebook
    rulebooks.pause(service.db, "default", "trams", usual, by="ed")
    save(service, tmp_path, TRAMS, LONG)
    assert fired(service, TRAM, "1") == {"long"}


def test_a_rule_of_the_service_is_paused_for_one_site(service: Service) -> None:
    assert post(service, RUDE, "1").status is Status.PENDING
    usual = service.judges.rulebook
    for id in ("insult_aimed", "insult_likely"):
        rulebooks.pause(service.db, "default", id, usual, by="ed")
    assert not fired(service, RUDE, "2") & {"insult_aimed", "insult_likely"}


def test_only_a_rule_in_service_is_paused_and_only_a_paused_one_resumed(
    service: Service,
) -> None:
    usual = service.judges.rulebook
    with pytest.raises(UnknownRules, match="did you mean 'insult_aimed'"):
        rulebooks.pause(service.db, "default", "insult_aim", usual, by="ed")
    with pytest.raises(UnknownRules, match="not paused"):
        rulebooks.resume(service.db, "default", "insult_aimed", by="ed")


def test_shadow_rules_are_written_down_and_change_nothing(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, rule("trams", "length > 1", then="reject", mode="shadow"))
    comment = post(service, KIND)
    assert (comment.status, comment.reasons) == (Status.APPROVED, ())
    assert hits(service) == [("trams", 1)]


def test_hits_of_an_edit_are_those_of_its_revision(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS, LONG)
    post(service, "A tram.")
    post(service, "It was never a tram.")
    with service.db.reading() as db:
        rows = db.execute(
            "SELECT revision, rule FROM rule_hits ORDER BY revision, rule"
        )
        assert [tuple(row) for row in rows] == [
            (1, "trams"),
            (2, "long"),
            (2, "trams"),
        ]
        judged = db.execute("SELECT comments FROM judged_by_day").fetchone()
    assert judged["comments"] == 2


def test_what_is_in_service_is_compiled_once_for_many_threads(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, TRAMS)
    made, together, books = list[int](), threading.Barrier(8), Rulebooks()
    compiled = live_rules.compiled
    monkeypatch.setattr(
        live_rules, "compiled", lambda kept: made.append(1) or compiled(kept)
    )

    def act() -> None:
        with service.db.reading() as db:
            together.wait()
            books.for_site(db, "default", service.judges.rulebook)

    threads = [threading.Thread(target=act) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_the_past_of_an_older_store_has_its_hits(service: Service) -> None:
    post(service, RUDE)
    assert queue.find(service.db, "default", "1").reasons
    before = hits(service)
    with service.db.writing() as db:
        db.execute("DELETE FROM rule_hits")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'kept_rules'")
        for table in (
            *("retroacted", "retroactions", "odd_rules", "judged_by_day", "rule_hits"),
            *("rules_since", "rules_in_service", "rule_pauses", "rulebooks"),
        ):
            db.execute(f"DROP TABLE {table}")
        db.execute("ALTER TABLE sites DROP COLUMN pause_odd_rules")
    again = Database(service.db.path)
    assert hits(Service(again, service.judges, 0.0)) == before
    again.close()


def test_while_rules_are_compiled_comments_are_taken_in(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, TRAMS)
    save(service, tmp_path, LONG)
    hasty = Database(service.db.path, busy_timeout_ms=50)
    other, taken = Service(hasty, service.judges, 0.0), list[str]()

    def meanwhile(function: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*given: Any) -> Any:
            if function.__name__ not in taken and not busy:
                busy.append(True)  # what judges this comment is compiled too
                post(other, KIND, f"{len(taken)}")
                busy.clear()
                taken.append(function.__name__)
            return function(*given)

        return slow

    busy = list[bool]()
    for module, name in (
        (live_rules, "compiled"),
        (saving, "compiled"),
        (rules, "check"),
    ):
        monkeypatch.setattr(module, name, meanwhile(getattr(module, name)))
    usual = service.judges.rulebook
    save(service, tmp_path, TRAMS, trams="bus")
    assert taken == ["check"]
    rulebooks.rollback(service.db, "default", by="ed")
    assert taken == ["check", "compiled"]
    taken.clear()
    assert rulebooks.pause(service.db, "default", "long", usual, by="ed")
    assert taken == ["compiled"]
    assert count(service, "comments") == 2
    hasty.close()


def test_who_goes_back_while_another_saves_goes_back_from_what_was_saved(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, TRAMS)
    second = save(service, tmp_path, LONG).kept
    compiled, tries = saving.compiled, list[str]()

    def slow(kept: Kept) -> rules.Rulebook:
        tries.append(kept.version)
        if len(tries) == 1:
            save(service, tmp_path, TRAMS, LONG)
        return compiled(kept)

    monkeypatch.setattr(saving, "compiled", slow)
    back = rulebooks.rollback(service.db, "default", by="ed")
    assert (back.number, back.back_to) == (4, 2)
    assert tries[1:] == [second.version]
    current = rulebooks.in_service(service.db, "default")
    assert current is not None
    assert current.version == second.version


def test_a_rule_that_is_saved_away_meanwhile_is_not_paused(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, TRAMS)
    compiled, usual = live_rules.compiled, service.judges.rulebook

    def slow(kept: Kept) -> rules.Rulebook:
        if kept.number == 1:
            save(service, tmp_path, LONG)
        return compiled(kept)

    monkeypatch.setattr(live_rules, "compiled", slow)
    with pytest.raises(UnknownRules, match="no live rule 'trams'"):
        rulebooks.pause(service.db, "default", "trams", usual, by="ed")
    assert rulebooks.paused(service.db, "default") == frozenset()
