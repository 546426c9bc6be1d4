"""Threads take turns, and who waits for something lets others have theirs."""

import threading
from collections.abc import Callable

import pytest

from moderation.comments import Submission
from moderation.intake import receive
from moderation.service import Service
from moderation.store import Database
from moderation.store.turns import Turns

SOON = 5.0  # seconds in which what happens at once has happened on any machine


def begun(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_one_has_the_turn_at_a_time() -> None:
    turns, inside, most = Turns(), list[int](), list[int]()

    def work() -> None:
        for _ in range(200):
            with turns.taken():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [begun(work) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 800


def test_who_leaves_the_turn_lets_others_in_and_has_it_again() -> None:
    turns, was_in = Turns(), threading.Event()

    def other() -> None:
        with turns.taken():
            was_in.set()

    with turns.taken():
        thread = begun(other)
        with turns.left():
            assert was_in.wait(SOON)
        was_in.clear()
        late = begun(other)
        assert not was_in.wait(0.05)
    thread.join()
    late.join()
    assert was_in.is_set()


def test_who_has_no_turn_leaves_none() -> None:
    turns = Turns()
    with turns.left(), turns.taken():
        pass


def test_what_goes_wrong_ends_the_turn() -> None:
    turns = Turns()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.taken(), turns.left():
            raise ZeroDivisionError


def test_a_comment_that_waits_for_another_process_holds_up_nobody_else(
    service: Service,
) -> None:
    other = Database(service.db.path)
    with other.writing():
        waiting = begun(
            lambda: receive(service, "default", Submission(id="1", text="A tram."))
        )
        had = threading.Event()

        def look() -> None:
            for _ in range(20):
                with service.db.turns.taken():
                    pass
            had.set()

        looking = begun(look)
        assert had.wait(SOON)
    waiting.join(SOON)
    looking.join(SOON)
    assert not waiting.is_alive()
    other.close()
