"""Tagged text in the manner of TREC."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from documents.article import Article

ONE = "<DOC>\n<DOCNO> marsa-1 </DOCNO>\n<TEXT>\nعاد الصيادون إلى البحر.\n</TEXT>\n</DOC>\n"
TWO = "<DOC>\n<DOCNO>marsa-2</DOCNO>\n<TEXT>ارتفع الموج مساءً.</TEXT>\n</DOC>\n"


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Found | Rejected]:
    path = folder / "articles.xml"
    path.write_bytes(text.encode(encoding))
    return list(read_file(path, "trec"))


def article(folder: Path, text: str) -> Article:
    (result,) = read(folder, text)
    assert isinstance(result, Found)
    return result.article


def body(folder: Path, inside: str) -> str:
    return article(folder, f"<DOC><TEXT>{inside}</TEXT></DOC>").body


def test_unclosed_tags_cost_no_more_than_their_length(tmp_path: Path) -> None:
    hostile = "<DOC><TEXT>مطر</TEXT>" + "<a " * 30_000 + "".join(f"<b{n}>" for n in range(20_000)) + "</DOC>"
    path = tmp_path / "a.xml"
    path.write_text(hostile, encoding="utf-8")
    started = time.perf_counter()
    records = list(read_file(path))
    assert time.perf_counter() - started < 5
    assert isinstance(records[0], Found)
    assert records[0].article.body == "مطر"


def test_each_doc_is_an_article(tmp_path: Path) -> None:
    assert [r.article.id for r in read(tmp_path, ONE + TWO) if isinstance(r, Found)] == ["marsa-1", "marsa-2"]


def test_each_doc_has_the_line_it_begins_in(tmp_path: Path) -> None:
    assert [r.line for r in read(tmp_path, f"\n{ONE}{ONE}{TWO}")] == [2, 8, 14]


def test_a_root_element_around_the_docs_changes_nothing(tmp_path: Path) -> None:
    wrapped = read(tmp_path, f'<?xml version="1.0"?>\n<root>\n{ONE}{TWO}</root>')
    assert [r.article.id for r in wrapped if isinstance(r, Found)] == ["marsa-1", "marsa-2"]


def test_every_field_is_read(tmp_path: Path) -> None:
    read_article = article(
        tmp_path,
        "<DOC><DOCNO>7</DOCNO><HEADLINE>عودة الصيادين</HEADLINE><DATE>5 مايو 2023</DATE><SOURCE>صوت المرسى</SOURCE>"
        "<CATEGORY>مجتمع</CATEGORY><AUTHOR>ليلى حداد</AUTHOR><TAGS>بحر، صيد</TAGS><TEXT>عادوا.</TEXT></DOC>",
    )
    assert (read_article.title, read_article.published) == ("عودة الصيادين", date(2023, 5, 5))
    assert (read_article.source, read_article.section) == ("صوت المرسى", "مجتمع")
    assert (read_article.author, read_article.tags) == ("ليلى حداد", ("بحر", "صيد"))


def test_spaces_around_a_value_are_not_part_of_it(tmp_path: Path) -> None:
    assert (article(tmp_path, ONE).id, article(tmp_path, ONE).body) == ("marsa-1", "عاد الصيادون إلى البحر.")


def test_tags_in_small_letters_are_read(tmp_path: Path) -> None:
    assert article(tmp_path, TWO.replace("DOC", "doc").replace("TEXT", "text")).id == "marsa-2"


def test_a_doc_may_have_attributes(tmp_path: Path) -> None:
    assert article(tmp_path, TWO.replace("<DOC>", '<DOC lang="ar">')).id == "marsa-2"


def test_docno_does_not_begin_a_doc(tmp_path: Path) -> None:
    assert len(read(tmp_path, TWO)) == 1


def test_an_unclosed_doc_at_the_end_is_rejected(tmp_path: Path) -> None:
    whole, half = read(tmp_path, ONE + TWO.replace("</DOC>", ""))
    assert isinstance(whole, Found)
    assert (type(half), half.line) == (Rejected, 7)


def test_an_unclosed_doc_does_not_swallow_the_next(tmp_path: Path) -> None:
    half, whole = read(tmp_path, ONE.replace("</DOC>", "") + TWO)
    assert isinstance(half, Rejected)
    assert "not closed" in half.reason
    assert isinstance(whole, Found)
    assert whole.article.id == "marsa-2"


def test_a_doc_without_title_and_text_is_rejected_with_its_line(tmp_path: Path) -> None:
    _, empty = read(tmp_path, ONE + "<DOC><DOCNO>3</DOCNO></DOC>")
    assert isinstance(empty, Rejected)
    assert (empty.line, empty.reason[:25]) == (7, "neither a title nor a bod")


def test_a_file_without_a_doc_is_rejected(tmp_path: Path) -> None:
    (result,) = read(tmp_path, "<records><record>بحر</record></records>")
    assert isinstance(result, Rejected)
    assert result.reason.startswith("no <DOC> element")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("البحر &amp; البر", "البحر & البر"),
        ("&quot;بحر&quot;", '"بحر"'),
        ("&#1576;&#x62D;&#1585;", "بحر"),
        ("بحر &lt;b&gt;", "بحر <b>"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_entities_become_characters_once(tmp_path: Path, inside: str, expected: str) -> None:
    assert body(tmp_path, inside) == expected


@pytest.mark.parametrize("inside", ["بحر & بر", "الموج < 3 أمتار", "س&ج"])
def test_bare_ampersands_and_angles_stay(tmp_path: Path, inside: str) -> None:
    assert body(tmp_path, inside) == inside


def test_a_number_of_a_character_that_does_not_exist_is_marked(tmp_path: Path) -> None:
    assert body(tmp_path, "بحر &#" + "9" * 5000 + ";") == "بحر \ufffd"


def test_cdata_is_text(tmp_path: Path) -> None:
    assert body(tmp_path, "<![CDATA[عاد الصيادون]]>") == "عاد الصيادون"


def test_tags_inside_a_text_are_taken_out(tmp_path: Path) -> None:
    assert body(tmp_path, "<P>عاد</P><br/>الصيادون").split() == ["عاد", "الصيادون"]


def test_a_field_that_comes_twice_is_two_paragraphs(tmp_path: Path) -> None:
    assert article(tmp_path, "<DOC><TEXT>الأول.</TEXT><TEXT>الثاني.</TEXT></DOC>").body == "الأول.\n\nالثاني."


def test_tags_that_are_not_kept_are_named(tmp_path: Path) -> None:
    (result,) = read(tmp_path, TWO.replace("<TEXT>", "<MOOD>x</MOOD><TEXT>"))
    assert isinstance(result, Found)
    assert result.unknown_keys == ("mood",)


def test_a_date_that_says_nothing_is_noted(tmp_path: Path) -> None:
    (result,) = read(tmp_path, TWO.replace("<TEXT>", "<DATE>قريباً</DATE><TEXT>"))
    assert isinstance(result, Found)
    assert "no date could be read" in result.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    (result,) = read(tmp_path, TWO, encoding)
    assert isinstance(result, Found)
    assert result.article.body == "ارتفع الموج مساءً."


def test_without_a_number_the_text_names_the_article(tmp_path: Path) -> None:
    assert article(tmp_path, "<DOC><TEXT>بحر</TEXT></DOC>").id == article(tmp_path, "<DOC>\n<TEXT>بحر</TEXT></DOC>").id


def test_a_field_that_is_never_closed_rejects_its_doc(tmp_path: Path) -> None:
    result, good = read(tmp_path, "<DOC><TITLE>مطر</TITLE><TEXT>هطل المطر</DOC>" + ONE)
    assert isinstance(result, Rejected)
    assert result.reason == "the <TEXT> is not closed before the end of its <DOC>"
    assert isinstance(good, Found)
