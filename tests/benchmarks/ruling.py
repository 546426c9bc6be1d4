"""How fast the rules judge a comment, as they grow, beside what else there is.

    python tests/benchmarks/ruling.py
    python tests/benchmarks/ruling.py --texts comments.csv.gz

The rulebooks have 10,000 listed words and 300 patterns, made up, and 20, 200 or 2,000
rules on them, on scores, links, the author and the article. Beside them, on the same
texts in the same run: `better-profanity` (extra `peers`) with the same words, and a
loop over the same patterns by Python's `re`, both of which only say yes or no. The exit
status is 1 when a bar is not met.
"""

import argparse
import importlib
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])  # instead of this file's folder

import rules  # noqa: E402
from classifier.spelling import fold  # noqa: E402
from rules import ArticleFacts, AuthorFacts, Facts, Rulebook  # noqa: E402
from tests.benchmarks import texts  # noqa: E402
from tests.benchmarks.table import Bar, Row, shown  # noqa: E402

MEDIAN, WORST = Bar(60), Bar(1_000)  # microseconds, with 200 rules
COUNTS = (20, 200, 2_000)
WORDS, PATTERNS, LISTS = 10_000, 300, 20
CONDITIONS = (
    'words("list{0}") and toxicity > 0.3',
    'matches("pattern{1}")',
    "toxicity >= 0.{2} and author.approved < 3",
    'links.count > 2 and article.section != "sport"',
    "on_topic < 0.1{2} and words.count >= 12",
    'matches("pattern{1}") or words("list{0}")',
)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", action="append", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = texts.read(given.texts)[:2_000] if given.texts else texts.made(2_000)
    dice = random.Random(0)
    words = [_word(dice) for _ in range(WORDS)]
    patterns = [_pattern(dice) for _ in range(PATTERNS)]
    comments = [_facts(text, dice) for text in found]
    rows, loads, usual = list[Row](), list[Row](), 1.0
    for count in COUNTS:
        begin = time.process_time()
        book = _book(count, words, patterns)
        loads.append(Row(f"{count:,} rules", time.process_time() - begin))
        times = _times(book.check, comments)
        bars = (MEDIAN, WORST) if count == 200 else (None, None)
        usual = statistics.median(times) if count == 200 else usual
        rows.append(
            Row(f"{count:,} rules, median", statistics.median(times), bar=bars[0])
        )
        rows.append(Row("  99th percentile", _percentile(times, 99), bar=bars[1]))
    for name, peer in _peers(words, patterns):
        few = found[
            : 10 if "profanity" in name else 200
        ]  # that takes half a second each
        middle = statistics.median(_times(peer, few))
        rows.append(Row(name, middle, note=f"{middle / usual:,.0f} x ours"))
    print(f"{len(found):,} texts, {statistics.mean(map(len, found)):.0f} characters")
    print(shown("The rules' part of one judgement", "microseconds", rows))
    print(shown("Reading and checking a file", "seconds", loads))
    return int(any(row.failed for row in rows))


def _book(count: int, words: Sequence[str], patterns: Sequence[str]) -> Rulebook:
    content = {
        "words": {f"list{n}": words[n::LISTS] for n in range(LISTS)},
        "patterns": {f"pattern{n}": each for n, each in enumerate(patterns)},
        "rules": [_rule(number) for number in range(count)],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(json.dumps(content))  # which is YAML too
        return rules.load(path)


def _rule(number: int) -> dict[str, object]:
    condition = CONDITIONS[number % len(CONDITIONS)].format(
        number % LISTS, number % PATTERNS, number % 9 + 1
    )
    says = f"Rule {number}."
    return {"id": f"rule{number}", "says": says, "when": condition, "weight": 0.1}


def _facts(text: str, dice: random.Random) -> Facts:
    folded = fold(text)
    scores = ("toxicity", "insult", "threat", "spam")
    facts = Facts(
        text=text,
        folded=folded.text,
        folded_begins=folded.begins,
        folded_ends=folded.ends,
        scores={
            **{name: dice.random() ** 6 for name in scores},
            "on_topic": 1 - dice.random() ** 6,
        },
        author=AuthorFacts(approved=dice.randrange(9), rejected=0, recent=0),
        article=ArticleFacts(section="news"),
    )
    assert facts.reading  # made once for all rules of a comment, before any
    return facts


def _peers(
    words: Sequence[str], patterns: Sequence[str]
) -> Iterator[tuple[str, Callable[[str], object]]]:
    try:
        profanity = importlib.import_module("better_profanity").profanity
    except ImportError:
        print("better-profanity is not installed", file=sys.stderr)
    else:
        profanity.load_censor_words(list(words))
        yield "better-profanity, the same words", profanity.contains_profanity
    each = [re.compile(pattern) for pattern in patterns]
    yield (
        "a loop over `re`, the same patterns",
        lambda text: [pattern.search(text) for pattern in each],
    )


def _times(act: Callable[..., object], given: Sequence[object]) -> list[float]:
    """Microseconds of processor time for each."""
    times = list[float]()
    for each in given:
        begin = time.process_time_ns()
        act(each)
        times.append((time.process_time_ns() - begin) / 1_000)
    return times


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _word(dice: random.Random) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(dice.choices(letters, k=dice.randint(4, 10)))


def _pattern(dice: random.Random) -> str:
    one, two, three, four = (_word(dice) for _ in range(4))
    return rf"\b(?:{one}|{two}) (?:the|an?)? ?(?:{three}|{four}s?)\b"


if __name__ == "__main__":
    sys.exit(main())
