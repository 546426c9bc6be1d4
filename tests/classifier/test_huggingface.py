"""The adapter for Hugging Face models, on tiny ones with random weights."""

import importlib.util
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier import scorers
from classifier.scorers import ScorerError, huggingface
from classifier.scorers.huggingface import HuggingFaceScorer
from tests import needs

DETOXIFY = (
    "toxicity",
    "severe_toxicity",
    "obscene",
    "identity_attack",
    "insult",
    "threat",
    "sexual_explicit",
)
"""The labels of Detoxify's model `unbiased`, less those of identities."""

TEXTS = ["the tram is late", "you are a fool", "well said", ""]


@pytest.fixture(scope="module")
def transformers() -> Any:
    """The packages, on one thread; or skip."""
    for package in ("torch", "transformers"):
        if importlib.util.find_spec(package) is None:
            needs.missing(f"the package {package}")
    import torch
    import transformers

    torch.manual_seed(3)
    return transformers


def tiny(
    transformers: Any, folder: Path, labels: tuple[str, ...], **config: Any
) -> Path:
    """A model folder as `save_pretrained` leaves it: one layer, random weights."""
    words = ["the", "tram", "is", "late", "you", "are", "a", "fool", "well", "said"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    shape = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: place for place, label in enumerate(labels)},
        **config,
    )
    model = transformers.BertForSequenceClassification(shape)
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def made(transformers: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, kind = tmp_path_factory.mktemp("made"), "multi_label_classification"
    return tiny(transformers, folder / "toxic", DETOXIFY, problem_type=kind)


@pytest.fixture
def detoxify(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(made, tmp_path / "toxic")


def test_labels_of_detoxify_become_attributes(detoxify: Path) -> None:
    scorer = HuggingFaceScorer(detoxify)
    assert scorer.attributes == (
        "toxicity",
        "severe_toxicity",
        "profanity",
        "identity_attack",
        "insult",
        "threat",
    )
    assert scorer.version.startswith("huggingface:toxic-")


def test_scores_are_the_sigmoids_that_the_model_itself_gives(
    transformers: Any, detoxify: Path
) -> None:
    import torch

    scores = HuggingFaceScorer(detoxify, ["threat", "profanity"]).score(TEXTS)
    model = transformers.AutoModelForSequenceClassification.from_pretrained(detoxify)
    read = transformers.AutoTokenizer.from_pretrained(detoxify)
    with torch.no_grad():
        own = [
            model.eval()(**read(text, return_tensors="pt")).logits[0].sigmoid().numpy()
            for text in TEXTS
        ]
    assert scores.dtype == np.float32
    assert scores == pytest.approx(np.array(own)[:, [5, 2]], abs=1e-5)
    assert np.ptp(scores[:, 0]) > 0.01  # the texts are read


def test_batches_change_nothing(detoxify: Path) -> None:
    scorer = HuggingFaceScorer(detoxify, ["insult"])
    many = TEXTS * (huggingface.BATCH // 2)
    alone = np.concatenate([scorer.score([text]) for text in TEXTS])
    assert scorer.score(many)[: len(TEXTS)] == pytest.approx(alone, abs=1e-5)
    assert scorer.score(many).shape == (len(many), 1)
    assert scorer.score([]).shape == (0, 1)


@pytest.mark.parametrize("text", ["the tram " * 10_000, "\ud800\x00", "", "😀" * 999])
def test_any_text_has_a_score(detoxify: Path, text: str) -> None:
    score = HuggingFaceScorer(detoxify, ["insult"]).score([text])
    assert 0 <= score[0, 0] <= 1


def test_one_label_a_text_is_a_softmax_and_labels_can_be_told(
    transformers: Any, tmp_path: Path
) -> None:
    folder = tiny(transformers, tmp_path / "hate", ("neither", "Hate", "LABEL_2"))
    scorer = huggingface.scorer(
        ("identity_attack", "toxicity"),
        folder=str(folder),
        labels="Hate:identity_attack+LABEL_2:toxicity+neither:spam",
    )
    rest = HuggingFaceScorer(folder, ["spam"], labels={"neither": "spam"})
    whole = scorer.score(TEXTS).sum(axis=1) + rest.score(TEXTS)[:, 0]
    assert whole == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_threads_share_a_scorer(detoxify: Path) -> None:
    scorer = HuggingFaceScorer(detoxify, ["insult"])
    batches = [[text, "the tram " * number] for number in range(8) for text in TEXTS]
    with ThreadPoolExecutor(4) as threads:
        found = [*threads.map(scorer.score, batches)]
    for batch, scores in zip(batches, found, strict=True):
        assert scores == pytest.approx(scorer.score(batch), abs=1e-6)


def test_how_texts_are_cut_and_padded_is_settled_before_the_first_score(
    detoxify: Path,
) -> None:
    scorer = HuggingFaceScorer(detoxify, ["insult"])
    backend = scorer._tokenizer.backend_tokenizer
    before = backend.truncation, backend.padding
    assert None not in before
    scorer.score(TEXTS)
    assert (backend.truncation, backend.padding) == before


def test_labels_of_one_attribute_add_up_in_a_softmax(
    transformers: Any, tmp_path: Path
) -> None:
    folder = tiny(transformers, tmp_path / "both", ("a", "b"))
    both = HuggingFaceScorer(folder, labels={"a": "toxicity", "b": "toxicity"})
    assert both.score(TEXTS) == pytest.approx(np.ones((len(TEXTS), 1)), abs=1e-5)
    assert both.score(TEXTS).max() <= 1


def test_what_no_label_means_is_told_with_the_labels_that_exist(detoxify: Path) -> None:
    with pytest.raises(ScorerError, match=r"means spam; it has .*sexual_explicit"):
        HuggingFaceScorer(detoxify, ["spam"])


def test_labels_of_another_form_are_told(detoxify: Path) -> None:
    with pytest.raises(ValueError, match="wanted LABEL:attribute"):
        huggingface.scorer(("insult",), folder=str(detoxify), labels="LABEL_0")


def test_a_pickle_is_refused(detoxify: Path) -> None:
    (detoxify / "model.safetensors").rename(detoxify / "pytorch_model.bin")
    with pytest.raises(ScorerError, match=r"pytorch_model\.bin, a pickle"):
        HuggingFaceScorer(detoxify)


@pytest.mark.parametrize("gone", ["config.json", "model.safetensors"])
def test_a_folder_that_lacks_a_part_is_told(detoxify: Path, gone: str) -> None:
    (detoxify / gone).unlink()
    with pytest.raises(ScorerError, match=r"huggingface: .*toxic"):
        HuggingFaceScorer(detoxify)


def test_damaged_weights_are_told(detoxify: Path) -> None:
    weights = detoxify / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ScorerError, match="not a model that can be read"):
        HuggingFaceScorer(detoxify)


def test_other_weights_are_another_version(transformers: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        tiny(transformers, tmp_path / name / "model", ("toxic",))
    versions = {
        HuggingFaceScorer(tmp_path / name / "model").version for name in ("one", "two")
    }
    assert len(versions) == 2


def test_it_is_opened_by_its_name_among_the_scorers(detoxify: Path) -> None:
    found = scorers.open_scorer(
        "classifier.scorers.huggingface:scorer", ("insult",), {"folder": str(detoxify)}
    )
    assert found.score(TEXTS).shape == (len(TEXTS), 1)


def test_a_missing_package_is_told_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ScorerError, match=r"pip install 'comment-moderation\[transf"):
        HuggingFaceScorer(tmp_path)
