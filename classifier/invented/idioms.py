"""Contempt in figures of speech, without a bad word, and the words meant plainly."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean
from classifier.samples import Sample

CONTEMPT, INNOCENT = 200, 200
"""Texts of each kind; chosen by us."""

_IDIOMS = lines("""
    You have the {wits} of a(n) {thing}.
    You've got the {wits} of a(n) {thing}, {name}.
    You have the {wits} of a(n) {thing} and the charm of a(n) {thing}.
    A(n) {thing} has more {wits} than you.
    Even a(n) {thing} has more {wits} than {who}.
    I've had better talks with a(n) {thing}.
    Talking to you is like talking to a(n) {thing}.
    You are about as sharp as a(n) {thing}.
    You're as useful as a(n) {thing}.
    {who} is as much use as a(n) {thing}.
    You're one {part} short of a(n) {whole}.
    {who} is clearly one {part} short of a(n) {whole}.
    Some village is missing its idiot, {name}.
    Bet your parents are {kin}.
    Are your parents {kin}, {name}?
    Your {family} must be so ashamed of you.
    Does your {family} know that you write this rubbish?
    Does your {family} still tie your shoes for you?
    Did a(n) {thing} teach you to write?
    Was your teacher a(n) {thing}?
    Every post of yours lowers the IQ of the whole thread.
    Your IQ and your shoe size are the same, {name}.
    I'd explain it, but I've no crayons with me, {name}.
    Somebody left the cage open and {who} got to a keyboard.
    Evolution forgot {who}.
    If brains were {fuel} you couldn't start a lawnmower.
    Your brain is on holiday, {name}.
    Light travels faster than sound, so {who} looked bright until now.
""")
_INNOCENT = lines("""
    {who} has the {wits} of a chess player.
    {who} has more {wits} than most.
    The {thing} is broken again, {name}.
    A(n) {thing} costs nine euros at the market.
    I'd swap the {thing} for a(n) {thing}, {name}.
    My {family} bought a(n) {thing} and a(n) {thing}.
    This is a recipe for one {whole}, add a(n) {part}.
    The {whole} came without the {part}.
    We were one {part} short, so no {whole} today.
    Her parents are {trades}.
    Are your parents {trades}, {name}?
    Your {family} must be so proud of you.
    Does your {family} know that you won?
    {who} and his sister are cousins of mine.
    A(n) {thing} as sharp as that needs care.
    Her teacher was {who}.
    The IQ test tells little, says {who}.
    Does a walk help the brain? {who} thinks so.
    My shoes have the wrong size, {name}.
    {fuel} is dear this winter.
    Somebody left the window open and {who} caught a cold.
    Talking to {who} is like talking to a dear friend.
    Light travels faster than sound, {who} explained.
    The children want crayons, {name}.
    Our village has no doctor.
""")
_SLOTS: Slots = {
    "wits": phrases(
        "IQ, brains, wits, sense, mind, charm, memory, wisdom, imagination"
    ),
    "thing": phrases("""
        potato, doorknob, brick, toaster, house plant, turnip, lamp post, doormat, sofa,
        tin of beans, wet sponge, bag of sand, wooden spoon, chocolate teapot, cabbage,
        garden gnome, parking meter, cactus, bowl of soup, traffic cone, goldfish
    """),
    "name": phrases(
        "mate, pal, Kevin, sunshine, Linda, my friend, Mr Doyle, lads, dear, professor"
    ),
    "who": phrases("""
        the author, the mayor, the man above, this columnist, the minister, our coach,
        the editor, the first speaker, the chairman, Ms Okafor
    """),
    "part": phrases("sandwich, slice, egg, card, brick, candle, spoke, onion, screw"),
    "whole": phrases("picnic, loaf, cake, deck, wall, wheel, salad, shelf, breakfast"),
    "kin": phrases("siblings, brother and sister, cousins, related, twins"),
    "trades": phrases("teachers, bakers, nurses, farmers, from Leeds, retired, well"),
    "family": phrases("mother, family, wife, father, parents, children, grandmother"),
    "fuel": phrases("petrol, gas, coal, diesel, oil, firewood"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Contempt, then what is meant as it is said."""
    no = {"severe_toxicity": 0, "threat": 0, "identity_attack": 0}
    for text in sentences(_IDIOMS, _SLOTS, dice, CONTEMPT):
        yield abusive(text, insult=1, **no)
    for text in sentences(_INNOCENT, _SLOTS, dice, INNOCENT):
        yield clean(text, profanity=0)
