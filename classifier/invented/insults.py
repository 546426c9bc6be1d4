"""Short direct insults, and the same words where nobody is insulted."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, plurals, sentences
from classifier.invented.labels import abusive, clean
from classifier.samples import Sample

MILD, FOUL, VICIOUS, POLITICIANS, INNOCENT = 640, 180, 60, 110, 220

NOUNS = phrases("""
    idiot, moron, imbecile, fool, clown, muppet, numpty, plonker, wally, pillock, twit,
    nitwit, halfwit, dimwit, dullard, dunce, dolt, oaf, buffoon, simpleton, ignoramus,
    blockhead, bonehead, airhead, birdbrain, knucklehead, meathead, dope, dummy, dumbo,
    doofus, dork, dweeb, nincompoop, ninny, numbskull, cretin, thicko, dipstick, prat,
    berk, git, loser, failure, nobody, layabout, scrounger, parasite, leech, coward,
    wimp, weakling, snowflake, crybaby, whiner, liar, fraud, fake, phony, charlatan,
    hypocrite, traitor, turncoat, snake, weasel, rat, worm, slug, toad, pig, swine, cow,
    donkey, sheep, parrot, puppet, shill, stooge, bootlicker, lackey, lapdog, toady,
    troll, bot, lowlife, scumbag, creep, pervert, weirdo, freak, psycho, lunatic,
    nutter, nutcase, nutjob, crackpot, maniac, wacko, fruitcake, bigot, narcissist,
    windbag, bore, know-it-all, snob, bully, brute, thug, crook, grifter, conman,
    degenerate, deadbeat, disgrace, embarrassment, joke, village idiot, troglodyte,
    neanderthal, caveman, peasant, hag, bimbo, harpy, sycophant, chump, dingbat, lemon,
    nerd, slob, space cadet, gobshite, waste of space, waste of oxygen, piece of
    garbage, keyboard warrior, sack of hot air, sorry excuse for a human being, spare
    part, has-been
""")
FOUL_NOUNS = phrases("""
    asshole, arsehole, bastard, bitch, cunt, dickhead, prick, twat, wanker, tosser,
    shithead, shitstain, fuckwit, fuckface, fucker, motherfucker, douchebag, jackass,
    dumbass, bullshitter, cocksucker, knobhead, bellend, asshat, arsewipe, piece of
    shit, sack of shit
""")
_ADJECTIVES = phrases("""
    stupid, dumb, dense, thick, dim, clueless, ignorant, brainless, witless, mindless,
    gormless, gullible, pathetic, pitiful, miserable, sad, sorry, useless, worthless,
    hopeless, incompetent, inept, lazy, spineless, gutless, snivelling, whining, smug,
    arrogant, pompous, conceited, self-righteous, petty, spiteful, nasty, vile,
    disgusting, repulsive, slimy, greasy, crooked, lying, two-faced, shameless, deluded,
    unhinged, deranged, demented, ridiculous, laughable, hysterical, childish,
    simple-minded, narrow-minded, hateful, bitter, washed-up, talentless, second-rate,
    ugly, fat, smelly, toothless, brainwashed, sanctimonious, half-baked, absolute,
    complete, total, utter, prize, massive, colossal, proper
""")
_NOUNS_MANY = plurals(
    tuple(noun for noun in NOUNS if " " not in noun and not noun.endswith("man"))
)
_SLOTS: Slots = {
    "noun": NOUNS,
    "nouns": _NOUNS_MANY,
    "foul": FOUL_NOUNS,
    "fouls": plurals(tuple(noun for noun in FOUL_NOUNS if " " not in noun)),
    "adj": _ADJECTIVES,
    "bad": phrases("""
        stupid, dumb, dense, thick, dim, clueless, ignorant, brainless, gullible,
        pathetic, useless, worthless, incompetent, lazy, spineless, arrogant, vile,
        disgusting, deluded, unhinged, ridiculous, childish, ugly, brainwashed, crazy
    """),
    "author": phrases("""
        the author, this journalist, whoever wrote this, the reporter, the editor, the
        columnist, this so-called expert, the guy above, the woman who wrote this
    """),
    "boss": phrases("""
        the mayor, the minister, the president, our senator, the governor, the
        chancellor, that councillor, the prime minister, the party leader, the
        commissioner, the referee, the manager, the health secretary, that professor,
        Smithers, Mrs Halloway, Archie Pemberton, Senator Quill, Governor Baxley
    """),
    "crowd": phrases("""
        his voters, her fans, the whole cabinet, the council, these commenters, the
        board, the people who fell for this, the staff at this paper
    """),
    "job": phrases("""
        wrote this, voted for him, runs this paper, believes this, came up with this,
        approved the budget, thinks trams work, hired her, agrees with you
    """),
    "even": phrases(
        "even, honestly, actually, seriously, really, obviously, clearly, truly"
    ),
    "place": phrases("""
        under your bridge, to your basement, to kindergarten, to sleep, to your cave,
        under the rock you crawled out from, to school, to your echo chamber
    """),
}
_DIRECT = lines("""
    You {adj} {noun}.
    You {adj} {noun}!
    You're a(n) {noun}.
    You are such a(n) {noun}.
    What a(n) {noun}.
    What a(n) {adj} {noun}.
    {noun}.
    {adj} {noun}.
    Shut up, you {noun}.
    Are you {even} this {bad}?
    Are you {bad} or just pretending?
    You're {bad} and {bad}.
    How {bad} can you be?
    You {even} are a(n) {noun}, aren't you?
    You lot are {nouns}.
    {nouns}, all of you.
    Only a(n) {noun} would think that.
    Only {nouns} believe this.
    Spoken like a true {noun}.
    Get lost, {noun}.
    Go back {place}, {noun}.
    Oh look, the {noun} is back.
    Nobody cares what a(n) {noun} like you thinks.
    I've met some {nouns} but you win.
    Another {noun} heard from.
    {author} is a(n) {noun}.
    {author} is a(n) {adj} {noun}.
    {author} must be {even} {bad}.
    Who let this {noun} write for a newspaper?
    They pay this {noun} for writing?
    Hey {noun}, learn to read.
    Listen here, {noun}.
    Do us all a favour and shut up, {noun}.
    Nice try, {noun}.
    The {noun} who {job} should be ashamed.
    Any {noun} who {job} deserves what comes.
    Imagine being such a(n) {noun}.
    Your mother raised a(n) {noun}.
    You write like a(n) {noun}.
    With {nouns} like you no wonder we lost.
    So you're {bad} as well as {bad}, got it.
    I can't believe how {bad} you are.
    Wow, you really are {bad}.
    Get a brain, {noun}.
    Grow up, you {adj} {noun}.
    {adj} little {noun}.
    Sit down, {noun}.
    He's a(n) {noun} and you are his {noun}.
    Same {adj} {nouns} as always.
    I see the {nouns} are out in force today.
""")
_ALONE = lines("""
    Shut up.
    Shut your mouth.
    Get a brain.
    Buy a brain.
    Are you dense?
    Are you thick?
    Did you fall on your head?
    Were you dropped as a baby?
    Go back under your bridge.
    Don't feed the troll, he's fat enough.
    Nobody likes you.
    Nobody asked you.
    You make me sick.
    You disgust me.
    You've got the brains of a brick.
    You've the IQ of a doorknob.
    A potato has more brains than you.
    There's nothing between your ears.
    The lights are on but nobody is home.
    Zip it.
    Drop dead.
    Get lost.
    Take a long walk off a short pier.
    Crawl back into your hole.
    You couldn't find your own backside with both hands.
    Your brain called, it wants a divorce.
    Too much lead paint in your cot?
    You are dumber than a bag of hammers.
    You are thick as two short planks.
    You're not the sharpest knife in the drawer, are you.
    Go play in traffic.
    I bet your parents are ashamed of you.
    Your face could curdle milk.
    You smell like your opinions.
    Do you practise being this wrong?
    Cry more.
    Cope harder, loser.
    Have another drink, you obviously need it.
    Forgot your pills today?
    Get help, you're sick in the head.
""")
_FOUL = lines("""
    You {adj} {foul}.
    You're a(n) {foul}.
    {foul}.
    What a(n) {foul}.
    What a fucking {noun}.
    Fuck you, {noun}.
    Fuck off, you {adj} {foul}.
    Shut the fuck up, {noun}.
    {author} is a(n) {foul}.
    You fucking {noun}.
    You fucking {foul}.
    Eat shit, {noun}.
    Kiss my ass, {noun}.
    {boss} is a(n) {adj} {foul}.
    Only a(n) {foul} would write that.
    {fouls}, all of you.
    You lot are {fouls}.
    The {foul} who {job} can go to hell.
    Piss off, {noun}.
    Go fuck yourself, {noun}.
    You're full of shit and {bad}.
    Screw you, you {bad} {foul}.
    Nobody gives a shit what a(n) {foul} like you thinks.
    {crowd} are {adj} {fouls}.
""")
_VICIOUS = lines("""
    You {bad} fucking {foul}, {curse}.
    Fuck you and your whole family, you {bad} {foul}.
    {curse}, you fucking {bad} {foul}.
    Worthless cunt. {curse}.
    You are a(n) {bad} piece of shit and {curse}.
    Choke on it, you {bad} fucking {foul}. {curse}.
""")
_CURSES = phrases("""
    I hope you rot, I hope you choke, nobody will cry at your grave, burn in hell, may
    you die alone, I hope you get cancer, go hang yourself, kill yourself
""")
_POLITICIANS = lines("""
    {boss} is a(n) {noun}.
    {boss} is a(n) {adj} {noun}.
    {boss} is {bad}.
    {boss} is a(n) {noun} and {crowd} are {nouns}.
    {crowd} are {nouns}.
    {crowd} are {bad} beyond belief.
    Has {boss} ever been anything but a(n) {noun}?
    That {noun} {boss} should crawl back {place2}.
    {boss}, the biggest {noun} in the land, strikes again.
    Who votes for a(n) {noun} like {boss}?
    {boss} has always been a(n) {noun}.
    We are governed by {nouns}.
    {boss} looks like a(n) {noun} and talks like one.
    A(n) {adj} {noun} like {boss} will never fix this.
    I can't stand that {adj} {noun}.
""")
_INNOCENT = lines("""
    The {animal} {did}.
    Our {animal} {did} last week.
    A(n) {animal} {did}, and the children loved it.
    Has anyone seen the {animal} that {did}?
    We visited the {animal} sanctuary near {town}.
    The {animal} farm outside {town} was sold.
    There is a(n) {animal} {where}.
    I saw a(n) {animal} {where} this morning.
    My daughter drew a(n) {animal}.
    The picture shows a(n) {animal} {where}.
    The {animal} in the story learns to share.
    A clown came to the party and the children {cheered}.
    The clown at the circus in {town} {did2}.
    She plays the fool in King Lear at {town} until May.
    The village idiot in that play has all the good lines.
    The Muppet film is on again on Sunday.
    A fake Vermeer hung in the museum of {town} for years.
    The puppet theatre in {town} closes after sixty years.
    The bully in the film turns out to have a heart.
    The heating failure in {town} left many cold.
    The crash of {town} was a failure of the signals.
    Dense fog near {town}, take care.
    A thick slice of bread and a bowl of soup, that's {town} on a Sunday.
    The dim light in the station at {town} is a hazard.
    Leeches were once used in medicine, says the museum of {town}.
    The parasite lives in fish and is killed by freezing.
    The joke about {town} made me laugh.
    He told a joke and everyone {cheered}.
    The fraud trial in {town} opens today.
    Dummy copies of the paper are printed in {town}.
    Crash test dummies were built in {town}.
    Lemon juice helps, and a pinch of salt.
    Fruitcake again for tea, my favourite.
    Snowflakes fell on {town} in May.
    A freak storm hit {town}.
    The peasants' revolt reached {town} in 1381.
    The peasant family in the novel {cheered} at the end.
    The troll under the bridge is my son's favourite tale.
    The bot answers questions about the bus to {town}.
    The worms in my compost do a fine job.
    An ugly duckling, a fat goose, and a smelly cheese: a good tale.
    The lazy river winds down to {town}.
    Fat is not as bad as we were told, the study finds.
    It was a sad day for {town} when the mill closed.
    The sorry state of the road to {town} is no secret.
    It would be pathetic fallacy to call the sky angry, my teacher said.
""")
_INNOCENT_SLOTS: Slots = {
    "animal": phrases("""
        donkey, pig, cow, sheep, rat, snake, slug, toad, weasel, ass, worm, parrot, ape,
        dog, goat, hog, leech, chicken, monkey, jackass penguin, cock, bitch with pups
    """),
    "did": phrases("""
        got out of the pen, ate all the apples, won first prize at the show, was found
        in the garden, slept in the barn, swam across the pond, crossed the road
    """),
    "did2": phrases("""
        juggled six plates, fell off the ladder twice, played the trumpet
    """),
    "where": phrases("""
        on the hill, in the kitchen, in the garden, behind the shed, by the river, on
        the cover of the book, at the vet's, in the field behind the church
    """),
    "town": phrases("""
        Kelso, Ipswich, Bath, Salem, Perth, Ripon, Dundee, Galway, Boise, Hereford, York
    """),
    "cheered": phrases("cheered, laughed, clapped, were delighted, sang along"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Insults from mild to vicious, of politicians too; then the innocent."""
    slots: Slots = {**_SLOTS, "curse": _CURSES, "place2": _SLOTS["place"]}
    aimed = {"insult": 1, "identity_attack": 0}
    for text in _ALONE:
        yield abusive(text, severe_toxicity=0, **aimed)
    for text in sentences(_DIRECT, slots, dice, MILD):
        yield abusive(text, severe_toxicity=0, threat=0, **aimed)
    for text in sentences(_FOUL, slots, dice, FOUL):
        yield abusive(text, threat=0, **aimed)
    for text in sentences(_VICIOUS, slots, dice, VICIOUS):
        yield abusive(text, severe_toxicity=1, **aimed)
    for text in sentences(_POLITICIANS, slots, dice, POLITICIANS):
        yield abusive(text, severe_toxicity=0, threat=0, **aimed)
    for text in sentences(_INNOCENT, _INNOCENT_SLOTS, dice, INNOCENT):
        yield clean(text, profanity=0)
