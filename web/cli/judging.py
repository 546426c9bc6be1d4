"""The judges and the policy that the settings name, for commands that try rules."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from moderation import policy, trying
from moderation.judges import Judges
from moderation.settings import Settings
from rules import Checked, Problem, Rulebook


@contextmanager
def judges_of(
    found: Settings, book: Rulebook | None, *, own_models: bool = False
) -> Iterator[Judges]:
    """The judges in service, by another rulebook if one is given.

    Args:
        found: the settings.
        book: in place of the rules that they name.
        own_models: whether a site's own model has a say.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        judges = Judges.open(
            found.models if own_models else Path(nowhere),
            model=found.model,
            rulebook=None if book else found.rules,
            topic=found.topic,
            scorers=found.scorers,
            scorer_timeout=found.scorer_timeout,
        )
        yield replace(judges, rulebook=book) if book else judges


def failed_examples(found: Settings, checked: Checked) -> list[Problem]:
    """The examples of a rules file that do not come out as they say."""
    if checked.book is None or not checked.book.examples:
        return []
    with judges_of(found, checked.book) as judges:
        rule = policy_of(found, judges)
        return trying.failed_examples(judges, rule, checked.lines)


def policy_of(found: Settings, judges: Judges) -> policy.Settings:
    """What holds where no site says otherwise."""
    below = found.hold_off_topic_below
    return policy.Settings(
        hold_off_topic_below=judges.topic.hold_below if below is None else below
    )
