"""Words read without a search."""

from classifier.spelling.throughout import SEARCHED, all_shortened


def test_of_many_drawn_out_words_of_one_text_only_the_first_are_searched_for() -> None:
    words = [f"h{'e' * e}{'l' * ls}o" for e in range(1, 15) for ls in range(3, 13)]
    found = list(all_shortened(words).values())
    assert found.count("hello") == SEARCHED
    assert set(found[SEARCHED:]) == {"helo"}
