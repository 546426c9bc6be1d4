"""The test box: a text of one's own through every rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from moderation.comments import Article, Author, Parent, Submission
from moderation.errors import BadSubmission
from moderation.rights import Right
from moderation.text import Original, pieces
from moderation.trying import Step, Trial
from moderation.workshop import drafts, testing
from rules import RulesError
from web.desk.entering import blueprint, may, service, user

_FIELDS = (
    *("text", "title", "article", "section"),
    *("parent", "author", "article_id", "language"),
)


@dataclass(frozen=True)
class Traced:
    """A trial as the page shows it: rules by what became of them, words marked."""

    trial: Trial
    pieces: Sequence[tuple[str, bool]]
    fired: Sequence[Step]
    unknown: Sequence[Step]
    others: Sequence[Step]

    def words(self, step: Step) -> list[str]:
        """The words that a rule looked at."""
        return [self.trial.text[begin:end] for begin, end in step.spans[:_MOST_MARKED]]


_MOST_MARKED = 20


@blueprint.route("/rules/test", methods=["GET", "POST"])
@may(Right.RULES)
def test_rules() -> ResponseReturnValue:
    """A form for a text; posted, what becomes of it. Nothing is kept."""
    desk = drafts.of(service(), g.site, user().name)
    wants_draft = request.values.get("of") == "draft"
    given = {name: request.form.get(name, "") for name in _FIELDS}
    shown = {"desk": desk, "of_draft": wants_draft, "given": given}
    if request.method == "GET":
        return render_template("rules_test.html", **shown)
    try:
        texts = desk.texts if wants_draft else None
        trial = testing.attempt(service(), g.site, _submission(given), texts)
    except BadSubmission as error:
        return render_template("rules_test.html", **shown, refused=error), 422
    except RulesError as error:
        return render_template("rules_test.html", **shown, broken=error), 422
    return render_template("rules_test.html", **shown, traced=_traced(trial))


def _submission(given: dict[str, str]) -> Submission:
    """The comment as a publisher would have posted it; what is empty was not sent."""
    its = {name: text.replace("\r\n", "\n") or None for name, text in given.items()}
    article = Article(
        id=its["article_id"],
        title=its["title"],
        text=its["article"],
        section=its["section"],
    )
    return Submission(
        id="test",
        text=its["text"] or "",
        article=None if article == Article() else article,
        parent=Parent(text=its["parent"]) if its["parent"] else None,
        author=Author(id=its["author"]),
        language=its["language"],
    )


def _traced(trial: Trial) -> Traced:
    fired = [step for step in trial.steps if step.fires]
    places = [span for step in fired for span in step.spans]
    return Traced(
        trial=trial,
        pieces=pieces(trial.text, Original(trial.text).spans(places)),
        fired=sorted(fired, key=lambda its: (-its.rule.weight, its.rule.id)),
        unknown=[step for step in trial.steps if step.holds is None],
        others=[s for s in trial.steps if not s.fires and s.holds is not None],
    )
