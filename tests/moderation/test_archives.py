"""Readers of archives: what each format says, and what is wrong with a file."""

import gzip
import json
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from moderation.archives.guard import guarded, unguarded
from moderation.archives.opening import Archive
from moderation.archives.records import (
    BadArchive,
    Decided,
    Record,
    Skipped,
    Verdict,
    Written,
)
from moderation.comments import Article, Author, Parent, Reason, Status
from moderation.errors import BadSubmission

SAMPLES = Path(__file__).parent / "archives"


def read(*names: str | Path, **more: Any) -> list[Record]:
    with Archive([SAMPLES / name for name in names], **more) as archive:
        return list(archive.records())


def written(records: Sequence[Record]) -> dict[str, Written]:
    return {
        its.item.submission.id: its.item
        for its in records
        if isinstance(its.item, Written)
    }


def wrong(records: Sequence[Record]) -> list[tuple[str, str]]:
    return [
        (its.where, str(its.item))
        for its in records
        if isinstance(its.item, BadSubmission)
    ]


def file(folder: Path, content: str | bytes, name: str = "archive") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_wordpress_says_what_was_approved_and_not_who_did_it() -> None:
    found = written(read("wordpress.xml"))
    verdicts = {id: its.verdict for id, its in found.items()}
    assert verdicts == {
        "101": Verdict(status=Status.APPROVED),
        "102": None,
        "103": Verdict(status=Status.REJECTED, reason=Reason.SPAM),
        "105": Verdict(status=Status.REJECTED, reason=Reason.OTHER),
    }


def test_wordpress_tells_articles_parents_authors_and_times_in_utc() -> None:
    records = read("wordpress.xml")
    article = records[0].item
    assert isinstance(article, Article)
    assert (article.id, article.section) == ("12", "City")
    assert article.text == "The council voted for a tram."
    assert article.published_at == datetime(2019, 5, 1, 8, tzinfo=UTC)
    found = written(records)
    assert found["101"].submission.author == Author(id="7", name="Ben")
    assert found["102"].submission.author == Author(name="A guest")
    assert found["102"].submission.parent == Parent(id="101")
    assert found["101"].received_at == datetime(2019, 5, 1, 9, 30, tzinfo=UTC)
    assert found["105"].submission.article == Article(id="14")


def test_addresses_of_authors_are_not_read() -> None:
    for names in (["wordpress.xml"], ["disqus.xml"], ["osmod_comments.json"]):
        told = str(read(*names))
        assert "example.org" not in told
        assert "192.0.2.7" not in told


def test_links_from_other_sites_are_no_comments() -> None:
    (left,) = (its for its in read("wordpress.xml") if isinstance(its.item, Skipped))
    assert left.where == "line 53"


def test_a_record_that_cannot_be_read_is_told_with_its_line_and_stops_no_other() -> (
    None
):
    told = "wp:comment_date_gmt: wanted a time as 2026-05-04T12:30:15Z, got 'yesterday'"
    assert wrong(read("wordpress.xml")) == [("line 77", told)]


def test_disqus_posts_are_published_deleted_or_spam() -> None:
    records = read("disqus.xml")
    found = written(records)
    statuses = {id: its.verdict and its.verdict.status for id, its in found.items()}
    assert statuses == {"20": "approved", "21": "rejected", "22": "rejected"}
    assert found["22"].verdict == Verdict(status=Status.REJECTED, reason=Reason.SPAM)
    assert found["20"].submission.author == Author(id="ben_b", name="Ben")
    assert found["21"].submission.author == Author(name="A guest")
    assert found["21"].submission.parent == Parent(id="20")


def test_disqus_threads_go_by_the_publishers_id_where_there_is_one() -> None:
    found = written(read("disqus.xml"))
    assert found["20"].submission.article == Article(id="tram-article")
    assert found["22"].submission.article == Article(id="3")


def test_corals_collections_are_read_in_the_order_that_they_need() -> None:
    records = read("coral_actions.json", "coral_comments.json", "coral_stories.json")
    assert isinstance(records[0].item, Article)
    assert records[0].where == "coral_stories.json, record 1"
    assert isinstance(records[-1].item, Decided)


def test_coral_tells_the_last_revision_and_who_decided() -> None:
    records = read("coral_comments.json", "coral_actions.json")
    found = written(records)
    assert found["c1"].submission.text == "<div>First, with a <b>tram</b></div>"
    assert found["c2"].received_at == datetime(2020, 5, 1, 8, 2, tzinfo=UTC)
    assert found["c3"].verdict is None
    assert found["c6"].verdict == Verdict(status=Status.APPROVED)
    decided = [its.item for its in records if isinstance(its.item, Decided)]
    assert decided[0].comment == "c2"
    assert decided[0].verdict == Verdict(
        status=Status.REJECTED,
        by="mod-7",
        at=datetime(2020, 5, 1, 9, tzinfo=UTC),
        reason=Reason.ABUSE,
    )
    assert wrong(records)[0][0] == "coral_comments.json, line 5"


def test_osmods_tables_are_joined_by_its_own_numbers_and_told_by_the_publishers() -> (
    None
):
    records = read("osmod_decisions.csv", "osmod_comments.json", "osmod_articles.json")
    found = written(records)
    assert found["41"].submission.article == Article(id="tram")
    assert found["41"].submission.text == 'Well, [a {tram}] "at last" \\o/'
    assert found["42"].submission.parent == Parent(id="41")
    assert found["43"].verdict is None
    (decided,) = (its.item for its in records if isinstance(its.item, Decided))
    assert (decided.comment, decided.verdict.by) == ("42", "user 3")


def test_lines_of_our_own_shape_may_say_what_was_decided(tmp_path: Path) -> None:
    line = {
        "id": "1",
        "text": "You fool",
        "created_at": "2021-05-01T08:00:00Z",
        "status": "rejected",
        "decided_by": "ann",
        "decided_at": "2021-05-01T09:00:00+01:00",
        "reason": "insult",
    }
    path = file(tmp_path, json.dumps(line) + "\n\n" + json.dumps({"id": "2"}))
    records = read(path)
    its = written(records)["1"]
    assert its.verdict is not None
    assert (its.verdict.by, its.verdict.reason) == ("ann", Reason.INSULT)
    assert its.verdict.at == datetime(2021, 5, 1, 8, tzinfo=UTC)
    assert its.received_at == datetime(2021, 5, 1, 8, tzinfo=UTC)
    assert wrong(records) == [("line 3", "text: wanted a value, got nothing")]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_as_spreadsheets_write_it(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    table = [
        ["comment_id", "body", "author.id", "created_at", "status"],
        ["1", '"Größe, ""so"";\r\nand a tab\there|"', "7", "2021-05-01 08:00", "spam"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in table)
    path = file(tmp_path, content.encode(encoding))
    records = read(path, columns={"text": "body", "id": "comment_id"})
    its = written(records)["1"]
    assert its.submission.text == 'Größe, "so";\r\nand a tab\there|'
    assert its.submission.author.id == "7"
    assert its.received_at == datetime(2021, 5, 1, 8, tzinfo=UTC)
    assert its.verdict == Verdict(status=Status.REJECTED, reason=Reason.SPAM)


def test_wrong_rows_are_told_with_the_line_where_they_begin(tmp_path: Path) -> None:
    content = (
        'id,text,status\n1,"two\nlines",approved\n2,short\n3,"a"b,approved\n'
        "4,fine,liked\n5,last,approved\n"
    )
    records = read(file(tmp_path, content))
    assert list(written(records)) == ["1", "5"]
    assert [where for where, _ in wrong(records)] == ["line 4", "line 5", "line 6"]
    assert wrong(records)[0][1] == "row: wanted 3 cells, got 2 cells"


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = file(tmp_path, "id,body\n1,a\n")
    with pytest.raises(BadArchive, match="wanted a column 'content' for text") as told:
        read(path, columns={"text": "content"})
    assert "'id', 'body'" in str(told.value)


def test_packed_files_are_read_too(tmp_path: Path) -> None:
    packed = gzip.compress((SAMPLES / "wordpress.xml").read_bytes())
    records = read(file(tmp_path, packed))
    assert written(records) == written(read("wordpress.xml"))
    assert wrong(records) == wrong(read("wordpress.xml"))


def test_a_packed_file_that_is_cut_off_gives_what_there_is_and_says_so(
    tmp_path: Path,
) -> None:
    lines = b"".join(b'{"id": "%d", "text": "A tram"}\n' % n for n in range(5_000))
    packed = gzip.compress(lines)
    got = list[Record]()
    with (
        pytest.raises(BadArchive, match="ends too early"),
        Archive([file(tmp_path, packed[: len(packed) // 2])]) as archive,
    ):
        got.extend(archive.records())
    assert 1_000 < len(got) < 4_000
    with Archive([file(tmp_path, packed)]) as archive:
        assert len(list(archive.records())) == 5_000


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    "<rss><channel><item><comment>&b;</comment></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE disqus SYSTEM "file:///etc/passwd">'
    "<disqus><post/></disqus>"
)


@pytest.mark.parametrize(
    ("content", "format"), [(BOMB, "wordpress"), (OUTSIDE, "disqus")]
)
def test_xml_with_a_document_type_is_refused(
    tmp_path: Path, content: str, format: str
) -> None:
    with pytest.raises(BadArchive, match="without a document type, got a DOCTYPE"):
        read(file(tmp_path, content), format=format)


def test_broken_xml_is_told_with_its_place_after_what_could_be_read(
    tmp_path: Path,
) -> None:
    content = (SAMPLES / "disqus.xml").read_text().replace('<post dsq:id="22">', "<po>")
    got: list[Record] = []
    with (
        Archive([file(tmp_path, content, "old.xml")]) as archive,
        pytest.raises(BadArchive, match=r"old\.xml:40:\d+: wanted XML, got mismatched"),
    ):
        got.extend(archive.records())


def test_control_characters_in_xml_are_left_out(tmp_path: Path) -> None:
    content = (SAMPLES / "disqus.xml").read_text().replace("Well done", "Well\x08 done")
    found = written(read(file(tmp_path, content)))
    assert found["20"].submission.text.startswith("<p>Well done")


def test_elements_in_each_other_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="at most 64 elements in each other"):
        read(file(tmp_path, "<disqus><post>" + "<a>" * 100_000))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "got an empty file"),
        ("<html></html>", "got 'html'; --format says what it is"),
    ],
)
def test_a_file_that_nobody_knows_is_refused(
    tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(BadArchive, match=told):
        read(file(tmp_path, content))


def test_an_array_that_is_cut_off_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="an array with its end"):
        read(file(tmp_path, '[{"id": "1", "text": "a"}, {"id": "2", '))


@given(
    some.lists(
        some.dictionaries(some.text(), some.text() | some.lists(some.text())),
        max_size=5,
    )
)
def test_an_array_is_cut_where_its_items_end(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, Any]]
) -> None:
    from moderation.archives import jsonfiles

    raw = json.dumps(items, ensure_ascii=False).encode("utf-8", "replace")
    chunks = (raw[at : at + 3] for at in range(0, len(raw), 3))
    assert [json.loads(its) for its in jsonfiles._pieces(chunks)] == json.loads(raw)


@given(some.text(alphabet=some.sampled_from("'=+-@\t\r\n＝ab")) | some.text())
def test_a_guarded_cell_is_no_formula_and_comes_back_whole(cell: str) -> None:
    kept = guarded(cell)
    assert not kept.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguarded(kept) == cell


@pytest.mark.parametrize("kind", ["ndjson", "array", "csv", "disqus"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str) -> None:
    peaks = []
    for count in (200, 2_000):
        path = file(tmp_path, _many(kind, count), f"{count}")
        tracemalloc.start()
        with Archive([path]) as archive:
            assert sum(1 for _ in archive.records()) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 30_000


def _many(kind: str, count: int) -> str:
    text = "A tram, at last. " * 80
    lines = [json.dumps({"id": str(n), "text": text}) for n in range(count)]
    match kind:
        case "ndjson":
            return "\n".join(lines)
        case "array":
            return "[" + ",\n".join(lines) + "]"
        case "csv":
            return "id,text\n" + "".join(f'{n},"{text}"\n' for n in range(count))
    posts = (f'<post id="{n}"><message>{text}</message></post>' for n in range(count))
    return "<disqus>" + "\n".join(posts) + "</disqus>"
