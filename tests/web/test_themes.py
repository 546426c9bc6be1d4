"""Every theme can be read: contrasts by WCAG 2.2, computed from the style sheets."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from moderation.preferences import Theme
from web.desk.assets import FOLDER

SCHEMES = ("light", "dark")
LOOKS = [
    *((Theme.SYSTEM, scheme) for scheme in SCHEMES),
    *((Theme.CONTRAST, scheme) for scheme in SCHEMES),
    *((Theme.CALM, scheme) for scheme in SCHEMES),
]

TEXT, STRONG_TEXT, EDGE = 4.5, 7.0, 3.0
"""Criteria 1.4.3, 1.4.6 and 1.4.11."""

INKS = {
    "ground": ("ink", "soft", "link"),
    "paper": ("ink", "soft", "link"),
    "raised": ("ink", "soft", "link"),
    "bar": ("bar-ink",),
    "mark": ("ink",),
    "go": ("on",),
    "stop": ("on",),
    "wait": ("on",),
    "bad-ground": ("bad-ink",),
    "good-ground": ("good-ink",),
    "care-ground": ("care-ink", "link"),
}
"""What is written on which ground."""

EDGES = {
    "ground": ("edge", "focus"),
    "paper": ("edge", "focus"),
    "raised": ("edge", "focus"),
    "care-ground": ("focus",),
    "bar": ("focus-on-bar",),
}
"""Borders of what is filled in, and the ring around what has the focus."""

GREY = 10
"""How far red, green and blue of a grey may lie apart."""

Tokens = dict[str, str]
Color = tuple[int, int, int]


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_text_can_be_read_on_its_ground(theme: Theme, scheme: str) -> None:
    wanted = STRONG_TEXT if theme is Theme.CONTRAST else TEXT
    assert below(pairs(INKS), theme, scheme, wanted) == {}


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_edges_of_inputs_and_the_focus_can_be_seen(theme: Theme, scheme: str) -> None:
    assert below(pairs(EDGES), theme, scheme, EDGE) == {}


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_whatever_a_style_sheet_writes_on_a_ground_can_be_read(
    theme: Theme, scheme: str
) -> None:
    wanted = STRONG_TEXT if theme is Theme.CONTRAST else TEXT
    found = set(written())
    assert ("bar", "bar-ink") in found
    assert below(found, theme, scheme, wanted) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_who_asks_for_more_contrast_gets_it_unless_they_chose_a_theme(
    scheme: str,
) -> None:
    more = {**tokens(""), **block(r"prefers-contrast: more.*?:root[^{]*")}
    assert more["ink"] == tokens("contrast")["ink"]
    for ground, ink in pairs(INKS):
        assert contrast(more, ground, ink, scheme) >= STRONG_TEXT, (ground, ink)


def test_contrast_is_that_of_wcag() -> None:
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_calm_has_greys_alone() -> None:
    found = tokens("calm")
    for scheme in SCHEMES:
        for name in {ink for _, ink in pairs(INKS)} | set(INKS):
            color = resolved(found, f"var(--{name})", scheme)
            assert max(color) - min(color) <= GREY, (name, color)


def below(
    pairs: set[tuple[str, str]], theme: Theme, scheme: str, wanted: float
) -> dict[tuple[str, str], float]:
    """Pairs of ground and ink with too little contrast."""
    found = tokens(theme)
    known = {pair: contrast(found, *pair, scheme) for pair in pairs}
    return {pair: round(its, 2) for pair, its in known.items() if its < wanted}


def pairs(named: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(ground, ink) for ground, inks in named.items() for ink in inks}


def written() -> Iterator[tuple[str, str]]:
    """Ground and ink of each rule, in any style sheet, that sets both by tokens."""
    for sheet in FOLDER.glob("*.css"):
        for rule in re.findall(r"\{([^{}]*)\}", sheet.read_text()):
            ground = re.search(r"\bbackground(?:-color)?: var\(--([a-z-]+)\)", rule)
            ink = re.search(r"(?<![-a-z])color: var\(--([a-z-]+)\)", rule)
            if ground and ink and {ground[1], ink[1]} <= tokens("").keys():
                yield ground[1], ink[1]


@cache
def tokens(theme: str) -> Tokens:
    """The tokens of the desk in a theme, as they are written."""
    wide = block(r":root ")
    if theme in ("", Theme.SYSTEM):
        return wide
    return {**wide, **block(rf':root\[data-theme="{theme}"\][^{{]*')}


def block(selector: str) -> Tokens:
    """The tokens that the first rule of this selector sets."""
    sheet = re.sub(r"/\*.*?\*/", "", (FOLDER / "style.css").read_text(), flags=re.S)
    found = re.search(rf"{selector}\{{(.*?)\}}", sheet, re.S)
    assert found is not None, selector
    return dict(re.findall(r"--([a-z-]+):\s*([^;]+)", found[1]))


def contrast(tokens: Tokens, ground: str, ink: str, scheme: str) -> float:
    return ratio(*(resolved(tokens, f"var(--{its})", scheme) for its in (ground, ink)))


def resolved(tokens: Tokens, value: str, scheme: str) -> Color:
    """A value as red, green and blue, each in [0, 255]."""
    value = value.strip()
    if found := re.fullmatch(r"var\(--([a-z-]+)\)", value):
        return resolved(tokens, tokens[found[1]], scheme)
    if found := re.fullmatch(r"light-dark\(([^,]+),([^,]+)\)", value):
        return resolved(tokens, found[1 + SCHEMES.index(scheme)], scheme)
    found = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value)
    assert found is not None, value
    digits = found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours, in [1, 21]."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    shares = (part / 255 for part in color)
    linear = [
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares
    ]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
