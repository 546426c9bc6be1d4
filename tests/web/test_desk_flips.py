"""Comments about which a version changed its mind: who reads what of them."""

import re

from flask.testing import FlaskClient

from moderation import erasure
from moderation.comments import Action, Article, Author
from moderation.people import managing
from moderation.service import Service
from tests.desk_visits import signed_in
from tests.learnt_pages import TAG, file, found_out, page
from tests.moderation.audited import LAW
from tests.moderation.stories import decide, post

SLUR = "retard"
HARD = f"My lawyer will sue you, I will kill you all, you {SLUR}."
"""The score is sure that it is rejected; it is hard to read."""

SPARED = re.compile(r'<details class="spared">.*?</details>', re.DOTALL)


def test_flips_that_are_hard_to_read_are_hidden_and_slurs_masked(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, HARD, "hard")
    decide(service, "hard", Action.APPROVE)
    post(service, f"Tram! {LAW} that {SLUR}!", "masked")
    decide(service, "masked", Action.APPROVE)
    desk = signed_in(client, service)
    told = found_out(service, desk, version, "hard", "masked")
    hidden = SPARED.findall(told)
    assert any("kill you all" in TAG.sub("", each) for each in hidden)
    assert "kill you all" not in TAG.sub("", SPARED.sub("", told))
    assert SLUR not in told
    assert 'href="/comments/masked?words=shown"' in told


def test_flips_show_nothing_that_is_outside_of_somebodys_limits(
    client: FlaskClient, service: Service, version: str
) -> None:
    for section in ("news", "sport"):
        text = f"In {section} {LAW} the zeppelin."
        article = Article(id=section, section=section)
        post(service, text, section, article=article)
        decide(service, section, Action.APPROVE)
    desk = signed_in(client, service)
    told = found_out(service, desk, version, "news", "sport")
    assert "In news" in told
    assert "In sport" in told
    managing.limit(service.db, "mo", sections={"sport"}, queues=(), by="boss")
    told = page(desk, version)
    assert "In news" not in told
    assert "In sport" in told


def test_a_version_whose_comments_were_erased_opens_without_them(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"House Z, {LAW} the zeppelin.", "gone", author=Author(id="zed"))
    decide(service, "gone", Action.APPROVE)
    desk = signed_in(client, service)
    assert "zeppelin" in found_out(service, desk, version, "gone")
    for number in range(150):
        erasure.erase(service.db, "default", str(number), by="ann")
    erasure.erase(service.db, "default", "gone", by="ann")
    assert "zeppelin" not in page(desk, version)
    told = found_out(service, desk, version)
    assert "On audits" in told
    for number in range(50):
        erasure.erase(service.db, "default", f"audit-{number}", by="ann")
    assert "too little to tell" in found_out(service, desk, version)


def test_what_was_edited_since_is_not_shown_as_what_was_decided(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"House Z, {LAW} the zeppelin.", "edited")
    decide(service, "edited", Action.APPROVE)
    desk = signed_in(client, service)
    assert "zeppelin" in found_out(service, desk, version, "edited")
    post(service, "All about trams.", "edited")
    told = page(desk, version)
    assert "It was edited since" in told
    assert "All about trams" not in told


def test_what_commenters_wrote_is_escaped_in_the_desk_and_in_the_file(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"<script>1</script> {LAW} <b>zeppelin</b>.", "hostile")
    decide(service, "hostile", Action.APPROVE)
    desk = found_out(service, signed_in(client, service), version, "hostile")
    for told in (desk, file(service, version, "hostile")):
        assert "&lt;script&gt;1" in told
        assert "<b>zeppelin" not in told
    alone = file(service, version, "hostile")
    assert "<script" not in alone
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in (
        alone.replace("&#39;", "'")
    )
    assert "zeppelin" not in file(service, version, "hostile", texts=False)
