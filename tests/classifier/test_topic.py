"""On topic: an opinion only where there is something to go by, and a good one."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import classifier
from classifier import folder
from classifier.topic import model as topic
from classifier.topic.features import FEATURES
from classifier.topic.judge import Article

TITLE = "City votes to build a tram along the harbour"
TEXT = (
    """The council voted on Tuesday to close the harbour road to cars and to build a
tram. The line will run from the station past the fish market to the hospital. Buses
will be taken out of service. Shop owners fear for their customers, and residents have
complained about noise and exhaust fumes for years. """
    * 3
)
ON = "Closing the harbour road will ruin every shop owner between market and station."
OFF = (
    "Knead flour and water with a spoon of yeast, let the dough rise overnight, and "
    "bake the loaf in a hot oven."
)

ARTICLES = {
    "flood": (
        "River bursts its banks after three days of rain",
        """Some 400 households were evacuated on Sunday night when the Aller rose to
5.2 metres, the highest level since records began. Firefighters filled sandbags at the
old bridge, and the army sent boats. The mayor blamed a dam upstream that was opened too
late; its operator says the gates followed the plan. Farmers expect to lose the whole
harvest of potatoes. Insurance covers only one house in three along the river.""",
    ),
    "vaccine": (
        "Hospitals run short of flu vaccine as winter wave arrives early",
        """Pharmacies in the north have turned patients away since last week. The health
ministry had ordered 20 million doses, two million fewer than last year. Doctors say
that older people and nurses must come first. A new shipment is due in December. The
virus is spreading in schools, where one pupil in six stayed at home.""",
    ),
    "football": (
        "United sack their coach after seventh defeat in a row",
        """The board met for an hour after the 4-0 at home and then dismissed Marco
Brandt, who had signed until 2027. His assistant takes over the training until a new
coach is found. Supporters had whistled through the whole second half and asked for the
captain to be dropped. The club is last in the table, nine points from safety.""",
    ),
    "rent": ("Parliament passes cap on rents in large cities", ""),
    "school": ("Phones banned in every classroom from September", ""),
}
BELONGS = [
    ("flood", "They opened the dam at midnight and nobody warned the villages below."),
    ("flood", "My cellar is under water and the insurance will not pay a cent for it."),
    ("vaccine", "I am 71 and my doctor could not give me the injection this week."),
    (
        "vaccine",
        "Order more doses in spring, then the pharmacy would not be out of it.",
    ),
    ("football", "The players let Brandt down, the captain should have gone first."),
    ("football", "Sacking the manager in midseason never saved a club from the drop."),
    ("rent", "Landlords will simply sell their apartments and tenants find nothing."),
    (
        "rent",
        "Build more housing instead; a cap only makes the queue for flats longer.",
    ),
    ("school", "The teacher says pupils talk again with all phones locked away."),
    (
        "school",
        "Good. Kids stare at a mobile screen all day, let them learn something.",
    ),
]


def score(
    comment: str,
    article: tuple[str | None, str | None] | None = (TITLE, TEXT),
    parent: str | None = None,
) -> float:
    return float(classifier.pretrained_topic().score([comment], [article], [parent])[0])


def test_what_is_about_the_article_is_told_from_what_is_not() -> None:
    below = classifier.pretrained_topic().hold_below

    assert score(ON) > 0.99
    assert score(OFF) < below


@pytest.mark.parametrize(("article", "comment"), BELONGS)
def test_a_comment_passes_under_its_own_article(article: str, comment: str) -> None:
    assert score(comment, ARTICLES[article]) >= classifier.pretrained_topic().hold_below


@pytest.mark.parametrize(("article", "comment"), BELONGS)
def test_its_own_article_fits_a_comment_best(article: str, comment: str) -> None:
    scores = {name: score(comment, each) for name, each in ARTICLES.items()}

    assert max(scores, key=lambda name: scores[name]) == article


@pytest.mark.parametrize("article", ["flood", "vaccine", "football"])
def test_a_recipe_is_held_under_any_report(article: str) -> None:
    assert score(OFF, ARTICLES[article]) < classifier.pretrained_topic().hold_below


def test_other_words_of_the_same_subject_count() -> None:
    near = "Railway lines and subways move more passengers through towns than traffic."

    assert score(near) > score(OFF)


def test_an_answer_to_a_parent_is_judged_by_it_too() -> None:
    parent = "My loaf has a pale crust, is my oven too cold or the dough too young?"

    assert score(OFF, parent=parent) > score(OFF)


def test_a_parent_alone_is_something_to_be_about() -> None:
    parent = "My loaf has a pale crust, is my oven too cold or the dough too young?"

    assert score(OFF, None, parent) > score(ON, None, parent)


def test_the_passage_that_a_comment_is_about_counts_however_long_the_article() -> None:
    long = " ".join(text for _, text in ARTICLES.values()) + TEXT

    assert score(ON, (None, long)) > score(OFF, (None, long))


@pytest.mark.parametrize(
    "comment",
    [
        "Well said!",
        "Trams ruin the harbour market, full stop.",  # seven words
        "It is what it is and that is that, is it not?",
        "",
        "😀 😀 😀 😀 😀 😀 😀 😀 😀",
        "1 2 3 4 5 6 7 8 9 10 11",
    ],
)
def test_there_is_no_opinion_under_eight_words_or_without_content(comment: str) -> None:
    assert math.isnan(score(comment))


@pytest.mark.parametrize("article", [None, (None, None), ("", ""), (" ", "\n")])
def test_there_is_no_opinion_without_anything_to_be_about(
    article: tuple[str | None, str | None] | None,
) -> None:
    assert math.isnan(score(ON, article))


def test_there_is_no_opinion_of_a_comment_in_another_language_than_the_article() -> (
    None
):
    german = "Das ist eine sehr gute Entscheidung für die Stadt, und ich hoffe, dass"

    assert math.isnan(score(german))
    assert score(german, (None, german)) > 0.9


def test_an_article_may_be_given_in_any_usual_form() -> None:
    judge = classifier.pretrained_topic()
    forms: list[Article] = [TEXT, (None, TEXT), {"title": None, "text": TEXT}]

    scores = judge.score([ON] * 3, forms, [None] * 3)

    assert scores.min() == scores.max()


def test_lists_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        classifier.pretrained_topic().score([ON], [TEXT, TEXT], [None])


@pytest.mark.parametrize(
    "hostile", ["word " * 40_000, "\ud800" * 99, "x" * 200_000, "a\0b " * 5_000]
)
def test_hostile_texts_are_read(hostile: str) -> None:
    for value in (
        score(ON, (hostile, hostile)),
        score(hostile),
        score(ON, None, hostile),
    ):
        assert math.isnan(value) or 0 <= value <= 1


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=100))
def test_any_text_has_a_probability_or_no_opinion(
    comment: str, article: str, parent: str
) -> None:
    value = score(comment, (None, article), parent)

    assert math.isnan(value) or 0 <= value <= 1


def test_remembered_articles_change_no_score_and_stay_within_their_bytes() -> None:
    judge = classifier.TopicModel.load(classifier.SHIPPED / "topic")
    # The letters make each article's words new, and so large to remember.
    longs = [f"{TEXT} " + " ".join(f"{n}x{k}" for k in range(5000)) for n in range(40)]
    first = judge.score([ON] * 40, longs, [None] * 40)

    again = judge.score([ON] * 40, longs, [None] * 40)

    assert first.tolist() == again.tolist()
    assert 0 < judge.remembered_bytes <= topic.REMEMBERED_BYTES


def test_a_saved_model_scores_as_before(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    judge = classifier.pretrained_topic()
    path = tmp_path_factory.mktemp("models") / "topic"

    judge.save(path)

    scored = classifier.TopicModel.load(path).score([ON, OFF], [TEXT] * 2, [None] * 2)
    assert scored.tolist() == judge.score([ON, OFF], [TEXT] * 2, [None] * 2).tolist()


def test_vectors_that_earlier_versions_kept_unpacked_are_read_as_before(
    tmp_path: Path,
) -> None:
    judge = classifier.pretrained_topic()
    arrays, card = folder.read(classifier.SHIPPED / "topic", topic.KIND)
    before = {name: each for name, each in arrays.items() if "vectors" not in name}
    before["vectors"] = judge.meanings.vectors
    folder.write(tmp_path / "topic", before, card)

    scored = classifier.TopicModel.load(tmp_path / "topic").score([ON], [TEXT], [None])

    assert scored.tolist() == judge.score([ON], [TEXT], [None]).tolist()


@pytest.mark.parametrize(
    "changed",
    [
        {"words": np.zeros(99_999, np.uint32)},
        {"vectors_far": np.array([2**31], np.uint32)},
        {"vectors_packed": np.zeros((0, 0, 0), np.uint16)},
        {"weights": None},
        {"vectors_packed": None},
    ],
)
def test_arrays_that_do_not_fit_each_other_are_a_damaged_model(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, np.ndarray | None]
) -> None:
    arrays, card = folder.read(classifier.SHIPPED / "topic", topic.KIND)
    whole = {
        name: each for name, each in (arrays | changed).items() if each is not None
    }
    # As if read from a file: to write one for each would take most of the time.
    monkeypatch.setattr(folder, "read", lambda path, kind: (whole, card))

    with pytest.raises(classifier.DamagedModel, match="from a copy or train it again"):
        classifier.TopicModel.load(Path("topic"))


def test_shared_words_tie_a_comment_to_its_article_strongest_first() -> None:
    ties = classifier.pretrained_topic().explain(ON, (TITLE, TEXT), None)

    words = [ON[tie.begin : tie.end] for tie in ties]
    assert {"harbour", "shop", "market", "station"} <= set(words)
    assert [tie.weight for tie in ties] == sorted(
        (t.weight for t in ties), reverse=True
    )
    assert all(0 < tie.weight <= 1 for tie in ties)


def test_a_near_word_names_the_word_it_is_near_to() -> None:
    comment = "They want us all to walk 🚋 to the port, what a waste of good asphalt."

    ties = classifier.pretrained_topic().explain(comment, (TITLE, ""), None)

    found = {comment[tie.begin : tie.end]: tie for tie in ties}
    assert found["port"].to == "harbour"
    assert found["port"].weight < 1


def test_nothing_ties_a_comment_to_no_article() -> None:
    assert classifier.pretrained_topic().explain(ON, None, None) == ()


def test_the_card_names_every_feature_source_and_limit() -> None:
    card = classifier.pretrained_topic().card

    assert card["features"] == list(FEATURES)
    assert all(source["licence"] for source in card["sources"])
    assert card["limits"]


def test_the_shipped_model_is_as_good_as_its_card_must_say() -> None:
    card = classifier.pretrained_topic().card
    english, baseline = card["validation"]["en"], card["baseline"]

    assert english["random_article"] >= 0.89
    assert english["same_section"] >= 0.88
    assert english["nearest_article"] >= 0.75
    assert all(english[kind] > baseline[kind] for kind in english)
    assert card["held"]["true"] <= 0.03
    assert card["calibration"]["natural"] <= 0.02
