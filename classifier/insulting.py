"""Words that insult whom they are said of, mostly, and plain ones beside.

Slurs are not among them, nor words for a group: who says those of others always says
something (`classifier.company` reads the words here by their company). Our own list.
"""

_NOUNS = """
    airhead animal arselicker barbarian beast berk bigot bimbo birdbrain blabbermouth
    blockhead bonehead bootlicker bozo brat brute buffoon bully bum burden busybody
    buzzkill caveman charlatan cheapskate cheat cheater chicken chump clod clown
    cockroach con conman coward cow crackpot creep cretin criminal crook crybaby cynic
    deadbeat degenerate demon devil dimwit dingbat dingus dinosaur dipstick disgrace
    dodo dolt donkey doofus dope dork dullard dumbo dummy dunce dunderhead dweeb
    egomaniac embarrassment failure fake fanatic fool fraud freak freeloader fruitcake
    geezer git glutton goblin goof goofball gremlin grifter hack hag halfwit hardliner
    harpy hater hick hooligan hypocrite idiot ignoramus imbecile imposter impostor
    incompetent ingrate jerk jerkoff joke joker klutz knave knob knucklehead lackey
    lapdog lardass layabout leech leper liar lightweight loon loony loser loudmouth
    lowlife lunatic lunkhead maggot maniac meathead megalomaniac minion misanthrope
    misfit monkey monster moron murderer mouthbreather muppet narcissist ne'er-do-well
    nerd nincompoop ninny nitwit noob numbskull numpty nut nutcase nutjob nutter oaf
    oddball pansy parasite parrot peasant pervert phony phoney pest pig pillock pinhead
    pleb plonker poser prat predator prick psycho psychopath puppet quack quitter racist
    rapist rascal rat reptile rogue rube ruffian sadist savage scab scoundrel scrooge
    scrounger scum scumbag sellout sheep shill shrew simp simpleton slacker slime
    slimeball slob sloth slug snake sneak snitch snob snowflake sociopath spineless
    sponger spoilsport stooge sucker swine sycophant terrorist thicko thief thieves thug
    toad toady traitor troglodyte troll turd turncoat twerp twit tyrant vermin villain
    wacko wally warmonger weakling weasel weirdo whiner wimp windbag witch worm wretch
    wuss zealot zombie
"""
_ADJECTIVES = """
    abnormal arrogant backward barbaric brainless brainwashed childish clueless
    conceited cowardly crap crappy crazy creepy crooked cruel daft dangerous delusional
    deluded demented dense deranged despicable dim dirty diseased dishonest disgusting
    dull dumb dumbest evil fat feeble filthy foolish gormless greedy gross gullible
    gutless hateful hideous hopeless hysterical idiotic ignorant immature immoral
    incompetent inept inferior insane lame laughable lazy loathsome lousy lying mad
    mental mindless miserable moronic naive nasty nuts obnoxious obese paranoid pathetic
    perverted petty pitiful pompous primitive repulsive ridiculous rotten rubbish
    selfish senile shameful shameless shallow sick silly sinful skinny slimy smelly smug
    spineless spiteful stupid stupidest subhuman talentless terrible toxic ugliest ugly
    uncivilised uncivilized unhinged uneducated unnatural useless vicious vile violent
    wacky weird witless worthless wretched
"""
_FOUL = """
    arse arsehole arsewipe ass assclown asshat asshole asswipe bastard bellend bitch
    bitchy bullshitter clusterfuck cocksucker cunt dick dickhead douche douchebag
    dumbass dumbfuck dipshit fuckface fucker fuckhead fuckup fuckwit jackass knobhead
    motherfucker pissant pisshead prick schmuck shitbag shite shithead shitstain shitty
    slut son-of-a-bitch tosser tosspot twat wanker whore
"""


def _with_plurals(words: str) -> frozenset[str]:
    its = words.split()
    return frozenset([*its, *map(_plural, its)])


def _plural(noun: str) -> str:
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


FOUL: frozenset[str] = _with_plurals(_FOUL)
"""Those that are profane as well."""

MILD: frozenset[str] = (_with_plurals(_NOUNS) | frozenset(_ADJECTIVES.split())) - FOUL
"""All others."""
