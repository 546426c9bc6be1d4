"""What can go wrong, by what the caller can do about it.

`web.errors` gives each class its HTTP status; nobody else needs to know it.
"""

from dataclasses import dataclass
from datetime import datetime


class ModerationError(Exception):
    """The root of everything that this package raises on purpose."""


@dataclass
class FieldProblem:
    """One field of what came in: what was wanted and what came."""

    field: str
    wanted: str
    got: str


class BadSubmission(ModerationError):
    """What came in cannot be taken; `problems` names each field."""

    def __init__(self, *problems: FieldProblem) -> None:
        """Carry every problem, so that one answer tells them all."""
        self.problems = problems
        super().__init__(
            "; ".join(f"{p.field}: wanted {p.wanted}, got {p.got}" for p in problems)
        )


class UnknownComment(ModerationError):
    """This site has no such comment."""


class UnknownAuthor(ModerationError):
    """This site knows nothing of such an author."""


class UnknownTemplate(ModerationError):
    """This site has no such template of a message."""


class UnknownSite(ModerationError):
    """There is no such site."""


class UnknownRules(ModerationError):
    """The site has no such rule, or no such version of its rules."""


class StaleRules(ModerationError):
    """Others published rules since the caller read them; nothing was kept of theirs."""


class NothingLearnt(ModerationError):
    """A site's own judge could not be learnt; the one in service stays."""


class RescoringStopped(ModerationError):
    """Comments are not judged anew any further; what is done stays."""


class UnknownJob(ModerationError):
    """The site has nothing that runs or ran under this number."""


class JobUnderWay(ModerationError):
    """One of the kind runs already, and one at a time is enough."""


class OtherSite(ModerationError):
    """A form was opened for another site than the one that is looked at now."""


class StaleVersion(ModerationError):
    """The comment changed since the caller read it; the message says how.

    Attributes:
        version: that holds now.
        status: where it stands now: approved, rejected or pending.
        by: who decided it, and `at` when; `None` where no person has.
        revision: of its text.
    """

    def __init__(
        self,
        message: str,
        *,
        version: int,
        status: str = "",
        by: str | None = None,
        at: datetime | None = None,
        revision: int = 1,
    ) -> None:
        """Carry what holds now, for those who say it in words of their own."""
        self.version, self.status, self.revision = version, status, revision
        self.by, self.at = by, at
        super().__init__(message)


class NotUndoable(ModerationError):
    """There is no decision by a person to take back."""


class NotAppealable(ModerationError):
    """There is no rejection that the author could appeal against."""


class Erased(UnknownComment):
    """The comment was erased; only that something was decided about it is known."""


class BadCredentials(ModerationError):
    """Nobody known by this key, or by this name and password."""


class UnknownPerson(ModerationError):
    """Nobody of the desk is called so."""


class UnknownLink(ModerationError):
    """A link for a new password that was used, is too old, or never was."""


class UnknownKey(ModerationError):
    """No key in use is called so."""


class UnknownWebhook(ModerationError):
    """The site has no such webhook."""


class UnknownMessage(ModerationError):
    """The site has no such message to a webhook."""


class TooManyWebhooks(ModerationError):
    """The site has as many webhooks as it may."""


class WebhookDisabled(ModerationError):
    """Nothing is sent to this webhook until it is enabled."""


class NotAllowed(ModerationError):
    """Known, but without the right to do this."""


class OwnAppeal(NotAllowed):
    """The author appeals, or appealed, against a decision of theirs."""


class WaitsForNobody(NotAllowed):
    """The comment does not wait, so it cannot be put aside."""


class TooManyTries(ModerationError):
    """Signing in failed too often; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        """Carry how long to wait."""
        self.wait = wait
        super().__init__(f"too many failed sign-ins; try again in {wait} seconds")


class TooManyComments(ModerationError):
    """A key has sent as many comments as it may in a minute; `wait` is in seconds."""

    def __init__(self, key: str, limit: int, wait: int) -> None:
        """Carry the limit, and how long to wait."""
        self.key, self.limit, self.wait = key, limit, wait
        super().__init__(
            f"the key {key!r} may send {limit} comments a minute; "
            f"go on in {wait} seconds"
        )


class TooManyReports(ModerationError):
    """A reader has sent as many reports as one may; `wait` is in seconds."""

    def __init__(self, limit: int, wait: int) -> None:
        """Carry how long to wait."""
        self.wait = wait
        super().__init__(
            f"this reader has sent {limit} reports within an hour, as many as one may; "
            f"go on in {wait} seconds"
        )


class JudgesFailed(ModerationError):
    """A judge broke, so there is no score to tell; nothing was kept, try again."""


class StoreUnavailable(ModerationError):
    """The database is locked, full or gone; nothing was written, try again."""


class BadSetting(ModerationError):
    """A setting has a value that cannot be meant."""


class BadLevel(ModerationError):
    """What a level shall set cannot be."""


class NothingStored(ModerationError):
    """There are no comments to try rules on."""
