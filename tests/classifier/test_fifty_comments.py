"""What the shipped model says of comments of our own, and what it should say.

Each line: the comment, what should be said of it, what is said today. Where the two
differ the model is known to be wrong; the line fails as soon as it is not any more,
so that the table stays true.

clean     no attribute reaches its hold threshold: nobody needs to look
swears    at most `profanity` does: it swears, and abuses nobody
held      some attribute does: somebody looks at it
others    the attribute of that name does, whatever else does
"""

import pytest

import classifier
from moderation.policy import THRESHOLDS

CLEAN, SWEARS, HELD = "clean", "swears", "held"
INSULT, THREAT, HATE, SPAM = "insult", "threat", "identity_attack", "spam"
TOXIC, PROFANE = "toxicity", "profanity"

COMMENTS = [
    # Quoting an insult
    ('He called the nurse "a stupid cow". He should say sorry.', CLEAN, CLEAN),
    ('"Idiots" is what the minister called us. Charming.', CLEAN, CLEAN),
    ("Calling the other side morons won't mend the roof.", CLEAN, CLEAN),
    ('Someone shouted "go back to Africa" at my son today.', CLEAN, CLEAN),
    ('"You\'re an idiot" is what he shouted at me.', CLEAN, CLEAN),
    # Sarcasm
    ("Oh well done, another genius who can't read a timetable.", INSULT, CLEAN),
    ("Congratulations, you managed to spell your own name.", INSULT, CLEAN),
    ("What a bright lad you are. Mummy must be so proud.", INSULT, INSULT),
    ("Sure, because the last tax cut worked so well.", CLEAN, CLEAN),
    # Of oneself
    ("I'm such an idiot, I voted for him twice.", CLEAN, CLEAN),
    ("Silly me, I read the wrong date.", CLEAN, CLEAN),
    ("I was a stupid kid and I paid for it.", CLEAN, CLEAN),
    ("Call me a fool, but I still like the old bridge.", CLEAN, CLEAN),
    # Reclaimed words, and who one is
    ("I'm queer and I've read this paper since I was twelve.", CLEAN, CLEAN),
    ("We dykes on bikes ride at noon, come and wave!", CLEAN, CLEAN),
    ("I am a gay Muslim and I loved this piece.", CLEAN, CLEAN),
    ("As a Black woman I have waited years for such a judge.", CLEAN, CLEAN),
    ("My Jewish friend from Haifa sent me the recipe.", CLEAN, CLEAN),
    # Foreign names
    ("Dr Phuc Nguyen and Mr Dikshit opened the clinic.", CLEAN, CLEAN),
    ("Kuntz scored twice, and Fuchs kept a clean sheet.", CLEAN, CLEAN),
    ("Mrs Cumming met Dick Assman in Fucking, Austria.", CLEAN, INSULT),
    # Medical words
    ("A lump in the breast or the testicle? See a doctor early.", CLEAN, CLEAN),
    ("My father has cancer of the prostate and the anus.", CLEAN, CLEAN),
    ("She was paralysed after the stroke and is now deaf.", CLEAN, CLEAN),
    ("The vaccine study looked at vaginal and rectal swabs.", CLEAN, CLEAN),
    # Talk of sport and games
    ("He absolutely killed it on the last lap!", CLEAN, CLEAN),
    ("We'll beat them on Saturday, their defence is weak.", CLEAN, CLEAN),
    ("Just shoot! Why does he never shoot from there?", CLEAN, CLEAN),
    ("Leeds got destroyed, and the keeper was robbed.", CLEAN, CLEAN),
    # Cooking
    ("Beat the eggs, whip the cream, then crush the biscuits.", CLEAN, CLEAN),
    ("Stab the potatoes with a fork and burn the skin a little.", CLEAN, CLEAN),
    ("Stuff the cock, baste the breasts, roast till brown.", CLEAN, TOXIC),
    # Swearing in praise, and at nobody
    ("This is fucking brilliant, thank you.", SWEARS, SWEARS),
    ("Damn, that was a good read.", SWEARS, SWEARS),
    ("Holy shit, what a goal.", SWEARS, SWEARS),
    ("Missed the bloody bus again. Shit.", SWEARS, TOXIC),
    # Hostile and polite
    ("With respect, thinking is clearly not your strong suit.", INSULT, CLEAN),
    ("Perhaps leave this to people who finished school, dear.", INSULT, CLEAN),
    ("People like you should not be allowed near a keyboard.", INSULT, CLEAN),
    ("I disagree with every word, and I enjoyed reading it.", CLEAN, CLEAN),
    # Insults
    ("You are a complete moron.", INSULT, INSULT),
    ("What a pathetic little man.", INSULT, INSULT),
    ("Shut up, you lying sack of crap.", INSULT, INSULT),
    ("Liar. Coward. Thief.", INSULT, INSULT),
    ("Anyone who believes this is dumb as a brick.", INSULT, CLEAN),
    # Threats
    ("I know where you live and I will break your legs.", THREAT, THREAT),
    ("One more word and you are a dead man.", THREAT, THREAT),
    ("He deserves a bullet, and I have got one for him.", THREAT, THREAT),
    ("Keep writing and you'll end up in the river.", THREAT, CLEAN),
    # Wishes of harm, and grief in the same words
    ("I hope somebody rapes you, see how you like it.", THREAT, THREAT),
    ("Do us all a favour and hang yourself.", HELD, CLEAN),
    ("kys", HELD, HELD),
    ("She was raped as a student, and nobody believed her.", CLEAN, CLEAN),
    ("My brother hanged himself, so please mind your words.", CLEAN, CLEAN),
    # Hate
    ("Muslims are vermin, throw them all out.", HATE, HATE),
    ("Gays disgust me, they are sick perverts.", HATE, HATE),
    ("Send those filthy gypsies back where they came from.", HATE, HATE),
    ("Women are too dumb to vote.", HATE, HATE),
    ("The Jews own the banks and the press.", HATE, CLEAN),
    ("He owns a bank, and she is the first Jewish mayor.", CLEAN, CLEAN),
    # Spam
    ("I make $6,500 a week from home! Visit www.easycash.example", SPAM, SPAM),
    ("Check out my new channel and subscribe, free gifts!!!", SPAM, SPAM),
    ("HOT crypto tip: double your coins today, text +1 555 0100", SPAM, SPAM),
    # In disguise
    ("y o u  a r e  a n  i d i o t", INSULT, INSULT),
    ("What a st*pid m0r0n you are", INSULT, INSULT),
    ("You're a pа\u200bthеtіc lоsеr", INSULT, INSULT),
    ("go fuuuuck yourself, aasshhoollee", HELD, HELD),
    ("shutup youidiot", INSULT, INSULT),
    # Innocent words
    ("Scunthorpe, Penistone and Lightwater are all in England.", CLEAN, CLEAN),
    ("We assess the class, then pass the assignment to Essex.", CLEAN, CLEAN),
    ("Dickens wrote of a cockerel, a titmouse and a shiitake.", CLEAN, CLEAN),
    ("Niggling doubts about the Nigerian budget remain.", CLEAN, CLEAN),
    # Plain talk
    ("When does the number 12 tram run on Sundays?", CLEAN, CLEAN),
    ("The council's plan is bad for small shops, I fear.", CLEAN, CLEAN),
    ("Three people died there last year. Build the crossing.", CLEAN, CLEAN),
    ("No.", CLEAN, CLEAN),
]

KNOWN_LIMITS = 12
"""So many lines at most may be wrong today; chosen by us, a sixth of the table."""


@pytest.mark.parametrize(("comment", "should", "today"), COMMENTS)
def test_the_model_says_what_the_table_says(
    comment: str, should: str, today: str
) -> None:
    held = _attributes_that_hold(comment)

    assert _is(today, held), f"said to be {today}, held for {held or 'nothing'}"
    if should != today:
        assert not _is(should, held), f"known as wrong, but it is {should} now"


def test_few_lines_of_the_table_are_wrong_today() -> None:
    wrong = [comment for comment, should, today in COMMENTS if should != today]
    assert len(wrong) <= KNOWN_LIMITS


def test_the_table_has_fifty_comments_and_none_twice() -> None:
    assert len({comment for comment, _, _ in COMMENTS}) == len(COMMENTS) >= 50


def _attributes_that_hold(comment: str) -> set[str]:
    model = classifier.pretrained()
    scores = dict(zip(model.attributes, model.score([comment])[0], strict=True))
    return {each for each in scores if scores[each] >= THRESHOLDS[each].hold}


def _is(verdict: str, held: set[str]) -> bool:
    match verdict:
        case "clean":
            return not held
        case "swears":
            return held <= {"profanity"}
        case "held":
            return bool(held)
        case attribute:
            return attribute in held
