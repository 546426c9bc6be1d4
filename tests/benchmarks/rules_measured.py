"""What each rule of a policy touches, and how often labels agree with it.

    python -m tests.benchmarks.rules_measured FOLDER [FILE]

FOLDER has labelled sets as gzip-compressed CSV with the columns `text` and `split` and
a label from 0 to 1; FILE is a rules file, the default policy if not given. A row is bad
from 0.5 of its label on. The share of comments that a rule touches is counted on sets
in their natural mixture; precision on the sets that label rudeness, or spam, as is
said in the heads of the columns. Sets without a `split` are read whole, so the shipped
classifier, whose scores these are, may have learnt from some of their rows: rules that
ask for a score look better here than they are. What is around a comment is not in the
sets: rules about its author, its repetition and its article find nothing here.
"""

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import classifier
import rules
from classifier.spelling import fold
from rules import Facts

_MOST = 4_000  # rows of a set
_BAD = 0.5


@dataclass(frozen=True)
class _Set:
    """A file of comments.

    Attributes:
        kind: what its labels say: `rude`, `spam`, or nothing.
        labels: the columns that say that a row is bad.
        is_natural: whether its mixture is that of a site.
        split: the rows that are read; all if `None`.
        begins: of the ids that are read.
    """

    file: str
    kind: str
    labels: tuple[str, ...] = ()
    is_natural: bool = False
    split: str | None = None
    begins: str = ""


_RUDE = ("toxicity", "insult", "identity_attack", "threat")
_SETS = (
    _Set("jigsaw_wiki.csv.gz", "rude", _RUDE, split="valid"),
    _Set("wiki_context.csv.gz", "rude", _RUDE, is_natural=True),
    _Set("news_unhealthy_valid.csv.gz", "rude", _RUDE, is_natural=True),
    _Set("news_insults.csv.gz", "rude", _RUDE),
    _Set("news_civil_spans.csv.gz", "rude", _RUDE, split="valid"),
    _Set("social.csv.gz", "rude", _RUDE, split="valid"),
    _Set("spam.csv.gz", "spam", ("spam",)),
    # Approved by a newspaper's moderators.
    _Set("topic_comments.csv.gz", "", is_natural=True, begins="nyt14-"),
)


@dataclass(frozen=True)
class _Counts:
    """Hits by rule: all and bad ones by the kind of label, and those in nature."""

    hits: Counter[tuple[str, str]]
    bad: Counter[tuple[str, str]]
    natural: Counter[str]


def main(arguments: list[str]) -> None:
    """Print a line for each set, then one for each rule."""
    folder = Path(arguments[0])
    book = rules.load(Path(arguments[1])) if arguments[1:] else rules.default()
    counts, of_all = _Counts(Counter(), Counter(), Counter()), 0
    for each in _SETS:
        rows = list(_rows(folder, each))
        of_all += len(rows) * each.is_natural
        held = sum(_count(counts, book, each, *row) for row in _scored(rows))
        share = held / max(1, len(rows))
        print(f"{each.file:30} {len(rows):6} rows, {share:7.2%} held or rejected")
    print(f"{'rule':22} {'share':>8} {'rude':>6} {'of':>5} {'spam':>6} {'of':>5}")
    for rule in book.rules:
        share = counts.natural[rule.id] / max(1, of_all)
        told = " ".join(_precision(counts, rule.id, kind) for kind in ("rude", "spam"))
        print(f"{rule.id:22} {share:8.2%} {told}")


def _count(
    counts: _Counts,
    book: rules.Rulebook,
    its: _Set,
    text: str,
    is_bad: bool,
    scores: Mapping[str, float | None],
) -> bool:
    """Count what rules find in a row; whether one would hold or reject it."""
    found = book.check(_facts(text, scores)).live
    for finding in found:
        counts.hits[finding.rule, its.kind] += 1
        counts.bad[finding.rule, its.kind] += is_bad
        counts.natural[finding.rule] += its.is_natural
    return any(finding.then in ("hold", "reject") for finding in found)


def _precision(counts: _Counts, rule: str, kind: str) -> str:
    hits = counts.hits[rule, kind]
    return (
        f"{counts.bad[rule, kind] / hits:6.0%} {hits:5}" if hits else f"{'-':>6}     0"
    )


def _scored(
    rows: list[tuple[str, bool]],
) -> Iterator[tuple[str, bool, Mapping[str, float | None]]]:
    model = classifier.pretrained()
    every = model.score([text for text, _ in rows])
    for (text, is_bad), scores in zip(rows, every, strict=True):
        named = zip(model.attributes, map(float, scores), strict=True)
        yield text, is_bad, dict(named)


def _facts(text: str, scores: Mapping[str, float | None]) -> Facts:
    folded = fold(text)
    return Facts(
        text=text,
        folded=folded.text,
        folded_begins=folded.begins,
        folded_ends=folded.ends,
        scores=scores,
    )


def _rows(folder: Path, its: _Set) -> Iterator[tuple[str, bool]]:
    csv.field_size_limit(1 << 24)
    with gzip.open(folder / its.file, "rt", encoding="utf-8", newline="") as file:
        count = 0
        for row in csv.DictReader(file):
            labels = [float(row[name]) for name in its.labels if row.get(name)]
            if (its.labels and not labels) or (its.split and row["split"] != its.split):
                continue
            if not row.get("comment_id", "").startswith(its.begins):
                continue
            yield row["text"], bool(labels) and max(labels) >= _BAD
            count += 1
            if count == _MOST:
                return


if __name__ == "__main__":
    main(sys.argv[1:])
