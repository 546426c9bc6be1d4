"""What several commands take."""

import getpass
from dataclasses import replace
from pathlib import Path

import click

from moderation import settings
from moderation.errors import NothingStored
from moderation.settings import Settings
from moderation.store import Database

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the database and the models. [MODERATION_DATA]",
)
site_option = click.option("--site", default="default", show_default=True)


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # in a container the number may have no name
        return "operator"


def operator() -> str:
    """Who is at the command line, as the audit names them: no person of the desk."""
    return f"{_me()} (shell)"


by_option = click.option(
    "--by", default=_me, show_default="you", help="Who does it, for the history."
)


PATIENCE = 60.0
"""Seconds that a command waits for a database in which others write: nobody waits for
its answer, and what it has worked for shall not be lost at the last step."""


def existing(data: Path | None) -> tuple[Settings, Database]:
    """As `opened`, where there must be a database: a folder's name may be mistyped.

    Raises:
        NothingStored: there is none.
    """
    found = _read(data)
    if not found.database.is_file():
        raise NothingStored(
            f"there is no database {found.database}; `moderate serve` makes one, and "
            "--data names another folder"
        )
    return found, _database(found)


def opened(data: Path | None) -> tuple[Settings, Database]:
    """The settings in force and their database."""
    found = _read(data)
    return found, _database(found)


def _read(data: Path | None) -> Settings:
    found = settings.read(data=data)
    return replace(found, busy_timeout=max(found.busy_timeout, PATIENCE))


def _database(found: Settings) -> Database:
    return Database(found.database, busy_timeout_ms=int(1000 * found.busy_timeout))
