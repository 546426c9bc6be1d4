"""Words parted by signs."""

import pytest

from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("i.d.i.o.t", "idiot"),
        ("i-d-i-o-t", "idiot"),
        ("i_d_i_o_t", "idiot"),
        ("i/d/i/o/t", "idiot"),
        ("f*u*c*k", "fuck"),
        ("id.iot", "idiot"),
        ("sh.it", "shit"),
        ("dick-head", "dickhead"),
        ("a.n.t.i-w.a.r", "anti-war"),
    ],
)
def test_a_word_parted_by_signs_is_put_together(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant
