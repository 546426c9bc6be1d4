"""Training on a small folder of our own: a real model, its card, and the same again."""

import csv
import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

import classifier
from classifier import evaluation, samples, training
from classifier.errors import NotEnoughExamples

COLUMNS = ("text", "source", "split", *samples.ATTRIBUTES[:4], "obscene")
COLUMNS += ("identity_attack", "spam")
SUBJECTS = ("tram", "budget", "school", "harbour", "hospital", "market", "bridge")
RUDE = ("zorgle", "blimfax", "quibnot")  # invented insults: nothing is known of them


def rows(count: int, split: str, seed: int) -> list[dict[str, str]]:
    dice = random.Random(seed)
    result = []
    for number in range(count):
        rude = number % 2 == 1
        subject, other = dice.choice(SUBJECTS), dice.choice(SUBJECTS)
        text = f"The {subject} is near the {other}, number {number}."
        if rude:
            text = f"You {dice.choice(RUDE)}, the {subject} is no {other}, {number}!"
        labels = dict.fromkeys(COLUMNS[3:-1], str(int(rude)))
        source = {"text": text, "source": "jigsaw_train", "split": split}
        result.append({**source, **labels, "spam": ""})
    return result


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    for name in evaluation.FILES:
        with gzip.open(folder / name, "wt", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            if name == "jigsaw_wiki.csv.gz":
                writer.writerows(rows(800, "train", 1) + rows(200, "valid", 2))
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "attributes"
    training.train(data, out)
    return out


def test_a_trained_model_knows_what_it_was_shown(trained: Path) -> None:
    model = classifier.load(trained)
    rude, kind = model.score(["You zorglefied blimfax!", "The school is near."])
    insult = model.attributes.index("insult")
    assert rude[insult] > 0.5 > kind[insult]
    assert classifier.pretrained().score(["You blimfax!"])[0, insult] < 0.5


def test_the_card_tells_sources_licences_rows_figures_and_versions(
    trained: Path,
) -> None:
    card = json.loads((trained / "card.json").read_text())
    talk = next(each for each in card["sources"] if each["source"] == "jigsaw_train")
    assert talk["licence"]
    assert talk["rows"] > 400
    figures = card["validation"]["insult"]["jigsaw_train"]
    assert figures["rows"] == 200
    assert figures["auc"] > 0.95
    assert 0 <= figures["calibration_error"] <= 0.1
    assert {"numpy", "scikit-learn"} <= set(card["made_with"])


def test_the_same_data_and_seed_make_the_same_model(
    data: Path, trained: Path, tmp_path: Path
) -> None:
    again = training.train(data, tmp_path / "again")
    assert again["version"] == classifier.load(trained).version


def test_a_model_is_read_without_what_only_training_needs(trained: Path) -> None:
    pickled = trained / "training.joblib"
    assert pickled.is_file()
    pickled.write_bytes(b"not read")
    assert classifier.load(trained).attributes == samples.ATTRIBUTES


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughExamples, match=r"jigsaw_wiki\.csv\.gz"):
        training.train(tmp_path, tmp_path / "out")


def test_too_few_positives_are_told_by_attribute(data: Path, tmp_path: Path) -> None:
    for name in evaluation.FILES:
        with gzip.open(tmp_path / name, "wt", newline="") as file:
            csv.DictWriter(file, COLUMNS).writeheader()
    with pytest.raises(NotEnoughExamples, match="toxicity: wanted 50 positive rows"):
        training.train(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_serving_sums_what_training_summed(trained: Path) -> None:
    model = classifier.load(trained)
    texts = ["You zorgle you zorgle, you!", "a b a b a b", "", "The school is near."]
    features = training.matrix(texts)
    summed = features @ model._table.astype(np.float32) + model._bias
    assert np.abs(summed - model.logits(texts)).max() < 1e-4
