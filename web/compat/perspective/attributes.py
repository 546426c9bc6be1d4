"""The names of Perspective's attributes, and what of ours stands behind them."""

import re
from collections.abc import Mapping

from moderation.analysing import ON_TOPIC, REJECT
from moderation.comments import Reason
from moderation.errors import BadSubmission, FieldProblem

OFF_TOPIC = "off_topic"
"""One less `on_topic`."""

SERVED: Mapping[str, str] = {
    "TOXICITY": "toxicity",
    "SEVERE_TOXICITY": "severe_toxicity",
    "IDENTITY_ATTACK": "identity_attack",
    "INSULT": "insult",
    "PROFANITY": "profanity",
    "THREAT": "threat",
    "OBSCENE": "profanity",  # which it was before Perspective renamed it
    "SPAM": "spam",
    "LIKELY_TO_REJECT": REJECT,
    "OFF_TOPIC": OFF_TOPIC,
    "ON_TOPIC": ON_TOPIC,
    "TOXICITY_FAST": "toxicity",
}
"""Perspective's name to our attribute. No model stands behind any other."""

REASONS: Mapping[str, Reason] = {
    "TOXICITY": Reason.ABUSE,
    "SEVERE_TOXICITY": Reason.ABUSE,
    "IDENTITY_ATTACK": Reason.HATE,
    "INSULT": Reason.INSULT,
    "PROFANITY": Reason.PROFANITY,
    "THREAT": Reason.THREAT,
    "OBSCENE": Reason.PROFANITY,
    "SPAM": Reason.SPAM,
    "LIKELY_TO_REJECT": Reason.OTHER,
    "OFF_TOPIC": Reason.OFF_TOPIC,
    "ON_TOPIC": Reason.OFF_TOPIC,
    "TOXICITY_FAST": Reason.ABUSE,
    "SEXUALLY_EXPLICIT": Reason.SEXUAL,
    "FLIRTATION": Reason.SEXUAL,
    "ATTACK_ON_AUTHOR": Reason.INSULT,
    "ATTACK_ON_COMMENTER": Reason.INSULT,
    "INFLAMMATORY": Reason.ABUSE,
    "INCOHERENT": Reason.ILLEGIBLE,
    "UNSUBSTANTIAL": Reason.OTHER,
}
"""Why a comment is turned down, by what is suggested of it. More than is served:
people may say of a comment what no model can."""

_VERSION = re.compile(r"@[\w.-]{1,40}\Z")
_EXPERIMENTAL = "_EXPERIMENTAL"
_NAME = re.compile(r"[A-Z][A-Z_]{0,59}")


def base(name: str) -> str:
    """A name without its version and the mark of an experiment.

    >>> base("TOXICITY_EXPERIMENTAL@6")
    'TOXICITY'
    """
    return _VERSION.sub("", name).removesuffix(_EXPERIMENTAL)


def house_version(name: str) -> str:
    """Which version of the site's own model is asked for; "" for the one in service.

    Other versions than that are Google's, who answered them all by its present model.

    >>> house_version("LIKELY_TO_REJECT@house-20260102-030405-678901")
    'house-20260102-030405-678901'
    >>> house_version("LIKELY_TO_REJECT@2"), house_version("TOXICITY@house-1")
    ('', '')
    """
    version = name.partition("@")[2]
    is_ours = SERVED.get(base(name)) == REJECT and version.startswith("house-")
    return version if is_ours else ""


def zeros(given: str) -> list[str]:
    """Names, with commas between, of attributes that shall be answered with 0.

    Raises:
        BadSubmission: one is no name, or a model stands behind it.

    >>> zeros("FLIRTATION, INFLAMMATORY,")
    ['FLIRTATION', 'INFLAMMATORY']
    """
    names = [name.strip() for name in given.split(",") if name.strip()]
    for name in names:
        if not is_name(name):
            wanted = "names that no model stands behind, such as FLIRTATION"
            raise BadSubmission(FieldProblem("zero", wanted, repr(name[:60])))
    return names


def is_name(name: str) -> bool:
    """Whether an attribute could be called so, which nobody serves.

    >>> is_name("FLIRTATION"), is_name("TOXICITY"), is_name("flirt")
    (True, False, False)
    """
    return bool(_NAME.fullmatch(name)) and base(name) == name and name not in SERVED
