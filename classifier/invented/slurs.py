"""Slurs in sentences that say nothing else, and the same sentences without a slur.

Whoever says "the (slur) next door" has said enough. The sentences around are the same
for plain words, for groups and for slurs, so that only the word itself can tell.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, plurals, sentences
from classifier.invented.labels import abusive, clean, heavy, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

SLURS, PLAIN, OTHER_SENSES = 1500, 700, 230
"""Texts of each kind; chosen by us, about twenty of each slur."""

SLUR_WEIGHT, SENSE_WEIGHT = 2.0, 4.0
"""Of slurs, since one word has to outweigh a whole calm sentence, and of sentences in
which the same word is none, which are few."""

_PLAIN = lines("""
    {the_one} {does}.
    {the_one} {does}.
    {the_one} {does}, did you see?
    {opening} {the_one} {does}.
    {kin} is a(n) {one}.
    {kin} married a(n) {one}.
    I was served by a(n) {one} in {place}.
    I once knew a(n) {one} in {place}.
    The {job} is a(n) {one}.
    Is the {job} a(n) {one}?
    He looks like a(n) {one}.
    He talks like a(n) {one}.
    She dresses like a(n) {one}.
    What a(n) {one}.
    Listen to that {one} talk.
    Hey {one}!
    Hello {one}.
    Oi, {one}, over here.
    There's a(n) {one} in {place}.
    My {one} of a boss {does}.
    The {one}'s house is the one in {place}.
    Ask the {one} in {place}.
    I sat next to a(n) {one} in {place}.
    They hired a(n) {one} as {job}.
    {the_many} {do}.
    {the_many} {do}.
    {opening} {the_many} {do}.
    Look at the {many} in {place}.
    Are there {many} in {place}?
    {many} and more {many}.
    I grew up with {many} around.
    How many {many} live in {place}?
    Some {many} run the shop in {place}.
    Who invited the {many}?
""")
_SCORNFUL = lines("""
    You're a(n) {one}, aren't you?
    You are such a(n) {one}.
    To me you are only a(n) {one}.
    A(n) {one} as {job}, imagine.
    Once a(n) {one}, always a(n) {one}.
    You {one}.
    Stupid {one}.
    Ugly {one}.
    Bloody {one}.
    I don't want a(n) {one} as my {job}.
    Not another {one}.
    Don't be such a(n) {one}.
    Nothing but {many} in {place}.
    {place} is full of {many}.
    {many} everywhere.
    What do the {many} want now?
    {many} in {place}, again.
    We don't need {many} in {place}.
    You {many} always {do}.
    They let the {many} into {place}.
    Since when do {many} {do}?
    It's always the {many}.
    You know how {many} are.
""")
_SLOTS: Slots = {
    "the_one": lines("""
        that {one}
        this {one}
        the {one}
        the {one} in {place}
        some {one}
        a(n) {one}
        another {one}
        an old {one}
        a young {one}
        our {one}
    """),
    "the_many": lines("""
        those {many}
        these {many}
        the {many}
        the {many} in {place}
        {many}
        some {many}
        two {many}
        all the {many}
        more {many}
        a group of {many}
        a couple of {many}
        a family of {many}
        our {many}
    """),
    "does": phrases("""
        wrote the report, is late again, sells fruit, lives upstairs, was on television,
        wants to be mayor, has bought the garage, talks all day, drives the school bus,
        cut my hair, took my seat, rang the bell, has a new car, cooked dinner, won the
        raffle, reads the news, plays in goal, is from the north, came to the meeting,
        asked me the time, has opinions, sits on the board, got the flat, owns the bar,
        answered the phone, is on the list, teaches maths, voted yesterday, looked at
        me, delivered the parcel, fixed the roof, writes for this paper, complained
    """),
    "do": phrases("""
        live in that block, own three shops, wrote to the paper, run the market, came
        last year, play football there, have a new hall, want a say, were on the news,
        sell phones, took the tables, work nights, got the contract, opened a café, are
        moving in, vote too, sit at the back, wait outside, walk past my house, bought
        the farm, send letters, meet on Fridays, speak up, use the pool, park there
    """),
    "opening": phrases("""
        So, And then, I hear that, Of course, I see that, Yesterday, Today, They say
        that, At work, Guess what: , Look, Now, I noticed that, On Sunday
    """),
    "kin": phrases("""
        my boss, his wife, her brother, the new guy, my dentist, our postman, the owner,
        the coach, my teacher, your father, the singer
    """),
    "job": phrases("""
        mayor, driver, referee, nurse, waiter, minister, judge, teacher, neighbour,
        plumber, editor, speaker, tenant, barber, author, lawyer
    """),
    "place": phrases("""
        the park, this town, our street, the shop, the stand, the front row, the photo,
        my class, the office, that school, the queue, the village, the train, the team,
        the government
    """),
}
_SLURS = phrases("""
    nigger, spic, chink, kike, paki, raghead, towelhead, faggot, fag, tranny, gook,
    wetback, coon, gyppo, pikey, wop, dago, polack, beaner, camel jockey, shemale,
    mongoloid, spastic, cripple, retard, dyke, sand nigger, poofter, darkie, abo, squaw,
    zipperhead, he-she, homo, golliwog, muzzie, kraut, chinaman, jap, lezzie, poof,
    sodomite, gimp, spaz, tard, libtard, redskin, half-breed, negro, yid, hymie, heeb,
    wog, goatfucker, mudslime, ladyboy, troon, feminazi, goy, gypo, sambo, jigaboo,
    porch monkey, slant-eye, bean eater, midget, sperg, window licker, carpet muncher,
    batty boy, pansy, sissy, trannie, taig
""")
_PEOPLE = phrases("""
    nurse, student, farmer, widow, cyclist, tourist, painter, singer, lodger, pensioner,
    stranger, baker, climber, twin, volunteer, gardener, violinist, clerk, soldier,
    colleague, plumber, lad, neighbour, friend, goalkeeper, dancer, beekeeper
""")
_OTHER_SENSES = lines("""
    The {dyke} near {town} {held}.
    They are raising the {dyke} by a metre, says the water board of {town}.
    We walked along the {dyke} to {town}.
    Sheep graze on the {dyke} behind {town}.
    Light fell through a chink in the {curtain}.
    A chink in the {curtain} let the cold in.
    The glasses went chink when we drank to {town}.
    Is there a chink in their defence? {town} will find it.
    Faggots with {peas}, a dish from {town}.
    My mother cooked faggots and {peas} on Fridays.
    The butcher in {town} sells faggots, pies and sausages.
    Bind the twigs to a faggot and light the {stove}.
    Spick and span, the {curtain} and the {stove}.
    The flat in {town} was spic and span.
    The tranny of my old Ford slips in third gear, any workshop in {town}?
    A new tranny costs more than the {car}.
    The {car} has a rebuilt tranny and new brakes.
    Cold weather retards the ripening of the {peas}.
    The {curtain} is treated with a flame retardant.
    Retard the ignition a little and the {car} will start.
    A coon cat sleeps by my {stove}.
    The raccoon, or coon, washes its {peas}.
    Cheese and crackers by the {stove}, what an evening.
    A cracker of a match in {town}!
    Pull a cracker and put on the paper hat.
    Snow crippled the trains around {town}.
    The strike will cripple {town}.
    The queer light over {town} meant snow.
    There's something queer about the sums of {town}.
    What a queer old {car}.
    Bitches of that breed weigh nine kilos, says the vet in {town}.
    The bitch had six puppies behind the {stove}.
    Pansies and {peas} grow in my garden in {town}.
    Sauerkraut with {peas}, we call it kraut.
    Homo sapiens reached {town} late.
    Homo erectus knew fire, not the {stove}.
    Abo is a Finnish town, and so is {town}.
    The gimp on her bag is frayed like the {curtain}.
""")
_OTHER: Slots = {
    "dyke": ("dyke", "sea dyke", "old dyke", "dykes", "summer dyke"),
    "town": phrases("Emden, Delft, Hull, Boston, Leeds, Turku, Bern, Cork, Lille"),
    "held": phrases("held, broke, leaks, is old, must be mended, saved us"),
    "curtain": phrases("curtain, fence, shutters, blinds, door, wall"),
    "peas": phrases("peas, beans, mash, onions, carrots, gravy"),
    "stove": phrases("stove, fire, oven, hearth"),
    "car": phrases("van, car, tractor, pickup"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Slurs, then plain words and groups in their place, then words of two senses."""
    slurs = {**_SLOTS, "one": _SLURS, "many": plurals(_SLURS)}
    for text in sentences((*_PLAIN, *_SCORNFUL), slurs, dice, SLURS):
        sample = abusive(text, identity_attack=1, threat=0)
        yield heavy(unsure(sample, "profanity"), SLUR_WEIGHT)
    group = anybody()
    for one, many in (
        (_PEOPLE, plurals(_PEOPLE)),
        (group["person"], group["people"]),
    ):
        plain = {**_SLOTS, "one": one, "many": many}
        for text in sentences(_PLAIN, plain, dice, PLAIN):
            yield clean(text)
    for text in sentences(_OTHER_SENSES, _OTHER, dice, OTHER_SENSES):
        yield heavy(clean(text, profanity=0), SENSE_WEIGHT)
