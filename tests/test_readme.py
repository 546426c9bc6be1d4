"""What the README says is so."""

import json
import re
import textwrap
import tomllib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner

import classifier
import rules
from moderation import bulk
from moderation.settings import Settings
from moderation.webhooks import endpoints, messages, schedule, sending
from web.cli import main
from web.serving import proxies

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]


@pytest.mark.parametrize(
    "link",
    sorted(
        {
            each
            for each in re.findall(r"\]\(([^)]+)\)", README)
            if "://" not in each and not each.startswith("#")
        }
    ),
)
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_both_commands_name_what_exists() -> None:
    assert "moderate" in PROJECT["scripts"]
    assert "pip install '.[test]' && .venv/bin/pytest -n auto\n" in README
    assert "test" in PROJECT["optional-dependencies"]
    options = {each.name for each in main.commands["serve"].params}
    assert "demo" in options


def test_every_command_is_told_and_exists() -> None:
    told = set(re.findall(r"^\| `moderate ([a-z]+)` ", README, re.MULTILINE))
    assert told == set(main.commands)


def test_the_variable_that_names_proxies_is_told() -> None:
    assert f"`{proxies.ALLOWED}`" in README


def test_as_many_are_decided_at_once_as_is_told() -> None:
    assert f"Above {bulk.CONFIRM_ABOVE}," in README
    assert f"up to {bulk.MOST:,} are decided" in README


def test_the_settings_table_is_the_settings() -> None:
    told = re.findall(r"^\| `MODERATION_([A-Z_]+)` \| (.*?) \| (.*) \|$", README, re.M)
    settings = {each.name.upper(): each.metadata["says"] for each in fields(Settings)}
    assert {name: says for name, _, says in told} == settings


def test_every_dependency_has_its_reason() -> None:
    needed = {re.split(r"[<>=\[]", each)[0] for each in PROJECT["dependencies"]}
    section = README.partition("## What it stands on")[2]
    assert needed == set(re.findall(r"^\| `([a-z0-9-]+)` \|", section, re.MULTILINE))


def test_every_extra_is_told_with_what_it_is_for() -> None:
    told = README.partition("Extras, each for")[2].partition("For the tests:")[0]
    extras = set(PROJECT["optional-dependencies"]) - {"test", "dev"}
    assert extras <= set(re.findall(r"`([a-z]+)`", told))


def test_every_dependency_of_the_tests_is_named() -> None:
    wanted = PROJECT["optional-dependencies"]["test"]
    needed = {re.split(r"[<>=\[]", each)[0] for each in wanted}
    told = README.partition("For the tests:")[2].partition("Licence")[0]
    assert needed == set(re.findall(r"`([a-z0-9-]+)`", told))


def test_the_figures_are_those_of_the_card() -> None:
    path = ROOT / "classifier" / "pretrained" / "attributes" / "card.json"
    found = json.loads(path.read_text(encoding="utf-8"))["validation"]
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (0\.\d\d) \|$", README, re.MULTILINE)
    assert rows
    for attribute, source, auc in rows:
        assert f"{found[attribute][source]['auc']:.2f}" == auc


def test_the_python_example_does_what_it_says() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - our own README

    scores = names["model"].score(["You are a fool.", "Well said!"])
    assert scores.dtype == np.float32
    assert scores.shape == (2, len(names["model"].attributes))
    assert ((scores >= 0) & (scores <= 1)).all()
    silent = names["topic"].score(["A comment"], ["Its article"], [None])
    assert np.isnan(silent).all()
    for language, reads in (("pt", True), ("ro", True), ("fi", False)):
        assert (classifier.pretrained_for(language) is not None) is reads


def test_the_rules_file_of_the_readme_is_one_and_its_mistake_is_told_so(
    tmp_path: Path,
) -> None:
    chapter = README.partition("## Rules\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^   ```(\w+)\n(.*?)^   ```$", chapter, re.M | re.S)
    (file, told) = (textwrap.dedent(its) for kind, its in blocks)
    path = tmp_path / "house.yaml"
    path.write_text(file)
    checked = rules.check(path)
    assert checked.book
    assert not checked.problems
    done = CliRunner().invoke(main, ["rules", "check", str(path)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 rules, 2 lists, 0 patterns: no problems\n"
    path.write_text(file.replace('links_to("rivals")', "toxcity >= 0.8"))
    wrong = rules.check(path)
    first = wrong.errors[0].told("house.yaml", wrong.lines)
    assert first == told.rstrip()


def test_every_place_in_it_that_a_link_leads_to_is_a_heading() -> None:
    headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    places = {each.lower().replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= places


def test_the_webhooks_chapter_names_each_type_command_call_and_wait() -> None:
    chapter = README.partition("## Webhooks\n")[2].partition("\n## ")[0]
    table = set(re.findall(r"`((?:comment|webhook)\.\w+)`", chapter))
    assert table == {*messages.Type, messages.TEST}
    group = main.commands["webhooks"]
    assert isinstance(group, click.Group)
    (listed,) = re.findall(r"\| `moderate webhooks` \| [^:]+: (.*) \|", README)
    assert set(listed.split(", ")) == set(group.commands)
    told = set(re.findall(r"`moderate webhooks ([a-z]+)", chapter))
    assert told <= set(group.commands)
    waits = [int(each.total_seconds()) for each in schedule.BACK_OFF]
    units = ((1, "5 and 30 seconds"), (60, "5 and 30 minutes"))
    hours = "2, 5, 10,\n  14, 20 and 24 hours"
    assert hours in chapter
    numbers = [
        unit * int(each)
        for unit, said in (*units, (3600, hours))
        for each in re.findall(r"\d+", said)
        if said in chapter
    ]
    assert numbers == waits
    assert f"{sending.TIMEOUT_SECONDS:g} seconds" in chapter
    assert f"up to {endpoints.AT_MOST}\nwebhooks" in chapter
    assert f"({endpoints.OVERLAP // timedelta(hours=1)})" in chapter


def test_every_rules_command_that_is_told_exists() -> None:
    group = main.commands["rules"]
    assert isinstance(group, click.Group)
    told = set(re.findall(r"moderate rules ([a-z]+)", README.replace("\n", " ")))
    assert told <= set(group.commands)
    assert {"check", "test", "backtest", "save", "facts"} <= told
