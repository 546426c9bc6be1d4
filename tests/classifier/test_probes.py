"""The probes themselves: what they hold, and that their figures are the right ones."""

import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

import classifier
from classifier.evaluation.probes import functional, identity
from classifier.evaluation.probes.disguises import DISGUISES
from classifier.spelling import fold
from classifier.words import bare_words
from moderation.policy import THRESHOLDS
from tests.classifier.written import all_written

HOLD = {attribute: threshold.hold for attribute, threshold in THRESHOLDS.items()}

DIXON = """lesbian gay bisexual transgender trans queer lgbt lgbtq homosexual straight
heterosexual male female nonbinary african black white european hispanic latino latina
latinx mexican canadian american asian indian chinese japanese christian muslim jewish
buddhist catholic protestant sikh taoist old older young younger teenage millennial
elderly blind deaf paralyzed"""


# Identity ---------------------------------------------------------------------------


def test_the_terms_are_those_of_the_literature_and_more() -> None:
    words = {term.word.lower() for term in identity.TERMS}
    assert {
        *DIXON.split(),
        "african american",
        "middle eastern",
        "middle aged",
    } <= words
    assert len(words) == len(identity.TERMS) >= 100


def test_there_are_templates_enough_of_both_classes() -> None:
    assert len(set(identity.NEUTRAL)) == len(identity.NEUTRAL) >= 60
    assert len(set(identity.ABUSIVE)) == len(identity.ABUSIVE) >= 36


def test_every_term_stands_in_every_template_once() -> None:
    cases = identity.sentences()
    templates = len(identity.NEUTRAL) + len(identity.ABUSIVE)
    assert set(Counter(case.term for case in cases).values()) == {templates}
    assert {case.group for case in cases} == set(identity.GROUPS)
    assert not [case.text for case in cases if "{" in case.text]


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("gay", "a gay"),
        ("elderly", "an elderly"),
        ("African American", "an African American"),
        ("European", "a European"),
        ("Ukrainian", "a Ukrainian"),
        ("unemployed", "an unemployed"),
        ("LGBTQ", "an LGBTQ"),
        ("heterosexual", "a heterosexual"),
    ],
)
def test_a_term_has_its_right_article(word: str, spoken: str) -> None:
    assert identity.with_article(word) == spoken


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=30),
    st.lists(st.integers(0, 5), min_size=1, max_size=30),
)
def test_auc_is_the_one_of_scikit_learn_ties_and_all(
    positive: list[int], negative: list[int]
) -> None:
    truth = [1] * len(positive) + [0] * len(negative)
    assert identity.auc(np.array(positive), np.array(negative)) == pytest.approx(
        roc_auc_score(truth, positive + negative)
    )


@given(st.lists(st.integers(0, 9), min_size=40, max_size=40), st.floats(0, 0.99))
def test_a_threshold_at_a_rate_never_flags_more_and_flags_what_it_can(
    tenths: list[int], rate: float
) -> None:
    cases = [_case("a", abusive=False)] * 40
    scores = np.array(tenths, np.float32) / 10

    threshold = identity.threshold_at_rate(cases, scores, rate)

    lower = scores[scores < threshold]
    assert np.mean(scores >= threshold) <= rate
    assert not lower.size or np.mean(scores >= lower.max()) > rate


def test_figures_tell_who_is_silenced_and_who_is_left_unprotected() -> None:
    cases = [_case(term, abusive) for term in "ab" for abusive in (False, True)]
    scores = np.array([0.5, 0.9, 0.1, 0.4])  # talk of a scores above abuse of b

    rates = identity.false_positive_rates(cases, scores, 0.5)

    assert rates == {"a": 1.0, "b": 0.0}
    assert identity.gap(rates) == 1.0
    assert identity.subgroup_auc(cases, scores) == {"a": 1.0, "b": 1.0}
    assert identity.bpsn_auc(cases, scores) == {"a": 0.0, "b": 1.0}
    assert identity.bnsp_auc(cases, scores) == {"a": 1.0, "b": 0.0}


def _case(term: str, abusive: bool) -> identity.IdentityCase:
    return identity.IdentityCase("", term, "age", abusive, "")


# Disguises --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("leetspeak", "Y0u 4r3 4n 1d107!"),
        ("leet_signs", "Y0u @r€ @n !d!0t!"),
        ("spaced_letters_single", "Y o u a r e a n i d i o t !"),
        ("dots_inside", "Y.o.u a.r.e a.n i.d.i.o.t!"),
        ("stars_inside", "Y*o*u a*r*e a*n i*d*i*o*t!"),
        ("hyphens", "Y-o-u a-r-e a-n i-d-i-o-t!"),
        ("underscores", "Y_o_u a_r_e a_n i_d_i_o_t!"),
        ("small_capitals", "ʏᴏᴜ ᴀʀᴇ ᴀɴ ɪᴅɪᴏᴛ!"),
        ("doubled", "YYoouu aarree aann iiddiioott!"),
        ("full_width", "Ｙｏｕ ａｒｅ ａｎ ｉｄｉｏｔ!"),
        ("circled", "Ⓨⓞⓤ ⓐⓡⓔ ⓐⓝ ⓘⓓⓘⓞⓣ!"),
        ("cyrillic_look_alikes", "Уоu аrе аn іdіоt!"),
        ("greek_look_alikes", "γου αrε αη ιdιοτ!"),
        ("joined_words", "Youare anidiot!"),
        ("joined_all", "Youareanidiot!"),
    ],
)
def test_a_disguise_is_what_its_name_says(name: str, masked: str) -> None:
    assert DISGUISES[name]("You are an idiot!", random.Random(1)) == masked


@pytest.mark.parametrize("name", DISGUISES)
@given(text=st.text(max_size=60), seed=st.integers(0, 9))
@settings(deadline=None, max_examples=20)
def test_the_same_chance_makes_the_same_disguise(
    name: str, text: str, seed: int
) -> None:
    disguise = DISGUISES[name]
    assert disguise(text, random.Random(seed)) == disguise(text, random.Random(seed))


@pytest.mark.parametrize("name", DISGUISES)
def test_every_disguise_changes_the_text(name: str) -> None:
    text = "What a stupid thing to say about people"
    assert DISGUISES[name](text, random.Random(1)) != text


UNDONE_WITHOUT_READING = [
    "spaced_letters",
    "full_width",
    "mathematical",
    "circled",
    "cyrillic_look_alikes",
    "zero_width",
    "combining_marks",
    "mixed_case",
]


@pytest.mark.parametrize("name", UNDONE_WITHOUT_READING)
def test_folding_undoes_what_needs_no_knowledge_of_words(name: str) -> None:
    plain = "only stupid morons write things"
    masked = DISGUISES[name](plain, random.Random(1))
    assert fold(masked).text.split() == plain.split()


# Functional cases -------------------------------------------------------------------


def test_there_are_cases_enough_of_each_functionality() -> None:
    often = Counter(case.functionality for case in functional.cases())
    assert len(often) >= 25
    assert min(often.values()) >= 8
    assert list(often) == functional.functionalities()


def test_no_case_is_there_twice() -> None:
    often = Counter(case.text for case in functional.cases())
    assert [text for text, times in often.items() if times > 1] == []


@pytest.mark.parametrize(
    ("hateful", "attribute", "high", "expected"),
    [
        (True, "any", "identity_attack", True),
        (True, "any", "threat", True),
        (True, "any", "spam", False),
        (True, "any", None, False),
        (False, "any", None, True),
        (False, "any", "spam", False),
        (False, "identity_attack", "insult", True),
        (False, "identity_attack", "identity_attack", False),
    ],
)
def test_a_case_passes_by_the_rule(
    hateful: bool, attribute: str, high: str | None, expected: bool
) -> None:
    case = functional.FunctionalCase("", "", hateful, attribute)
    scores = {each: HOLD[each] if each == high else 0.0 for each in HOLD}
    assert functional.passes(case, scores, HOLD) is expected


@pytest.mark.parametrize("hateful", [True, False])
def test_a_case_without_a_score_does_not_pass(hateful: bool) -> None:
    case = functional.FunctionalCase("", "", hateful, functional.ANY)
    assert not functional.passes(case, dict.fromkeys(HOLD, float("nan")), HOLD)


def test_six_in_ten_hateful_cases_are_recognised() -> None:
    _assert_share_passes(0.60, [each for each in functional.cases() if each.hateful])


def test_six_in_ten_harmless_cases_are_not_taken_for_hate() -> None:
    harmless = [case for case in functional.cases() if not case.hateful]
    _assert_share_passes(0.60, harmless)


def test_nine_in_ten_disguised_cases_are_recognised() -> None:
    """Misspelt words, with letters left out or swapped, are most of the rest."""
    _assert_share_passes(0.95, [each for each in functional.cases() if each.spelling])


def _assert_share_passes(share: float, cases: list[functional.FunctionalCase]) -> None:
    model = classifier.pretrained()
    scores = model.score([case.text for case in cases]).tolist()
    failed = [
        case.text
        for case, row in zip(cases, scores, strict=True)
        if not functional.passes(
            case, dict(zip(model.attributes, row, strict=True)), HOLD
        )
    ]
    assert 1 - len(failed) / len(cases) >= share, failed


# Apart from what is learnt -----------------------------------------------------------


def test_no_probe_stands_word_for_word_in_what_the_model_learns_from() -> None:
    """A probe that was learnt would tell how well the model remembers."""
    package = Path(classifier.__file__).parent
    learnt = [
        _words(_JOINED_LITERALS.sub("", path.read_text(encoding="utf-8")))
        for path in package.rglob("*.py")
        if "probes" not in path.parts
    ]
    probes = [
        *(case.text for case in functional.cases()),
        *(part for each in identity.NEUTRAL for part in _SLOT.split(each)),
        *(part for each in identity.ABUSIVE for part in _SLOT.split(each)),
    ]

    # Fewer words are anybody's: "you are an idiot".
    told = [_words(probe) for probe in probes if len(_words(probe).split()) >= 6]

    assert len(told) > 200
    assert [probe for probe in told if any(probe in text for text in learnt)] == []


def test_no_case_reads_like_a_text_that_is_learnt_from() -> None:
    """All groups are one word to the model: the same of another group is the same."""
    learnt = {tuple(bare_words(sample.text)) for sample in all_written()}

    # Fewer words are anybody's.
    told = [case for case in functional.cases() if len(case.text.split()) >= 5]

    alike = [case.text for case in told if tuple(bare_words(case.text)) in learnt]
    assert alike == []


_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{\w+\}")
_JOINED_LITERALS = re.compile(r'"\s*\n\s*"')


def _words(text: str) -> str:
    """The words alone, with a blank at either end, so that none is found in part."""
    return f" {' '.join(_WORD.findall(text.lower()))} "
