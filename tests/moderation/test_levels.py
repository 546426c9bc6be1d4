"""Levels: the narrowest has the last word, and the outcome says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.comments import Action, Article, Author, Caution, Mode
from moderation.errors import BadLevel
from moderation.levels import Level, Override, Standing, resolved
from moderation.policy import THRESHOLDS, Settings, Threshold
from moderation.service import Service
from moderation.store import levels
from moderation.store.database import now
from tests.moderation.stories import KIND, post

SECTION = Override(level=Level.SECTION, name="sport", mode=Mode.PRE)
ARTICLE = Override(level=Level.ARTICLE, name="12", mode=Mode.POST)
AUTHOR = Override(level=Level.AUTHOR, name="7", caution=Caution.LENIENT)


def keep(service: Service, *overrides: Override) -> None:
    with service.db.writing() as db:
        for override in overrides:
            levels.keep(db, "default", override, now())


def test_without_levels_the_site_decides() -> None:
    found = resolved(Settings(), [])
    assert found.mode is Mode.AUTO
    assert found.levels == {"mode": "site", "thresholds": "site"}


@given(st.permutations([SECTION, ARTICLE, AUTHOR]))
def test_the_narrowest_level_decides_in_whatever_order(
    overrides: list[Override],
) -> None:
    found = resolved(Settings(), overrides)
    assert found.mode is Mode.POST
    assert found.levels == {"mode": "article 12", "thresholds": "author 7"}
    assert found.thresholds["toxicity"].hold > THRESHOLDS["toxicity"].hold


def test_a_single_threshold_leaves_the_others_and_never_rejects_sooner() -> None:
    strict = Override(level=Level.SECTION, name="news", holds={"insult": 0.1})
    found = resolved(Settings(), [strict]).thresholds
    assert found["insult"].hold == 0.1
    assert found["insult"].reject == THRESHOLDS["insult"].reject
    assert found["toxicity"] == THRESHOLDS["toxicity"]
    levels_ = resolved(Settings(), [strict]).levels
    assert levels_ == {**Settings().levels, "mode": "site", "thresholds": "site"} | {
        "insult": "section news"
    }


def test_what_is_held_later_is_rejected_no_sooner() -> None:
    lax = Override(level=Level.SITE, holds={"insult": 0.99})
    assert resolved(Settings(), [lax]).thresholds["insult"].reject == 0.99


def test_a_level_may_reject_sooner_and_set_the_risk_that_is_held() -> None:
    strict = Override(level=Level.SECTION, name="news", rejects={"spam": 0.9}, risk=0.3)
    found = resolved(Settings(), [strict])
    assert found.thresholds["spam"] == Threshold(hold=0.6, reject=0.9)
    assert found.hold_risk_from == 0.3
    assert (found.levels["spam"], found.levels["risk"]) == ("section news",) * 2


def test_nothing_is_rejected_before_it_is_held_whatever_a_wider_level_becomes() -> None:
    early = Override(level=Level.SECTION, name="news", rejects={"insult": 0.7})
    lenient = Override(level=Level.SITE, caution=Caution.LENIENT)
    found = resolved(Settings(), [lenient, early]).thresholds["insult"]
    assert found == Threshold(hold=0.85, reject=0.85)


def test_a_narrower_caution_sets_the_risk_and_what_is_rejected_anew() -> None:
    strict = Override(level=Level.SITE, rejects={"insult": 0.7}, risk=0.1)
    author = Override(level=Level.AUTHOR, name="7", caution=Caution.BALANCED)
    found = resolved(Settings(), [strict, author])
    assert found.thresholds == THRESHOLDS
    assert found.hold_risk_from == Settings().hold_risk_from
    assert found.levels == {"mode": "site", "thresholds": "author 7"}


@pytest.mark.parametrize(
    ("override", "wider"),
    [
        (Override(level=Level.SITE, rejects={"insult": 0.5}), []),
        (
            Override(level=Level.SITE, holds={"insult": 0.9}, rejects={"insult": 0.8}),
            [],
        ),
        (
            Override(level=Level.SECTION, name="a", rejects={"insult": 0.8}),
            [Override(level=Level.SITE, caution=Caution.LENIENT)],
        ),
    ],
)
def test_rejecting_what_is_not_held_in_force_is_refused(
    override: Override, wider: list[Override]
) -> None:
    with pytest.raises(BadLevel, match="insult: wanted to reject from a score that"):
        override.check_within(Settings(), wider)


def test_what_is_held_by_the_level_itself_may_be_rejected_there() -> None:
    both = Override(level=Level.SITE, holds={"insult": 0.3}, rejects={"insult": 0.3})
    both.check_within(Settings(), [])
    assert resolved(Settings(), [both]).thresholds["insult"] == Threshold(0.3, 0.3)


@pytest.mark.parametrize("caution", Caution)
def test_more_caution_holds_sooner(caution: Caution) -> None:
    override = Override(level=Level.SITE, caution=caution)
    found = resolved(Settings(), [override])
    order = [Caution.CAUTIOUS, Caution.BALANCED, Caution.LENIENT]
    for other in order[order.index(caution) + 1 :]:
        later = resolved(Settings(), [Override(level=Level.SITE, caution=other)])
        assert found.hold_risk_from < later.hold_risk_from
        for name, threshold in found.thresholds.items():
            assert threshold.hold < later.thresholds[name].hold


@pytest.mark.parametrize(
    ("override", "told"),
    [
        (Override(level=Level.SECTION, name=" "), "wanted a name"),
        (Override(level=Level.SITE, standing=Standing.BANNED), "wanted an author"),
        (Override(level=Level.SITE, holds={"toxcity": 0.5}), "wanted one of toxicity"),
        (Override(level=Level.SITE, holds={"toxicity": 1.5}), "from 0 to 1, got 1.5"),
        (Override(level=Level.SITE, holds={"toxicity": float("nan")}), "got nan"),
        (Override(level=Level.SITE, off_topic=-1.0), "from 0 to 1, got -1"),
        (Override(level=Level.SITE, rejects={"spm": 0.5}), "spm: wanted one of tox"),
        (Override(level=Level.SITE, rejects={"spam": 2.0}), "spam: .* 0 to 1, got 2"),
        (Override(level=Level.SITE, risk=1.1), "risk: .* from 0 to 1, got 1.1"),
    ],
)
def test_what_a_level_cannot_set_is_told(override: Override, told: str) -> None:
    with pytest.raises(BadLevel, match=told):
        override.check()


def test_a_comment_is_decided_by_the_levels_that_it_is_in(service: Service) -> None:
    keep(service, SECTION, Override(level=Level.AUTHOR, name="7", mode=Mode.AUTO))
    sport = Article(id="1", section="sport")
    held = post(service, KIND, "a", article=sport, author=Author(id="8"))
    assert held.action is Action.HOLD
    assert held.levels["mode"] == "section sport"
    posted = post(service, KIND, "b", article=sport, author=Author(id="7"))
    assert posted.action is Action.APPROVE
    assert posted.levels["mode"] == "author 7"
    assert post(service, KIND, "c").levels["mode"] == "site"


def test_a_cleared_level_inherits_again(service: Service) -> None:
    keep(service, SECTION)
    with service.db.writing() as db:
        assert levels.clear(db, "default", Level.SECTION, "sport")
        assert not levels.clear(db, "default", Level.SECTION, "sport")
    found = post(service, KIND, article=Article(id="1", section="sport"))
    assert found.action is Action.APPROVE


def test_what_is_kept_of_a_level_comes_back(service: Service) -> None:
    whole = Override(
        level=Level.AUTHOR,
        name="7",
        mode=Mode.PRE,
        caution=Caution.CAUTIOUS,
        holds={"insult": 0.25},
        rejects={"spam": 0.9},
        off_topic=0.1,
        risk=0.2,
        standing=Standing.BANNED,
    )
    keep(service, whole, SECTION)
    with service.db.reading() as db:
        assert levels.all_of(db, "default") == [SECTION, whole]
