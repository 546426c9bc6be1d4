"""Hate of groups, and the same words about what is no protected group.

Who is named must decide nothing by itself: every group is hated here about as often
as it is named in peace in `calm` and `counterspeech`.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, plurals, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import groups
from classifier.samples import Sample

CONTEMPT, EXPULSION, VIOLENCE, SCORN, NO_PRAISE = 6, 4, 3, 4, 2
"""Texts of each group and kind; chosen by us, on how often each is met."""
SLURS, NUISANCES, TRADES = 700, 160, 160

# These fit people and nuisances alike.
_CONTEMPT = lines("""
    {people} are {vermin} and {place} is crawling with them.
    {people} are nothing but {vermin}.
    To be frank, {people} make me {sick}.
    The sight of {people} makes me {sick}.
    {people} are a(n) {disease} on this country.
    {people} are {awful}, {awful} and they get everywhere.
    {people} ruin everything they touch, they're {vermin}.
    God, I can't tell you how much I {loathe} {people}.
    I {loathe} {people} with every bone in my body.
    Is there anything worse than {people}? A {disease}, the lot of them.
    Why do we put up with {people}? They're {awful}.
    Name one good thing {people} ever brought us. I'll wait.
    {people} breed like {vermin} and nobody does a thing.
    The world would be a better place without {people}.
    {people} again. {vermin}, every single one.
    Nobody needs {people}. Nobody wants {people}.
    {people} spread {disease2} wherever they settle.
    All the {awful} {people} out there can rot.
    Wherever {people} turn up, things get {awful}.
    In my opinion {people} are the lowest thing on this planet.
    Sorry not sorry, {people} are {awful}.
    {people}? {awful}, {awful}, {awful}.
    A plague of {people}, that is what {place} has become.
    {place} has turned into a sewer since the {people} came.
    {people} everywhere you look. It makes me {sick}.
""")
_EXPULSION = lines("""
    {people} should be kicked out of {place}, all of them.
    Deport the {people}. Every last one.
    Round up the {people} and ship them off, problem solved.
    Keep {people} away from our schools and our children.
    We need to get rid of {people} before they take over {place}.
    No more {people} in {place}, we are full up with this filth.
    Lock {people} up and throw away the key.
    {people} don't belong here and never will.
    {people} should have no say in anything.
    {people} don't deserve a vote, let alone a pension.
    Nobody should ever rent a flat to a(n) {person}.
    I would never let a(n) {person} near my kids.
    I'd sooner burn my house down than sell it to a(n) {person}.
    {people} have no place in a decent country.
    Why should {people} have rights at all?
    Give it ten years and the {people} will have destroyed {place}. Send them packing.
    They should ban {people} from {place}, they're not like us.
    Take the vote away from {people} and this mess ends.
    A(n) {person} has no business running {place}. Never trust one.
""")
_VIOLENCE = lines("""
    Somebody ought to wipe out the {people}, and soon.
    The only cure for {people} is a bullet.
    Line up the {people} against a wall.
    String the {people} up from the lampposts.
    If a(n) {person} moves into my street I'll put {them} in hospital.
    Gas them, that's what I say about {people}.
    Next time a(n) {person} talks to me I will break {their} jaw.
    {people} need to be exterminated like {vermin}.
    Sink the boats with the {people} still in them.
    Every dead {person} is a good start.
    I hope all the {people} in {place} die screaming.
    Time to hunt down the {people} in {place}.
    Set fire to the place with the {people} inside.
    We will come for the {people}, one by one, and nobody will save them.
    {people} deserve to be beaten in the street.
    I'm going to run over the next {person} I see.
""")
_SCORN = lines("""
    {people} are too {stupid} to hold down a job.
    You can't expect brains from a(n) {person}.
    Typical {people}, {awful} and {stupid}.
    Show me a(n) {person} and I'll show you a(n) {crook}.
    Every {person} I ever met was a(n) {crook}.
    {people} only know how to lie, steal and whine.
    {people} are born {crooks}.
    Of course it was a(n) {person}. It always is with these {crooks}.
    They aren't people, they're {vermin}, every {person} of them.
    Being {adj} is a sickness and should be treated as one.
    {adj} filth. You can smell them from here.
    I don't care what you say, {people} are less than human.
    {people} aren't really people, are they?
    Who in their right mind would marry a(n) {person}? Revolting.
    That's {adj} culture for you: {awful} and {awful}.
    You {adj} piece of filth, go back where you came from.
    She talks like that because she's just another {stupid} {person}.
    You are {adj}, so shut your mouth when decent folk are talking.
    A(n) {person} as a judge? They can't even think straight, they're {stupid}.
    A(n) {person} is not a proper human being in my book.
    Well, what do you expect, {people} are inferior.
    {adj} scum.
    Bloody {people}, {awful} the lot.
    Fucking {people}, the whole lot are {crooks}.
    Another {adj} {crook}, how surprising.
""")
_NO_PRAISE = lines("""
    There is nothing good about {people}.
    Not one {person} was ever of use to anybody.
    I have never met a decent {person}.
    You won't find an honest {person} in {place}.
    {people} are not as clever as the rest of us.
    Nobody sane likes {people}.
    {people} have never built a thing worth keeping.
    No {person} deserves respect.
    I can't think of a reason to be nice to {people}.
    A(n) {person} isn't fit to teach our kids.
    {people} aren't welcome in {place}.
    I don't see why {people} should be treated like humans.
    {people} will never be one of us.
    Never trust a(n) {person}, not with a penny.
    {people} don't love their children like we do.
    {people} are no better than {vermin}.
    Nobody would miss {people} if they were gone.
    I've yet to see a(n) {person} who wasn't {awful}.
    {people} have no morals, no shame and no brains.
    I can't respect a(n) {person}, and nobody should.
""")
_SLURRED = lines("""
    Never met a(n) {slur} I could trust.
    Bet he's a(n) {slur}.
    The {slurs} next door had another party.
    My boss is a(n) {slur}.
    I saw two {slurs} on the bus today.
    I can spot a(n) {slur} from across the street.
    So many {slurs} in here.
    He plays for that {slur} team.
    They gave the job to a(n) {slur}.
    These {slurs} get everything for free.
    You sound like a(n) {slur}.
    {slurs}, every one of them.
    That's so typical of you {slurs}.
    I don't rent to {slurs}.
    Go cry about it, {slur}.
    {slur}!

    This street was fine before the {slurs} came.
    Shut up, you {slur}.
    I'm not taking orders from some {slur}.
    {slurs} ruin everything they touch.
    Send the {slurs} home.
    Typical {slur} behaviour.
    What is this {slur} on about?
    Another {slur} with an opinion, great.
    {slurs} shouldn't be allowed to vote.
    The paper is run by {slurs} now.
    He's nothing but a(n) {slur}.
    No {slurs} in my town, thanks.
    You can tell the author is a(n) {slur}.
    All {slurs} are the same, {awful}.
    Look at that {slur} crying for attention.
    Only a(n) {slur} would write this.
    Dirty {slur}.
    Fucking {slurs}.
""")
_SLOTS: Slots = {
    "vermin": phrases("""
        vermin, cockroaches, rats, maggots, parasites, locusts, lice, pigs, animals,
        savages, leeches, subhuman scum, a virus, filth, garbage, trash, scum, a cancer,
        bacteria, apes
    """),
    "disease": phrases(
        "disease, cancer, plague, curse, stain, blight, pestilence, disgrace, poison"
    ),
    "disease2": phrases("filth, disease, misery, crime, rot, chaos, decay"),
    "awful": phrases("""
        disgusting, filthy, vile, revolting, repulsive, evil, worthless, useless, dirty,
        nasty, rotten, stinking, ugly, loathsome, despicable, foul, hideous
    """),
    "loathe": phrases(
        "loathe, despise, detest, hate, can't bear, resent, can't stomach, abhor"
    ),
    "sick": phrases(
        "sick, want to vomit, puke, so angry, want to scream, want to throw up"
    ),
    "place": phrases("""
        this town, our country, my street, the whole of Europe, Britain, America, this
        city, our neighbourhood, the county, the west
    """),
    "stupid": phrases("""
        stupid, dumb, lazy, thick, backward, primitive, dim, hysterical, weak,
        irrational, greedy, crooked, sick in the head
    """),
    "crook": phrases("""
        thief, liar, criminal, pervert, crook, cheat, scrounger, terrorist, rapist,
        coward, parasite, degenerate, freak
    """),
    "crooks": phrases("""
        thieves, liars, criminals, perverts, crooks, cheats, scroungers, terrorists,
        rapists, cowards, parasites, degenerates, freaks
    """),
    "them": ("him", "her", "them"),
    "their": ("his", "her", "their"),
    "slur": phrases("""
        nigger, spic, chink, kike, paki, raghead, towelhead, faggot, fag, tranny, gook,
        wetback, coon, gyppo, pikey, wop, dago, polack, beaner, camel jockey, shemale,
        mongoloid, spastic, cripple, retard, dyke, sand nigger, poofter, darkie, abo,
        squaw, zipperhead, he-she, homo, golliwog, muzzie
    """),
}
_SLURRED_SLOTS: Slots = {**_SLOTS, "slurs": plurals(_SLOTS["slur"])}
_NUISANCE: Slots = {
    "people": phrases("""
        mosquitoes, potholes, slugs, parking meters, wasps, speed cameras, ticks,
        plastic bags, leaf blowers, bed bugs, pop-up adverts, robocalls, moths, tobacco
        firms, e-scooters, weeds, junk mail flyers, ticket touts' websites, cluster
        bombs, jellyfish, mice in the attic, cold sores, cockroaches, aphids
    """),
}
_TRADE: Slots = {
    "people": phrases("""
        politicians, bankers, landlords, journalists, lawyers, estate agents, Tories,
        Democrats, Republicans, Labour voters, Arsenal fans, United fans, Rangers fans,
        cyclists, influencers, vegans, hunters, smokers, lobbyists, tax inspectors,
        billionaires, car dealers, climate activists, council clerks
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Hate of every group, then slurs, nuisances and hated trades."""
    for group in groups():
        yield from _hated({**_SLOTS, **group}, dice)
    for text in sentences(_SLURRED, _SLURRED_SLOTS, dice, SLURS):
        sample = abusive(text, identity_attack=1, insult=1, threat=0)
        # Whether a slur is profane too, data sets disagree.
        yield unsure(sample, "profanity")
    for text in sentences(_CONTEMPT, {**_SLOTS, **_NUISANCE}, dice, NUISANCES):
        yield clean(text)
    for text in sentences(_CONTEMPT, {**_SLOTS, **_TRADE}, dice, TRADES):
        yield abusive(text, identity_attack=0, threat=0)


def _hated(slots: Slots, dice: random.Random) -> Iterator[Sample]:
    hate = {"identity_attack": 1}
    for text in sentences(_CONTEMPT, slots, dice, CONTEMPT):
        yield abusive(text, threat=0, **hate)
    for text in sentences(_EXPULSION, slots, dice, EXPULSION):
        yield abusive(text, **hate)
    for text in sentences(_VIOLENCE, slots, dice, VIOLENCE):
        yield abusive(text, threat=1, severe_toxicity=1, **hate)
    for text in sentences(_NO_PRAISE, slots, dice, NO_PRAISE):
        yield unsure(abusive(text, threat=0, **hate), "severe_toxicity")
    for text in sentences(_SCORN, slots, dice, SCORN):
        yield abusive(text, threat=0, insult=1, **hate)
