"""Who somebody is, said in a few words, and what is abuse in as few.

In the data sets the shortest texts that name a group are mostly meant to hurt ("he is
gay"), so that a bare statement would be taken for hate. Here the same few words around
a group are harmless, and a bad word among them is not.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

STATED, HATED, INSULTED = 1300, 700, 300
"""Texts of each kind, chosen by us, harmless ones about as many as abusive ones that
name a group or none: what surrounds a bad word shall tell nothing. With more of one
word ("Hindus") AUC of `identity_attack` on Wikipedia talk was 0.001 lower."""

_STATED = lines("""
    {they} {adj}.
    {they} a(n) {person}.
    {they} a(n) {person}.
    They are {people}.
    They were all {people}.
    We are {people}.
    {whose} {who} is {adj}.
    {whose} {who} is a(n) {person}.
    {whose} {who} was a(n) {person}.
    {whose} {who} is {adj}, {and_so}.
    {they} {adj}, {and_so}.
    {they} a(n) {person}, {and_so}.
    Is {whose} {who} {adj}?
    Is {whose} {who} a(n) {person}?
    Are they {people}?
    {told} {they} {adj}.
    {told} {whose} {who} is a(n) {person}.
    {whose} {adj} {who}.
    {whose} {adj} {who}, {and_so}.
    A(n) {adj} {who}.
    Two {people}.
    {whose} {who} married a(n) {person}.
    {whose} {who} lives with {people}.
    {people}?
    {people}.
    {adj}.
    {adj} or not?
    And {people}?
    The {who} is the {person} in the back.
    Which {person}?
    Most of them are {people}.
    One of us is {adj}.
    Both of them are {adj}.
    Not {adj} but {other}.
    {they} {adj} like me.
    Ask a(n) {person}.
    So did the {people}.
    From one {person} to another.
    Born {adj}, raised here.
""")
_HATED = lines("""
    {they} a(n) {bad} {person}.
    {whose} {who} is a(n) {bad} {person}.
    {they} {adj}, so {bad}.
    They are {bad} {people}.
    {bad} {people}.
    {bad} {people}!
    {bad} {person}.
    {people} out.
    {people} out!
    No {people} here.
    No {people}, please.
    Not one more {person}.
    {whose} {who} married a(n) {bad} {person}.
    {people} are {crooks}.
    {people} = {crooks}.
    {crooks}, these {people}.
    All {people} are {crooks}.
    {told} {they} just a(n) {bad} {person}.
    I hate {people}.
    Hate {people}.
    {people} again, {crooks}.
    Get rid of the {people}.
    Ban all {people}.
    {people} go home.
    Go home, {person}.
    Deport {people}.
    Typical {person}, a(n) {bad} one.
""")
_INSULTED = lines("""
    {they} a(n) {fool}.
    {they} a(n) {fool}, {and_so}.
    {they} {bad}.
    {whose} {who} is a(n) {fool}.
    {whose} {who} was a(n) {bad} {fool}.
    {whose} {who} is {bad}.
    They are {fools}.
    We are ruled by {fools}.
    {told} {they} a(n) {fool}.
    {told} {whose} {who} is {bad}.
    Is {whose} {who} a(n) {fool}?
    {fools}.
    {fools}!
    {bad} {fools}.
    Most of them are {fools}.
    {whose} {who} married a(n) {fool}.
    {whose} {bad} {who}.
    From one {fool} to another.
""")
_SLOTS: Slots = {
    **anybody(),
    "other": phrases("""
        tired, late, British, Catholic, married, hungry, tall, from here, lost, Dutch,
        a guest, new, Swiss, Hindu, well, ready
    """),
    "they": phrases("""
        he is, she is, he's, she's, he was, she was, you are, you're, I am, I'm, that is
    """),
    "whose": phrases("my, his, her, our, the, their, your, this, that"),
    "who": phrases("""
        boss, dentist, neighbour, teacher, friend, wife, husband, brother, sister,
        mother, father, cousin, doctor, nurse, author, singer, driver, mayor, coach,
        goalkeeper, judge, waiter, landlord, colleague, uncle, aunt, baker, editor,
        actor, composer, candidate, minister, flatmate, pilot, tutor, plumber, painter
    """),
    "and_so": phrases("""
        I think, as far as I know, from the coast, and so what, and I don't mind, if
        that matters, by the way, apparently, and works at the library, and I like it,
        it says here, and a good cook, of course, and always was, they say, and proud
        of it, as it happens
    """),
    "told": phrases("""
        I think, I heard that, I know, he says, she wrote that, I didn't know that, it
        says that, I guess, we all know, they told me that, who says, so, maybe
    """),
    "bad": phrases("""
        stupid, dirty, filthy, disgusting, lazy, stinking, ugly, evil, worthless, vile,
        dumb, pathetic, horrible, greedy, rotten, sick
    """),
    "crooks": phrases("""
        thieves, liars, criminals, vermin, scum, rats, terrorists, animals, parasites,
        cheats, trash, pigs, perverts, savages, idiots
    """),
    "fool": phrases("""
        fool, idiot, clown, moron, liar, coward, loser, crook, donkey, thief, cheat,
        creep, hypocrite, pig, imbecile, snake
    """),
    "fools": phrases("""
        fools, idiots, clowns, morons, liars, cowards, losers, crooks, donkeys, thieves,
        cheats, creeps, hypocrites, pigs, imbeciles, snakes
    """),
}


_DOUBTFUL = ("insult", "profanity")
"""As in `plain`: with these labels AUC of insults on news comments was 0.004 to 0.008
lower."""


def samples(dice: random.Random) -> Iterator[Sample]:
    """Statements, and hate and abuse of as few words."""
    for text in sentences(_STATED, _SLOTS, dice, STATED):
        yield unsure(clean(text), *_DOUBTFUL)
    for text in sentences(_HATED, _SLOTS, dice, HATED):
        yield abusive(text, threat=0, identity_attack=1)
    for text in sentences(_INSULTED, _SLOTS, dice, INSULTED):
        yield unsure(abusive(text, threat=0, identity_attack=0), *_DOUBTFUL)
