"""Insults quoted, regretted, or denied: the words are there and nobody is insulted."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, plurals, sentences
from classifier.invented.insults import FOUL_NOUNS, NOUNS
from classifier.invented.labels import clean, unsure
from classifier.samples import Sample

QUOTED, QUOTED_FOUL, DENIED = 250, 80, 200

_QUOTED = lines("""
    He called her a(n) '{noun}', which is {wrong}.
    She called {who} a(n) "{noun}" and later apologised.
    Calling people {nouns} helps nobody.
    Calling {who} a(n) {noun} is {wrong}.
    It is {wrong} to call {who} a(n) {noun}.
    Why was {who} called a(n) "{noun}"? That is {wrong}.
    Please don't call other readers {nouns}.
    Must every debate end with somebody being called a(n) {noun}?
    I was called a(n) {noun} for asking about the budget.
    Somebody above called me {bad}. That is {wrong}.
    Let's not call each other {nouns}, we all want the same.
    You can disagree with {who} without shouting "{noun}".
    The comment that said "{noun}" should be removed.
    My teacher told me I was {bad}. I still remember it.
    {who} was fined for calling an officer a(n) {noun}.
    {who} won damages after being called a(n) "{noun}" in print.
    The headline calls {who} a(n) "{noun}", and the editor has apologised.
    "You {noun}!" shouts the captain in the first scene.
    The word "{noun}" is {wrong}, whoever it is aimed at.
    If the best you have is "{noun}", you have lost the argument.
    They wrote "{noun}" on the door of {who}.
    Children who are called {bad} at home do worse at school, says the study.
    In parliament "{noun}" is not allowed, the speaker ruled.
    "You are a(n) {noun}" is what {who} shouted at me.
    "You're a(n) {noun}," {who} wrote under my letter.
    "You {noun}!" he yelled, and {who} laughed.
    {who} said "you are {bad}" and walked off.
""")
_DENIED = lines("""
    You are not {bad}.
    You're not a(n) {noun}, you just read it too fast.
    Nobody here is a(n) {noun}.
    I don't think {who} is a(n) {noun}.
    I don't think {who} is {bad}.
    I never said you were a(n) {noun}.
    I never said that {who} is {bad}, only wrong.
    Not every voter who disagrees is a(n) {noun}.
    {who} is no {noun}, I've met the family.
    No, {who} is not {bad}, just badly advised.
    It doesn't make you a(n) {noun} to change your mind.
    You don't have to be a(n) {noun} to make that mistake.
    There are no {nouns} in this thread, only tired people.
    {who} isn't {bad}. The law is unclear.
    I'd never call you {bad}.
    We are not {nouns}, we can read a budget.
    Voters aren't {bad}, they know what they want.
    Far from {bad}, I thought it was a clever remark.
    Don't feel {bad}, I got that wrong too.
    Nobody thinks you are {bad} for asking.
    Without being a(n) {noun} about it, may I ask where the figure is from?
    I hope I don't sound like a(n) {noun}, but which year is this chart?
""")
_SLOTS: Slots = {
    "noun": NOUNS,
    "nouns": plurals(tuple(noun for noun in NOUNS if " " not in noun)),
    "bad": phrases("""
        stupid, dumb, dense, thick, clueless, ignorant, pathetic, useless, worthless,
        lazy, crazy, ugly, evil, hysterical, gullible, incompetent, deluded, dim
    """),
    "who": phrases("""
        the mayor, the nurse, the author, the referee, a pupil, the minister, a
        neighbour, the judge, his wife, the driver, the president, a colleague, my
        father, the reporter, Ms Okafor, Mr Lindqvist
    """),
    "wrong": phrases("""
        unacceptable, wrong, beneath this paper, uncalled for, cruel, hurtful, no
        argument, not on, unworthy of an elected man, childish behaviour
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Quoted insults, mild and foul, and insults denied."""
    for text in sentences(_QUOTED, _SLOTS, dice, QUOTED):
        yield clean(text)
    for text in sentences(_QUOTED, {**_SLOTS, "noun": FOUL_NOUNS}, dice, QUOTED_FOUL):
        yield unsure(clean(text), "severe_toxicity")
    for text in sentences(_DENIED, _SLOTS, dice, DENIED):
        yield clean(text)
