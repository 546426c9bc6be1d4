"""Disguise changes nothing: the shipped model on plain and disguised comments."""

import random
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

import classifier
from classifier.evaluation.probes.disguises import DISGUISES
from classifier.evaluation.probes.identity import auc
from moderation.policy import THRESHOLDS

MOST_AUC_LOST = 0.01
FEWEST_KEPT = 0.95
"""The share of plainly recognised abuse that is recognised in disguise; chosen by us,
after the 95 % that spelling variants of hate must reach."""

HARD = {"joined_words": (0.01, 0.85), "joined_all": (0.025, 0.85)}
"""Disguises of which more is lost: the most AUC, and the least share of what is held.
Where words run together they are cut by what is likeliest, which rare ones are not."""

MOST_NEWLY_HELD = {"star_for_letter": 1}
"""Clean comments, by disguise: a star may stand for a letter of a word of abuse, and
nobody can tell."""

SEEDS = range(3)

ABUSIVE = [
    "You are an idiot.",
    "What a stupid moron.",
    "Shut up, you fool.",
    "Go to hell, you bastard.",
    "This mayor is a complete dumbass.",
    "You pathetic loser.",
    "Fuck off, nobody wants you here.",
    "He is a lying piece of shit.",
    "Only an imbecile would vote for that clown.",
    "You stupid bitch, get off this page.",
    "I hope you die, scumbag.",
    "I will kill you, you coward.",
    "Kiss my ass, you retard.",
    "She is a dumb cow and a whore.",
    "You people are disgusting pigs.",
    "Suck my dick, loser.",
    "The author is a brainless twat.",
    "Eat shit and die.",
    "You ignorant, worthless troll.",
    "All journalists are lying scum.",
    "Fucking crook, rot in jail.",
    "Another idiotic rant by a halfwit.",
    "Crawl back under your rock, you creep.",
    "What a bunch of dumb assholes.",
    "You filthy animal, I spit on you.",
    "Stop whining, you big crybaby idiot.",
    "Gays are disgusting perverts.",
    "Muslims are filthy scum.",
    "Get a brain, you stupid old fart.",
    "The referee is a blind moron.",
    "You're a joke and a pathetic liar.",
    "Screw you, you arrogant prick.",
    "You are as dumb as a rock.",
    "Hang that dirty traitor.",
    "Bullshit, you clueless jackass.",
    "How dumb do you have to be to write this crap?",
    "Bunch of cowards and crooks, all of you.",
    "Nobody cares what you think, moron.",
    "That woman is a disgusting hag.",
    "Somebody punch this idiot in the face.",
    "You make me sick, you vile man.",
    "Typical liberal morons.",
    "Stupid, stupid people.",
    "Piss off, wanker.",
    "This guy is a total douchebag.",
    "Your kids must be as ugly and stupid as you.",
    "Black people are stupid monkeys.",
    "The chief of police is a fat pig.",
    "Go kill yourself.",
    "I'd love to smash his ugly face.",
    "Hey dumbshit, learn to read.",
    "Only trash like you lives there.",
    "He's a fraud, a thief and a scumbag.",
    "What an utterly stupid thing to say, you clown.",
    "Burn in hell, traitors.",
    "You dirty rat, you lying cheat.",
    "A senile old fool runs this country.",
    "These morons should be sterilised.",
    "Gypsies are thieving scum.",
    "Nice try, asshole.",
]

CLEAN = [
    "The tram was late again this morning.",
    "Thank you for this careful report.",
    "I agree with the second half of the article.",
    "When will the library open on Sundays?",
    "My neighbour grows the best tomatoes in town.",
    "Prices have gone up for everyone this year.",
    "The goalkeeper saved us in the last minute.",
    "Could you name the source of that figure?",
    "Our school needs a new roof, not a new logo.",
    "I have lived here for forty years.",
    "Well said, and nicely written.",
    "The council should publish the contract.",
    "Does anyone know which doctor takes patients?",
    "A bridge across the river would help cyclists.",
    "She played the piano beautifully last night.",
    "The bill was passed by three votes.",
    "I read the book and liked the ending.",
    "Please correct the date in the headline.",
    "Rain is expected in the north on Friday.",
    "We moved to Essex because of the schools.",
    "The assessment of the classes took two weeks.",
    "As a Muslim I welcome the decision.",
    "My gay friend teaches chess to children.",
    "The hospital hired twenty nurses.",
    "I disagree, but that is a fair point.",
    "Half of the money came from the lottery.",
    "Nice photo of the old market hall.",
    "The court will decide in September.",
    "Her grandfather came from Poland in 1952.",
    "Trains to the coast run every hour.",
    "They should ask the people who live there.",
    "The new park has benches and a pond.",
    "It was a good match and a fair result.",
    "Taxes are lower in the next county.",
    "What a lovely story to start the day.",
    "How long will the road be closed?",
    "I would rather see the money go to the fire brigade.",
    "The author has done her homework.",
    "Nobody told us about the meeting.",
    "The dog ran after the ball and came back wet.",
    "Soup, bread and a glass of cider, perfect.",
    "My grandmother is blind and loves the radio.",
    "The Mexican bakery opens at six.",
    "Is there a map of the new bus lines?",
    "Interest rates will not fall before summer.",
    "You make a good case for the smaller plan.",
    "They should have asked the fishermen first.",
    "I was wrong about the bypass, I admit it.",
    "The second witness said the opposite.",
    "Happy birthday to the oldest oak in the county!",
    "Black holes are the subject of her lecture.",
    "He beat his own record by two seconds.",
    "Looks like snow on the hills.",
    "No idea, but the figures add up.",
    "The article forgets the tenants.",
    "Two passengers missed the last ferry.",
    "Why not build homes above the shops?",
    "Good luck to the girls in the final.",
    "I pay my rent on the first of the month.",
    "Cock Lane and Dickens House are worth a visit.",
]

every_disguise = pytest.mark.parametrize("disguise", DISGUISES)


@every_disguise
def test_abuse_in_disguise_is_told_from_talk_in_the_same_disguise(
    disguise: str,
) -> None:
    plain = _auc(*_plain())
    for seed in SEEDS:
        masked = _auc(*_disguised(disguise, seed))
        lost, _ = HARD.get(disguise, (MOST_AUC_LOST, FEWEST_KEPT))
        assert masked >= plain - lost


@every_disguise
def test_abuse_in_disguise_is_held_as_it_is_without(disguise: str) -> None:
    plain = _held(_plain()[0])
    for seed in SEEDS:
        kept = _held(_disguised(disguise, seed)[0])[plain]
        _, fewest = HARD.get(disguise, (MOST_AUC_LOST, FEWEST_KEPT))
        assert kept.mean() >= fewest, _lost(disguise, seed)


@every_disguise
def test_no_clean_comment_is_held_for_its_disguise(disguise: str) -> None:
    """People who stretch letters, or whose phones write in bold, mean no harm."""
    plain = _held(_plain()[1])
    for seed in SEEDS:
        more = _held(_disguised(disguise, seed)[1]) & ~plain
        most = MOST_NEWLY_HELD.get(disguise, 0)
        assert more.sum() <= most, [CLEAN[at] for at in np.flatnonzero(more)]


@every_disguise
def test_a_comment_in_disguise_still_has_scores(disguise: str) -> None:
    for seed in SEEDS:
        assert not np.isnan(np.concatenate(_disguised(disguise, seed))).any()


def test_a_disguise_need_not_cover_the_whole_comment() -> None:
    """Most people mask the one word that they expect to be stopped for."""
    for name, disguise in DISGUISES.items():
        texts = [
            f"Honestly, the man who wrote this is a {disguise(word, random.Random(7))}."
            for word in ("bastard", "complete idiot", "stupid asshole")
        ]
        assert _held(_scores(texts)).all(), name


def test_most_of_the_abuse_is_held_as_it_is_written() -> None:
    assert _held(_plain()[0]).mean() >= 0.9


def test_hardly_a_clean_comment_is_held_as_it_is_written() -> None:
    held = [CLEAN[at] for at in np.flatnonzero(_held(_plain()[1]))]
    # Cock Lane is known to be taken for what it is not.
    assert held in ([], ["Cock Lane and Dickens House are worth a visit."])


@cache
def _plain() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores of the abusive and of the clean comments as they are written."""
    return _scores(ABUSIVE), _scores(CLEAN)


@cache
def _disguised(name: str, seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores of the abusive and of the clean comments, all in one disguise."""
    chance = random.Random(seed)
    return (
        _scores([DISGUISES[name](text, chance) for text in ABUSIVE]),
        _scores([DISGUISES[name](text, chance) for text in CLEAN]),
    )


def _scores(texts: list[str]) -> NDArray[np.float32]:
    return classifier.pretrained().score(texts)


def _held(scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """For each comment whether any attribute reaches its hold threshold."""
    attributes = classifier.pretrained().attributes
    hold = np.array([THRESHOLDS[each].hold for each in attributes], np.float32)
    return (scores >= hold).any(axis=1)


def _auc(abusive: NDArray[np.float32], clean: NDArray[np.float32]) -> float:
    toxicity = classifier.pretrained().attributes.index("toxicity")
    return auc(abusive[:, toxicity], clean[:, toxicity])


def _lost(name: str, seed: int) -> list[str]:
    """What was held and is not in disguise, for whoever reads a failure."""
    lost = _held(_plain()[0]) & ~_held(_disguised(name, seed)[0])
    return [ABUSIVE[at] for at in np.flatnonzero(lost)]
