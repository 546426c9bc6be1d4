"""Comments are found by their words, and what is erased by nothing."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import erasure, searching, sites
from moderation.service import Service
from moderation.store import searching as index
from tests.moderation.stories import post


def found(service: Service, asked: str, site: str = "default") -> set[str]:
    keys = searching.keys(service.db, site, asked, most=100)
    with service.db.reading() as db:
        rows = [db.execute("SELECT id FROM comments WHERE key = ?", (k,)) for k in keys]
        return {row.fetchone()["id"] for row in rows}


@pytest.fixture
def filled(service: Service) -> Service:
    post(service, "The trams are late, as ever.", "late")
    post(service, "A tram in every street!", "street")
    post(service, "Café au lait on the quay.", "cafe")
    return service


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("trams", {"late"}),
        ("tram", {"late", "street"}),
        ("TRAM", {"late", "street"}),
        ("tram street", {"street"}),
        ('"every street"', {"street"}),
        ('"street every"', set()),
        ("cafe", {"cafe"}),
        ("late", {"late"}),
        ("lat", set()),
        ("nowhere", set()),
        ("", set()),
        ("* - ( OR", set()),
    ],
)
def test_words_find_the_comments_that_have_all_of_them(
    filled: Service, asked: str, ids: set[str]
) -> None:
    assert found(filled, asked) == ids


@given(st.text(max_size=80))
def test_whatever_is_typed_is_no_query_of_another_kind(asked: str) -> None:
    query = index.as_query(asked)
    assert query.count('"') % 2 == 0
    outside = query.split('"')[::2]
    assert set("".join(outside)) <= {" ", "*"}


def test_whatever_is_typed_can_be_searched_for(filled: Service) -> None:
    for asked in (
        '"',
        '"" ""',
        "NEAR(a b)",
        "text:tram",
        "a\0b",
        "^tram",
        "{",
        "tram*",
    ):
        searching.keys(filled.db, "default", asked, most=10)


def test_a_flood_at_another_site_hides_nothing(filled: Service) -> None:
    sites.add(filled.db, "other")
    for n in range(3):
        post(filled, "Trams, nothing but trams.", f"{n}", site="other")
    with filled.db.reading() as db:
        (key,) = db.execute("SELECT key FROM comments WHERE id = 'late'").fetchone()
    assert searching.keys(filled.db, "default", "trams", most=1) == [key]
    assert found(filled, "trams", "other") == {"0", "1", "2"}


def test_no_word_that_is_typed_leads_to_another_site(filled: Service) -> None:
    for asked in ("s64656661756C74", "s64656661756c74*", "site", 'a") OR ("late'):
        assert found(filled, asked) == found(filled, asked, "other") == set()


@given(st.text(min_size=1, max_size=20))
def test_a_site_is_one_word_of_the_index_whatever_it_is_called(name: str) -> None:
    name = name.encode(errors="ignore").decode() or "x"
    with closing(sqlite3.connect(":memory:")) as db:
        (told,) = db.execute("SELECT hex(?)", (name,)).fetchone()
    assert told.lower() == name.encode().hex()


def test_an_edit_is_found_by_its_new_words_alone(filled: Service) -> None:
    assert found(filled, "trams") == {"late"}
    post(filled, "The buses are late, as ever.", "late")
    assert found(filled, "trams") == set()
    assert found(filled, "buses") == {"late"}


def test_what_is_erased_is_found_no_more_and_its_words_are_gone(
    filled: Service,
) -> None:
    post(filled, "Xylophones everywhere.", "gone")
    assert found(filled, "xylophones") == {"gone"}
    erasure.erase(filled.db, "default", "gone", by="mo")
    assert found(filled, "xylophones") == set()
    assert b"xylophone" not in filled.db.path.read_bytes().lower()


def test_what_is_erased_before_it_was_taken_in_does_no_harm(filled: Service) -> None:
    post(filled, "Xylophones everywhere.", "gone")
    erasure.erase(filled.db, "default", "gone", by="mo")
    assert found(filled, "xylophones") == set()
    assert found(filled, "trams") == {"late"}


def test_the_index_agrees_with_the_comments(filled: Service) -> None:
    searching.keep_up(filled.db)
    post(filled, "The buses are late.", "late")
    erasure.erase(filled.db, "default", "cafe", by="mo")
    searching.keep_up(filled.db)
    with filled.db.writing() as db:  # FTS5 raises where it does not
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
