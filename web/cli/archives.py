"""`moderate import` and `moderate export`: archives come in, and go out."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from moderation import exporting, importing, settings
from moderation.archived import Choices
from moderation.archives.opening import FORMATS, Archive
from moderation.comments import Status
from moderation.errors import StoreUnavailable
from moderation.importing import Told, Wrong
from moderation.store import exports
from moderation.store.exports import Wanted
from web.app import open_service
from web.cli.files import whole
from web.cli.options import data_option, existing, site_option

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_OUT = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_TIME = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])
_COUNTED = (
    *("approved", "rejected", "pending", "undecided", "known", "skipped"),
    *("articles", "decisions", "wrong"),
)


def _columns(
    context: click.Context, option: click.Parameter, given: str | None
) -> Mapping[str, str]:
    pairs = [part.partition("=") for part in (given or "").split(",") if part.strip()]
    if any(not field.strip() or not name.strip() for field, _, name in pairs):
        raise click.BadParameter("wanted field=column, with commas between")
    return {field.strip(): name.strip() for field, _, name in pairs}


@click.command("import")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--format", type=click.Choice(FORMATS), help="Found out if not given.")
@click.option(
    "--columns", callback=_columns, help="For CSV: text=body,id=comment_id and so on."
)
@click.option("--prefix", default="", help="Before each comment's id.")
@click.option(
    "--decided-by", help="Who decided, where the archive does not say: people did."
)
@click.option(
    "--judge/--no-judge",
    default=True,
    show_default=True,
    help="Without, undecided comments are held.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would come.")
@click.option(
    "--report",
    type=click.File("a", encoding="utf-8"),
    help="Where what cannot be read is told of, as NDJSON; else standard error.",
)
@site_option
@data_option
def import_(
    files: tuple[Path, ...],
    format: str | None,
    columns: Mapping[str, str],
    prefix: str,
    decided_by: str | None,
    judge: bool,
    dry_run: bool,
    report: TextIO | None,
    site: str,
    data: Path | None,
) -> None:
    """Read an archive in: CSV, NDJSON, WordPress, Disqus, Coral or OSMod; also gzip.

    Broken off, the same command goes on where it was. What is in is not read in again.
    Decisions of people are kept as theirs; what nobody decided is judged. No webhook
    tells of any of it.
    """
    choices = Choices(site=site, judge=judge, decided_by=decided_by, prefix=prefix)
    service = open_service(settings.read(data=data))
    wrong = partial(_tell_wrong, report=report)
    with Archive(files, format, columns) as archive:
        told = Told(0, {})
        try:
            with _bar(archive) as tell:
                if dry_run:
                    for told in importing.tried(
                        service, archive, choices, tell_wrong=wrong
                    ):
                        tell(told)
                else:
                    told = importing.run(
                        service, archive, choices, tell=tell, tell_wrong=wrong
                    )
        except KeyboardInterrupt:
            _say("broken off; the same command goes on where it was")
            sys.exit(1)
        except StoreUnavailable as error:
            told_how = f"{error}; the same command goes on where it was"
            raise click.ClickException(told_how) from error
    _say(_summary(archive, told, dry_run))
    if told.counts.get("wrong"):
        sys.exit(1)


def _tell_wrong(wrong: Wrong, *, report: TextIO | None) -> None:
    problems = [
        {"field": its.field, "wanted": its.wanted, "got": its.got}
        for its in wrong.error.problems
    ]
    told = json.dumps({"where": wrong.where, "problems": problems})
    click.echo(told, file=report or sys.stderr)
    (report or sys.stderr).flush()


def _summary(archive: Archive, told: Told, dry_run: bool) -> str:
    counted = [
        f"{told.counts[name]} {name}" for name in _COUNTED if told.counts.get(name)
    ]
    verb = "would come" if dry_run else "are in"
    return (
        f"{archive.format}: {told.done} records {verb}: {', '.join(counted) or 'none'}"
    )


@contextmanager
def _bar(archive: Archive) -> Iterator[Callable[[Told], None]]:
    """A bar on standard error when that is a terminal, by bytes of the file."""
    if not sys.stderr.isatty():
        yield lambda told: None
        return
    with click.progressbar(
        length=archive.size, label="Importing", file=sys.stderr
    ) as bar:

        def tell(told: Told) -> None:
            bar.label = f"{told.done} records"
            bar.update(archive.done() - bar.pos)

        yield tell


def _say(words: str) -> None:
    click.echo(words, err=True)


@click.command()
@click.option("--since", type=_TIME, help="Comments that came then or later (UTC).")
@click.option("--until", type=_TIME, help="Comments that came before then (UTC).")
@click.option("--status", type=click.Choice([status.value for status in Status]))
@click.option("--format", type=click.Choice(["ndjson", "csv"]), default="ndjson")
@click.option("--out", type=_OUT, help="A file; `-` is standard output.")
@click.option("--overwrite", is_flag=True, help="Also if there is such a file already.")
@click.option(
    "--statements",
    is_flag=True,
    help="Instead, the statements of reasons for all that was rejected.",
)
@site_option
@data_option
def export(
    since: datetime | None,
    until: datetime | None,
    status: str | None,
    format: str,
    out: Path | None,
    overwrite: bool,
    statements: bool,
    site: str,
    data: Path | None,
) -> None:
    """Write comments with all that became of them, as `moderate import` reads them.

    In the order in which they came. Erased comments are left out. Cells of CSV that a
    spreadsheet would run as a formula have an apostrophe before them.
    """
    if statements and (since or until or status):
        raise click.UsageError("--statements takes no --since, --until and --status")
    out = None if out == Path("-") else out
    if out is not None and out.is_file() and not overwrite:
        told = f"{out} is there already; name another file, or say --overwrite"
        raise click.ClickException(told)
    _, db = existing(data)
    wanted = Wanted(
        site=site,
        since=since and since.replace(tzinfo=UTC),
        until=until and until.replace(tzinfo=UTC),
        status=Status(status) if status else None,
    )
    with ExitStack() as opened:
        length = 0
        if statements:
            found = exporting.restrictions(db, site)
            columns: tuple[str, ...] = ()
        else:
            found, columns = exporting.records(db, wanted), exporting.COLUMNS
            with db.reading() as connection:
                length = exports.count(connection, wanted)
        if out is not None and length and sys.stderr.isatty():
            found = opened.enter_context(
                click.progressbar(found, length, "Exporting", file=sys.stderr)
            )
        written = (
            exporting.lines(found)
            if format == "ndjson"
            else exporting.rows(found, columns)
        )
        _write(written, out)


def _write(written: Iterator[bytes], out: Path | None) -> None:
    """To standard output, or to a file that is there only when it is whole."""
    if out is None:
        _pour(written, sys.stdout.buffer)
        return
    try:
        with whole(out) as file:
            _pour(written, file)
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error


def _pour(written: Iterator[bytes], file: BinaryIO) -> None:
    for some in written:
        file.write(some)
    file.flush()


commands = (import_, export)
