"""Pages that commands write: whole or not at all, with a word of what is on them."""

import os
import shutil
import tempfile
from pathlib import Path

import click


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
        # What is no file, such as a pipe, holds nothing that could be left half.
        if page.exists() and not page.is_file():
            page.write_text(text, encoding="utf-8")
        else:
            _replace(page.resolve(), text)
    except OSError as error:
        raise click.ClickException(
            f"{page}: the page cannot be written: {error.strerror}; make room or name "
            f"another place with {option}"
        ) from error
    click.echo(f"Wrote {page}; it quotes comments", err=True)


def _replace(page: Path, text: str) -> None:
    """Write a page beside its place and then move it there, whole or not at all.

    Raises:
        OSError: the disk is full or the place cannot be written; what was there stays.
    """
    beside = Path(tempfile.mkdtemp(prefix=".report.", dir=page.parent))
    try:
        draft = beside / page.name
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(page)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
