"""What scores and times are counted in.

Who changes an edge has all counted anew (`counting.clear`), for counts are kept by the
numbers of the bins.
"""

from collections.abc import Sequence

SCORES: Sequence[float] = (
    *(0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4),
    *(0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999),
)
"""Where one bin of scores ends and the next begins; it is narrow where scores are many,
near 0 and near 1."""

MINUTE, HOUR, DAY = 60, 3_600, 86_400

TIMES: Sequence[int] = (
    *(5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR),
    *(DAY, 3 * DAY, 7 * DAY, 30 * DAY),
)
"""The same of times, in seconds."""


def number(value: str, edges: Sequence[float]) -> str:
    """SQL for the number of the bin that a value is in; the first is 0.

    >>> number("x", (0.5, 0.9))
    'CASE WHEN x < 0.5 THEN 0 WHEN x < 0.9 THEN 1 ELSE 2 END'
    """
    cases = "".join(
        f"WHEN {value} < {edge} THEN {place} " for place, edge in enumerate(edges)
    )
    return f"CASE {cases}ELSE {len(edges)} END"
