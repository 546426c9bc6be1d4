"""A site's models on disk: kept apart, promoted, rolled back, and seen at once."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import classifier
from classifier import folder
from classifier.errors import (
    AlreadyLearning,
    DamagedModel,
    ModelError,
    NotEnoughExamples,
    NotKept,
    OtherBase,
)
from classifier.house import Ground, SiteModel
from classifier.house import training as house_training
from classifier.house.examples import Example
from classifier.live import Live
from classifier.registry import Registry

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


def later(registry: Registry, model: SiteModel, number: int) -> str:
    """The same model as another version, learnt as the so-manieth."""
    version = f"house-2026010{9 - number}-000000-000000"  # the clock runs backwards
    card = {**model.card, "version": version, "number": number}
    registry.save("default", SiteModel(GROUND, model.weights, card))
    return version


def test_a_version_never_changes(registry: Registry, model: SiteModel) -> None:
    with pytest.raises(ModelError, match="versions never change"):
        registry.save("default", model)


def test_versions_stand_in_the_order_they_were_learnt_whatever_the_clock_said(
    registry: Registry, model: SiteModel
) -> None:
    names = [later(registry, model, number) for number in (1, 2, 3)]
    assert names == sorted(names, reverse=True)
    listed = [each.version for each in registry.versions("default")]
    assert listed == [model.version, *names]  # one without a number is from before


def test_old_versions_go_but_none_that_is_in_use_or_was_lately(
    registry: Registry, model: SiteModel
) -> None:
    names = [later(registry, model, number) for number in range(1, 9)]
    for name in (*names[1:6], names[2]):
        registry.promote("default", name, GROUND)
    registry.set_shadow("default", names[0], GROUND)
    registry.kept = 2
    gone = registry.prune("default")
    assert gone == [model.version, names[1]]
    assert registry.current("default") == names[2]
    assert registry.shadow("default") == names[0]
    steps = [registry.rollback("default") for _ in range(4)]
    assert steps == [names[5], names[4], names[3], names[2]]
    assert registry.rollback("default") is None  # never what is gone
    with pytest.raises(ModelError, match=model.version):
        registry.promote("default", model.version, GROUND)


def test_a_pin_is_there_until_it_is_taken_away(registry: Registry) -> None:
    assert not registry.is_pinned("default")
    registry.pin("default")
    registry.pin("default")
    assert Registry(registry.root).is_pinned("default")
    assert not registry.is_pinned("other")
    registry.pin("default", on=False)
    assert not registry.is_pinned("default")


def test_what_is_in_service_is_no_shadow_of_itself(
    registry: Registry, model: SiteModel
) -> None:
    live = Live(registry, GROUND)
    assert live.shadow("default") is None
    registry.set_shadow("default", model.version, GROUND)
    shadow = live.shadow("default")
    assert shadow is not None
    assert shadow.version == model.version
    assert live.for_site("default") is None
    registry.set_shadow("default", None, GROUND)
    assert live.shadow("default") is None
    registry.promote("default", model.version, GROUND)
    with pytest.raises(ModelError, match="in service"):
        registry.set_shadow("default", model.version, GROUND)


def test_a_damaged_version_is_not_promoted_and_the_old_one_stays(
    registry: Registry, model: SiteModel
) -> None:
    second = later(registry, model, 1)
    registry.promote("default", model.version, GROUND)
    damage(registry, second)
    with pytest.raises(DamagedModel, match="SHA-256"):
        registry.promote("default", second, GROUND)
    with pytest.raises(DamagedModel, match="SHA-256"):
        registry.set_shadow("default", second, GROUND)
    assert registry.current("default") == model.version


def damage(registry: Registry, version: str) -> None:
    weights = registry.root / "default" / version / "weights.npz"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)


def test_who_begins_with_a_damaged_version_goes_on_with_the_one_before(
    registry: Registry, model: SiteModel
) -> None:
    registry.promote("default", model.version, GROUND)
    second = later(registry, model, 1)
    registry.promote("default", second, GROUND)
    damage(registry, second)
    found = Live(registry, GROUND).for_site("default")
    assert found is not None
    assert found.version == model.version
    damage(registry, model.version)  # the shipped model alone would approve too much
    with pytest.raises(ModelError):
        Live(registry, GROUND).for_site("default")


def test_a_kept_version_answers_by_its_name(
    registry: Registry, model: SiteModel
) -> None:
    second = later(registry, model, 1)
    registry.promote("default", second, GROUND)
    live = Live(registry, GROUND)
    assert live.version("default", model.version).version == model.version
    assert live.version("default", second) is live.for_site("default")
    for name in ("house-none", "../default", ""):
        with pytest.raises(ModelError):
            live.version("default", name)


HOLD = """
import sys, time
from pathlib import Path
from classifier.registry import Registry
with Registry(Path(sys.argv[1])).learning("default"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_process_learns_at_a_time_and_a_killed_one_holds_nobody_up(
    registry: Registry,
) -> None:
    with subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", HOLD, str(registry.root)], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        told = pytest.raises(AlreadyLearning, match=f"process {other.pid}; wait")
        with told, registry.learning("default"):
            pass
        with registry.learning("other"):
            pass
        other.kill()
    with registry.learning("default"):
        told = pytest.raises(AlreadyLearning)
        with told, registry.learning("default"):
            pass


WRITE = """
import itertools, sys
from pathlib import Path
import numpy as np
from classifier import folder
noise = {"noise": np.random.default_rng(0).random(100_000)}
for number in itertools.count():
    folder.write(Path(sys.argv[1]) / f"house-{number}", noise, {"kind": "house"})
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0.003, 0.017, 0.031])
def test_a_killed_run_leaves_whole_versions_and_the_next_tidies_up(
    registry: Registry, model: SiteModel, after: float
) -> None:
    registry.promote("default", model.version, GROUND)
    its = registry.root / "default"
    with subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", WRITE, str(its)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(after)
        writer.kill()
    written = [path for path in its.glob("house-*") if path.name != model.version]
    assert written
    for path in written:
        folder.read(path, "house")
    (its / ".house-9.half").mkdir()  # where no kill fell into a write
    (its / ".house-9.half" / "weights.npz").write_bytes(b"half")
    with registry.learning("default"):
        assert not list(its.glob(".house-*"))
    assert registry.current("default") == model.version


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file may grow beyond, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 500, 20_000])
def test_a_full_disk_is_told_and_leaves_nothing(
    registry: Registry, model: SiteModel, size: int
) -> None:
    registry.promote("default", model.version, GROUND)
    before = sorted(registry.root.rglob("*"))
    with files_up_to(size), pytest.raises(NotKept, match="cannot be written"):
        later(registry, model, 1)
    assert sorted(registry.root.rglob("*")) == before
    if size == 0:
        with files_up_to(size), pytest.raises(NotKept, match="what was in service"):
            registry.promote("default", model.version, GROUND)
        with files_up_to(size), pytest.raises(NotKept, match="full"):
            registry.pin("default")
    assert sorted(registry.root.rglob("*")) == before
    assert registry.current("default") == model.version


def test_who_holds_a_site_needs_no_room_on_the_disk(registry: Registry) -> None:
    with files_up_to(0), registry.learning("default"):
        told = pytest.raises(AlreadyLearning, match="by another process; wait")
        with told, registry.learning("default"):
            pass


def test_a_folder_that_cannot_be_written_is_told(registry: Registry) -> None:
    (registry.root / "other").write_text("no folder")
    with pytest.raises(NotKept, match="other"), registry.learning("other"):
        pass
    with pytest.raises(NotKept, match="other"):
        registry.pin("other")
