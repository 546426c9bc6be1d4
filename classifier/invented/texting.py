"""Text messages: prizes, ringing tones and paid chats, and people who text friends."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import advertisement, clean
from classifier.samples import Sample

SOLD, CHATTED = 450, 600
"""Texts of each kind; chosen by us."""

_SOLD = lines("""
    {urgent} {won} {prize}. {claim} {terms}
    {urgent} {won} {prize}! {claim}
    {won} {prize}. {claim} {terms}
    {chosen} {prize}. {claim} {terms}
    {free} {goods}! {reply} {terms}
    {free} {goods} this week only. {reply}
    {reply} {goods}. {terms}
    Get {goods} for {cheap}. {reply} {terms}
    Want {goods}? {reply} {terms}
    {goods} {goods} {goods}. {reply} {cheap} a msg.
    Your {contract} is over {months} old, so you get {prize} {free}. {claim}
    {contract} customers get {prize} {free}. {claim}
    We tried to reach you about {prize}. {claim}
    Last attempt to contact you about {prize}. {claim}
    Last chance! {prize} ends {tonight}. {claim}
    {date} {reply} {terms}
    {date} {claim}
    Somebody fancies you! {claim} {terms}
    Someone you know has sent you a secret message. {claim}
    {quiz} {reply} to win {prize}. {terms}
    {bank} {verify} {link}
    {bank} {verify} {phone}
    Parcel on hold. Pay {cheap} at {link}
    Refund of {money} waiting, {verify} {link}
    Loans up to {money}, bad credit ok. {claim}
    Had an accident? You may be owed {money}. {claim}
    Sale at {shop}! Half price until {tonight}. {terms}
    {shop}: {goods} from {cheap}. {reply}
    Members only: {goods}, enter {link}
    Thanks for your order. You will be billed {cheap} a week. {reply} to stop.
    Hot news, results and {goods} to your phone. {reply} {terms}
    Donate {cheap} by text to the flood appeal. {reply}
    This is {shop}. We send you {goods}. {terms}
""")
_CHATTED = lines("""
    {greeting} {where}
    {greeting} {where} {kiss}
    {plan} {kiss}
    {plan} {greeting}
    {ok} {plan}
    {ok} {answer}
    {answer} {kiss}
    {answer} {plan}
    {ask}
    {greeting} {ask} {kiss}
    {ok} {ask}
    {ok}
    {sorry} {answer}
    {sorry} {plan}
    {joke}
    {joke} {kiss}
    {answer} {joke}
    {greeting} {plan} {ask}
    My number is new, it's {phone}, {ask}
    Call me on {phone} when you {arrive} {kiss}
    Ring me on {phone}, my {kin} has the other phone.
    Did you get my text? {ask}
    Got your message, {answer}
    I'll text you when I {arrive}. {kiss}
    Text me when you {arrive}.
    Don't forget to text {kin} {kiss}
    I won {cheap} on the scratch card, {plan}
    The shop wants {cheap} for it, {ask}
    It's {cheap} to get in, {ask}
    I owe you {cheap}, {plan}
    My phone is free after six, {ask}
    Are you free {tonight}? {plan}
    I'm free {tonight}. {ask}
    My credit is low, {plan}
    Check your mail, I sent you the {file}. {kiss}
    Send me the {file} please {kiss}
    Here is the {file}: {page}
    Have you seen this? {page} {joke}
    Happy birthday {name}! {kiss}
    Congrats {name}, you won {kiss}
""")
_SLOTS: Slots = {
    "urgent": phrases(
        "URGENT!, Congratulations!, WINNER!!, Private!, Hurry!, Dear user"
    ),
    "won": phrases("""
        you have won, you won, your number has won, your mobile was awarded, claim your,
        you are awarded
    """),
    "chosen": phrases("""
        You have been chosen to receive, You are selected for, Your number was drawn for
    """),
    "prize": phrases("""
        a {money} prize, {money} cash, a holiday for two, a new phone, a digital camera,
        {money} in vouchers, a games console, a spa weekend, tickets to the final, a
        bonus prize, 500 free minutes, a {money} gift card
    """),
    "claim": phrases("""
        Call {phone} now., To claim call {phone}., Claim code {code}., Text {word} to
        {short}., Call {phone} from land line., Reply {word} to {short} now!, Go to
        {link}, Ring {phone} to collect., Txt {word} to {short} today.
    """),
    "reply": phrases("""
        Reply {word}, Text {word} to {short}, Txt {word} to {short}, Send {word} to
        {short}, Reply YES, Text {word} now, To order reply {word}, Go to {link}
    """),
    "terms": phrases("""
        T&Cs apply. 18+, 18+ only., {cheap}/msg., Txt STOP to end., To opt out reply
        STOP., Cost {cheap} a minute., std rates apply., Ts&Cs {link}, PO Box {short}.,
        {cheap} per wk., No more? Text STOP.
    """),
    "free": phrases("FREE, free, Free entry:, 100% free, F R E E"),
    "goods": phrases("""
        ringtones, polyphonic tones, wallpapers, games, logos, horoscopes, chat with
        singles, adult pics, videos, football news, cinema tickets, new tunes, mobile
        contracts, unlimited texts, live chat, hot girls
    """),
    "contract": phrases("mobile, contract, handset, sim, phone"),
    "months": phrases("6 months, 11 months, a year, 12 mths"),
    "tonight": phrases("tonight, tomorrow, Sunday, midnight, Friday"),
    "date": phrases("""
        I'm a lonely girl near you and want to chat., Hot singles in your area want to
        meet., Hi sexy, I'm home alone., Dating line: 50 new women this week., Feeling
        naughty?, Want to see me undress?, Meet local men and women {tonight}., My
        husband is away. Chat with me., I am waiting for your text., See me live on your
        phone., My photos are too hot for TV., Fancy a flirt?
    """),
    "quiz": phrases("""
        Which city is the capital of France? A Paris B Rome., Who won the cup? A City B
        United., Quiz time: how many legs has a spider?
    """),
    "bank": phrases(
        "Your account is locked., Unusual sign-in., Card suspended., Alert:"
    ),
    "verify": phrases("verify at, confirm your details at, unlock it at, log in at"),
    "shop": phrases("Ringo Mobile, TextTime, MegaTones, Dial-a-Date, PhonePlus"),
    "money": phrases("£1000, £250, $5000, £2000, £900, $100, £350"),
    "cheap": phrases("£1.50, 10p, 25p, £3, £5, 50p, $2"),
    "word": phrases("WIN, YES, GO, CHAT, TONE, PLAY, HOT, CASH, LOVE, DATE"),
    "short": phrases("80555, 65000, 87021, 81010, 69999"),
    "code": phrases("K52, S89, 7745, M26"),
    "phone": phrases("""
        0909 879 0123, 0808 157 0199, 07700 900111, 0909 879 0777, 07700 900654,
        +44 7700 900222
    """),
    "link": phrases("www.ringo.example, http://claim.example, www.tones.example/wap"),
    "greeting": phrases(
        "hey, hi, hiya, Hi {name}!, yo, good morning, babe, hello dear"
    ),
    "where": phrases("""
        where are you?, what you up to?, how was work?, u home yet?, how are you
        feeling?, you there?, whats up?, are u coming?
    """),
    "plan": phrases("""
        see you at {hour}., meet me at the station., I'm on my way., let's go for a
        drink., shall we eat out {tonight}?, I will be late., be there in 10 mins.,
        dinner at {name}'s {tonight}., cinema {tonight}?, I can pick you up at {hour}.,
        come to mine., lets meet in town., am on the bus now.
    """),
    "ok": phrases("ok, ok lol, yup, k, cool, yeah, sure, nope, haha, oh, fine, right"),
    "answer": phrases("""
        I'm still at work., just woke up., have a lecture till {hour}., no idea., I
        don't know yet., it was fun., my {kin} says hi., I told {name} already., cant
        talk now., in a meeting., I got the job!, the exam was hard., I miss you., I
        love you too., was asleep., thanks for last night.
    """),
    "ask": phrases("""
        can you buy milk?, when does it start?, did {name} call you?, wanna come?, do u
        have my charger?, what time tomorrow?, whats the address?, you want anything?,
        can I borrow your notes?, who else is coming?, will you be home for dinner?
    """),
    "sorry": phrases("sorry, soz, my bad, sorry I missed your call"),
    "joke": phrases("""
        lol, hahaha, guess who I met today, the cat ate my lunch, I'm so bored, it's
        raining again, what a day, my {kin} is crazy, im starving
    """),
    "kiss": phrases("x, xx, :), love you, take care, bye, x x, :-), xxx"),
    "arrive": phrases("get home, arrive, are there, land, finish, wake up, leave"),
    "kin": phrases("mum, dad, sister, brother, gran, boss, flatmate"),
    "name": phrases("Jen, Sam, Dave, Priya, Mike, Wei, Katie, Tom"),
    "hour": phrases("six, 7, half eight, 9pm, noon, 4"),
    "file": phrases("photos, notes, tickets, address, recipe, timetable"),
    "page": phrases("http://photos.example/8, www.daily.example/story"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """What is sold by text, then what friends text."""
    for text in sentences(_SOLD, _SLOTS, dice, SOLD):
        yield advertisement(text)
    for text in sentences(_CHATTED, _SLOTS, dice, CHATTED):
        yield clean(text)
