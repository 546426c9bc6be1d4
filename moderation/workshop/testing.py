"""A text of somebody's own through the rules of a site, or through their draft."""

from dataclasses import replace

import rules
from moderation import limits, trying
from moderation.comments import Submission
from moderation.service import Service
from moderation.trying import Trial
from moderation.workshop.texts import RULES, Texts


def attempt(
    service: Service, site: str, submission: Submission, texts: Texts | None = None
) -> Trial:
    """What would become of a comment, and what each rule makes of it; nothing is kept.

    Args:
        texts: the rules to ask; those in service if not given.

    Raises:
        BadSubmission: what was given is too large, or nothing.
        RulesError: the rules cannot be used.
        UnknownSite: there is no such site.
    """
    limits.check(submission)
    case, settings = trying.as_posted(service, site, submission)
    if texts is not None:
        checked = texts.check()
        if checked.book is None:
            raise rules.RulesError(RULES, checked.errors, checked.lines)
        case = replace(case, rulebook=checked.book)
    return trying.attempt(service.judges, case, settings)
