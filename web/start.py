"""The start of `moderate`, before the second that it takes to load the rest."""

import signal


def main() -> None:
    """Run the command line; who breaks it off while it loads sees no traceback."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # and not ignored, as behind `nohup`
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from web import cli

    signal.signal(signal.SIGINT, usual)
    cli.main()
