"""How the pages say what is stored: codes as words, scores, marked texts."""

from flask_babel import gettext

from moderation import watching
from moderation.comments import Comment
from moderation.store.hits import Odd
from moderation.text import pieces
from web.desk.entering import blueprint


@blueprint.app_template_filter("marked")
def marked(comment: Comment) -> list[tuple[str, bool]]:
    """A comment's text in pieces, those that caused a reason marked."""
    spans = [span for reason in comment.reasons for span in reason.spans]
    return pieces(comment.text, spans)


@blueprint.app_template_filter("percent")
def percent(score: float | None) -> str:
    """A score for people."""
    return "–" if score is None else f"{score:.0%}"  # noqa: RUF001 - a dash


@blueprint.app_template_filter("words")
def words(code: str) -> str:
    """A code as words: `off_topic` is "off topic", in the reader's language."""
    return str(gettext(str(code).replace("_", " ")))


@blueprint.app_template_filter("told_odd")
def told_odd(odd: Odd) -> str:
    """What is odd about a rule."""
    return watching.told(odd)
