"""Comments below songs and videos: begging for clicks, and talk of what is seen."""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import advertisement, clean
from classifier.samples import Sample

BEGGING, TALK = 700, 800
"""Texts of each kind; chosen by us."""

_BEGGING = lines("""
    {please} {check} my {channel}{mark}
    {please} {check} my {channel}, I {make} {works}{mark}
    {please} {check} my {channel} {link}
    {hello} {check} my {channel}{mark} {thanks}
    {hello} I {make} {works}. {please} {check} my {channel}{mark}
    {hello} I'm a {young} {artist} from {town}. {please} {listen} to my {works}{mark}
    {hello} we are a {young} band from {town}, {please} {listen} to our {works}{mark}
    I'm {young}, I {make} {works} and I need {fans}. {thanks}
    {please} give my {works} a chance{mark} {thanks}
    I know nobody likes comments like this, but {please} {listen} to my {works}{mark}
    Most of you will scroll past, but if one of you {helps} my {channel} it'd help.
    It takes ten seconds to {help} my {channel}, {thanks}
    {help} my {channel} and I'll {help} yours{mark}
    {help} me and I {help} you back{mark}
    Sub to me and I sub back{mark}
    Sub 4 sub{mark}
    sub4sub anyone?
    Like for like, {help} me{mark}
    Can I get {fans}? {thanks}
    Help me reach {number} {counted}{mark} {thanks}
    I want {number} {counted} by {month}, {please} {help} me{mark}
    If I get {number} {counted} I will {dare}{mark}
    When my {channel} has {number} {counted} I'm going to {dare}.
    {number} {counted} and I {dare}{mark}
    Who {helps} me gets a {prize}{mark}
    Like this comment if you {agree}, and {help} my {channel}{mark}
    Thumbs up and {help} me{mark}
    {help} if you {agree}{mark}
    If you like {works}, {check} my {channel}{mark}
    If you like this song you'll love my {works}{mark} {link}
    I did a cover of this song, {please} {check} it out{mark}
    Made a remix of this, {listen} here {link}
    My {cover} of this is on my {channel}{mark}
    New {works} every {week}, {help} now{mark}
    {help} to {name} for {works}{mark}
    {check} {name} on {site}, {works} like never before{mark}
    {name} is the best {artist} around, {check} it out{mark}
    Search for {name} - {title}{mark}
    Look up "{title}" by {name}, you won't regret it{mark}
    Everyone {listen} to {title} by {name}{mark}
    {please} like our page on {site}{mark} {link}
    Share my page on {site}{mark} {thanks}
    Follow me on {site}: {handle}
    Add me on {site} {handle}{mark}
    My {site} is {handle}, follow for follow{mark}
    Vote for {name} here: {link}
    {please} vote for my {works} {link}{mark}
    Go vote for {name} {link} and share{mark}
    {please} sign the petition {link}
    Watch the full film free at {link}
    Free {prize} at {link}{mark}
    Get your free {prize} here {link} it works{mark}
    I got a {prize} for free from {link}, no joke{mark}
    Earn money by watching videos {link}{mark}
    I earned {money} this month with {link}{mark}
    Make {money} a day at home, {check} this {link}{mark}
    Want to earn {money}? {link}
    Download this song free: {link}
    Play with me at {link}, code {code}
    Use code {code} for a {prize}{mark}
    {link} {please} {help}{mark}
    {hello} {link}
    {check} this out {link}{mark}
    OMG {check} this {link}
    lol look at this {link}
    You have to see this {link}{mark}
    {link} {check} out this video
    Send this to {number} people or you will {curse}.
    Copy this to {number} videos or you {curse} tonight.
    Pass this on or {curse}{mark} Sorry, I don't want to risk it.
    Lost my job, three kids at home, {please} donate {link}
    {please} donate for my {works}: {link}
    {please} subscribe{mark}
    subscribe {please}
    subscribe to {name}{mark}
    come to my {channel}{mark}
    my {channel} is better{mark}
    who wants to be on my {channel}?
    Visit my {channel} for {works}{mark}
    I just uploaded {works}{mark} {check} it out
    uploading {works} this {week}, stay tuned on my {channel}
    Anybody here who {helps} a {young} {artist}?
    {artist} here{mark} {check} my {channel}
    Buy {works} cheap: {link}
    I started a {channel} with {works}{mark}
    Everybody {check} my newest {works}{mark}
    {name} has a new {channel}{mark}
    {name} deserves more {fans}, {check} it out{mark}
    Only {number} {counted} to go{mark} {please} {help}
    {number} {counted} please{mark}
    Share this with your friends on {site}{mark}
    Tell your friends about {name}{mark}
    Thumbs up so that people see my {channel}{mark}
    If you don't like this, {help} {name} instead{mark}
    Selling {prize}s, contact me on {site} {handle}
""")
_TALK = lines("""
    {love} this {song}{end}
    I {love} this {song} {so_much}{end}
    This {song} is {great}{end}
    This {song} {effect}{end}
    {great} {song}{end}
    Best {song} of {year}{end}
    {part} is {great}{end}
    {part} {effect}{end}
    Who else is here in {year}?
    Anyone listening in {year}?
    Still here in {year}{end}
    {year} and I still {love} this{end}
    Came here after {event}{end}
    I came here because of {event}{end}
    My {kin} plays this {song} all day{end}
    My {kin} showed me this {song} when I was {age}{end}
    I was {age} when this came out{end}
    How does this {song} have {number} views?
    {number} views, not bad{end}
    {number} views and only {number} likes?
    Why does this have more views than {other}?
    {other} has more views{end}
    {other} was better{end}
    This is no {other}, but it's {great}{end}
    Half of the views are from me{end}
    I watched this {number} times{end}
    The {number} people who disliked this have no ears{end}
    Look at {part}, haha{end}
    {part} made me laugh{end}
    lol {part}{end}
    haha {part} at 0:4{digit}{end}
    1:2{digit} is the best part{end}
    2:0{digit} what is that?
    The one in the {colour} shirt dances like my {kin}{end}
    What is the name of the {artist} at 1:0{digit}?
    Who is the {artist} in the {colour} dress?
    Where was this filmed?
    What language is this?
    I don't understand a word but I {love} it{end}
    Does anyone know what the text means?
    The {artist} is {great}{end}
    The {artist} sings {great}{end}
    The {artist} looks like my {kin}{end}
    I miss this {artist}{end}
    {artist}s like this one are rare today{end}
    I can't get this {song} out of my head{end}
    It's stuck in my head since {event}{end}
    I dance to this {song} with my {kin}{end}
    We played this at {event}{end}
    This was on the radio every day in {year}{end}
    Reminds me of {event}{end}
    Reminds me of {other}{end}
    Not my taste, sorry{end}
    I don't get the hype{end}
    Meh{end}
    The {song} is {bad} but the video is {great}{end}
    So {bad} that it is {great}{end}
    I hate that I like this{end}
    Turn it off, my ears{end}
    Why are there so many spam comments here?
    Stop asking for subscribers, nobody cares{end}
    All these comments begging for subs{end}
    People advertise their channel everywhere, it's annoying{end}
    Somebody remove the spam, please{end}
    I subscribed years ago and never regretted it{end}
    Glad I subscribed, this is {great}{end}
    Like if you are here in {year}{end}
    The comments are funnier than the video{end}
    Check the drummer at 0:5{digit}, what a face{end}
    Check out the bass line, {great}{end}
    Listen to {part} with headphones{end}
    Watch {part} again, there is a mistake{end}
    I learnt the chords of this, it's easy{end}
    My choir sings a cover of this{end}
    Is there a live version?
    When is the new album out?
    Saw them live in {town}, {great}{end}
    Please come to {town}{end}
    Greetings from {town}{end}
    {town} loves you{end}
    first{end}
    nice{end}
    wow{end}
    lol{end}
    haha yes{end}
    <3 this
    {great}{end}
    RIP{end}
    what did I just watch?
    The most watched video ever{end}
    It will hit {number} views by {month}{end}
    Thumbs up for {part}{end}
    Give that {artist} a prize{end}
    How much money did they make with this?
    He makes more money with one video than I in {number} years{end}
""")
_SLOTS: Slots = {
    "please": phrases("""
        please, pls, plz, please please, guys please, everybody, everyone, could you,
        hey guys, so, and, just
    """),
    "check": phrases("""
        check out, check out, checkout, go check, look at, visit, go to, come see,
        watch, take a look at, check, click on
    """),
    "channel": phrases("""
        channel, channel, page, new video, videos, music, playlist, profile, vlog,
        covers, new song, soundcloud, latest track, first video, mixtape
    """),
    "make": phrases("make, upload, post, do, record, create"),
    "works": phrases("""
        songs, raps, covers, beats, gaming videos, minecraft videos, remixes, parodies,
        freestyles, tutorials, pranks, vlogs, dubstep, acoustic covers, comedy sketches,
        dance videos, animations, original music, let's plays, cartoons
    """),
    "mark": ("!", "!!", "!!!!", ".", "", " :)", " <3", " xx", " ;)"),
    "hello": phrases("""
        hey guys!, hi everyone!, hello everybody!, yo!, hey, hi there!, what's up
        people!, hello world!, hi
    """),
    "thanks": phrases("""
        thanks!, thank you so much!, it would mean a lot., means the world to me.,
        god bless., thx, I'd be so happy., much love., peace!, appreciate it!
    """),
    "young": phrases("young, new, small, unknown, upcoming, 15 year old, 19 year old"),
    "artist": phrases(
        "rapper, singer, dancer, producer, guitarist, girl, guy, drummer"
    ),
    "town": phrases("Leeds, Ohio, Toronto, Kingston, Perth, Brazil, Poland, Manila"),
    "listen": ("listen", "have a listen", "give a listen", "tune in"),
    "fans": phrases("subscribers, fans, views, likes, followers, support, a few subs"),
    "help": phrases("subscribe to, support, like, follow, share, sub to, subscribe to"),
    "helps": phrases("subscribes to, supports, likes, follows, shares, subs to"),
    "number": phrases("10, 50, 100, 500, 1000, 2 billion, 5 million, 10k, 1 million"),
    "counted": phrases("subscribers, likes, subs, views, followers, thumbs up"),
    "month": phrases("June, Christmas, Friday, next week, tomorrow, the end of May"),
    "dare": phrases("""
        shave my head, eat a lemon, do a dance, jump in the lake, post a new song, do a
        giveaway, sing in class, dye my hair, swim in the fountain
    """),
    "prize": phrases(
        "gift card, skin, phone, shirt, console, shoutout, iphone, ticket"
    ),
    "agree": phrases("agree, like this song, love music, hate Mondays, are bored"),
    "cover": phrases("cover, version, parody, remix, piano version"),
    "week": phrases("week, day, Friday, month"),
    "name": phrases("""
        DJ Marlo, Kid Sable, The Quiet Lamps, ZedTube, MissJoyVlogs, Lil Orbit,
        gamerpanda42, Anna Vale, Broken Kites, TomPlaysAll
    """),
    "title": phrases("Summer Rain, Gone Again, Money Talk, Night Bus, Fly Away"),
    "site": phrases("""
        facebook, instagram, twitter, tiktok, soundcloud, twitch, spotify, snapchat,
        youtube
    """),
    "handle": phrases("@kidsable, joyvlogs, @zed_tube, lil.orbit, @dj_marlo, panda42"),
    "money": phrases("$50, $200, $3000, 100 euros, £80, $500"),
    "code": phrases("FREE10, PANDA, GET50, JOY5"),
    "curse": phrases("""
        have bad luck, die in your sleep, lose someone, never find love, see a ghost
    """),
    "link": phrases("""
        https://video.example/watch?v=44, http://song.example/kid, www.vote.example/7,
        http://earn.example, https://short.example/q9, facebook.example/joy,
        free.example
    """),
    "love": phrases("love, adore, really like, like, enjoy, can't stop playing"),
    "song": phrases("song, video, track, tune, beat, clip, one, music"),
    "so_much": phrases("so much, a lot, every time, still, like crazy"),
    "end": ("", "", ".", "!", "!!", " :)", " lol", " <3", " haha", " xD", "..."),
    "great": phrases("""
        great, awesome, amazing, epic, cool, funny, catchy, beautiful, hilarious, sick,
        so good, perfect, legendary, insane, nice, weird
    """),
    "effect": phrases("""
        gives me chills, makes me cry, makes me happy, never gets old, makes me dance,
        takes me back, made my day, kills me
    """),
    "year": phrases("2012, 2013, 2014, 2015, 2016, 2019, 2021, 2024"),
    "part": phrases("""
        the chorus, the intro, the drop, the dance, the old man, the horse, the ending,
        his face, that kid, the guitar, the beat, her voice, the bridge, the robot
    """),
    "event": phrases("""
        the film, the wedding, the match, school, prom, the World Cup, summer camp, that
        trailer, the party, a friend's tip
    """),
    "kin": phrases("brother, sister, mum, dad, cousin, grandma, teacher, best friend"),
    "age": phrases("six, nine, twelve, fifteen, in school, a kid"),
    "other": phrases("""
        the last one, Michael Jackson, the Beatles, Baby, the national anthem, Adele,
        the news, the remix, Queen
    """),
    "digit": tuple("0123456789"),
    "colour": phrases("red, yellow, blue, green, black and white"),
    "bad": phrases("bad, stupid, annoying, boring, terrible, silly"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Begging, then talk."""
    for text in sentences(_BEGGING, _SLOTS, dice, BEGGING):
        yield advertisement(text)
    for text in sentences(_TALK, _SLOTS, dice, TALK):
        yield clean(text)
