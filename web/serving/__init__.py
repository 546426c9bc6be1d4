"""Serving: a few processes that answer, each of which also does what goes beside.

`gunicorn` serves usually. `granian`, which the extra `fast` brings, reads and writes
HTTP outside of Python: more of each core is left to judge comments. Neither is loaded
for the other.
"""

import importlib.util
import socket

from moderation.errors import BadSetting
from moderation.settings import Settings


def check(settings: Settings) -> None:
    """See that serving can begin, before anything is made for it.

    Raises:
        BadSetting: the server is not installed, another program listens at the address,
            or it is no address of this machine.
    """
    if importlib.util.find_spec(settings.server) is None:
        raise BadSetting(
            f"MODERATION_SERVER: wanted a server that is installed, got "
            f"{settings.server}, which is not; "
            "`pip install 'comment-moderation[fast]'` brings granian"
        )
    _check_address(settings.host, settings.port)


def run(settings: Settings, *, demo: bool) -> None:
    """Serve until told to stop; what was begun is answered first.

    Args:
        settings: where, under which server, and with how many processes and threads.
        demo: also serve `/demo`.

    Raises:
        SystemExit: at the end of gunicorn, and where granian's workers do not last.
    """
    match settings.server:
        case "gunicorn":
            from web.serving import under_gunicorn

            under_gunicorn.run(settings, demo=demo)
        case "granian":
            from web.serving import under_granian

            under_granian.run(settings, demo=demo)


def _check_address(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise BadSetting(
            f"MODERATION_HOST, MODERATION_PORT: wanted a free address of this machine, "
            f"got {host}:{port} ({error.strerror}); choose another by --port"
        ) from error
