"""For how long comments are stored, as readers are told."""

from collections.abc import Iterable

from classifier.saying import N_, Say, english

_ERASED = N_(
    "If you want a comment of yours removed, write to the publisher of this site. Of a "
    "comment that is erased the text, the name and the id of its author, and what was "
    "said about it are gone; it stays known that there was one, which scores it had, "
    "and what was decided, when and by whom. A model of this site's own that learnt "
    "from it forgets it when it next learns."
)


def how_long(
    gettext: Say = english,
    *,
    rejected: int | None = None,
    texts: int | None = None,
    authors: int | None = None,
) -> Iterable[str]:
    """What readers are told of that.

    Args:
        gettext: what puts it into their language.
        rejected: days after which what was rejected is erased; `None` for never.
        texts: days after which all is.
        authors: days after which it is not known any more who wrote it.
    """
    if told := _erased_after(gettext, rejected, texts, authors):
        yield gettext(
            "%(what)s The days count from when it came or, if that was later, was last "
            "decided about; one that waits for a person is kept until it is decided. "
            "What was erased here may still be posted, or be kept by the publisher. "
            "What moderators noted about an author, and whether they trust or banned "
            "them, stays known until they change that.",
            what=told,
        )
        yield gettext(_ERASED)
    else:
        yield gettext(
            "There is no limit: nothing is deleted by itself, neither comments, posted "
            "or not, nor the record of what was decided. %(erased)s",
            erased=gettext(_ERASED),
        )


def _erased_after(
    gettext: Say, rejected: int | None, texts: int | None, authors: int | None
) -> str:
    """After how many days what is erased; "" where nothing is."""
    told = list[str]()
    sooner = rejected is not None and (texts is None or rejected < texts)
    if rejected is not None and sooner:
        told.append(
            gettext(
                "a comment that was not posted is erased after %(days)s",
                days=days(rejected, gettext),
            )
        )
    if texts is not None and sooner:
        told.append(
            gettext(
                "every other comment is erased after %(days)s",
                days=days(texts, gettext),
            )
        )
    elif texts is not None:
        told.append(
            gettext("every comment is erased after %(days)s", days=days(texts, gettext))
        )
    if authors is not None:
        told.append(
            gettext(
                "after %(days)s it is forgotten who wrote a comment and who "
                "reported it",
                days=days(authors, gettext),
            )
        )
    if not told:
        return ""
    *before, last = told
    joined = ", ".join(before)
    both = gettext("%(before)s, and %(last)s", before=joined, last=last)
    sentence = gettext("%(what)s.", what=both if before else last)
    kept = "" if texts is not None else gettext("Otherwise there is no limit to texts.")
    return f"{sentence[0].upper()}{sentence[1:]} {kept}".strip()


def days(number: int, gettext: Say = english) -> str:
    """A number of days in words.

    >>> days(1), days(30)
    ('a day', '30 days')
    """
    if number == 1:
        return gettext("a day")
    return gettext("%(number)s days", number=number)
