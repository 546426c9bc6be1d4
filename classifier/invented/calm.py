"""People speaking calmly of who they are and of groups: naming is not abuse."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import clean
from classifier.invented.people import groups
from classifier.samples import Sample

EACH = 11
"""Texts of each group; with those of `counterspeech`, about as many as of `hate`."""

_PATTERNS = lines("""
    As a(n) {person} I {think} {subject}.
    Speaking as a(n) {person}, I {think} {subject}.
    I'm a(n) {person} from {place} and {subject} affects me too.
    I am {adj} and I {think} {subject}, for what it's worth.
    I'm {adj}, {adj2}, and tired of {subject}.
    I was raised {adj} in {place} and moved away at nineteen.
    Being {adj} in {place} was never a big deal to anybody.
    {relative} is {adj} and {works}.
    {relative} married a(n) {person} and the wedding was lovely.
    The {adj} couple next door {works2}.
    We hired a(n) {person} last spring, who {works}.
    A(n) {person} in our choir told me about {subject}.
    There are about forty {people} in my village, and we all {together}.
    {people} and their neighbours {together} every summer.
    Do {people} vote differently on {subject}?
    How many {people} live in {place} these days?
    The article quotes two {people}, yet it says nothing of {subject}.
    The survey asked {people} what they think of {subject}.
    According to the census, {people} make up a tenth of {place}.
    The museum opens an exhibition on the history of {people} in {place}.
    Two {people} were elected to the council of {place} last night.
    A film about a(n) {person} who {works} won the prize.
    The novel's hero is a(n) {person} who {works}.
    {adj} readers may see {subject} in another light, and I would like to hear them.
    {people} pay taxes like everybody else and have a view on {subject}.
    I teach a class where {people} and others {together}.
    It is good to see {people} on the board at last.
    {people} were among the first to help after the flood in {place}.
    {people} deserve the same pension as anyone.
    Let {people} speak for themselves about {subject}.
    Proud to be {adj}, proud of {place}.
    My doctor is a(n) {person}, and a better one I never had.
    The {adj} vote was split over {subject}.
    {people} I know are divided over {subject}, just like the rest of us.
    Years ago {people} could not get a mortgage in {place}. That has changed.
    Happy holidays to all {people} reading this!
    A(n) {person} won gold for {place} yesterday.
    The new clinic in {place} offers an hour for {people} on Tuesdays.
    What do {people} here make of {subject}?
    I'm not {adj} myself, but my best friend is.
    Thank you for printing a letter by a(n) {person} on {subject}.
    I disagree with the {adj} woman quoted here about {subject}, though she argues well.
    The law treats {people} like all other citizens, as it should.
    We are {people}, we live in {place}, and we read this paper daily.
    {adj} and {adj2}: that is me, and I sleep well.
    Hi, I'm {adj}.
    He's {adj}. She's {adj2}. They {together}.
""")
_SLOTS: Slots = {
    "think": phrases("""
        agree with the piece on, disagree with the editor about, have no strong view of,
        welcome the news about, know a little about, worry about, would like to read
        more about, voted because of, wrote to my MP about
    """),
    "subject": phrases("""
        the new housing law, the bus fares, the school reform, the pension plan, the
        election, the hospital, public broadcasting, the tax on fuel, the library
        closing, the vaccine, the football final, the debate on marriage, the census,
        the trade deal, university fees, the airport, the budget, the mayor's speech,
        the festival, paid leave
    """),
    "place": phrases("""
        Leeds, Ohio, the valley, Toronto, Glasgow, Cape Town, a small town, the suburbs,
        Manchester, Brooklyn, Dublin, the capital, Queensland, Texas, our county
    """),
    "relative": phrases("""
        my brother, my aunt, my boss, our vicar, my neighbour, my daughter's teacher, my
        cousin, our dentist, my landlord, my oldest friend, the goalkeeper, my partner
    """),
    "works": phrases("""
        works nights at the hospital, runs a bakery, drives a bus, teaches physics,
        coaches the juniors, mends bicycles, sings in a band, studies law, volunteers
        for the fire brigade, looks after three children, writes code
    """),
    "works2": phrases("""
        keeps bees, adopted a dog, run a bakery, grow tomatoes, bring us soup, play
        chess with my father, fixed our fence, throw good parties
    """),
    "together": phrases("""
        get along fine, share a garden, celebrate together, run the market, sing
        together, cook for the homeless, play cricket, argue about football, plant trees
    """),
    "adj2": phrases("""
        left-handed, a nurse, from Wales, retired, vegetarian, married, a farmer, an
        engineer, a father of two, forty, a cyclist, an only child
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """`EACH` of every group; people who speak of themselves and of others."""
    for group in groups():
        for text in sentences(_PATTERNS, {**_SLOTS, **group}, dice, EACH):
            yield clean(text)
