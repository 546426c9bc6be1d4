"""Comments are judged, and nothing is kept."""

from dataclasses import asdict
from typing import Any

from moderation import advice, intake, receipts
from moderation.store.keys import Key
from web.api import answers, reading, shapes
from web.api.calls import Given, Served, call


@call(
    "POST",
    "/v1/score",
    right="submit",
    takes=shapes.ToScore,
    gives={200: answers.Assessed},
    comments=1,
    straight=True,
)
def score(key: Key, read: shapes.ToScore, warnings: list[str], served: Served) -> Given:
    """Judge a comment and keep nothing.

    With `advise`, the answer has what to tell its author before it is posted.
    """
    found = intake.assess(served.service, key.site, reading.submission(read))
    answer = {**assessed(found), "warnings": warnings}
    if read.advise:
        answer["advice"] = [asdict(each) for each in advice.advise(found.outcome)]
    return answer


def assessed(found: intake.Assessment) -> dict[str, Any]:
    """An assessment as JSON."""
    return {
        "action": found.outcome.action,
        "scores": receipts.rounded(found.judgement.scores),
        "reasons": receipts.reasons(found.outcome.reasons),
        "model": found.judgement.model,
        "rules": found.judgement.rules,
    }
