"""Clients that are installed for one test: of Node, or under a name that clashes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.needs import missing, program


def of_node(folder: Path, *packages: str) -> Path:
    """The folder, with these packages of npm in it; skip if they are not to be had."""
    program("node")
    words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    _install([program("npm"), *words, *packages], folder, packages)
    return folder


def of_python(folder: Path, *packages: str) -> Path:
    """The folder, with these packages and not what they need; skip likewise."""
    words = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
    _install([sys.executable, *words, *packages], folder, packages)
    return folder


def run(command: list[str], folder: Path, **told: str) -> Any:
    """What a client's script prints as JSON.

    Args:
        told: variables of its environment.
    """
    done = subprocess.run(  # noqa: S603 - our own script
        command,
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **told},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _install(command: list[str], folder: Path, packages: tuple[str, ...]) -> None:
    done = subprocess.run(  # noqa: S603 - fixed packages
        command, cwd=folder, capture_output=True, text=True, timeout=180, check=False
    )
    if done.returncode:
        missing(f"{', '.join(packages)} ({done.stderr.strip()[-200:]})")
