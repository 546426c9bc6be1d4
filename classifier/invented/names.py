"""Names and words with bad letters inside, and words of other languages: all clean."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import clean
from classifier.samples import Sample

PLACES, PEOPLE, RUDE, WORDS, FOREIGN = 120, 170, 150, 170, 80

_PLACES = lines("""
    The train to {place} was late again.
    My sister moved to {place} last year.
    The council of {place} wants a new bridge.
    {place} beat us on Saturday, and they were the better side.
    Flooding in {place} closed two schools.
    Has anybody been to {place} lately?
    The hospital in {place} needs staff.
    I grew up near {place} and miss the bread.
    House prices in {place} have doubled.
    A fire broke out in {place}, nobody was hurt.
""")
_PEOPLE = lines("""
    {who} was elected to the board.
    I agree with {who} about the budget.
    {who} scored twice in the second half.
    A letter from {who} was read out in court.
    {who} has written a fine book on bees.
    Is {who} standing again in May?
    {who} won the prize for physics.
    The interview with {who} was long overdue.
    I went to school with {who}, a kind and quiet sort.
    {who} is right, the figures don't add up.
    My uncle worked for {who} for years.
    Thank you, {who}, for a fair report.
""")
_RUDE = lines("""
    {first} {last} was elected to the board.
    {first} {last} and {first} {last} were both guests.
    I agree with {first} {last} on the budget.
    {first} {last} played the lead in the silent film.
    Goal by {first} {last}!
    {first} {last} scored twice against {first} {last}.
    Thank you, {first} {last}.
    My uncle {first} mends clocks.
    We met at {pub} at nine.
    {pub} has a new cook.
    Drinks at {pub} after the match?
    {pub} in our street is for sale.
    Cocktails at {pub} on Friday.
    The quiz at {pub} was won by {first} {last}.
    Is {first} {last} at {pub} tonight?
""")
_WORDS = lines("""
    The {word} is explained in the second paragraph.
    We should discuss the {word} with care.
    The article leaves out the {word}.
    A word on the {word}: it was better last year.
    She spoke about the {word} for an hour.
    The committee will assess the {word} in June.
    I had never heard of the {word} before today.
    The photo of the {word} is beautiful.
    According to the analysis, the {word} costs too much.
    Who looks after the {word}?
""")
_FOREIGN = lines("""
    My {kin} used to say "{saying}" when we argued.
    "{saying}", as they say where I grew up.
    The menu had {food} and we loved it.
    Try the {food} at the market, it's worth the queue.
    We sang "{saying}" at the end, and half the hall wept.
    {saying}! Greetings from the coast.
    A plate of {food} and a glass of wine, what else does one need?
    My {kin} makes the best {food}.
""")
_SLOTS: Slots = {
    "place": phrases("""
        Scunthorpe, Penistone, Lightwater, Essex, Sussex, Middlesex, Phuket,
        Cockermouth, Clitheroe, Dickson, Fukuoka, Fukushima, Niger, Nigeria, Montenegro,
        Titisee, Shitterton, Fucking in Austria, Pratt's Bottom, Arsenal, Assam, Hancock
        County, Wankdorf, Bitche in Lorraine, Intercourse in Pennsylvania, Condom in
        Gascony, Cumnock, Cuntis in Galicia, Faget in Romania, Twatt in Orkney, Wetwang,
        Shitlington, Coon Rapids, Dyke in Lincolnshire, Buttevant, Essexville
    """),
    "who": phrases("""
        Charles Dickens, Matt Hancock, Bruce Cockburn, Ms Cummings, Dick Cheney, Dick
        Van Dyke, Philip K. Dick, aunt Fanny, Fanny Burney, Klaus Fuchs, Ms Wang, Mr
        Dong, Gaylord Perry, Judge Hitchcock, Dr Babcock, Mr Matsushita, Rod Hull,
        Professor Kuntz, Herr Wank, Ms Titmuss, Alan Titchmarsh, Peter Glasscock, Mr
        Shitole, Dr Fuk, Mr Phuc, Yoshito Sengoku, Mr Cocks, Ms Butts, Mr Assange,
        Councillor Bassett, Lord Pratt, Mr Weiner, Baroness Cox, Willy Brandt, Ms
        Boobyer, Randy Newman, Mr Hooker, John Lee Hooker, Mr Gay, Marvin Gaye, Tyson
        Gay, Ms Lesbros, Mr Sodhi, Igor Shitov, Mr Paki, Colonel Spick, Peter Crouch,
        Oluwaseun Adebayo, Siobhan Ni Dhomhnaill, Bjork Gudmundsdottir, Nguyen Thi Hanh,
        Szczepan Wozniak, Ngozi Okonjo, Rajesh Bhattacharya, Abdul Rahman, Xiuying Zhao,
        Ms Cumberbatch, Mr Analucci, Dick Advocaat, Prof. Dikshit, Mr Semenov, Ms Rapee
    """),
    "first": phrases("Dick, Dick, Dick, Fanny, Willy, Randy, Gay, Roger, Johnson"),
    "last": phrases("""
        Cheney, Van Dyke, Turpin, Tracy, Clark, Harrison, Smothers, Butkus, Whittington,
        Advocaat, Fosbury, Sargent, Gregory, Brandt, Newman, Cooper, Hale, Wharton,
        Talese, Burney, Moss, Weir, Armey, Durbin, Lugar, Gephardt
    """),
    "pub": phrases("""
        the Cock and Bull, the Cock Inn, the Fighting Cocks, the Cock and Bottle, the
        Famous Cock, the Ass and Bell, the Pig and Whistle, the Bishop's Finger, the
        Black Bitch, the Slug and Lettuce, the Dirty Dick, the Cock Tavern
    """),
    "word": phrases("""
        niggardly offer, assessment, class assignment, analysis, therapist's report,
        cocktail hour, shuttlecock, titmouse, blue tit, great tit in our garden,
        peacock, woodcock, cockpit, cockle, stopcock, weathercock, passage, embassy,
        bass line, grass verge, compass, assassin in the novel, document, cumulative
        total, circumference, accumulator, scrap yard, grape harvest, skyscraper,
        drapery, rapeseed field, parsnip soup, canal, banal prose, analogue clock, penal
        code, peninsula, pencil case, Mississippi, hoarding of masks, shore, whorl of
        the shell, spotted dick, faggots and peas on the menu, coq au vin, pussy willow,
        pussycat, puppy, retardant foam, flame retardant, ritardando, homogeneous group,
        homo sapiens, Homo erectus skull, chink in the armour, dyke that protects the
        polder, bastard toadflax, sextant, sextet, sexton, Middlesex poll, dictation,
        dickens of a job, manuscript, titanium, title, constitution, institution,
        petition, buttress, button, butter mountain, rebuttal, crapaud, spick and span
        kitchen, Jap silk, niggle, snigger, horticulture, knob of butter, bell end of
        the tent, pricking of seedlings, ass in the nativity play, hellebore, damson
        jam, tossed salad, screwdriver, bloodshed of 1916, bugler
    """),
    "kin": phrases("grandmother, babushka, nonna, Opa, abuela, mother-in-law, tata"),
    "saying": phrases("""
        c'est la vie, que sera sera, alles wird gut, inshallah, mazel tov, na zdravie,
        buon appetito, dum spiro spero, kia ora, shalom, namaste, hasta luego, ça ne
        fait rien, die Fahrt war lang, wie dick ist das Buch, sag niemals nie, ubuntu,
        hakuna matata, carpe diem, ni hao, sisu, joie de vivre, skål
    """),
    "food": phrases("""
        pho bo, bánh mì, coq au vin, shiitake, shish kebab, spätzle, knackwurst, fufu,
        pad krapow, kaka fruit, mami soup, bak kut teh, smørrebrød, pierogi, jollof
        rice, haggis, cock-a-leekie, crappit heid, toad in the hole, cullen skink,
        faggots, puttanesca, cassoulet, dim sum, mofongo, poutine
    """),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Places, people, inns, words, and bits of other languages."""
    for patterns, count in (
        (_PLACES, PLACES),
        (_PEOPLE, PEOPLE),
        (_RUDE, RUDE),
        (_WORDS, WORDS),
        (_FOREIGN, FOREIGN),
    ):
        for text in sentences(patterns, _SLOTS, dice, count):
            yield clean(text, profanity=0)
