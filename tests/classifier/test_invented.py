"""Sentences of our own: varied, well formed, and with no word tied to one class."""

import random
import re
from collections import Counter
from itertools import islice, pairwise

import pytest

from classifier import identities, invented
from classifier.insulting import FOUL
from classifier.invented import (
    advertising,
    blogs,
    channels,
    condescension,
    counterspeech,
    exclusion,
    hate,
    idioms,
    insinuation,
    insults,
    labels,
    news,
    plain,
    quoting,
    slurs,
    swearing,
    texting,
    threats,
    twofold,
    wishes,
)
from classifier.invented.grammar import fill, plurals, sentences
from classifier.invented.people import groups
from classifier.samples import ATTRIBUTES
from classifier.spelling import fold
from tests.classifier.written import all_written


def words_of(text):
    """The words as written, folded: features put one placeholder for all groups."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(text).text)


def family(room):
    return list(room.samples(random.Random(0)))


def read(text):
    """The words of a text, and its pairs of neighbouring words."""
    words = words_of(text)
    return {*words, *pairwise(words)}


@pytest.fixture(scope="module")
def all_read():
    """Every text with what is read in it."""
    return [(sample, read(sample.text)) for sample in all_written()]


def terms_of(group):
    known = identities.TERMS | identities.PHRASES.keys()
    return {
        term for forms in group.values() for form in forms for term in read(form)
    } & known


def test_the_same_seed_writes_the_same_and_another_writes_others():
    assert tuple(invented.samples(0)) == all_written()
    first = [each.text for each in islice(invented.samples(1), 1_000)]
    assert first != [each.text for each in all_written()[:1_000]]


def test_there_are_thousands_of_texts_and_none_twice():
    assert 15_000 <= len(all_written()) <= 35_000
    assert len({sample.text for sample in all_written()}) == len(all_written())


def test_every_label_is_of_a_known_attribute_and_0_or_1():
    for sample in all_written():
        assert sample.labels
        assert set(sample.labels) <= set(ATTRIBUTES)
        assert set(sample.labels.values()) <= {0, 1}
        assert (sample.source, sample.split) == ("invented", "train")


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_attribute_has_hundreds_of_both_classes(attribute):
    counted = Counter(sample.labels.get(attribute) for sample in all_written())

    assert counted[0] >= 400
    assert counted[1] >= 200


def test_no_slot_and_no_article_is_left_open():
    for sample in all_written():
        assert not re.search(r"[{}]|\(n\)|  ", sample.text, re.IGNORECASE), sample.text


def test_articles_fit_the_next_word():
    wrong = re.compile(
        r"(?i)\ba (?:idiot|old|elderly|asexual|African|Indian|Irish|Asian|immigrant"
        r"|ugly|useless idiot|LGBT|arsehole|asylum|Aboriginal|hour|utter)\b"
        r"|\ban (?:European|Ukrainian|gay|woman|useful|united|one|clown|young)\b"
    )

    assert [s.text for s in all_written() if wrong.search(s.text)] == []


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("a(n) {x} came", "An owl came"),
        ("was it a(n) Ukrainian? a(n) old one.", "Was it a Ukrainian? An old one."),
        ("a(n) '{x}'", "An 'owl'"),
        ("A(n) ugly unicorn, a(n) unread book", "An ugly unicorn, an unread book"),
        ("a(n) LGBT choir, a(n) honest man", "An LGBT choir, an honest man"),
        ("{y}", "My owl"),
    ],
)
def test_a_pattern_is_filled_to_a_proper_sentence(pattern, written):
    slots = {"x": ("owl",), "y": ("my {x}",)}

    assert fill(pattern, slots, random.Random(0)) == written


def test_an_unknown_slot_is_an_error():
    with pytest.raises(KeyError, match="nobody"):
        fill("{nobody}", {}, random.Random(0))


def test_plurals_are_regular_english():
    written = plurals(("fool", "bully", "donkey", "harpy", "ass", "leech", "sheep"))

    assert written == (
        "fools",
        "bullies",
        "donkeys",
        "harpies",
        "asses",
        "leeches",
        "sheep",
    )


def test_a_small_grammar_ends_when_it_has_no_more_to_say():
    written = list(sentences(("{x}",), {"x": ("a", "b")}, random.Random(0), 50))

    assert sorted(written) == ["A", "B"]


def test_each_group_is_named_often_and_in_both_classes_alike(all_read):
    """A word that stood mostly in hate would be taken for hate."""
    both = {"man", "men", "woman", "women"}  # in the names of most other groups too
    told = [
        (sample.labels["identity_attack"], words)
        for sample, words in all_read
        if "identity_attack" in sample.labels
    ]
    for group in groups():
        own = terms_of(group)
        own -= set() if group["adj"][0] in ("female", "male") else both
        counted = Counter(label for label, words in told if not own.isdisjoint(words))

        assert counted[0] + counted[1] >= 25, group
        assert 0.3 <= counted[1] / (counted[0] + counted[1]) <= 0.7, (group, counted)


def test_groups_are_named_in_terms_that_the_list_of_identities_has():
    for group in groups():
        for phrase in (phrase for forms in group.values() for phrase in forms):
            assert read(phrase) & (identities.TERMS | identities.PHRASES.keys()), phrase


@pytest.mark.parametrize("noun", ["clown", "donkey", "sheep", "rat", "snake", "bully"])
def test_a_word_that_can_insult_is_also_written_in_innocence(all_read, noun):
    classes = {
        sample.labels["insult"]
        for sample, words in all_read
        if "insult" in sample.labels and noun in words
    }

    assert classes == {0, 1}


def test_insults_are_of_hundreds_of_kinds():
    nouns = {*insults.NOUNS, *insults.FOUL_NOUNS}
    insulting = [s for s in family(insults) if s.labels["insult"]]

    assert len(nouns) >= 120
    assert len({s.text for s in insulting}) >= 800


@pytest.mark.parametrize("room", [swearing, quoting, counterspeech, news])
def test_these_families_hold_nothing_toxic(room):
    for sample in family(room):
        assert sample.labels["toxicity"] == 0
        assert sample.labels["insult"] == 0


@pytest.mark.parametrize(
    ("room", "attribute"),
    [
        (hate, "identity_attack"),
        (insults, "insult"),
        (threats, "threat"),
        (condescension, "insult"),
        (plain, "identity_attack"),
        (slurs, "identity_attack"),
        (twofold, "identity_attack"),
        (insinuation, "identity_attack"),
        (exclusion, "identity_attack"),
        (idioms, "insult"),
        (wishes, "threat"),
        (advertising, "spam"),
        (channels, "spam"),
        (blogs, "spam"),
        (texting, "spam"),
    ],
)
def test_these_families_hold_both_classes(room, attribute):
    share = [s.labels[attribute] for s in family(room) if attribute in s.labels]

    assert 0.2 <= sum(share) / len(share) <= 0.9


def test_no_contempt_without_bad_words_has_one():
    foul = FOUL | {"vermin", "scum", "filth", "stupid", "disgusting", "nigger"}
    for sample in family(insinuation):
        assert not foul & set(words_of(sample.text)), sample.text


def test_condescension_has_no_bad_word():
    for sample in family(condescension):
        assert sample.labels["profanity"] == 0
        assert not set(words_of(sample.text)) & {"idiot", "stupid", "moron", "fool"}


@pytest.mark.parametrize(
    ("text", "profane"),
    [
        ("What a shithead.", 1),
        ("Kiss my ass", 1),
        ("You fucking clown", 1),
        ("The class passed the grass", 0),
        ("Scunthorpe and Essex", 0),
        ("You are a muppet", 0),
    ],
)
def test_profanity_is_labelled_as_worded(text, profane):
    assert labels.abusive(text).labels["profanity"] == profane
    assert labels.clean(text).labels["profanity"] == profane


def test_links_and_numbers_lead_nowhere():
    """Names under .example (RFC 2606) and numbers kept for fiction."""
    links = re.compile(r"(?i)(?:https?://|www\.)(\S+)|@(\S+\.\w+)")
    for sample in all_written():
        for match in links.finditer(sample.text):
            host = (match[1] or match[2]).lower().split("/")[0].rstrip(".!,;:")
            assert host.endswith(".example"), sample.text


def test_identity_terms_are_folded_single_words_each_of_a_kind():
    kinds = {
        "religion",
        "ethnicity",
        "nationality",
        "gender",
        "orientation",
        "age",
        "disability",
        "status",
        "migration",
    }

    assert set(identities.KINDS.values()) == kinds
    assert set(identities.PHRASES.values()) <= kinds
    assert set(identities.KINDS) == identities.TERMS
    assert [term for term in identities.TERMS if words_of(term) != [term]] == []
    for phrase in identities.PHRASES:
        assert words_of(" ".join(phrase)) == list(phrase)


COMMON = """
    gay gays lesbian lesbians jew jews jewish muslim muslims black blacks white woman
    women man men girl boys male females trans transgender nonbinary latino latina
    latinx nigerian nigerians swiss blind deaf disabled autistic wheelchair elderly
    teen boomers millennial roma arab asian african kurdish immigrant migrants
    refugee asylum taoist sikh paralyzed millenial
"""


@pytest.mark.parametrize("term", COMMON.split())
def test_a_common_identity_term_is_known(term):
    assert term in identities.TERMS


def test_no_slur_is_an_identity_term():
    slurs = {word for slur in hate._SLOTS["slur"] for word in words_of(slur)}

    assert not identities.TERMS & slurs
