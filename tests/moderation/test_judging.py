"""The judges are asked; one that breaks is written down, and its text is not."""

import logging
from pathlib import Path

import pytest

from moderation import judging
from moderation.comments import Article, Judgement
from moderation.judging import Case, Judges
from moderation.text import Original


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory) -> Judges:
    return Judges.open(Path(tmp_path_factory.mktemp("models")))


def judge(judges: Judges, text: str, **more: object) -> Judgement:
    case = {"site": "default", "language": "en", "original": Original(text), **more}
    return judging.judge(judges, Case(**case))  # type: ignore[arg-type]


def test_both_judges_speak_and_say_who_they_are(judges: Judges) -> None:
    found = judge(judges, "You are an idiot.")
    assert found.scores["insult"] is not None
    assert "insult_aimed" in {finding.rule for finding in found.findings}
    assert found.model == judges.model.version
    assert found.rules == judges.rulebook.version
    assert found.failures == ()


@pytest.mark.parametrize(
    ("owner", "method", "failure"),
    [
        ("model", "score", "classifier"),
        ("topic", "score", "topic"),
        ("rulebook", "check", "rules"),
        ("live", "for_site", "house"),
    ],
)
def test_a_judge_that_breaks_is_named_and_the_text_is_not_logged(
    judges: Judges,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: str,
    method: str,
    failure: str,
) -> None:
    text = "A remark on the purple tram that nobody else would make here."

    def broken(*_: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(getattr(judges, owner), method, broken)
    with caplog.at_level(logging.DEBUG):
        found = judge(judges, text, article=Article(title="The tram", text="A tram."))
    assert found.failures == (failure,)
    assert f"the {failure} failed: RuntimeError" in caplog.text
    assert "purple" not in caplog.text


@pytest.mark.parametrize("score", [float("nan"), 1.5, -0.1])
def test_a_score_that_is_no_probability_is_a_failure(
    judges: Judges, monkeypatch: pytest.MonkeyPatch, score: float
) -> None:
    attributes = len(judges.model.attributes)
    monkeypatch.setattr(judges.model, "score", lambda _: [[score] * attributes])
    found = judge(judges, "Well said!")
    assert found.failures == ("classifier",)
    assert found.scores["toxicity"] is None


def test_what_nobody_reads_gets_no_scores_and_keeps_its_findings(
    judges: Judges,
) -> None:
    found = judge(judges, "Пишите мне на почту: a.b@mail.example, все ответы там.")
    assert found.foreign is not None
    assert set(found.scores.values()) == {None}
    assert "email_address" in {finding.rule for finding in found.findings}


def test_marks_lie_on_words_that_count_and_not_on_small_ones(judges: Judges) -> None:
    text = "You are a complete and utter idiot, and you know it."
    marks = judge(judges, text).marks["insult"]
    marked = [text[span.begin : span.end].lower() for span in marks]
    assert any("idiot" in each for each in marked)
    assert not {"you", "are", "a", "and"} & set(marked)
