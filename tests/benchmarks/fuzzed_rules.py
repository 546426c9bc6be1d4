"""How long fuzzed rulebooks take for one hostile text: the worst that a text can do.

    python tests/benchmarks/fuzzed_rules.py
    python tests/benchmarks/fuzzed_rules.py --seed 7 --books 40

Each rulebook has rules with conditions over all of the vocabulary, word lists and
patterns made of pieces of the very texts that they are asked of; what the reading
refuses is not asked. The texts have 20,000 characters. The figure of a rulebook is the
least of three runs on the text that was the slowest, as a machine that others use too
makes single runs longer, never shorter. The exit status is 1 when one is over the bar.
"""

import argparse
import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])  # instead of this file's folder

import rules  # noqa: E402
from classifier.spelling import fold  # noqa: E402
from rules import ArticleFacts, AuthorFacts, Facts, ParentFacts, Rulebook  # noqa: E402
from rules.facts import RepetitionFacts  # noqa: E402
from rules.vocabulary import VOCABULARY  # noqa: E402
from tests.benchmarks import texts  # noqa: E402
from tests.benchmarks.table import Bar, Row, shown  # noqa: E402

BAR = Bar(20)  # milliseconds
SIZES = (10, 40, 200, 1_000)
"""Rules of a rulebook, at most; it has up to as many lists and patterns."""
SCORES = ("toxicity", "insult", "threat", "spam", "identity_attack", "profanity")
ODD_PIECES = (".*", ".+", ".{0,30}", "[a-z ]{0,40}", r"\w+", r"(?:\w+ ){0,5}", r"\b")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--books", type=int, default=10, help="of each size")
    given = parser.parse_args()
    asked = {
        f"{kind}, {manner}": _facts(text, is_folded=manner == "folded")
        for kind, text in {**texts.hostile(given.seed), **_REPEATED}.items()
        for manner in ("folded", "as it is")
    }
    gc.collect()
    gc.freeze()  # as serving does
    rows = list[Row]()
    for size in SIZES:
        books = islice(_books(given.seed, size, list(asked.values())), given.books)
        slowest = max((_slowest(book, asked) for book in books), key=_time)
        note = f"{len(slowest.book.rules):,} rules, {slowest.kind}"
        rows.append(Row(f"at most {size:,} rules", slowest.time, bar=BAR, note=note))
    title = f"The slowest of {given.books} rulebooks on {len(asked)} texts"
    print(shown(title, "milliseconds", rows))
    return int(any(row.failed for row in rows))


_REPEATED = {
    "links": "see http://a.b.example.com/c?d=e " * 700,
    "mail": "a.b@example.com +44 20 7946 0958 " * 700,
    "capitals": "YOU ARE ALL IDIOTS!!! " * 1_000,
    "quoted": '"you are an idiot" he said. ' * 800,
}


@dataclass(frozen=True)
class _Slowest:
    """A rulebook on the text that took it longest, in milliseconds."""

    book: Rulebook
    kind: str
    time: float


def _time(slowest: _Slowest) -> float:
    return slowest.time


def _slowest(book: Rulebook, asked: Mapping[str, Facts]) -> _Slowest:
    # In rounds, so that nothing of a text is still known from the run before.
    rounds = [
        {kind: _taken(book, facts) for kind, facts in asked.items()} for _ in range(3)
    ]
    times = {kind: min(each[kind] for each in rounds) for kind in asked}
    kind = max(times, key=lambda its: times[its])
    return _Slowest(book, kind, times[kind])


def _taken(book: Rulebook, facts: Facts) -> float:
    fresh = replace(facts)
    assert fresh.reading  # made once for all rules of a comment, before any
    begin = time.process_time_ns()
    book.check(fresh)
    return (time.process_time_ns() - begin) / 1_000_000


def _facts(text: str, *, is_folded: bool) -> Facts:
    text = text[: texts.HOSTILE]
    folded = fold(text) if is_folded else None
    return Facts(
        text=text,
        folded=folded.text if folded else "",
        folded_begins=folded.begins if folded else (),
        folded_ends=folded.ends if folded else (),
        scores=dict.fromkeys((*SCORES, "on_topic"), 0.5),
        language="en",
        language_certainty=0.9,
        author=AuthorFacts(id="ann", approved=3, rejected=2, recent=1, age_days=9),
        article=ArticleFacts(title="Trams", text="Trams run. " * 90, section="news"),
        parent=ParentFacts(text="No.", status="approved", same_author=False),
        repetition=RepetitionFacts(own=1, others=1),
        reports=1,
    )


def _books(seed: int, size: int, asked: Sequence[Facts]) -> Iterator[Rulebook]:
    """Rulebooks without end; those that the reading refuses are left out."""
    for number in count():
        book = _book(random.Random(f"{seed} {size} {number}"), size, asked)
        if book is not None:
            yield book


def _book(dice: random.Random, size: int, asked: Sequence[Facts]) -> Rulebook | None:
    lists = [f"l{number}" for number in range(dice.randint(1, min(size, 100)))]
    patterns = [f"p{number}" for number in range(dice.randint(1, size))]
    odd = dice.randint(0, 20)
    content = {
        "words": {
            name: [_entry(dice, asked) for _ in range(dice.choice((1, 9, 99)))]
            for name in lists
        },
        "patterns": {
            name: _pattern(dice, asked, is_odd=number < odd)
            for number, name in enumerate(patterns)
        },
        "rules": [
            _rule(dice, number, lists, patterns)
            for number in range(dice.randint(1, size))
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(json.dumps(content, ensure_ascii=False))  # which is YAML too
        checked = rules.check(path)
        return checked.book


def _piece(dice: random.Random, asked: Sequence[Facts]) -> str:
    """Some letters of one of the texts, as lists and patterns see it."""
    text = dice.choice(asked).reading
    begin = dice.randrange(len(text))
    return text[begin : begin + dice.choice((1, 2, 4, 7, 12))]


def _entry(dice: random.Random, asked: Sequence[Facts]) -> str:
    entry = "".join(
        each for each in _piece(dice, asked) if each.isalnum() or each == " "
    )
    return (entry.strip() or "tram") + dice.choice(("", "", "*"))


def _pattern(dice: random.Random, asked: Sequence[Facts], *, is_odd: bool) -> str:
    parts = list[str]()
    for _ in range(dice.randint(1, 5)):
        parts.append("".join(filter(str.isalnum, _piece(dice, asked))) or "tram")
        if is_odd:
            parts.append(dice.choice(ODD_PIECES))
    return "".join(parts)


def _rule(
    dice: random.Random, number: int, lists: Sequence[str], patterns: Sequence[str]
) -> dict[str, object]:
    return {
        "id": f"r{number}",
        "says": f"Rule {number}.",
        "when": _condition(dice, lists, patterns, dice.randint(0, 2)),
        "weight": 0.1,
    }


def _condition(
    dice: random.Random, lists: Sequence[str], patterns: Sequence[str], depth: int
) -> str:
    if depth:
        parts = [
            _condition(dice, lists, patterns, depth - 1)
            for _ in range(dice.randint(2, 4))
        ]
        return "(" + f" {dice.choice(('and', 'or', 'or'))} ".join(parts) + ")"
    said = dice.choice(("", "", "", "not "))
    match dice.randrange(3):
        case 0:
            return f'{said}words("{dice.choice(lists)}")'
        case 1:
            return f'{said}matches("{dice.choice(patterns)}") >= {dice.randint(1, 3)}'
        case _:
            return said + _compared(dice)


def _compared(dice: random.Random) -> str:
    name = dice.choice(list(VOCABULARY))
    fact = VOCABULARY[name]
    if fact.type is bool:
        return name
    if fact.type is str:
        return f'{name} != "x"'
    return (
        f"{name} {dice.choice(('<', '<=', '>', '>='))} {dice.choice((0.1, 0.5, 0.9))}"
    )


if __name__ == "__main__":
    sys.exit(main())
