"""Comments of our own writing that the open data sets lack.

Advertising as it is dropped under news stories, the same kind of talk without it,
and people speaking calmly of who they are: without these a model takes the mere
naming of a group for abuse, and the mere naming of money for spam.
"""

import itertools
import random
from collections.abc import Iterator

from classifier.samples import ATTRIBUTES, Sample

_OFFERS = (
    "cheap loans", "instant cash loan with bad credit", "free bitcoin", "casino bonus",
    "weight loss pills", "cheap viagra", "replica watches", "essay writing service",
    "forex signals", "work from home and earn $5000 a week", "get rich quick",
    "seo backlinks for your website", "followers and likes", "hot singles in your area",
    "crypto doubling", "binary options", "free gift cards", "free iphone",
    "antivirus support call +1 800 555 0100", "love spells that bring back your ex",
    "payday loans", "online pharmacy no prescription", "sports betting tips",
)  # fmt: skip
_CALLS = (
    "visit {link} now", "click here {link}", "check out {link}", "go to {link} today",
    "WhatsApp +44 7700 900123", "contact me on telegram", "sign up at {link}",
    "text me for details", "limited offer, order now at {link}", "google {link}",
    "subscribe to my channel", "join now {link}", "apply today {link}",
)  # fmt: skip
_BOASTS = (
    "", "I made $9000 last month.", "My sister earns $85 an hour on her laptop.",
    "100% guaranteed!", "Best prices!!!", "No risk!", "Act fast.", "Hello friends,",
    "This changed my life.", "Great article!", "Nice post,", "I used to be broke.",
)  # fmt: skip
_SELF = (
    "check out my channel", "please subscribe to my channel", "see my new video {link}",
    "follow me on instagram", "I make covers, have a look at my channel",
    "visit my blog {link}", "new music on my page, give it a listen",
    "sub for sub", "support my music {link}", "vote for me here {link}",
    "check out my new website {link}", "like my page and win", "watch my videos please",
)  # fmt: skip
_LINKS = (
    "http://best-offer.example", "www.win-now.example", "http://money4u.example/x1",
    "https://bit.example/a8k2", "cheap-deals.example", "https://t.example/join",
)  # fmt: skip

_TALK = (
    "The council should spend the money on schools instead of {thing}.",
    "I paid too much for {thing} last year, and so did my neighbours.",
    "The source is here: https://www.parliament.example/report, page 12.",
    "Banks gave out loans to anyone before the crash; {thing} will end the same way.",
    "See the figures at https://statistics.example before you complain about {thing}.",
    "My doctor says {thing} is cheaper abroad, which tells you all about this market.",
    "Click bait again. What has {thing} to do with the election?",
    "Free {thing} for all sounds good until someone has to pay the bill.",
    "I subscribe to this newspaper for reports like this one on {thing}.",
    "Working from home was a relief; {thing} was the worst of the office.",
)
_THINGS = (
    "parking", "the new stadium", "insulin", "public transport", "rent", "the airport",
    "bitcoin", "gambling", "the tram", "tuition", "health insurance", "electricity",
)  # fmt: skip

_GROUPS = (
    "gay", "lesbian", "bisexual", "transgender", "queer", "straight", "Muslim",
    "Jewish", "Christian", "Hindu", "Catholic", "atheist", "Black", "white", "Asian",
    "Latino", "Arab", "African American", "Mexican", "Chinese", "Indian",
    "Russian", "Polish", "Turkish", "disabled", "blind", "deaf", "autistic",
    "old", "young", "immigrant",
    "refugee", "female", "male", "working-class", "Roma", "Palestinian", "Israeli",
)  # fmt: skip
_LIVES = (
    "I am a {group} man and I am proud of it.",
    "As a {group} woman I think the article gets this right.",
    "My {group} neighbours brought us soup when we were ill.",
    "She was the first {group} mayor of the town.",
    "Many {group} people live here and vote here.",
    "The {group} community met the police yesterday to talk about safety.",
    "I grew up in a {group} family and disagree with the minister.",
    "{group} voters will decide this election, says the poll.",
    "He is {group} and teaches at our school.",
    "What do {group} readers think of the new law?",
    "I am a {group} man.",
    "I am {group}.",
    "My mother is {group}.",
)

_CLEAN = dict.fromkeys(ATTRIBUTES, 0)


def samples(seed: int) -> Iterator[Sample]:
    """All of them, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret hangs on it
    for text in _advertising(dice):
        yield _sample(text, {"spam": 1})
    for sentence, thing in itertools.product(_TALK, _THINGS):
        yield _sample(sentence.format(thing=thing), _CLEAN)
    for sentence, group in itertools.product(_LIVES, _GROUPS):
        yield _sample(sentence.format(group=group), _CLEAN)


def _advertising(dice: random.Random) -> Iterator[str]:
    for offer, call in itertools.product(_OFFERS, _CALLS):
        link, boast = dice.choice(_LINKS), dice.choice(_BOASTS)
        mark = dice.choice(("!", "!!!", ".", " -", "", "..."))
        text = f"{boast} {offer}{mark} {call.format(link=link)}".strip()
        yield dice.choice((str, str.capitalize, str.upper))(text)
    for line, boast in itertools.product(_SELF, _BOASTS):
        yield f"{boast} {line.format(link=dice.choice(_LINKS))}".strip()


def _sample(text: str, labels: dict[str, int]) -> Sample:
    return Sample(text, labels, "invented", "train")
