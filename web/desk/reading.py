"""How a comment's text is shown: marked, masked, or hidden at first.

Each person is shown it as they chose; who is not signed in, as it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from flask import g, request
from markupsafe import Markup, escape

from moderation import marking, severity
from moderation.comments import Comment, Finding
from moderation.marking import Piece
from web.desk.entering import blueprint
from web.desk.languages import gettext
from web.desk.retelling import message
from web.desk.wording import percent, words

LONG = 250
"""Characters of a text that may need to be scrolled in its box; it is then reached by
the keyboard."""

LINES = 8
"""As many lines may, too."""

MOST_ARTICLES = 200
"""Whose texts are kept as they are shown, some 4 KB each: those of ten pages."""

UNBROKEN = 40
"""Characters without a blank after which a line may break. Browsers take seconds to
break a word of 20,000 characters by themselves, and milliseconds where they are told:
2 s and 4 ms were measured in Chromium."""

_LONG_WORD = re.compile(rf"\S{{{UNBROKEN + 1},}}")
_JOINER = "\u200d"

_BREAK = Markup("<wbr>")
_SIGN = Markup('<span class="sign" title="{}">{}</span>')


def bits(text: str) -> Sequence[str]:
    """A text cut where its lines may break though it has no blank there.

    What is one sign to a reader stays one.

    >>> [len(bit) for bit in bits("short " + 100 * "a")]
    [46, 40, 20]
    """
    if max(map(len, text.split()), default=0) <= UNBROKEN:
        return (text,)  # as most are
    cuts = [0]
    for word in _LONG_WORD.finditer(text):
        at = word.start() + UNBROKEN
        while at < word.end():
            if _is_within_sign(text, at):
                at += 1
            else:
                cuts.append(at)
                at += UNBROKEN
    return [text[begin:end] for begin, end in pairwise([*cuts, len(text)])]


def _is_within_sign(text: str, at: int) -> bool:
    """Whether a character belongs to the one before it."""
    return (
        unicodedata.category(text[at])[0] == "M"
        or _JOINER in text[at - 1 : at + 1]
        or "\U0001f3fb" <= text[at] <= "\U0001f3ff"  # a tone of skin
    )


@blueprint.app_template_filter("pieces")
def pieces(comment: Comment) -> Sequence[Piece]:
    """A comment's text in pieces, masked for whoever wants that."""
    return marking.pieces(comment, masks=_masks())


@blueprint.app_template_filter("shown")
def shown(piece: Piece) -> Markup:
    """A piece of a text; what is unseen there is told by a sign."""
    if piece.sign:
        return _SIGN.format(piece.sign, piece.text)
    return wrapped(piece.text)


@blueprint.app_template_filter("other")
def other(text: str) -> Markup:
    """A name, a title, an answered comment: what others wrote and nobody judged."""
    pieces = marking.readable(text)
    if len(pieces) == 1:
        return shown(pieces[0])
    return Markup().join(map(shown, pieces))


@blueprint.app_template_filter("article_text")
@lru_cache(maxsize=MOST_ARTICLES, typed=True)  # text of ours, `Markup`, is another
def article_text(text: str) -> Markup:
    """What an article says, as `other` shows it.

    It is kept by the text itself, for everybody: all who see a page of the queue, and
    each comment under the article, have the same. No reader's words are kept so.
    """
    return other(text)


@blueprint.app_template_filter("wrapped")
def wrapped(text: str) -> Markup:
    """What others wrote: a line may break within it, also where it has no blanks.

    >>> wrapped("<b> " + 50 * "a")
    Markup('&lt;b&gt; aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<wbr>aaaaaaaaaa')
    """
    cut = bits(text)
    return escape(text) if len(cut) == 1 else _BREAK.join(cut)


@blueprint.app_template_filter("hidden_at")
def hidden_at(comment: Comment) -> float | None:
    """The severity for which a text is hidden at first; `None` where it is not."""
    if "preferences" not in g or not g.preferences.blurs:
        return None
    found = severity.of(comment)
    return found if found >= g.preferences.blur_from and found > 0 else None


@blueprint.app_template_filter("briefly")
def briefly(comment: Comment, most: int) -> str:
    """The beginning of a comment that is not the one to decide, masked as others are.

    One whose text is hidden at first is not shown at all: its own page has it.
    """
    severity = hidden_at(comment)
    if severity is not None:
        told = gettext(
            "It may be hard to read: severity %(severity)s.", severity=percent(severity)
        )
        return str(told)
    text = "".join(piece.text for piece in pieces(comment))
    return text if len(text) <= most else f"{text[: most - 1]}…"


@blueprint.app_template_filter("is_long")
def is_long(text: str) -> bool:
    """Whether a text may be longer than its box."""
    return len(text) > LONG or text.count("\n") > LINES


@blueprint.app_template_filter("source")
def source(reason: Finding) -> str:
    """Which rule or score a reason is from, and how much it weighs; "" for neither."""
    if (attribute := marking.attribute(reason)) is not None:
        return str(gettext("score “%(name)s”", name=words(attribute)))
    if marking.is_rule(reason):
        rule, weight = reason.rule, percent(reason.weight)
        return str(gettext("rule %(rule)s, %(weight)s", rule=rule, weight=weight))
    return ""


@blueprint.app_template_filter("why")
def why(reason: Finding) -> str:
    """Why words are marked, in one line: the rule or attribute, and how much."""
    weight = percent(reason.weight)
    if (attribute := marking.attribute(reason)) is not None:
        name = words(attribute)
        return str(gettext("%(name)s %(weight)s, classifier", name=name, weight=weight))
    told = gettext(
        "%(code)s %(weight)s, rule %(rule)s: %(says)s",
        code=words(reason.code),
        weight=weight,
        rule=reason.rule,
        says=message(reason),
    )
    return str(told)


def _masks() -> bool:
    return (
        "preferences" in g
        and g.preferences.masks
        and request.args.get("words") != "shown"
    )
