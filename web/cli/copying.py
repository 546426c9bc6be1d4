"""`moderate rules copy`: the rules in service as a file to go on from."""

from collections.abc import Mapping
from pathlib import Path

import click

from moderation import rulebooks, settings
from moderation.settings import Settings
from moderation.store import Database
from moderation.workshop import texts
from rules import default_file
from rules.materials import FOLDER
from web.cli.options import data_option, site_option

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@site_option
@data_option
def copy(file: Path, site: str, data: Path | None) -> None:
    """Write the rules in service to FILE, and the word lists that they name.

    The lists come into the folder `words` beside it. What is there already is never
    written over. Without a database it is what a new site starts with.
    """
    content, lists = _in_service(settings.read(data=data), site)
    folder = file.parent / FOLDER
    new = {file: content, **{folder / name: text for name, text in lists.items()}}
    for path, text in new.items():
        if path.exists() and (path == file or _differs(path, text)):
            raise click.ClickException(
                f"{path} is there already; name another file, in a folder of its own"
            )
    try:
        if lists:
            folder.mkdir(exist_ok=True)
        for path, text in new.items():
            path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    click.echo(f"Wrote {file} and {len(lists)} lists of {folder}", err=True)


def _in_service(found: Settings, site: str) -> tuple[str, Mapping[str, str]]:
    if found.database.is_file():
        kept = rulebooks.in_service(Database(found.database), site)
        if kept is not None:
            return kept.content, kept.lists
    usual = texts.of_file(found.rules or default_file())
    return usual.content, usual.lists


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() != text.encode()
    except OSError:
        return True


commands = (copy,)
