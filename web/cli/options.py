"""What several commands take."""

from pathlib import Path

import click

from moderation import settings
from moderation.settings import Settings
from moderation.store import Database

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the database and the models. [MODERATION_DATA]",
)
site_option = click.option("--site", default="default", show_default=True)


def opened(data: Path | None) -> tuple[Settings, Database]:
    """The settings in force and their database."""
    found = settings.read(data=data)
    return found, Database(found.database)
