"""What there is to tell of a version: how it does on what it has not learnt."""

import shutil
from dataclasses import replace

import pytest

from moderation import erasure, learning
from moderation.comments import Action, Author
from moderation.learning.examining import Examined, Flip, _foretold, examine
from moderation.service import Service
from tests.moderation.audited import LAW, audit, learnt
from tests.moderation.stories import decide, post, taught
from web.learnt.page import page


def look(service: Service, version: str | None = None) -> Examined:
    live = service.judges.live
    name = version or live.registry.current("default")
    assert name is not None
    return examine(service.db, live.registry, live.ground, "default", name)


def test_a_version_is_measured_on_audits_and_what_came_since(service: Service) -> None:
    learnt(service)
    assert look(service).ours is None  # nothing that it has not learnt
    audit(service, 50)
    taught(service, 30, start=90)
    found = look(service)
    assert found.ours is not None
    assert found.theirs is not None
    assert (found.audits, len(found.unlearnt)) == (50, 80)
    assert found.theirs.name == "shipped toxicity"
    told = page(found)
    assert "80 decisions that it has not learnt, 50 of them audits" in told
    assert "Data sheet" in told


def test_words_that_lead_to_rejections_are_told_if_several_have_used_them(
    service: Service,
) -> None:
    learnt(service)
    for number in range(3):
        text = f"Time {number}: {LAW} the xylophone."
        post(service, text, f"same-{number}", author=Author(id="one"))
        decide(service, f"same-{number}", Action.REJECT)
    words = [word for word, *_ in look(service).gained]
    assert {"lawyer", "sue"} <= set(words)
    assert "xylophone" not in words


def test_flips_are_quoted_escaped_and_only_where_that_is_wanted(
    service: Service,
) -> None:
    learnt(service)
    flip = Flip(1, "<script>House</script>", rejected=True, ours=0.9, theirs=0.1)
    found = replace(look(service), flips=[flip], better=190, worse=10)
    assert "190 times for the better, 10 for the worse" in page(found)
    assert "&lt;script&gt;House" in page(found)
    assert "<script>" not in page(found)
    assert "script" not in page(found, texts=False)


def test_what_differs_most_is_told_first_and_what_is_erased_no_more(
    service: Service,
) -> None:
    learnt(service)
    audit(service, 60)
    post(service, f"House 7, {LAW} the market.", "gone")
    decide(service, "gone", Action.REJECT)
    found = look(service)
    gaps = [abs(each.ours - each.theirs) for each in found.flips]
    right = [gap for gap, each in zip(gaps, found.flips, strict=True) if is_right(each)]
    assert right == sorted(right, reverse=True)
    assert len(found.unlearnt) == 61
    erasure.erase(service.db, "default", "gone", by="ann")
    assert len(look(service).unlearnt) == 60


def is_right(flip: Flip) -> bool:
    return (flip.ours >= 0.5) == flip.rejected


def test_a_version_is_compared_with_the_one_that_was_in_service(
    service: Service,
) -> None:
    first = learnt(service).version
    taught(service, 60, start=90)
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, "default")
    audit(service, 60)
    found = look(service, done.version)
    assert found.theirs is not None
    assert found.theirs.name == first
    assert found.learnt["person"] == {"mo": 150}
    assert not found.parent_is_gone
    shutil.rmtree(live.registry.root / "default" / first)
    alone = look(service, done.version)
    assert alone.parent_is_gone
    assert f"{first}, is kept no longer" in page(alone)


@pytest.mark.parametrize(
    "points", [[(100, 0.7), (200, 0.7)], [(10, 0.9), (20, 0.8), (40, 0.7)], []]
)
def test_what_follows_no_curve_is_not_foretold(points: list[tuple[int, float]]) -> None:
    assert _foretold(points) is None


def test_a_power_law_is_foretold_as_it_goes_on() -> None:
    points = [(n, 1 - 2 * n**-0.5) for n in (100, 200, 400, 800)]
    found = _foretold(points)
    assert found is not None
    expected = 2 * 800**-0.5 - 2 * 1300**-0.5
    assert found == pytest.approx((expected,) * 3, abs=1e-9)
