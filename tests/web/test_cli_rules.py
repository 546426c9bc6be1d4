"""`moderate rules`: check, test, backtest."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from moderation import rulebooks
from moderation.comments import Action, Article, Author, Mode
from moderation.levels import Level, Override, Standing
from moderation.service import Service
from moderation.store import levels as stored_levels
from moderation.store import people
from moderation.store.database import now
from tests.moderation.stories import count, decide, post
from web.cli import main

GOOD = """
name: mine
words: {fruit: [apple, pear]}
patterns: {dozens: "dozens? of"}
rules:
  - {id: fruit, says: It names fruit., when: words("fruit"), then: hold}
  - {id: many, says: Many things., when: matches("dozens") or author.first}
"""
EXAMPLES = """examples:
  - {text: An apple., expect: hold}
  - {text: Well said!, expect: approve}
"""


def run(*words: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["rules", *words], input=input)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return written(tmp_path, "mine.yaml", GOOD + EXAMPLES)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# check


def test_a_good_file_is_told_in_one_line(mine: Path) -> None:
    done = run("check", str(mine))
    assert done.stdout == "2 rules, 1 list, 1 pattern: no problems\n"
    assert (done.exit_code, done.stderr) == (0, "")


def test_the_shipped_policy_has_no_problems() -> None:
    done = run("check", "rules/default.yaml")
    assert done.exit_code == 0
    assert done.stdout.endswith("no problems\n")


def test_every_problem_is_told_and_the_exit_status_is_1(tmp_path: Path) -> None:
    wrong = GOOD.replace('words("fruit")', "toxcity > 1").replace("then: hold", "then:")
    file = written(tmp_path, "wrong.yaml", wrong + "  - {id: bare}\n")
    done = run("check", str(file))
    assert done.exit_code == 1
    assert "wrong.yaml:6:46: error: unknown fact `toxcity`" in done.stdout
    assert "hint: did you mean `toxicity`?" in done.stdout
    assert "a rule wants also `says`, `when`" in done.stdout
    assert done.stderr == "2 errors\n"


def test_warnings_alone_are_told_and_no_error(tmp_path: Path) -> None:
    file = written(tmp_path, "w.yaml", GOOD.replace("apple, pear]", "a], no: [b]"))
    done = run("check", str(file))
    assert done.exit_code == 0
    assert "warning: no rule uses the word list `no`" in done.stdout
    assert done.stdout.endswith("2 rules, 2 lists, 1 pattern: 1 warning\n")


def test_an_example_that_fails_is_an_error_at_its_line(tmp_path: Path) -> None:
    text = GOOD + EXAMPLES.replace("Well said!", "A pear!")
    done = run("check", str(written(tmp_path, "e.yaml", text)))
    line = text.splitlines().index("  - {text: A pear!, expect: approve}") + 1
    assert f"e.yaml:{line}:5: error: this example shall be approved" in done.stdout
    assert done.exit_code == 1


def test_examples_of_a_file_with_errors_are_not_run(tmp_path: Path) -> None:
    text = GOOD.replace("id: many", "id: fruit") + EXAMPLES.replace("hold}", "reject}")
    done = run("check", str(written(tmp_path, "e.yaml", text)))
    assert "this example" not in done.stdout
    assert done.stderr == "1 error\n"


@pytest.mark.parametrize("command", ["check", "backtest"])
def test_a_missing_file_is_told(tmp_path: Path, command: str) -> None:
    done = run(command, str(tmp_path / "none.yaml"))
    assert done.exit_code == 1
    assert "none.yaml" in done.stderr
    assert "there is no such file" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("check",), ("test",), ("backtest",), ("check", "a", "b"), ("fly",)]
)
def test_wrong_use_is_exit_2(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


# test


def test_a_text_is_traced_outcome_first(mine: Path) -> None:
    done = run("test", "Dozens of apples and an apple", "--rules", str(mine))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "hold, priority 0.50"
    told = done.stdout
    assert "It names fruit." in told
    assert 'marked: "apple"' in told
    assert told.index("Fired:") < told.index("fruit (asks to hold)")


def test_what_is_unknown_is_named_and_the_others_are_counted(mine: Path) -> None:
    done = run("test", "Well said!", "--rules", str(mine))
    assert "Unknown, so without a say:" in done.stdout
    assert "author.first is unknown" in done.stdout
    assert "1 other rule did not fire (--all lists it)" in done.stdout
    whole = run("test", "Well said!", "--rules", str(mine), "--all").stdout
    assert "Did not fire:\n  fruit (asks to hold): It names fruit." in whole
    assert 'words("fruit") is 0' in whole


def test_json_is_one_object_with_every_rule(mine: Path) -> None:
    done = run("test", "An apple", "--rules", str(mine), "--json")
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["action"] == "hold"
    fruit, many = told["rules"]
    assert fruit["fires"] is True
    assert fruit["spans"] == [{"begin": 3, "end": 8}]
    assert (many["holds"], many["facts"]["author.first"]) == (None, None)


def test_the_text_may_come_from_standard_input(mine: Path) -> None:
    done = run("test", "-", "--rules", str(mine), input="An apple\n")
    assert 'marked: "apple"' in done.stdout


@pytest.mark.parametrize(
    "content", ['{"section": "sport", "title": "On pears"}', "About a match"]
)
def test_an_article_is_json_or_plain_text(tmp_path: Path, content: str) -> None:
    rule = (
        "rules:\n  - {id: sport, says: S., when: "
        'article.section == "sport" or topic.shared_words >= 1}\n'
    )
    file = written(tmp_path, "s.yaml", rule)
    article = written(tmp_path, "article", content)
    words = ("test", "What a match", "--rules", str(file), "--json")
    (step,) = json.loads(run(*words, "--article", str(article)).stdout)["rules"]
    assert step["fires"]
    (step,) = json.loads(run(*words).stdout)["rules"]
    assert not step["fires"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("",), "text: wanted a comment"),
        (("Hi", "--article", "none.json"), "none.json: No such file"),
        (("Hi", "--article", "bad.json"), "bad.json: wanted JSON with title"),
        (("Hi", "--rules", "none.yaml"), "none.yaml"),
        (("Hi", "--site", "nowhere"), "there is no database"),
    ],
)
def test_what_cannot_be_tried_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "bad.json", '{"title": 3}')
    done = run("test", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_terminal_would_act_on_is_not_shown(mine: Path) -> None:
    rule = 'rules:\n  - {id: all, says: A., when: matches("all")}\n'
    file = written(mine.parent, "all.yaml", 'patterns: {all: ".+"}\n' + rule)
    told = run("test", "Red \x1b[31m\u202e text", "--rules", str(file)).stdout
    assert "marked:" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_a_site_is_judged_by_its_mode(service: Service) -> None:
    with service.db.writing() as db:
        people.add_site(db, "strict", now())
        db.execute("UPDATE sites SET mode = 'pre' WHERE name = 'strict'")
    data = str(service.db.path.parent)
    words = ("test", "Well said!", "--data", data)
    assert run(*words).stdout.startswith("approve")
    assert run(*words, "--site", "strict").stdout.startswith("hold")
    done = run(*words, "--site", "nowhere")
    assert (done.exit_code, "no site 'nowhere'" in done.stderr) == (1, True)


def test_a_site_is_judged_by_the_rules_that_it_saved(
    service: Service, mine: Path
) -> None:
    rulebooks.save(service.db, "default", mine, by="mo", note="ours")
    words = ("test", "An apple", "--data", str(service.db.path.parent))
    assert run(*words).stdout.startswith("approve")
    told = run(*words, "--site", "default").stdout
    assert told.startswith("hold")
    assert 'marked: "apple"' in told


AUTHOR_RULES = """
rules:
  - {id: banned, says: Banned., when: author.banned, then: reject}
  - {id: known, says: Known., when: author.approved >= 1, weight: 0.1}
  - {id: again, says: Again., when: repetition.own >= 1, weight: 0.1}
"""


def fired(done: Result) -> list[str]:
    return [its["rule"] for its in json.loads(done.stdout)["rules"] if its["fires"]]


def test_what_is_known_of_an_author_counts_as_it_would_in_the_service(
    service: Service, tmp_path: Path
) -> None:
    for id in ("1", "2"):
        post(service, "Quite so, thank you.", id, author=Author(id="ann"))
    file = written(tmp_path, "a.yaml", AUTHOR_RULES)
    words = ("test", "Quite so, thank you.", "--site", "default", "--json")
    words += ("--rules", str(file), "--data", str(service.db.path.parent))
    assert fired(run(*words)) == []
    assert fired(run(*words, "--author", "ann")) == ["known", "again"]
    override = Override(level=Level.AUTHOR, name="bob", standing=Standing.BANNED)
    with service.db.writing() as db:
        stored_levels.keep(db, "default", override, now())
    assert fired(run(*words, "--author", "bob")) == ["banned"]


def test_the_trace_tells_which_level_decides(service: Service, tmp_path: Path) -> None:
    overrides = (
        Override(level=Level.SECTION, name="sport", mode=Mode.PRE),
        Override(level=Level.ARTICLE, name="a", holds={"insult": 0.9}),
        Override(level=Level.AUTHOR, name="ann", mode=Mode.CLOSED),
    )
    with service.db.writing() as db:
        for override in overrides:
            stored_levels.keep(db, "default", override, now())
    about = written(tmp_path, "a.json", '{"id": "a", "section": "sport"}')
    words = ("test", "Well said!", "--data", str(service.db.path.parent))
    words += ("--site", "default")
    told = "\n  set: insult by article a, mode by {}, thresholds by site\n"
    found = run(*words, "--article", str(about)).stdout
    assert found.startswith("hold")
    assert told.format("section sport") in found
    found = run(*words, "--article", str(about), "--author", "ann").stdout
    assert found.startswith("reject")
    assert told.format("author ann") in found
    done = run(*words, "--article-id", "a", "--json")
    assert json.loads(done.stdout)["levels"]["insult"] == "article a"


def test_an_article_that_is_known_brings_its_section_by_its_id(
    service: Service,
) -> None:
    post(service, "Well said!", article=Article(id="a", section="sport"))
    override = Override(level=Level.SECTION, name="sport", mode=Mode.CLOSED)
    with service.db.writing() as db:
        stored_levels.keep(db, "default", override, now())
    words = ("test", "Well said!", "--data", str(service.db.path.parent))
    words += ("--site", "default")
    assert run(*words).stdout.startswith("approve")
    assert run(*words, "--article-id", "a").stdout.startswith("reject")


def test_trying_a_comment_at_a_site_keeps_nothing(service: Service) -> None:
    words = ("--site", "default", "--author", "ann", "--article-id", "a")
    run("test", "Well said!", "--data", str(service.db.path.parent), *words)
    assert [count(service, table) for table in ("comments", "articles")] == [0, 0]


@pytest.mark.parametrize("option", ["--author", "--article-id"])
def test_an_author_or_article_of_no_site_is_wrong_use(option: str) -> None:
    done = run("test", "Hi", option, "7")
    assert (done.exit_code, "wanted --site too" in done.stderr) == (2, True)


# backtest


@pytest.fixture
def data(service: Service) -> str:
    post(service, "An apple a day", "1")
    post(service, "A pear & <b>a</b> <script>alert(1)</script> plum", "2")
    post(service, "Well said", "3")
    decide(service, "1", Action.REJECT)
    return str(service.db.path.parent)


def test_ndjson_has_a_line_for_each_rule_and_then_the_summary(
    mine: Path, data: str
) -> None:
    done = run("backtest", str(mine), "--data", data)
    assert (done.exit_code, done.stderr) == (0, "")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    fruit, many, summary = told
    assert (fruit["rule"], fruit["hits"], fruit["precision"]) == ("fruit", 2, 1.0)
    assert (many["hits"], many["share"]) == (0, 0.0)  # who wrote them is unknown
    assert summary["comments"] == 3
    changed = sum(
        each["comments"]
        for each in summary["outcomes"]
        if each["live"] != each["candidate"]
    )
    assert changed == len(summary["stricter"]) + len(summary["milder"])
    assert {each["id"] for each in summary["stricter"]} >= {"1"}


def test_a_backtest_leaves_the_store_as_it_is(
    mine: Path, data: str, service: Service
) -> None:
    def rows() -> list[Any]:
        with service.db.reading() as db:
            return [tuple(row) for row in db.execute("SELECT * FROM comments")]

    before = rows()
    run("backtest", str(mine), "--data", data)
    assert rows() == before


def test_the_page_is_whole_escaped_and_has_no_script(
    mine: Path, data: str, tmp_path: Path
) -> None:
    page = tmp_path / "out.html"
    done = run("backtest", str(mine), "--data", data, "--html", str(page))
    assert done.exit_code == 0
    assert "it quotes comments" in done.stderr
    text = page.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert "script" not in tags.seen
    assert "&lt;script&gt;" in text
    assert not tags.links_out
    assert "default-src &#x27;none&#x27;" in text
    assert re.search(r"An <mark[^>]*>apple</mark> a day", text)
    assert tags.open == []


class Tags(HTMLParser):
    """What elements there are, and whether all are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.links_out = set[str](), list[str]()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links_out += [
            value or ""
            for name, value in attrs
            if name in ("href", "src") and not (value or "").startswith("#")
        ]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("yesterday", "wanted a duration as 30d, 12h or 4w, or a day as 2026-11-01"),
        ("30", "wanted a duration"),
        ("-3d", "wanted a duration"),
        ("2026-02-30", "wanted a duration"),
        ("2999-01-01", "lies in the future"),
    ],
)
def test_a_wrong_since_is_told_and_exit_2(mine: Path, given: str, told: str) -> None:
    done = run("backtest", str(mine), f"--since={given}")
    assert done.exit_code == 2
    assert told in done.stderr


@pytest.mark.parametrize("since", ["12h", "4w", "999999999w", "2020-01-01"])
def test_any_time_in_the_past_will_do(mine: Path, data: str, since: str) -> None:
    done = run("backtest", str(mine), "--data", data, "--since", since)
    assert (done.exit_code, done.stderr) == (0, "")


def test_an_empty_store_an_unknown_site_and_none_at_all_are_told(
    mine: Path, service: Service, tmp_path: Path
) -> None:
    data = str(service.db.path.parent)
    for words, told in (
        (("--data", data), "has no comments since"),
        (("--data", data, "--site", "nowhere"), "there is no site 'nowhere'"),
        (("--data", str(tmp_path / "none")), "there is no database"),
    ):
        done = run("backtest", str(mine), *words)
        assert (done.exit_code, done.stdout) == (1, "")
        assert told in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_page_in_no_folder_is_told_before_the_work(mine: Path, data: str) -> None:
    done = run("backtest", str(mine), "--data", data, "--html", "/no/such/out.html")
    assert done.exit_code == 2
    assert "--html: there is no folder /no/such" in done.stderr


def test_wrong_rules_are_told_before_anything_else(tmp_path: Path) -> None:
    file = written(tmp_path, "wrong.yaml", GOOD.replace("then: hold", "then: fly"))
    done = run("backtest", str(file), "--data", str(tmp_path))
    assert done.exit_code == 1
    assert "wanted one of reject, hold, approve, got `fly`" in done.stderr


def test_a_byte_order_mark_hides_no_article(tmp_path: Path) -> None:
    about = tmp_path / "article.json"
    about.write_text('{"section": "sport"}', encoding="utf-8-sig")
    file = tmp_path / "house.yaml"
    when = 'article.section == "sport"'
    file.write_text(f"rules: [{{id: one, says: It is so., when: '{when}'}}]\n")
    done = run("test", "Well said.", "--article", str(about), "--rules", str(file))
    assert "Fired:" in done.stdout
