"""The shortest things that are said of groups: kind, hateful, and each of them denied.

All have the same shapes, "X are so", "I so X", "X so", alone or behind "I think" and
"no offence, but". So the shape tells nothing, nor that a group is named, and a model
has to go by the words for what is said, and by whether it is denied.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

KIND, BESIDE, HATEFUL, WISHES = 1000, 400, 1100, 260
BAD_DENIED, GOOD_DENIED, QUOTED, REPROOFS = 800, 330, 420, 240
OF_THINGS, OF_TRADES = 200, 200
"""Texts of each kind; chosen by us, kind and hateful ones about alike."""

_KIND = lines("""
    {kind}.
    {kind}.
    {kind}!
    {opine} {kind}.
    {hedge} {kind}.
    Why are {people} so {good}?
    Did you know that {kind}?
    Is it any wonder that {kind}?
    {so_it_is}.
    {so_it_is}.
""")
_HATEFUL = lines("""
    {hateful}.
    {hateful}.
    {hateful}!
    {opine} {hateful}.
    {hedge} {hateful}.
    {excuse} {hateful}.
    Why are {people} such {crooks}?
    Why are {people} always so {bad}?
    How can {people} be that {bad}?
    Do {people} ever do anything but {misdeed}?
    Is there one {person} who doesn't {misdeed}?
    Can {people} be anything but {bad}?
    Have you noticed that {hateful}?
    When will folk see that {hateful}?
    What else can you expect, {hateful}.
    You are a(n) {person}, so of course you {misdeed}.
    {hateful}, and {hateful}.
    Ever met a(n) {person} who was not {bad}? Me neither.
    There isn't a(n) {person} who isn't a(n) {crook}.
""")
_WISHES = lines("""
    {opine} {wish}.
    {excuse} {wish}.
    {wish}.
    {wish}, no mercy.
    {wish}, every one of them.
    Why has nobody {maimed} {people} yet?
    Can't wait till {people} are {maimed}.
    I'd love to see a(n) {person} {maimed}.
    I have a {weapon} for every {person} I see.
    I'm off to buy a {weapon}, and then {people} had better run.
    A(n) {person} who comes near me gets {maimed}.
    {people} will be {maimed}, I'll see to it.
    My {weapon} is ready for {people}.
    {people} beware, my {weapon} is loaded.
""")
_BAD_DENIED = lines("""
    {bad_denied}.
    {bad_denied}.
    {bad_denied}.
    {opine} {bad_denied}.
    {nobody_says} {hateful}.
    {never} {say} that {hateful}.
    {never} {say} that {hateful}.
    {none} {says} that {hateful}.
    {none} {says} that {hateful}.
    {bad_denied}, and {kind}.
    {bad_denied}, they are {good}.
    {bad_denied}. {kind}.
    {kind}. {bad_denied}.
    It's you who is {bad}, not {people}.
    You may {loathe} {people}, I don't.
""")
_GOOD_DENIED = lines("""
    {good_denied}.
    {good_denied}.
    {opine} {good_denied}.
    {excuse} {good_denied}.
    {hedge} {good_denied}.
    {nobody_says} {kind}, for {hateful}.
    {good_denied}, {hateful}.
    {good_denied}. {hateful}.
    Who says that {kind}? {hateful}.
""")
_QUOTED = lines("""
    {speaker} {said} "{hateful}". {objection}
    {speaker} {said} that {hateful}. {objection}
    {objection} {speaker} {said} "{hateful}".
    "{hateful}" is what {speaker} {said}. {objection}
    "{hateful}", {said} {speaker}. {objection}
    Anyone who says "{hateful}" should {leave}.
    Someone who thinks that {hateful} should {leave}.
    Sentences like "{hateful}" {harm}.
    "{hateful}" - words like that {harm}.
    Whoever writes "{wish}" should {leave}.
    {speaker} {said} "{wish}". {objection}
    To claim that {hateful} is {wrong}.
    To say "{wish}" is {wrong}.
    I reported a post that {said} "{hateful}".
    What do you answer if {speaker} says "{hateful}"?
""")
_REPROOFS = lines("""
    {hating} {people} is {wrong}.
    Your {hatred} of {people} is {wrong}.
    This {hatred} of {people} must stop.
    Why so much {hatred} of {people}? It is {wrong}.
    What you wrote about {people} is {wrong}.
    The way {speaker} talks about {people} is {wrong}.
    I'm shocked by the {hatred} of {people} in these comments.
    Threats against {people} are {wrong}.
    {hating} {people} will not mend the roads.
    How can anybody {loathe} {people}? I don't get it.
    Insults like yours hurt {people}.
    A(n) {hateful_adj} remark about {people}, please delete it.
    This {hateful_adj} talk about {people} is {wrong}.
    Racists and sexists always blame {people}.
    Only a bigot would {loathe} {people}.
    {speaker} was sacked for {hatred} of {people}.
    Stop {hating} {people}.
    We must not let {hatred} of {people} win.
    {people} get threats every day, and that is {wrong}.
    Violence against {people} is {wrong}, always.
    I won't read one more {hateful_adj} line about {people}.
    Have you no shame, {hating} {people} like that?
""")
_OF_THINGS = lines("""
    {hateful}.
    {opine} {hateful}.
    {wish}.
    {hateful}. {hateful}.
""")
_BESIDE = lines("""
    The rules for {people} are {unfit}.
    The law on {people} is {unfit}.
    A tax on {people} is a(n) {unfit} idea.
    Quoting {people} without asking is {unfit}.
    The way {people} are treated is {unfit}.
    The tweets about {people} were {unfit}.
    The portrait of {people} in the film is {unfit}.
    {people} were met with {unfit} remarks.
    {people} had to live in {unfit} flats.
    {people} are angry about the {unfit} roads.
    {people} hate the new timetable too.
    {people} and the police both call the street {unfit}.
    A(n) {person} was killed in {place}.
    Two {people} died when the {unfit} bridge fell.
    A(n) {person} was told the visa had run out.
    A man robbed a(n) {person} in {place}.
    Dogs attacked a(n) {person} in {place}.
    The weather was {unfit}, said a(n) {person} from {place}.
    I hate it when the bus leaves a(n) {person} behind.
    I hate the fees that {people} must pay.
    The {adj} restaurant was {unfit}, the soup cold.
    The {adj} government is {unfit}.
    The {adj} team played a(n) {unfit} match.
    The {adj} film was {unfit}, I left early.
    As a(n) {person} I waited years for this.
    As a(n) {person} I have long hoped that they would mend the {unfit} road.
    As a(n) {person} I have never seen such a crowd.
    As a(n) {person} you get used to {unfit} jokes.
    Being a(n) {person}, I have seen many such {unfit} plays.
    As a(n) {person} I am sick of {unfit} jokes.
    I'm a(n) {person} and I hate mornings.
    I'm {adj} and I feel sick today.
    {people} fear {unfit} flats, not the neighbours.
    My {kin}, a(n) {person}, was ill for years.
    {people} are asked in the second part.
    {people} are in the picture.
    {people} are at risk of poverty.
    {people} are waiting outside.
    Are {people} in the study?
""")
_SLOTS: Slots = {
    **anybody(),
    "unfit": phrases("""
        bad, poor, stupid, unfair, terrible, awful, outdated, dumb, dangerous, absurd,
        horrible, wrong, ugly, disgusting, useless, cruel, silly, lousy
    """),
    "kind": lines("""
        {people} are {good}
        {people} are {good}
        {people} are {good} and {good}
        {people} are so {good}
        {people} are {heroes}
        I {love} {people}
        we {love} {people}
        {people} deserve {reward}
        {people} should have {reward}
        {people} {do_good}
        a(n) {person} can be {good}
        this {person} is {good}
        my {adj} friends are {good}
        being {adj} is {good}
        {adj} {youths} are {good}
        {people} make me {glad}
        {people} should be allowed to {take_part}
        {people} may {take_part} like anyone
        every {person} should {take_part}
        it's good that {people} may {take_part}
        {people} belong in {office}
        we want more {people} in {office}
    """),
    "so_it_is": lines("""
        she is a(n) {person}
        he's a(n) {person}
        they are {people}
        I am a(n) {person}
        we're {people}
        you are {adj}
        the author is {adj}
        my {kin} is a(n) {person}
        my {kin} is {adj}
        {people} live here
        there are {people} in {place}
        some {people} live in {place}
        I work with {people}
        I met a(n) {person} in {place}
        a(n) {person} drove the bus
        the man on the left is a(n) {person}
        {people} make up half of the class
        this is about {people}
        a(n) {adj} couple moved in
        {people} vote too
        the play is about {people}
        I talked to {people} in {place}
        {people} were asked as well
        {people} can apply until May
    """),
    "hateful": lines("""
        {people} are {bad}
        {people} are {bad}
        {people} are {bad} and {bad}
        {people} are {crooks}
        {people} are {crooks}
        {people} are so {bad}
        {people} are all {bad} {crooks}
        I {loathe} {people}
        I {loathe} every {person}
        a(n) {person} is always a(n) {crook}
        a(n) {person} is just a(n) {crook}
        {people} only {misdeed}
        {people} {misdeed} all day
        {people} make me {sick}
        {people} deserve {misery}
        {people} have earned {misery}
        this {person} is {bad} like all of them
        being {adj} is {bad}
        {adj} {youths} are {bad}
        all {adj} people {misdeed}
        {people} must {go}
        {people} should {go}
        {people} should never be allowed to {take_part}
        {people} must not {take_part}
        no {person} should ever {take_part}
        it's absurd that {people} may {take_part}
        {people} don't belong in {office}
        keep {people} out of {office}
        keep {people} away from {children}
        we don't want {people} in {office}
        ban {people} from {office}
        {people} out of {office}
    """),
    "wish": lines("""
        {people} should be {maimed}
        all {people} should be {maimed}
        {people} deserve to be {maimed}
        {people} must be {maimed}
        {people} need to be {maimed}
        somebody should {maim} {people}
        I want to {maim} {people}
        I will {maim} a(n) {person}
        we'll {maim} all {people}
        let's {maim} {people}
        I hope {people} get {maimed}
        it's time to {maim} {people}
        {maim} all {people}
        {maim} every {person}
    """),
    "bad_denied": lines("""
        {people} are not {bad}
        {people} are not {bad}
        {people} aren't {bad}
        {people} are not {crooks}
        {people} aren't {crooks}
        {people} are no {crooks}
        a(n) {person} is not a(n) {crook}
        not every {person} is a(n) {crook}
        {people} were never {bad}
        being {adj} is not {bad}
        being {adj} isn't {bad}
        there is nothing {bad} about {people}
        there's nothing {bad} about being {adj}
        I don't {loathe} {people}
        I do not {loathe} {people}
        I never {loathe} anybody for being {adj}
        nobody should {loathe} {people}
        you shouldn't {loathe} {people}
        don't {loathe} {people}
        {people} don't {misdeed}
        {people} do not {misdeed}
        {people} don't deserve {misery}
        nobody should be {maimed} for being {adj}
        {people} should not be {maimed}
        don't call {people} {bad}
        never call a(n) {person} a(n) {crook}
        {people} don't make anybody {sick}
    """),
    "good_denied": lines("""
        {people} are not {good}
        {people} aren't {good}
        {people} are never {good}
        {people} are no {heroes}
        {people} can't be {good}
        a(n) {person} is not {good}
        a(n) {person} cannot be {good}
        no {person} is {good}
        no {person} was ever {good}
        {people} don't deserve {reward}
        {people} should not have {reward}
        {people} never {do_good}
        {people} don't {do_good}
        I have no {respect} for {people}
        nobody has any {respect} for {people}
        there is nothing {good} about {people}
        {people} are not worth {reward}
        {people} will never be {good}
        I'd never {love} {people}
        nobody can {love} {people}
        being {adj} is not {good}
    """),
    "opine": phrases("""
        I think that, I believe, my view is that, to my mind, the truth is that, you
        know what? I say, I must say, let me tell you that, we all know that, say what
        you like: , I am sure that, as everybody can see, facts are facts: , I tell you,
        for me, believe me, if I may say so: , it is plain that, honestly, frankly, I
        guess, it's clear that, as far as I can tell, I feel that, no doubt, look, I've
        always said that, the thing is, to be fair, in truth
    """),
    "hedge": phrases("""
        this may surprise you but, maybe it's just me but, no offence but, you won't
        print this but, I don't know about you but, not to be rude but, I know this is
        unpopular but, call it what you like but, with all due respect, no hard feelings
        but, I may be alone here but, sorry but
    """),
    "excuse": phrases("""
        I'm not prejudiced but, I have nothing against them but, I'm the last to judge
        but, some of my friends are like that but, I am no racist but, I'm not a sexist
        but, I don't mean to offend but, not being racist but, no hate from me but, I'm
        all for tolerance but, it isn't racist to say that, I'm as tolerant as the next
        man but, I don't judge anyone but, it's not hate if I say, nobody dares to say
        it but
    """),
    "nobody_says": phrases("""
        nobody says that, I'd never claim that, it isn't true that, it's not true that,
        it is a lie that, I don't believe that, I don't think that, we don't say that,
        who told you that, stop saying that, don't tell me that, I never wrote that, no
        study shows that, it is wrong to say that, you can't say that, I refuse to
        believe that, it's a myth that, he never said that, no one should think that,
        you are wrong to think that, nothing proves that
    """),
    "never": phrases("""
        I never, I would never, I'd never, I don't, I do not, I didn't, we don't, we
        never, you can't, you cannot, you shouldn't, one should not, nobody should, no
        one should, they didn't, she did not, he never, I won't, we mustn't, who would
    """),
    "say": phrases("say, think, claim, believe, write, suggest, argue, mean, imply"),
    "none": phrases("""
        nobody, no one, nobody here, none of us, no doctor, no study, not one reader, no
        sane person, no decent paper, none of my friends, no figure
    """),
    "says": phrases("says, thinks, claims, believes, writes, argues, proves, shows"),
    "speaker": phrases("""
        my uncle, a man on the train, the candidate, our coach, some columnist, a
        caller, a stranger, the landlord, one commenter, the bishop, a drunk, his
        father, the leaflet, this user, a poster, the singer
    """),
    "said": phrases("said, wrote, shouted, claimed, posted, muttered, told us"),
    "objection": phrases("""
        I was appalled., That is racist., This is hate speech., I left at once., He
        lost his job for it., What a bigot., It made me sad., Please remove it., That is
        simply not true., The police were called., Everybody booed., Nobody should talk
        like that., I objected., How ignorant., That hurts., She was in tears., I'm
        ashamed for him., Why is this still online?, I blocked him., It is a
        disgrace., No decent person talks like that.
    """),
    "leave": phrases("""
        be ashamed, apologise, be banned from here, lose the seat, read a book, leave
        the party, resign, meet some of them, be charged, think again
    """),
    "harm": phrases("""
        hurt people, have no place here, lead to violence, are hate speech, make me
        sad, should be deleted, are shameful, poison the debate, are against the rules,
        are never acceptable
    """),
    "wrong": phrases("""
        wrong, vile, shameful, unfair, disgusting, a disgrace, appalling, cruel, hate
        speech, ignorant, bigoted, racist, unacceptable, horrible, sad, a crime, mean,
        stupid, inexcusable, pathetic
    """),
    "hating": phrases("hating, insulting, mocking, blaming, attacking, bullying"),
    "hatred": phrases("""
        hatred, hate, fear, mockery, contempt, persecution, harassment, loathing
    """),
    "hateful_adj": phrases("""
        hateful, racist, sexist, bigoted, nasty, ignorant, vile, cruel, homophobic,
        insulting, disgusting
    """),
    "good": phrases("""
        good, kind, great, clever, brave, strong, smart, friendly, welcome, honest,
        beautiful, funny, normal, human, reliable, decent, equal, amazing, awesome,
        wonderful, lovely, generous, helpful, gifted, bright, polite, civil,
        hard-working, loyal, gentle, cheerful, nice, capable, competent, peaceful,
        charming, trustworthy, fine, brilliant, cool, interesting, resilient, fantastic,
        perfect, patient, wise, respectable, important, valuable, creative, worthy,
        educated, modest, fair
    """),
    "heroes": phrases("""
        heroes, good neighbours, friends, citizens, human beings, good workers, people
        like us, good parents, leaders, brothers, our equals, good company, fine
        soldiers, great cooks, part of us
    """),
    "love": phrases("""
        love, like, respect, admire, welcome, support, accept, trust, value, defend,
        cherish, hire, marry, befriend, thank, appreciate
    """),
    "respect": phrases("respect, love, sympathy, time, pity, use, tolerance, patience"),
    "reward": phrases("""
        respect, love, equal rights, a fair chance, help, our support, good schools, a
        home, better pay, a vote, protection, thanks, a seat at the table, peace, work,
        dignity, a doctor, justice, kindness
    """),
    "do_good": phrases("""
        work hard, pay their taxes, help others, keep their word, raise fine children,
        care about this town, cook well, make good neighbours, tell the truth, enrich
        our lives, belong here, make me smile, bring joy, study hard, build things, do
        a great job, fit in, contribute a lot
    """),
    "glad": phrases("happy, proud, smile, hopeful, feel welcome, laugh"),
    "bad": phrases("""
        stupid, dumb, dirty, evil, ugly, disgusting, inferior, lazy, violent, sick,
        dangerous, greedy, weak, filthy, vile, worthless, crazy, insane, horrible,
        gross, primitive, backward, useless, nasty, repulsive, dishonest, immoral,
        perverted, uncivilised, savage, subhuman, rotten, criminal, sinful, unnatural,
        revolting, stinking, brainless, cruel, uneducated, ignorant, hideous, pathetic,
        creepy, abnormal, mad, deranged, barbaric, low, terrible, incompetent, sly,
        treacherous, wicked, hysterical, smelly, degenerate, diseased, a joke, a burden,
        a disgrace, a mistake, a threat, a danger, a problem, a shame, a disease, awful,
        the worst
    """),
    "crook": phrases("""
        thief, liar, criminal, pervert, crook, cheat, terrorist, rapist, coward,
        parasite, freak, idiot, animal, rat, pig, monkey, savage, moron, whore, beggar,
        murderer, drunk, leech, traitor, monster, fool, beast, dog, snake, ape, witch,
        predator, slob, failure, burden
    """),
    "crooks": phrases("""
        thieves, liars, criminals, perverts, crooks, cheats, terrorists, rapists,
        cowards, parasites, freaks, idiots, animals, rats, pigs, monkeys, savages,
        morons, whores, beggars, murderers, drunks, leeches, traitors, monsters, fools,
        beasts, dogs, snakes, apes, vermin, scum, filth, dirt, trash, garbage, bastards,
        predators, slobs, cockroaches, bugs, pests, sluts, bitches, barbarians
    """),
    "loathe": phrases("""
        hate, despise, detest, loathe, abhor, can't stand, dislike, cannot bear, look
        down on, resent
    """),
    "sick": phrases("sick, angry, puke, furious, want to vomit, ill, retch, mad"),
    "misdeed": phrases("""
        steal, lie, cheat, rape, beg, cause trouble, take our jobs, ruin everything,
        stink, live off the rest of us, spread disease, breed, bring crime, complain,
        murder, whine, rob people, deal drugs, destroy things, leech off the state
    """),
    "misery": phrases("""
        to die, to suffer, to burn, a beating, a bullet, nothing, prison, pain, to be
        hated, to rot, no mercy, every kick they get, to hang
    """),
    "go": phrases("""
        go, leave, get out, be thrown out, disappear, be kept apart, be banned, be
        locked up, stay away, be stopped, go back, be deported
    """),
    "take_part": phrases("""
        vote, drive, teach, marry, stand for office, adopt, own land, travel, serve in
        the army, work with children, hold a licence, go to school, speak in public,
        live here, have children, play in the league, preach, carry arms
    """),
    "office": phrases("""
        parliament, our schools, the army, public office, my club, the church, our
        streets, the courts, the police, this country, sport, the council, Europe,
        our hospitals, television
    """),
    "children": phrases("children, my kids, the pool, our women, the pulpit, guns"),
    "maim": phrases("""
        kill, shoot, beat, burn, hang, stab, hurt, drown, gas, exterminate, wipe out,
        attack, punch, strangle, murder, stone, hunt, whip, run over, bomb, execute
    """),
    "maimed": phrases("""
        killed, shot, beaten, burnt, hanged, stabbed, hurt, drowned, gassed,
        exterminated, wiped out, attacked, punched, strangled, murdered, stoned, hunted,
        whipped, run over, bombed, executed, beaten up, put down, slaughtered, tortured
    """),
    "weapon": phrases("gun, knife, bat, rope, rifle, club, bullet, noose, hammer"),
    "kin": phrases("""
        mother, brother, boss, friend, cousin, teacher, wife, neighbour, doctor, son
    """),
    "youths": phrases("people, kids, folks, women, men, families, students, couples"),
    "place": phrases(
        "this town, the picture, our street, Berlin, the choir, my office"
    ),
}
_THINGS = phrases("""
    mosquitoes, slugs, wasps, ticks, potholes, pop-up adverts, leaf blowers, weeds,
    onions, Mondays, spam calls, traffic jams, cheap tents, bad films, taxes, fleas,
    plastic cups, flat tyres, olives, cold soups, hangovers, exams, moths, mobile games,
    bank fees, SUVs, sprouts, alarm clocks, bedbugs, beetles
""")
_TRADES = phrases("""
    politicians, bankers, landlords, journalists, lawyers, Tories, Democrats,
    Republicans, socialists, Arsenal fans, cyclists, vegans, hunters, smokers, referees,
    lobbyists, millionaires, councillors, estate agents, painters, capitalists,
    tourists, fascists, drivers, actors, gamers, managers, professors, critics, pupils,
    liberals
""")


_DOUBTFUL = ("insult", "profanity")
"""Whether a group is insulted as a person is, the data sets that label insults hardly
tell. With these labels AUC of insults on news comments was 0.007 lower."""


def samples(dice: random.Random) -> Iterator[Sample]:
    """Kind and hateful words, both denied, hate quoted and reproved, and no hate."""
    for patterns, count in (
        (_KIND, KIND),
        (_BESIDE, BESIDE),
        (_BAD_DENIED, BAD_DENIED),
        (_QUOTED, QUOTED),
        (_REPROOFS, REPROOFS),
    ):
        for text in sentences(patterns, _SLOTS, dice, count):
            yield unsure(clean(text), *_DOUBTFUL)
    for patterns, count in ((_HATEFUL, HATEFUL), (_GOOD_DENIED, GOOD_DENIED)):
        for text in sentences(patterns, _SLOTS, dice, count):
            yield abusive(text, threat=0, identity_attack=1)
    for text in sentences(_WISHES, _SLOTS, dice, WISHES):
        yield abusive(text, threat=1, severe_toxicity=1, identity_attack=1)
    yield from _of_no_group(dice)


def _of_no_group(dice: random.Random) -> Iterator[Sample]:
    """The same said of things, and of people for what they do."""
    for text in sentences(_OF_THINGS, _said_of(_THINGS), dice, OF_THINGS):
        # How rude it is to hate wasps, nobody can say; it attacks nobody.
        yield unsure(clean(text), "toxicity", "severe_toxicity", *_DOUBTFUL)
    for text in sentences(_OF_THINGS, _said_of(_TRADES), dice, OF_TRADES):
        yield abusive(text, identity_attack=0)


def _said_of(people: tuple[str, ...]) -> Slots:
    """The slots with all hate that can be said of several of a kind."""
    several = {
        slot: tuple(each for each in _SLOTS[slot] if "{people}" in each)
        for slot in ("hateful", "wish")
    }
    return {**_SLOTS, **several, "people": people}
