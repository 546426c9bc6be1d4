"""What the README says of the faces is so; the rest of it is in their own tests."""

import re
from pathlib import Path

import pytest
from flask import Flask

from web.cli import main
from web.compat.openai.categories import CATEGORIES, Backing, backed
from web.compat.openai.reading import TEXTS

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


def chapter(title: str) -> str:
    found = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert found
    return found


def test_the_table_of_categories_is_the_mapping() -> None:
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", chapter("OpenAI's moderations"), re.M)
    told = {
        name: backing
        for names, backing in rows
        for name in re.findall(r"`([a-z/-]+)`", names)
    }
    assert set(told) == set(CATEGORIES)
    for name, words in told.items():
        assert backed(name) is not words.startswith("nothing")
        its = CATEGORIES[name]
        if its != Backing():
            behind = set(re.findall(r"`(\w+)`", words))
            assert behind == {*its.attributes, *its.rules}
            assert ("rules for" in words or "rules and" in words) is bool(its.reasons)


def test_limits_are_as_told() -> None:
    assert f"up to {TEXTS:,}" in chapter("OpenAI's moderations")


@pytest.mark.parametrize(
    "title", ["WordPress, and whatever asks Akismet", "Coral in five minutes"]
)
def test_every_address_is_served(app: Flask, title: str) -> None:
    served = {str(rule) for rule in app.url_map.iter_rules()}
    told = re.findall(
        r"(?:YOUR-SERVICE)?(/(?:coral|akismet)/[\w/.-]+)`", chapter(title)
    )
    assert told
    for path in told:
        path = re.sub(r"/SITE$", "/<site>", path.replace("/KEY/", "/<key>/"))
        assert path in served


def test_every_call_of_akismet_is_served(app: Flask) -> None:
    served = {str(rule) for rule in app.url_map.iter_rules()}
    text = chapter("WordPress, and whatever asks Akismet")
    calls = re.search(r"KEY/1.1/comment-check`. (.*?) are served", text, re.S)
    assert calls is not None
    named = re.findall(r"`([a-z-]+)`", calls[1])
    assert len(named) == 6
    for name in named:
        assert {f"/1.1/{name}", f"/1.2/{name}"} & served


def test_the_command_for_coral_has_what_is_told() -> None:
    options = {
        option
        for each in main.commands["sites"].commands["coral"].params  # type: ignore[attr-defined]
        for option in each.opts
    }
    assert {"--replace", "--overlap"} <= options
    assert "24 hours" in chapter("Coral in five minutes")
