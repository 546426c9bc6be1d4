"""Contempt in polite words, and plain politeness in the same ones."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean
from classifier.samples import Sample

CONTEMPT, COURTESY = 290, 210

_CONTEMPT = lines("""
    Do try to keep up, {dear}.
    Do keep up, the grown-ups are talking about {topic}.
    Perhaps read it again, slowly, {dear}.
    Read it again, {dear}, and this time move your lips if it helps.
    I'd explain {topic} to you, but I left my crayons at home.
    I'd explain {topic}, but I have neither the time nor the finger puppets.
    Typical of people of your limited gifts.
    How very typical of someone with your {gift}.
    With your {gift} I would stay out of talk about {topic}.
    Bless your heart, {dear}, you tried.
    Bless, somebody has discovered {topic} today.
    It must be restful to know so little about {topic}.
    I envy you, {dear}. Not a thought in the world.
    I'm sure you did your best, {dear}, such as it is.
    One can only admire such confidence on so little knowledge of {topic}.
    Thank you for sharing your {gift} with us all.
    Maybe ask an adult to explain {topic} to you.
    Maybe ask your carer to read you the part about {topic}.
    Run along now, {dear}.
    There, there, {dear}. Big words are hard.
    Was that meant to be an argument about {topic}? How sweet.
    Congratulations, {dear}, you managed to miss every point about {topic}.
    I shall type slowly, since you seem to read that way.
    I would challenge you on {topic}, but I never fight the unarmed.
    You have delighted us long enough about {topic}, {dear}.
    Some of us went to school, {dear}. It shows who did not.
    If ignorance is bliss, you must be the happiest person here.
    One wonders how you get dressed in the morning, {dear}.
    Do you need a diagram of {topic}, or would that be too much?
    Perhaps stick to the cartoons, {dear}, and leave {topic} to others.
    You clearly have strong feelings about {topic}; a pity about the facts, {dear}.
    Oh {dear}, did nobody ever teach you {topic}?
    A for effort, {dear}. F for everything else.
    Spoken with all the insight of a garden gnome.
    Your {gift} does you credit, said nobody ever.
    The author's {gift} is on full display again.
    I see the author has once more mistaken typing for thinking.
    It's adorable that you think you understand {topic}.
    Your mind is made up, and what a small parcel it makes.
    Don't strain yourself, {dear}, {topic} isn't for everyone.
    No doubt {topic} looks simple to someone with your {gift}.
    You are living proof that one needs no {topic} to have opinions.
    We all make allowances for your {gift}, {dear}.
    Some day, when you are older, {topic} will make sense to you. Or perhaps not.
    I would agree with you on {topic}, but then we would both be wrong, {dear}.
    Thinking isn't your strong suit, is it, {dear}?
    And you are allowed to vote? On {topic}? Remarkable.
""")
_COURTESY = lines("""
    Perhaps read it again, {friend}, the second paragraph explains {topic}.
    I'd explain {topic} at length, but this report does it better.
    Do try the archive, {friend}, it has a good piece on {topic}.
    I'm sure you did your best, {friend}, and it shows.
    Thank you for sharing what you know about {topic}.
    Bless you, {friend}, that made my day.
    May I ask where you read that about {topic}?
    With respect, I see {topic} differently.
    I take your point about {topic}, {friend}.
    You clearly know a lot about {topic}; which book would you recommend?
    One can only admire such work on {topic}.
    Congratulations, {friend}, well argued.
    Could somebody explain {topic} to me, please?
    I would need a diagram to understand {topic}, is there one?
    It isn't clear to me how {topic} was counted.
    You may be right about {topic}, {friend}, I had not thought of that.
    I think you misread the table on {topic}, but it's an easy mistake.
    Was that meant for me, {friend}? I wrote about {topic}.
    I don't agree, {friend}, but thank you for a civil answer.
    Maybe ask the council, they must publish the figures on {topic}.
    As far as I can see nobody has an easy answer on {topic}.
    The author has done the homework on {topic} once more.
    The author leaves out {topic}, which I find a pity.
    We won't agree on {topic}, and that's all right.
    Thinking about {topic}, I have changed my mind.
    You are allowed to vote by post, {friend}, here's how.
    I shall read more slowly next time; I missed the part on {topic}.
    Some day {topic} will be taught at school, I hope.
    Nobody ever taught me {topic}, so I'm grateful for this.
    I was wrong about {topic}, sorry, {friend}.
    Good question, {friend}. I'd like to know as well.
    Well said, {friend}.
    {friend}, do you have a source for {topic}?
""")
_SLOTS: Slots = {
    "dear": phrases("dear, sweetheart, petal, my love, squire, poppet, chum"),
    "friend": phrases("friend, neighbour, Margaret, Tom, all, dear reader, Mr Adeyemi"),
    "gift": phrases("""
        limited gifts, modest intellect, attention span, level of education, reading
        age, depth of thought, rich inner life, grasp of arithmetic, wisdom
    """),
    "topic": phrases("""
        inflation, the rule of law, percentages, history, the budget, how trains work,
        climate science, basic economics, the constitution, statistics, vaccines, public
        transport, spelling, geography, interest rates, logic
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Contempt, then courtesy."""
    for text in sentences(_CONTEMPT, _SLOTS, dice, CONTEMPT):
        yield abusive(text, insult=1, severe_toxicity=0, threat=0, identity_attack=0)
    for text in sentences(_COURTESY, _SLOTS, dice, COURTESY):
        yield clean(text)
