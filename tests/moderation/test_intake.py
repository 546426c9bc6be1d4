"""A comment comes in: once, with what is known around it, and judged on that."""

import threading

import pytest

from moderation.comments import Action, Article, Author, Parent, Status
from moderation.errors import BadSubmission, UnknownSite
from moderation.intake import Service
from moderation.store import people
from moderation.store.database import now
from tests.moderation.stories import KIND, RUDE, count, decide, post

LONG_REPORT = "The council votes on the harbour tram. " * 5
BREAD = (
    "Knead flour, water and salt for ten minutes, let the dough rise, and bake the "
    "loaf in a hot oven until its crust is brown."
)


def codes(service: Service, text: str, id: str, **more: object) -> set[str]:
    return {reason.code for reason in post(service, text, id, **more).reasons}


def test_the_same_again_changes_nothing(service: Service) -> None:
    first = post(service, RUDE)
    events = count(service, "events")
    assert post(service, RUDE) == first
    assert count(service, "events") == events


def test_of_the_same_sent_by_many_at_once_one_is_kept(service: Service) -> None:
    together = threading.Barrier(8)
    versions = []

    def send() -> None:
        together.wait()
        versions.append(post(service, RUDE).version)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert versions == [1] * 8
    assert count(service, "comments") == 1
    assert count(service, "judgements") == 1


def test_an_edit_is_a_new_revision_judged_anew(service: Service) -> None:
    post(service, KIND)
    edited = post(service, RUDE)
    assert (edited.revision, edited.version, edited.status) == (2, 2, Status.PENDING)
    assert count(service, "judgements") == 2


def test_an_edit_of_what_a_person_decided_is_judged_anew(service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.APPROVE)
    edited = post(service, RUDE + " An idiot!")
    assert edited.status is not Status.APPROVED
    assert edited.decided_by is None


def test_an_articles_text_is_sent_once_and_known_by_its_id(service: Service) -> None:
    about = Article(id="a", title="Harbour tram", text=LONG_REPORT)
    unknown = post(service, BREAD, "1", article=Article(id="a"))
    post(service, KIND, "2", article=about)
    known = post(service, BREAD, "3", article=Article(id="a"))
    assert unknown.scores["on_topic"] is None
    assert known.scores["on_topic"] is not None
    assert known.article is not None
    assert known.article.title == "Harbour tram"


def test_a_parents_text_is_found_by_its_id(service: Service) -> None:
    post(service, BREAD, "1")
    answer = "My loaf always has a pale crust, is the oven not hot enough or the dough?"
    scores = post(service, answer, "2", parent=Parent(id="1")).scores
    assert scores["on_topic"] is not None


def test_the_same_text_again_by_the_same_author_is_a_duplicate(
    service: Service,
) -> None:
    author = Author(id="ann")
    text = "Has nobody asked the bus drivers?"
    assert "duplicate" not in codes(service, text, "1", author=author)
    disguised = "Has n0body asked the BUS drivers..."
    assert "duplicate" in codes(service, disguised, "2", author=author)
    assert "duplicate" not in codes(service, text, "3", author=Author(id="ben"))


def test_an_author_who_floods_is_held(service: Service) -> None:
    author = Author(id="ann")
    for number in range(10):
        text = f"Street number {number} needs a stop."
        assert "flooding" not in codes(service, text, str(number), author=author)
    assert "flooding" in codes(service, "And one more.", "10", author=author)


def test_what_a_site_knows_of_an_author_is_no_other_sites_business(
    service: Service,
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    author, text = Author(id="ann"), "The report is at http://parliament.example."
    post(service, KIND, "1", author=author)
    assert "new_author" not in codes(service, text, "2", author=author)
    assert "new_author" in codes(service, text, "2", author=author, site="other")


def test_an_unknown_site_keeps_nothing(service: Service) -> None:
    with pytest.raises(UnknownSite, match="nowhere"):
        post(service, KIND, site="nowhere")
    assert count(service, "comments") == 0


def test_every_problem_of_a_submission_is_told_at_once(service: Service) -> None:
    with pytest.raises(BadSubmission) as told:
        post(service, " ", id="\0", format="bbcode")
    assert {each.field for each in told.value.problems} == {"id", "text", "format"}
    assert count(service, "comments") == 0


def test_a_comment_in_html_is_judged_as_read_and_marked_as_sent(
    service: Service,
) -> None:
    sent = "<p>What a <b>bloody</b> idi&#111;t &amp; co.</p>"
    comment = post(service, sent, format="html")
    rule = next(each for each in comment.reasons if each.rule == "insult_aimed")
    (span,) = rule.spans
    assert sent[span.begin : span.end] == "bloody</b> idi&#111;t"


def test_a_final_decision_and_its_message_are_kept_together(service: Service) -> None:
    with service.db.writing() as db:
        people.set_webhook(db, "default", "http://127.0.0.1:9/", "whsec_eA==")
    post(service, KIND, "1")
    post(service, RUDE, "2")
    assert count(service, "outbox") == 1


def test_a_site_without_a_webhook_gathers_no_messages(service: Service) -> None:
    post(service, KIND)
    assert count(service, "outbox") == 0
