"""A desk at which everything has happened once, and the pages that it then has."""

from moderation import bulk, review
from moderation.authors import notes, sanctions
from moderation.comments import Action, Article, Author, Parent, Reason
from moderation.levels import Standing
from moderation.queue import pages
from moderation.queue.filters import EVERY, Filter
from moderation.service import Service
from moderation.workshop import examining
from tests.moderation.audited import LAW, TRAM, audit, kept
from tests.moderation.stories import KIND, RUDE, decide, post
from web import demo

ADMIN = "boss"
"""By whom all was done, and who may see every page; the test makes them a person."""

VERSION = "house-shown"
"""Of a model of the site's own, which is not in service."""

PAGES = (
    "/",
    "/?section=local&reason=insult&text=moron&order=newest",
    "/?section=local&reason=insult&order=newest&older=1m",
    "/?text=nowhere",
    "/review",
    "/by-score?band=insult&band_low=0.1",
    "/comments/rude",
    "/comments/decided",
    "/authors/ann",
    "/search?text=moron",
    "/decided",
    "/many/1",
    "/overview",
    "/overview/people",
    f"/overview/people/{ADMIN}",
    "/models",
    f"/models/{VERSION}",
    *(f"/models?model={model}" for model in ("topic", "language", "de", "pt", "ro")),
    "/rules",
    "/rules/edit",
    "/rules/test",
    "/rules/history",
    "/rules/backtests",
    "/rules/apply",
    "/rules/of/insult_likely",
    "/thresholds",
    "/thresholds/insult",
    "/templates",
    "/templates/new",
    "/account",
    "/account/security",
    "/admin/sites",
    "/admin/site?name=default",
    "/admin/levels",
    "/admin/level?level=site",
    "/admin/people",
    f"/admin/person?name={ADMIN}",
    "/admin/keys",
    "/admin/webhooks",
    "/admin/retention",
    "/audit",
    "/audit/decisions",
)

MISSING = "/comments/nowhere"
"""Which nothing is at."""


def _make_version(service: Service) -> None:
    """A version, measured on audits and on later decisions that name people."""
    kept(service, version=VERSION, champion="house-gone")
    for number in range(45):
        is_law = number % 3 == 0
        text = f"Women say: {LAW if is_law else TRAM} the market {number}."
        post(service, text, f"said-{number}")
        action = Action.REJECT if is_law else Action.APPROVE
        reason = Reason.SPAM if is_law else None
        decide(service, f"said-{number}", action, by=ADMIN, reason=reason)
    audit(service, 45, wrong=5)
    examining.renew(service, "default", VERSION)


def make_busy(service: Service) -> None:
    """Let everything happen once."""
    db = service.db
    demo.furnish(service)
    article = Article(id="tram", title="A tram", section="local", text="It will run.")
    ann = Author(id="ann", name="Ann")
    post(service, KIND, "kind", article=article, author=ann)
    answered = Parent(id="kind", text=KIND)
    post(service, RUDE, "rude", article=article, author=ann, parent=answered)
    post(service, RUDE + " Yes!", "decided", article=article, author=ann)
    review.reject(db, "default", "decided", by=ADMIN, reason=Reason.INSULT)
    keys = pages.keys(service, "default", Filter(queue=EVERY), 9e9)[:3]
    batch = bulk.choose(db, "default", keys, Action.APPROVE, by=ADMIN)
    bulk.finish(db, "default", batch)
    notes.add(db, "default", "ann", text="Seen before.", by=ADMIN)
    sanctions.sanction(
        *(db, "default", "ann", Standing.WATCHED),
        **{"reason": "rude", "by": ADMIN, "term": sanctions.Term.WEEK},
    )
    _make_version(service)
