"""A site's policy as its readers are told it, made from the rules themselves.

Rules at work only. What is told is what a rule looks for and what follows, never from
where on or by which words: see `sentences`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from classifier.saying import N_, Say, english
from moderation.comments import Mode
from moderation.policy import Settings
from moderation.public.faq import PRACTICE, SOUGHT, Question, Setup, faq
from moderation.public.names import languages, listed
from moderation.public.sentences import sentences
from rules import Rule, Rulebook, RuleMode

PROMISE = N_(
    "Comments here are moderated. A comment will as a rule be posted if it is about "
    "the article and abuses nobody."
)


class Effect(StrEnum):
    """What follows if a rule is met."""

    NOT_POSTED = "not_posted"
    PERSON_FIRST = "person_first"
    PERSON_AFTER = "person_after"
    MAY_COUNT = "may_count"
    IN_FAVOUR = "in_favour"


MEANING: Mapping[Effect, str] = {
    Effect.NOT_POSTED: N_("Not posted"),
    Effect.PERSON_FIRST: N_("A person looks first"),
    Effect.PERSON_AFTER: N_("Posted, and a person looks afterwards"),
    Effect.MAY_COUNT: N_("May count against a comment"),
    Effect.IN_FAVOUR: N_("Speaks for a comment"),
}

TITLES: Mapping[str, str] = {
    "abuse": N_("Abuse"),
    "topic": N_("Keeping to the topic"),
    "links": N_("Links and advertising"),
    "repetition": N_("Repetition and flooding"),
    "privacy": N_("Personal information"),
    "form": N_("How it is written"),
    "author": N_("Who writes it"),
    "article": N_("The article"),
    "site": N_("Rules of this site"),
    "classifier": N_("What the classifier estimates"),
    "unjudged": N_("What cannot be judged"),
}
"""By family of rules; the last two are of no rules of the file."""


@dataclass(frozen=True)
class ReaderRule:
    """One rule for readers; `languages` and `sections` are empty if it is for all."""

    id: str
    text: str
    effect: Effect
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    def only(self, gettext: Say = english) -> str:
        """Which comments it is about, for people; "" for all."""
        parts = []
        if self.languages:
            named = listed(languages(self.languages, gettext), "or", gettext)
            parts.append(gettext("in %(languages)s", languages=named))
        if self.sections:
            named = listed(self.sections, "or", gettext)
            parts.append(gettext("under articles of %(sections)s", sections=named))
        return ", ".join(parts)


@dataclass(frozen=True)
class Section:
    """The rules of one family."""

    family: str
    title: str
    rules: tuple[ReaderRule, ...]

    @property
    def by_effect(self) -> Mapping[str, tuple[ReaderRule, ...]]:
        """Its rules by the meaning of their effect, the gravest first.

        Of rules that say the same one is enough here.
        """
        groups = dict[str, tuple[ReaderRule, ...]]()
        for effect, meaning in MEANING.items():
            its = [rule for rule in self.rules if rule.effect is effect]
            unique = {(rule.text, rule.only()): rule for rule in its}
            if unique:
                groups[meaning] = tuple(unique.values())
        return groups


@dataclass(frozen=True, kw_only=True)
class PublicPolicy:
    """All that readers are told.

    Attributes:
        version: of the rules.
        updated: since when this version is in force; `None` if that is not known.
        practice: who decides, and when.
        languages: codes of those that are read.
        effects: what each effect of a rule means.
    """

    site: str
    version: str
    updated: datetime | None
    mode: Mode
    promise: str
    practice: str
    sections: tuple[Section, ...]
    effects: Mapping[str, str]
    faq: tuple[Question, ...]
    languages: tuple[str, ...]

    def language_names(self, gettext: Say = english) -> str:
        """The languages that are read, for people."""
        return listed(languages(self.languages, gettext), "and", gettext)


def public_policy(
    site: str,
    book: Rulebook,
    settings: Settings,
    setup: Setup,
    *,
    today: date | None = None,
    updated: datetime | None = None,
    gettext: Say = english,
) -> PublicPolicy:
    """What a site tells its readers.

    Args:
        site: its name.
        book: its rules.
        settings: its policy beside them.
        setup: its judges.
        today: the day whose rules are at work; this day if not given.
        updated: since when the rules are in force, if that is known.
        gettext: what puts what is not the site's own into the reader's language.
    """
    rules = [rule for rule in book.rules if _is_at_work(rule, today)]
    return PublicPolicy(
        site=site,
        version=book.version,
        updated=updated,
        mode=settings.mode,
        promise=gettext(PROMISE),
        practice=gettext(PRACTICE[settings.mode]),
        sections=tuple(_sections(book, rules, settings, setup, gettext)),
        effects={str(effect): gettext(meaning) for effect, meaning in MEANING.items()},
        faq=faq(
            setup,
            settings.mode,
            topic_rejects=any(map(_rejects_topic, rules)),
            gettext=gettext,
        ),
        languages=setup.languages,
    )


def as_data(policy: PublicPolicy) -> dict[str, Any]:
    """A policy as JSON."""
    updated = policy.updated and policy.updated.isoformat()
    return {**asdict(policy), "updated": updated}


def _rejects_topic(rule: Rule) -> bool:
    return rule.reason == "off_topic" and rule.then == "reject"


def _is_at_work(rule: Rule, today: date | None) -> bool:
    is_over = rule.until and rule.until < (today or datetime.now(UTC).date())
    return rule.mode is RuleMode.LIVE and not is_over


def _sections(
    book: Rulebook,
    rules: Iterable[Rule],
    settings: Settings,
    setup: Setup,
    gettext: Say,
) -> Iterator[Section]:
    """By family in the order of the file; then what is no rule of it."""
    told = sentences(book)
    families = dict[str, list[ReaderRule]]()
    for rule in rules:
        families.setdefault(rule.family, []).append(
            ReaderRule(
                rule.id,
                gettext(told[rule.id]),
                _effect(rule.then, settings.mode),
                tuple(sorted(rule.languages)),
                tuple(sorted(rule.sections)),
            )
        )
    if settings.hold_off_topic_below > 0:
        text = gettext("It seems not to be about the article.")
        seems = ReaderRule("score:on_topic", text, _effect("hold", settings.mode))
        families.setdefault("topic", []).insert(0, seems)
    families.setdefault("classifier", []).extend(_estimates(settings, setup, gettext))
    families.setdefault("unjudged", []).extend(_unjudged(gettext))
    for family, its in families.items():
        title = gettext(TITLES.get(family) or family.replace("_", " ").capitalize())
        yield Section(family, title, tuple(its))


def _effect(then: str | None, mode: Mode) -> Effect:
    """What follows; while comments are closed, what would follow in mode `auto`."""
    match then:
        case "reject":
            return Effect.PERSON_FIRST if mode is Mode.PRE else Effect.NOT_POSTED
        case "hold":
            return Effect.PERSON_AFTER if mode is Mode.POST else Effect.PERSON_FIRST
        case "approve":
            return Effect.IN_FAVOUR
        case _:
            return Effect.MAY_COUNT


def _estimates(settings: Settings, setup: Setup, gettext: Say) -> Iterator[ReaderRule]:
    """What the scores do."""
    reject, hold = _effect("reject", settings.mode), _effect("hold", settings.mode)
    for attribute, threshold in settings.thresholds.items():
        id = f"score:{attribute}"
        if attribute == "reject" and setup.own_model:
            if threshold.reject is not None:
                text = gettext(
                    "It is almost certainly like what moderators reject here."
                )
                yield ReaderRule(id, text, reject)
            yield ReaderRule(
                id, gettext("It is like what moderators reject here."), hold
            )
        if attribute not in SOUGHT or attribute not in setup.attributes:
            continue
        what = gettext(SOUGHT[attribute])
        if threshold.reject is not None:
            text = gettext("It is almost certainly %(what)s.", what=what)
            yield ReaderRule(id, text, reject)
        text = gettext("It is probably %(what)s.", what=what)
        yield ReaderRule(id, text, hold)


def _unjudged(gettext: Say) -> Iterator[ReaderRule]:
    """The same in every mode: what was judged in part only no machine decides."""
    told = {
        "language": gettext("It is not in a language that is read here."),
        "failed": gettext("One of the judges has failed."),
    }
    for id, text in told.items():
        yield ReaderRule(id, text, Effect.PERSON_FIRST)
