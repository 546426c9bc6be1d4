"""Which language: enough to know what the judges cannot read."""

import importlib.util
import time
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import folder, language
from classifier.language import table
from classifier.language import training as language_training
from tests import needs

SENTENCES = [
    ("af", "Ek verstaan nie hoekom die stad so lank gewag het nie."),
    ("ar", "لا أفهم لماذا انتظرت المدينة كل هذا الوقت."),
    ("bg", "Не разбирам защо градът чака толкова дълго."),
    ("ca", "No entenc per què l'ajuntament ha esperat tant de temps."),
    ("cs", "Nechápu, proč město čekalo tak dlouho."),
    ("da", "Jeg forstår ikke, hvorfor kommunen ventede så længe."),
    ("de", "Das hätte man vor zehn Jahren bauen sollen."),
    ("de", "endlich mal ein vernünftiger vorschlag aus dem rathaus"),
    ("el", "Δεν καταλαβαίνω γιατί ο δήμος περίμενε τόσο πολύ."),
    ("en", "The council has voted for the tram and I think that it was right."),
    ("en", "nobody asked for this lol"),
    ("es", "No entiendo por qué tardaron tanto en arreglar la calle."),
    ("et", "Ma ei saa aru, miks linn nii kaua ootas."),
    ("eu", "Ez dut ulertzen zergatik itxaron duen hainbeste udalak."),
    ("fa", "من نمی‌فهمم چرا شهرداری این همه صبر کرد."),
    ("fi", "En ymmärrä, miksi kaupunki odotti niin kauan."),
    ("fr", "Je ne comprends pas pourquoi la mairie a attendu si longtemps."),
    ("ga", "Ní thuigim cén fáth ar fhan an chathair chomh fada sin."),
    ("he", "אני לא מבין למה העירייה חיכתה כל כך הרבה זמן."),
    ("hi", "मुझे समझ नहीं आता कि शहर ने इतना इंतज़ार क्यों किया।"),
    ("hr", "Ne razumijem zašto je grad tako dugo čekao."),
    ("hu", "Nem értem, miért várt ennyit a város."),
    ("id", "Saya tidak mengerti mengapa kota ini menunggu begitu lama."),
    ("is", "Ég skil ekki af hverju borgin beið svona lengi."),
    ("it", "Non capisco perché il comune abbia aspettato così tanto."),
    ("ja", "なぜ市がこんなに長く待ったのか分かりません。"),
    ("ko", "왜 시에서 이렇게 오래 기다렸는지 모르겠어요."),
    ("lt", "Nesuprantu, kodėl miestas taip ilgai laukė."),
    ("lv", "Es nesaprotu, kāpēc pilsēta tik ilgi gaidīja."),
    ("nl", "Ik vind dat de gemeente hier gelijk in heeft."),
    ("pl", "Nie rozumiem, dlaczego miasto tak długo czekało."),
    ("pt", "Os moradores pedem um parque há muitos anos"),
    ("pt", "ninguem aqui pediu isso, so querem gastar dinheiro"),
    ("ro", "Locuitorii cer un parc de mulți ani"),
    ("ro", "nu mai suntem prosti, stim foarte bien ce se intampla in oras"),
    ("ru", "Не понимаю, почему город так долго ждал."),
    ("sk", "Nerozumiem, prečo mesto čakalo tak dlho."),
    ("sl", "Ne razumem, zakaj je mesto tako dolgo čakalo."),
    ("sq", "Nuk e kuptoj pse bashkia priti kaq gjatë."),
    ("sv", "Jag förstår inte varför kommunen väntade så länge."),
    ("sw", "Sielewi kwa nini mji umesubiri kwa muda mrefu hivyo."),
    ("th", "ฉันไม่เข้าใจว่าทำไมเมืองถึงรอนานขนาดนี้"),
    ("tl", "Hindi ko maintindihan kung bakit naghintay ang lungsod."),
    ("tr", "Belediyenin neden bu kadar beklediğini anlamıyorum."),
    ("uk", "Не розумію, чому місто так довго чекало."),
    ("vi", "Tôi không hiểu tại sao thành phố lại chờ lâu như vậy."),
    ("zh", "我不明白为什么市政府等了这么久。"),
]


@pytest.mark.parametrize(("code", "text"), SENTENCES)
@pytest.mark.parametrize("usual", ["en", "de"])
def test_one_sentence_tells_its_language(code: str, text: str, usual: str) -> None:
    found = language.detect(text, usual)
    assert found.code == code
    assert 0.3 < found.certainty <= 1


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_case_tells_nothing(code: str, text: str) -> None:
    assert language.detect(text.upper()).code == code


@pytest.mark.parametrize(
    "text", ["", "Well said!", "lol", "😀😀", "42", "Bravo", "NATO", "\ud800", "好"]
)
def test_what_says_too_little_is_taken_for_the_usual(text: str) -> None:
    for usual in ("en", "de", "xx"):
        assert language.detect(text, usual) == language.Language(usual, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "u r so dumb lmao wtf is this garbage",
        "GET OUT OF OUR COUNTRY NOW",
        "lol ok boomer, cope harder",
        "smh my head, these ppl r wild fr fr",
        "No way José, no.",
        "Señor Müller's café serves the best crème brûlée in town",
        "Angela Merkel, Emmanuel Macron and Giorgia Meloni met Recep Tayyip Erdogan",
        "Wha's like us? Damn few, and they're a' deid",
        "Och aye, dinnae fash yersel, wee man",
        "Ur mum is well fit m8, wot u on about",
        "I ain't gonna lie bruv dat was peng innit",
        "RIP legend. Gone but never forgotten",
        "GGWP noob team, report mid pls",
        "hahahahahaha nooooooo waaaaaay",
        "blah blah blah yada yada yada",
        "Tom Dick Harry Jim Bob Sue Ann Jane Mary",
        "As the Germans say, Schadenfreude ist die beste Freude, and they should know",
        "https://www.beispiel.example/warum-die-stadt-nicht-bezahlen-will Great read!",
        "@jean_pierre_dupont #LibertéÉgalitéFraternité well done mate",
    ],
)
def test_slang_names_shouting_and_quotes_are_no_foreign_tongue(text: str) -> None:
    assert language.detect(text).code == "en"


@pytest.mark.parametrize(
    "text",
    [
        "y o u  a r e  a n  i d i o t  a n d  a  f o o l",
        "y0u 4r3 4 c0mpl3t3 1d10t 4nd 3v3ry0n3 kn0ws 1t",
        "уоu аrе аn іdіоt аnd еvеrуоnе knоws іt, whаt а fооl yоu аrе",
        "ｙｏｕ ａｒｅ ａｎ ｉｄｉｏｔ ａｎｄ ｅｖｅｒｙｏｎｅ ｋｎｏｗｓ",
        "y\u200bo\u200bu are an i\u200bd\u200bi\u200bo\u200bt and everyone knows",
        "𝐲𝐨𝐮 𝐚𝐫𝐞 𝐚𝐧 𝐢𝐝𝐢𝐨𝐭 𝐚𝐧𝐝 𝐞𝐯𝐞𝐫𝐲𝐨𝐧𝐞 𝐤𝐧𝐨𝐰𝐬",
    ],
)
def test_a_disguise_is_no_foreign_tongue(text: str) -> None:
    assert language.detect(text).code == "en"


@pytest.mark.parametrize(
    ("usual", "text"),
    [
        ("sr", "Ne razumijem zašto je grad tako dugo čekao."),
        ("nn", "Jeg forstår ikke hvorfor kommunen ventet så lenge på dette."),
        ("gl", "Os moradores pedem um parque há muitos anos"),
        ("mr", "मुझे समझ नहीं आता कि शहर ने इतना इंतज़ार क्यों किया।"),
        ("ja", "市長発言全部嘘"),
    ],
)
def test_a_sites_own_language_beats_its_next_of_kin(usual: str, text: str) -> None:
    assert language.detect(text, usual).code == usual
    assert language.detect(text, "en").code not in ("en", usual)


def test_a_script_that_nobody_listed_goes_by_its_name() -> None:
    assert language.detect("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ").code == "cherokee"


@given(st.text(), st.sampled_from(["en", "de", "ja", "xx"]))
def test_any_text_has_a_language(text: str, usual: str) -> None:
    found = language.detect(text, usual)
    assert found.code
    assert 0 <= found.certainty <= 1


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "ab " * 7_000,
        "<" * 20_000,
        "@" * 20_000,
        "\ufdfa" * 20_000,
        "😀" * 20_000,
        "а b " * 5_000,
        "\x00\ud800" * 10_000,
        "".join(chr(0x4E00 + sign) for sign in range(20_000)),
    ],
)
def test_a_hostile_text_is_read_in_part_and_in_time(text: str) -> None:
    language.detect(text)
    begin = time.thread_time()
    for _ in range(10):
        language.detect(text)
    assert (time.thread_time() - begin) / 10 < 0.005


@pytest.mark.parametrize("first", ["en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "ab " * 7_000,
        ". " * 10_000,
        "!" * 20_000,
        "\n" * 20_000,
        ". " + " " * 20_000,
        "😀" * 20_000,
        "\ufdfa" * 20_000,
        "\x00\ud800" * 10_000,
        "\ufdfa " * 10_000,
        "😀 " * 10_000,
        " ".join(text for _, text in SENTENCES) * 8,
        ". ".join(" ".join(text for _, text in SENTENCES).split()) * 6,
        "уоu аrе аn іdіоt. " * 1_100,
    ],
)
def test_passages_of_a_hostile_text_are_told_in_time(text: str, first: str) -> None:
    language.passages(text, first)
    begin = time.thread_time()
    for _ in range(10):
        language.passages(text, first)
    assert (time.thread_time() - begin) / 10 < 0.05


@pytest.mark.parametrize(
    "alphabets",
    [
        ["abcdefghijklmnopqrstuvwxyz"],
        ["abcdefghijklmnopqrstuvwxyzáéíóúäöüßçñãõșțşğışčžřů"],
        ["abcdefghijklmnopqrstuvwxyz", "абвгдежзик", "αβγδεζηθ", "ابتثجح", "अआइईउ"],
        ["".join(chr(sign) for sign in range(0x80, 0x2FFF) if chr(sign).isalpha())],
    ],
    ids=["Latin", "accented", "a script a word", "a script a letter"],
)
def test_words_that_nobody_has_seen_are_told_in_time(alphabets: list[str]) -> None:
    spent = []
    for number in range(10):
        dice = Random(number)
        words = [
            "".join(dice.choices(dice.choice(alphabets), k=6)) for _ in range(2900)
        ]
        begin = time.thread_time()
        language.passages(" ".join(words), "en")
        spent.append(time.thread_time() - begin)
    assert sorted(spent)[5] < 0.05


CALM = {
    "de": "Die neue Bahn ist wirklich eine sehr gute Sache für uns alle.",
    "en": "The new tram is a good thing for everyone who lives here.",
    "fr": "Le nouveau tramway est une bonne chose pour tous les habitants.",
    "pt": "O novo parque da cidade ficou muito bonito para as crianças.",
}


@pytest.mark.parametrize("usual", ["en", "de", "fr"])
@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("one", CALM)
@pytest.mark.parametrize("other", CALM)
def test_a_sentence_in_another_language_is_a_passage_wherever_it_stands(
    one: str, other: str, between: str, usual: str
) -> None:
    if one == other:
        assert language.passages(CALM[one] * 2, one, one) == ()
        return
    for times in (1, 10):  # the latter is longer than what `detect` reads
        parts = [*[CALM[one]] * times, CALM[other], *[CALM[one]] * times]
        text = between.join(parts)
        found = {each.code: each for each in language.passages(text, one, usual)}
        assert set(found) == {one, other}
        assert found[other].text.strip() == CALM[other]
        assert text.startswith(CALM[other], found[other].text.index(CALM[other]))
        assert found[other].letters == len(CALM[other])


@pytest.mark.parametrize(
    "text",
    [
        "Well said! I think that Angela Merkel and Emmanuel Macron were right on this.",
        "As he would say: c'est la vie. But we will have to live with it, won't we?",
        "smh. these ppl r wild fr fr. lol ok boomer, cope harder. RIP legend.",
        "See https://www.beispiel.example/warum-die-stadt-nicht-zahlen-will for this.",
        "",
        "?!",
    ],
)
def test_plain_english_with_names_and_sayings_has_no_passages(text: str) -> None:
    assert language.passages(text, "en") == ()


def test_links_and_figures_are_no_passage_and_unclear_words_are_in_the_usual() -> None:
    for nothing in ("https://t.example/a1", "1.", "(2)", "#Stadt", "@anna", "!!"):
        assert language.passages(f"{CALM['de']} {nothing}", "de") == ()
    (_, english) = language.passages(f"{CALM['de']} f o o l", "de")
    assert (english.code, english.text.strip(), english.letters) == ("en", "f o o l", 0)


@given(st.text(), st.sampled_from(["en", "de", "ja", "xx"]))
def test_passages_keep_places_and_do_not_overlap(text: str, usual: str) -> None:
    found = language.passages(text, language.detect(text, usual).code, usual)
    for each in found:
        assert all(
            kept in (" ", sent) for kept, sent in zip(each.text, text, strict=False)
        )
        assert len(each.text) <= len(text)
    written = sum(sum(not sign.isspace() for sign in each.text) for each in found)
    assert written <= sum(not sign.isspace() for sign in text)


def test_what_is_remembered_of_words_is_bounded() -> None:
    for number in range(table.REMEMBERED_WORDS // 50 + 10):
        words = " ".join(f"{chr(97 + number % 26)}{sign}x" for sign in _names(number))
        language.detect(words)
    assert table.table().found.cache_info().currsize <= table.REMEMBERED_WORDS


def _names(number: int) -> list[str]:
    letters = np.random.default_rng(number).integers(97, 123, (60, 6))
    return ["".join(map(chr, row)) for row in letters]


def test_the_shipped_table_is_what_the_builder_makes() -> None:
    if importlib.util.find_spec("py3langid") is None:
        needs.missing("the package py3langid")
    arrays, card = language_training.convert()
    shipped, known = folder.read(table.SHIPPED, table.KIND)
    if known["made_from"] != card["made_from"]:
        needs.missing(known["made_from"])
    assert known["version"] == card["version"]
    assert np.array_equal(arrays["weights"], shipped["weights"])
    assert np.array_equal(arrays["grams"], shipped["grams"])
