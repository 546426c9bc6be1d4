"""Numbers, addresses and links: what is one, and what only looks like one."""

import re
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules import Facts, form, links, privacy


@pytest.mark.parametrize(
    "text",
    [
        "0171 5551234",
        "+44 7700 900123",
        "(0171) 555-1234",
        "0171/555 12 34",
        "555-867-5309".replace("555", "202"),
        "1-800-555-0100",
        "+49 30 901820-11",
        "+33 1 70 18 99 00",
        "020 7946 0018",
        "06 39 98 00 12",
        "+1 (202) 555-0173",
        "+91 98490 00000",
    ],
)
def test_a_phone_number_is_seen(text: str) -> None:
    facts = Facts(text=f"Reach me at {text}, please.")
    (place,) = privacy.phones(facts)
    assert facts.text[slice(*place)] == text


@pytest.mark.parametrize(
    "text",
    [
        "2019-2023",
        "24.11.2026",
        "2026-11-24",
        "1,234,567,890",
        "$1234567890",
        "410 000 000",
        "3.14159265358979",
        "page 123456789",
        "id x0171555123456",
        "12345678901234567890123456789012",
        "1 234 567 890",
        "1.234.567.890",
        "192.168.100.200",
        "10.2.33.4045",
        "0.123456789012",
        "3-1, 2-2, 4-0, 1-1, 3-3",
        "0-521-37169-4",
        "ISBN 0802118275",
        "978-3-16-148410-0",
        "1973-1977  1983-1989",
        "https://news.example/stories/0612770091",
        "https://a.example/?id=0612770091",
        "ticket #0171555123",
        "between 2,019,000 and 3,021,000",
    ],
)
def test_dates_sums_and_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert privacy.phones(Facts(text=f"It was {text} then.")) == ()


@pytest.mark.parametrize("text", ["4111111111111111", "5500-0000-0000-0004"])
def test_a_card_number_is_seen_by_its_check_digit(text: str) -> None:
    assert len(privacy.cards(Facts(text=f"Card {text}."))) == 1
    wrong = text[:-1] + str((int(text[-1]) + 1) % 10)
    assert privacy.cards(Facts(text=f"Card {wrong}.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "1973-1977 1983-1989",
        "2012/05/29/2348887",
        "978-3-16-148410-0",
        "0000000000000000",
        "1234 5678 9012 3452",
        "41111111111 11111",
    ],
)
def test_years_books_and_ids_are_no_cards_whatever_their_digits(text: str) -> None:
    assert privacy.cards(Facts(text=f"It was {text} then.")) == ()


@pytest.mark.parametrize(
    ("text", "is_street"),
    [
        ("She is at 12 Baker Street now.", True),
        ("19b Baker St. has a queue.", True),
        ("14 Old Mill Lane, second floor", True),
        ("In 1998 Fleet Street was done for.", False),
        ("All 12 bakers of the street", False),
        ("Route 66 Drive", False),
        ("At 10 Downing Street they laugh.", False),
        ("The 9 Close calls of the season", False),
    ],
)
def test_a_street_is_seen_by_its_number_and_names(text: str, is_street: bool) -> None:
    assert bool(privacy.streets(Facts(text=text))) is is_street


def test_an_account_number_is_seen_by_its_check_digits() -> None:
    right = Facts(text="Pay to GB82 WEST 1234 5698 7654 32 today")
    assert len(privacy.accounts(right)) == 1
    wrong = Facts(text="Pay to GB83 WEST 1234 5698 7654 32 today")
    assert privacy.accounts(wrong) == ()


@pytest.mark.parametrize(
    "text", ["a.b+c@mail.example", "jörg@müller.example", "x_1@a-b.example.org"]
)
def test_a_mail_address_is_seen_and_is_no_link(text: str) -> None:
    facts = Facts(text=f"Write to {text} now")
    (place,) = privacy.emails(facts)
    assert facts.text[slice(*place)] == text
    assert links.spans(facts) == ()


SIGNS = st.sampled_from("aZ9é日٣_-.+@ ,\n\u0301")
RUNS = st.builds(
    str.__mul__, st.sampled_from("aé日-."), st.sampled_from([61, 62, 63, 64, 65, 130])
)
NEAR_A_MAIL = st.sampled_from(["@", "a@b", ".c", "@d."])


@example("a@b.c.d.e.f.g@h.i")
@example("a@b+c.d a+b@c-d.e+f@g.h")
@given(st.lists(SIGNS | RUNS | NEAR_A_MAIL, max_size=30).map("".join))
def test_a_mail_address_is_as_long_as_it_may_be_and_no_longer(text: str) -> None:
    wanted = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
    found = tuple(match.span() for match in wanted.finditer(text))
    assert privacy.emails(Facts(text=text)) == found


def test_a_mark_belongs_to_the_word_that_it_stands_in() -> None:
    assert form.words(Facts(text="नमस्ते cafe\u0301 2x")) == 3


@pytest.mark.parametrize("module", [links, privacy])
def test_no_pattern_is_so_large_that_it_delays_the_start(module: ModuleType) -> None:
    sizes = [
        each.programsize
        for each in vars(module).values()
        if hasattr(each, "programsize")
    ]
    assert sizes
    assert max(sizes) < 10_000  # instructions; half a million took 0.2 s


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/b?c=d#e",
        "www.site.example",
        "news-site.com/page",
        "hxxp://bad[.]example/x",
        "best-offer(dot)com",
        "HTTP://LOUD.EXAMPLE",
    ],
)
def test_a_link_is_seen_however_it_is_written(text: str) -> None:
    facts = Facts(text=f"Look at {text} today")
    (place,) = links.spans(facts)
    assert facts.text[slice(*place)] == text


@pytest.mark.parametrize(
    "text",
    ["e.g. this", "It ended.The end", "3.5.2026", "file.txt", "U.S.A.", "and/or"],
)
def test_ordinary_writing_is_no_link(text: str) -> None:
    assert links.spans(Facts(text=text)) == ()


def test_a_shortened_link_is_told_from_one_that_shows_where_it_leads() -> None:
    assert links.shorteners(Facts(text="https://www.bit.ly/x and TINYURL.com/y")) == 2
    assert links.shorteners(Facts(text="https://bit.ly.example/x")) == 0


@pytest.mark.parametrize(
    "text",
    ["Call me at 98765 43210", "my number is 612 345 678", "Phone: 555-0123"],
)
def test_behind_a_call_to_dial_a_number_is_a_phone_however_it_is_grouped(
    text: str,
) -> None:
    assert privacy.phones(Facts(text=text))
    assert not privacy.phones(Facts(text=f"It took {text.partition(' ')[2][-9:]}."))


@pytest.mark.parametrize(
    "text",
    ["jane at gmail dot com", "jane dot roe at mail dot de", "p(at)mail(dot)org"],
)
def test_an_address_of_mail_in_words_is_seen(text: str) -> None:
    assert privacy.worded_emails(Facts(text=f"Write to {text} now"))


@pytest.mark.parametrize(
    "text",
    ["Meet at gmail's office.", "I looked at the red dot com", "We met at nine."],
)
def test_at_and_dot_alone_are_no_address(text: str) -> None:
    assert not privacy.worded_emails(Facts(text=text))


def test_a_phone_number_in_words_has_seven_digits_or_more() -> None:
    assert privacy.worded_phones(Facts(text="oh seven seven double oh nine one two"))
    assert not privacy.worded_phones(Facts(text="zero, one, two, three, go"))


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        ("my SSN is 078-05-1120", True),
        ("AB 12 34 56 C is hers", True),
        ("his passport number is 533380006", True),
        ("the number plate is AB12 CDE", True),
        ("the 1996-97-1998 seasons", False),
        ("passport control opens at 9", False),
    ],
)
def test_numbers_of_passports_insurance_and_cars_are_seen(
    text: str, is_id: bool
) -> None:
    assert bool(privacy.ids(Facts(text=text))) is is_id
