"""Disguised words among others, which say nothing of them."""

from classifier.spelling import fold


def in_a_sentence(written: str) -> str:
    """What is read between two plain words."""
    folded = fold(f"Yes, {written} there").text
    before, after = "yes, ", " there"
    assert folded.startswith(before)
    assert folded.endswith(after)
    return folded[len(before) : -len(after)]
