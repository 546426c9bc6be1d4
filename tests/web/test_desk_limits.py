"""Who is limited to sections or queues sees and touches nothing of the others."""

import json
import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation import authors, bulk, claims, queue, review, scopes
from moderation.comments import Action, Article, Author, Parent, Reason, Status
from moderation.levels import Standing
from moderation.people import managing
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import comments
from moderation.store.blind import Answer, Kind
from moderation.store.scopes import INSIDE, named
from tests.desk_visits import carried, send, signed_in
from tests.moderation.blinded import audit, decided
from tests.moderation.stories import RUDE, post
from web.desk import live

SITE = "default"
SPORT = Article(id="match", title="The match", section="sport")
NEWS = Article(id="vote", title="The vote", section="news")
SHOWN = RUDE + " They all saw the match, and the referee, and the goal."
HIDDEN = SHOWN + " Zugzwang."
SECRET = re.compile("hidden-|Zugzwang")


def post_hidden(service: Service, id: str, text: str = HIDDEN, **more: object) -> None:
    """A comment that is outside of either limit."""
    its = post(service, text, id, article=NEWS, **more)
    review.defer(service.db, SITE, id, queue="legal", by="boss", version=its.version)


@pytest.fixture
def scene(service: Service) -> Service:
    """One comment inside, and around it whatever may lead to others."""
    ann, bob = Author(id="ann"), Author(id="bob", name="Bob")
    post_hidden(service, "hidden-above", author=bob)
    parent = Parent(id="hidden-above")
    post(service, SHOWN, "shown", author=ann, article=SPORT, parent=parent)
    post(service, SHOWN, "same", author=ann, article=SPORT)
    post_hidden(service, "hidden-below", author=ann, parent=Parent(id="shown"))
    post_hidden(service, "hidden-same", SHOWN, author=bob)
    post_hidden(service, "hidden-alike", author=bob)
    for id in ("same", "hidden-same", "hidden-alike"):
        review.reject(service.db, SITE, id, by="mo", reason=Reason.INSULT)
    for id in ("hidden-below", "shown"):
        audit(service, queue.find(service.db, SITE, id).key)
    key = queue.find(service.db, SITE, "hidden-above").key
    first = Answer("boss", rejected=True, reason=Reason.INSULT)
    decided(service, key, Kind.GOLDEN, by="mo", rejected=False, first=first)
    return service


@pytest.fixture(params=["section", "queue"])
def limited(
    client: FlaskClient, scene: Service, request: pytest.FixtureRequest
) -> FlaskClient:
    """Somebody who is limited to where one comment is, and the others are not."""
    signed_in(client, scene)
    by_section = request.param == "section"
    managing.limit(
        scene.db,
        "mo",
        sections={"sport"} if by_section else (),
        queues=() if by_section else {""},
        by="boss",
    )
    return client


ASKED = {
    "desk.look_blind": tuple(f"known={number}" for number in (1, 2, 3)),
    "desk.waiting": ("queue=*", "queue=legal", "author=bob", "text=referee"),
    "desk.single": ("queue=*", "queue=legal"),
    "desk.bands": ("queue=*", "queue=*&band=toxicity"),
    "desk.search": ("", "author=bob", "author=ann", "text=moron", "by=mo"),
    "desk.spreadsheet": ("table=rules", "table=reasons"),
}
"""By page, what it is asked for besides nothing at all."""

NAMES = {
    "desk.author": ("ann", "bob"),
    "desk.comment": ("shown", "same", "hidden-above", "hidden-same"),
    "desk.moderator": ("mo", "boss"),
}
NUMBERS = {
    **{"number": 1, "batch": 1, "suffix": "csv", "attribute": "toxicity"},
    "version": "house-none",  # `test_desk_learnt` has one
}


def addresses(app: Flask) -> Iterator[str]:
    """Every page of the desk, each asked for all that it may be asked for."""
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("desk.") or "GET" not in (rule.methods or ()):
            continue
        for name in NAMES.get(rule.endpoint, ("x",)):
            given = {"id": name, "name": name, "token": name, **NUMBERS}
            values = {its: given[its] for its in rule.arguments}
            path = urls.build(rule.endpoint, values)
            yield path
            yield from (f"{path}?{query}" for query in ASKED.get(rule.endpoint, ()))


def test_no_page_shows_what_is_outside_of_the_limits(
    limited: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LASTS_SECONDS", 0.0)
    pages = list(addresses(app))
    assert len(pages) > 60
    told = {path: limited.get(path).get_data(as_text=True) for path in pages}
    for path in ("/", "/review", "/decided", "/search", "/comments/shown", "/blind"):
        assert "moron" in told[path]  # they see what is theirs
    found = {path: SECRET.search(page.replace(path, "")) for path, page in told.items()}
    assert [path for path, match in found.items() if match] == []


def test_whoever_is_not_limited_sees_all_of_it(
    client: FlaskClient, scene: Service
) -> None:
    signed_in(client, scene)
    for path in (
        *(
            "/?queue=*",
            "/review?queue=legal",
            "/by-score?queue=*&band=toxicity",
            "/search",
        ),
        *("/decided", "/comments/shown", "/authors/ann", "/authors/bob"),
        *("/blind/known", "/blind?known=3"),
    ):
        assert SECRET.search(client.get(path).get_data(as_text=True)), path


def test_what_waits_outside_of_the_limits_is_not_counted(
    limited: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LASTS_SECONDS", 0.0)
    told = limited.get("/live?queue=*").get_data(as_text=True)
    (data,) = re.findall("data: (.+)", told)
    assert json.loads(data)["waiting"] == 1


def test_the_card_of_an_author_counts_what_is_within_the_limits(
    limited: FlaskClient, scene: Service
) -> None:
    page = limited.get("/authors/ann").get_data(as_text=True)
    assert "1 pending" in page
    assert "1 rejected" in page
    assert authors.card(scene.db, SITE, "ann").counts[Status.PENDING] == 2


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/decide", {"id": "hidden-above", "version": "2", "action": "approve"}),
        ("/undo", {"id": "hidden-same", "version": "3"}),
        ("/claims", {"id": "hidden-above"}),
        ("/preview", {"id": "hidden-above", "message": "Dear {author}"}),
        ("/notes", {"author": "bob", "text": "Mind this."}),
        ("/notes", {"author": "nobody", "text": "Mind this."}),
        ("/sanctions", {"author": "bob", "standing": "banned", "term": "day"}),
        ("/sanctions", {"author": "bob", "end": "1"}),
        ("/many/1/undo", {}),
        ("/many/1/go-on", {}),
    ],
)
def test_nothing_is_done_about_what_is_outside_of_the_limits(
    limited: FlaskClient, scene: Service, path: str, form: dict[str, str]
) -> None:
    found = queue.find(scene.db, SITE, "hidden-below")
    batch = bulk.choose(
        scene.db, SITE, [found.key], Action.APPROVE, by="mo", reason=None
    )
    assert batch == 1
    fields = {**carried(limited.get("/").get_data(as_text=True)), **form}
    script = {"Accept": "application/json"}
    answer = limited.post(path, data={"reason": "Why.", **fields}, headers=script)
    assert answer.status_code == 403
    told = answer.get_data(as_text=True)
    assert not SECRET.search(told.replace(form.get("id", ""), ""))
    above, same = (
        queue.find(scene.db, SITE, f"hidden-{each}") for each in ("above", "same")
    )
    assert (above.version, same.version) == (2, 3)
    assert claims.holders(scene.db, [above], by="boss") == {}
    card = authors.card(scene.db, SITE, "bob")
    assert (card.notes, card.standing) == ([], None)
    assert bulk.progress(scene.db, SITE, batch).to_do == 1


def test_what_waits_blind_outside_of_the_limits_is_neither_shown_nor_decided(
    limited: FlaskClient, scene: Service
) -> None:
    page = limited.get("/blind").text
    assert "1 comment waits for you" in page
    (number,) = re.findall(r'name="number" value="(\d+)"', page)
    assert number == "2"  # the other audit is the first
    send(limited, "/blind", number="1", reason="insult")
    assert "outside of your limits" in limited.get("/blind").text
    assert queue.find(scene.db, SITE, "hidden-below").decided_by is None
    send(limited, "/blind", number=number, reason="insult")
    assert "Nothing waits to be decided blind" in limited.get("/blind").text
    assert queue.find(scene.db, SITE, "shown").decided_by == "mo"
    with scene.db.reading() as db:
        (waits,) = db.execute(
            "SELECT count(*) FROM blind_reviews WHERE decided_at IS NULL"
        ).fetchone()
    assert waits == 1


def test_an_author_with_a_comment_within_the_limits_is_sanctioned(
    limited: FlaskClient, scene: Service
) -> None:
    form = {"author": "ann", "standing": "watched", "term": "day", "reason": "Wild."}
    assert send(limited, "/sanctions", **form).status_code == 302
    assert authors.card(scene.db, SITE, "ann").standing is Standing.WATCHED


def test_samples_before_many_are_decided_are_within_the_limits(
    limited: FlaskClient, scene: Service
) -> None:
    """Also of keys that wait no longer, which nobody's page has offered."""
    ids = ("hidden-same", "hidden-alike", "shown")
    keys = [f"{queue.find(scene.db, SITE, id).key}:1" for id in ids]
    more = [f"{number}:1" for number in range(1_000, 1_000 + bulk.CONFIRM_ABOVE)]
    page = send(limited, "/many", action="approve", key=[*keys, *more])
    assert "moron" in page.get_data(as_text=True)
    assert not SECRET.search(page.get_data(as_text=True))


PLACES = {
    "nowhere": {},
    "section": {"article": SPORT},
    "other": {"article": NEWS},
    "nameless": {"article": Article(title="T", section="sport")},
}
SCOPES = [
    Scope(frozenset(sections), frozenset(queues))
    for sections, queues in product(
        [(), ("sport",), ("sport", "news")], [(), ("",), ("legal",), ("", "care")]
    )
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("is_named", [False, True])
@pytest.mark.parametrize("is_aside", [False, True])
def test_queries_and_python_agree_on_what_is_inside(
    service: Service, place: str, *, is_named: bool, is_aside: bool
) -> None:
    its = post(service, RUDE, **PLACES[place])
    if is_named:  # by a rule
        with service.db.writing() as db:
            db.execute(
                "UPDATE judgements SET reasons = json_insert("
                "json_set(reasons, '$[0].queue', ''), '$[#]', "
                "json_set(json_extract(reasons, '$[0]'), '$.queue', 'care'))"
            )
    if is_aside:
        review.defer(
            service.db, SITE, its.id, queue="legal", by="mo", version=its.version
        )
    found = queue.find(service.db, SITE, its.id)
    sql = f"SELECT ({INSIDE}) IS 1 FROM comments c"  # noqa: S608
    with service.db.reading() as db:
        for scope in (UNLIMITED, *SCOPES):
            (inside,) = db.execute(sql, named(scope)).fetchone()
            assert bool(inside) is scopes.has(scope, found), scope
            assert len(comments.by_keys(db, [found.key], scope=scope)) == inside
