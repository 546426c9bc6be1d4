"""Sites are added under names that stand in addresses and lists."""

import pytest

from moderation import sites
from moderation.errors import BadSubmission
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from tests.moderation.stories import KIND, count, post


@pytest.mark.parametrize("name", ["a", "7", "Daily-News_2.example", "x" * 64])
def test_a_site_is_called_by_letters_digits_dots_and_strokes(
    service: Service, name: str
) -> None:
    sites.add(service.db, name)
    assert post(service, KIND, site=name).site == name
    sites.add(service.db, name)  # it is there already
    assert count(service, "sites") == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "got nothing"),
        (" ", "got ' '"),
        ("a b", "got 'a b'"),
        ("a/b", "got 'a/b'"),
        ("../x", "got '../x'"),
        (".x", "got '.x'"),
        ("-x", "got '-x'"),
        ("a\n", r"got 'a\n'"),
        ("a\x00\x1b[2J", r"got 'a\x00\x1b[2J'"),
        ("Zürich", r"got 'Z\xfcrich'"),
        ("\udcff", r"got '\udcff'"),
        ("x" * 65, f"got '{'x' * 65}'"),
        ("x" * 10_000, "got 10000 characters"),
    ],
)
def test_a_name_that_no_site_may_have_is_told_with_what_was_wanted(
    service: Service, name: str, told: str
) -> None:
    with pytest.raises(BadSubmission) as refused:
        sites.add(service.db, name)
    said = str(refused.value)
    assert said.startswith("name: wanted 1 to 64 letters from A to Z or a to z, digits")
    assert said.endswith(told)
    assert count(service, "sites") == 1


def test_a_site_from_before_names_were_checked_stays_usable(service: Service) -> None:
    name = "Die Zeitung / München"
    with service.db.writing() as db:
        people.add_site(db, name, now())
    sites.add(service.db, name)
    assert post(service, KIND, site=name).site == name
