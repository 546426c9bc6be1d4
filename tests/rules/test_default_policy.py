"""Every rule that a new site starts with: what it sees, and what it must not see."""

from pathlib import Path
from typing import Any

import pytest

import rules
from rules import ArticleFacts, AuthorFacts, RepetitionFacts
from tests.rules.reading_facts import facts, found

NEWCOMER = {"author": AuthorFacts(approved=0, rejected=0, recent=0)}
TRAM = ArticleFacts(title="Council votes for a second tram line")
REGULAR = {"author": AuthorFacts(approved=9, rejected=0, recent=0)}

# rule, a text with it, a word that is marked ("" when none is), a text without it
SEEN_IN_TEXT = [
    ("slur_aimed", "You filthy faggot, leave.", "faggot", "He called me a faggot."),
    ("slur", "Such a faggot thing.", "faggot", "He called me a faggot."),
    ("slur", "A coon, then.", "coon", "Faggots in gravy, please."),
    (
        "dog_whistle",
        "1488, brothers.",
        "1488",
        "In 1488 Dias sailed round the Cape.",
    ),
    (
        "against_groups",
        "Gays should be deported.",
        "should be deported",
        "Containers should be deported.",
    ),
    (
        "strays",
        "Off topic, but who won?",
        "Off topic",
        "The motion was ruled off topic.",
    ),
    ("no_word", "Noooooooooooooo!", "ooooooo", "Nooooooooooooo, not again!"),
    (
        "identity_number",
        "My SSN is 078-05-1120.",
        "078-05-1120",
        "It was 3-2 and 05-1120 on the board.",
    ),
    ("self_harm", "Just kill yourself already.", "kill yourself", "It kills trade."),
    (
        "wish_of_death",
        "The mayor should be shot.",
        "be shot",
        "It was shot here.",
    ),
    ("threat", "I know where you live.", "where you live", "I know where it is."),
    ("call_for_violence", "Hang all journalists.", "Hang", "Hang all the pictures."),
    ("dehumanising", "These people are vermin.", "vermin", "Vermin is in the cellar."),
    ("insult_aimed", "He is such an idiot.", "idiot", "Such a plan is idiotic."),
    ("sexual_harassment", "Send me nudes.", "nudes", "The nudes in the museum."),
    ("sexual_words", "What a blowjob.", "blowjob", "What a blow to the job market."),
    (
        "self_harm_words",
        "He told me to kill yourself.",
        "kill yourself",
        "He told me to calm down.",
    ),
    ("profanity", "This is bullshit.", "bullshit", "The bull and the shirt."),
    ("profanity", "This is f***ing late.", "f***", "This is *really* late."),
    (
        "moderation_complaint",
        "Why was my comment deleted?",
        "comment deleted",
        "Why was the line deleted from the plan?",
    ),
    (
        "about_site",
        "Your app keeps crashing.",
        "app keeps crashing",
        "The app for the buses was late.",
    ),
    (
        "off_topic_said",
        "Off topic, but who won?",
        "Off topic",
        "A topic often put off.",
    ),
    (
        "correction",
        "There's a typo in the headline.",
        "There's a typo",
        "The typist made the headlines.",
    ),
    (
        "link_drop",
        "See https://a.example now",
        "https://a.example",
        "The vote of May, which nobody here has read, is at https://a.example",
    ),
    (
        "sales_talk",
        "Free trial, order now at https://a.example",
        "Free trial",
        "Order now means chaos later.",
    ),
    (
        "testimonial",
        "Thanks to Dr Ojo the spell caster, contact him on WhatsApp",
        "Dr Ojo the",
        "Thanks to Dr Ojo the ward is open again.",
    ),
    ("first_post", "First!", "First", "First of all, who pays?"),
    (
        "self_promotion",
        "Please subscribe to my channel",
        "subscribe",
        "I subscribe to this newspaper",
    ),
    (
        "advertising_link",
        "Cheap loans at http://win-money.example",
        "http://win-money.example",
        "The report is at http://parliament.example",
    ),
    (
        "advertising",
        "Cheap loans, text me for details",
        "Cheap loans",
        "Viagra has saved some marriages, says my doctor",
    ),
    (
        "link_only",
        "http://a-long-address.example/x",
        "http",
        "See http://a.example now",
    ),
    (
        "many_links",
        "Read a.example, b1.example, c1.example, d1.example and e1.example",
        "e1.example",
        "Read b1.example and c1.example",
    ),
    ("short_link", "Look: https://bit.ly/2aB3", "https://bit.ly", "A bit.lying about."),
    ("contact_number", "Text me: 0171 5551234", "0171 5551234", "Text me tomorrow."),
    ("email_address", "Mail no.tram@vote.example", "no.tram@vote.example", "It is @ 5"),
    ("phone_number", "It is 0171 5551234.", "0171 5551234", "It cost 1,234,567.89."),
    (
        "card_or_account",
        "4111 1111 1111 1111 is my card",
        "4111 1111 1111 1111",
        "4111 1111 1111 1112 is a number",
    ),
    (
        "doxxing",
        "Her home address is known.",
        "Her home address is",
        "An address by her",
    ),
    ("shouting", "THIS IS THE WORST OF ALL", "THIS IS THE WORST OF ALL", "NATO and UN"),
    ("illegible", "asdkjh qwkejh zxmcnb lkjqwe", "", "rhythms of strengths and myths"),
    ("signs_only", "#+#+#+#+#+#+#+#+#+#+#+#", "", "C'est la vie, n'est-ce pas?"),
    ("drawn_out", "Noooooooooooooo!", "ooooooo", "Soon. Noon. Brrr..."),
    (
        "street_address",
        "He is at 12 Baker Street now.",
        "12 Baker Street",
        "All 12 bakers of the street.",
    ),
]

# rule, a text, what is around it, and other surroundings without the rule
SEEN_AROUND = [
    (
        "slur_likely",
        "A house of sodomites.",
        {"scores": {"toxicity": 0.6, "identity_attack": 0.1}},
        {"scores": {"toxicity": 0.2, "identity_attack": 0.1}},
    ),
    (
        "other_subject",
        "Pisces: a good week for love.",
        {"article": TRAM},
        {"article": ArticleFacts(title="Why people believe in horoscopes")},
    ),
    (
        "chatter",
        "Hello everyone!",
        {"article": TRAM},
        {"article": ArticleFacts()},
    ),
    (
        "insult_likely",
        "Clowns, all of them.",
        {"scores": {"insult": 0.6}},
        {"scores": {"insult": 0.5}},
    ),
    (
        "link_and_spam",
        "See http://a.example",
        {"scores": {"spam": 0.6}},
        {"scores": {"spam": None}},
    ),
    (
        "repeated_by_author",
        "I have said so before.",
        {"repetition": RepetitionFacts(own=1)},
        {"repetition": RepetitionFacts(others=1)},
    ),
    (
        "repeated_by_others",
        "All of us say the very same thing here.",
        {"repetition": RepetitionFacts(others=3)},
        {"repetition": RepetitionFacts(others=2)},
    ),
    (
        "nearly_repeated",
        "All of us say nearly the very same thing here.",
        {"repetition": RepetitionFacts(others_similar=3)},
        {"repetition": RepetitionFacts(others_similar=2, own_similar=1)},
    ),
    (
        "banned",
        "Well said.",
        {"author": AuthorFacts(banned=True)},
        {"author": AuthorFacts(banned=False)},
    ),
    (
        "trusted",
        "Well said.",
        {"author": AuthorFacts(trusted=True)},
        {"author": AuthorFacts()},
    ),
    (
        "article_closed",
        "Well said.",
        {"article": ArticleFacts(closed=True)},
        {"article": ArticleFacts(closed=False)},
    ),
    (
        "flooding",
        "And another one.",
        {"author": AuthorFacts(approved=0, rejected=0, recent=10)},
        {"author": AuthorFacts(approved=99, rejected=0, recent=9)},
    ),
    ("first_with_link", "See http://a.example", NEWCOMER, REGULAR),
    (
        "often_rejected",
        "So what.",
        {
            "author": AuthorFacts(approved=1, rejected=3, recent=0),
            "scores": {"toxicity": 0.3},
        },
        {
            "author": AuthorFacts(approved=1, rejected=2, recent=0),
            "scores": {"toxicity": 0.9},
        },
    ),
]

CIVIL = [
    "I disagree with the council, but the vote was fair.",
    "410 million for a tram, and the schools have leaking roofs. Strange priorities.",
    "Nobody carries a ladder on a tram.",
    "Is there a source for the claim that rents fell by 12 per cent in 2024?",
    "Killing the project now would cost more than finishing it.",
    "The minister's answer was weak and he knows it.",
    "My father was shot at in that war; do not tell me it was clean.",
    "Gay couples have waited long enough for this law.",
    "As a Muslim I was glad about the mayor's words.",
    "The black market in cigarettes is what this tax will bring.",
    "Buy less, use it longer: that would help the climate.",
    "I moved here in 1998 and paid 54,000 for the flat.",
    "Phone calls to the office are never answered. Has anybody got through?",
    "They should be ashamed of this budget.",
    "The opposition has no plan either, only slogans.",
    "What a stupid idea, to close the road in the holiday season.",
    "The bank gave loans to anyone before 2008.",
    "On 3.5.2026 the bridge was closed, on 4.5.2026 it was open again.",
    "The score was 3-1 at half time and 4-4 in the end.",
    "E.g. the airport: late, dear, and too small.",
    "USA, UK and EU agreed on it in the UN.",
    "You are wrong about the tram, and here is why.",
    "First of all, thank you for the report.",
    "He died of cancer; I hope the hospital gets the money.",
    "Assessments of this class pass through the Scunthorpe office.",
]


@pytest.mark.parametrize(("rule", "text", "word", "near_miss"), SEEN_IN_TEXT)
def test_a_rule_sees_its_words_marks_them_and_lets_the_near_miss_pass(
    rule: str, text: str, word: str, near_miss: str
) -> None:
    hit = found(text)
    assert rule in hit
    assert any(word in marked for marked in hit[rule]) or not word
    assert rule not in found(near_miss)


@pytest.mark.parametrize(("rule", "text", "around", "elsewhere"), SEEN_AROUND)
def test_a_rule_sees_what_is_around_a_comment(
    rule: str, text: str, around: dict[str, Any], elsewhere: dict[str, Any]
) -> None:
    assert rule in found(text, **around)
    assert rule not in found(text, **elsewhere)


def test_every_rule_of_the_default_policy_is_tried_here() -> None:
    tried = {each[0] for each in SEEN_IN_TEXT} | {each[0] for each in SEEN_AROUND}
    assert tried == {rule.id for rule in rules.default().rules}


@pytest.mark.parametrize("text", CIVIL)
def test_civil_debate_meets_no_rule_that_holds_or_rejects(text: str) -> None:
    asked = [each.rule for each in rules.default().check(facts(text)).live if each.then]
    assert asked == []


def test_findings_come_the_heaviest_first_with_a_sentence_and_a_known_reason() -> None:
    findings = (
        rules.default().check(facts("You idiot, mail me: a.b@c.example !!!")).live
    )
    weights = [finding.weight for finding in findings]
    assert weights == sorted(weights, reverse=True)
    assert len(findings) >= 1
    assert all(finding.message.endswith(".") for finding in findings)


@pytest.mark.parametrize("example", rules.default().examples)
def test_the_examples_of_the_policy_hold(example: rules.Example) -> None:
    live = rules.default().check(facts(example.text)).live
    asked = {finding.then for finding in live}
    acts = [action for action in ("reject", "hold") if action in asked]
    assert example.expect == (acts[0] if acts else "approve")
    assert set(example.rules) <= {finding.rule for finding in live}


def test_the_default_policy_has_no_problem() -> None:
    path = Path(rules.__file__).parent / "default.yaml"
    assert rules.check(path).problems == []
