"""What a publisher could install instead, made ready to score.

Only speed is measured, so those that have to be trained are trained in the run, on
texts with made-up labels; the Transformer has BERT's shape and random weights, and its
tokens are counted, not made.
"""

import importlib
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tests.benchmarks.timing import Score

ATTRIBUTES = 7
LETTERS_A_TOKEN = 4.3  # of BERT's uncased vocabulary, on English comments


@dataclass(frozen=True)
class Peer:
    """Something else that scores texts.

    Attributes:
        name: what it is called in the tables.
        package: what `pip` calls it.
        module: what Python calls it.
        outputs: how many scores it gives a text.
        make: makes the scorer from texts and their labels, each 0 or 1.
        slow: whether it scores a hundred texts a second rather than thousands.
    """

    name: str
    package: str
    module: str
    outputs: int
    make: Callable[[Sequence[str], Sequence[int]], Score]
    slow: bool = False

    @property
    def title(self) -> str:
        """Its name with the version that is installed."""
        return f"{self.name} {version(self.package)}"

    @property
    def missing(self) -> bool:
        """Whether it is not installed here."""
        try:
            version(self.package)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(self.module)
        except (PackageNotFoundError, ImportError):
            return True
        return False


def labelled(texts: Sequence[str]) -> list[int]:
    """Made-up labels: whether a text has many of one letter."""
    return [int(text.count("a") * 13 > len(text)) for text in texts]


def _profanity_check(texts: Sequence[str], labels: Sequence[int]) -> Score:
    from profanity_check import predict_prob

    return predict_prob  # type: ignore[no-any-return]


def _fasttext(texts: Sequence[str], labels: Sequence[int]) -> Score:
    import fasttext

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labelled.txt"
        lines = (
            f"__label__{label} {_line(text)}\n"
            for text, label in zip(texts, labels, strict=True)
        )
        path.write_text("".join(lines), encoding="utf-8", errors="replace")
        options = {"dim": 50, "minn": 2, "maxn": 5, "wordNgrams": 2, "bucket": 500_000}
        model = fasttext.train_supervised(
            input=str(path), epoch=2, thread=1, verbose=0, **options
        )
    return lambda some: model.predict([_line(text) for text in some], k=2)


def _line(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\n", " ")


def _vowpal(texts: Sequence[str], labels: Sequence[int]) -> Score:
    from vowpalwabbit import Workspace

    model = Workspace(
        "--quiet --loss_function logistic --link logistic --ngram 2 --bit_precision 18"
    )
    for text, label in zip(texts, labels, strict=True):
        model.learn(f"{2 * label - 1} {_example(text)}")
    return lambda some: [model.predict(_example(text)) for text in some]


def _example(text: str) -> str:
    # The bar and the colon mean something in its input format.
    return "|t " + _line(text).replace("|", " ").replace(":", " ")


def _tfidf(texts: Sequence[str], labels: Sequence[int]) -> Score:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multioutput import MultiOutputClassifier
    from sklearn.pipeline import make_pipeline, make_union

    columns = [[(label + place) % 2 for place in range(ATTRIBUTES)] for label in labels]
    pipeline = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        MultiOutputClassifier(LogisticRegression()),
    )
    pipeline.fit(texts, columns)
    return pipeline.predict_proba  # type: ignore[no-any-return]


def _bert(texts: Sequence[str], labels: Sequence[int]) -> Score:
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.set_num_threads(1)
    torch.manual_seed(0)
    config = BertConfig(num_labels=ATTRIBUTES)  # that of bert-base-uncased
    model = BertForSequenceClassification(config).eval()

    def score(some: list[str]) -> list[Any]:
        lengths = sorted(min(2 + int(len(t) / LETTERS_A_TOKEN), 512) for t in some)
        found = []
        with torch.inference_mode():
            for begin in range(0, len(lengths), 32):
                block = torch.tensor(lengths[begin : begin + 32])
                width = int(block.max())
                tokens = torch.randint(1_000, config.vocab_size, (len(block), width))
                mask = (torch.arange(width) < block[:, None]).long()
                logits = model(input_ids=tokens, attention_mask=mask).logits
                found.append(torch.sigmoid(logits))
        return found

    return score


PEERS = (
    Peer(
        "alt-profanity-check",
        "alt-profanity-check",
        "profanity_check",
        1,
        _profanity_check,
    ),
    Peer("fastText", "fasttext-numpy2-wheel", "fasttext", 1, _fasttext),
    Peer("vowpalwabbit", "vowpalwabbit", "vowpalwabbit", 1, _vowpal),
    Peer("TF-IDF, scikit-learn", "scikit-learn", "sklearn", ATTRIBUTES, _tfidf),
    Peer("BERT-base shape", "transformers", "torch", ATTRIBUTES, _bert, slow=True),
)
