"""Scorers that stand in: how they are chosen and made, and what they cannot do."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from classifier import scorers
from classifier.scorers import Choice, ScorerError
from classifier.scorers.standins import StandIn, StandIns

TEXT = "a remark on the purple tram"


class Told:
    """A scorer that does what it is told."""

    version = "told-1"

    def __init__(
        self, attributes: Sequence[str], answer: Callable[[Sequence[str]], Any]
    ) -> None:
        self.attributes = tuple(attributes)
        self._answer = answer

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._answer(texts)


def half(attributes: tuple[str, ...], share: str = "0.5") -> Told:
    """A factory such as an operator may name by `module:function`."""
    value = float(share)
    return Told(attributes, lambda texts: np.full((len(texts), len(attributes)), value))


def insult_only(attributes: tuple[str, ...]) -> Told:
    return half(("insult",))


def nameless(attributes: tuple[str, ...]) -> Told:
    scorer = half(attributes)
    scorer.version = ""
    return scorer


def standing_in(answer: Callable[[Sequence[str]], Any], **more: Any) -> StandIn:
    attributes = ("toxicity", "insult")
    return StandIn("told", Told(attributes, answer), attributes, **more)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("", ()),
        ("insult=remote", (Choice("insult", "remote"),)),
        (
            " toxicity = a:b ,\n insult=c?x=1&y=2%2C3 ",
            (
                Choice("toxicity", "a:b"),
                Choice("insult", "c", (("x", "1"), ("y", "2,3"))),
            ),
        ),
        (
            {"toxicity": "c?x=1", "insult": {"use": "remote", "timeout": 2}},
            (
                Choice("toxicity", "c", (("x", "1"),)),
                Choice("insult", "remote", (("timeout", "2"),)),
            ),
        ),
    ],
)
def test_a_choice_is_text_or_a_table(said: Any, wanted: tuple[Choice, ...]) -> None:
    assert scorers.choices(said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("toxicity", "attribute=scorer"),
        ("=remote", "attribute=scorer"),
        ("insult=a, insult=b", "one scorer for insult"),
        ({"insult": 3}, "a table with `use`"),
        ({"insult": {"url": "x"}}, "a table with `use`"),
        (["insult=a"], "attribute=scorer"),
    ],
)
def test_what_is_no_choice_is_told_what_was_wanted(said: Any, wanted: str) -> None:
    with pytest.raises(ValueError, match=wanted):
        scorers.choices(said)


@given(st.text())
def test_any_setting_is_choices_or_a_value_error(said: str) -> None:
    try:
        found = scorers.choices(said)
    except ValueError:
        return
    assert all(choice.attribute and choice.use for choice in found)


def test_one_scorer_is_made_for_attributes_with_the_same_options() -> None:
    here = f"{__name__}:half"
    chosen = scorers.choices(
        f"toxicity={here}?share=0.25, insult={here}?share=0.25, threat={here}"
    )
    opened = StandIns.open(chosen)
    assert [each.attributes for each in opened.members] == [
        ("toxicity", "insult"),
        ("threat",),
    ]
    assert opened.score(TEXT, "en") == (
        {"toxicity": 0.25, "insult": 0.25, "threat": 0.5},
        (),
    )


def test_our_own_are_offered_by_name() -> None:
    opened = StandIns.open(scorers.choices("insult=remote?url=http://127.0.0.1:1/"))
    assert opened.members[0].scorer.version == "remote:127.0.0.1"
    with pytest.raises(ScorerError, match="huggingface"):
        StandIns.open(scorers.choices("insult=huggingface?folder=/nowhere"))


@pytest.mark.parametrize(
    ("use", "told"),
    [
        ("nonesuch", "no scorer is called 'nonesuch'; there are .* module:function"),
        ("no_such_module:scorer", "cannot be imported: No module named"),
        (f"{__name__}:nonesuch", "cannot be imported: .*nonesuch"),
        (f"{__name__}:half?share=much", "ValueError: could not convert"),
        (f"{__name__}:half?colour=red", "TypeError: .*unexpected keyword"),
        (f"{__name__}:insult_only", "wanted scores of toxicity; it gives insult"),
        (f"{__name__}:nameless", "wanted a version"),
    ],
)
def test_a_scorer_that_cannot_be_had_is_told_at_the_start(use: str, told: str) -> None:
    with pytest.raises(ScorerError, match=told):
        StandIns.open(scorers.choices(f"toxicity={use}"))


def test_a_scorer_is_asked_in_its_own_languages_only() -> None:
    here = f"{__name__}:half"
    opened = StandIns.open(
        scorers.choices(f"toxicity={here}, insult={here}?languages=de+ro")
    )
    assert opened.score(TEXT, "en") == ({"toxicity": 0.5}, ())
    assert opened.score(TEXT, "ro") == ({"insult": 0.5}, ())
    assert opened.score(TEXT, "fr") == ({}, ())


def raising(texts: Sequence[str]) -> Any:
    raise RuntimeError(texts[0])


def test_one_that_raises_is_told_by_type_and_without_the_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        found = StandIns([standing_in(raising)]).score(TEXT, "en")
    assert found == ({"toxicity": None, "insult": None}, ("told",))
    assert "the scorer told failed: RuntimeError" in caplog.text
    assert "purple" not in caplog.text


@pytest.mark.parametrize(
    "rows",
    [
        [[0.5, float("nan")]],
        [[0.5, 1.01]],
        [[-0.01, 0.5]],
        [0.5, 0.5],
        [[0.5]],
        [[0.5, 0.5], [0.5, 0.5]],
        [["much", "little"]],
        [],
        None,
    ],
    ids=repr,
)
def test_what_are_no_probabilities_is_a_failure(
    caplog: pytest.LogCaptureFixture, rows: Any
) -> None:
    found = StandIns([standing_in(lambda _: rows)]).score(TEXT, "en")
    assert found == ({"toxicity": None, "insult": None}, ("told",))
    assert "the scorer told failed: ValueError" in caplog.text


@pytest.fixture
def hung() -> Iterator[threading.Event]:
    """What a hanging scorer waits for; let go when the test ends."""
    event = threading.Event()
    yield event
    event.set()


def test_a_scorer_that_is_late_fails_and_another_is_still_heard(
    hung: threading.Event,
) -> None:
    late = standing_in(lambda _: hung.wait(20))
    prompt = StandIn("prompt", half(("threat",)), ("threat",))
    begin = time.monotonic()
    found = StandIns([late, prompt], timeout=0.05).score(TEXT, "en")
    assert time.monotonic() - begin < 5
    assert found == ({"toxicity": None, "insult": None, "threat": 0.5}, ("told",))


def test_scorers_share_the_time_of_a_comment() -> None:
    def slow(texts: Sequence[str]) -> Any:
        time.sleep(0.3)
        return np.full((1, 2), 0.5)

    members = [standing_in(slow) for _ in range(8)]
    assert StandIns(members, timeout=2.0).score(TEXT, "en")[1] == ()


def test_a_hanging_scorer_gets_no_more_threads_and_then_fails_at_once(
    hung: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    member = standing_in(lambda _: hung.wait(20), calls=threading.Semaphore(3))
    late = StandIns([member], timeout=0.02)
    before = threading.active_count()
    for _ in range(6):
        assert late.score(TEXT, "en")[1] == ("told",)
    assert threading.active_count() - before <= 3
    assert caplog.text.count("TimeoutError") == 3
    assert caplog.text.count("Busy") == 3


def test_a_scorer_that_comes_back_is_asked_again(hung: threading.Event) -> None:
    def waiting(texts: Sequence[str]) -> Any:
        hung.wait(20)
        return np.full((1, 2), 0.5)

    member = standing_in(waiting, calls=threading.Semaphore(1))
    assert StandIns([member], timeout=0.02).score(TEXT, "en")[1] == ("told",)
    hung.set()
    assert member.calls.acquire(timeout=5)
    member.calls.release()
    assert StandIns([member], timeout=5).score(TEXT, "en")[1] == ()
