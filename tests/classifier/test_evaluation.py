"""How good a model is, measured on judges of which the answer is known."""

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

import classifier
from classifier import evaluation, invented, training
from classifier.errors import NotEnoughExamples
from classifier.evaluation import examination, probing
from classifier.evaluation.baseline import baseline
from classifier.evaluation.scored import natural_rate
from classifier.samples import BASE_RATES, Sample
from tests.classifier.test_training import MEANING, write
from tests.classifier.test_training import rows as training_rows
from tests.classifier.word_judge import WordJudge

RUDE = ("zorgle", "blimfax", "quibnot", "dratch")
TOPICS = ("tram", "budget", "school", "harbour", "hospital", "market", "bridge")
GOOD = WordJudge(dict.fromkeys(RUDE, 0.9), version="good")
HALF = WordJudge(dict.fromkeys(RUDE[:2], 0.9), version="half")


def rows(
    source: str, count: int = 40, *, split: str = "valid", seed: int = 0
) -> list[Sample]:
    dice = np.random.default_rng(seed)
    found = []
    for number in range(count):
        bad = number % 2
        word = dice.choice(RUDE) if bad else "fine"
        text = f"The {dice.choice(TOPICS)} is a {word} thing, number {number}."
        found.append(Sample(text, {"toxicity": bad, "insult": bad}, source, split))
    return found


def test_figures_are_told_by_attribute_and_source() -> None:
    found = evaluation.figures(GOOD, [*rows("one"), *rows("two", 10)])
    assert {name: {*each} for name, each in found.items()} == {
        "toxicity": {"one", "two"},
        "insult": {"one", "two"},
    }
    two = found["toxicity"]["two"]
    assert (two["rows"], two["positive"], two["auc"]) == (10, 5, 1.0)
    assert two["auc_interval"][0] < 1
    assert two["cuts"]["0.8"] == {"flagged": 5, "precision": 1.0, "recall": 1.0}
    assert two["cuts"]["0.95"] == {"flagged": 0, "precision": None, "recall": 0.0}


def test_sources_of_one_class_have_no_figures() -> None:
    clean = [each for each in rows("clean") if not each.labels["toxicity"]]
    assert evaluation.figures(GOOD, clean) == {}
    assert evaluation.figures(GOOD, []) == {}


def test_rows_without_a_score_do_not_count() -> None:
    class Silent(WordJudge):
        def score(self, texts: Sequence[str]) -> np.ndarray:
            scores = super().score(texts)
            scores[:10] = np.nan
            return scores

    found = evaluation.figures(Silent(dict.fromkeys(RUDE, 0.9)), rows("one"))
    assert found["toxicity"]["one"]["rows"] == 30


def test_a_table_has_a_line_for_each_attribute_and_source() -> None:
    head, *lines = evaluation.table(evaluation.figures(GOOD, rows("one")))
    assert head.split()[:5] == ["attribute", "source", "rows", "pos", "AUC"]
    assert [line.split()[:5] for line in lines] == [
        ["toxicity", "one", "40", "20", "1.000"],
        ["insult", "one", "40", "20", "1.000"],
    ]


def written(path: Path, found: Iterable[Sample], *, columns: Sequence[str]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["text", "toxicity", "insult", *columns])
        writer.writeheader()
        for each in found:
            known = {"source": each.source, "split": each.split}
            said = {name: known[name] for name in columns}
            writer.writerow({"text": each.text, **each.labels, **said})
    return path


@pytest.mark.parametrize(
    ("split", "count"), [("valid", 10), ("train", 40), ("all", 50)]
)
def test_a_split_is_chosen(tmp_path: Path, split: str, count: int) -> None:
    both = [*rows("one", 10), *rows("one", 40, split="train")]
    path = written(tmp_path / "a.csv", both, columns=("source", "split"))
    assert len(evaluation.labelled([path], split=split)) == count


def test_rows_that_name_no_split_always_count(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", rows("one", 10), columns=())
    for split in ("valid", "train", "all"):
        assert len(evaluation.labelled([tmp_path, path], split=split)) == 20


def test_the_parts_of_a_card_are_plain_data() -> None:
    parts = evaluation.card_parts(GOOD, rows("one"), {"toxicity": 0.6})
    again = json.loads(json.dumps(parts))
    assert {*again} == {
        *("validation", "calibration", "fairness", "disguises", "functional"),
    }
    assert again["calibration"]["toxicity"]["rows"] == 40
    assert again["fairness"]["toxicity"]["at_hold"]["threshold"] == 0.6
    assert again["fairness"]["insult"]["at_hold"]["threshold"] == probing.EVEN


def test_a_judge_that_reads_no_names_is_fair() -> None:
    fair = probing.fairness(GOOD, {})
    assert {*fair} == {"toxicity", "insult", "identity_attack"}
    assert all(each["at_rate"]["gap"] == 0 for each in fair.values())
    assert all(each["at_hold"]["gap"] == 0 for each in fair.values())


def test_a_judge_that_flags_a_name_is_seen() -> None:
    fair = probing.fairness(WordJudge({"homosexual": 0.9, "homosexuals": 0.9}), {})[
        "toxicity"
    ]
    assert fair["at_hold"]["gap"] == 1
    assert fair["at_hold"]["highest"] == "homosexual"
    assert fair["terms"]["homosexual"]["at_hold"] == 1
    assert fair["terms"]["homosexual"]["bpsn_auc"] < 0.1


def test_what_a_disguise_costs_is_told() -> None:
    found = probing.disguised(GOOD, rows("one"), {})
    assert found["mixed_case"]["auc_lost"] == 0
    assert found["spaced_letters"]["auc"] == 0.5
    assert found["spaced_letters"]["auc_lost"] == 0.5
    assert all(each["rows"] == 40 for each in found.values())


def test_rows_without_toxicity_are_not_disguised() -> None:
    spam = [Sample("buy", {"spam": 1}, "s", ""), Sample("hello", {"spam": 0}, "s", "")]
    assert probing.disguised(GOOD, spam, {}) == {}


@pytest.mark.parametrize("held", [True, False])
def test_who_holds_all_or_nothing_passes_half_of_the_cases(held: bool) -> None:
    found = probing.functionally(WordJudge({}, base=0.9 if held else 0.1), {})
    assert (found["hateful"], found["non_hateful"]) == (held, not held)
    assert found["spelling"] == held


def test_probes_in_english_try_no_other_language() -> None:
    german = WordJudge(dict.fromkeys(RUDE, 0.9), languages=["de"])
    parts = evaluation.card_parts(german, rows("one"))
    assert parts["fairness"] == {}
    assert parts["functional"] == {"functionalities": []}
    assert parts["validation"]["toxicity"]["one"]["auc"] == 1


def test_the_baseline_learns_what_it_is_shown() -> None:
    model = baseline(rows("one", 200, split="train"))
    assert model.attributes == ("toxicity", "insult")
    bad, good = model.score(["What a blimfax market.", "What a fine market."])
    assert bad[0] > good[0]
    assert model.score([]).shape == (0, 2)


def test_a_baseline_of_one_class_is_refused() -> None:
    clean = [each for each in rows("one") if not each.labels["toxicity"]]
    with pytest.raises(NotEnoughExamples, match="wanted rows of both classes"):
        baseline(clean)


def test_a_source_is_left_out_and_measured_beside_the_baseline() -> None:
    every = [
        *rows("home", 200, split="train"),
        *rows("away", 60, split="train", seed=1),
        *rows("never", 60, split="train", seed=2),
    ]
    seen: list[set[str]] = []

    def train(learnt: list[Sample]) -> WordJudge:
        seen.append({each.source for each in learnt})
        return GOOD

    found = evaluation.out_of_source(
        train,
        every,
        {"away": ("toxicity",), "never": ("toxicity", "insult"), "other": ("insult",)},
        may_learn=lambda each: each.source != "never",
    )
    assert seen == [{"home"}, {"home", "away"}]  # "never" and "other" share one
    assert {*found["never"]} == {"toxicity", "insult"}
    assert found["other"] == {}
    away = found["away"]["toxicity"]
    assert (away["rows"], away["positive"], away["auc"]) == (60, 30, 1.0)
    assert away["difference"] == pytest.approx(1 - away["baseline"])
    assert away["interval"][0] <= away["difference"] <= away["interval"][1]


def test_figures_are_weighted_to_the_rates_of_the_models_own_card() -> None:
    common = WordJudge(dict.fromkeys(RUDE, 0.9))
    common.card = {"version": "common", "base_rates": {"toxicity": 0.4}}
    assert natural_rate(common, "toxicity") == 0.4
    assert natural_rate(common, "insult") == natural_rate(GOOD, "insult")
    # Of clean rows at 0.05 and others at 0.9 only the shares are known to differ.
    shares = {
        judge.version: sum(
            each["weight"] * each["share"]
            for each in evaluation.card_parts(judge, rows("one"))["calibration"][
                "toxicity"
            ]["bins"]
        )
        for judge in (common, GOOD)
    }
    assert shares["words"] == pytest.approx(0.4, abs=1e-3)
    assert shares["good"] == pytest.approx(BASE_RATES["toxicity"], abs=1e-3)


def test_a_model_without_a_card_is_measured_at_the_rates_of_english() -> None:
    model = baseline(rows("one", 200, split="train"))
    assert natural_rate(model, "toxicity") == BASE_RATES["toxicity"]


def test_the_shipped_way_of_training_is_measured_on_sources_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Rows written for the product would take most of the time and change nothing here.
    monkeypatch.setattr(invented, "samples", lambda seed: [])
    monkeypatch.setattr(training, "PROCESSES", 1)
    for name in evaluation.FILES:
        write(tmp_path / name, [])
    learnt = [*training_rows(400, "train", 1)]
    learnt += [{**row, "source": "edos"} for row in training_rows(100, "train", 2)]
    away = [{**row, "source": "edos"} for row in training_rows(50, "valid", 3)]
    away += [{**row, "source": "olid"} for row in training_rows(50, "train", 4)]
    write(tmp_path / evaluation.FILES[0], [*learnt, *away])
    told: list[str] = []
    found = evaluation.carried_over(tmp_path, MEANING, tell=told.append)
    assert found["edos"]["identity_attack"]["rows"] == 150
    assert found["olid"]["toxicity"]["rows"] == 50
    assert found["kaggle_insults"] == {}
    assert sum(line.startswith("Training on") for line in told) == 2

    shutil.copytree(classifier.SHIPPED / "attributes-de", tmp_path / "model")
    before = classifier.load(tmp_path / "model").score(["Du Idiot"])
    evaluation.keep_out_of_source(tmp_path / "model", found)
    kept = classifier.load(tmp_path / "model")
    assert kept.card["out_of_source"] == json.loads(json.dumps(found))
    assert kept.score(["Du Idiot"]) == pytest.approx(before, abs=0)


def test_two_models_are_compared_on_the_same_rows() -> None:
    ours, other = examination.compare(
        GOOD, HALF, [*rows("one", 80), *rows("two", 80)], {"toxicity": 0.6}
    )
    difference = other.differences["toxicity"]["all sources"]
    assert ours.overall["toxicity"].figures["auc"] == 1
    assert difference.value == pytest.approx(
        1 - other.theirs.overall["toxicity"].figures["auc"], abs=1e-4
    )
    assert 0 < difference.low < difference.high
    lines = [*examination.comparison_table(ours, other)]
    assert len(lines) == 1 + 2 * 3
    assert any(
        "identity terms, toxicity" in line for line in examination.probe_lines(ours)
    )


def test_one_source_alone_is_told_once() -> None:
    _, other = examination.compare(GOOD, HALF, rows("one"), {})
    assert {*other.differences["toxicity"]} == {"one"}


def test_the_worst_mistakes_are_found_with_the_words_behind_them() -> None:
    wrong = Sample("A zorgle is a kind of boat.", {"toxicity": 0}, "one", "")
    missed = Sample("You gnurf.", {"toxicity": 1}, "one", "")
    found = examination.examine(GOOD, [*rows("one"), wrong, missed], {})
    high = found.mistakes["toxicity"][0]
    low = next(each for each in found.mistakes["toxicity"] if not each.held_wrongly)
    assert (high.text, high.held_wrongly) == (wrong.text, True)
    assert [high.text[begin:end] for begin, end, _ in high.marks] == ["zorgle"]
    assert (low.text, low.marks) == (missed.text, ())


def test_a_long_mistake_is_cut_about_its_strongest_word() -> None:
    text = "calm " * 200 + "zorgle " + "calm " * 200
    sample = Sample(text, {"toxicity": 0}, "one", "")
    found = examination.examine(GOOD, [*rows("one"), sample], {})
    worst = next(each for each in found.mistakes["toxicity"] if "zorgle" in each.text)
    assert len(worst.text) == examination.SHOWN
    assert (worst.text[0], worst.text[-1]) == ("…", "…")
    assert [worst.text[begin:end] for begin, end, _ in worst.marks] == ["zorgle"]
