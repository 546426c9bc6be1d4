"""The benchmarks by the path of a file: the same as `python -m tests.benchmarks`."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # instead of this file's folder
    runpy.run_module("tests.benchmarks", run_name="__main__")
