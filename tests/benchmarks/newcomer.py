"""What a fresh process needs to have the shipped models: run by `measures.footprint`.

Prints one JSON object: seconds and megabytes added by loading and scoring once, and the
rate of the first texts. NumPy is there before, as in any process that uses it.
"""

import gc
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

_STATUS = Path("/proc/self/status")


def megabytes() -> float:
    """Memory of this process that is in use now; the most so far where the system
    doesn't tell (macOS).
    """
    gc.collect()
    if _STATUS.exists():
        line = next(x for x in _STATUS.read_text().splitlines() if "VmRSS" in x)
        return int(line.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def main() -> None:
    """Load, then score what comes on standard input, a JSON array of texts."""
    texts = json.loads(sys.stdin.read())
    np.zeros(1)
    before, result = megabytes(), dict[str, float]()
    wall, cpu = time.perf_counter(), time.process_time()
    import classifier

    model = classifier.pretrained()
    model.score(["The first comment of the day."])
    result["attributes_cpu"] = time.process_time() - cpu
    result["attributes_wall"] = time.perf_counter() - wall
    result["attributes_mb"] = megabytes() - before
    wall, cpu = time.perf_counter(), time.process_time()
    from classifier import language

    language.detect("Der erste Kommentar des Tages.")
    topic = classifier.pretrained_topic()
    topic.score(["The first comment of the day."], ["The article"], [None])
    result["all_cpu"] = result["attributes_cpu"] + time.process_time() - cpu
    result["all_wall"] = result["attributes_wall"] + time.perf_counter() - wall
    result["all_mb"] = megabytes() - before
    if texts:
        wall, cpu = time.perf_counter(), time.process_time()
        model.score(texts)
        result["cold_cpu"] = (time.process_time() - cpu) / len(texts)
        result["cold_wall"] = (time.perf_counter() - wall) / len(texts)
        result["used_mb"] = megabytes() - before
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
