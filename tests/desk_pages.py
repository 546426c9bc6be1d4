"""A desk at which everything has happened once, and the pages that it then has."""

from moderation import blind, bulk, review, sites
from moderation.authors import notes, sanctions
from moderation.comments import Action, Article, Author, Parent, Reason
from moderation.levels import Standing
from moderation.queue import pages
from moderation.queue.filters import EVERY, Filter
from moderation.service import Service
from moderation.store.blind import Answer, Kind
from tests.moderation.audited import measured
from tests.moderation.blinded import audit, decided, twice
from tests.moderation.looks import found_worrying
from tests.moderation.stories import KIND, RUDE, post
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
    "/comments/known",
    "/blind",
    "/blind?known=1",
    "/blind/agreement",
    "/blind/disagreements",
    "/blind/known",
    "/authors/ann",
    "/search?text=moron",
    "/decided",
    "/many/1",
    "/overview",
    "/overview/people",
    f"/overview/people/{ADMIN}",
    "/models",
    f"/models/{VERSION}",
    "/models/drift",
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


def make_busy(service: Service) -> None:
    """Let everything happen once."""
    db = service.db
    decide_blind(service)
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
    measured(service, VERSION, by=ADMIN)
    found_worrying(service, "rude", "decided")


def decide_blind(service: Service) -> None:
    """One waits, some were seen alike and others not, and one had a known answer, which
    is the first of all.
    """
    sites.configure(service.db, "default", by=ADMIN, audit_share=0.0, second_share=0.0)
    its = post(service, "Trams are for morons, he says.", "known")
    review.approve(service.db, "default", "known", by="bea")
    why = "He tells what another says."
    for known in (its, post(service, "Trams are for cretins, he says.", "others")):
        first = Answer("bea", rejected=False, reason=None)
        by = ADMIN if known is its else "bea"
        decided(service, known.key, Kind.GOLDEN, by=by, rejected=True, first=first)
    blind.make_known(service.db, "default", "known", Action.APPROVE, by="bea", note=why)
    twice(service, 24, unlike=3)
    audit(service, post(service, "The tram is early for once.", "early").key)
