"""`moderate rules words`: word lists from spreadsheets, and to them."""

import sys
from pathlib import Path

import click

from rules import list_files
from rules.list_files import Entry
from rules.problems import Problem, told

_READ = {".csv": list_files.from_csv, ".txt": list_files.from_text}
_WRITE = {".csv": list_files.to_csv, ".txt": list_files.to_text}
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", type=_FILE)
@click.argument("target", type=_FILE)
def words(source: Path, target: Path) -> None:
    """Turn a word list from CSV into plain text, or back, by the ends of the names.

    CSV has the columns entry, severity, note and owner, and opens in any spreadsheet;
    plain text (.txt) has an entry a line, and is what a rules file names. Nothing is
    written if a line is wrong.
    """
    for path in (source, target):
        if _end(path) not in _READ:
            raise click.UsageError(f"{path.name}: wanted a name with .csv or .txt")
    if not target.parent.is_dir():
        raise click.UsageError(f"{target}: there is no folder {target.parent}")
    entries, problems = _read(source)
    if problems:
        click.echo(told(str(source), problems, _lines(source)))
        sys.exit(1)
    _write(target, _WRITE[_end(target)](entries))
    number = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
    click.echo(number, err=True)


def _end(path: Path) -> str:
    return path.suffix.lower()


def _read(source: Path) -> tuple[list[Entry], list[Problem]]:
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(
            f"{source}: wanted text in UTF-8; save it again from the spreadsheet as "
            "CSV UTF-8"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{source}: {error.strerror}") from None
    return _READ[_end(source)](text)


def _lines(source: Path) -> list[str]:
    return source.read_text(encoding="utf-8-sig").splitlines()


def _write(target: Path, text: str) -> None:
    """Whole, or not at all."""
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.ClickException(f"{target}: {error.strerror}") from None


commands = (words,)
