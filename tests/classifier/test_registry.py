"""A site's models on disk: kept apart, promoted, rolled back, and seen at once."""

from pathlib import Path

import pytest

import classifier
from classifier.errors import ModelError, NotEnoughExamples, OtherBase
from classifier.house import Ground, SiteModel
from classifier.house import training as house_training
from classifier.house.examples import Example
from classifier.registry import Live, Registry

GROUND = Ground.under(classifier.pretrained())


def examples(count: int = 60) -> list[Example]:
    return [
        Example(
            text=f"Number {number}: "
            + ("the zeppelin must go" if number % 2 else "the tram is late"),
            rejected=bool(number % 2),
            signals={"on_topic": 0.9},
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def model() -> SiteModel:
    return house_training.fit(GROUND, examples())


@pytest.fixture
def registry(tmp_path: Path, model: SiteModel) -> Registry:
    registry = Registry(tmp_path)
    registry.save("default", model)
    return registry


def test_a_site_model_learns_the_words_that_its_moderators_reject(
    model: SiteModel,
) -> None:
    texts = ["A zeppelin over the town.", "A tram through the town."]
    rejected, approved = model.score(texts, [{}, {}])
    assert rejected > 0.5 > approved
    begin, end, weight = model.explain(texts[0])[0]
    assert texts[0][begin:end] == "zeppelin"
    assert weight > 0


def test_too_few_of_either_kind_are_told_with_what_is_wanted() -> None:
    with pytest.raises(NotEnoughExamples, match="found 4 and 4; decide more"):
        house_training.fit(GROUND, examples(8))


def test_a_saved_model_scores_the_same(registry: Registry, model: SiteModel) -> None:
    read = registry.load("default", model.version, GROUND)
    texts, signals = ["The zeppelin!"], [{"on_topic": 0.2, "never seen": 1.0}]
    assert read.score(texts, signals) == model.score(texts, signals)


def test_saving_is_not_promoting(registry: Registry, model: SiteModel) -> None:
    base = GROUND
    live = Live(registry, base)
    assert registry.current("default") is None
    assert live.for_site("default") is None
    registry.promote("default", model.version, base)
    found = live.for_site("default")
    assert found is not None
    assert found.version == model.version


def test_a_roll_back_goes_one_version_back_at_a_time(
    registry: Registry, model: SiteModel
) -> None:
    base = GROUND
    second = house_training.fit(base, examples(80))
    registry.save("default", second)
    registry.promote("default", model.version, base)
    registry.promote("default", second.version, base)
    live = Live(registry, base)
    assert registry.rollback("default") == model.version
    found = live.for_site("default")
    assert found is not None
    assert found.version == model.version
    assert registry.rollback("default") is None
    assert live.for_site("default") is None
    with pytest.raises(ModelError, match="no earlier model"):
        registry.rollback("default")


def test_sites_are_apart(registry: Registry, model: SiteModel) -> None:
    base = GROUND
    registry.promote("default", model.version, base)
    assert registry.current("other") is None
    assert registry.versions("other") == []
    with pytest.raises(ModelError, match=model.version):
        registry.promote("other", model.version, base)


@pytest.mark.parametrize("name", ["../default", "a/b", "", "."])
def test_a_name_never_leads_out_of_the_folder(registry: Registry, name: str) -> None:
    with pytest.raises(ModelError):
        registry.promote(name, "x", GROUND)
    with pytest.raises(ModelError):
        registry.promote("default", f"{name}x/../..", GROUND)


def test_what_was_in_service_stays_when_the_next_cannot_be_read(
    registry: Registry, model: SiteModel
) -> None:
    base = GROUND
    registry.promote("default", model.version, base)
    live = Live(registry, base)
    assert live.for_site("default") is not None
    registry.pointer("default").write_text(f"{model.version}\nhouse-lost\n")
    found = live.for_site("default")
    assert found is not None
    assert found.version == model.version


def test_a_model_of_another_base_is_refused_and_the_site_goes_on_without(
    registry: Registry, model: SiteModel
) -> None:
    base = GROUND
    registry.promote("default", model.version, base)
    other = classifier.load(classifier.SHIPPED / "attributes")
    other.version = "attributes-of-tomorrow"
    with pytest.raises(OtherBase, match="retrain the site"):
        registry.load("default", model.version, Ground.under(other))
    assert Live(registry, Ground.under(other)).for_site("default") is None
