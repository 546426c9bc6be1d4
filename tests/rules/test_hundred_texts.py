"""A hundred texts of our own writing, and what the default rules do with each alone.

No score is given, so this is what the rules say without the classifier: the strongest
of what they ask for, or nothing, which leaves the text to the classifier and people.
"""

import pytest

import rules
from rules import ArticleFacts
from tests.rules.reading_facts import facts

TRAM = ArticleFacts(
    title="Council votes for a second tram line",
    text="The council voted 31 to 24 for the line to the hospital. It costs 410 "
    "million and opens in 2031. Shops on Mill Lane fear four years of roadworks.",
    section="local",
)

# Twenty in disguise: letters swapped, spaced, starred, or of another alphabet
DISGUISED = [
    ("You are such an 1d10t, go back to school.", "hold"),
    ("what an i d i o t you are", "hold"),
    ("You absolute m0r0n.", "hold"),
    ("yоu аre аn idiоt", "hold"),  # Cyrillic letters
    ("Ｙｏｕ ａｒｅ ｓｃｕｍ", "hold"),
    ("You are an id\u200bi\u200bot, mate.", "hold"),
    ("k.i.l.l y.o.u.r.s.e.l.f", "reject"),
    ("just k1ll y0urself already", "reject"),
    ("K Y S", "reject"),
    ("go neck urself m8", "reject"),
    ("you n1gger", "reject"),
    ("Filthy f@ggots, all of them.", "reject"),
    ("Shut the f*ck up.", "hold"),
    ("This council is full of $hit", "hold"),
    ("What a load of buuuullshit", "hold"),
    ("Stupid b!tch, get off the council.", "hold"),
    ("F U C K this tram", "hold"),
    ("you're a r3tard and so is your dad", "hold"),
    ("Do the world a favor and dr!nk bleach", "reject"),
    ("Those migrants are c0ckroaches.", "hold"),
]

# Twenty that a list of bad words or a careless pattern would stop
INNOCENT = [
    ("I grew up in Scunthorpe and work in Penistone, so I know bus lanes.", None),
    ("The assessment by Essex and Sussex councils was class-leading.", None),
    ("Charles Dickens would have loved this council; so would Dick Van Dyke.", None),
    ("There is a chink in the armour of the plan, and it is the budget.", None),
    ("The station was spic and span when my mother cleaned there.", None),
    ("Niggardly funding is what killed the last line.", None),
    ("The cockpit of the new tram looks like Hancock's half hour.", None),
    ("Shiitake mushrooms and great tits: the park along the line has both.", None),
    ('"You are an idiot" is what he shouted at the driver, on camera.', None),
    ("She was called a moron by a man twice her age and kept her temper.", None),
    ("I am such an idiot, I read it as 2021 and not 2031.", None),
    ("You are not an idiot for asking; the article is unclear.", None),
    ("He told me to kill myself when I was twelve. Words matter.", None),
    ("My brother hanged himself in 2009. Please be careful with the headline.", None),
    ("Bleach must not be mixed with ammonia, say the cleaners of the depot.", None),
    ("The pigs on the farm by the line will not mind the noise.", None),
    ("This will kill the mayor politically, mark my words.", None),
    ("Taxpayers are the losers here, whoever wins the vote.", None),
    ("Raw sewage is vermin's best friend, and rats were seen on Mill Lane.", None),
    ("The council shot itself in the foot, and should be ashamed.", None),
]

# Twenty that are about something else, or sell it
OFF_TOPIC = [
    ("First!", "hold"),
    ("1st", "hold"),
    ("Who's here in 2026?", "hold"),
    ("Hello everyone", "hold"),
    ("Nice article, thanks for sharing", None),
    ("Why was my comment deleted?", "hold"),
    ("Stop censoring my comments, moderators.", "hold"),
    ("Let's see whether this one gets past the mods", "hold"),
    ("Your app keeps crashing when I open the puzzle page.", "hold"),
    ("I'm cancelling my subscription and you know why.", "hold"),
    ("There's a typo in the headline.", None),  # the editors want to know
    ("Sorry for going off topic, but who won the match last night?", "hold"),
    ("Please subscribe to my channel, I make videos about trains.", "hold"),
    ("I wrote a blog post about trams, link in my bio.", "hold"),
    ("Check out my new album, out now on Amazon", "hold"),
    ("https://videos.example/watch?v=3", "hold"),
    ("My aunt makes $85 an hour on her laptop from home.", "hold"),
    ("Cheap loans for everyone, apply now at http://quick-cash.example", "reject"),
    (
        "I lost my husband, but thanks to Dr Ojo the spell caster he came back. "
        "Contact him on WhatsApp.",
        "hold",
    ),
    ("Buy followers and cheap backlinks, text me on Telegram", "hold"),
]

# Twenty with personal information and links, or what only looks like it
PERSONAL = [
    ("Write to me at jane.roe@mail.example and I will send the plan.", "hold"),
    ("Call the councillor at home, it is 0171 555 1234.", "hold"),
    ("My number is +44 7700 900123 if anybody saw the accident.", "hold"),
    ("In Berlin: +49 30 901820, ask for the tram office.", "hold"),
    ("Text the driver: (202) 555-0173", "hold"),
    ("Ruf an unter 030/901820-11, dann wissen wir mehr.", "hold"),
    ("I paid with 4111 1111 1111 1111 and never got a ticket.", "hold"),
    ("Send donations to GB82 WEST 1234 5698 7654 32 please.", "hold"),
    ("Does anyone know where he lives?", "hold"),
    ("Here's her home address, make good use of it.", "hold"),
    ("He lives at 14 Mill Lane, just so you know.", "hold"),
    (
        "The plan is at https://council.example/tram/plan.pdf, page 12 has the cost.",
        None,
    ),
    ("As the BBC said (https://news.example/a/12345678901), costs doubled.", None),
    ("Look here, all of you who doubt it: https://bit.ly/3xYz", "hold"),
    (
        "The claim is from hxxp://bad[.]example and www.worse.example, and is wrong.",
        None,
    ),
    ("a1.example b1.example c1.example d1.example say it all, read them", "hold"),
    ("It was 3-1 on 24.11.2026 and 2:2 on 2026-11-26.", None),
    ("It cost 410,000,000 and not 1 234 567 890 as the paper said.", None),
    ("ISBN 0-521-37169-4 and 978-3-16-148410-0 have chapters on trams.", None),
    ("Version 10.2.33.4045 of the app showed 192.168.100.200 as the server.", None),
]

# Twenty as editors wish for
GOOD = [
    ("The line to the hospital is overdue; my mother changes buses twice.", None),
    ("410 million is a lot. What did the last line cost in the end?", None),
    ("Shops on Mill Lane need help during the roadworks, not promises.", None),
    ("I voted for the mayor and still think this was rushed.", None),
    ("Wrong priority. Fix the school roofs first, then talk of trams.", None),
    ("Good reporting. Could you print how each councillor voted?", None),
    ("As a driver for twenty years I can say that the bend is too tight.", None),
    ("@Anna: the figure is in the third paragraph, 31 to 24.", None),
    ("That is simply not true: the bus lane was there before 2019.", None),
    ("Damn, that's a lot of money for four stops!", None),
    ("I disagree with every word of this, but it is well argued.", None),
    ("Nobody asked the people in the flats next to the depot.", None),
    ("Why does everything here take ten years? Other towns do it in four.", None),
    ("The opposition voted no without naming one alternative.", None),
    ("My late father laid the first rails in 1961. He would smile.", None),
    ("Trams kill fewer cyclists than buses do, says the 2024 study.", None),
    ("Thank you, neighbours, for keeping this discussion civil.", None),
    ("It's a stupid route, honestly: it misses the station by 300 metres.", None),
    ("Who pays if it runs over budget, the council or the state?", None),
    ("Bravo! 👏 At last some good news for the east side.", None),
]

KINDS = {
    "disguised": DISGUISED,
    "innocent": INNOCENT,
    "off topic": OFF_TOPIC,
    "personal": PERSONAL,
    "good": GOOD,
}


def strongest(text: str) -> str | None:
    live = rules.default().check(facts(text, article=TRAM)).live
    asked = {finding.then for finding in live}
    return next((action for action in ("reject", "hold") if action in asked), None)


@pytest.mark.parametrize(
    ("text", "expected"), [each for texts in KINDS.values() for each in texts]
)
def test_each_of_a_hundred_texts_meets_what_it_should(
    text: str, expected: str | None
) -> None:
    assert strongest(text) == expected


def test_there_are_twenty_of_each_kind() -> None:
    assert {kind: len(texts) for kind, texts in KINDS.items()} == dict.fromkeys(
        KINDS, 20
    )
