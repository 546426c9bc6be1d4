"""What readers are told, and what a monitor asks."""

from dataclasses import replace

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from classifier.scorers.standins import StandIns
from moderation import intake, public, watching
from moderation.comments import Submission
from moderation.store.keys import Key
from web.answer import encoded
from web.api import answers
from web.api.calls import Given, call
from web.auth import service
from web.policy import cached


@call("GET", "/v1/policy", right="read", gives={200: answers.Policy})
def policy(key: Key) -> Given:
    """Tell what the site tells its readers of its rules; `/policy/SITE` is the page."""
    told = public.for_site(service(), key.site)
    answer = encoded(public.as_data(told))
    answer.cache_control.private = True
    return cached(answer)


@call("GET", "/healthz", right=None, gives={200: answers.Health})
def alive() -> Given:
    """Answer that the process does."""
    return {"status": "alive"}


@call(
    "GET",
    "/readyz",
    right=None,
    gives={200: answers.Ready},
    fails={503: "A judge or the database does not answer."},
)
def ready() -> Given:
    """Answer if the database and our own judges do.

    A scorer of somebody else's that fails or hangs takes no server out: comments are
    held. So it is not asked here, for then it could slow the answer or take our judges'
    place.
    """
    own = replace(service().judges, stand_ins=StandIns())
    found = intake.assess(
        replace(service(), judges=own), "default", Submission(id="-", text="Ready?")
    )
    if found.judgement.failures:
        raise ServiceUnavailable(f"failing: {', '.join(found.judgement.failures)}")
    return {
        "status": "ready",
        "model": found.judgement.model,
        "rules": found.judgement.rules,
    }


@call("GET", "/metrics", right="read", gives={200: str})
def metrics(key: Key) -> Given:
    """Tell what a monitor may want, as Prometheus reads it; it names rules."""
    return Response(
        watching.metrics(service()), content_type="text/plain; version=0.0.4"
    )
