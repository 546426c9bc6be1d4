"""How large the parts of a submission may be, and what no text may hold."""

from collections.abc import Iterable, Iterator

from moderation.comments import Submission
from moderation.errors import BadSubmission, FieldProblem

COMMENT_BYTES = 20_480
"""Of a comment's text in UTF-8. Perspective's limit, so its callers keep theirs."""

ARTICLE_BYTES = 200 * 1024
"""Of an article's text in UTF-8: some ten times a long read."""

PARENT_BYTES = COMMENT_BYTES
SHORT_BYTES = 2_000
"""Of ids, names, titles and addresses."""


def check(submission: Submission) -> None:
    """Refuse what cannot be kept or judged.

    Raises:
        BadSubmission: naming every field at fault, what was wanted and what came.
    """
    problems = list(_problems(submission))
    if problems:
        raise BadSubmission(*problems)


def _problems(submission: Submission) -> Iterator[FieldProblem]:
    for field, text, limit in _texts(submission):
        if text is None:
            continue
        if "\0" in text:
            yield FieldProblem(field, "text without NUL characters", "a NUL character")
            continue
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            found = f"a lone surrogate at position {error.start}"
            yield FieldProblem(field, "text that UTF-8 can hold", found)
            continue
        if size > limit:
            yield FieldProblem(field, f"at most {limit} bytes", f"{size} bytes")
    if not submission.id.strip():
        yield FieldProblem("id", "an id of your own", "nothing but blanks")
    if not submission.text.strip():
        yield FieldProblem("text", "a comment", "nothing but blanks")
    if submission.format not in ("plain", "html"):
        yield FieldProblem("format", "plain or html", "another word")


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
