"""What each rule of a policy touches, and how often labels agree with it.

    python -m tests.benchmarks.rules_measured FOLDER [FILE]

FOLDER has labelled sets as gzip-compressed CSV with the columns `text` and `split` and
a label from 0 to 1; FILE is a rules file, the default policy if not given. Of each set
validation rows are read; those of discussions in their natural mixture give the share
of comments that a rule touches, all together its precision. A row counts as bad from
0.5 of its label on. Scores are those of the shipped classifier, which has seen none of
the validation rows. What is around a comment is not in the sets: the rules about its
author, its repetition and its article find nothing here.
"""

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
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
    """A labelled file, the columns that say that a row is bad, and whether its mixture
    is that of a site.
    """

    file: str
    labels: tuple[str, ...]
    is_natural: bool = False
    split: str | None = "valid"


_SETS = (
    _Set("jigsaw_wiki.csv.gz", ("toxicity",)),
    _Set("wiki_context.csv.gz", ("toxicity",), is_natural=True, split=None),
    _Set("news_unhealthy_valid.csv.gz", ("toxicity", "insult"), True, None),
    _Set("news_insults.csv.gz", ("insult",), split=None),
    _Set("news_civil_spans.csv.gz", ("toxicity",)),
    _Set("social.csv.gz", ("toxicity", "insult", "identity_attack", "threat")),
    _Set("spam.csv.gz", ("spam",), split=None),
)


def main(arguments: list[str]) -> None:
    """Print a line for each rule: hits, share in natural sets, precision by set."""
    folder = Path(arguments[0])
    book = rules.load(Path(arguments[1])) if arguments[1:] else rules.default()
    hits, bad = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    rows, natural, held = Counter[str](), Counter[str](), Counter[str]()
    for each in _SETS:
        for text, is_bad, scores in _scored(list(_rows(folder, each))):
            rows[each.file] += 1
            found = book.check(_facts(text, scores)).live
            held[each.file] += any(finding.then for finding in found)
            for finding in found:
                hits[finding.rule, each.file] += 1
                bad[finding.rule, each.file] += is_bad
                natural[finding.rule] += each.is_natural
    of_all = sum(rows[each.file] for each in _SETS if each.is_natural)
    for each in _SETS:
        share = held[each.file] / max(1, rows[each.file])
        print(f"{each.file:32} {rows[each.file]:6} rows, {share:6.2%} held or rejected")
    for rule in book.rules:
        its = [(hits[rule.id, each.file], bad[rule.id, each.file]) for each in _SETS]
        told = " ".join(f"{its_bad:>4}/{its_hits:<5}" for its_hits, its_bad in its)
        total, wrong = sum(h for h, _ in its), sum(b for _, b in its)
        share = natural[rule.id] / max(1, of_all)
        precision = f"{wrong / total:4.0%}" if total else "   -"
        print(f"{rule.id:22} {share:7.2%} {total:6} {precision}  {told}")


def _scored(
    rows: list[tuple[str, bool]],
) -> Iterator[tuple[str, bool, dict[str, float]]]:
    model = classifier.pretrained()
    every = model.score([text for text, _ in rows])
    for (text, is_bad), scores in zip(rows, every, strict=True):
        named = zip(model.attributes, map(float, scores), strict=True)
        yield text, is_bad, dict(named)


def _facts(text: str, scores: dict[str, float]) -> Facts:
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
            if not labels or (its.split and row["split"] != its.split):
                continue
            yield row["text"], max(labels) >= _BAD
            count += 1
            if count == _MOST:
                return


if __name__ == "__main__":
    main(sys.argv[1:])
