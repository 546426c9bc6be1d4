"""Comments below blogs and columns: shops that praise to place a link, and readers.

The praise is the same in both, and so are links: readers cite sources and ask for help.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import advertisement, clean
from classifier.samples import Sample

PLACED, READERS = 650, 650
"""Texts of each kind; chosen by us."""

_PLACED = lines("""
    {praise} {visit} {firm} {link}
    {praise} {visit} {firm} for {service}.
    {praise} {praise} {firm} offers {service} in {town}. {contact}
    {praise} If you are looking for {service}, {visit} {firm}.
    {praise} We are a leading {trade} in {town}. {contact}
    {praise} {link}
    {praise} {service} {link}
    {praise} For {service} {contact}
    {praise} Also {visit} {link}
    {praise} By the way, {firm} has {service} at {low} prices.
    {praise} I also write about {service} here: {link}
    {praise} Keep it up. {service} in {town} - {firm}
    {praise} Meanwhile you can {visit} {link} for {service}.
    {praise} {visit} my web site - {service}
    {praise} I have bookmarked it. My page: {link}
    {firm} is the best {trade} in {town}. {contact}
    {firm} provides {service} in {town}. {contact}
    {firm} - {service}, {service} and {service}.
    {service} | {service} | {firm}
    {service} in {town} {contact}
    Best {service} in {town} - {firm} {link}
    Looking for {service} in {town}? {visit} {firm}.
    Get {service} at {low} prices from {firm}. {contact}
    We offer {service} with certificate and job guarantee. {contact}
    We deal in {service}. {contact}
    I had a problem with my {gadget} and called {phone}. They fixed it in an hour.
    If your {gadget} has a problem, {contact}
    How to fix your {gadget}: {contact}
    {gadget} support number {phone}, experts at your service.
    {gadget} helpline: dial {phone} for quick solutions.
    Dial the {gadget} customer care number {phone} now.
    I got my {document} from {firm} in a week. {contact}
    Do you need {document}? {contact}
    My husband left me and {healer} brought him back. {contact}
    {healer} cured me of {illness}. {contact}
    I was in debt until {lender} gave me a loan of {money}. {contact}
    Hello, I am {lender}, I offer loans from {money}. {contact}
    I invested {money} with {lender} and withdrew ten times that. {contact}
    Are you a business man who needs {money}? {contact}
    My name is {lender} and I want to tell the world about {healer}. {contact}
    Everyone should thank {healer}, write to {mail}
    I was surfing the net for {service} and found {firm}, really {low} prices.
    Our {trade} has been in {town} for ten years. {visit} us at {link}
    Check the {service} of {firm}, rated number one by customers.
    Nice {article} and {service}.
    Amazing {article}! Read also: {service} {link}
    Read my guide to {service} here {link}
    Join our online {service} today, first lesson free. {contact}
    Enrol now for {service} in {town}. {contact}
    Here is my site about {service}: {link}
    Feel free to surf to my blog: {service}
    Take a look at my website {link}
    {service}
    {link} {service} {link}
""")
_READERS = lines("""
    {praise}
    {praise} {question}
    {praise} {remark}
    {praise} {praise}
    Hi, {question}
    Hello {author}, {question}
    {author}, {question} {thanks}
    {question} {thanks}
    {remark} {question}
    {remark}
    {remark} {remark}
    I found a mistake: {mistake}
    {mistake} {thanks}
    {mistake} {question}
    {thanks} {mistake}
    {praise} One question: {question}
    {praise} {mistake}
    {praise} I used it for my {project}.
    I used this for my {project}. {thanks}
    For my {project} I did the same, and it took a week.
    The documents are at {source}, see section {digit}.
    The data can be had from {source}.
    According to {source} it is the other way round.
    There is a good answer at {source}.
    I wrote up what I found in my {project} at {source}, corrections welcome.
    The code of my {project} is at {source}, where is my mistake?
    See {source} for the figures.
    {source} says otherwise.
    Is {source} still up? I get an error.
    The link to the data is broken, does anybody have a copy?
    Could you post the link to the report?
    I followed the steps and got "{error}". {question}
    I get "{error}" in line {digit}. {question}
    After "{error}" I installed it anew and it worked. {thanks}
    @{name} did you solve it? I have the same problem.
    @{name} I used version {digit}.1, that made it work.
    {name}, you have to change the path in step {digit}.
    I called the support of my bank, and {remark_low}
    My {gadget} broke last week, and {remark_low}
    I had the same trouble with my {gadget}; a new cable was enough.
    The service in {town} was slow, and {remark_low}
    We moved to {town} last year, and {remark_low}
    When I took out a loan for the flat, the interest was {digit} per cent.
    My passport took {digit} weeks.
    I took a course on this at the college in {town}, {remark_low}
    Good prices at the market in {town} this week.
    I work for a small firm in {town}, and {remark_low}
    Subscribed, looking forward to the next {article}.
    Where can I subscribe to your letters?
    Are you going to write a book?
    Keep it up, {author}.
    Step {digit} is not clear to me. {question}
    Can you share the file with me? {thanks}
""")
_SLOTS: Slots = {
    "praise": phrases("""
        Great {article}!, Nice {article}., Thanks for this {article}., Thank you for
        sharing this {article}!, Very informative {article}., This {article} is really
        helpful., Wonderful {article}., I really like your {article}., Awesome
        {article} dear., I enjoyed reading this {article}., Good {article}., Such a
        useful {article}., I appreciate the effort., Well written {article}., Excellent
        {article}!, What a great {article}., Thanks for the {article}., Really good
        information., I learned so much., Keep sharing., Thanks a lot!, You explained it
        so well., Impressive {article}., Very nice and clear., I love your blog.
    """),
    "article": phrases("""
        article, post, blog, tutorial, information, explanation, content, write-up,
        list, guide, column
    """),
    "visit": phrases("""
        visit, please visit, check, check out, go to, have a look at, kindly visit,
        contact, click here for, come to, see
    """),
    "firm": phrases("""
        Brightway Academy, Skylark Solutions, Nova Web Services, Greenleaf Clinic, Royal
        Movers, Apex Institute, Silver Travels, Prime Infotech, Lotus Spa, Delta
        Plumbing, Zen Interiors, Falcon Security, Maple Writers, Orion Technologies,
        Pearl Events
    """),
    "trade": phrases("""
        institute, company, agency, clinic, web design company, travel agency, supplier,
        training centre, hotel, law firm, manufacturer
    """),
    "service": phrases("""
        data science training, python course, digital marketing course, seo services,
        web design, house cleaning, packers and movers, interior design, wedding
        photography, tours and travels, car rental, laptop repair, assignment help,
        essay writing, used cars, cheap hotels, mobile apps, hair transplant, dental
        implants, machine learning courses, spoken english classes, logo design, movie
        downloads, apk games, watch movies online, gym equipment, office furniture, cbd
        oil, weight loss, airport taxi, roof repair, pest control, online casino,
        printer setup, password recovery, digital marketing, hadoop online training,
        java training, slot games, escorts, astrology, vashikaran, bulk sms
    """),
    "low": phrases("low, reasonable, best, affordable, unbeatable, cheap"),
    "town": phrases("""
        Chennai, Dubai, Leeds, Houston, Sydney, Delhi, Lahore, Toronto, Bangalore,
        London, Lagos, Manila, Pune, New York
    """),
    "contact": phrases("""
        Call {phone}., Call us at {phone}., Contact us: {mail}, WhatsApp {phone}., Visit
        {link}, Click here {link}, Email: {mail}, Enquire now {link}, Book now {link},
        For more details visit {link}, Contact {mail} or {phone}., More info: {link},
        Get a free quote {link}, Register at {link}, Reach us on {phone}.
    """),
    "phone": phrases("""
        +1 800 555 0147, 1-888-555-0119, +44 7700 900333, +1-844-555-0166, 07700 900888,
        1 800 555 0102, +1 202 555 0188
    """),
    "mail": phrases("""
        info@brightway.example, drosas@healing.example, sales@nova.example,
        loans@trust.example, hello@maple.example
    """),
    "link": phrases("""
        http://brightway.example, www.skylark.example/courses, https://nova.example/seo,
        http://maple.example/essays, www.movies.example, royalmovers.example,
        https://loans.example/apply
    """),
    "gadget": phrases("""
        printer, router, email, antivirus, laptop, phone, tablet, wallet app, game
        console, mail account
    """),
    "document": phrases("a passport, a driving licence, an essay, a diploma, a visa"),
    "healer": phrases("Dr Osas, Dr Mako, Prophet Abel, Mama Ruth, Dr Wise"),
    "illness": phrases("herpes, HIV, diabetes, cancer, infertility, hepatitis"),
    "lender": phrases("Mrs Grace Hill, Mr Peter Lang, Fast Trust Loans, Mr Ivan Bell"),
    "money": phrases("$5000, $20000, €10000, 2 bitcoin, £3000, $100k"),
    "question": lines("""
        how do I do this on Windows?
        which version did you use?
        could you explain step {digit} again?
        how can I apply it to my own data?
        is there a way to save the result?
        what if there are more than {digit} columns?
        why is the error larger on the second set?
        can you recommend a book for beginners?
        what do you think of the new law?
        does it hold for smaller towns too?
        how long did it take you?
        where does the figure of {digit}0 per cent come from?
        any idea why it stops after line {digit}?
        can I use a file instead of a folder?
        how would you test this?
        what am I doing wrong?
        do you plan a second part?
        would it work with a smaller sample?
    """),
    "remark": lines("""
        I had never thought of it like that.
        I tried it last night and it worked at once.
        It took me {digit} hours to get there.
        The second example is the better one.
        The graph on page {digit} says it all.
        I wish they had taught us this at school.
        I don't agree with the last paragraph.
        This is the first text on this that I understand.
        My results differ a little from yours.
        I come back to this every few months.
        I read it with my students.
        The part on costs was new to me.
        It's a pity that there is no index.
        A few pictures more would help.
        I'm new to this and it was easy to follow.
    """),
    "remark_low": lines("""
        nobody could tell me why.
        in the end a neighbour helped.
        I would not do it again.
        it was worth it.
        it took {digit} weeks.
        I learned a lot.
        they were friendly.
        that's how I came to read this.
    """),
    "mistake": lines("""
        In line {digit} a bracket is missing.
        I think there is a typo in step {digit}.
        The second formula should have a minus.
        The date in the first paragraph is wrong.
        The table has {digit} rows, not {digit}0.
        The name of the minister is spelt wrong.
        The caption belongs to the other picture.
    """),
    "thanks": phrases("Thanks., Thanks in advance., Thank you!, Many thanks., Cheers."),
    "author": phrases("Sam, Dr Lindqvist, Maria, sir, Tom, Ms Okafor, dear author"),
    "name": phrases("Priya, tom_k, Hannah, jo82, Miguel, Lena"),
    "project": phrases("thesis, homework, first app, school project, garden, report"),
    "error": phrases("""
        file not found, index out of range, access denied, no module of that name, time
        out, bad request
    """),
    "source": phrases("""
        https://data.city.example/2019, https://docs.tool.example, doi.example/10.1,
        https://news.daily.example/a, www.court.example/ruling, http://code.example/me,
        https://wiki.example/Rent
    """),
    "digit": tuple("23456789"),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Praise that places a link, then readers."""
    for text in sentences(_PLACED, _SLOTS, dice, PLACED):
        yield advertisement(text)
    for text in sentences(_READERS, _SLOTS, dice, READERS):
        yield clean(text)
