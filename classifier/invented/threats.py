"""Threats, open and veiled, and the same verbs where nobody is threatened."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean
from classifier.samples import Sample

THREATS, HARMLESS = 420, 480

_THREATS = lines("""
    I will {hurt} you.
    I'm going to {hurt} you, {soon}.
    {soon} I'm going to {hurt} {victim}.
    I swear I'll {hurt} {victim}.
    If I ever see you I will {hurt} you.
    Say that again and I'll {hurt} you.
    If you {write} again, we will {hurt} you.
    Keep talking and somebody will {hurt} you.
    One more word and you {end}.
    I know where you live.
    I know where {victim} lives.
    I know where you {dwell}, {name}.
    I know where you {dwell}.
    We know where you {dwell} and when you are alone.
    I know where you {dwell}. Sleep well.
    I know what car you drive and when you leave the house.
    I know which school your kids go to.
    We know your address, {name}.
    Watch your back, {name}.
    You better watch your back {soon}.
    Sleep with one eye open, {name}.
    Enjoy your last {days}.
    Your days are numbered, {name}.
    Somebody should put a bullet in {victim}.
    Someone ought to {hurt} {victim}.
    {victim} should be {done}.
    {victim} deserves to be {done}.
    People like you should be {done}.
    I hope {victim} gets {done}.
    I hope you die {slowly}.
    Hope you and your family die {slowly}.
    I can't wait to see {victim} {done}.
    You'll be {done} and I will laugh.
    We're coming for you, {name}.
    We are coming for {victim}.
    It would be a shame if something happened to {victim}.
    Accidents happen, {name}. Be careful on the stairs.
    You'll get what's coming to you {soon}.
    You're dead, {name}.
    Dead man walking.
    Wait till I find you. You {end}.
    There's a rope with your name on it.
    I've got a bat and a full tank. See you {soon}.
    I would gladly {hurt} {victim} myself.
    Tell {victim} to check under the car before starting it.
    {victim} won't be so smug with a knife at the throat.
    Meet me outside and I'll {hurt} you.
    Do the world a favour and jump off a bridge, or I'll push you.
    Next time you {write} I'll be waiting at your door.
    We should burn down {building} with {victim} inside.
    I'm bringing a gun to {building} {soon}.
    {building} is going to blow up {soon}.
""")
_HARMLESS = lines("""
    We have to kill the game before half-time, {name}.
    {team} killed us on the counter yet again.
    {team} will beat us if we defend like that.
    Shoot, don't pass! {team} had three chances.
    He shoots from thirty yards and it's in, what a strike for {team}.
    {team} got destroyed at home, and deservedly.
    {team} murdered us in the scrum.
    Our striker is a killer in the box; {team} won't like it.
    {team} are going to smash them on Saturday.
    That was a bullet header against {team}.
    The captain fired {team} into the final.
    Beat the {food} until stiff, then fold in the sugar.
    Crush the garlic and beat in the {food}.
    Whip the {food}, chop the nuts and burn nothing.
    Smash the potatoes and shoot some oil over the {food}.
    I would kill for {treat} right now.
    I'm dying for {treat}.
    My wife will kill me if I forget {treat}.
    Mum is going to murder me, I ate {treat}.
    Kill the process and start {program} again.
    Kill the {switch} when you leave, {name}.
    Please kill the {switch}, half of {place} is asleep.
    Somebody killed the {switch} in {place} before the last song.
    {program} hangs, so I killed it.
    The child process of {program} was killed by the kernel.
    Abort, execute, kill: {program} has friendly commands.
    A hit to the cache makes {program} faster.
    {disease} kills thousands every year, the agency says.
    {disease} killed my father, so please get tested.
    The drug attacks {disease} and saves lives.
    We must fight {disease}, and we can beat it.
    {disease} is a killer, and the jab works.
    A man was {murdered} in {place} on Sunday, police say.
    Three people were {murdered} in {place} last night.
    The suspect in {place} is charged with having {murdered} his neighbour.
    The jury heard how the victim was {murdered} near {place}.
    The bomb in {place} killed nine, the ministry says.
    She said he had threatened to kill her, and the police in {place} did nothing.
    The reporter got death threats after her piece on {place}.
    Nobody should get death threats for a column, whatever I think of it.
    I don't want anyone hurt, I want the law changed.
    The soldiers shot at the crowd in {place}, witnesses say.
    In the film the butler is {murdered} in {place}.
    In the novel she poisons her husband and burns the house down in {place}.
    The last season ends with the hero shot dead in {place}.
    The villain says "I will kill you all" and then slips on a banana.
    That joke about {place} killed me.
    This heat is killing me.
    My feet are killing me after the march in {place}.
    The deadline is killing us, sorry for the late answer.
    They shot the film in {place} in nine weeks.
    Take a shot of {place} at dawn, the light is superb.
    I know where you live must be lovely in spring; is it near {place}?
    I know where they {dwell} in {place}, it's the best view in town.
    Do you know where I can {dwell} near {place}?
    We know where you can {dwell} for free in {place}.
    Watch your step on the ice in {place}.
    Watch your back when lifting, bend the knees.
    The bill was killed in committee in {place}.
    The plan to close the baths in {place} is dead.
    He is dead wrong about {place}, look at the figures.
    The tax will hit families in {place} hard.
    High rents kill off small shops in {place}.
    Burn the calories, not the toast, says the coach from {place}.
    The fire brigade burnt down an empty barn near {place} for training.
    Hang the picture of {place} a little higher.
    Hang in there, {name}, it gets better.
    Break a leg tonight, {name}!
    If you feel like ending it, please call the helpline; people do care.
    The bridge in {place} will be blown up on Sunday to make room.
    You'll get what you paid for in {place}.
    See you soon in {place}, {name}!
    My cousins are coming for supper, we need {treat}.
    We're coming for tea on Sunday, {name}.
    They are coming for the concert in {place}.
    People come for the {food} and stay for the music.
    The hunter in {place} cleans his gun.
    I bought a knife for bread in {place}.
    A museum of old guns and knives opens in {place}.
    Run for the bus, {name}!
""")
_SLOTS: Slots = {
    "hurt": phrases("""
        kill, find and kill, beat, stab, shoot, strangle, hurt, bury, break the legs of,
        knock the teeth out of, cut, burn, smash the face of, put a bullet through, gut,
        drown, hunt down, slit the throat of, beat the life out of, run over, hang
    """),
    "done": phrases("""
        shot, hanged, strung up, beaten to a pulp, put against a wall, lynched, stabbed,
        run over by a bus, dragged through the streets, burnt alive, put down, gutted,
        taken out and shot, thrown off a roof, tortured
    """),
    "victim": phrases("""
        the mayor, that judge, this journalist, the author, your family, your wife, the
        minister, your brother, that witness, the editor, this referee, your daughter,
        the head teacher
    """),
    "dwell": phrases("live, work, park, sleep, shop, train, eat, swim, jog"),
    "soon": phrases(
        "soon, tonight, tomorrow, one of these days, on Monday, before the week is out"
    ),
    "name": phrases(
        "pal, mate, buddy, my friend, sunshine, Kevin, lads, darling, Mr Doyle, Linda"
    ),
    "write": phrases("write, open your mouth, post, publish, show your face, cross me"),
    "end": phrases("die, are finished, won't wake up, will bleed, end in a ditch"),
    "days": phrases("days, hours, Christmas, summer, breaths, meals"),
    "slowly": phrases("slowly, screaming, in pain, alone, in a fire, tonight"),
    "building": phrases("""
        the town hall, your office, the station, that mosque, the school
    """),
    "team": phrases("United, Villa, the Bears, Ajax, Celtic, the Sharks, Lyon, Porto"),
    "food": phrases("eggs, egg whites, cream, butter, batter"),
    "treat": phrases(
        "a coffee, a pint, the last slice of cake, a holiday, some sleep, an ice cream"
    ),
    "program": phrases("Firefox, the server, Excel, the printer daemon, my script"),
    "disease": phrases(
        "the virus, malaria, cancer, flu, measles, tuberculosis, air pollution, sepsis"
    ),
    "switch": phrases("lights, engine, music, sound, power, mic, heating, alarm"),
    "murdered": phrases("""
        murdered, shot dead, stabbed, strangled, killed, beaten to death
    """),
    "place": phrases("""
        Venice, Oslo, the harbour, Chicago, Leeds, the mill, Bogota, Lagos, Derry,
        the park, Marseille, Reno
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Threats and wishes of death, then sport, food, news and films."""
    for text in sentences(_THREATS, _SLOTS, dice, THREATS):
        yield abusive(text, threat=1, identity_attack=0)
    for text in sentences(_HARMLESS, _SLOTS, dice, HARMLESS):
        yield clean(text)
