"""`moderate models report`: what a version of a site's own model has learnt."""

from pathlib import Path

import click

from web.cli.models import registry_of
from web.cli.options import data_option, existing, site_option
from web.cli.pages import check_place, write


@click.command()
@click.argument("version", required=False)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write it.",
)
@click.option("--no-texts", is_flag=True, help="Quote no comments.")
@click.option("--names", is_flag=True, help="Name who decided; else they are numbered.")
@click.option(
    "--language",
    type=click.Choice(["en", "ur"]),
    default="en",
    show_default=True,
    help="Of the page.",
)
@site_option
@data_option
def report(
    version: str | None,
    page: Path,
    no_texts: bool,
    names: bool,
    language: str,
    site: str,
    data: Path | None,
) -> None:
    """Write a page of what a version has learnt; of the one in service if none is
    named.

    It is measured on audits and on what was decided since it learnt, beside the judge
    that was in service then. The desk shows the same under Model.
    """
    check_place(page, "--html")
    found, db = existing(data)
    chosen = version or registry_of(found).current(site)
    if chosen is None:
        raise click.ClickException(
            f"the site {site} has no model of its own in service; `moderate retrain`"
        )
    db.close()
    # They open all judges and bring scikit-learn, for which nobody else waits.
    from moderation.workshop import examining
    from web.app import open_service
    from web.desk.learnt.file import written

    service = open_service(found)
    live = service.judges.live
    card = live.registry.load(site, chosen, live.ground).card
    told = written(
        service,
        site,
        examining.renew(service, site, chosen),
        card,
        texts=not no_texts,
        names=names,
        language=language,
    )
    write(page, told, "--html")


@click.command(hidden=True)
@click.argument("version")
@site_option
@data_option
def examine(version: str, site: str, data: Path | None) -> None:
    """Find out the figures of a version's page, and keep them; the desk has it done."""
    found, db = existing(data)
    db.close()
    # As for `report`.
    from moderation.workshop import examining
    from web.app import open_service

    examining.renew(open_service(found), site, version)


commands = (report, examine)
