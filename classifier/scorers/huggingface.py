"""A Hugging Face text-classification model as a scorer, such as those of Detoxify.

It needs the extra `transformers`. The model is a local folder with `config.json`, a
tokenizer and weights in safetensors; weights in pickle are refused, and no code out of
the folder is run. Used as
`MODERATION_SCORERS="toxicity=huggingface?folder=/srv/toxic-bert"`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.scorers.choosing import ScorerError

BATCH = 16  # texts at once: more need much memory and save little time on a CPU

LABELS: Mapping[str, str] = {
    "hate": "identity_attack",
    "identity_attack": "identity_attack",
    "identity_hate": "identity_attack",
    "insult": "insult",
    "obscene": "profanity",
    "profanity": "profanity",
    "severe_toxic": "severe_toxicity",
    "severe_toxicity": "severe_toxicity",
    "spam": "spam",
    "threat": "threat",
    "toxic": "toxicity",
    "toxicity": "toxicity",
}
"""Labels of models and the attributes that they mean: those of the Jigsaw challenges
as Detoxify has them in its models `original`, `unbiased` and `multilingual`, and the
plain names of single-label models."""

Floats = NDArray[np.float32]


class HuggingFaceScorer:
    """Scores of a sequence classifier; safe to use from many threads.

    Several labels a text (`problem_type` is `multi_label_classification`, or there is
    one label only) are each a sigmoid of their own, one label a text is a softmax. An
    attribute with several labels gets the highest of the former, the sum of the latter.

    Args:
        folder: the model.
        attributes: what is wanted of it; all that its labels mean unless given.
        labels: label to attribute; beats `LABELS`.
        threads: of the CPU that torch may use, in the whole process.
        longest: tokens of a text that are read, at most what the model can.

    Raises:
        ScorerError: the packages are missing, the folder is no such model, or its
            labels do not mean the attributes.
    """

    def __init__(
        self,
        folder: Path,
        attributes: Sequence[str] | None = None,
        *,
        labels: Mapping[str, str] | None = None,
        threads: int = 1,
        longest: int = 512,
    ) -> None:
        self._torch, transformers = _packages()
        self._torch.set_num_threads(threads)
        weights = _weights(folder)
        self._tokenizer, self._model = _loaded(transformers, folder)
        config = self._model.config
        self._columns = _columns(config.id2label, {**LABELS, **(labels or {})})
        self.attributes = tuple(attributes or self._columns)
        if missing := [each for each in self.attributes if each not in self._columns]:
            raise ScorerError(
                f"huggingface: no label of {folder} means {', '.join(missing)}; it has "
                f"{', '.join(config.id2label.values())}; say which does by "
                f"labels=LABEL:{missing[0]}"
            )
        self.version = f"huggingface:{folder.name}-{_fingerprint(weights)}"
        self._several = (
            config.problem_type == "multi_label_classification"
            or len(config.id2label) == 1
        )
        self._longest = min(longest, _room(config, self._tokenizer))
        # The first call sets how the shared tokenizer cuts and pads, which no thread
        # may do while another reads.
        self.score([""])

    def score(self, texts: Sequence[str]) -> Floats:
        """Probabilities of the model, shape (n_texts, n_attributes), each in [0, 1]."""
        parts = [
            self._batch(texts[begin : begin + BATCH])
            for begin in range(0, len(texts), BATCH)
        ]
        empty: Floats = np.zeros((0, len(self.attributes)), np.float32)
        result: Floats = np.concatenate([empty, *parts])
        return result

    def _batch(self, texts: Sequence[str]) -> Floats:
        # A lone surrogate has no UTF-8, and tokenizers read nothing else.
        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        with self._torch.inference_mode():
            tokens = self._tokenizer(
                readable,
                truncation=True,
                max_length=self._longest,
                padding=True,
                return_tensors="pt",
            )
            logits = self._model(**tokens).logits.float()
            chances = logits.sigmoid() if self._several else logits.softmax(dim=-1)
        return self._by_attribute(chances.numpy())

    def _by_attribute(self, chances: Floats) -> Floats:
        together = np.max if self._several else np.sum
        found = [
            together(chances[:, self._columns[attribute]], axis=1)
            for attribute in self.attributes
        ]
        # A sum of shares may be a rounding error above 1.
        shares: Floats = np.clip(np.stack(found, axis=1), 0, 1).astype(np.float32)
        return shares


def scorer(
    attributes: tuple[str, ...],
    *,
    folder: str,
    labels: str = "",
    threads: str = "1",
    longest: str = "512",
) -> HuggingFaceScorer:
    """The factory of the entry point `huggingface`.

    Args:
        attributes: what is wanted of it.
        folder: the model.
        labels: what its labels mean, as `LABEL_1:toxicity+LABEL_2:insult`.
        threads: see `HuggingFaceScorer`.
        longest: see `HuggingFaceScorer`.

    Raises:
        ScorerError: see `HuggingFaceScorer`.
        ValueError: `labels` has another form, or a number is none.
    """
    pairs = [each.partition(":") for each in filter(None, labels.split("+"))]
    if any(not attribute for _, _, attribute in pairs):
        raise ValueError(f"labels: wanted LABEL:attribute+…, got {labels!r}")
    return HuggingFaceScorer(
        Path(folder).expanduser(),
        attributes,
        labels={label: attribute for label, _, attribute in pairs},
        threads=int(threads),
        longest=int(longest),
    )


def _packages() -> tuple[Any, Any]:
    try:
        import torch
        import transformers
    except ImportError as error:
        raise ScorerError(
            f"huggingface: the package {error.name} is missing; "
            "pip install 'comment-moderation[transformers]'"
        ) from error
    return torch, transformers


def _weights(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.safetensors"))
    if not found:
        pickled = [each.name for each in sorted(folder.glob("*.bin"))]
        raise ScorerError(
            f"huggingface: {folder}: wanted a folder with weights in safetensors"
            + (
                f", got {pickled[0]}, a pickle, which may run code and is not read; "
                "save the model again with save_pretrained(…)"
                if pickled
                else ""
            )
        )
    return found


def _loaded(transformers: Any, folder: Path) -> tuple[Any, Any]:
    transformers.utils.logging.disable_progress_bar()
    local = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, **local)
        model = transformers.AutoModelForSequenceClassification.from_pretrained(
            folder, use_safetensors=True, **local
        )
    except Exception as error:  # these packages raise of all kinds
        raise ScorerError(
            f"huggingface: {folder}: not a model that can be read: {error}"
        ) from error
    return tokenizer, model.eval()


def _columns(
    id2label: Mapping[int, str], meaning: Mapping[str, str]
) -> dict[str, list[int]]:
    """For each attribute the places of the labels that mean it."""
    plain = {_plain(label): attribute for label, attribute in meaning.items()}
    columns: dict[str, list[int]] = {}
    for place, label in id2label.items():
        if attribute := plain.get(_plain(label)):
            columns.setdefault(attribute, []).append(int(place))
    return columns


def _plain(label: str) -> str:
    return label.lower().replace("-", "_").replace(" ", "_")


def _room(config: Any, tokenizer: Any) -> int:
    """Tokens that a model can read, as far as it or its tokenizer says."""
    positions = getattr(config, "max_position_embeddings", None) or 512
    # RoBERTa begins to count after its padding token, and has two places fewer.
    offset = (config.pad_token_id or 0) + 1 if "roberta" in config.model_type else 0
    return max(1, min(int(positions) - offset, int(tokenizer.model_max_length)))


def _fingerprint(weights: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in weights:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:8]
