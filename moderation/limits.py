"""How large the parts of a submission may be, and what no text may hold."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from moderation.comments import Submission
from moderation.errors import BadSubmission, FieldProblem

COMMENT_BYTES = 20_480
"""Of a comment's text in UTF-8. Perspective's limit, so its callers keep theirs."""

ARTICLE_BYTES = 200 * 1024
"""Of an article's text in UTF-8: some ten times a long read."""

PARENT_BYTES = COMMENT_BYTES
SHORT_BYTES = 2_000
"""Of ids, names, titles and addresses."""

EARLIEST, LATEST = 1900, 2999
"""Years. Others are slips, and some cannot be turned into UTC."""

NOTE_BYTES = 8_000
"""Of what a reader says with a report, and an author in an appeal: a thousand words."""


def check(submission: Submission) -> None:
    """Refuse what cannot be kept or judged.

    Raises:
        BadSubmission: naming every field at fault, what was wanted and what came.
    """
    problems = list(_problems(submission))
    if problems:
        raise BadSubmission(*problems)


def check_texts(
    *texts: tuple[str, str | None, int], wanted: Collection[str] = ("reporter",)
) -> None:
    """Refuse texts that cannot be kept.

    Args:
        texts: of each its field, itself, and how many bytes of UTF-8 it may have.
        wanted: fields that must say something.

    Raises:
        BadSubmission: naming every field at fault, what was wanted and what came.
    """
    problems = [its for each in texts if (its := _problem(*each)) is not None]
    problems += [
        FieldProblem(field, "something said", "nothing but blanks")
        for field, text, _ in texts
        if field in wanted and not (text or "").strip()
    ]
    if problems:
        raise BadSubmission(*problems)


def check_time(field: str, moment: datetime | None) -> None:
    """Refuse a time that cannot be meant.

    Raises:
        BadSubmission: naming the field, what was wanted and what came.
    """
    problem = _problem_of_time(field, moment)
    if problem is not None:
        raise BadSubmission(problem)


def _problem_of_time(field: str, moment: datetime | None) -> FieldProblem | None:
    if moment is None or EARLIEST <= moment.year <= LATEST:
        return None
    wanted = f"a time in the years {EARLIEST} to {LATEST}"
    return FieldProblem(field, wanted, f"the year {moment.year}")


def _problem(field: str, text: str | None, limit: int) -> FieldProblem | None:
    if text is None:
        return None
    if "\0" in text:
        return FieldProblem(field, "text without NUL characters", "a NUL character")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        found = f"a lone surrogate at position {error.start}"
        return FieldProblem(field, "text that UTF-8 can hold", found)
    if size > limit:
        return FieldProblem(field, f"at most {limit} bytes", f"{size} bytes")
    return None


def _problems(submission: Submission) -> Iterator[FieldProblem]:
    for each in _texts(submission):
        problem = _problem(*each)
        if problem is not None:
            yield problem
    for field, moment in _moments(submission):
        problem = _problem_of_time(field, moment)
        if problem is not None:
            yield problem
    if not submission.id.strip():
        yield FieldProblem("id", "an id of your own", "nothing but blanks")
    if not submission.text.strip():
        yield FieldProblem("text", "a comment", "nothing but blanks")
    if submission.format not in ("plain", "html"):
        yield FieldProblem("format", "plain or html", "another word")


def _moments(submission: Submission) -> Iterable[tuple[str, datetime | None]]:
    yield "created_at", submission.created_at
    yield "author.registered_at", submission.author.registered_at
    if submission.article is not None:
        yield "article.published_at", submission.article.published_at


def _texts(submission: Submission) -> Iterable[tuple[str, str | None, int]]:
    yield "id", submission.id, SHORT_BYTES
    yield "text", submission.text, COMMENT_BYTES
    yield "language", submission.language, SHORT_BYTES
    if (article := submission.article) is not None:
        yield "article.text", article.text, ARTICLE_BYTES
        for name in ("id", "url", "title", "section"):
            yield f"article.{name}", getattr(article, name), SHORT_BYTES
    if (parent := submission.parent) is not None:
        yield "parent.id", parent.id, SHORT_BYTES
        yield "parent.text", parent.text, PARENT_BYTES
    yield "author.id", submission.author.id, SHORT_BYTES
    yield "author.name", submission.author.name, SHORT_BYTES
