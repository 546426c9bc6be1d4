"""The floors hold, and serving stays light."""

import subprocess
import sys

LINT = "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"

LOADED = """
import sys, tempfile, pathlib
import web.cli
print([name for name in ("granian", "gunicorn") if name in sys.modules])
from moderation.settings import Settings
from web.app import create_app
app = create_app(Settings(data=pathlib.Path(tempfile.mkdtemp())))
assert app.test_client().get("/readyz").status_code == 200
print([name for name in ("sklearn", "joblib", "scipy") if name in sys.modules])
"""


def test_imports_only_go_down() -> None:
    # By itself, for it sets up logging anew, which other tests look at.
    done = run(LINT)
    assert done.returncode == 0, done.stdout


def test_a_server_is_loaded_only_to_serve_and_what_trains_only_to_train() -> None:
    done = run(LOADED)
    assert done.stdout.splitlines() == ["[]", "[]"], done.stderr


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
