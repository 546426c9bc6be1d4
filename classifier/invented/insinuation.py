"""Contempt for a group that no bad word tells, and harmless talk in the same shapes."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

CONTEMPT, HARMLESS = 900, 900
"""Texts of each kind; chosen by us."""

_CONTEMPT = lines("""
    A(n) {person} as {job}? {doubt}
    A(n) {person} as {job}. {doubt}
    Would you let a(n) {person} be {job}? {doubt}
    The new {job} is a(n) {person}. {doubt}
    {job_cap} a(n) {adj} {job}? {doubt}
    {people} and {virtue}, that will be the day.
    {people} and {virtue} do not go together.
    {people} have never heard of {virtue}.
    {virtue} is a foreign word to {people}.
    With {people} next door I count my {valuables} twice.
    Since {people} moved in I lock up my {valuables}.
    Keep an eye on your {valuables}, {people} are {about}.
    Mind your {valuables} when a(n) {person} is {about}.
    Strange that {valuables} vanish when {people} are {about}.
    I cross the road when I see {people}.
    I'd leave the {place} if a(n) {person} sat beside me.
    I would never get into a lift with a(n) {person}.
    I would not buy {food} from a(n) {person}.
    I don't eat {food} that a(n) {person} has touched.
    I'd rather {suffer} than have a(n) {person} as {job}.
    I'd sooner {suffer} than live beside {people}.
    No child of mine will marry a(n) {person}.
    No child of mine brings a(n) {person} home.
    My daughter with a(n) {person}? Over my dead body.
    She is clever for a(n) {person}.
    He is quite well spoken for a(n) {person}.
    Not bad for a(n) {person}.
    For a(n) {person} she knows a lot of words.
    A(n) {person} got the post. {quota}
    The prize went to a(n) {person}. {quota}
    {quota} That's how a(n) {person} becomes {job}.
    It was a(n) {person}, who else.
    Guess who {did_it}. A(n) {person}, naturally.
    I bet it was a(n) {person} who {did_it}.
    Someone {did_it}, and we all know {people} live there.
    No {people}, no {trouble}. Think about it.
    Before {people} came there was no {trouble} in the {place}.
    More {people}, more {trouble}. Simple as that.
    Where {people} go, {trouble} goes.
    {trouble} is in their blood, {people} are like that.
    {people} can't help it, {trouble} is in their nature.
    You can take {people} out of the mud, not the mud out of {people}.
    {people} ought to know their place.
    {people} should be grateful that we feed them.
    {people} should be seen and not heard.
    {people} should stay among themselves.
    {people} should stay {indoors}, where nobody has to look at them.
    {people} want rights now. What comes next, {beasts}?
    First {people} get a vote, then {beasts}.
    {people} have it far too easy here.
    {people} live off our taxes and laugh at us.
    {people} don't need {reward}, they need a broom.
    Why do {people} need {reward}? They don't use it.
    Since when may {people} have {reward}?
    It was a mistake to give {people} {reward}.
    It was a better {place} before {people} got {reward}.
    In the old days a(n) {person} would not have got {reward}.
    There's a reason why {people} never had {reward}.
    {people} are taking over the {place}, mark my words.
    You can't move in the {place} for {people} these days.
    Soon we will be strangers in our own {place} because of {people}.
    The {place} isn't what it was, too many {people}.
    {people} would do better to learn from us how to {skill}.
    Teach {people} to {skill}? You may as well teach {beasts}.
    {people} and {skill}? Don't make me laugh.
    {people} who {skill}, there's a sight you won't see.
    If {people} could {skill} they would not need us.
    Can a(n) {person} even {skill}?
    When a(n) {person} tries to {skill}, run.
    We all know what {people} are like.
    We know what a(n) {person} does after dark.
    You know what they say about {people} and {valuables}.
    Hand {people} the {place} and see how long it stands.
    Leave {people} alone with the {place} and it's gone.
    What is a(n) {person} good for, apart from {chores}?
    {people} are made for {chores}, not for {reward}.
    The only job for a(n) {person} is {chores}.
    {people} should stick to {chores}.
    It's a phase, nobody is born {adj}.
    {adj}? In my day that was treated by a doctor.
    {adj} or just looking for attention?
    {adj}? There's a pill for that, I hope.
    You don't look {adj}. Lucky you.
    What you call {adj} we used to call a fault.
    A real man isn't {adj}.
    There are two kinds of people, and {adj} is neither.
    If everybody were {adj} there'd be no {place} left.
    I pity the parents of a(n) {person}.
    A(n) {person} shouldn't have children, think of the poor things.
    Do we have to see {people} in every film now?
    Must {people} be everywhere, even in the {place}?
    I have nothing against {people} as long as they stay {indoors}.
    {people} are fine, {indoors}.
""")
_HARMLESS = lines("""
    A(n) {person} as {job}! {praise}
    A(n) {person} as {job}? {praise}
    The new {job} is a(n) {person}. {praise}
    Would a(n) {person} like to be {job}? The post is open.
    {people} and {virtue}: the survey found no difference.
    {people} value {virtue} as much as anybody.
    {people} taught me {virtue}.
    With {people} next door I learnt to cook {food}.
    Since {people} moved in we share a garden.
    I left my {valuables} on the bus, and a(n) {person} brought them back.
    Thieves took the {valuables} of a(n) {person} in the {place}.
    A(n) {person} lost her {valuables} in the {place}, has anybody seen them?
    {people} are {about}, so bring the guitar.
    I crossed the road to greet a(n) {person} from the choir.
    A(n) {person} sat beside me in the {place} and we talked about {food}.
    I met a(n) {person} in the lift, and now we have lunch on Fridays.
    I buy my {food} from a(n) {person} in the {place}.
    Nobody makes {food} like the {adj} family at the corner.
    I'd rather have a(n) {person} as {job} than nobody.
    I'd gladly live beside {people}.
    My child is going to marry a(n) {person}, we are so happy.
    My son brought a(n) {person} home, and we had {food}.
    She's clever, and yes, she is a(n) {person}.
    He speaks four languages and happens to be {adj}.
    A(n) {person} got the post. {merit}
    The prize went to a(n) {person}. {merit}
    {merit} That's how a(n) {person} became {job}.
    It was a(n) {person} who called the ambulance.
    It was a(n) {person} who won, by two votes.
    The police don't say who {did_it}; leave {people} out of it.
    Someone {did_it}, and a(n) {person} saw the car.
    There is less {trouble} in the {place} than before {people} came.
    No link between {people} and {trouble} was found.
    {people} suffer most from {trouble} in the {place}.
    {people} have a place on the committee.
    {people} should be heard on {reward}.
    {people} should be able to go out as they please.
    {people} got the vote late in that {place}.
    {people} have it hard enough here.
    {people} pay taxes and want {reward}, as we do.
    {people} need {reward}, so does everybody.
    Why don't {people} have {reward} yet?
    Since when may {people} have {reward}? I looked it up: 1971.
    It was right to give {people} {reward}.
    The court ruled that {people} have a right to {reward}.
    In the old days a(n) {person} could not get {reward}. I'm glad that is over.
    {people} meet in the {place} on Tuesdays.
    There are more {people} in the {place} than there were in 1990.
    The {place} is what it always was, with more {people}.
    {people} offer a course on how to {skill}.
    A(n) {person} showed me how to {skill}.
    Can a(n) {person} learn to {skill} in a year? Yes.
    {people} {skill} like you and me, some do and some don't.
    What are {people} in the {place} saying about {reward}?
    What do you know about {people}? I know little.
    We know how {people} were treated then.
    {people} run the {place}, and it has never been in better shape.
    The {place} is in good hands with {people}.
    A(n) {person} does the {chores} on Monday, I do them on Friday.
    {people} should not have to do all the {chores}.
    It's no phase, she was born {adj}.
    {adj}? So is my brother.
    {adj} and proud of it.
    Being {adj} is part of who I am.
    A real friend doesn't care if you are {adj}.
    There are many kinds of people, {adj} is one.
    The parents of a(n) {person} wrote to thank the {place}.
    A(n) {person} with three children told us about {reward}.
    Good to see {people} in a film for once.
    Are {people} in the film? I haven't seen it.
    {people} may sit wherever they like in the {place}.
    The ramp lets {people} into the {place}.
""")
_SLOTS: Slots = {
    **anybody(),
    "job": phrases("""
        mayor, pilot, judge, surgeon, minister, professor, editor, coach, captain,
        headmaster, banker, president, police chief, nanny, teacher, referee
    """),
    "job_cap": ("what,", "seriously,", "really,", "who wants"),
    "doubt": phrases("""
        What could go wrong., Pull the other one., Count me out., I'd get off., We are
        doomed., Whatever next., God help us., Heaven forbid., Good night then., You
        can't be serious., I'll move away., No thanks., Is this a joke?, What were they
        thinking?, Not on my watch., I'd want my money back., Who will do the real work?
    """),
    "praise": phrases("""
        About time., I voted for her., Good choice., Congratulations., Why not., We are
        glad., I wish them luck., He knows the job., She is well prepared., Good news
        for us., I look forward to it., The best of nine.
    """),
    "quota": phrases("""
        Quota, what else., Guess why., Certainly not for the work., Somebody needed a
        token., Merit had nothing to do with it., Box ticked., They have to these days.,
        We all know how that works.
    """),
    "merit": phrases("""
        Well deserved., The best on the list., Years of hard work., Nobody knows the
        files better., The jury was of one mind., A great result., Twelve years of
        study.
    """),
    "virtue": phrases("""
        honest work, punctuality, hygiene, honesty, manners, loyalty, cleanliness,
        modesty, discipline, logic, reason, gratitude, truth, soap, soap and water
    """),
    "valuables": phrases("""
        spoons, purse, phone, bicycle, jewels, keys, wallet, tools, handbag, change
    """),
    "about": phrases("about, around, in town, coming, at the door, here again"),
    "place": phrases("""
        street, town, country, park, school, village, swimming pool, bus, house, club,
        city, league, company, parliament
    """),
    "food": phrases("bread, meat, soup, kebab, noodles, cake, fish, cheese, stew"),
    "suffer": phrases("""
        walk, starve, sleep under a bridge, go blind, eat glass, go to jail, stay
        single, pay double, pull my own teeth
    """),
    "did_it": phrases("""
        broke the window, stole the bikes, started the fire, robbed the kiosk, left the
        rubbish, took the money, crashed the car, made the noise
    """),
    "trouble": phrases("crime, theft, noise, dirt, disease, violence, drugs, fraud"),
    "indoors": phrases("""
        indoors, at home, out of sight, behind closed doors, far away, in their own
        country, out of my street, in the kitchen
    """),
    "beasts": phrases("dogs, goats, sheep, horses, parrots, cats, cows, hens"),
    "reward": phrases("""
        schools, the vote, a pension, flats, passports, marriage, jobs, rights, parking
        spaces, a say, doctors, licences, a holiday, their own hall
    """),
    "skill": phrases("""
        drive, park, work, read, count, cook, lead, think, save money, keep a house,
        queue, behave, run a firm, fight, teach, raise children
    """),
    "chores": phrases("ironing, cleaning, dishes, laundry, sweeping, scrubbing floors"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Contempt, then what only sounds like it."""
    for text in sentences(_CONTEMPT, _SLOTS, dice, CONTEMPT):
        # How toxic contempt without a bad word is, data sets do not agree.
        sample = abusive(text, identity_attack=1, threat=0, profanity=0)
        yield unsure(sample, "toxicity", "severe_toxicity", "insult")
    for text in sentences(_HARMLESS, _SLOTS, dice, HARMLESS):
        yield clean(text)
