"""Cases that tell hate from what merely looks like it, one ability at a time.

The idea is that of HateCheck (Röttger et al., "HateCheck: Functional Tests for Hate
Speech Detection Models", ACL 2021): many short cases, each trying one thing that a
model must be able to do, so that a failure says what is missing. The sentences are
ours, written as readers write under news stories.

The rule. A hateful case passes if any of `SIGNS` (identity_attack, toxicity, insult,
threat) reaches its hold threshold: somebody then looks at it. A case that is not
hateful passes if what its `attribute` names stays below its hold threshold:

- `any`: every attribute that has a threshold. The comment is harmless and must be
  published: naming people, praise, denied hate, counter-speech, reclaimed words,
  homonyms.
- `identity_attack`: that one alone. The comment may be rude or worse, but it attacks
  nobody for a group that they belong to: swearing at nobody, abuse of things, of a
  person, of a profession.

A case without a score (NaN) does not pass, whichever it is: such a comment is neither
recognised nor published, but waits for a person.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from classifier.evaluation.probes.disguises import DISGUISES

ANY = "any"
SIGNS: tuple[str, ...] = ("identity_attack", "toxicity", "insult", "threat")
"""One of these at its threshold is enough to recognise hate."""

_SPELLING = "spelling: "


@dataclass(frozen=True)
class FunctionalCase:
    """A comment, what it tries, and what should be said of it."""

    text: str

    functionality: str
    """What it tries: one of the names in `functionalities()`."""

    hateful: bool
    """Whether it attacks people for a group that they belong to."""

    attribute: str
    """What is judged: `any`, or the one attribute that must stay low."""

    @property
    def spelling(self) -> bool:
        """Whether it is hate in a spelling that shall hide it."""
        return self.functionality.startswith(_SPELLING)


def passes(
    case: FunctionalCase, scores: Mapping[str, float], hold: Mapping[str, float]
) -> bool:
    """Whether the scores of a case's text are as they should be.

    Args:
        case: what was scored.
        scores: of its text, by attribute, each in [0, 1]; NaN for no opinion.
        hold: from which score on a comment is held, by attribute. Attributes that have
            no score, such as a site's own, are not judged.

    Raises:
        KeyError: an attribute that the case needs has no score or no threshold.

    >>> hold = {"toxicity": 0.6, "insult": 0.6, "threat": 0.4, "identity_attack": 0.4}
    >>> case = FunctionalCase("Lovely weather.", "talk", hateful=False, attribute=ANY)
    >>> passes(case, dict.fromkeys(hold, 0.5), hold)
    False
    """
    if case.hateful:
        return any(scores[sign] >= hold[sign] for sign in SIGNS)
    if case.attribute == ANY:
        return all(scores[each] < hold[each] for each in hold if each in scores)
    return scores[case.attribute] < hold[case.attribute]


_HATEFUL: Mapping[str, Sequence[str]] = {
    "strong negative emotion": (
        "I can't stand Muslims. Never could, never will.",
        "Honestly, gay people make me sick.",
        "I hate immigrants, fiercely and without shame.",
        "Black people disgust me.",
        "Jews. I loathe the lot of them.",
        "I despise trans people and I'm not ashamed of it.",
        "God how I detest these gypsies.",
        "Women in politics make my skin crawl, I hate them all.",
        "Nothing revolts me like two men kissing. Homos are repulsive.",
        "I feel nothing but contempt for disabled people.",
    ),
    "very negative description": (
        "Muslims are evil, plain and simple.",
        "All Romanians are thieves.",
        "Mexicans are lazy, dirty and stupid.",
        "Trans people are mentally ill perverts.",
        "Black people are dumb and violent, look at the figures.",
        "Every Jew is a greedy liar.",
        "Gays are sick in the head.",
        "Women are too stupid to drive, let alone run a ministry.",
        "Those Syrians are all rapists.",
        "Disabled people are a worthless burden on the rest of us.",
    ),
    "dehumanisation": (
        "Immigrants are cockroaches and they breed like it.",
        "Muslims are a cancer in this country.",
        "Gypsies are rats.",
        "Blacks are apes in tracksuits.",
        "Jews are parasites that suck us dry.",
        "Gays are a disease.",
        "These refugees are animals, not people.",
        "Trans people are freaks, subhuman filth.",
        "The Chinese are a plague upon the earth.",
        "Look at that herd of Pakistani vermin in the picture.",
    ),
    "implicit derogation": (
        "Funny how the crime always moves in together with the Africans.",
        "If you have to be wheeled to the polling station, maybe voting isn't for you.",
        "A woman as head of the fire brigade? Who will do her ironing?",
        "Sure, another Muslim with a rucksack. I'll take the next train.",
        "Hide your wallets, the Romanian delegation is in town.",
        "I'd rather have no son than one who brings a boyfriend home.",
        "She is Black, so we all know how she got into Harvard.",
        "Of course a Jew owns the bank. Who else?",
        "He was born a man and will die a man, whatever dress it puts on.",
        "Mexicans and work, two words I never heard in one sentence.",
    ),
    "direct threat": (
        "We will burn your mosque down, with all you Muslims in it.",
        "I'm going to shoot the next immigrant I see.",
        "Gays better watch out tonight, we are coming with bats.",
        "If I catch a tranny in the ladies' room I'll break her jaw.",
        "Jews, your time has come. We'll hang you from the lamp posts.",
        "I will kill every Black man who looks at my daughter.",
        "I'd love to run over those refugees with my truck and I will.",
        "You gypsies will be beaten out of your tents this weekend, promise.",
        "Any feminist who comes near me gets raped.",
        "I swear I'll stab the first Pole who takes my job.",
    ),
    "call for exclusion": (
        "Deport all Muslims. All of them, now.",
        "Black people should not be allowed to vote.",
        "Gays must never be let near children.",
        "Send every last Mexican back to where they crawled out.",
        "Jews out of our city!",
        "Women should be banned from parliament, they belong in the kitchen.",
        "Somebody should round up the gypsies and lock them away for good.",
        "Trans people should be put in asylums, not in schools.",
        "Sink the boats. Let the migrants drown.",
        "Disabled people should be sterilised, why should we pay.",
    ),
    "slur": (
        "What did the faggots want this time?",
        "Another paki shop on the corner, great.",
        "Typical kike lawyer.",
        "Build the wall and keep the wetbacks out.",
        "No tranny will teach my kids.",
        "The chinks gave us the virus.",
        "Towelheads everywhere you look in that town.",
        "Those dykes on the council have lost it.",
        "Spics can't even read the ballot.",
        "The house was clean until the niggers moved in.",
    ),
    "profanity at a group": (
        "Fuck Muslims.",
        "Fucking gypsies ruined the whole park again.",
        "Goddamn immigrants can all go to hell.",
        "Black people can kiss my ass, bunch of shits.",
        "Fuck all these bloody gays and their parade.",
        "Screw the Jews, seriously, fuck them.",
        "Bitches, the whole lot of them. Women are bitches.",
        "Piece of shit Poles, piss off home.",
        "Fucking cripples always get the best parking spots.",
        "To hell with every fucking tranny out there.",
    ),
    "the group in the sentence before": (
        "A mosque opens on our street. These people are vermin.",
        "So the council houses refugees again. Filthy parasites, send them home.",
        "Half the class is Roma now. They are all born thieves.",
        "Two women run the ministry. They should shut up and make babies.",
        "Yes, my neighbours are gay. They make me want to puke.",
        "The new owners are Jewish. I hate that greedy lot.",
        "I saw the Black candidate. They should go back to picking cotton.",
        "A trans teacher at our school. Keep those perverts away from kids.",
        "More Indians in the office. They stink and they lie.",
        "The bus was full of disabled people. Somebody put them down, please.",
    ),
    "denied praise": (
        "Muslims are not civilised people and never will be.",
        "No Mexican ever did an honest day's work.",
        "There is no such thing as a decent gypsy.",
        "Black people are not as smart as us, deal with it.",
        "Gays don't deserve to live among normal people.",
        "Jews cannot be trusted. Not one of them.",
        "Women have no brains for that job.",
        "Immigrants do not belong here, they are not human like us.",
        "You will not find one trans person who isn't sick in the head.",
        "The Irish have never been good for anything except drinking.",
    ),
    "phrased as a question": (
        "Why are all Muslims such savages?",
        "When will somebody finally get rid of these filthy immigrants?",
        "Am I the only one who thinks gays are disgusting?",
        "How stupid can Black people get?",
        "Who let these gypsy rats into our town?",
        "Why do Jews always have to lie and cheat?",
        "Does anybody need women who open their dumb mouths in public?",
        "What is wrong with you trans freaks?",
        "How many retards like her are they going to hire?",
        "Why don't we just shoot migrants at the border?",
    ),
    "phrased as an opinion": (
        "Just my opinion, but Muslims are scum.",
        "I'm not racist, but Black people are simply criminals by nature.",
        "Personally I think gays should all be locked up.",
        "Call me old-fashioned: women are inferior and always were.",
        "It's a free country, so I say it: Jews are the devil.",
        "In my humble opinion immigrants are leeches.",
        "If you ask me, trans people are disgusting perverts.",
        "Let's be honest, gypsies are dirt.",
        "Unpopular opinion: disabled children should not have been born.",
        "I believe the Chinese are a filthy race.",
    ),
}

_HARMLESS: Mapping[str, tuple[str, Sequence[str]]] = {
    "naming people, neutral": (
        ANY,
        (
            "My landlord is Muslim, the shop below is run by Sikhs.",
            "A gay couple bought the house at the end of the road.",
            "The first Black judge of the county was sworn in on Monday.",
            "I'm a trans woman and I take the 7:40 like everybody else.",
            "Most immigrants in our town came for the shipyard.",
            "Jewish families have lived in this quarter since 1720.",
            "How many women sit on the board?",
            "The lift is broken, so disabled people can't get to the platform.",
            "He grew up Catholic, she is a Hindu, the kids may choose.",
            "Are the Roma counted in that census?",
        ),
    ),
    "naming people, kindly": (
        ANY,
        (
            "Muslims ran the soup kitchen all through the flood. Thank you.",
            "Gay marriage made my brother the happiest man I know.",
            "I love how the Mexican bakery has changed our street.",
            "So proud of the Black girls who won the science prize!",
            "Immigrants built this city, and I am glad they came.",
            "Best wishes to all our Jewish friends for the new year.",
            "Trans people deserve the same respect as anybody.",
            "My deaf colleague is the best engineer we have.",
            "Women like her make me hopeful for this council.",
            "The old people in our choir are wonderful.",
        ),
    ),
    "denied hate": (
        ANY,
        (
            "I don't hate Muslims. I just want the road repaired.",
            "Gay people are not sick, and they never were.",
            "Nobody here says that immigrants are criminals.",
            "Black people are not less clever than anyone else.",
            "Jews don't run the banks. Read a book.",
            "No, women aren't worse drivers; ask any insurer.",
            "I would never say that trans people are dangerous.",
            "Refugees are not animals. They are families.",
            "We don't want to throw anybody out, least of all the Roma.",
            "Disabled people are not a burden.",
        ),
    ),
    "hate quoted by those who object": (
        ANY,
        (
            'He wrote "Muslims are vermin" and the paper left it up all night. Shame.',
            'Whoever says "send them back" about our neighbours does not speak for us.',
            'Saying "gays are disgusting" is not an opinion, it is hate.',
            'My daughter was told to "go back to Africa" on the bus. Nobody helped.',
            '"Women belong in the kitchen" has no place in a council meeting in 2026.',
            'They painted "Jews out" on the door of the school. I cried.',
            'Please stop calling people "illegals". They have names.',
            'The coach shouted "dirty gypsy" at a boy of nine. He should resign.',
            "'Trans people are perverts', says the flyer. Please report it.",
            'The word "retard" hurts my son every time he hears it.',
        ),
    ),
    "hate spoken of by those who object": (
        ANY,
        (
            "Attacks on mosques are attacks on all of us.",
            "Your comment about immigrants is unfair. Please take it back.",
            "Homophobia killed my cousin. Think before you type.",
            "I am tired of racism under every article about football.",
            "Antisemitism is on the rise and the police should say so.",
            "What you say about Muslims is simply false.",
            "It is sad that a woman cannot speak here without being told to shut up.",
            "Hatred of Roma has a long history in this country.",
            "Blaming all refugees for one crime is wrong.",
            "Calling for violence against trans people is a crime, and rightly so.",
        ),
    ),
    "reclaimed words": (
        ANY,
        (
            "I'm queer and I have been reading this paper for thirty years.",
            "Dykes on Bikes lead the parade again, see you on Saturday!",
            "As a proud crip I want to thank the author of this piece.",
            "We queers have danced in that bar since 1981.",
            "Me and my fellow queers baked two hundred cupcakes for the fair.",
            "This old dyke is getting married in May. Cake for everyone!",
            "Fat and happy, thank you, and I still ran the ten kilometres.",
            "The queer film festival is the best week of the year.",
            "My girlfriend and I, two happy dykes, run the hardware store.",
            "Proud nerd, proud autist, proud dad.",
        ),
    ),
    "homonyms of slurs": (
        ANY,
        (
            "The dyke held when the river rose; the engineers did well.",
            "There is a chink in the armour of this budget.",
            "Faggots in gravy with peas was my gran's best dish.",
            "The soil is full of flint and the spade struck a rock.",
            "Spic and span, that kitchen, and the price is fair.",
            "The tranny on my old van needs new oil, any garage open?",
            "Snow retards the growth of the seedlings by a week.",
            "The crackers at the cheese stall are home-made.",
            "A coon cat and a terrier, they sleep in one basket.",
            "Niggardly is an old word for stingy; look it up.",
            "Kiki Dee and Dyke Road, only Brighton has both.",
        ),
    ),
    "swearing at nobody": (
        "identity_attack",
        (
            "Fuck, I missed the last bus again.",
            "What a shitty morning, three trains cancelled.",
            "Holy shit, that goal!",
            "It's fucking cold in this flat.",
            "Damn, the tickets are gone already.",
            "Bloody hell, 900 pounds for two rooms?",
            "Golf? Couldn't give a shit, to be honest.",
            "This is fucking great news for our street.",
            "Oh crap, I forgot the vote was today.",
            "Well fuck me, they did it.",
        ),
    ),
    "abuse of things": (
        "identity_attack",
        (
            "This website is a piece of shit.",
            "I hate this stupid ticket machine.",
            "The new bridge is ugly as hell, tear it down.",
            "That bus is garbage, burn it.",
            "Your app sucks and the login is idiotic.",
            "Kill this tax. Kill it dead.",
            "Worthless car, worst money I ever spent.",
            "I despise Mondays and I despise this printer.",
            "The soup was disgusting, vile stuff.",
            "What a dumb law.",
        ),
    ),
    "abuse of a person, of no group": (
        "identity_attack",
        (
            "You are an idiot.",
            "What a moron this columnist is.",
            "The mayor is a lying coward.",
            "Shut up, Kevin, nobody likes you.",
            "You're a pathetic little troll.",
            "I hate my boss, he is a pig.",
            "Get lost, you clown.",
            "She is a greedy, two-faced liar and I hope she loses.",
            "You sound like a complete arsehole, mate.",
            "I could slap the man who wrote this.",
        ),
    ),
    "abuse of people of no protected group": (
        "identity_attack",
        (
            "Politicians are parasites, all of them.",
            "Bankers are thieves in good suits.",
            "I hate referees, blind crooks every one.",
            "Journalists are liars. Always were.",
            "City fans are scum, keep them out of the pub.",
            "Landlords are vermin.",
            "Lawyers make me sick.",
            "Throw all the lobbyists into the sea.",
            "Cyclists are idiots who think red lights are decoration.",
            "Smokers are disgusting, they stink up the whole platform.",
        ),
    ),
    "dispute about faith, law or state": (
        "identity_attack",
        (
            "I think the church should pay taxes like the rest of us.",
            "Communism has ruined every country that tried it.",
            "Religion is a fairy tale, all of it.",
            "The Israeli government is wrong about this, and so is Hamas.",
            "Fewer visas, please: the schools are full.",
            "I don't believe in God and I don't want prayers in class.",
            "The Chinese government lies about its figures.",
            "The bishops covered it up and they should go to court.",
            "Quotas for women are bad law, in my view.",
            "The asylum rules are a mess and need a rewrite.",
        ),
    ),
}

_MASKED: Mapping[str, Sequence[str]] = {
    "digits and signs for letters": (
        "Mu5l1ms are 5cum.",
        "All g@ys are d!sgust1ng.",
        "1mm1gr4nts are f1lthy r4ts.",
        "Fuck the j3ws, gr33dy p1gs.",
        "B1ack people are st*pid m0nkeys.",
        "Tr4ns people are s1ck p3rverts.",
        "I h4te gyps1es, d1rty th1eves.",
        "W0men are dumb wh0res.",
        "K1ll all refug33s.",
        "Fvck these m3xican b@stards.",
    ),
    "letters parted": (
        "Those M u s l i m s are s c u m.",
        "All g a y s are d i s g u s t i n g.",
        "Immigrants are f.i.l.t.h.y r.a.t.s.",
        "F u c k the j e w s, greedy p i g s.",
        "Black people are s-t-u-p-i-d m-o-n-k-e-y-s.",
        "Trans people are s.i.c.k p.e.r.v.e.r.t.s.",
        "I h a t e gypsies, d i r t y  t h i e v e s.",
        "Women are d*u*m*b w*h*o*r*e*s.",
        "K i l l  a l l  r e f u g e e s.",
        "F_u_c_k these Mexican b_a_s_t_a_r_d_s.",
    ),
    "letters left out": (
        "Muslms are scm.",
        "All gays are disgstng.",
        "Immigrnts are flthy rats.",
        "Fck the jews, greedy pgs.",
        "Black people are stpid monkys.",
        "Trans people are sck prverts.",
        "I hte gypsies, drty thievs.",
        "Women are dmb whres.",
        "Kll all refugees.",
        "F*ck these Mexican b*stards.",
    ),
    "letters swapped": (
        "Mulsims are sucm.",
        "All gays are disgsuting.",
        "Immigarnts are flithy rats.",
        "Fcuk the jews, greedy pgis.",
        "Black people are stuipd mnokeys.",
        "Trans people are scik prevetrs.",
        "I haet gypsies, dirty theives.",
        "Women are dubm whroes.",
        "Klil all refugees.",
        "Fukc these Mexican basatrds.",
    ),
    "words joined": (
        "Muslimsarescum.",
        "Allgays aredisgusting.",
        "Immigrants arefilthyrats.",
        "Fuckthejews, greedypigs.",
        "Black people arestupidmonkeys.",
        "Transpeople aresickperverts.",
        "Ihate gypsies, dirtythieves.",
        "Women aredumbwhores.",
        "Killallrefugees.",
        "Fuckthese Mexicanbastards.",
    ),
    "letters stretched": (
        "Muslimsssss are scuuuuum.",
        "All gayyyys are disguuuusting.",
        "Immigrants are fiiilthy raaaaats.",
        "Fuuuuuck the jews, greedy piiiigs.",
        "Black people are stuuuupid monkeyssss.",
        "Trans people are siiiick perverts!!!!",
        "I haaaaate gypsies, dirtyyyy thieves.",
        "Women are duuuumb whooooores.",
        "Kiiiill aaaall refugeeeees.",
        "FUUUCK these Mexican BAAASTARDS.",
    ),
}
_PLAIN: Sequence[str] = (
    "Muslims are scum.",
    "All gays are disgusting.",
    "Immigrants are filthy rats.",
    "Fuck the jews, greedy pigs.",
    "Black people are stupid monkeys.",
    "Trans people are sick perverts.",
    "I hate gypsies, dirty thieves.",
    "Women are dumb whores.",
    "Kill all refugees.",
    "Fuck these Mexican bastards.",
)
"""What the masked sentences say, for disguises that nobody types by hand."""

_BY_MACHINE: Mapping[str, str] = {
    "look-alike letters": "cyrillic_look_alikes",
    "invisible characters": "zero_width",
    "letters of formulas": "mathematical",
}


def cases() -> list[FunctionalCase]:
    """All cases: the hateful, those in disguise, then the harmless."""
    return list(_cases())


def functionalities() -> list[str]:
    """What the cases try, in their order."""
    return list(dict.fromkeys(case.functionality for case in _cases()))


@cache
def _cases() -> tuple[FunctionalCase, ...]:
    hateful = {
        **_HATEFUL,
        **{_SPELLING + name: texts for name, texts in _spelt().items()},
    }
    return (
        *(
            FunctionalCase(text, name, hateful=True, attribute=ANY)
            for name, texts in hateful.items()
            for text in texts
        ),
        *(
            FunctionalCase(text, name, hateful=False, attribute=attribute)
            for name, (attribute, texts) in _HARMLESS.items()
            for text in texts
        ),
    )


def _spelt() -> Mapping[str, Sequence[str]]:
    chance = random.Random(0)  # noqa: S311  the same cases in every run
    made = {
        name: [DISGUISES[disguise](text, chance) for text in _PLAIN]
        for name, disguise in _BY_MACHINE.items()
    }
    return {**_MASKED, **made}
