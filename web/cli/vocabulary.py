"""`moderate rules facts`: what a condition may name."""

import click

from rules.vocabulary import VOCABULARY

_TYPES = {float: "number", bool: "yes or no", str: "word"}
_FUNCTIONS = {
    'words("LIST")': "How many words of a list it has, disguises undone.",
    'matches("PATTERN")': "How often a pattern of the file is found.",
    'links_to("LIST")': "How many links lead to a domain of a list.",
}


@click.command()
@click.argument("search", required=False, default="")
def facts(search: str) -> None:
    """List every fact that a condition may name, with its type and meaning.

    SEARCH shows only those with this in the name or the meaning.
    """
    rows = [(name, _TYPES[it.type], it.says) for name, it in VOCABULARY.items()]
    rows += [(name, "number", says) for name, says in _FUNCTIONS.items()]
    wanted = search.lower()
    found = [row for row in rows if wanted in row[0] or wanted in row[2].lower()]
    if not found:
        raise click.ClickException(f"there is no fact with {search!r}")
    width = max(len(name) for name, _, _ in found)
    for name, kind, says in found:
        click.echo(f"{name:<{width}}  {kind:<9}  {says}")


commands = (facts,)
