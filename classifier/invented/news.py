"""Plain talk under news of every kind, sharp but fair criticism included: all clean."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import clean
from classifier.samples import Sample

TALK, CRITICISM, BODY = 400, 230, 140

_TALK = lines("""
    The council voted {vote} to close the {building} in {town}.
    Why does {town} need another {building}?
    My kids go to the {building} in {town} and we are happy with it.
    The {building} in {town} should have been repaired years ago.
    Traffic near the {building} is unbearable since {month}.
    The bus to {town} runs twice a day, if at all.
    More cycle lanes in {town} would help, but who pays?
    The storm hit {town} hard in {month}; stay safe, everyone.
    It has not rained in {town} since {month}.
    After forty degrees in {month} I'm glad of the rain.
    {town} played well but the keeper was out of position.
    The second goal was offside, in my view.
    {town} will need a new coach by {month}.
    What a match in {town}, I lost my voice.
    Waiting times at the {building} are up again since {month}.
    The nurses in {town} saved my mother's life in {month}.
    I waited nine hours in {town} with a broken arm.
    Inflation fell to {number} per cent in {month}.
    Rents in {town} rose by {number} per cent in a year.
    My pension does not go far in {town} these days.
    The war has displaced {number} thousand families since {month}.
    Shelling near {town} killed two medics, the ministry says.
    Both sides broke the ceasefire in {month}.
    Peace talks in {town} begin in {month}; let's hope.
    A man of {number} was stabbed in {town} on Friday night.
    Police in {town} arrested two men over the robbery.
    The rape trial in {town} was adjourned until {month}.
    Reported rapes rose by {number} per cent in {town}, according to the police.
    The murder in {town} is still unsolved after {number} years.
    Domestic violence calls doubled in {month}, says the charity in {town}.
    The bishop of {town} spoke about poverty at Easter.
    The mosque in {town} opens its doors to visitors in {month}.
    The synagogue in {town} was built {number} decades ago.
    The church in {town} blesses couples of the same sex from {month}.
    Net migration fell in {month}, the statistics office reports.
    The asylum centre in {town} houses {number} families.
    I think the border rules are too strict, and here is why.
    I think the border rules are too loose, and here is why.
    Work permits should be quicker, the farms near {town} need pickers.
    The police in {town} answered within minutes in {month}.
    The inquiry found that officers in {town} used too much force.
    Stop and search does little for safety, the study from {town} shows.
    The bill on legal gender passed {vote}.
    Single-sex wards should be debated calmly.
    Women still earn {number} per cent less in {town}.
    Quotas are a blunt tool, I'm not sure they work.
    A stray dog was rescued from the canal in {town}.
    The vet in {town} neutered {number} cats in {month}.
    Wolves are back near {town}, farmers want the right to shoot.
    Cull or no cull, the badgers of {town} are in the news again.
    The zoo in {town} lost its oldest elephant.
    The gunman in {town} had no licence, the prosecutor says.
    Drug deaths in {town} are up {number} per cent.
    If you need to talk, call the helpline; it is free, day and night.
    Suicide is the main cause of death among farmers here, and help is near.
    The film from {town} runs {number} minutes too long.
    The orchestra of {town} plays Mahler in {month}.
    Solar panels on the {building} would pay off in {number} years.
    Does anybody know when the {building} opens again?
    Could the author say where the figure of {number} per cent is from?
    There's an error in the second paragraph: it was in {month}.
    I voted {vote2} in {month} and would do so again.
    The turnout in {town} was {number} per cent.
    Thanks for the report from {town}, well researched.
    My grandfather built the {building} in {town}.
    The strike in {town} ended {vote}.
    The minister will visit {town} in {month}.
    Nobody told the people of {town} about the plan.
    Is there a plan for the {building} or not?
    Yes.
    No, thanks.
    I agree.
    Agreed, well put.
    Good morning from {town}.
    This is sad news.
    What is the source?
    Interesting.
    Very sad. My thoughts are with the family.
    Congratulations to {town}!
    I did not know that, thank you.
""")
_CRITICISM = lines("""
    This {policy} is a disaster and {boss} should resign.
    {boss} has failed {town} once again.
    {boss} broke every promise on the {policy}.
    The {policy} is a waste of public money.
    I have never seen a worse {policy}.
    {boss} misled the public about the {policy}, and the minutes prove it.
    The {policy} hurts the poorest and helps nobody.
    {boss} must go.
    {boss} owes us an answer about the {policy}.
    What {boss} said about the {policy} is simply false.
    Terrible decision on the {policy}, it will cost lives.
    The {policy} makes no sense whatsoever.
    Nobody in {town} believes what {boss} says about the {policy}.
    {boss} should be ashamed of the {policy}.
    This is a weak argument for the {policy}.
    I strongly disagree with the author about the {policy}.
    The article is one-sided: not a word about the {policy}.
    Lazy reporting on the {policy}, you never asked {town}.
    The {policy} was rushed and badly drafted.
    Shameful how {town} was treated over the {policy}.
    {boss} puts party before country, and the {policy} shows it.
    Vote them out over the {policy}.
    Nothing but excuses from {boss}.
    This government is out of ideas, see the {policy}.
    It is a scandal that {town} waited {number} years for the {policy}.
    {boss} is wrong about the {policy}, plain and simple.
    The {policy} is a bad joke at our expense.
    How many more have to die before {boss} acts?
    I'm angry about the {policy}, and so is half of {town}.
    Your editorial on the {policy} misses the point.
    The numbers on the {policy} are rubbish, check the annex.
    {boss} lied about the {policy}, the court found.
    What a stupid {policy}.
    This {policy} is pathetic, {town} deserves better.
    The {policy} is ridiculous and will fail.
""")
_BODY = lines("""
    {organ} cancer is curable if found early.
    My mother had {organ} cancer in {month}, get yourself checked.
    The clinic in {town} offers free checks of the {organ}.
    An anal fissure heals with rest and fibre, my doctor told me.
    Blood in the stool or pain in the {organ} should be seen by a doctor.
    The surgeon in {town} removed a cyst from the {organ}.
    Breast feeding in public is legal in {town}, and that is right.
    Sex education should start before {number}, says the association.
    Children should know the right words: penis, vagina, {organ}.
    The vaccine protects against cancers of the cervix, anus and throat.
    Condoms prevent most infections; the pharmacy in {town} has them.
    Erectile dysfunction can be a sign of heart trouble.
    Menopause is finally talked about at work in {town}.
    The study looked at the {organ} of {number} volunteers.
    Sexual health services in {town} were cut by {number} per cent.
    One in {number} men will have trouble with the prostate.
    The museum in {town} shows a nude by Titian, breasts and all.
    Survivors of rape need more places in {town}.
    The dog had a tumour on the {organ} and is fine now.
    Vaginal birth after a Caesarean is often possible, says the midwife in {town}.
    Circumcision of the penis is debated in parliament in {month}.
    Gender surgery waits of {number} months are too long for anybody.
""")
_SLOTS: Slots = {
    "town": phrases("""
        Bristol, Hamburg, Leeds, Austin, Riga, Cork, Ghent, Porto, Halifax, Denver,
        Kyoto, Lagos, Lima, Newport, Aberdeen, Turin, Wellington, Tulsa
    """),
    "month": phrases("""
        January, February, March, April, May, June, July, August, September, October,
        November, December
    """),
    "number": phrases("3, 4, 7, 9, 12, 15, 20, 35, 40, 60"),
    "building": phrases("""
        school, library, hospital, swimming pool, stadium, station, town hall, power
        plant, airport, theatre, prison, car park, bridge, market, tram depot
    """),
    "vote": phrases("""
        five to four, by a wide margin, after a long night, without debate
    """),
    "vote2": phrases("""
        yes, no, Green, Labour, Conservative, Liberal, by post, left, right
    """),
    "boss": phrases("""
        the minister, the mayor, the president, the chancellor, the health secretary,
        the governor, the board, the council leader, the prime minister, the commission
    """),
    "policy": phrases("""
        tram plan, tax reform, budget, immigration bill, school reform, rent cap,
        lockdown, merger, trade deal, police bill, pension cut, bus timetable, climate
        law, benefit cap, hospital closure, border policy, stadium deal, water contract,
        gender bill, speed limit
    """),
    "organ": phrases("""
        breast, bowel, prostate, cervix, testicle, ovary, rectum, anus, bladder, skin,
        lung, penis, vulva, throat
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """News talk, criticism, and medicine with the words for body parts."""
    for patterns, count in ((_TALK, TALK), (_CRITICISM, CRITICISM), (_BODY, BODY)):
        for text in sentences(patterns, _SLOTS, dice, count):
            yield clean(text)
