"""Which articles are in a WARC, also in one that is damaged?"""

from __future__ import annotations

import bz2
import gzip
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats import content_coding, warc_records
from documents.formats.content_coding import CodingError, unpacked
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCES = (
    "عاد صيادو المرسى إلى البحر فجر الخميس بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة.",
    "وقال رئيس التعاونية إن المراكب خرجت كلها، وإن أول صيد بيع في المزاد قبل الظهر.",
    "وكانت البلدية أغلقت الميناء في الشتاء لتعميق المدخل وإصلاح الرصيف الشمالي.",
)


def page(number: int) -> str:
    body = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)
    title = f"الصيادون يعودون إلى البحر {number}"
    return (
        f'<!doctype html>\n<html lang="ar"><head><title>{title}</title>'
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2023-05-{number:02}T10:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>\n"
    )


def answer(body: bytes, *lines: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *lines, "", ""]).encode() + body


def record(block: bytes, number: int = 1, *, kind: str = "response", lines: tuple[str, ...] = ()) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://marsa.example/{number}",
        "WARC-Date: 2024-03-18T09:30:00Z",
        *lines,
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def pages(*numbers: int) -> list[bytes]:
    return [record(answer(page(number).encode()), number) for number in numbers]


def read(folder: Path, data: bytes) -> list[Found | Rejected]:
    path = folder / "crawl"
    path.write_bytes(data)
    return list(read_file(path))


def outcomes(folder: Path, data: bytes) -> list[str]:
    """Return the number at the end of each article's title, or why something was rejected."""
    return [r.article.title.rpartition(" ")[2] if isinstance(r, Found) else r.reason for r in read(folder, data)]


def only(folder: Path, data: bytes) -> Found:
    (result,) = read(folder, data)
    assert isinstance(result, Found), result
    return result


def test_a_page_is_an_article(tmp_path: Path) -> None:
    found = only(tmp_path, pages(5)[0])
    assert (found.format, found.line) == ("warc", 1)
    assert found.article.title == "الصيادون يعودون إلى البحر 5"
    assert [sentence in found.article.body for sentence in SENTENCES] == [True] * 3
    assert found.article.url == "https://marsa.example/5"
    assert found.article.crawled == datetime(2024, 3, 18, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_records_may_be_packed_each_or_all_together(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    assert outcomes(tmp_path, b"".join(map(pack, pages(1, 2)))) == ["1", "2"]
    assert outcomes(tmp_path, pack(b"".join(pages(1, 2)))) == ["1", "2"]


def test_a_charset_that_lies_does_not_mislead(tmp_path: Path) -> None:
    block = answer(page(5).encode("windows-1256"), kind="text/html; charset=utf-8")
    assert SENTENCES[0] in only(tmp_path, record(block)).article.body


def test_a_charset_that_nobody_knows_is_passed_over(tmp_path: Path) -> None:
    assert (
        SENTENCES[0] in only(tmp_path, record(answer(page(5).encode(), kind="text/html; charset=x-sea"))).article.body
    )


def chunked(data: bytes) -> bytes:
    chunks = (data[at : at + 300] for at in range(0, len(data), 300))
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (chunked(page(5).encode()), ["Transfer-Encoding: chunked"]),
        (gzip.compress(page(5).encode()), ["Content-Encoding: gzip"]),
        (brotli.compress(page(5).encode()), ["Content-Encoding: br"]),
        (chunked(gzip.compress(page(5).encode())), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (page(5).encode(), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
    ],
    ids=["chunked", "gzip", "brotli", "both", "neither"],
)
def test_what_the_server_packed_is_unpacked(tmp_path: Path, body: bytes, lines: list[str]) -> None:
    assert SENTENCES[2] in only(tmp_path, record(answer(body, *lines))).article.body


def test_a_page_of_an_unknown_type_is_told_by_its_content(tmp_path: Path) -> None:
    assert only(tmp_path, record(answer(page(5).encode(), kind=""))).article.title.endswith("5")


def test_a_resource_is_a_page_without_header(tmp_path: Path) -> None:
    data = record(page(5).encode(), kind="resource", lines=("Content-Type: text/html",))
    assert only(tmp_path, data).article.title.endswith("5")


def test_an_address_may_stand_in_angle_brackets(tmp_path: Path) -> None:
    data = pages(5)[0].replace(b"https://marsa.example/5", b"<https://marsa.example/5>")
    assert only(tmp_path, data).article.url == "https://marsa.example/5"


def test_what_is_no_page_is_counted_in_one_remark_at_the_last_article(tmp_path: Path) -> None:
    others = [
        record(answer(b"\x89PNG", kind="image/png")),
        record(answer(b"\x89PNG", kind="image/png")),
        record(answer(page(9).encode(), status="404 Not Found")),
        record(answer(b"", status="302 Found")),
        record(answer(b"User-agent: *", kind="text/plain")).replace(b"example/1", b"example/robots.txt"),
        record(b"", kind="revisit"),
        record(b"format: WARC", kind="warcinfo"),
    ]
    first, last = read(tmp_path, b"".join([pages(1)[0], *others, pages(2)[0]]))
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert not [note for note in first.notes if "passed over" in note]
    assert last.notes[-1] == (
        "passed over: 2 of type image/png, 1 answers with status 404, 1 answers with status 302, 1 robots.txt,"
        " 1 revisit records, 1 warcinfo records"
    )


def test_a_crawl_without_a_page_is_rejected(tmp_path: Path) -> None:
    assert outcomes(tmp_path, record(answer(b"", kind="image/png"))) == [
        "no page in it; passed over: 1 of type image/png"
    ]


def test_a_page_without_an_article_is_rejected_with_its_address(tmp_path: Path) -> None:
    assert outcomes(tmp_path, record(answer(b"<html></html>")))[0].startswith("https://marsa.example/1: ")


def test_a_record_that_is_no_answer_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    results = outcomes(tmp_path, record(b"\x00\x01") + pages(2)[0])
    assert results == ["https://marsa.example/1: it does not begin with HTTP/, as an answer does", "2"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_truncated_file_keeps_the_records_before(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    whole = [pack(one) for one in pages(1, 2, 3)]
    results = outcomes(tmp_path, b"".join(whole)[: -len(whole[2]) // 2])
    assert results[:2] == ["1", "2"]
    assert results[2].startswith("https://marsa.example/3: cut off behind ")


def test_a_truncated_file_that_is_packed_as_a_whole_keeps_the_records_before(tmp_path: Path) -> None:
    noise = record(answer(bytes(range(256)) * 5000, kind="image/png"))
    results = outcomes(tmp_path, bz2.compress(pages(1)[0] + noise + pages(2)[0], 1)[:-20])
    assert results[0] == "1"
    assert results[-1].startswith("cannot be read to its end")


def announced(data: bytes, add: int) -> bytes:
    head, name, rest = data.partition(b"Content-Length: ")
    length, end, rest = rest.partition(b"\r\n")
    return head + name + str(int(length) + add).encode() + end + rest


@pytest.mark.parametrize("add", [500, -500, 5, -5, 100_000])
def test_a_wrong_length_costs_no_record(tmp_path: Path, add: int) -> None:
    first, second, third = pages(1, 2, 3)
    results = read(tmp_path, first + announced(second, add) + third)
    assert [r.article.title[-1] for r in results if isinstance(r, Found)] == ["1", "2", "3"]
    assert isinstance(results[1], Found)
    assert [note for note in results[1].notes if note.startswith("Content-Length says ")]


def test_a_missing_length_costs_no_record(tmp_path: Path) -> None:
    first, second = pages(1, 2)
    assert outcomes(tmp_path, first.replace(b"Content-Length", b"X-Length") + second) == ["1", "2"]


def test_a_huge_record_is_passed_over_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_BLOCK_BYTES", 5000)
    film = record(answer(bytes(20_000), kind="video/mp4"))
    results = outcomes(tmp_path, film + announced(film, 10**9) + pages(2)[0])
    assert results[:2] == [
        "a record of 20044 bytes; at most 5000 are read",
        "a record of 1000020044 bytes; at most 5000 are read",
    ]
    assert results[2] == "2"


def test_bytes_between_records_are_reported(tmp_path: Path) -> None:
    first, second, third = pages(1, 2, 3)
    results = outcomes(tmp_path, first + second.replace(b"WARC/1.0", b"XXXX/1.0") + third)
    assert results[0] == "1"
    assert results[1].endswith("bytes behind this record belong to none")
    assert results[2] == "3"


@pytest.mark.parametrize("place", [0, 60])
def test_a_damaged_gzip_member_costs_its_record_and_is_reported(tmp_path: Path, place: int) -> None:
    first, second, third = (gzip.compress(one) for one in pages(1, 2, 3))
    damaged = second[:place] + b"\xff" * 8 + second[place + 8 :]
    results = outcomes(tmp_path, first + damaged + third)
    assert [result for result in results if result in "123"] == ["1", "3"]
    assert [result for result in results if result.startswith("a damaged gzip member was passed over")]


def test_a_page_that_the_crawler_cut_off_has_a_note(tmp_path: Path) -> None:
    data = record(answer(page(5).encode()), lines=("WARC-Truncated: length",))
    assert "the crawler cut the page off: length" in only(tmp_path, data).notes


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("br", brotli.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("", bytes),
        ("identity", bytes),
    ],
)
def test_codings_are_undone(coding: str, pack: Callable[[bytes], bytes]) -> None:
    assert unpacked(pack(b"sea " * 1000), coding) == b"sea " * 1000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_packed_as_said_comes_back_as_it_is(coding: str) -> None:
    assert unpacked("بحر هادئ".encode(), coding) == "بحر هادئ".encode()


def test_a_truncated_page_comes_as_far_as_it_goes() -> None:
    assert unpacked(gzip.compress(b"sea" * 9)[:-9], "gzip").startswith(b"sea")


def test_an_unknown_coding_is_an_error() -> None:
    with pytest.raises(CodingError, match="packed as 'sdch'; expected gzip, deflate, br or zstd"):
        unpacked(b"", "sdch")


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_page_that_is_a_bomb_is_an_error(coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_coding, "MAX_PAGE_BYTES", 1000)
    pack = {"gzip": gzip.compress, "br": brotli.compress}[coding]
    with pytest.raises(CodingError, match="more than 1000 bytes"):
        unpacked(pack(bytes(1_000_000)), coding)


PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([b"WARC/1.0\r\n", b"\r\n", b"Content-Length: 5\r\n", b"WARC-Type: response\r\n", *pages(1)]),
)


@settings(deadline=None)
@given(pieces=st.lists(PIECES, max_size=12))
def test_any_bytes_give_articles_or_reasons(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    assert read(tmp_path_factory.getbasetemp(), b"WARC/1.0\r\n" + b"".join(pieces))
