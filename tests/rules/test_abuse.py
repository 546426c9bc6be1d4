"""Checks for abuse: the kinds that each finds, and whose words it leaves alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import abuse, attribution, hate, self_harm, violence
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
    (hate.dehumanising, "Refugees are like locusts."),
    (hate.dehumanising, "These people are nothing but animals."),
    (hate.dehumanising, "Muslims aren't people."),
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
    (self_harm.self_harm_urged, "Go drown yourself."),
    (self_harm.self_harm_urged, "Neck yourself."),
    (self_harm.self_harm_urged, "do us all a favour and jump off a bridge"),
    (self_harm.self_harm_urged, "The world would be better off without you."),
    (self_harm.self_harm_urged, "Nobody would miss you."),
    (self_harm.self_harm_urged, "You should just end it already."),
    (self_harm.self_harm_urged, "Why don't you go play in traffic?"),
    (self_harm.self_harm_urged, "drink bleach"),
    (self_harm.self_harm_urged, "go and swallow some bleach"),
    (self_harm.self_harm_urged, "You'd be better off dead."),
    (self_harm.self_harm_urged, "Please do mankind a favour and stop breathing."),
    (self_harm.self_harm_urged, "go and take a bath with your toaster"),
    (self_harm.self_harm_urged, "go play on the railway"),
    (self_harm.self_harm_urged, "The sooner you die the better."),
    (violence.threats, "Better watch out when you walk home."),
    (violence.threats, "Snitches get stitches."),
    (violence.threats, "IM GOING TO KILL YOU"),
    (violence.threats, "You will end up in a ditch."),
    (violence.wishes_of_death, "Lynch him."),
    (violence.wishes_of_death, "He should swing from a lamp post"),
    (violence.wishes_of_death, "I hope somebody shoots her."),
    (violence.wishes_of_death, "You will leave in a body bag."),
    (violence.calls_for_violence, "Beating women is fun."),
    (hate.dehumanising, "Blacks belong in a zoo."),
    (hate.dehumanising, "Those savages!"),
    (hate.against_groups, "Jews should all be expelled."),
    (hate.against_groups, "Refugees are all rapists."),
    (hate.dog_whistles, "(((bankers))) again"),
    (hate.dog_whistles, "Hitler was right."),
    (hate.slurs_reported, "She called him a faggot."),
    (abuse.doxxing, "Who has her mobile number?"),
    (abuse.doxxing, "He lives at 7b Oak Road."),
    (abuse.sexual_harassment, "She got the job by sleeping around."),
    (abuse.insults_of_readers, "You have the IQ of a brick."),
    (abuse.insults_of_readers, "you're a piece of \N{PILE OF POO}"),
    (abuse.insults_of_author, "Did a chimp write this?"),
    (abuse.censored, "f\N{DUCK}ck off"),
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
    (hate.slurs_aimed, "'Filthy faggot' was sprayed on our door."),
    (hate.dehumanising, "Foxes are protected: they are animals too."),
    (hate.dehumanising, "Jews were called vermin by the Nazis."),
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
    (violence.threats, "I'd kill you for a ticket."),
    (violence.wishes_of_death, "I hope they get shot down in court."),
    (violence.wishes_of_death, "Nobody should be shot for a protest."),
    (violence.wishes_of_death, "Shoot him an e-mail."),
    (abuse.insults_aimed, "Hunger is a bastard child of war."),
    (abuse.doxxing, "They live on 20 pounds a day."),
    (hate.dog_whistles, "The great replacement theory is bunk."),
    (hate.dog_whistles, "In 1488 he sailed."),
    (hate.against_groups, "Women should be allowed to vote there."),
    (hate.slurs_reported, "You faggot."),
    (self_harm.self_harm_urged, "Children play on the railway."),
    (self_harm.self_harm_urged, "My brother hanged himself."),
    (self_harm.self_harm_urged, "He told me to kill myself."),
    (self_harm.self_harm_urged, "People told me to go hang yourself, daily."),
    (self_harm.self_harm_urged, "If you want to kill yourself, please call 116 123."),
    (self_harm.self_harm_urged, "You could kill yourself on that stair."),
    (self_harm.self_harm_urged, "Don't kill yourself over a tram."),
    (self_harm.self_harm_urged, "Bleach must not be mixed with acid."),
    (self_harm.self_harm_urged, "The war must stop. End it now."),
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
