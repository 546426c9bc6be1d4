"""How fast comments are judged, beside what a publisher could install instead.

    python -m tests.benchmarks
    python -m tests.benchmarks --only batch --texts comments.csv.gz

All score the same texts in one run, in turns, with one thread each. The peers come with
the extra `peers`, those that are not installed are named, and the Transformer needs the
extra `transformers`. The exit status is 1 when a bar is not met.
"""

import argparse
import os
import sys
from pathlib import Path

# Before NumPy is imported, which reads them once.
for _name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "BLIS"):
    os.environ[f"{_name}_NUM_THREADS"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import classifier  # noqa: E402
from tests.benchmarks import texts  # noqa: E402
from tests.benchmarks.measures import (  # noqa: E402
    FULL,
    MEASURES,
    QUICK,
    Bench,
    measured,
)
from tests.benchmarks.table import shown  # noqa: E402


def main() -> int:
    """Print a table for each measure."""
    given = _arguments()
    sizes = QUICK if given.quick else FULL
    try:
        found = texts.read(given.texts) if given.texts else texts.made(sizes.total)
        bench = Bench(found, sizes)
        classifier.pretrained()
    except (OSError, ValueError, classifier.ModelError) as error:
        sys.exit(str(error))
    used = bench.warm + [text for part in bench.batches for text in part]
    mean = sum(map(len, used)) / len(used)
    print(
        f"{len(used):,} distinct texts, {'read' if given.texts else 'made up'}, mean "
        f"{mean:.0f} characters; {len(bench.warm):,} of them to warm up, the others "
        f"new, in {len(bench.batches)} rounds; one thread.\n"
        "Peers that need training were trained in this run on made-up labels.\n"
        "CPU: processor time, which the bars are held against; wall: the clock."
    )
    failed = 0
    for measure, rows in measured(bench, given.only or list(MEASURES)):
        print(f"\n{shown(measure.title, measure.unit, rows)}", flush=True)
        failed += sum(row.failed for row in rows)
    print(f"\n{failed} bars not met" if failed else "\nall bars met")
    return int(failed > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "--only", action="append", choices=MEASURES, help="one measure; may be repeated"
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer texts and rounds: a first look"
    )
    parser.add_argument(
        "--texts",
        action="append",
        type=Path,
        metavar="FILE",
        help="real texts instead of made-up ones: CSV, also .gz, with a column `text`",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
