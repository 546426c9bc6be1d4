"""How the pages say what is stored: codes as words, scores, marked texts."""

from collections.abc import Sequence

from flask import g
from flask_babel import gettext

from moderation import watching
from moderation.comments import Comment
from moderation.queue import bands
from moderation.queue.orders import By
from moderation.store.hits import Odd
from moderation.text import pieces
from web.desk.entering import blueprint, service


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


@blueprint.app_template_filter("order_name")
def order_name(by: By) -> str:
    """An order of the queue for people."""
    names = {
        By.URGENT: gettext("most urgent first"),
        By.NEWEST: gettext("newest first"),
        By.OLDEST: gettext("oldest first"),
        By.UNCERTAIN: gettext("most uncertain first"),
        By.RISK: gettext("highest risk first"),
        By.REPORTS: gettext("most reports first"),
        By.EASY: gettext("easiest first"),
        By.SCORE: gettext("highest score first"),
    }
    return str(names[by])


@blueprint.app_template_global("attributes")
def attributes() -> Sequence[str]:
    """What has scores in the queue of the page's site."""
    return bands.attributes(service(), g.site)


@blueprint.app_template_filter("told_odd")
def told_odd(odd: Odd) -> str:
    """What is odd about a rule."""
    return watching.told(odd)
