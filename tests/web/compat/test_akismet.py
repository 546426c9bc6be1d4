"""Akismet's calls, answered to the byte as its clients compare them."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from werkzeug.test import TestResponse

from moderation import judging, keys, queue
from moderation.comments import Action, Article, Reason, Status
from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.store import examples, people
from moderation.store.database import now
from tests import needs
from tests.moderation.stories import KIND, RUDE, count, decide, finding, post
from web.compat.akismet import checks, forms
from web.compat.akismet.forms import Form

SPAM = "Cheap loans for everyone, apply now at http://quick-cash.example"
THANKS = b"Thanks for making the web a better place."
GOLDEN = {  # requests that clients sent, without their keys
    "akismet 25.10.1 (PyPI)": (
        "blog=http%3A%2F%2Fexample.com&user_ip=127.0.0.1&comment_content=hello&"
        "comment_author=Ann&comment_author_email=a%40example.com&comment_author_url="
        "http%3A%2F%2Fa.example&comment_type=comment&permalink=http%3A%2F%2Fexample.com"
        "%2Fp&referrer=http%3A%2F%2Fexample.com%2F&user_agent=UA%2F1&blog_lang=en&"
        "blog_charset=UTF-8&comment_date_gmt=2026-11-23T10%3A00%3A00Z&user_role=user&"
        "is_test=true"
    ),
    "python-akismet 0.4.3 (PyPI)": (
        "user_ip=127.0.0.1&user_agent=UA%2F1&comment_content=fine&referrer=unknown&"
        "is_test=False&charset=utf-8&blog=http%3A%2F%2Fexample.com"
    ),
    "akismet-api 6.0.0 (npm), but for its trap": (
        "user_ip=127.0.0.1&user_agent=UA%2F1&referrer=http%3A%2F%2Fr&comment_author=Ann"
        "&comment_author_email=a%40example.com&comment_content=hello&is_test=true&"
        "comment_type=comment&comment_date_gmt=2026-11-23T10%3A00%3A00Z&permalink="
        "http%3A%2F%2Fexample.com%2Fp&comment_post_modified_gmt=2026-11-01T00%3A00%3A00Z"
        "&comment_author_url=http%3A%2F%2Fa.example&user_role=user&blog=http%3A%2F%2F"
        "example.com&blog_charset=UTF-8"
    ),
    "what WordPress adds": (
        "comment_post_ID=1&comment_author=Ann&comment_author_email=a%40example.com&"
        "comment_author_url=&comment_content=I+agree.&comment_type=comment&"
        "comment_parent=0&user_ID=0&user_ip=127.0.0.1&user_agent=UA&referrer=&blog="
        "http%3A%2F%2Fexample.com&blog_lang=en_US&blog_charset=UTF-8&permalink=http%3A"
        "%2F%2Fexample.com%2F%3Fp%3D1&comment_date_gmt=2026-11-23+21%3A33%3A25&"
        "akismet_comment_nonce=inactive&is_test=0&HTTP_HOST=example.com&HTTP_ACCEPT="
        "%2A%2F%2A&REQUEST_URI=%2Fwp-comments-post.php&SERVER_PORT=80&"
        "comment_post_modified_gmt=2026-11-23+21%3A30%3A00&comment_context%5B0%5D=News&"
        "akismet_pre_check=1"
    ),
}


@pytest.fixture
def short(service: Service) -> str:
    return keys.make(service.db, "blog", "default", keys.USUAL_RIGHTS, short=True)


Call = Callable[..., TestResponse]


@pytest.fixture
def call(client: FlaskClient, short: str) -> Call:
    def call(name: str = "comment-check", **fields: Any) -> TestResponse:
        usual = {"api_key": short, "blog": "http://a.example", "user_ip": "::1"}
        answer = client.post(f"/1.1/{name}", data={**usual, **fields})
        assert answer.status_code == 200
        return answer

    return call


def keep(service: Service) -> None:
    with service.db.writing() as db:
        people.change_site(db, "default", keeps_analysed=True)


def only(service: Service) -> str:
    """The id of the only comment that is kept."""
    with service.db.reading() as db:
        (row,) = db.execute("SELECT id FROM comments")
        return str(row["id"])


# Keys


def test_a_key_is_taken_from_wherever_clients_put_it(
    client: FlaskClient, short: str
) -> None:
    blog = {"blog": "http://a.example"}
    host = {"Host": f"{short}.rest.moderation.example:8000"}
    for answer in (
        client.post("/1.1/verify-key", data={"key": short, **blog}),
        client.post("/1.1/verify-key", data={"api_key": short, **blog}),
        client.post("/1.1/verify-key", data={"api_key": short.upper(), **blog}),
        client.post("/1.1/verify-key", data=blog, headers=host),
        client.post(f"/akismet/{short}/1.1/verify-key", data=blog),
        client.get(f"/1.1/verify-key?key={short}"),
    ):
        assert (answer.status_code, answer.data) == (200, b"valid")
        assert not [name for name, _ in answer.headers if "akismet" in name.lower()]


def test_the_key_that_is_asked_about_is_the_one_that_is_verified(
    client: FlaskClient, short: str
) -> None:
    """WordPress sends the key that it has so far beside the one to verify."""
    for path in ("/1.1/verify-key", f"/akismet/{short}/1.1/verify-key"):
        sent = {"key": "000000000000", "api_key": short, "blog": "http://a.example"}
        assert client.post(path, data=sent).data == b"invalid"


@pytest.mark.parametrize(
    "name", ["verify-key", "comment-check", "submit-spam", "submit-ham"]
)
def test_an_unknown_key_is_invalid_everywhere(call: Call, name: str) -> None:
    for key in ("", "000000000000", "é\0"):
        answer = call(name, api_key=key)
        assert answer.data == b"invalid"
        assert "key" in answer.headers["X-akismet-debug-help"]
        assert "000000000000" not in str(answer.headers)


def test_a_key_may_only_what_it_has_a_right_to(
    client: FlaskClient, call: Call, service: Service
) -> None:
    only = keys.make(service.db, "only", "default", frozenset({"submit"}), short=True)
    assert call(api_key=only, comment_content=KIND).data == b"false"
    assert call("submit-spam", api_key=only, comment_content=KIND).data == b"invalid"
    assert count(service, "suggestions") == 0


def test_over_the_limit_no_client_gets_an_answer_that_it_could_take(
    service: Service, call: Call
) -> None:
    few = keys.make(
        service.db, "few", "default", keys.USUAL_RIGHTS, short=True, per_minute=1
    )
    assert call(api_key=few, comment_content=KIND).data == b"false"
    answer = call(api_key=few, comment_content=KIND)
    assert answer.data not in (b"true", b"false", b"invalid")
    assert answer.headers["X-akismet-alert-code"] == "30001"
    assert "1 comments a minute" in answer.headers["X-akismet-alert-msg"]
    assert answer.headers["X-akismet-debug-help"]


# Checks


@pytest.mark.parametrize("body", GOLDEN.values(), ids=GOLDEN)
def test_what_real_clients_send_is_answered_to_the_byte(
    client: FlaskClient, short: str, body: str
) -> None:
    answer = client.post(
        "/1.1/comment-check",
        data=f"{body}&api_key={short}",
        content_type="application/x-www-form-urlencoded; charset=UTF-8",
    )
    assert (answer.status_code, answer.data) == (200, b"false")
    assert len(answer.headers["X-akismet-guid"]) == 32
    told = {name for name, _ in answer.headers if name.lower().startswith("x-akismet")}
    assert told == {"X-akismet-guid"}  # others on a good answer make a client raise


@pytest.mark.parametrize(
    ("fields", "spam", "discard"),
    [
        ({"comment_content": KIND}, b"false", False),
        ({"comment_content": RUDE}, b"true", False),  # held
        ({"comment_content": "Go drown yourself."}, b"true", False),  # rejected
        ({"comment_content": SPAM}, b"true", True),
        ({"comment_content": "a" * 20_481}, b"true", False),
        ({"comment_content": ""}, b"false", False),
        ({"comment_content": " ", "comment_author": SPAM}, b"true", True),
        ({"comment_author": "akismet-guaranteed-spam"}, b"true", False),
        ({"comment_author": "viagra-test-123"}, b"true", False),
        (
            {"comment_author_email": "akismet-guaranteed-spam@example.com"},
            b"true",
            False,
        ),
        ({"comment_content": SPAM, "user_role": "administrator"}, b"false", False),
        ({"comment_content": SPAM, "user_role": "user"}, b"true", True),
        ({"honeypot_field_name": "trap", "trap": "x"}, b"true", False),
        ({"honeypot_field_name": "trap", "trap": ""}, b"false", False),
        ({"hidden_honeypot_field": "x"}, b"true", False),
    ],
)
def test_what_the_policy_does_not_approve_is_true(
    call: Call, fields: dict[str, str], spam: bytes, discard: bool
) -> None:
    answer = call(**fields)
    assert answer.data == spam
    tip = answer.headers.get("X-akismet-pro-tip")
    assert tip == ("discard" if discard else None)
    assert "X-akismet-debug-help" not in answer.headers


def test_only_what_is_rejected_as_spam_or_advertising_is_blatant() -> None:
    for code in Reason:
        for action in Action:
            found = checks.verdict(action, (finding(action, code),))
            assert found.spam is (action is not Action.APPROVE)
            sold = code in (Reason.SPAM, Reason.ADVERTISING)
            assert found.blatant is (action is Action.REJECT and sold)
    doubtful = (finding(Action.REJECT, Reason.SPAM), finding(Action.APPROVE))
    assert not checks.verdict(Action.HOLD, doubtful).blatant


def test_a_judge_that_fails_withholds_and_is_asked_again(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(judging._Hearing, "_checked", broken)
    answer = call(comment_content=KIND)
    assert answer.data == b"true"
    assert answer.headers["X-akismet-recheck-after"] == "300"
    assert "X-akismet-pro-tip" not in answer.headers


@pytest.mark.parametrize("error", [StoreUnavailable("full"), RuntimeError("a comment")])
def test_whatever_breaks_withholds(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("web.compat.akismet.routes.intake.assess", broken)
    answer = call(comment_content="A purple remark")
    assert answer.data == b"true"
    assert answer.headers["X-akismet-recheck-after"] == "300"
    assert "purple" not in caplog.text
    assert "a comment" not in caplog.text


def test_where_not_even_the_key_can_be_looked_up_no_answer_is_given(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreUnavailable("/a/path: full")

    monkeypatch.setattr("web.compat.akismet.routes.keys.authorise", broken)
    answer = call(comment_content=KIND)
    assert answer.data not in (b"true", b"false", b"invalid")
    assert "/a/path" not in answer.text


@pytest.mark.parametrize("name", ["blog", "user_ip"])
def test_a_missing_field_is_explained(call: Call, name: str) -> None:
    answer = call(**{name: ""})
    assert answer.text == f"Missing required field: {name}."
    assert answer.headers["X-akismet-debug-help"] == answer.text


def test_article_author_and_what_is_answered_are_judged_with_it(
    service: Service, call: Call
) -> None:
    text = (
        "The council voted for a tram line to the hospital. It has four stops and "
        "costs forty million. Work on the rails and the bridge begins in spring, and "
        "drivers complain about the closed street and the noise of the site."
    )
    link = "https://paper.example/trams"
    post(service, KIND, article=Article(id=link, title="A tram line", text=text))
    comment = (
        "My grandmother bakes the best apple cake with cinnamon and a lot of butter, "
        "and the recipe came from an old cookbook that she found in Vienna."
    )
    assert call(comment_content=comment).data == b"false"
    assert call(comment_content=comment, permalink=link).data == b"true"


def test_a_form_becomes_a_submission() -> None:
    form = Form(
        [
            ("comment_content", "<p>Well said!</p>"),
            ("comment_author", "Ann"),
            ("comment_author_email", "Ann@Mail.example"),
            ("permalink", "https://paper.example/trams"),
            ("comment_date_gmt", "2026-11-23 21:33:25"),
            ("blog_lang", "en, fr_ca"),
            ("comment_context[0]", "cooking"),
            ("comment_context[]", "The stop is well placed, said somebody before me."),
        ]
    )
    made = checks.submission(form, "default")
    assert made is not None
    assert (made.format, made.language, made.author.name) == ("html", "en", "Ann")
    assert made.article is not None
    assert (made.article.url, made.article.section) == (
        "https://paper.example/trams",
        "cooking",
    )
    assert made.parent is not None
    assert made.parent.text == "The stop is well placed, said somebody before me."
    assert made.created_at is not None
    assert made.created_at.isoformat() == "2026-11-23T21:33:25+00:00"
    assert made.author.id is not None
    assert "ann" not in made.author.id.lower()
    same = checks.submission(Form([*form.items(), ("user_ip", "::1")]), "default")
    assert same is not None
    assert (same.id, same.author) == (made.id, made.author)


@pytest.mark.parametrize(
    "told",
    [
        "2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+00:00",
        "2026-11-23T11:00:00+01:00",
        "2026-11-23T10:00:00",
        "2026-11-23 10:00:00",
    ],
)
def test_times_are_read_as_clients_write_them(told: str) -> None:
    read = checks._moment(told)
    assert read is not None
    assert read.isoformat() == "2026-11-23T10:00:00+00:00"


@pytest.mark.parametrize(
    "told", ["", "yesterday", "0000-00-00 00:00:00", "9999-12-31T23:59:59-09:00"]
)
def test_a_time_that_is_none_is_no_matter(call: Call, told: str) -> None:
    assert call(comment_content=KIND, comment_date_gmt=told).data == b"false"


@pytest.mark.parametrize(
    ("charset", "sent"),
    [
        ("UTF-8", "utf-8"),
        ("ISO-8859-1", "latin-1"),
        ("ISO-8859-1", "utf-8"),  # as it says it is, but is not
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("", "latin-1"),
        ("punycode", "latin-1"),
        ("no such thing", "latin-1"),
        ("iso-8859-99", "latin-1"),
    ],
)
def test_letters_are_read_in_the_blog_s_charset(charset: str, sent: str) -> None:
    body = urlencode(
        {"comment_content": "Grüße, schön!", "blog_charset": charset}, encoding=sent
    )
    read = Form(forms.decoded(body.encode()))
    assert read["comment_content"] == "Grüße, schön!"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Хороший трамвай"),
        ("koi8-r", "Хороший трамвай"),
        ("shift_jis", "路面電車は便利です"),
        ("iso-2022-jp", "路面電車は便利です"),
        ("gb2312", "有轨电车很方便"),
    ],
)
def test_other_scripts_are_read_too(charset: str, text: str) -> None:
    body = urlencode(
        {"blog_charset": charset, "comment_content": text}, encoding=charset
    )
    assert Form(forms.decoded(body.encode()))["comment_content"] == text


def test_a_body_in_parts_is_read_as_well(client: FlaskClient, short: str) -> None:
    fields = {"api_key": short, "blog": "b", "user_ip": "::1"}
    answer = client.post(
        "/1.1/comment-check",
        data={**fields, "comment_content": SPAM},
        content_type="multipart/form-data",
    )
    assert answer.data == b"true"


# Keeping, and what people say


def test_nothing_is_kept_unless_the_site_says_so(call: Call, service: Service) -> None:
    call(comment_content=RUDE)
    assert count(service, "comments") == 0
    keep(service)
    call(comment_content=RUDE, is_test="1")
    assert count(service, "comments") == 0
    call(comment_content=RUDE)
    call(comment_content=RUDE)
    assert count(service, "comments") == 1


def test_what_the_desk_decided_since_is_the_answer(
    call: Call, service: Service
) -> None:
    keep(service)
    assert call(comment_content=RUDE).data == b"true"
    decide(service, only(service), Action.APPROVE)
    again = call(comment_content=RUDE, recheck_reason="recheck")
    assert again.data == b"false"


def test_what_people_say_is_learnt(call: Call, service: Service) -> None:
    assert call("submit-spam", comment_content=KIND).data == THANKS
    assert call("submit-ham", comment_content=RUDE).data == THANKS
    with service.db.reading() as db:
        found = {each.text: each.rejected for each in examples.in_order(db, "default")}
    assert found == {KIND: True, RUDE: False}


def test_what_people_say_of_a_kept_comment_decides_it(
    call: Call, service: Service
) -> None:
    keep(service)
    fields = {"comment_content": RUDE, "comment_author_email": "a@mail.example"}
    call(**fields)
    call("submit-ham", **fields, reporter="editor")
    comment = queue.find(service.db, "default", only(service))
    assert (comment.status, comment.decided_by) == (Status.APPROVED, "editor")
    assert call(**fields).data == b"false"


def test_a_test_and_an_empty_text_teach_nothing(call: Call, service: Service) -> None:
    for fields in ({"comment_content": KIND, "is_test": "True"}, {}):
        assert call("submit-spam", **fields).data == THANKS
    assert count(service, "suggestions") == 0


def test_what_cannot_be_learnt_is_not_thanked_for(call: Call) -> None:
    answer = call("submit-spam", comment_content="a" * 20_481)
    assert answer.data != THANKS
    assert "20480 bytes" in answer.headers["X-akismet-debug-help"]


# Counts


def test_usage_is_told_for_the_month(
    client: FlaskClient, call: Call, short: str, service: Service
) -> None:
    call(comment_content=KIND)
    answer = client.get("/1.2/usage-limit", query_string={"api_key": short})
    assert answer.get_json() == {
        "limit": "none",
        "usage": 1,
        "percentage": "0.0",
        "throttled": False,
    }
    keys.limit(service.db, "blog", 1)
    call(comment_content=KIND)
    again = client.get("/1.2/usage-limit", query_string={"api_key": short})
    assert again.get_json()["throttled"]


def test_sites_are_told_as_json_and_csv(
    client: FlaskClient, call: Call, short: str
) -> None:
    call(comment_content=KIND)
    call(comment_content=SPAM)
    call("submit-ham", comment_content=SPAM)
    call("submit-spam", comment_content=KIND, blog="=cmd()")
    month = f"{now():%Y-%m}"
    answer = client.get(f"/akismet/{short}/1.2/key-sites?format=json").get_json()
    assert (answer["limit"], answer["offset"], answer["total"]) == (500, 0, 2)
    assert answer[month][0] == {
        "site": "http://a.example",
        "api_calls": "3",
        "spam": "1",
        "ham": "1",
        "missed_spam": "0",
        "false_positives": "1",
        "is_revoked": False,
    }
    told = client.get(f"/1.2/key-sites?api_key={short}&format=csv")
    assert told.mimetype == "text/csv"
    title, names, *rows = csv.reader(io.StringIO(told.text))
    assert title == [f"Active sites during {month} (limit:500, offset: 0, total: 2)"]
    assert names[:2] == ["Site", "Total API Calls"]
    assert rows[0] == ["http://a.example", "3", "1", "1", "0", "1", "false"]
    assert rows[1][0] == "'=cmd()"
    page = client.get(
        f"/1.2/key-sites?api_key={short}&filter=A.EX&limit=1&offset=1&month={month}"
    ).get_json()
    assert (page[month], page["total"]) == ([], 1)
    assert (
        client.get(f"/1.2/key-sites?api_key={short}&month=2020-01").get_json()[
            "2020-01"
        ]
        == []
    )


@pytest.mark.parametrize("name", ["usage-limit", "key-sites"])
def test_counts_are_told_at_both_versions_of_the_protocol(
    client: FlaskClient, call: Call, short: str, name: str
) -> None:
    call(comment_content=KIND)
    told = client.get(f"/1.2/{name}?api_key={short}")
    assert told.is_json
    for path in (f"/1.1/{name}?api_key={short}", f"/akismet/{short}/1.1/{name}"):
        answer = client.get(path)
        assert (answer.status_code, answer.get_json()) == (200, told.get_json())
        assert client.post(path).get_json() == told.get_json()
    assert client.get(f"/1.1/{name}?api_key=nobodys").data == b"invalid"


@settings(
    max_examples=needs.examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=some.binary(max_size=120)
    | some.dictionaries(
        some.sampled_from(
            [
                "comment_content",
                "comment_author",
                "comment_author_email",
                "blog_charset",
                "permalink",
                "comment_context[]",
                "is_test",
                "comment_date_gmt",
                "blog_lang",
                "honeypot_field_name",
                "user_role",
                "month",
                "limit",
                "reporter",
            ]
        ),
        some.text(max_size=30),
    ).map(lambda its: urlencode(its, errors="replace").encode()),
    name=some.sampled_from(
        [
            "1.1/comment-check",
            "1.1/submit-spam",
            "1.1/submit-ham",
            "1.1/verify-key",
            "1.2/usage-limit",
            "1.2/key-sites",
        ]
    ),
    kind=some.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json",
            "",
        ]
    ),
)
def test_the_status_is_always_200(
    client: FlaskClient, short: str, body: bytes, name: str, kind: str
) -> None:
    for path in (f"/akismet/{short}/{name}?blog=b&user_ip=1", f"/{name}"):
        answer = client.post(path, data=body, content_type=kind)
        assert answer.status_code == 200
        if name == "1.1/comment-check":
            helped = "X-akismet-debug-help" in answer.headers
            assert helped is (answer.data not in (b"true", b"false"))


def test_a_body_too_large_is_explained_with_status_200(
    client: FlaskClient, short: str
) -> None:
    for kind in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        answer = client.post(
            f"/akismet/{short}/1.1/comment-check",
            data=b"a" * 700_000,
            content_type=kind,
        )
        assert answer.status_code == 200
        assert answer.headers["X-akismet-debug-help"]


def test_a_form_of_very_many_fields_is_read_to_its_limit() -> None:
    read = forms.decoded(b"&".join(b"a%d=1" % each for each in range(5_000)))
    assert len(read) == forms.FIELDS
    assert json.dumps(read)
