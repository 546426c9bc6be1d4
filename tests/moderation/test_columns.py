"""Columns of what waits stay as small as what waits, and true."""

import msgspec
import numpy as np

from moderation.store.waiting import Sign, Waiting
from moderation.waiting.codes import NONE
from moderation.waiting.columns import BEGIN_WITH, Columns
from tests.moderation.rows import row


def comment(key: int, *, waits: bool = True, section: str | None = None) -> Waiting:
    """A comment by an author, about an article, with a rule, that no other has."""
    return row(
        key,
        waits=waits,
        section=section or f"section {key}",
        article=f"article {key}",
        author=f"author {key}" if key % 2 else None,
        signs=(Sign(code=f"code {key}", rule=f"rule {key}"),),
    )


def come_and_go(columns: Columns, first: int, last: int) -> None:
    for key in range(first, last):
        columns.put([comment(key)])
        columns.put([comment(key, waits=False)])


def names(columns: Columns, column: str) -> list[str]:
    if column in columns.codes:
        return columns.codes[column].names
    return [name for name, _ in columns.sets[column].counts(columns[column])]


def test_what_came_and_went_leaves_no_names_behind() -> None:
    columns = Columns()
    come_and_go(columns, 1, 10_000)
    for column in ("author", "article", "section", "reasons", "rules"):
        assert len(names(columns, column)) <= 2 * BEGIN_WITH


def test_what_stayed_is_found_by_its_names_as_before() -> None:
    columns = Columns()
    stay = [3, 400, 801]
    columns.put([comment(key) for key in stay])
    come_and_go(columns, 1_000, 3_000)
    assert "author 1000" not in names(columns, "author")
    for key in stay:
        place = columns.row_of(key)
        assert place is not None
        for column in ("article", "section"):
            code = columns.codes[column].known(f"{column} {key}")
            assert list(np.flatnonzero(columns[column] == code)) == [place]
        assert list(np.flatnonzero(columns.having("rules", f"rule {key}"))) == [place]
        assert list(np.flatnonzero(columns.having("reasons", f"code {key}"))) == [place]
        author = columns["author"][place]
        told = None if author == NONE else names(columns, "author")[author]
        assert told == (f"author {key}" if key % 2 else None)


def test_an_article_still_moves_to_another_section_afterwards() -> None:
    columns = Columns()
    columns.put([comment(3)])
    come_and_go(columns, 1_000, 3_000)
    other = comment(3, section="elsewhere")
    columns.put([msgspec.structs.replace(other, key=4)])
    code = columns.codes["section"].known("elsewhere")
    assert list(columns["key"][columns["section"] == code]) == [3, 4]


def test_uncertainty_goes_by_the_sites_own_model_and_stays_with_its_comment() -> None:
    told: dict[int, dict[str, float | None]] = {
        1: {"reject": 0.5, "insult": 1.0},
        2: {"reject": None, "insult": 0.75, "threat": 0.25, "on_topic": 1.0},
        3: {"on_topic": 0.5},
        4: {"reject": 1.0, "insult": 0.5},
    }
    columns = Columns()
    columns.put(
        [msgspec.structs.replace(comment(key), scores=its) for key, its in told.items()]
    )
    come_and_go(columns, 1_000, 3_000)
    found = [columns["uncertainty"][columns.row_of(key)] for key in told]
    np.testing.assert_array_equal(found, [1.0, 0.5, np.nan, 0.0])
