"""Swearing at nobody: in praise, in anger at things, at oneself."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.insults import NOUNS
from classifier.invented.labels import clean, unsure
from classifier.samples import Sample

PRAISE, ANGER, ONESELF, ONESELF_FOUL = 190, 150, 180, 60

_PRAISE = lines("""
    This is {fucking} {brilliant}.
    What a(n) {fucking} {brilliant} {goal}.
    {fucking} {brilliant} {goal}!
    {damn} good {piece}.
    Hell of a(n) {goal}.
    One hell of a(n) {piece}, thank you.
    {wow}, what a(n) {goal}!
    {wow}, that {piece} was {brilliant}.
    {wow}, you actually did it, congratulations!
    {fucking} hell, {brilliant} {piece}.
    No shit, this is the {fucking} best {piece} I read all year.
    I {fucking} love this {town}.
    Best {fucking} {piece} in years.
    She's {fucking} {brilliant}, give her a medal.
    You are {fucking} {brilliant}, never change.
    The band was shit hot last night.
    That keeper is the shit, three saves in a row.
    This {piece} kicks ass.
    Kick-ass {piece}, thanks to the author.
    Badass {goal} by the kid from {town}.
    The crew from {town} worked their asses off, hats off.
    My ass hurts from laughing, {brilliant} {piece}.
    I laughed my arse off at this {piece}.
    Well I'll be damned, a(n) {damn} good {piece}.
    {fucking} finally, good news from {town}!
    About {damn} time {town} got something nice.
    {town} won! {wow}!
    So {fucking} proud of {town} tonight.
    {wow} I'm going to be a father!
    Thank you so {fucking} much to the nurses of {town}.
""")
_ANGER = lines("""
    {wow}, it's {raining} again.
    {wow}, the {thing} is broken again.
    The {thing} is {fucking} broken, as always.
    Fuck this {thing}.
    This {fucking} {thing} will be the end of me.
    Why is the {fucking} {thing} so slow?
    Shit, I forgot the {thing}.
    My {thing} went to shit after the update.
    The {thing} is a piece of shit, I want my money back.
    I spent three {fucking} hours with the {thing}.
    It's {raining} like hell and the {thing} is late.
    I don't give a shit about the {thing}, I just want to get home.
    I'm so pissed off about the {thing}.
    Who gives a damn about the {thing}?
    What the hell happened to the {thing}?
    The {thing} costs a shitload of money these days.
    The {thing} scared the shit out of me.
    Everything went tits up when the {thing} failed.
    Bollocks, missed the {thing} again.
    It's {fucking} cold in {town} this morning.
    {town} lost again, {fucking} hell.
    What a shitty week, and now the {thing}.
    Oh crap, the {thing}!
    My {thing} is fucked.
    The {thing} is all bullshit and paperwork.
    Shit happens, we will fix the {thing}.
""")
_ONESELF = lines("""
    I'm such a(n) {noun}, I forgot {errand}.
    I am a(n) {noun} sometimes.
    I feel like a(n) {noun} for missing {errand}.
    I was a(n) {noun} to believe {tale}.
    What a(n) {noun} I was to believe {tale}.
    Silly me, I forgot {errand}.
    Silly me, I believed {tale}.
    My {dumb} brain thought {tale}.
    How {dumb} of me to believe {tale}.
    I must be {dumb}, I don't get {errand}.
    Call me a(n) {noun}, but I believed {tale}.
    Call me {dumb}, but what is {errand} for?
    I may be a(n) {noun}, yet even I can follow this chart.
    Colour me {dumb}, I paid twice for {errand}.
    Stupid of me to forget {errand}.
    I could kick myself for missing {errand}.
    I hate myself for forgetting {errand}.
    My own fault, I was {dumb} and forgot {errand}.
    I'm too {dumb} to work out {errand}, can somebody help?
    I made a complete {noun} of myself over {errand}.
    Sorry, I'm a(n) {noun}, I read the wrong article.
    I'm a(n) {noun} and I still believe {tale}.
    We were {dumb} to believe {tale}, my husband and I.
    Am I the only {noun} who believed {tale}?
    Guess I'm the {noun} here, my apologies.
    My wife says I'm a(n) {noun}, and she's right.
    {dumb} me forgot {errand}.
""")
_ONESELF_FOUL = lines("""
    I'm such a(n) {foul}, I forgot {errand}.
    I was a right {foul} about {errand}, sorry.
    Fuck me, I forgot {errand}.
    I fucked up with {errand}, my fault.
    My {dumb} ass believed {tale}.
    I'm a(n) {dumb} {foul} for believing {tale}.
    I'm shit at {errand}.
    Holy shit I'm {dumb}, I missed {errand}.
    I felt like a piece of shit for missing {errand}.
    I made an ass of myself over {errand}.
    Apologies, I was a(n) {foul} yesterday.
""")
_SLOTS: Slots = {
    "fucking": phrases("fucking, fuckin, bloody fucking, goddamn fucking, fucking"),
    "damn": ("damn", "goddamn", "bloody", "damn"),
    "brilliant": phrases("""
        brilliant, marvellous, great, amazing, beautiful, hilarious, awesome, genius,
        superb, fantastic, perfect, lovely, incredible
    """),
    "goal": phrases("""
        goal, save, game, match, finish, performance, speech, show, concert
    """),
    "piece": phrases("piece, article, photo, interview, report, column, story, recipe"),
    "wow": phrases("""
        holy shit, holy fuck, fuck me, fuck yeah, fucking hell, fuck, holy crap, hot
        damn, bloody hell, goddamn
    """),
    "town": phrases("Cardiff, Leeds, Boston, Naples, Detroit, Lyon, Perth, our town"),
    "raining": ("raining", "snowing", "pouring"),
    "thing": phrases("""
        train, bus, printer, website, boiler, lift, ticket machine, parking app, wifi,
        tax form, laptop, alarm clock, car, paywall, phone
    """),
    "noun": tuple(noun for noun in NOUNS if " " not in noun),
    "foul": phrases("dickhead, dumbass, twat, prick, wanker, shithead, bellend"),
    "dumb": phrases("""
        dumb, stupid, thick, slow, silly, foolish, dense, dim, daft, naive
    """),
    "errand": phrases("""
        the keys, my own birthday, the deadline, this form, the second page, the
        password, the vote, my wallet, the anniversary, the recipe, the crossword
    """),
    "tale": phrases("""
        that promise, the brochure, the forecast, my horoscope, the weatherman, the
        warranty, the rumour, my broker, that advert, the polls
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Praise, anger at things, and people who scold themselves."""
    # Mild words are swearing too in this company, though "bloody" alone is not.
    for text in sentences(_PRAISE, _SLOTS, dice, PRAISE):
        yield clean(text, profanity=1)
    for text in sentences(_ANGER, _SLOTS, dice, ANGER):
        yield clean(text, profanity=1)
    for text in sentences(_ONESELF, _SLOTS, dice, ONESELF):
        yield clean(text)
    for text in sentences(_ONESELF_FOUL, _SLOTS, dice, ONESELF_FOUL):
        yield unsure(clean(text, profanity=1), "severe_toxicity")
