"""Checks for abuse: the kinds that each finds, and whose words it leaves alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import abuse, attribution, violence
from rules.facts import Spans
from rules.seen import Seen
from tests.rules.reading_facts import facts

Check = Callable[[Seen], Spans]


def marked(check: Check, text: str) -> list[str]:
    seen = rules.default().seen(facts(text))
    return [text[begin:end] for begin, end in check(seen)]


FOUND: list[tuple[Check, str]] = [
    (abuse.insults_of_readers, "You are an idiot."),
    (abuse.insults_of_readers, "your a complete moron"),
    (abuse.insults_of_readers, "Are you stupid?"),
    (abuse.insults_of_readers, "You ignorant little man."),
    (abuse.insults_of_readers, "Go back where you came from."),
    (abuse.insults_of_readers, "Nice try, dimwit."),
    (abuse.insults_of_author, "Whoever wrote this is brain-dead."),
    (abuse.insults_of_author, "This journalist is such a liar"),
    (abuse.insults_of_author, "Pathetic moderators."),
    (abuse.insults_of_others, "The mayor is a moron."),
    (abuse.insults_of_others, "They're all bastards"),
    (abuse.insults_of_others, "What a bloody idiot"),
    (abuse.dehumanising, "Refugees are like locusts."),
    (abuse.dehumanising, "These people are nothing but animals."),
    (abuse.dehumanising, "Muslims aren't people."),
    (abuse.doxxing, "Does anyone know where she lives?"),
    (abuse.doxxing, "His daughter goes to school at St Mary"),
    (abuse.sexual_harassment, "She just needs a good shag."),
    (abuse.sexual_harassment, "She slept her way to the top."),
    (violence.threats, "I'm going to break your legs."),
    (violence.threats, "We know where your children are"),
    (violence.threats, "I will find you and you will pay"),
    (violence.wishes_of_death, "I hope you get cancer."),
    (violence.wishes_of_death, "Somebody should shoot the mayor."),
    (violence.wishes_of_death, "Pity the shooter missed."),
    (violence.wishes_of_death, "Traitors should be hanged."),
    (violence.calls_for_violence, "Time to start shooting politicians."),
    (violence.calls_for_violence, "Burn down the mosque!"),
    (violence.calls_for_violence, "The only good banker is a dead one."),
    (violence.self_harm_urged, "Go drown yourself."),
    (violence.self_harm_urged, "Neck yourself."),
    (violence.self_harm_urged, "do us all a favour and jump off a bridge"),
    (violence.self_harm_urged, "The world would be better off without you."),
    (violence.self_harm_urged, "Nobody would miss you."),
    (violence.self_harm_urged, "You should just end it already."),
    (violence.self_harm_urged, "Why don't you go play in traffic?"),
    (violence.self_harm_urged, "drink bleach"),
    (violence.self_harm_urged, "go and swallow some bleach"),
    (violence.self_harm_urged, "You'd be better off dead."),
]

LEFT: list[tuple[Check, str]] = [
    (abuse.insults_aimed, '"You are an idiot" is what he shouted.'),
    (abuse.insults_aimed, "The banner read “the mayor is a moron”."),
    (abuse.insults_aimed, "He wrote: 'you're an idiot', and left."),
    (abuse.insults_aimed, "She was called a moron."),
    (abuse.insults_aimed, "They called my son a complete idiot."),
    (abuse.insults_aimed, "I am such an idiot."),
    (abuse.insults_aimed, "What an idiot I was to believe it."),
    (abuse.insults_aimed, "You are not an idiot."),
    (abuse.insults_aimed, "I never said you are an idiot."),
    (abuse.insults_aimed, "Your stupid question was a good one."),
    (abuse.insults_aimed, "Life is a bitch."),
    (abuse.insults_aimed, "This is an idiot's guide to taxes."),
    (abuse.insults_aimed, "He beat the losers by 3-0, they keep pigs."),
    (abuse.slurs_aimed, "'Filthy faggot' was sprayed on our door."),
    (abuse.dehumanising, "Foxes are protected: they are animals too."),
    (abuse.dehumanising, "Jews were called vermin by the Nazis."),
    (abuse.sexual_harassment, "I'd do that again."),
    (violence.threats, "This will kill him politically."),
    (violence.threats, "I will find you the link."),
    (violence.threats, "He said he will kill me."),
    (violence.threats, "I'll beat you at chess."),
    (violence.threats, "I will shoot him an e-mail."),
    (violence.threats, "Police: we will find him and arrest him."),
    (violence.wishes_of_death, "He should be beaten at the next election."),
    (abuse.insults_aimed, "You are a pig-headed man, and so am I."),
    (violence.wishes_of_death, "The film should be shot in Prague."),
    (violence.wishes_of_death, "I hope the bill dies in committee."),
    (violence.calls_for_violence, "Kill all the weeds."),
    (violence.calls_for_violence, "The Nazis wanted to exterminate the Jews."),
    (violence.self_harm_urged, "My brother hanged himself."),
    (violence.self_harm_urged, "He told me to kill myself."),
    (violence.self_harm_urged, "People told me to go hang yourself, daily."),
    (violence.self_harm_urged, "If you want to kill yourself, please call 116 123."),
    (violence.self_harm_urged, "You could kill yourself on that stair."),
    (violence.self_harm_urged, "Don't kill yourself over a tram."),
    (violence.self_harm_urged, "Bleach must not be mixed with acid."),
    (violence.self_harm_urged, "The war must stop. End it now."),
]


@pytest.mark.parametrize(("check", "text"), FOUND)
def test_a_check_finds_its_kind(check: Check, text: str) -> None:
    assert marked(check, text)


@pytest.mark.parametrize(("check", "text"), LEFT)
def test_what_is_reported_denied_or_harmless_is_left(check: Check, text: str) -> None:
    assert marked(check, text) == []


def test_saying_it_oneself_in_quotation_marks_is_no_way_around() -> None:
    assert marked(abuse.insults_aimed, 'I say "you are an idiot" to you.')
    assert marked(abuse.insults_aimed, '"You are an idiot"')
    assert marked(abuse.insults_aimed, 'He said "no". You are an idiot.')


def test_naming_a_helpline_takes_a_rejection_back_to_a_person() -> None:
    live = rules.default().check(facts("Kill yourself. Or call a helpline.")).live
    assert {each.then for each in live} == {"hold"}


def test_the_mark_is_on_the_insult_itself() -> None:
    assert marked(abuse.insults_of_others, "The mayor is a real moron.") == [
        "real moron"
    ]


def test_of_many_places_those_not_looked_at_count() -> None:
    text = "He said 'you idiot'. " * 60
    found = marked(abuse.insults_aimed, text)
    assert 0 < len(found) < 60


@given(st.text("ab\"'“”„«»‘’ .", max_size=60))
def test_quotations_lie_in_the_text_and_end_after_they_begin(text: str) -> None:
    for begin, end in attribution._quotes(text):
        assert 0 <= begin < end <= len(text)
        assert end - begin >= 2
