"""From a judgement to what shall happen: a pure function of both and the settings.

The order of caution: a judge that failed holds; what a rule or a score calls beyond
doubt rejects; whatever else speaks against holds; only silence approves. Being off
topic alone never rejects.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from classifier.saying import N_
from moderation.comments import (
    Action,
    Caution,
    Finding,
    Judgement,
    Mode,
    Outcome,
    Reason,
)
from moderation.promises import Kept

LANGUAGE = "language"
"""What stands in the place of a rule, where nobody reads a comment's language. No rule
of a site may be named so."""

UNPROVEN = "errors:unproven"
"""What stands in the place of a rule, where nothing is promised of what is approved."""

HELD_AUTHOR = "standing:held"
"""What stands in the place of a rule, where all of an author's comments are held."""


@dataclass(frozen=True)
class Threshold:
    """From which score on a comment is held, and from which it is rejected.

    `reject` is `None` where no score is evidence enough for a machine alone.
    """

    hold: float
    reject: float | None


THRESHOLDS: Mapping[str, Threshold] = {
    "toxicity": Threshold(hold=0.60, reject=None),
    "severe_toxicity": Threshold(hold=0.40, reject=0.80),
    "insult": Threshold(hold=0.60, reject=0.97),
    "threat": Threshold(hold=0.40, reject=None),
    "profanity": Threshold(hold=0.70, reject=None),
    "identity_attack": Threshold(hold=0.40, reject=None),
    "spam": Threshold(hold=0.60, reject=0.99),
    "reject": Threshold(hold=0.50, reject=None),
}
"""Measured with `moderate evaluate --data FOLDER` on rows that the shipped model has
not learnt from. Of 13,434 Wikipedia comments 159 have insult at 0.97 or more, 90 % of
them labelled insults; 56 have severe_toxicity at 0.80 or more, 57 % of them labelled
so. The others carry another label of abuse, but for two. Of 496 text messages and 85
YouTube comments 65 have spam at 0.99 or more, and all are spam. News comments are
harder: of 3,846 (`kaggle_insults`) 439 have insult at 0.97 or more, 84 % of them
insults aimed at a participant; of 4,389 that moderators had passed (`ucc`) 9, four of
them insults by their labels. Toxicity and profanity reject nothing alone, however sure:
what they are sure of often merely swears."""

_HOLDS: Mapping[Caution, Mapping[str, float]] = {
    Caution.CAUTIOUS: {
        **{"toxicity": 0.30, "severe_toxicity": 0.20, "insult": 0.30, "threat": 0.20},
        **{"profanity": 0.40, "identity_attack": 0.25, "spam": 0.40, "reject": 0.30},
    },
    Caution.LENIENT: {
        **{"toxicity": 0.85, "severe_toxicity": 0.60, "insult": 0.85, "threat": 0.65},
        **{"profanity": 0.95, "identity_attack": 0.65, "spam": 0.85, "reject": 0.70},
    },
}
"""From which score on a comment is held. Of 14,462 Wikipedia comments a cautious site
holds 10.1 % by scores, a balanced one 7.7 % and a lenient one 6.2 %: of the toxic ones
80, 70 and 59 %, of the others 2.3, 0.8 and 0.3 %. Of 4,389 news comments that
moderators had passed (`ucc`) 9.8, 4.3 and 1.8 %."""

THRESHOLDS_BY_CAUTION: Mapping[Caution, Mapping[str, Threshold]] = {
    Caution.BALANCED: THRESHOLDS,
    **{
        caution: {
            name: Threshold(hold=holds[name], reject=usual.reject)
            for name, usual in THRESHOLDS.items()
        }
        for caution, holds in _HOLDS.items()
    },
}

RISK_BY_CAUTION: Mapping[Caution, float] = {
    Caution.CAUTIOUS: 0.4,
    Caution.BALANCED: 0.6,
    Caution.LENIENT: 0.8,
}
"""From which risk on a comment is held though no single rule asks for it: three small
signs, of 0.2 each, where the site is balanced."""

EMPHASIS_BELOW = 0.2
"""Toxicity below which swearing is mere emphasis, and a score of profanity holds
nothing; word lists still may. Of 14,462 Wikipedia comments 670 have profanity at 0.70
or more, and one of them a toxicity below this."""

CODES: Mapping[str, Reason] = {
    "toxicity": Reason.ABUSE,
    "severe_toxicity": Reason.ABUSE,
    "insult": Reason.INSULT,
    "threat": Reason.THREAT,
    "profanity": Reason.PROFANITY,
    "identity_attack": Reason.HATE,
    "spam": Reason.SPAM,
    "reject": Reason.OTHER,
}

NAMES: Mapping[str, str] = {
    "toxicity": N_("abusive"),
    "severe_toxicity": N_("severely abusive"),
    "insult": N_("insulting"),
    "threat": N_("threatening"),
    "profanity": N_("obscene"),
    "identity_attack": N_("an attack on a group of people"),
    "spam": N_("spam"),
    "reject": N_("something that this site's moderators reject"),
}
"""The attributes in words that fit after "it is"."""


@dataclass(frozen=True)
class Settings:
    """What a site or an operator may change about the policy.

    `hold_off_topic_below` is in [0, 1]; the shipped topic model says where about
    one on-topic comment in fifty falls below. `levels` says who set the mode and the
    thresholds. Of some authors everything is held (`holds_all`), or what is approved is
    looked at, too (`looks_at_all`). `kept_to` has the thresholds of `reject` that keep
    to the errors which the site accepts, by the version of the model that scored: they
    go before the others, unless somebody set one by hand. Where it `holds_unproven`,
    nothing is approved by a version that has none.
    """

    mode: Mode = Mode.AUTO
    hold_off_topic_below: float = 0.5
    thresholds: Mapping[str, Threshold] = field(default_factory=lambda: THRESHOLDS)
    hold_risk_from: float = RISK_BY_CAUTION[Caution.BALANCED]
    levels: Mapping[str, str] = field(default_factory=dict)
    holds_all: bool = False
    looks_at_all: bool = False
    kept_to: Mapping[str, Kept] = field(default_factory=dict)
    holds_unproven: bool = False


def decide(judgement: Judgement, settings: Settings) -> Outcome:
    """What shall happen to a comment, and why.

    Returns:
        An outcome whose reasons are ordered by weight, the heaviest first; its
        priority is the heaviest weight of what speaks against the comment.
    """
    kept = _kept(judgement.model, settings)
    thresholds = under(settings, judgement.model).thresholds
    reasons = sorted(
        (
            *judgement.findings,
            *_from_scores(judgement, thresholds, kept),
            *_from_topic(judgement, settings),
            *_from_risk(judgement, settings.hold_risk_from),
            *_from_silence(judgement),
            *_from_standing(settings),
            *_from_nothing_proven(settings, kept),
        ),
        key=lambda finding: -finding.weight,
    )
    clear = _clear_action(reasons)
    action = _in_mode(settings.mode, clear, reasons)
    held = settings.holds_all or _is_unproven(settings, kept)
    if held and action is Action.APPROVE:
        action = Action.HOLD
    if settings.mode is Mode.CLOSED:
        reasons.insert(0, _closed())
    return Outcome(
        action=action,
        reasons=tuple(reasons),
        priority=max(map(_weight_against, reasons), default=0.0),
        review=action is Action.HOLD
        or (settings.mode is Mode.POST and clear is Action.HOLD)
        or (settings.looks_at_all and action is Action.APPROVE),
        levels=settings.levels,
    )


def is_set_by_hand(settings: Settings) -> bool:
    """Whether a level sets thresholds of `reject` by itself."""
    return "reject" in settings.levels


def under(settings: Settings, model: str) -> Settings:
    """The settings with the thresholds for scores of a model.

    Args:
        model: its version, or several joined by "+".
    """
    kept = _kept(model, settings)
    if kept is None:
        return settings
    its = Threshold(kept.hold, kept.reject)
    return replace(settings, thresholds={**settings.thresholds, "reject": its})


def _kept(model: str, settings: Settings) -> Kept | None:
    """What is kept to by the version of the site's model that gave the scores."""
    if not settings.kept_to or is_set_by_hand(settings):
        return None
    versions = model.split("+")
    kept = settings.kept_to
    return next((kept[each] for each in versions if each in kept), None)


def _weight_against(reason: Finding) -> float:
    return 0.0 if reason.then is Action.APPROVE else reason.weight


def _clear_action(reasons: Iterable[Finding]) -> Action:
    asked = {reason.then for reason in reasons}
    # A comment that was judged in part only is never decided by a machine, and rules
    # that contradict each other are for a person.
    doubtful = Action.APPROVE in asked or _judged_in_part(reasons)
    if Action.REJECT in asked and not doubtful:
        return Action.REJECT
    return Action.HOLD if asked & {Action.REJECT, Action.HOLD} else Action.APPROVE


def _in_mode(mode: Mode, clear: Action, reasons: Iterable[Finding]) -> Action:
    match mode:
        case Mode.CLOSED:
            return Action.REJECT
        case Mode.PRE if clear is Action.APPROVE and _is_asked_for(reasons):
            return Action.APPROVE
        case Mode.PRE:
            return Action.HOLD
        case Mode.POST if clear is Action.HOLD and not _judged_in_part(reasons):
            return Action.APPROVE
        case _:
            return clear


def _is_asked_for(reasons: Iterable[Finding]) -> bool:
    """Whether a rule says that a comment needs no look, as of an author it trusts."""
    return any(reason.then is Action.APPROVE for reason in reasons)


def _judged_in_part(reasons: Iterable[Finding]) -> bool:
    """Told by who says it, for a rule of the site may give any code as its reason."""
    return any(
        reason.rule == LANGUAGE or reason.rule.startswith("failed:")
        for reason in reasons
    )


def _from_scores(
    judgement: Judgement, thresholds: Mapping[str, Threshold], kept: Kept | None
) -> Iterable[Finding]:
    for attribute, threshold in thresholds.items():
        score = judgement.scores.get(attribute)
        if score is None or score < threshold.hold:
            continue
        if attribute == "profanity" and _is_emphasis(judgement):
            continue
        certain = threshold.reject is not None and score >= threshold.reject
        found = Finding(
            code=CODES[attribute],
            rule=f"score:{attribute}",
            message=f"The classifier finds it {NAMES[attribute]} ({score:.0%} likely).",
            weight=score,
            spans=tuple(judgement.marks.get(attribute, ())),
            then=Action.REJECT if certain else Action.HOLD,
        )
        if attribute == "reject" and kept is not None:
            found = _with_promise(found, kept, certain=certain)
        yield found


def _with_promise(found: Finding, kept: Kept, *, certain: bool) -> Finding:
    """What a score speaks for, with what is promised by its threshold."""
    says = kept.says(found.message, certain=certain)
    if kept.holds_all and found.weight < THRESHOLDS["reject"].hold:
        # It is no doubt about this comment.
        return replace(found, message=says, to_author=_A_PERSON_LOOKS)
    return replace(found, message=says)


_A_PERSON_LOOKS = N_("A person looks at it first.")


def _is_emphasis(judgement: Judgement) -> bool:
    """Whether what swears does it at nobody, as "a damn good article"."""
    toxicity = judgement.scores.get("toxicity")
    return toxicity is not None and toxicity < EMPHASIS_BELOW


def _from_topic(judgement: Judgement, settings: Settings) -> Iterable[Finding]:
    score = judgement.scores.get("on_topic")
    if score is not None and score < settings.hold_off_topic_below:
        yield Finding(
            code=Reason.OFF_TOPIC,
            rule="score:on_topic",
            message=f"It seems not to be about the article ({score:.0%} likely on "
            "topic).",
            weight=round(0.5 * (1 - score), 4),  # doubt, not guilt: abuse comes first
            then=Action.HOLD,
        )


def _from_risk(judgement: Judgement, hold_from: float) -> Iterable[Finding]:
    """What many small signs come to, where no single one asks for anything."""
    if judgement.risk < hold_from or any(map(_asks_against, judgement.findings)):
        return
    signs = [each for each in judgement.findings if _weight_against(each) > 0]
    if signs:
        yield Finding(
            code=max(signs, key=lambda each: each.weight).code,
            rule="score:risk",
            message=f"{len(signs)} small signs speak against it together.",
            weight=judgement.risk,
            then=Action.HOLD,
        )


def _asks_against(finding: Finding) -> bool:
    return finding.then in (Action.HOLD, Action.REJECT)


def _from_silence(judgement: Judgement) -> Iterable[Finding]:
    for judge in judgement.failures:
        yield Finding(
            code=Reason.UNSCORED,
            rule=f"failed:{judge}",
            message=f"The {judge} could not judge it; a person has to.",
            weight=0.5,
            then=Action.HOLD,
        )
    if judgement.foreign is not None:
        yield Finding(
            code=Reason.LANGUAGE,
            rule=LANGUAGE,
            message=f"It is not in a language that the classifier reads "
            f"({judgement.foreign}).",
            weight=0.3,
            then=Action.HOLD,
        )


def _from_standing(settings: Settings) -> Iterable[Finding]:
    if settings.holds_all:
        yield Finding(
            code=Reason.OTHER,
            rule=HELD_AUTHOR,
            message="Moderators hold all that its author writes.",
            weight=0.3,
            then=Action.HOLD,
            to_author=_A_PERSON_LOOKS,
        )


def _is_unproven(settings: Settings, kept: Kept | None) -> bool:
    """Whether nothing vouches for approvals where something shall."""
    return settings.holds_unproven and kept is None and not is_set_by_hand(settings)


def _from_nothing_proven(settings: Settings, kept: Kept | None) -> Iterable[Finding]:
    if _is_unproven(settings, kept):
        yield Finding(
            code=Reason.OTHER,
            rule=UNPROVEN,
            message="Nothing is approved without a person until audits show how much "
            "of it would be wrong.",
            weight=0.1,  # no doubt about this comment
            then=Action.HOLD,
            to_author=_A_PERSON_LOOKS,
        )


def _closed() -> Finding:
    return Finding(
        code=Reason.CLOSED,
        rule="mode:closed",
        message="Comments are closed.",
        weight=1.0,
        then=Action.REJECT,
    )
