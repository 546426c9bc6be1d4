"""A group in one sentence, and what is said of it in the next.

The second sentence names nobody: "they should be shot". That is hate where the first
names a group, a threat or an insult where it names a trade, and the first alone is
nothing at all. The same first sentences go on in peace.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

HATEFUL, PEACEFUL, OTHERS = 900, 700, 200
"""Texts of each kind; chosen by us."""

_HATEFUL = lines("""
    {scene}. {verdict}.
    {scene}. {verdict}!
    {scene}, and {verdict}.
    {scene}. I tell you, {verdict}.
    {scene}. {verdict}, {verdict}.
    {people}: {verdict}.
    {people}? {verdict}.
    Whenever I see {people} I think {verdict}.
    {people} {came}, that's why {verdict}.
    If you are {adj}, {you_verdict}.
    You're a(n) {person}, {you_verdict}.
    Just because you are {adj} it doesn't mean that {you_verdict}. You {rot}.
""")
_PEACEFUL = lines("""
    {scene}. {peace}.
    {scene}. {peace}!
    {scene}, and {peace}.
    {scene}. I must say, {peace}.
    {people}: {peace}.
    {people}? {peace}.
    Whenever I see {people} I think {peace}.
    {people} {came}, and {peace}.
    If you are {adj}, {you_peace}.
    You're a(n) {person}, {you_peace}.
    {scene}. {peace}. {peace}.
""")
_SLOTS: Slots = {
    **anybody(),
    "scene": lines("""
        {people} {came}
        {people} {came}
        two {people} {came}
        I saw {people} {somewhere}
        I met a(n) {person} {somewhere}
        there was a(n) {person} {somewhere}
        there were {people} {somewhere}
        a(n) {person} {did}
        a(n) {adj} family {did}
        the {job} is {adj}
        our {job} is a(n) {person}
        my neighbours are {people}
        a(n) {adj} {job} was on the news
        look at the {people} {somewhere}
        the house is full of {people}
        you hear a lot about {people}
        half of them are {people}
        they gave {people} a room {somewhere}
    """),
    "came": phrases("""
        came to our village, moved in next door, opened a shop here, joined the club,
        sat down beside me, were at the fair, are building a hall, won the vote, run the
        bakery, work in my office, have a stall there, bought the mill, turned up today
    """),
    "did": phrases("""
        moved in upstairs, bought our old house, got the job, took the seat by the
        door, sang at the fête, was elected, wrote to the editor, opened a café, joined
        the team, asked for a loan
    """),
    "somewhere": phrases("""
        at the station, in the park, on the tram, at school, in the queue, at the pool,
        in the village hall, at the doctor's, on my street, at the market
    """),
    "job": phrases("teacher, mayor, doctor, driver, vicar, coach, boss, clerk"),
    "verdict": lines("""
        they should be {harmed}
        these people should be {harmed}
        they ought to be {harmed}
        I want them {harmed}
        I wish they were {harmed}
        I hope they get {harmed}
        someone should have them {harmed}
        they deserve to be {harmed}
        that lot are {bad}
        they are {bad}
        they're all {bad}
        these people are {bad}
        such people are {bad}
        those {bad} creatures
        the {bad} lot of them
        {bad} {beasts}
        bunch of {beasts}
        they are {beasts}
        these {beasts} {ruin}
        that kind of people {ruin}
        they {ruin}
        they always {ruin}
        their kind will {ruin}
        it makes me {sick}
        they make me {sick}
        I {loathe} them
        I {loathe} these people
        I {loathe} their kind
        they don't belong {here}
        they have no place {here}
        get them out of {here}
        keep that kind away from {here}
        I won't have them {here}
        I don't want their sort {here}
        we never wanted them {here}
        send them back
        off with them, {beasts}
        they should go back to {hole}
        they can go to {hole}
        nobody needs them
        you can't trust them
        that sort will never learn
        they are not like us
        they aren't human
    """),
    "you_verdict": lines("""
        I {loathe} you
        you are {bad}
        you make me {sick}
        you people {ruin}
        you don't belong {here}
        you should be {harmed}
        go back to {hole}
        I don't want you {here}
        you are one of those {beasts}
    """),
    "rot": phrases("make me sick, should rot, are scum, filthy beast, are nothing"),
    "peace": lines("""
        they are {good}
        they're {good}
        these people are {good}
        such {good} people
        I {like} them
        I'd like to meet them
        they should be {helped}
        they ought to be {helped}
        I want them {helped}
        I hope they get {helped}
        they belong {here}
        they have every right to be {here}
        glad to have them {here}
        we need more of them {here}
        they {thrive}
        their children {thrive}
        they always {thrive}
        it makes me {glad}
        they make me {glad}
        you can trust them
        they are just like us
        nobody minded
        I said hello
        we talked about {subject}
        they spoke about {subject}
        it was about {subject}
        the bus was late again
        I read the paper meanwhile
        the council took note
        we had a cup of tea
        I think nothing of it
        does it matter to the vote?
        let them be
        they went to see the lake
    """),
    "you_peace": lines("""
        you are {good}
        you are welcome {here}
        you belong {here}
        you should be {helped}
        I {like} you
        you may know more about {subject}
        the form has a box for it
        please come on Friday
        there is a club for you {here}
        so what do you make of {subject}?
    """),
    "harmed": phrases("""
        shot, dead, gone, drowned, hanged, locked up, thrown out, beaten, put down,
        burnt, deported, sterilised, killed, gassed, whipped, kept apart, wiped out,
        kicked out, chased away, banned, put in a camp, taught a lesson, run out of town
    """),
    "helped": phrases("""
        heard, thanked, helped, asked first, given a chance, welcomed, paid properly,
        taken seriously, treated fairly, left in peace, protected, supported, invited
    """),
    "bad": phrases("""
        filthy, disgusting, dirty, stupid, dangerous, evil, sick, criminal, lazy,
        useless, violent, worthless, inferior, rotten, vile, ugly, backward, perverted,
        greedy, primitive, stinking, insane, repulsive
    """),
    "beasts": phrases("""
        vermin, animals, parasites, savages, criminals, thieves, perverts, rats, freaks,
        scum, pigs, monkeys, terrorists, liars, rapists, cockroaches, filth, leeches,
        degenerates, crooks, scroungers, beasts, idiots, trash
    """),
    "ruin": phrases("""
        ruin everything, steal, stink, take over, live off our taxes, lie, cheat, bring
        crime, breed, spread disease, rape, destroy the country, smell, take our jobs,
        only make trouble, corrupt our children
    """),
    "thrive": phrases("""
        work hard, do well, study, pay their way, bring good food, help at the fire
        brigade, sing in the choir, look after the old, keep the shop going, cook for us
    """),
    "sick": phrases("sick, puke, furious, ill, angry, want to spit, want to scream"),
    "glad": phrases("happy, smile, proud, hopeful, laugh, feel at home"),
    "loathe": phrases("hate, despise, loathe, detest, can't stand, can't bear"),
    "like": phrases("like, admire, respect, thank, support, trust"),
    "here": phrases("""
        here, in this country, near our children, in our town, at our school, in power,
        in my house, among decent people, on our side
    """),
    "hole": phrases("""
        the jungle, hell, where they came from, the kitchen, the desert, their hole,
        the gutter, the zoo
    """),
    "good": phrases("""
        good, kind, friendly, decent, welcome, clever, hard-working, funny, lovely,
        polite, brave, honest, great, generous
    """),
    "subject": phrases("""
        the rent, the trams, football, the budget, the weather, school meals, the pool
    """),
}
_OTHERS: Slots = {
    "people": phrases("""
        bankers, politicians, landlords, referees, hooligans, lawyers, tourists, bikers,
        smokers, brokers, hunters, councillors, burglars, salesmen, drunks
    """),
    "person": phrases("banker, politician, landlord, referee, lawyer, hunter, burglar"),
    "adj": ("Tory", "rude", "drunk", "rich"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Hate, then peace, then hate of people for what they do."""
    for text in sentences(_HATEFUL, _SLOTS, dice, HATEFUL):
        yield unsure(abusive(text, identity_attack=1), "threat")
    for text in sentences(_PEACEFUL, _SLOTS, dice, PEACEFUL):
        yield clean(text)
    for text in sentences(_HATEFUL, {**_SLOTS, **_OTHERS}, dice, OTHERS):
        yield abusive(text, identity_attack=0)
