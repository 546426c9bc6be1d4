"""`moderate models`: what there is, and the card of one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import classifier
from classifier import card, folder
from moderation import audit
from moderation.learning import retrain
from moderation.service import Service
from moderation.settings import Settings
from moderation.store.audit import Wanted
from tests.moderation.stories import taught
from web.app import open_service
from web.cli import main


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["models", *map(str, words)])


def test_models_alone_lists_them(data: Path) -> None:
    listed = run("--data", data)
    base = classifier.pretrained().version
    assert listed.exit_code == 0
    assert listed.stdout == f"* {base}\tthe base model alone\n"
    assert run("list", "--data", data).stdout == listed.stdout
    assert run("--data", data, "list").stdout == listed.stdout


def test_looking_makes_no_data_folder(data: Path) -> None:
    run("list", "--data", data)
    run("show", "--data", data)
    assert not data.exists()


def test_the_card_of_the_model_in_service_is_shown(data: Path) -> None:
    shown = run("show", "--data", data)
    own = classifier.pretrained().card
    assert shown.exit_code == 0
    assert own["version"] in shown.stdout
    for source in own["sources"]:
        assert source["name"].split(",")[0] in shown.stdout
    assert "sexually explicit" in shown.stdout
    for name in (own["version"], "pretrained", classifier.SHIPPED / "attributes"):
        assert run("show", name, "--data", data).stdout == shown.stdout


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("topic", "topic"),
        ("topic-minilm", "topic-minilm"),
        ("language", "language"),
        ("de", "attributes-de"),
    ],
)
def test_the_cards_of_the_other_judges_are_shown(
    data: Path, name: str, path: str
) -> None:
    own = json.loads((classifier.SHIPPED / path / "card.json").read_text())
    shown = run("show", name, "--data", data)
    assert shown.exit_code == 0
    assert own["version"] in shown.stdout
    assert card.OTHER_SHAPE not in shown.stdout
    assert run("show", classifier.SHIPPED / path, "--data", data).stdout == shown.stdout


@pytest.mark.parametrize("kind", ["language", "topic-minilm"])
def test_a_folder_of_any_kind_is_shown(data: Path, kind: str) -> None:
    shown = run("show", classifier.SHIPPED / kind, "--data", data)
    assert shown.exit_code == 0
    assert f"{kind}-" in shown.stdout
    assert card.OTHER_SHAPE not in shown.stdout


def test_a_folder_that_is_no_model_is_told(data: Path, tmp_path: Path) -> None:
    done = run("show", tmp_path, "--data", data)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "not a readable model" in done.stderr


def test_options_may_stand_before_show(data: Path) -> None:
    assert run("--data", data, "show").exit_code == 0
    assert not Path("moderation-data").exists()


def test_an_old_card_is_shown_with_what_it_has(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrays, own = folder.read(classifier.SHIPPED / "attributes-ro", "attributes")
    parts = ("validation", "fairness", "sources", "limits", "made_with", "base_rates")
    old = {key: value for key, value in own.items() if key not in parts}
    folder.write(tmp_path / "old", arrays, {**old, "version": "attributes-old"})
    monkeypatch.setenv("MODERATION_MODEL", str(tmp_path / "old"))
    shown = run("show", "--data", data)
    assert shown.exit_code == 0
    assert "attributes-old" in shown.stdout
    assert "The card does not say" in shown.stdout


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("house-none", "`moderate models` lists them"),
        ("../none/such", "wanted letters, digits"),
    ],
)
def test_a_version_that_is_not_there_is_told(
    data: Path, version: str, told: str
) -> None:
    done = run("show", version, "--data", data)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


def test_a_site_of_its_own_is_asked_for(data: Path) -> None:
    other = data / "models" / "other"
    other.mkdir(parents=True)
    (other / "current").write_text("house-gone\n")
    done = run("--data", data, "--site", "other", "show")
    assert done.exit_code == 1
    assert "site 'other' has no model 'house-gone'" in done.stderr
    assert run("--data", data, "show").exit_code == 0


@pytest.fixture
def learnt(data: Path) -> tuple[Service, str]:
    """A site of which one version was learnt and promoted."""
    service = open_service(Settings(data=data))
    taught(service, 90)
    live = service.judges.live
    done = retrain(service.db, live.registry, live.ground, "default")
    assert done.promoted
    return service, done.version


def test_a_version_is_listed_with_its_parent_and_pinned_by_name(
    data: Path, learnt: tuple[Service, str]
) -> None:
    service, version = learnt
    base = service.judges.model.version
    (line,) = [each for each in run("--data", data).stdout.splitlines() if "*" in each]
    assert line.startswith(f"* {version}\t")
    assert line.endswith(f"\t90 decisions\tbeside {base}")
    assert run("pin", "--data", data).stdout == f"{version}\n"
    assert f"beside {base}\tpinned\n" in run("--data", data).stdout
    assert run("unpin", "--data", data).stdout == f"{version}\n"
    assert "pinned" not in run("--data", data).stdout
    kinds = [each.kind for each in audit.search(service.db, Wanted(site="default"))]
    assert kinds[:2] == ["model.unpinned", "model.pinned"]


def test_old_versions_go_when_fewer_are_kept(
    data: Path, learnt: tuple[Service, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, version = learnt
    root = data / "models" / "default"
    arrays, own = folder.read(root / version, "house")
    for number in range(2, 8):
        card = {**own, "version": f"house-{number}", "number": number}
        folder.write(root / f"house-{number}", arrays, card)
    assert run("prune", "--data", data).stdout == ""
    monkeypatch.setenv("MODERATION_MODELS_KEPT", "2")
    gone = run("prune", "--data", data).stdout.split()
    assert gone == [f"house-{number}" for number in range(2, 6)]
    assert service.judges.live.registry.current("default") == version


def test_the_card_tells_a_fingerprint_and_what_to_doubt(
    data: Path, learnt: tuple[Service, str]
) -> None:
    told = run("show", "--data", data).stdout
    assert "Fingerprint" in told
    assert "nobody else has confirmed it" in told


def test_a_version_is_tried_in_the_shadow(
    data: Path, learnt: tuple[Service, str]
) -> None:
    service, version = learnt
    assert run("shadow", version, "--data", data).exit_code == 1  # it is in service
    service.judges.live.registry.rollback("default")
    none = run("shadow", "--data", data)
    assert (none.exit_code, "no version in the shadow" in none.stderr) == (1, True)
    assert run("shadow", version, "--data", data).stdout == f"{version}\n"
    assert "\tshadow\n" in run("--data", data).stdout
    taught(service, 3, start=200)
    told = run("shadow", "--data", data).stdout.splitlines()
    assert told[:2] == [f"version\t{version}", "comments\t3"]
    assert "decided by people\t3\t1 rejected" in told
    assert "AUC\ttoo few are decided by people to tell" in told
    assert run("shadow", "--off", "--data", data).stdout == "none\n"
    assert "shadow" not in run("--data", data).stdout
    assert run("shadow", version, "--off", "--data", data).exit_code == 2


def test_a_page_of_a_version_is_written(tmp_path: Path, service: Service) -> None:
    folder_of = str(service.db.path.parent)
    none = run("report", "--html", tmp_path / "page.html", "--data", folder_of)
    assert none.exit_code == 1
    assert "no model of its own in service" in none.stderr
    taught(service, 90)
    live = service.judges.live
    retrain(service.db, live.registry, live.ground, "default")
    done = run("report", "--html", tmp_path / "page.html", "--data", folder_of)
    assert done.exit_code == 0, done.stderr
    assert "What the site's own judge has learnt" in (
        (tmp_path / "page.html").read_text(encoding="utf-8").replace("&#x27;", "'")
    )
    urdu = run(
        *("report", "--html", tmp_path / "ur.html", "--language", "ur"),
        *("--data", folder_of),
    )
    assert urdu.exit_code == 0, urdu.stderr
    assert 'dir="rtl"' in (tmp_path / "ur.html").read_text(encoding="utf-8")
    unknown = run("report", "house-1", "--html", tmp_path / "x", "--data", folder_of)
    assert "has no model 'house-1'" in unknown.stderr
