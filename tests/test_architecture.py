"""The floors hold, and serving stays light."""

import subprocess
import sys

from importlinter.cli import lint_imports

SERVE = """
import sys, tempfile, pathlib
from moderation.settings import Settings
from web.app import create_app
app = create_app(Settings(data=pathlib.Path(tempfile.mkdtemp())))
assert app.test_client().get("/readyz").status_code == 200
print([name for name in ("sklearn", "joblib", "scipy") if name in sys.modules])
"""


def test_imports_only_go_down() -> None:
    assert lint_imports(no_cache=True) == 0


def test_serving_loads_nothing_that_only_training_needs() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", SERVE], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
