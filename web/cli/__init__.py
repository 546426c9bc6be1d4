"""The command line, `moderate`.

Results go to standard output, everything else to standard error. Exit status 0 is
done, 1 done with errors, 2 wrong use.
"""

import click

from classifier import ModelError
from moderation.errors import BadSetting, ModerationError
from rules import RulesError
from web import apart, logs
from web.cli import (
    agreeing,
    applying,
    archives,
    copying,
    coral,
    counting,
    drifting,
    erasing,
    keys,
    learning,
    learnt,
    levels,
    models,
    people,
    rescoring,
    retaining,
    risk,
    rulebooks,
    ruling,
    running,
    scoring,
    sites,
    tracing,
    vocabulary,
    webhooks,
    wordlists,
)


class _Told(click.Group):
    """Turns what goes wrong on purpose into one line on standard error."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except BadSetting as error:
            raise click.UsageError(str(error)) from error
        except (ModerationError, ModelError, RulesError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Told)
@click.version_option(package_name="comment-moderation")
@click.option("--behind", is_flag=True, hidden=True)  # as `web.apart` begins it
def main(behind: bool) -> None:
    """Score incoming comments, queue the doubtful ones, learn from decisions."""
    logs.begin()
    if behind:
        apart.follow()


for _room in (tracing, vocabulary, wordlists, rulebooks, copying, applying):
    for _command in _room.commands:
        ruling.rules.add_command(_command)
for _command in learnt.commands:
    models.models.add_command(_command)
for _command in coral.commands:
    sites.sites.add_command(_command)
for _room in (
    *(running, people, sites, keys, webhooks, archives, erasing, retaining, levels),
    counting,
    *(ruling, scoring, learning, models, rescoring, risk, agreeing, drifting),
):
    for _command in _room.commands:
        main.add_command(_command)
