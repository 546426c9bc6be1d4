"""From a form to a submission, and from an outcome to what WordPress understands.

Akismet's protocol has two answers. `false` is said of what the policy approves, and of
nothing else; what it rejects or holds, and what no judge could judge, is `true`, which
every client keeps from readers and WordPress puts where its owner can look.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from moderation.comments import (
    Action,
    Article,
    Author,
    Finding,
    Parent,
    Reason,
    Status,
    Submission,
)
from moderation.limits import COMMENT_BYTES, SHORT_BYTES
from web.compat.akismet.forms import Form
from web.compat.markup import format_of

RECHECK_SECONDS = 300
"""When to ask again about what a judge failed at."""

TEST_SPAM = ("akismet-guaranteed-spam", "viagra-test-123")
"""Authors that Akismet's clients test with."""

TEST_EMAIL = "akismet-guaranteed-spam@example.com"

_A_SENTENCE = 8
"""Words from which on a context is what is answered, and below a topic."""


@dataclass(frozen=True)
class Verdict:
    """What is answered: whether it is spam, so blatant that it may be dropped unseen,
    and whether a failed judge should be asked again.
    """

    spam: bool
    blatant: bool = False
    failed: bool = False


SPAM = Verdict(spam=True)
HAM = Verdict(spam=False)
FAILED = Verdict(spam=True, failed=True)


def foregone(form: Form) -> Verdict | None:
    """What is known without judging: tests, administrators, filled honeypots."""
    if form.told("user_role") == "administrator":
        return HAM
    author, email = form.told("comment_author"), form.told("comment_author_email")
    if author in TEST_SPAM or email.lower() == TEST_EMAIL:
        return SPAM
    trap = form.told("honeypot_field_name")
    if (trap and form.told(trap)) or form.told("hidden_honeypot_field"):
        return SPAM  # no reader sees the field; a robot filled it
    return None


def is_test(form: Form) -> bool:
    """Whether nothing of a form counts."""
    return form.told("is_test").lower() in ("1", "true", "yes")


def verdict(action: Action | Status, reasons: Sequence[Finding]) -> Verdict:
    """What to answer where the policy wants this, or the comment stands so.

    Blatant is what is rejected as spam or advertising. Abuse is never blatant: what
    is dropped unseen nobody can appeal.
    """
    if action in (Action.APPROVE, Status.APPROVED):
        return HAM
    rejected = action in (Action.REJECT, Status.REJECTED)
    sold = any(
        each.then is Action.REJECT and each.code in (Reason.SPAM, Reason.ADVERTISING)
        for each in reasons
    )
    return Verdict(
        spam=True,
        blatant=rejected and sold,
        failed=not rejected
        and any(each.rule.startswith("failed:") for each in reasons),
    )


def submission(form: Form, site: str) -> Submission | None:
    """What is to be judged; `None` where nothing was written.

    Where there is no content, as when somebody signs up, it is the name.
    """
    name = form.told("comment_author")[: SHORT_BYTES // 4]
    text = form.get("comment_content", "")
    if not text.strip():
        text = name
    if not text:
        return None
    topics, answered = _context(form)
    link = form.told("permalink")
    link = link if len(link.encode("utf-8", "replace")) <= SHORT_BYTES else ""
    article = Article(id=link or None, url=link or None, section=topics)
    return Submission(
        id=_id(form, text),
        text=text,
        format=format_of(text),
        article=article if link or topics else None,
        parent=Parent(text=answered) if answered else None,
        author=Author(id=_author(form, site), name=name or None),
        created_at=_moment(form.told("comment_date_gmt")),
        language=_language(form.told("blog_lang")),
    )


def _context(form: Form) -> tuple[str | None, str | None]:
    """The first topic, as a section; and what is answered, if it was sent."""
    given = form.each("comment_context")
    topics = [each for each in given if len(each.split()) < _A_SENTENCE]
    answered = "\n".join(each for each in given if each not in topics)
    if len(answered.encode()) > COMMENT_BYTES:
        answered = answered.encode()[:COMMENT_BYTES].decode(errors="ignore")
    return next((each[:100] for each in topics), None), answered or None


def _id(form: Form, text: str) -> str:
    """The same for the same comment: the protocol has no ids."""
    parts = (
        form.told("blog"),
        form.told("permalink"),
        form.told("comment_author"),
        form.told("comment_author_email").lower(),
        text,
    )
    return f"akismet:{_digest(*parts)}"


def _author(form: Form, site: str) -> str | None:
    """By their address, of which only a digest is kept."""
    email = form.told("comment_author_email").lower()
    return f"email:{_digest(site, email)}" if email else None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _moment(told: str) -> datetime | None:
    """A time in any of the ways that clients write it, in UTC unless it says."""
    try:
        moment = datetime.fromisoformat(told)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _language(told: str) -> str | None:
    """The first of a list such as `en, fr_ca`."""
    code = told.lower()[:2]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
