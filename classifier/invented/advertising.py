"""Advertising dropped under news stories, and the same kind of talk without it."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import advertisement, clean
from classifier.samples import Sample

OFFERS, SCHEMES, BEGGING, TALK = 210, 190, 150, 420

_OFFERS = lines("""
    {boast} {offer}{mark} {call}
    {offer}{mark} {call}
    {call} {offer}{mark}
    {offer} {call} {boast}
    {flattery} {call} {offer}
    Looking for {offer}? {call}
    Need {offer}? {call} {boast}
    Get {offer} today{mark} {call}
    We provide {offer} at the best price. {call}
    {offer} - {offer} - {offer} {link}
    Best {offer} in town: {link}
""")
_SCHEMES = lines("""
    I lost {money} to a fake broker until {agent} recovered all of it. {contact}
    Thanks to {agent} I got my stolen bitcoin back. {contact}
    All thanks to {doctor} who cast a spell and brought my husband back. {contact}
    {doctor} cured my herpes with roots and herbs. {contact}
    I was sick for years until {doctor} sent me his herbal mixture. {contact}
    Are you in debt? We give loans from {money} at 2% interest. {contact}
    Urgent loan without collateral, approved in an hour. {contact}
    I make {money} every {week} working from home, my boss hates it. {link}
    My {kin} makes {money} a(n) {week} on her laptop, here is how {link}
    Just got paid {money} for a few hours online. Try it {link}
    Invest {money} and get ten times back in a(n) {week}. {contact}
    I traded with {agent} and made {money} in a(n) {week}. {contact}
    Ask me how I earn {money} a(n) {week}. {contact}
    Your account is blocked. Verify now at {link}
    Congratulations, you have won {money}! Claim at {link}
    Antivirus support, call {phone} now, toll free.
    Printer offline? Call our certified experts at {phone}.
    Email not working? Customer care number {phone}.
    Airline cancellation help desk {phone}, 24 hours.
    We can rank your website number one. {contact}
    Dofollow backlinks and guest posts, cheap. {contact}
    Buy real followers, {money} for ten thousand. {link}
    Your essay written by experts in six hours {link}
    I hired {agent} to read my cheating husband's phone. {contact}
    Passports, licences and certificates made to order. {contact}
    Join the brotherhood for wealth and fame. {contact}
    Pills without prescription, shipped discreetly {link}
    Sexy singles near you waiting to chat {link}
    Hot cams, free tonight {link}
    My naughty photos are on {link}
    Join our {app} group for daily signals {link}
""")
_BEGGING = lines("""
    {flattery} Visit my blog {link}
    {flattery} I write about the same on my site {link}
    {flattery} Please have a look at my page too {link}
    {flattery} Check out my channel {link}
    Check out my channel, I post {videos} every day.
    Please subscribe to my channel, I'm only a few short of a thousand.
    I make {videos}, subscribe if you like them!
    Follow me on {app} for {videos}
    Sub for sub? I post {videos}.
    My new {videos} are out now {link}
    Give my {videos} a listen, you won't regret it {link}
    Vote for my {videos} here {link}
    Like and share my page and win a phone {link}
    Small artist here with {videos}, any support helps {link}
    Who wants to see {videos}? Come to {link}
    Hey everybody, {videos} on my profile!!!
    Come and join my {app}, we talk about {videos}
    Use my code and get ten off {link}
    Download my app free {link}
    If you read this, go to my profile and watch {videos}
    {link} {link} {link}
    {link}
    Click {link}
    More here: {link} {flattery}
""")
_TALK = lines("""
    The council should spend the money on schools instead of {thing}.
    I paid too much for {thing} last year, and so did my neighbours.
    The source is here: https://www.{site}.example/report, page {page}.
    Banks gave out loans to anyone before the crash; {thing} will end the same way.
    See the figures at https://www.{site}.example before you complain about {thing}.
    My doctor says {thing} is cheaper abroad, which tells you all about this market.
    Click bait again. What has {thing} to do with the election?
    Free {thing} for all sounds good until someone has to pay the bill.
    I subscribe to this newspaper for reports like this one on {thing}.
    Working from home was a relief; {thing} was the worst of the office.
    Check out the report by the {site} on {thing}, it's eye-opening.
    I recommend the article on {thing} from last week, {same}.
    The BBC had a good piece on {thing}: https://news.{site}.example/{page}
    The law is here, section {page}: https://law.{site}.example/acts
    A pint cost {page} pounds at the match, that's robbery.
    My rent is {page}00 a month and rising, thanks to {thing}.
    Is the subscription worth it? I pay {page} euros a month and I'm content.
    I cancelled my subscription over the piece on {thing}.
    Subscribers should be able to comment on {thing} first.
    The paper's newsletter explained {thing} well.
    My neighbour lost {page},000 dollars in a bitcoin scam; the bank did nothing.
    Beware of calls about {thing}, they are after your savings.
    Loan sharks prey on the poor, and {thing} makes it worse.
    Online casinos should not advertise during matches.
    The pharmacy in our street closed because of {thing}.
    Viagra was found by chance while testing a drug for the heart.
    Weight loss drugs are a blessing for diabetics, at {page}0 a week they'd better be.
    She earns {page}0,000 a year and still can't afford {thing}.
    Students buy essays online, and {thing} won't stop them.
    He works from home and earns less than before.
    The company offers refunds if you call customer service, says the report.
    Call the council on {thing}, they do listen sometimes.
    Call the crisis line if you need to talk; it's free.
    You can find the petition on the website of the {site}.
    There's a video of the speech on the parliament's channel.
    I wrote to the {site} about {thing} and got an answer.
    If you follow the link in the third paragraph you'll see {thing} explained.
    WhatsApp should not share our data with anyone.
    Telegram was blocked there last week, reports say.
    Great article, I learned a lot about {thing}.
    Nice post, but what about {thing}?
    Thanks for sharing, the part on {thing} was new to me.
    The best offer for the club came from abroad.
    Discounts on {thing} help only those who can pay first.
    Followers on the net mean nothing at the ballot box.
    I used to be broke, and {thing} kept me there.
    A gift card instead of wages? That can't be legal.
    Download the timetable while you can, {thing} is next.
    Interest at {page} per cent, who can afford {thing} now?
    Page {page} of the {site} study says the opposite: https://doi.example/10.{page}
    A hundred per cent agree about {thing}.
    Win or lose, {thing} stays.
    Act fast, minister, {thing} can't wait.
    The lottery is a tax on hope, and so is {thing}.
""")
_SLOTS: Slots = {
    "offer": phrases("""
        cheap loans, instant cash loan with bad credit, free bitcoin, casino bonus,
        weight loss pills, cheap viagra, replica watches, essay writing service, forex
        signals, seo backlinks for your website, followers and likes, hot singles in
        your area, crypto doubling, binary options, free gift cards, a free iphone, love
        spells that bring back your ex, payday loans, online pharmacy no prescription,
        sports betting tips, cheap web design, designer handbags, cbd oil, teeth
        whitening, escort service, dissertation help, mobile app development, packers
        and movers, carpet cleaning, free robux, keto gummies, hair loss cure, cheap
        flights, credit repair, fake diplomas, instagram followers, free v-bucks, hacked
        streaming accounts, male enhancement
    """),
    "mark": ("!", "!!!", ".", " -", "", "...", " $$$"),
    "call": phrases("""
        visit {link} now, click here {link}, check out {link}, go to {link} today,
        {contact}, {contact}, sign up at {link}, text me for details, limited offer:
        order now at {link}, google {link}, join now {link}, apply today {link}, call
        {phone}, DM me, link in bio, message me on {app}
    """),
    "contact": phrases("""
        WhatsApp {phone}, contact me on telegram, write to {mail}, Telegram @{handle},
        email {mail}, reach him on {mail} or WhatsApp {phone}, {app} @{handle}, contact
        {mail} today
    """),
    "phone": phrases("""
        +44 7700 900123, +1 800 555 0100, 1-888-555-0142, +44 7700 900777, (555)
        555-0199, +1 202 555 0173, 07700 900461, +1-855-555-0111
    """),
    "mail": phrases("""
        fastrecovery@mail.example, drhealer@spells.example, loans4all@finance.example,
        info@quickcash.example, expert.hacker@pro.example, seo.master@rank.example
    """),
    "handle": phrases("""
        fxking_trader, cashqueen77, recover_fast, seo_pro, drspell, vipsignal
    """),
    "app": phrases("""
        instagram, telegram, tiktok, whatsapp, snapchat, discord, onlyfans
    """),
    "boast": phrases("""
        I made $9000 last month., My sister earns $85 an hour on her laptop., 100%
        guaranteed!, Best prices!!!, No risk!, Act fast., Hello friends., This changed
        my life., I used to be broke., Trusted by thousands., 24/7 service., Fast
        delivery., Don't miss out!, Limited time only!
    """),
    "flattery": phrases("""
        Great article!, Nice post., Very informative., Thanks for sharing!, I love your
        blog., Awesome content., Good info., Wonderful read., This is so helpful., Hello
        dear., I really enjoyed this.
    """),
    "money": phrases("$500, $5000, $12000, 3 BTC, £900, $85, €4000, $250k, $7,400"),
    "agent": phrases("""
        Mr Albert, Cyber Recovery Wizard, Mrs Helen the trader, Hack Ethics Team, Expert
        Dmitri, Funds Retriever, a certified hacker
    """),
    "doctor": phrases("""
        Dr Okojie, Priest Amadu, Dr Lucky, Mama Zola, the great Dr Ogun
    """),
    "week": ("week", "day", "month", "hour"),
    "kin": phrases("sister, roommate's aunt, neighbour, best friend, mother-in-law"),
    "videos": phrases("""
        rap covers, beats, gaming videos, prank videos, makeup tutorials, remixes,
        songs, travel vlogs, unboxing videos, dance videos, trading tips
    """),
    "link": phrases("""
        http://best-offer.example, www.win-now.example, http://money4u.example/x1,
        https://bit.example/a8k2, cheap-deals.example, https://t.example/join,
        www.myblog.example, https://video.example/watch?v=81, http://tiny.example/zz9,
        hot-dates.example, rank-up.example/seo
    """),
    "thing": phrases("""
        parking, the new stadium, insulin, public transport, rent, the airport, bitcoin,
        gambling, the tram, tuition, health insurance, electricity, broadband, the
        crash, advertising, streaming, housing, debt, childcare
    """),
    "site": phrases("""
        parliament, statistics, university, court, treasury, audit-office
    """),
    "page": phrases("2, 3, 5, 7, 8, 9, 12, 14, 16, 21"),
    "same": phrases("by the same author, which has the figures, in this paper"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Offers, schemes, begging for attention, and talk of the same things."""
    for patterns, count in (
        (_OFFERS, OFFERS),
        (_SCHEMES, SCHEMES),
        (_BEGGING, BEGGING),
    ):
        for text in sentences(patterns, _SLOTS, dice, count):
            yield advertisement(text)
    for text in sentences(_TALK, _SLOTS, dice, TALK):
        yield clean(text)
