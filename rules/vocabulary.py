"""The vocabulary: every fact that a condition may name, with its type and meaning."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from rules import (
    abuse,
    advertising,
    form,
    hate,
    links,
    privacy,
    self_harm,
    subjects,
    topic,
    violence,
)
from rules.facts import Facts, Spans
from rules.seen import Fact, Seen, Value, nowhere

T = TypeVar("T", bound=Value | Spans)

CHECKS: Mapping[str, Sequence[Callable[[Seen], Spans]]] = {
    "abuse": (
        abuse.insults_aimed,
        abuse.insults_of_readers,
        abuse.insults_of_author,
        abuse.insults_of_others,
        hate.slurs_aimed,
        hate.slurs_reported,
        hate.dehumanising,
        hate.against_groups,
        hate.dog_whistles,
        abuse.doxxing,
        abuse.sexual_harassment,
        abuse.censored,
        violence.wishes_of_death,
        violence.threats,
        violence.calls_for_violence,
        self_harm.self_harm_urged,
    ),
    "topic": (
        advertising.self_promotion,
        topic.complaints,
        topic.first_post,
        topic.chatter,
        topic.off_topic,
        topic.strays,
        topic.about_site,
        topic.corrections,
        advertising.link_drops,
        advertising.offers,
        advertising.easy_money,
        advertising.testimonials,
        advertising.calls_to_act,
        advertising.contact,
    ),
}
"""Checks by family; each counts what it finds, as `abuse.threats`."""


def _number(
    says: str,
    value: Callable[[Facts], float | None],
    spans: Callable[[Facts], Spans] | None = None,
    *,
    most: float = float("inf"),
    given: bool = False,
) -> Fact:
    places = _of_facts(spans) if spans else nowhere
    return Fact(float, says, _of_facts(value), places, 0.0, most, given)


def _share(
    says: str,
    value: Callable[[Facts], float | None],
    spans: Callable[[Facts], Spans] | None = None,
) -> Fact:
    return _number(says, value, spans, most=1.0)


def _number_of(says: str, find: Callable[[Facts], Spans]) -> Fact:
    value: Callable[[Seen], Value] = lambda seen: len(seen.places(fact))  # noqa: E731
    fact = Fact(float, says, value, _of_facts(find))  # found once for both
    return fact


def _given(says: str, value: Callable[[Facts], float | None]) -> Fact:
    return _number(says, value, given=True)


def _given_share(says: str, value: Callable[[Facts], float | None]) -> Fact:
    return _number(says, value, most=1.0, given=True)


def _flag(says: str, value: Callable[[Facts], bool | None]) -> Fact:
    return Fact(bool, says, _of_facts(value), given=True)


def _word(says: str, value: Callable[[Facts], str | None]) -> Fact:
    return Fact(str, says, _of_facts(value), given=True)


def _score(name: str, says: str) -> Fact:
    return _given_share(says, lambda facts: facts.scores.get(name))


def _checked(check: Callable[[Seen], Spans]) -> Fact:
    """How often a check finds something; its docstring is what it says."""
    says = (check.__doc__ or "").partition("\n")[0]
    return Fact(
        float,
        says,
        lambda seen: len(seen.found(check)),
        lambda seen: seen.found(check),
        needs=_asked_by(check),
        built_in=True,
    )


def _asked_by(check: Callable[[Seen], Spans]) -> frozenset[str]:
    """The patterns that a check asks for, where there is none of them."""
    asked = _Asked()
    check(Seen(Facts(text=""), matches=asked))
    return frozenset(asked.names)


class _Asked(Mapping[str, Spans]):
    """No places of patterns, and the names of those that were asked for."""

    def __init__(self) -> None:
        self.names = set[str]()

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return False

    def __getitem__(self, name: str) -> Spans:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _of_facts(ask: Callable[[Facts], T]) -> Callable[[Seen], T]:
    return lambda seen: ask(seen.facts)


VOCABULARY: Mapping[str, Fact] = {
    # What the classifier says
    "toxicity": _score("toxicity", "How likely it is rude or unkind."),
    "severe_toxicity": _score("severe_toxicity", "How likely it is very hateful."),
    "insult": _score("insult", "How likely it insults somebody."),
    "threat": _score("threat", "How likely it threatens somebody."),
    "profanity": _score("profanity", "How likely it swears."),
    "identity_attack": _score("identity_attack", "How likely it attacks a group."),
    "spam": _score("spam", "How likely it is advertising or spam."),
    "on_topic": _score("on_topic", "How likely it is about the article."),
    "reject": _score("reject", "How likely this site's moderators reject it."),
    "model": _word("The versions of all that gave scores.", lambda its: its.model),
    # Its text
    "length": _number("Its characters.", lambda its: len(its.text)),
    "words.count": _number("Its words.", form.words),
    "capitals": _share(
        "Share of its letters that are capitals.", form.capitals, form.capital_words
    ),
    "letters": _share("Share of its characters that are letters.", form.letters),
    "gibberish": _share("Share of its words that nobody can say.", form.gibberish),
    "repeated": _number_of(
        "Signs that stand ten times or more in a row.", form.repeated
    ),
    "emoji.count": _number("Its emoji.", form.emoji, form.emoji_places),
    "script": Fact(
        str, "`Latin`, `Cyrillic` and so on, or `mixed`.", _of_facts(form.script)
    ),
    "language": _word("Its language, as `en`.", lambda its: its.language),
    "language.certainty": _given_share(
        "How sure that language is.", lambda its: its.language_certainty
    ),
    # Links
    "links.count": _number_of("Its links.", links.spans),
    "links.domains": _number(
        "Different sites that it links to.",
        lambda its: len(links.domains(its)),
        links.spans,
    ),
    "links.shorteners": _number(
        "Links that hide where they lead.", links.shorteners, links.spans
    ),
    "links.defanged": _number_of(
        "Links written so that they are none, `hxxp`.", links.defanged
    ),
    "links.share": _share(
        "Share of its characters that are links.", links.share, links.spans
    ),
    # Personal information
    "privacy.emails": _number_of("Addresses of e-mail.", privacy.emails),
    "privacy.phones": _number_of("Numbers of phones.", privacy.phones),
    "privacy.cards": _number_of("Numbers of payment cards.", privacy.cards),
    "privacy.accounts": _number_of("Numbers of bank accounts.", privacy.accounts),
    "privacy.worded_emails": _number_of(
        "Addresses of e-mail written out in words.", privacy.worded_emails
    ),
    "privacy.worded_phones": _number_of(
        "Numbers of phones written out in words.", privacy.worded_phones
    ),
    "privacy.ids": _number_of(
        "Numbers of insurance, passports, number plates.", privacy.ids
    ),
    "privacy.streets": _number_of("Addresses of streets.", privacy.streets),
    # Repetition, in the last days
    "repetition.own": _given(
        "The same text by the same author.", lambda its: its.repetition.own
    ),
    "repetition.others": _given(
        "The same text by others.", lambda its: its.repetition.others
    ),
    "repetition.own_similar": _given(
        "Nearly the same by the same author.", lambda its: its.repetition.own_similar
    ),
    "repetition.others_similar": _given(
        "Nearly the same by others.", lambda its: its.repetition.others_similar
    ),
    # The author
    "author.id": _word("Who wrote it.", lambda its: its.author.id),
    "author.age_days": _given(
        "Days since the author signed up.", lambda its: its.author.age_days
    ),
    "author.approved": _given(
        "The author's comments that were approved.", lambda its: its.author.approved
    ),
    "author.rejected": _given(
        "The author's comments that were rejected.", lambda its: its.author.rejected
    ),
    "author.rejected_share": _given_share(
        "Share of them that were rejected.", lambda its: its.author.rejected_share
    ),
    "author.recent": _given(
        "The author's comments of the last ten minutes.", lambda its: its.author.recent
    ),
    "author.first": _flag(
        "It is the author's first here.", lambda its: its.author.first
    ),
    "author.trusted": _flag(
        "Moderators trust the author.", lambda its: its.author.trusted
    ),
    "author.banned": _flag("The author is banned.", lambda its: its.author.banned),
    # The article and the parent
    "article.section": _word(
        "The section of the article.", lambda its: its.article.section
    ),
    "article.age_days": _given(
        "Days since the article came out.", lambda its: its.article.age_days
    ),
    "article.closed": _flag(
        "Comments on the article are closed.", lambda its: its.article.closed
    ),
    "reply": _flag("It answers another comment.", lambda its: its.parent is not None),
    "parent.status": _word(
        "What became of that: `approved` and so on.",
        lambda its: its.parent.status if its.parent else None,
    ),
    "parent.same_author": _flag(
        "The author answers themselves.",
        lambda its: its.parent.same_author if its.parent else None,
    ),
    "topic.other_subjects": _number_of(
        "Words of subjects that the article has none of, such as horoscopes.",
        subjects.other_subjects,
    ),
    "topic.shared_words": _number(
        "Words that it shares with the article.", topic.shared_words
    ),
    "reports.count": _given(
        "Reports of readers, where they are passed on.", lambda its: its.reports
    ),
    # Checks
    **{
        f"{family}.{check.__name__}": _checked(check)
        for family, checks in CHECKS.items()
        for check in checks
    },
}
"""Every fact that a condition may name."""
