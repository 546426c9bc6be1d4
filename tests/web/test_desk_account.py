"""A person's own page: what they choose holds for them, and for nobody else."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from moderation import care, preferences
from moderation.preferences import Preferences, Theme
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import RUDE, comment, post

OPEN = {
    **{"theme": "system", "language": "", "blurs": "open", "masks": "open"},
    **{"eases": "open", "blur_from": "", "break_after": ""},
}


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def page(desk: FlaskClient, path: str = "/account") -> str:
    return desk.get(path).get_data(as_text=True)


def of(service: Service, name: str = "mo") -> Preferences:
    return preferences.of(service.db, name, "default")


def test_who_is_not_signed_in_has_no_account(client: FlaskClient) -> None:
    assert client.get("/account").location.startswith("/sign-in")


@pytest.mark.parametrize(
    "role", ["admin", "lead", "rules_editor", "moderator", "analyst"]
)
def test_everybody_has_one_and_chooses_for_themselves(
    client: FlaskClient, service: Service, role: str
) -> None:
    desk = signed_in(client, service, role=role)
    assert 'href="/account"' in page(desk, "/")
    answer = send(desk, "/account", **{**OPEN, "masks": "no", "blur_from": "35"})
    assert answer.location == "/account"
    assert of(service) == Preferences(masks=False, blur_from=0.35)
    assert of(service, "ann") == Preferences()


def test_every_choice_is_kept_and_shown(desk: FlaskClient, service: Service) -> None:
    chosen = {
        **{"theme": "calm", "language": "ur", "blurs": "no", "masks": "no"},
        **{"eases": "no", "blur_from": "0", "break_after": "12"},
    }
    send(desk, "/account", **chosen)
    assert of(service) == Preferences(
        theme=Theme.CALM,
        language="ur",
        blurs=False,
        blur_from=0,
        masks=False,
        break_after=12,
        eases=False,
    )
    told = page(desk)
    assert '<html lang="ur" dir="rtl" data-theme="calm">' in told
    assert 'value="12"' in told
    assert told.count('<option value="no" selected>') == 3


def test_what_is_left_open_follows_the_site(
    desk: FlaskClient, service: Service
) -> None:
    send(desk, "/account", **{**OPEN, "break_after": "7"})
    preferences.choose_for_site(
        service.db, "default", {"break_after": 50, "eases": False}, by="ann"
    )
    assert of(service) == Preferences(break_after=7, eases=False)
    send(desk, "/account", **OPEN)
    assert of(service) == Preferences(break_after=50, eases=False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "pink"),
        ("language", "tlh"),
        ("blurs", "perhaps"),
        ("blur_from", "101"),
        ("blur_from", "<script>"),
        ("break_after", "-1"),
        ("break_after", "10001"),
    ],
)
@pytest.mark.parametrize("path", ["/account", "/account/site"])
def test_a_form_that_no_page_offers_is_refused_by_its_field(
    client: FlaskClient, service: Service, path: str, field: str, value: str
) -> None:
    desk = signed_in(client, service, role="admin")
    if path == "/account/site" and field in ("theme", "language"):
        return  # not the site's to choose
    answer = send(desk, path, **{**OPEN, field: value})
    assert answer.status_code == 422
    told = answer.get_data(as_text=True)
    assert field in told
    assert "<script>" not in told
    assert of(service) == Preferences()


def test_an_admin_says_what_is_usual_at_the_site(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service, role="admin")
    assert "What is usual for everybody at default" in page(desk)
    send(desk, "/account/site", **{**OPEN, "blurs": "no", "break_after": "40"})
    assert of(service, "ann") == Preferences(blurs=False, break_after=40)


@pytest.mark.parametrize("role", ["lead", "rules_editor", "moderator", "analyst"])
def test_nobody_else_does(client: FlaskClient, service: Service, role: str) -> None:
    desk = signed_in(client, service, role=role)
    assert "What is usual for everybody" not in page(desk)
    assert send(desk, "/account/site", **OPEN).status_code == 403
    assert of(service) == Preferences()


@pytest.mark.parametrize("path", ["/account", "/account/site", "/account/break-later"])
def test_a_form_from_elsewhere_is_refused(
    client: FlaskClient, service: Service, path: str
) -> None:
    desk = signed_in(client, service, role="admin")
    assert desk.post(path, data={**OPEN, "masks": "no"}).status_code == 400
    assert of(service) == Preferences()


def test_what_a_person_decides_is_counted_for_them(
    desk: FlaskClient, service: Service
) -> None:
    assert "Today you have read and decided" not in page(desk, "/")
    post(service, RUDE)
    send(desk, "/decide", id="1", version="1", action="approve")
    assert "Today you have read and decided 1 comment. " in page(desk, "/").replace(
        "\n", " "
    )


def test_a_lost_race_is_not_counted(desk: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    send(desk, "/decide", id="1", version="7", action="approve")
    assert care.today(service.db, "mo").comments == 0


@pytest.mark.parametrize("role", ["admin", "lead", "analyst"])
def test_nobody_sees_what_another_has_read(
    client: FlaskClient, service: Service, role: str
) -> None:
    for _ in range(3):
        care.saw(service.db, "ann", comment(scores={"threat": 1.0}))
    desk = signed_in(client, service, role=role)
    told: list[Any] = [page(desk, path) for path in ("/", "/account", "/decided")]
    assert not any("3 comments" in each for each in told)
    assert "Only you see this." in told[1]


def test_a_break_is_suggested_and_may_be_put_off(
    desk: FlaskClient, service: Service
) -> None:
    send(desk, "/account", **{**OPEN, "break_after": "2"})
    for _ in range(2):
        care.saw(service.db, "mo", comment(scores={"threat": 1.0}))
    told = page(desk, "/")
    assert "2 comments without a break" in told
    assert "2 of them were hard to read" in told
    assert send(desk, "/account/break-later").location == "/"
    assert "without a break" not in page(desk, "/")


def test_after_hard_ones_the_easiest_come_first_unless_another_order_is_asked_for(
    desk: FlaskClient, service: Service
) -> None:
    post(service, "I will kill you tonight.", id="hard")
    post(service, RUDE, id="mild")
    assert page(desk, "/").index("/comments/hard") < page(desk, "/").index(
        "/comments/mild"
    )
    for _ in range(care.HARD_LATELY):
        care.saw(service.db, "mo", comment(scores={"threat": 1.0}))
    told = page(desk, "/")
    assert told.index("/comments/mild") < told.index("/comments/hard")
    assert "the easiest come first for a while" in told
    told = page(desk, "/?order=urgent")
    assert told.index("/comments/hard") < told.index("/comments/mild")
    assert "mild" in page(desk, "/review")
    send(desk, "/account", **{**OPEN, "eases": "no"})
    assert "the easiest come first" not in page(desk, "/")
