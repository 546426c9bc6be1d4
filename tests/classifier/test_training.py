"""Training on a small folder of our own: a real model, its card, and the same again."""

import csv
import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import joblib
import numpy as np
import pytest

import classifier
from classifier import design, evaluation, invented, samples, sources, training
from classifier.design import Design, Meaning
from classifier.errors import NotEnoughExamples
from classifier.features import word_hash
from classifier.model import Model
from tests.classifier.written import all_written

COLUMNS = ("text", "source", "split", "lang", *samples.ATTRIBUTES[:4], "obscene")
COLUMNS += ("identity_attack", "spam")
SUBJECTS = ("tram", "budget", "school", "harbour", "hospital", "market", "bridge")
RUDE = ("zorgle", "blimfax", "quibnot")  # invented insults: nothing is known of them
MEANING = Meaning(
    {word_hash(w): n for n, w in enumerate(("zorgle", "zargle", "school", "museum"))},
    np.array([[1, 0], [1, 0], [0, 1], [0, 1]], np.float32),
)


def rows(count: int, split: str, seed: int) -> list[dict[str, str]]:
    dice = random.Random(seed)
    result = []
    for number in range(count):
        rude = number % 2 == 1
        subject, other = dice.choice(SUBJECTS), dice.choice(SUBJECTS)
        text = f"The {subject} is near the {other}, number {number}."
        if rude:
            text = f"You {dice.choice(RUDE)}, the {subject} is no {other}, {number}!"
        labels = dict.fromkeys(COLUMNS[4:-1], str(int(rude)))
        about = {"source": "jigsaw_train", "split": split, "lang": "en"}
        result.append({"text": text, **about, **labels, "spam": ""})
    return result


def write(path: Path, found: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(found)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    for name in evaluation.FILES:
        talk = name == "jigsaw_wiki.csv.gz"
        write(
            folder / name, rows(600, "train", 1) + rows(200, "valid", 2) if talk else []
        )
    write(folder / sources.OTHER_LANGUAGES, german())
    return folder


def german() -> list[dict[str, str]]:
    found = rows(400, "train", 3)
    for number, row in enumerate(found):
        rude = number % 2 == 1
        row["text"] = (
            f"Du {RUDE[number % 3]}, {number}" if rude else f"Das Amt {number}"
        )
        row |= {"source": "germeval2018", "lang": "de"}
        row |= dict.fromkeys(COLUMNS[7:], "")
    return found


@pytest.fixture(scope="module", autouse=True)
def little_work() -> Iterator[None]:
    """Of the rows written for the product every fiftieth: all would take the time."""
    few = all_written()[::50]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invented, "samples", lambda seed: iter(few))
        patch.setattr(training, "PROCESSES", 1)  # to start others takes seconds
        yield


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "attributes"
    training.train(data, out, meaning=MEANING)
    return out


def test_a_trained_model_knows_what_it_was_shown(trained: Path) -> None:
    model = classifier.load(trained)
    rude, kind = model.score(["You zorglefied blimfax!", "The school is near."])
    insult = model.attributes.index("insult")
    assert rude[insult] > 0.5 > kind[insult]
    assert classifier.pretrained().score(["You blimfax!"])[0, insult] < 0.5


def test_what_is_learnt_of_a_word_is_learnt_of_those_that_mean_the_same(
    trained: Path,
) -> None:
    model = classifier.load(trained)
    insult = model.attributes.index("insult")
    alike, other = model.logits(["zargle", "museum"])[:, insult]
    assert alike > other + 1


def test_the_card_tells_sources_licences_rows_figures_and_versions(
    data: Path, trained: Path
) -> None:
    model = classifier.load(trained)
    evaluation.fill_card(model, data)
    card = model.card
    talk = next(each for each in card["sources"] if each["source"] == "jigsaw_train")
    assert talk["licence"]
    assert talk["rows"] == 600
    figures = card["validation"]["insult"]["jigsaw_train"]
    assert figures["rows"] == 200
    assert figures["auc"] > 0.95
    assert 0 <= figures["calibration_error"] <= 0.1
    assert {"numpy", "scikit-learn"} <= set(card["made_with"])
    assert card["limits"]


def test_the_same_data_and_seed_make_the_same_model_in_however_many_processes(
    data: Path, trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "PROCESSES", 2)
    again = training.train(data, tmp_path / "again", meaning=MEANING)
    assert again["version"] == classifier.load(trained).version


def test_what_is_learnt_from_may_be_large_and_so_not_be_written_to(
    tmp_path: Path,
) -> None:
    found = [
        samples.Sample(row["text"], {"insult": int(row["insult"])}, "jigsaw_train", "")
        for row in rows(100, "train", 1)
    ]
    texts = [sample.text for sample in found]
    reading = design.read(texts, training.FEW_BITS)
    columns = Design(reading, MEANING)
    given = (columns, columns.matrix(reading), found)
    joblib.dump(given, tmp_path / "given")  # as other processes get large arrays
    handed = joblib.load(tmp_path / "given", mmap_mode="r")
    assert not handed[1].data.flags.writeable
    every = np.ones(len(found), bool)
    ours, bias = training._regression(*given, "insult", every, 0)
    theirs, same = training._regression(*handed, "insult", every, 0)
    assert theirs == pytest.approx(ours, abs=0)
    assert same == bias


def test_another_language_learns_what_its_rows_label_and_no_more(
    data: Path, tmp_path: Path
) -> None:
    cards = training.train_languages(data, tmp_path / "attributes", languages=("de",))
    model = classifier.load(tmp_path / "attributes-de")
    assert cards["de"]["languages"] == ["de"]
    assert model.attributes == ("toxicity", "severe_toxicity", "insult")
    rude, kind = model.score(["Du quibnot", "Das Amt"])[:, 0]
    assert rude > 0.5 > kind


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughExamples, match=r"jigsaw_wiki\.csv\.gz"):
        training.train(tmp_path, tmp_path / "out", meaning=MEANING)


def test_rows_of_one_class_only_teach_nothing_and_say_so(tmp_path: Path) -> None:
    clean = [
        samples.Sample(f"The tram {number}", {"insult": 0}, "jigsaw_train", "train")
        for number in range(100)
    ]
    with pytest.raises(NotEnoughExamples, match="wanted 50 positive rows"):
        training.fit(clean, MEANING)


def test_serving_sums_what_training_summed() -> None:
    texts = [
        "You zorgle you zorgle, you!",
        "a b a b a b",
        "",
        "A gay Muslim. Two Turks.",
    ]
    reading = design.read([*texts, *texts, *texts])
    columns = Design(reading, MEANING)
    features = columns.matrix(design.read(texts))
    dice = np.random.default_rng(0)
    coefficients = dice.normal(size=(3, features.shape[1])).astype(np.float32)
    bias = dice.normal(size=3).astype(np.float32)
    card = {"attributes": list("abc"), "version": "v", "languages": ["en"]}
    plain = np.array([[1, 1, 1], [0, 0, 0]], np.float32)
    model = Model(columns.weights(coefficients, bias), plain, card)
    summed = features @ coefficients.T + bias
    assert model.logits(texts) == pytest.approx(summed, abs=1e-4)


def test_what_only_other_genres_say_is_left_behind() -> None:
    talk = [
        samples.Sample(
            f"quibnot {n}" if n % 2 else f"tram {n}", {"insult": n % 2}, s, ""
        )
        for n in range(300)
        for s in ("jigsaw_train",)
    ]
    tweets = [
        samples.Sample(f"zorgle {n}" if n % 2 else f"bus {n}", {"insult": n % 2}, s, "")
        for n in range(300)
        for s in ("davidson",)
    ]
    model = training.fit([*talk, *tweets], training.NO_MEANING)
    at_home, elsewhere = model.logits(["quibnot", "zorgle"])[:, 0]
    assert at_home > elsewhere + 1
