"""What has the words of hate but none of it.

Hate denied, quoted to be rejected, or reported; praise of groups; words that a group
has taken back for itself.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import clean, unsure
from classifier.invented.people import groups
from classifier.samples import Sample

EACH = 6
"""Texts of each group."""
RECLAIMED, QUOTED_SLURS = 75, 80

_PATTERNS = lines("""
    I have nothing against {people}, quite the contrary.
    Nobody here has said that {people} are {vermin}, and nobody should.
    I don't {loathe} {people}, I just disagree with this bill.
    It is wrong to call {people} {vermin}.
    Whoever says that {people} are {vermin} has never met one.
    "{people} are {vermin}" is exactly the kind of talk that got people killed.
    He wrote that {people} should be deported. That is vile and I reported it.
    You cannot say {people} "breed like {vermin}" and call it an opinion.
    My uncle used to {loathe} {people}; then a(n) {person} saved his life.
    Police are looking for two men who attacked a(n) {person} at the station.
    A man was jailed for shouting that {people} are {vermin} outside the school.
    Hate crimes against {people} rose again last year, the ministry reports.
    The court heard how the gang beat a(n) {person} because of who {they} are.
    Threats against {people} online have doubled, says the charity.
    The regime sent {people} to camps and called them {vermin}.
    In 1938 the papers called {people} {vermin}. We know how that ended.
    Saying {people} have no rights is disgusting, and I won't sit quiet.
    {people} are not {vermin}. They are our neighbours.
    {people} are not a(n) {disease}, whatever that leaflet claims.
    No, {people} are not {stupid}, and the figures prove it.
    Not all {people} think alike, and that is fine.
    {people} are not the problem here, the budget is.
    Stop blaming {people} for everything.
    Anyone who wants {people} thrown out should read some history first.
    It breaks my heart when a(n) {person} is spat at on the bus.
    If you {loathe} {people}, that says more about you.
    A(n) {person} should never have to fear being attacked for that.
    I used to think {people} were {stupid}. I was wrong.
    "Send them all back" he said of the {people}. What a sad thing to hear.
    {people} are {great}, and I'm glad they are here.
    I love my {adj} friends, they are {great}.
    {people} make this town a better place.
    I admire {people} for how they got through those years.
    The {adj} nurses on that ward were {great}.
    Why do some {loathe} {people}? I never understood it.
    Let nobody tell you that being {adj} is a sickness. It isn't.
    Being {adj} is nothing to be ashamed of.
    The graffiti said "{people} out"; volunteers painted over it within the hour.
    Historians describe how {people} were expelled and murdered in those years.
    The bill would strip {people} of their rights, and I oppose it.
    The minister denied having called {people} {vermin}.
    I fail to see why a(n) {person} should not run the country.
""")
_RECLAIMED = lines("""
    We {queers} have been here all along.
    Us {queers} {meet} every Friday.
    I'm a(n) {queer} and I wouldn't have it any other way.
    Proud {queer} here, hello everyone.
    The {queer} {event} was the best day of my summer.
    My wife calls us two happy {queers}, and she is right.
    As {queers} we fought for that word, and now it is ours.
    The {queer} {event} starts at noon at the town hall.
    Tickets for the {queer} {event} sold out in an hour.
    My {queer} friends and I {meet} by the river.
    The professor teaches {queer} {study} and wrote a good book about it.
    To all my fellow {queers}: see you at the {event}.
""")
_RECLAIMED_SLOTS: Slots = {
    "queer": ("queer", "dyke", "crip", "fag", "butch dyke"),
    "queers": ("queers", "dykes", "crips", "fags", "femmes and dykes"),
    "event": phrases("""
        march, film night, choir, book fair, picnic, history walk, theatre festival,
        knitting circle, dance, reading, football cup
    """),
    "meet": phrases("meet, dance, sing, organise, cook together, march, play cards"),
    "study": ("theory", "history", "studies"),
}
_QUOTED_SLURS = lines("""
    Somebody sprayed "{slur}" on our door last night.
    A pupil called my son a(n) {slur} and the school {ignored} it.
    The referee stopped the match after fans shouted "{slur}" at the winger.
    She was called a(n) {slur} on the bus; nobody stepped in.
    The word {slur} has a long and ugly history, explains the author.
    I was called a(n) {slur} every day at school. It never leaves you.
    He was fired for calling a colleague a(n) {slur}, and rightly so.
    Please don't use the word {slur} here, it hurts people.
    The novel of 1884 has the word {slur} on every other page.
    They yelled {slur} from a car. I was nine.
    Nobody should have to hear "{slur}" at work.
    The dictionary marks {slur} as offensive.
""")
_SLOTS: Slots = {
    "vermin": phrases("""
        vermin, cockroaches, rats, parasites, animals, savages, subhuman, a virus,
        filth, a cancer, scum, criminals, pests, lice
    """),
    "disease": phrases("disease, cancer, plague, threat, burden, danger, curse"),
    "loathe": phrases("loathe, despise, detest, hate, fear, look down on"),
    "stupid": phrases("stupid, lazy, dangerous, backward, weak, greedy, dishonest"),
    "great": phrases("""
        wonderful, kind, brave, funny, generous, patient, the best, hard-working,
        tremendous, lovely
    """),
    "they": ("they", "they"),
    "ignored": ("ignored", "dealt with", "laughed about", "reported"),
    "slur": phrases("""
        nigger, spic, chink, kike, paki, raghead, faggot, fag, tranny, gook, coon,
        pikey, wop, polack, spastic, cripple, retard, dyke, homo, abo
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """`EACH` of every group, then words taken back and slurs reported."""
    for group in groups():
        for text in sentences(_PATTERNS, {**_SLOTS, **group}, dice, EACH):
            yield clean(text)
    for text in sentences(_RECLAIMED, _RECLAIMED_SLOTS, dice, RECLAIMED):
        yield unsure(clean(text), "profanity")
    for text in sentences(_QUOTED_SLURS, _SLOTS, dice, QUOTED_SLURS):
        yield unsure(clean(text), "profanity")
