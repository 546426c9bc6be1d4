"""What calls of webhooks take and give, field by field; as `shapes` and `answers` are
for all others.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from moderation.store.tries import State
from moderation.webhooks import endpoints, targets
from moderation.webhooks.messages import TEST, Type
from web.api.shapes import Moment


def _words(words: Iterable[str]) -> Meta:
    """For the contract only: the story itself refuses others, with all there are."""
    return Meta(extra_json_schema={"enum": list(map(str, words))})


WantedType = Annotated[str, _words(Type)]
SentType = Annotated[str, _words([*Type, TEST])]

Url = Annotated[
    str,
    Meta(
        description=(
            "An http(s) address. One that is a number has to be public, unless the "
            "service allows its network."
        ),
        extra_json_schema={
            "maxLength": targets.URL_CHARACTERS,
            "pattern": (
                rf"^[Hh][Tt][Tt][Pp][Ss]?://{targets.NAME}"
                r"(?::|:0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}"
                r"|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
                r"(?:[/?#][!-\[\]-~]*)?$"
            ),
        },
    ),
]
"""The pattern is for those who make bodies by machine. It leaves out numbers in IPv6,
as it cannot tell the public ones; the story takes those too, and says of all others why
it does not.
"""


class WebhookToAdd(msgspec.Struct):
    """Where messages shall go, and which; without `types` all."""

    url: Url
    types: list[WantedType] = []


class WebhookChange(msgspec.Struct):
    """What shall be otherwise; what is not sent stays."""

    url: Url | None = None
    types: list[WantedType] | None = None
    enabled: bool | None = None


class Rotation(msgspec.Struct):
    """For how many hours the old secret signs beside the new one."""

    overlap_hours: Annotated[float, Meta(ge=0, le=8_760)] = (
        endpoints.OVERLAP / timedelta(hours=1)
    )


class Replay(msgspec.Struct):
    """What to send again: one `message`, or all not taken `since` a time."""

    message: str | None = None
    since: Moment | None = None


EitherReplay = Annotated[
    Replay,
    Meta(
        extra_json_schema={
            "oneOf": [
                {"required": [name], "properties": {name: {"type": "string"}}}
                for name in ("message", "since")
            ]
        }
    ),
]
"""Either of the two, which a struct alone cannot say."""


class Webhook(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where messages go, and how that is going.

    `types` are those that it wants; none is all. Messages are `waiting` to be taken, or
    `failed`: they were given up, and a replay sends them again. To a webhook that is
    not `enabled` nothing is sent.
    """

    id: str
    url: str
    types: list[WantedType]
    enabled: bool
    disabled_at: datetime | None
    disabled_why: str | None
    failing_since: datetime | None
    waiting: int
    failed: int
    created_at: datetime


class Webhooks(msgspec.Struct, forbid_unknown_fields=True):
    """Those of a site, the oldest first."""

    webhooks: list[Webhook]


class AddedWebhook(Webhook, forbid_unknown_fields=True, kw_only=True):
    """A new webhook, with the secret that signs its messages, this once."""

    secret: str
    warnings: list[str]


class ChangedWebhook(Webhook, forbid_unknown_fields=True, kw_only=True):
    """A webhook as it is now; `warnings` names fields that nobody reads."""

    warnings: list[str]


class NewSecret(msgspec.Struct, forbid_unknown_fields=True):
    """The secret that signs from now on, this once."""

    id: str
    secret: str
    warnings: list[str]


class SentTest(msgspec.Struct, forbid_unknown_fields=True):
    """The id of the message, by which the log has it."""

    message: str


class Try(msgspec.Struct, forbid_unknown_fields=True):
    """One request: the `status` that was answered, or the `error` why none was."""

    at: datetime
    status: int | None
    error: str | None
    milliseconds: int


class Delivery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A message on its way to a webhook, and each try so far, the first one first.

    `comment` is null for a test, and `next_try_at` for what does not wait.
    """

    message: str
    type: SentType
    comment: str | None
    state: State
    created_at: datetime
    next_try_at: datetime | None
    tries: list[Try]


class Deliveries(msgspec.Struct, forbid_unknown_fields=True):
    """Messages, the latest first; `next` goes on to older ones, null at the end."""

    deliveries: list[Delivery]
    next: str | None


class Replayed(msgspec.Struct, forbid_unknown_fields=True):
    """How many messages go out again."""

    messages: int
    warnings: list[str]
