"""Pages that commands write: whole or not at all, with a word of what is on them."""

from pathlib import Path

import click

from web.cli.files import whole


def check_place(page: Path | None, option: str) -> None:
    """Refuse a place in no folder, before the work is done.

    Raises:
        click.UsageError: naming the option and the folder.
    """
    if page is not None and not page.parent.is_dir():
        raise click.UsageError(f"{option}: there is no folder {page.parent}")


def write(page: Path, text: str, option: str) -> None:
    """Write a page that quotes comments.

    Raises:
        click.ClickException: it cannot be written; what was there stays.
    """
    try:
        with whole(page) as file:
            file.write(text.encode())
    except OSError as error:
        raise click.ClickException(
            f"{page}: the page cannot be written: {error.strerror}; make room or name "
            f"another place with {option}"
        ) from error
    click.echo(f"Wrote {page}; it quotes comments", err=True)
