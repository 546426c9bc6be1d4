"""Violence wished on somebody, curses, and calls to do harm to oneself; and kindness,
news and grief in the same words.

The data sets have few of these, and people who write under news are told so often.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.samples import Sample

HARM, CURSES, HARMLESS = 420, 360, 780
"""Texts of each kind; chosen by us."""

_HARM = lines("""
    I hope {somebody} {harms} you.
    I hope {somebody} {harms} you and your {kin}.
    I hope you get {harmed}.
    I hope your {kin} gets {harmed}.
    Hope {somebody} {harms} {victim}.
    Hope you get {harmed}, {fool}.
    You deserve to be {harmed}.
    You deserve to get {harmed}.
    {victim} deserves to be {harmed}.
    People like you deserve to be {harmed}.
    You should be {harmed}.
    You should be {harmed} for writing that.
    {victim} should be {harmed} for that.
    You need to be {harmed}, {fool}.
    {somebody} should {harm} you.
    {somebody} really should {harm} {victim}.
    Will {somebody} please {harm} {victim}?
    Why has nobody {harmed} {victim} yet?
    I'd pay to see you {harmed}.
    I want to see {victim} {harmed}.
    One day {somebody} will {harm} you, and I will cheer.
    Pray that {somebody} {harms} {victim}.
    You were asking to be {harmed}.
    With that mouth you will be {harmed} one day.
    If you get {harmed}, you had it coming.
    Women who write this should be {harmed}.
    I hope you die.
    I hope you all die.
    I hope you die {slowly}.
    I hope {victim} dies {slowly}.
    Die {slowly}, {fool}.
    You are first in line when we {harm} people like you.
    Get ready to be {harmed}.
    I will find you and {harm} you.
    I'll find you, and then I {harm} you.
    We will {harm} you and your {kin}.
    Your {kin} will be {harmed}, just wait.
""")
_CURSES = lines("""
    Pity the {accident} didn't finish {victim} off.
    Too bad you survived the {accident}.
    May the next {accident} take you.
    Kill yourself.
    Kill yourself, {fool}.
    kys
    {kys}
    {kys} {fool}
    {kys} {now}
    {kys}, {fool}
    just {kys} {now}
    go {kys} {now}
    please {kys}, nobody likes you
    you should {kys} {now}
    Go kill yourself, you {fool}.
    Go and {end_it}.
    Go {end_it}, {fool}.
    Just {end_it}.
    Please {end_it}.
    Why don't you just {end_it}?
    Do us all a favour and {end_it}.
    Do the world a favour: {end_it}.
    Have you thought about it? Then {end_it}.
    If I were you I would {end_it}.
    You should {end_it}.
    Die.
    Die already.
    Just die.
    Go die.
    Die, {fool}.
    Drop dead.
    Drop dead, {fool}.
    Rot in hell.
    Rot in hell, {fool}.
    Burn in hell.
    Burn in hell, you {fool}.
    See you in hell, {fool}.
    There is a place in hell for {victim}.
    Get {illness}.
    Get {illness} and die.
    I hope you get {illness}.
    Hope you get {illness}, {fool}.
    I hope your {kin} gets {illness}.
    May {victim} get {illness}.
    You deserve {illness}.
    The world would be better without you.
    Nobody would miss you if you {died}.
    Nobody would cry if you {died}.
    Nobody will come to your funeral.
    I will dance on your grave.
    I can't wait to dance on the grave of {victim}.
    Your {kin} should have aborted you.
    You should have been aborted.
    You should have been drowned at birth.
    You should never have been born.
    What a pity you were born.
    You are a waste of air, {end_it}.
    The day you {died} would be a good day.
    Stop breathing, {fool}.
""")
_HARMLESS = lines("""
    I hope {somebody} {helps} you.
    I hope {somebody} {helps} your {kin}.
    I hope you get {treat}.
    I hope your {kin} gets {treat}.
    You deserve to be {honoured}.
    You deserve {treat}.
    {victim} deserves to be {honoured}.
    {victim} should be {honoured} for that.
    You should be {honoured} for writing that.
    People like you deserve to be {honoured}.
    {somebody} should {help} you.
    Will {somebody} please {help} the {kin}?
    Why has nobody {honoured} {victim} yet?
    I'd pay to see {victim} {honoured}.
    I will find you {treat}.
    We will {help} you and your {kin}.
    She was {harmed} near {place}, the court heard.
    He says he was {harmed} as a boy, and nobody listened.
    She had been {harmed} as a student and never told her {kin}.
    My {kin} was {harmed} in {place} and still has dreams.
    Two men {harmed} a nurse in {place}, say police.
    Women who are {harmed} deserve to be believed.
    Nobody deserves to be {harmed}.
    No one should be {harmed} for what they write.
    Nobody asks to be {harmed}, whatever they wear.
    A pupil was {harmed} on the way to {place}.
    Why are so many people {harmed} near {place}?
    The man who {harms} his {kin} should be in court, the judge in {place} said.
    The charity in {place} helps people who were {harmed}.
    In the film {victim} is {harmed} in {place}.
    You may be {harmed} by a falling branch, so stay out of the park.
    I hope nobody gets {illness}.
    My {kin} got {illness} last year.
    My {kin} {died} of {illness} in {place}.
    Our {kin} {died} in the {accident}, and we miss them.
    Many people get {illness} in {place}.
    People with {illness} need more help than they get.
    Get well soon, and give my love to your {kin}.
    Get the jab, so that nobody gets {illness}.
    Three people {died} in the {accident} near {place}.
    The driver survived the {accident} near {place}.
    Too bad you missed the match in {place}.
    I hope you survived the {accident} unhurt.
    The good {thing} {died} in the frost.
    My {thing} {died} again, any advice?
    If the {thing} dies, start it by hand.
    I hope the {thing} lasts another year.
    Plants die without water, so does the {thing}.
    That cake is to die for.
    Drop the {thing} at {place}, please.
    Nobody would miss the {thing} if it {died}.
    The world would be better without the {thing}.
    What a pity the {thing} broke.
    Burn the broken {thing}, and keep the ashes for the roses.
    If you think of killing yourself, please call the helpline in {place}.
    He tried to kill himself in {place}, the report says.
    Her {kin} killed himself, so choose your words.
    Please don't harm yourself, {somebody} will listen.
    You are not alone. Do not end it, talk to {somebody}.
    More young people in {place} kill themselves than ten years ago.
    We danced all night in {place}.
    The grave of {victim} is in {place}.
    Hell is other people, says the play in {place}.
    It was hot as hell in {place}.
    She was born in {place} and died there at ninety.
    My {kin} was born with {illness}.
    We stop breathing for a moment when {victim} sings.
    The law on abortion in {place} was changed.
    All kittens were drowned in those days, says my {kin}.
""")
_SLOTS: Slots = {
    "somebody": phrases("""
        someone, somebody, a stranger, your neighbour, some kind soul, anyone, a doctor,
        the police, your own people, somebody in that town
    """),
    "harms": phrases("""
        rapes, beats up, beats, shoots, stabs, kills, hurts, punches, strangles, runs
        over, attacks, kicks, robs, burns, poisons, cripples
    """),
    "harm": phrases("""
        rape, beat up, beat, shoot, stab, kill, hurt, punch, strangle, run over, attack,
        kick, rob, burn, poison, cripple
    """),
    "harmed": phrases("""
        raped, gang raped, beaten up, beaten, shot, stabbed, killed, hurt, punched,
        strangled, run over, attacked, kicked, robbed, burnt, poisoned, crippled,
        molested, tortured, assaulted
    """),
    "helps": phrases("helps, feeds, thanks, hears, visits, calls, hugs, cheers up"),
    "help": phrases("help, feed, thank, hear, visit, call, hug, cheer up"),
    "honoured": phrases("""
        heard, thanked, paid, praised, helped, believed, promoted, elected, loved,
        treated well, left in peace, forgiven, cheered
    """),
    "treat": phrases("""
        a rest, a rise, a holiday, an answer, the job, a seat, your money back, a
        prize, an apology, some sleep, a good doctor
    """),
    "kin": phrases(
        "mother, wife, daughter, family, sister, brother, son, father, husband, cousin"
    ),
    "victim": phrases("""
        the mayor, that judge, this journalist, the author, the minister, the editor,
        this referee, the head teacher, that singer, the goalkeeper, whoever wrote this
    """),
    "fool": phrases("""
        fool, idiot, loser, clown, freak, moron, pig, coward, troll, creep, cow, rat,
        worm, dog, liar, snowflake
    """),
    "end_it": phrases("""
        end it, end yourself, off yourself, hang yourself, neck yourself, drown
        yourself, shoot yourself, jump off a bridge, jump under a train, drink bleach,
        cut your wrists, take the pills, play on the motorway, find a rope, do it
        already
    """),
    "kys": ("kys", "kys", "KYS", "kill urself", "kill yourself"),
    "now": phrases("already, now, today, please, pls, bro, tbh, lol, and be done"),
    "slowly": phrases("slowly, screaming, in pain, alone, in a fire, tonight, soon"),
    "illness": phrases("""
        cancer, AIDS, the plague, leukaemia, a stroke, a tumour, Ebola, rabies, a heart
        attack, Covid, dementia, a brain tumour
    """),
    "died": phrases("died, passed away, went away for good, dropped dead"),
    "accident": phrases("""
        accident, crash, stroke, flood, fire, storm, earthquake, landslide, explosion
    """),
    "thing": phrases(
        "lawnmower, phone, battery, hedge, laptop, boiler, engine, apple tree, printer"
    ),
    "place": phrases("""
        Lucca, Malmo, the harbour, Denver, Bristol, the mill, Quito, Accra, Sligo, the
        park, Toulouse, Tucson
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Violence wished, curses and calls to end oneself, then kindness, news, grief."""
    aimed = {"identity_attack": 0}
    for text in sentences(_HARM, _SLOTS, dice, HARM):
        yield abusive(text, threat=1, **aimed)
    for text in sentences(_CURSES, _SLOTS, dice, CURSES):
        # Whether these are threats, data sets do not agree.
        yield unsure(abusive(text, **aimed), "threat")
    for text in sentences(_HARMLESS, _SLOTS, dice, HARMLESS):
        yield clean(text, profanity=0)
