"""The words that a moderator sees marked: the few that a strong score comes from."""

from collections.abc import Sequence

from classifier.language.stopwords import STOPWORDS

MARKED_WORDS = 5
"""Words marked for a score: the few strongest tell a moderator enough."""

MARKED_FROM = 0.3
"""Scores below have no words marked."""

LEAST_SHARE = 0.25  # of the strongest word's part; weaker ones merely ride along


def strongest(
    text: str, words: Sequence[tuple[int, int, float]]
) -> tuple[tuple[int, int], ...]:
    """The places in a text to mark, the strongest first.

    Args:
        text: the text that was explained.
        words: (begin, end, part) of each word, in code points, the strongest first;
            an empty place stands for what no word is the cause of.
    """
    placed = [word for word in words if word[0] < word[1]]
    least = LEAST_SHARE * placed[0][2] if placed else 0.0
    # Small words count in company; marked alone they only puzzle.
    return tuple(
        (begin, end)
        for begin, end, part in placed[:MARKED_WORDS]
        if 0 < part >= least and text[begin:end].lower() not in STOPWORDS
    )
