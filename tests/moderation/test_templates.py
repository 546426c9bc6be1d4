"""Messages to authors: made by templates, told with the decision, and nowhere else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import audit, queue, review, statements, templates
from moderation.comments import Action, Reason
from moderation.errors import BadSubmission, UnknownTemplate
from moderation.service import Service
from moderation.store import endpoints, people
from moderation.store.audit import Wanted
from moderation.store.database import now
from moderation.store.templates import Template
from tests.moderation.stories import KIND, RUDE, decide, post

SITE = "default"


def template(**parts: Any) -> Template:
    given = {"name": "Insult", "reason": Reason.INSULT, "language": "en"}
    return Template(**{**given, "text": "Dear {author}: {reason}.", **parts})


def save(service: Service, its: Template) -> Template:
    templates.save(service.db, SITE, its, by="lena")
    return templates.all_of(service.db, SITE)[-1]


@given(st.text(), st.dictionaries(st.sampled_from(templates.PLACEHOLDERS), st.text()))
def test_what_is_filled_in_is_never_read_as_a_placeholder(
    text: str, values: dict[str, str]
) -> None:
    kept = {name: "{author}{reason}" for name in templates.PLACEHOLDERS}
    assert templates.filled("{author}", kept) == "{author}{reason}"
    shown = templates.filled(text, values)
    if not any(f"{{{name}}}" in text for name in values):
        assert shown == text


@given(st.text(max_size=2_000))
def test_a_value_is_one_short_line(value: str) -> None:
    shown = templates.filled("<{author}>", {"author": value})
    assert len(shown) <= templates.LONGEST_VALUE + 2
    assert "\n" not in shown


def test_templates_are_kept_changed_and_deleted_with_a_trail(service: Service) -> None:
    kept = save(service, template())
    save(service, template(number=kept.number, text="Dear reader."))
    assert templates.find(service.db, SITE, kept.number).text == "Dear reader."
    templates.delete(service.db, SITE, kept.number, by="ann")
    with pytest.raises(UnknownTemplate):
        templates.find(service.db, SITE, kept.number)
    found = audit.search(service.db, Wanted(site=SITE))
    assert [(each.kind, each.by) for each in found] == [
        ("template.deleted", "ann"),
        ("template.changed", "lena"),
        ("template.added", "lena"),
    ]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"text": ""}, "text"),
        ({"text": "a\0"}, "text"),
        ({"text": "Dear {writer}"}, "text"),
        ({"text": "Dear {}"}, "text"),
        ({"text": "{author.__class__}"}, "text"),
        ({"language": ""}, "language"),
        ({"language": "<b>"}, "language"),
    ],
)
def test_a_template_that_cannot_be_is_refused_by_name(
    service: Service, parts: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadSubmission) as told:
        save(service, template(**parts))
    assert told.value.problems[0].field == field
    assert templates.all_of(service.db, SITE) == []


def test_a_name_is_taken_once_in_each_language(service: Service) -> None:
    save(service, template())
    save(service, template(language="ur"))
    with pytest.raises(BadSubmission, match="name: wanted a name that no other"):
        save(service, template())
    other = save(service, template(name="Other"))
    with pytest.raises(BadSubmission, match="name"):
        save(service, template(number=other.number))
    assert templates.find(service.db, SITE, other.number).name == "Other"


def test_another_sites_templates_are_not_there(service: Service) -> None:
    number = save(service, template()).number
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    for ask in (templates.find, lambda *a: templates.delete(*a, by="x")):
        with pytest.raises(UnknownTemplate):
            ask(service.db, "other", number)
    its = template(number=number, text="Mine.")
    with pytest.raises(UnknownTemplate):
        templates.save(service.db, "other", its, by="x")


def test_a_message_goes_with_the_decision_to_author_and_publisher(
    service: Service,
) -> None:
    with service.db.writing() as db:
        address, secret = "http://127.0.0.1:9/", "whsec_MTIz"
        endpoints.add(db, "ep_1", SITE, address, (), secret, now())
    post(service, RUDE)
    words = "Please write about the plan."
    review.reject(
        service.db, SITE, "1", by="mo", reason=Reason.INSULT, note="N", message=words
    )
    assert templates.message_of(service.db, SITE, "1") == words
    assert queue.history(service.db, SITE, "1")[-1].message == words
    statement = statements.of_comment(service.db, SITE, "1")
    assert statement is not None
    assert statement["message"] == words
    fields = {**statement, "message": None}
    assert words not in json.dumps(fields)  # none that goes to the database
    with service.db.reading() as db:
        (body,) = db.execute("SELECT body FROM messages ORDER BY rowid DESC").fetchone()
    told = json.loads(body)["data"]
    assert told["message"] == words
    assert "N" not in told.values()


def test_what_is_undone_or_decided_anew_tells_nothing_of_before(
    service: Service,
) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT, message="Be kind.")
    review.undo(service.db, SITE, "1", by="mo")
    assert templates.message_of(service.db, SITE, "1") is None
    decide(service, "1", Action.APPROVE)
    assert templates.message_of(service.db, SITE, "1") is None


def test_the_policys_own_decisions_have_no_message(service: Service) -> None:
    post(service, KIND)
    assert templates.message_of(service.db, SITE, "1") is None


def test_a_message_that_cannot_be_kept_is_refused_and_decides_nothing(
    service: Service,
) -> None:
    post(service, RUDE)
    with pytest.raises(BadSubmission, match="message"):
        decide(service, "1", Action.REJECT, message="a\0b")
    assert queue.find(service.db, SITE, "1").version == 1
