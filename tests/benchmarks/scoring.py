"""How fast a comment is scored, beside the pipeline that most would build.

    python tests/benchmarks/scoring.py

Both score the same texts in one run, one at a time as a server gets them, in turns,
so that a busy machine slows both: the ratio of the medians is the result.
"""

import random
import statistics
import time
from collections.abc import Callable

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import make_pipeline

import classifier

ROUNDS = 15
PARTS = (
    "The council should have asked the shop owners first.",
    "You are all idiots and this newspaper is no better.",
    "I have lived at the harbour for twenty years and never saw a bus on time.",
    "Visit my page for cheap loans today!",
    "Nobody who has read the report can believe these figures.",
    "My daughter takes the ferry to school, and it works very well.",
)


def texts(count: int) -> list[str]:
    """Comments of one to four sentences, the same at every run."""
    dice = random.Random(0)
    return [
        " ".join(dice.sample(PARTS, dice.randint(1, 4))) + f" {number}"
        for number in range(count)
    ]


def peer(sample: list[str]) -> Callable[[str], object]:
    """TF-IDF of character n-grams with a logistic regression an attribute."""
    labels = [
        [("idiot" in text) ^ (column % 2) for column in range(7)] for text in sample
    ]
    pipeline = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)),
        MultiOutputClassifier(LogisticRegression()),
    ).fit(sample, labels)
    return lambda text: pipeline.predict_proba([text])


def milliseconds(score: Callable[[str], object], sample: list[str]) -> float:
    """The time of one text, over all of them."""
    began = time.perf_counter()
    for text in sample:
        score(text)
    return 1000 * (time.perf_counter() - began) / len(sample)


def main() -> None:
    """Print both medians and their ratio."""
    sample = texts(200)
    model, other = classifier.pretrained(), peer(sample)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(lambda text: model.score([text]), sample))
        theirs.append(milliseconds(other, sample))
    one, two = statistics.median(ours), statistics.median(theirs)
    print(
        f"ours {one:.3f} ms, TF-IDF pipeline {two:.3f} ms a comment: {two / one:.1f}x"
    )


if __name__ == "__main__":
    main()
