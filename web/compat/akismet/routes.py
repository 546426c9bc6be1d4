"""The calls, each at its path and with the key before it."""

import secrets
from collections.abc import Callable

from flask import Blueprint, Response, g, request

from moderation import errors, intake, keys, suggestions, usage
from moderation.comments import Reason, Submission
from moderation.store import people
from moderation.store.keys import Key
from web import errors as native
from web.auth import authorised, count, service
from web.compat.akismet import answers, checks, counts, forms
from web.compat.akismet.answers import Missing, answer
from web.compat.akismet.checks import Verdict
from web.compat.akismet.forms import Form

blueprint = Blueprint("akismet", __name__)

answers.register(blueprint)

THANKS = "Thanks for making the web a better place."

View = Callable[[str | None], Response]


def _call(*paths: str) -> Callable[[View], View]:
    """Serve a call at its paths, and with the key before them: `/akismet/KEY/1.1/...`.

    Counts belong to `/1.2/`; for clients that know one version they are at `/1.1/` too.
    """

    def add(view: View) -> View:
        methods = ("GET", "POST")
        for path in paths:
            for rule, known in ((path, {"key": None}), (f"/akismet/<key>{path}", {})):
                blueprint.add_url_rule(
                    rule, view_func=view, methods=methods, defaults=known
                )
        return view

    return add


@_call("/1.1/verify-key")
def verify_key(key: str | None) -> Response:
    """Whether somebody has this key."""
    form = forms.read(request)
    asked = form.told("key").lower()  # WordPress sends its old key along, as `api_key`
    authorised("submit", secret=asked or _secret(form, key))
    return answer("valid")


@_call("/1.1/comment-check")
def comment_check(key: str | None) -> Response:
    """Judge a comment; keep it only if its site says so."""
    form = forms.read(request)
    known = keys.authorise(service().db, _secret(form, key), "submit")
    _want(form, "blog", "user_ip")
    count(known, 1)
    found = checks.foregone(form) or _judged(known.site, form)
    usage.note(
        service().usage, known, form.told("blog"), "spam" if found.spam else "ham"
    )
    told = answer("true" if found.spam else "false")
    told.headers["X-akismet-guid"] = secrets.token_hex(16)
    if found.blatant:
        told.headers["X-akismet-pro-tip"] = "discard"
    if found.failed:
        told.headers["X-akismet-recheck-after"] = str(checks.RECHECK_SECONDS)
    return told


@_call("/1.1/submit-spam")
def submit_spam(key: str | None) -> Response:
    """A person found that a comment is spam."""
    return _told(key, rejected=True)


@_call("/1.1/submit-ham")
def submit_ham(key: str | None) -> Response:
    """A person found that a comment is none."""
    return _told(key, rejected=False)


@_call("/1.2/usage-limit", "/1.1/usage-limit")
def usage_limit(key: str | None) -> Response:
    """What the key sent this month."""
    known = authorised("submit", secret=_secret(forms.read(request), key))
    return answer(counts.limit(known, g.get("allowance")), "application/json")


@_call("/1.2/key-sites", "/1.1/key-sites")
def key_sites(key: str | None) -> Response:
    """What each blog asked by this key in a month."""
    form = forms.read(request)
    known = authorised("submit", secret=_secret(form, key))
    return answer(*counts.sites(known, form))


def _secret(form: Form, key: str | None) -> str:
    """The key, from the path, a field, or the first label of the host's name."""
    host = request.headers.get("Host", "").partition(".")[0]
    given = key or form.told("api_key") or form.told("key") or host
    return given.strip().lower()  # some clients lower the host's name, so all may


def _want(form: Form, *names: str) -> None:
    for name in names:
        if not form.told(name):
            raise Missing(f"Missing required field: {name}.")


def _judged(site: str, form: Form) -> Verdict:
    """What the judges say; what cannot be judged is withheld."""
    try:
        submission = checks.submission(form, site)
        if submission is None:
            return checks.HAM
        return _assessed(site, form, submission)
    except errors.BadSubmission:
        return checks.SPAM
    except Exception as error:  # whatever it is: some clients publish on an error
        native.note(error)
        return checks.FAILED


def _assessed(site: str, form: Form, submission: Submission) -> Verdict:
    with service().db.reading() as connection:
        keeps = people.site(connection, site).keeps_analysed
    if keeps and not checks.is_test(form):
        comment = intake.receive(service(), site, submission).comment
        return checks.verdict(comment.status, comment.reasons)
    outcome = intake.assess(service(), site, submission).outcome
    return checks.verdict(outcome.action, outcome.reasons)


def _told(key: str | None, *, rejected: bool) -> Response:
    form = forms.read(request)
    known = authorised("decide", secret=_secret(form, key))
    _want(form, "blog")
    submission = checks.submission(form, known.site)
    if submission is not None and not checks.is_test(form):
        _suggest(known, form, submission, rejected=rejected)
        kind = "missed_spam" if rejected else "false_positives"
        usage.note(service().usage, known, form.told("blog"), kind)
    return answer(THANKS)


def _suggest(key: Key, form: Form, submission: Submission, *, rejected: bool) -> None:
    suggestions.suggest(
        service(),
        key.site,
        text=submission.text,
        format=submission.format,
        rejected=rejected,
        reason=Reason.SPAM if rejected else None,
        by=form.told("reporter")[:200] or key.name,
        comment_id=submission.id,
        article=submission.article,
        parent=submission.parent,
        author=submission.author,
        language=submission.language,
    )
