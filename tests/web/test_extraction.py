"""What `pybabel extract` finds of what the floors below say."""

from io import BytesIO

import pytest

from web.desk import extraction


def found(source: str) -> list[tuple[str, str]]:
    """Context and text of each sentence that stands for itself."""
    made = extraction.python(BytesIO(source.encode()), {}, (), {})
    return [text for _, function, text, _ in made if function == "pgettext"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('raise UnknownSite("no site")', "no site"),
        ('raise errors.UnknownSite(f"no site {name!r}")', "no site %(name)s"),
        ('wanted = "one of " + ", ".join(ROLES)', "one of %(join)s"),
        ('told = f"{one.id} and {two.id}, 5 %"', "%(id)s and %(two)s, 5 %%"),
        ('told = "all of it, 5 %"', "all of it, 5 %"),
        ('def _told_more(): return f"{1 + 1} more"', "%(value0)s more"),
    ],
)
def test_a_sentence_is_found_with_placeholders_for_what_is_filled_in(
    source: str, text: str
) -> None:
    assert found(source) == [(extraction.PROBLEM, text)]


def test_all_that_an_expression_may_come_to_is_found() -> None:
    source = 'FieldProblem("field", "a name" if x else f"{most} names", "nothing")'
    assert [text for _, text in found(source)] == [
        "a name",
        "%(most)s names",
        "nothing",
    ]


def test_what_the_policy_says_of_a_comment_stands_apart() -> None:
    source = 'Finding(code=X, message=f"It is {score:.0%} likely.")'
    assert found(source) == [(extraction.FINDING, "It is %(score)s likely.")]


@pytest.mark.parametrize(
    "source",
    [
        "raise UnknownSite(name)",
        'raise UnknownSite(f"{one}, {two}")',
        'raise BadSetting("for who runs it")',
        'log.error("for the log")',
        'name = "not said"',
    ],
)
def test_what_says_nothing_to_people_is_left_out(source: str) -> None:
    assert found(source) == []


def test_a_rules_file_tells_its_sentences() -> None:
    file = (
        b"description: Ours.\nrules: [{says: It is so., message: Be kind.}, {says: A.}]"
    )
    told = [text for _, _, text, _ in extraction.rules(BytesIO(file))]
    assert told == ["Ours.", "It is so.", "Be kind.", "A."]
