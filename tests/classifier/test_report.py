"""The report page: whole in itself, safe with hostile text, and true to its figures."""

import base64
import copy
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import card
from classifier.evaluation import examination, report
from classifier.evaluation.examination import Comparison, Examination, Mistake
from classifier.evaluation.report import attributes, dots, probes, tables
from classifier.evaluation.report.markup import Markup, escaped, tag
from classifier.samples import Sample
from tests.classifier.test_evaluation import GOOD, HALF, rows
from tests.classifier.word_judge import WordJudge

HOSTILE = (
    "zorgle</blockquote><script>alert(1)</script><img src=x onerror='alert(2)'>"
    "<style>*{display:none}</style>\x00\ud800\u202e&amp;\"'"
)
EMPTY = frozenset(("meta", "br", "img"))


class Page(HTMLParser):
    """A page taken apart, refusing what is not nested as it should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def names(self) -> set[str]:
        return {name for name, _ in self.elements}

    def text(self) -> str:
        return "".join(self.texts)


@pytest.fixture(scope="module")
def compared() -> tuple[Examination, Comparison]:
    hostile = Sample(HOSTILE, {"toxicity": 0}, "<b>source</b>", "")
    calm = Sample("Fine.", {"toxicity": 1}, "<b>source</b>", "")
    samples = [*rows("one", 80), *rows("two", 80), hostile, calm]
    return examination.compare(GOOD, HALF, samples, {"toxicity": 0.6})


@pytest.fixture(scope="module")
def page(compared: tuple[Examination, Comparison]) -> str:
    return report.page(*compared, data=["<i>file</i>.csv"])


def test_nothing_comes_from_elsewhere_and_nothing_runs(page: str) -> None:
    found = Page(page)
    attributes = [
        (name, *each)
        for _, own in found.elements
        for name, each in ((key, (value,)) for key, value in own.items())
    ]
    names = {name for name, _ in attributes}
    assert not found.names() & {"script", "img", "link", "iframe", "object", "form"}
    assert not any(name.startswith("on") or name in ("src", "style") for name in names)
    links = [value for name, value in attributes if name == "href"]
    assert links
    assert all(link is not None and link.startswith("#") for link in links)
    assert "url(" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_its_own_policy_allows_its_style_alone(page: str) -> None:
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(
        own["content"]
        for name, own in Page(page).elements
        if name == "meta" and own.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_hostile_text_is_shown_and_does_nothing(page: str) -> None:
    assert "zorgle</blockquote><script>alert(1)</script>" in Page(page).text()
    assert "<script" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert "\x00" not in page
    page.encode("utf-8")  # no half characters


def test_every_link_leads_to_a_place_on_the_page(page: str) -> None:
    found = Page(page)
    places = {own.get("id") for _, own in found.elements}
    links = [own["href"] for name, own in found.elements if name == "a"]
    assert all(link is not None and link[1:] in places for link in links)


def test_every_drawing_has_a_name_and_a_table_stands_behind_it(page: str) -> None:
    found = Page(page)
    drawings = [own for name, own in found.elements if name == "svg"]
    assert len(drawings) >= 2 * 4 + 3
    assert all(own["role"] == "img" and own["aria-label"] for own in drawings)
    tables = sum(name == "table" for name, _ in found.elements)
    assert tables >= 2 * 2 + 4


def test_both_models_and_their_differences_are_side_by_side(
    page: str, compared: tuple[Examination, Comparison]
) -> None:
    ours, other = compared
    text = Page(page).text()
    assert ours.version in text
    assert other.theirs.version in text
    difference = other.differences["toxicity"]["all sources"]
    assert f"{difference.value:+.3f}" in text
    assert f"{other.theirs.overall['toxicity'].figures['auc']:.3f}" in text
    assert "better" in text


def test_differences_are_in_the_unit_of_their_figures_and_none_of_intervals() -> None:
    columns = (
        tables.Column("Held", lambda each: each[0], card.percent),
        tables.Column("AUC", lambda each: each[1], card.three),
        tables.Column("95 %", lambda each: each[2], card.interval, differs=False),
    )
    ours, theirs = (0.25, 0.9, (0.8, 1.0)), (0.125, 0.75, (0.5, 0.8))
    found = Page(tables.side_by_side(("",), {("a",): ours}, {("a",): theirs}, columns))
    assert found.texts[-8:-2] == [
        *("25.0%", "12.5%", "+12.5%"),
        *("0.900", "0.750", "+0.150"),
    ]
    assert found.texts[-2:] == ["0.800 to 1.000", "0.500 to 0.800"]


def test_terms_that_either_model_flags_most_are_in_the_chart(
    compared: tuple[Examination, Comparison],
) -> None:
    ours, other = compared
    last = list(ours.fairness["toxicity"]["terms"])[-1]
    theirs = copy.deepcopy(other.theirs)
    theirs.fairness["toxicity"]["terms"][last]["at_rate"] = 0.987
    chart, _ = probes.identities(ours, theirs).split("<details", 1)
    assert f">{last}</text>" in chart


def test_words_behind_a_mistake_are_marked(page: str) -> None:
    assert '<mark class="up3">zorgle</mark>' in page


def test_a_page_of_one_model_names_no_other(
    compared: tuple[Examination, Comparison],
) -> None:
    alone = Page(report.page(compared[0]))
    looks = " ".join(own.get("class") or "" for _, own in alone.elements).split()
    assert "ours" in looks
    assert "theirs" not in looks
    assert "How much more than the other" not in alone.text()


def test_a_model_of_another_language_has_a_page_without_probes() -> None:
    german = WordJudge({"zorgle": 0.9}, languages=["de"], attributes=["spam"])
    spam = [
        Sample("zorgle", {"spam": 1}, "s", ""),
        Sample("Guten Tag", {"spam": 0}, "s", ""),
    ]
    text = Page(report.page(examination.examine(german, spam, {}))).text()
    assert "Spam" in text
    assert "Identity terms" not in text


@given(
    st.text(max_size=300),
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(1, 3)),
        max_size=4,
    ),
)
def test_any_text_stays_text(text: str, marks: list[tuple[int, int, int]]) -> None:
    ordered, free = [], 0
    for begin, end, strength in sorted(marks):
        if free <= begin < end <= len(text):
            ordered.append((begin, end, strength))
            free = end
    mistake = Mistake(True, 0.9, text, text, tuple(ordered))
    found = Page(attributes.mistakes([mistake]))
    assert found.names() <= {"h3", "p", "ul", "li", "blockquote", "bdi", "mark"}
    shown = escaped(text)
    assert found.text().endswith(Page(shown).text())


@given(st.text())
def test_an_attribute_holds_any_text(text: str) -> None:
    ((_, own),) = Page(tag("p", title=text)).elements
    assert own["title"] == Page(escaped(text)).text()


def test_markup_is_not_escaped_twice() -> None:
    assert tag("p", tag("b", "&")) == "<p><b>&amp;</b></p>"
    assert isinstance(tag("p"), Markup)


def test_dots_beyond_the_axis_are_drawn_at_its_end() -> None:
    row = dots.Dots("a", [("ours", dots.Value(0.2, (0.0, 0.9)))])
    drawing = dots.dots("t", [row], across="x", low=0.5, high=1)
    wide, narrow = (float(each) for each in re.findall(r'cx="([\d.]+)"', drawing))
    assert 0 < wide < dots.WIDTH
    assert 0 < narrow < dots.NARROW


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_an_axis_begins_below_every_dot_and_interval(values: list[float]) -> None:
    low, middle, high = sorted(values)
    rows = [
        dots.Dots("heading"),
        dots.Dots("a", [("ours", dots.Value(middle, (low, high)))]),
    ]
    begin = dots.beginning(rows)
    assert begin <= low
    assert begin == 0 or low < begin + 0.1 or begin == 0.9


def test_rows_are_drawn_for_a_wide_screen_and_for_a_narrow_one(page: str) -> None:
    looks = [own.get("class") or "" for _, own in Page(page).elements]
    wide, narrow = looks.count("rows wide"), looks.count("rows narrow")
    assert wide == narrow >= 4


def test_the_page_tells_the_rates_that_its_figures_are_weighted_to() -> None:
    common = WordJudge({"zorgle": 0.9}, attributes=["toxicity"])
    common.card = {"version": "common", "base_rates": {"toxicity": 0.4321}}
    told = Page(report.page(examination.examine(common, rows("one"), {}))).text()
    assert "toxicity 43.21%" in told
