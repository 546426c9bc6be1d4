"""The demonstration: an article of our own, its comments, and a form to try.

What is posted here goes through the same intake as everybody's.
"""

import secrets

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from moderation import intake, queue, review
from moderation.comments import (
    DEFAULT_SITE,
    Article,
    Author,
    Reason,
    Status,
    Submission,
)
from moderation.errors import BadSubmission
from moderation.service import Service
from web.desk.retelling import told

blueprint = Blueprint("demo", __name__)

ARTICLE = Article(
    id="demo-trams",
    title="City votes to close the harbour road to cars and build a tram",
    section="local",
    text="""The city council voted on Tuesday night to close the harbour road to private
cars and to build a tram line along the water. The vote was 31 to 24 after a debate of
five hours, and the mayor, Ingrid Solvang, called it the largest change to traffic in
the city since the tunnel was opened.

The line will run from the railway station past the fish market to the new hospital.
Construction is to begin next spring and to cost 410 million, of which the state pays
half. Trams shall run every seven minutes and carry 18,000 passengers a day. Buses 4 and
12 will be taken out of service when the line opens in four years.

Shop owners on the harbour road fear for their customers. "People come by car, load
their shopping and drive home," said Tom Berg, who sells tools and paint. "Nobody
carries a ladder on a tram." The council has promised a parking garage of 600 places
behind the market, delivery hours in the morning, and lower rents during construction.

Residents had complained for years about noise and exhaust fumes. Measurements by the
university found that the air on the harbour road exceeded the limits for nitrogen
dioxide on 92 days last year. The opposition wants a referendum and has begun to collect
signatures; it needs 5,000 before the end of the month.""",
)

# Text, author, and what a moderator decided where one has ("" leaves it to wait).
COMMENTS = (
    ("At last! I have cycled on the harbour road for ten years and the fumes are awful.", "Marit", ""),
    ("410 million for a tram, and the schools have leaking roofs. Strange priorities.", "Olav H.", ""),
    ("Tom Berg is right. Nobody carries a ladder on a tram.", "Handy Kari", ""),
    ("Well said!", "Per", ""),
    ("The hospital should have had a tram stop from the very beginning. Better late than never.", "Nurse_Anne", ""),
    ("You are a filthy idiot, mayor, go and die", "angry77", "reject"),
    ("Anyone who voted for this is a complete moron.", "angry77", ""),
    ("What a bunch of pathetic losers sit in that council. They are idiots, all of them.", "Rolf", ""),
    ("Cheap loans!!! visit http://win-money.example now", "BestLoans", ""),
    ("My sister made $9000 last month working from home on her laptop, see http://easy-cash.example", "Lucy88", ""),
    ("Check out my channel for videos of old trams, please subscribe to my channel", "TramFan", ""),
    ("THIS IS THE WORST DECISION THE COUNCIL HAS EVER MADE AND EVERYBODY KNOWS IT", "Capslock Carl", ""),
    ("asdkjh qwkejh zxmcnb qpwoeir lkjqwe", "cat on keyboard", ""),
    ("I love baking bread on Sundays. The smell of fresh sourdough fills the whole house and my children can hardly wait until the loaf has cooled. The secret is a long rise in the fridge overnight.", "Baker", ""),
    ("Why was my comment deleted? I only asked a question about the parking garage.", "Siri", ""),
    ("First!", "quick_fox", ""),
    ("Call me if you want to sign against it: 0171 5551234, or mail no.tram@opposition.example", "Gerd", ""),
    ("y o u  a r e  a n  i d i o t", "sneaky", ""),
    ("The mayor should be shot for this.", "anon", ""),
    ("I know where you live, Solvang.", "anon", "reject"),
    ("Ninety-two days above the limit for nitrogen dioxide. That alone settles the question for me.", "Dr. Lund", ""),
    ("Six hundred parking places behind the market will be full by nine in the morning.", "Market_man", ""),
    ("Does anybody know if the trams will take bicycles?", "Elin", ""),
    ("I disagree with the council but the vote was fair, so let us build it well.", "Jonas", "approve"),
    ("These people are vermin, they breed like rats.", "hater", "reject"),
    ("Das ist eine sehr gute Entscheidung für die Stadt, und ich hoffe, dass es auch bei uns bald so weit ist.", "Besucher", "approve"),
    ("Bullshit. They promised the same with the tunnel and it cost twice as much.", "Frank", ""),
    ("The bus drivers of lines 4 and 12, what happens to their jobs?", "Union member", ""),
    ("As a blind woman I welcome a tram: its stops are announced and it keeps to its track.", "Astrid", ""),
    ("A referendum would be the honest way, with 5,000 signatures it must be held.", "Voter", ""),
)  # fmt: skip


def furnish(service: Service) -> None:
    """Post the article's comments and decide some, unless that was done before."""
    for number, (text, author, decision) in enumerate(COMMENTS, start=1):
        submission = Submission(
            id=f"demo-{number}",
            text=text,
            article=ARTICLE,
            author=Author(id=author, name=author),
        )
        received = intake.receive(service, DEFAULT_SITE, submission)
        if not received.new or not decision:
            continue
        db, by = service.db, "demo moderator"
        if decision == "approve":
            review.approve(db, DEFAULT_SITE, submission.id, by=by)
        else:
            review.reject(db, DEFAULT_SITE, submission.id, by=by, reason=Reason.ABUSE)


@blueprint.get("/demo")
def article() -> ResponseReturnValue:
    """The article with its approved comments and a form."""
    return _page()


@blueprint.post("/demo")
def comment() -> ResponseReturnValue:
    """A reader's comment, and what became of it."""
    name = request.form.get("name", "").strip()[:80]
    submission = Submission(
        id="demo-" + secrets.token_urlsafe(6),
        text=request.form.get("text", "").replace("\r\n", "\n"),
        article=ARTICLE,
        author=Author(id=f"demo:{name}" if name else None, name=name or None),
    )
    try:
        received = intake.receive(_service(), DEFAULT_SITE, submission)
    except BadSubmission as error:
        return _page(refused=told(error), name=name), 422
    return _page(received=received.comment, name=name)


def _page(**more: object) -> str:
    published = queue.published(_service().db, DEFAULT_SITE, str(ARTICLE.id))
    seen = [each for each in published if each.status is Status.APPROVED]
    return render_template("demo.html", article=ARTICLE, comments=seen, **more)


def _service() -> Service:
    found: Service = current_app.extensions["moderation"]
    return found
