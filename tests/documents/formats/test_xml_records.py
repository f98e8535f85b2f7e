"""Which articles are in XML of any naming?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats import xml_records
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

ONE = "<article><title>بحر</title><text>موج عال</text></article>"
TWO = "<article><title>بر</title><text>رمل</text></article>"


def read(folder: Path, text: str | bytes) -> list[Found | Rejected]:
    path = folder / "a.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_file(path))


def found(folder: Path, text: str | bytes) -> Found:
    (result,) = read(folder, text)
    assert isinstance(result, Found), result
    return result


def outcomes(folder: Path, text: str | bytes) -> list[str]:
    return [r.article.title if isinstance(r, Found) else r.reason for r in read(folder, text)]


def test_elements_with_title_and_text_are_articles(tmp_path: Path) -> None:
    assert outcomes(tmp_path, f"<articles>{ONE}{TWO}</articles>") == ["بحر", "بر"]
    first, second = read(tmp_path, f"<articles>\n{ONE}\n{TWO}\n</articles>")
    assert isinstance(first, Found)
    assert (first.format, first.line, second.line) == ("xml", 2, 3)
    assert first.notes == ("taken out of articles/article",)


def test_one_article_may_be_the_whole_file(tmp_path: Path) -> None:
    assert found(tmp_path, ONE).article.body == "موج عال"


def test_attributes_are_fields_too(tmp_path: Path) -> None:
    one = ONE.replace("<article>", "<article id='n5' date='2022-12-30'>")
    article = found(tmp_path, f"<as>{one}</as>").article
    assert (article.id, article.published) == ("n5", date(2022, 12, 30))


def test_rows_may_have_attributes_only(tmp_path: Path) -> None:
    assert outcomes(tmp_path, '<t><row title="بحر" text="موج"/><row title="بر" text="رمل"/></t>') == ["بحر", "بر"]


@pytest.mark.parametrize(
    "text",
    [
        '<add><doc><field name="title">بحر</field><field name="content">موج</field></doc></add>',
        '<response><result><doc><str name="title">بحر</str><str name="body">موج</str></doc></result></response>',
        '<t><row><column name="title">بحر</column><column name="body">موج</column></row></t>',
    ],
    ids=["solr-in", "solr-out", "mysql"],
)
def test_names_may_stand_in_an_attribute(tmp_path: Path, text: str) -> None:
    result = found(tmp_path, f'<?xml version="1.0"?>\n{text}')
    assert (result.format, result.article.title, result.article.body) == ("xml", "بحر", "موج")


def test_namespaces_do_not_matter(tmp_path: Path) -> None:
    text = '<n:news xmlns:n="urn:x"><n:item><n:headline>بحر</n:headline><n:story>موج</n:story></n:item></n:news>'
    assert outcomes(tmp_path, text) == ["بحر"]


def test_fields_may_lie_one_element_deeper(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "<article><head><title>بحر</title></head><text>موج</text></article>") == ["بحر"]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>أول</p>\n<p>ثان</p>",
        "<![CDATA[<p>أول</p><p>ثان</p>]]>",
        "&lt;p&gt;أول&lt;/p&gt;&lt;p&gt;ثان&lt;/p&gt;",
        "<para>أول</para><para>ثان</para>",
    ],
    ids=["elements", "cdata", "escaped", "own-names"],
)
def test_paragraphs_are_kept(tmp_path: Path, inside: str) -> None:
    assert found(tmp_path, f"<a><title>بحر</title><text>{inside}</text></a>").article.body == "أول\n\nثان"


def test_what_comes_again_is_joined(tmp_path: Path) -> None:
    text = "<a><title>بحر</title><text>أول</text><text>ثان</text><tags>ا</tags><tags>ب</tags></a>"
    article = found(tmp_path, text).article
    assert (article.body, article.tags) == ("أول\n\nثان", ("ا", "ب"))


def test_bare_ampersands_and_entities_of_html_are_characters(tmp_path: Path) -> None:
    assert outcomes(tmp_path, ONE.replace("بحر", "بحر & بر &laquo;&#1576;&amp;")) == ["بحر & بر «ب&"]


def test_names_that_are_not_known_are_told(tmp_path: Path) -> None:
    assert found(tmp_path, ONE.replace("<title>", "<mood>x</mood><title>")).unknown_keys == ("mood",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256"])
def test_the_bytes_decide_the_encoding_and_not_the_declaration(tmp_path: Path, encoding: str, declared: str) -> None:
    one = ONE.replace("بحر", "عاد الصيادون إلى البحر")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<a>{one}</a>'
    assert found(tmp_path, text.encode(encoding)).article.title == "عاد الصيادون إلى البحر"


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    one = ONE.replace("بحر", "&b;")
    (reason,) = outcomes(tmp_path, f'<?xml version="1.0"?>{bomb}<as>{one}</as>')
    assert reason.startswith("its DTD declares entities")


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<!ENTITY x 'secret'>")
    one = ONE.replace("بحر", "&x; بحر")
    assert outcomes(tmp_path, f'<!DOCTYPE as SYSTEM "{tmp_path}/secret"><as>{one}</as>') == ["&x; بحر"]


def test_a_truncated_file_keeps_its_whole_articles(tmp_path: Path) -> None:
    whole, reason = outcomes(tmp_path, f"<as>{ONE}{TWO[:-20]}")
    assert whole == "بحر"
    assert reason.startswith("not well-formed: ")


def test_a_fault_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    one = ONE.replace("عال", "<b>عال")
    first, second, reason = outcomes(tmp_path, f"<as>{one}{TWO}</as>")
    assert {first, second} == {"بحر", "بر"}
    assert reason.startswith("not well-formed: ")


@pytest.mark.parametrize("text", ["<config><x>1</x></config>", "<a>" * 5000, "<a"], ids=["other", "deep", "begin"])
def test_xml_without_articles_is_rejected(tmp_path: Path, text: str) -> None:
    (reason,) = outcomes(tmp_path, text)
    assert reason.startswith("no element in it that has a title and a text")


def test_a_large_file_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "CHUNK_BYTES", 50)
    monkeypatch.setattr(xml_records, "SAMPLE_CHARACTERS", 200)
    articles = "".join(f"<a><title>بحر&nbsp;&amp; {n}</title><text>موج</text><x><y/></x></a>\n" for n in range(50))
    assert outcomes(tmp_path, f"<as>{articles}</as>") == [f"بحر\xa0& {n}" for n in range(50)]


def test_an_article_over_the_limit_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "CHUNK_BYTES", 50)
    monkeypatch.setattr(xml_records, "SAMPLE_CHARACTERS", 200)
    monkeypatch.setattr(xml_records, "MAX_RECORD_CHARACTERS", 1000)
    results = outcomes(tmp_path, f"<as>{ONE}{ONE}{ONE}<x>{'<y/>' * 500}")
    assert results[-1] == "more than 1000 characters without the end of a <article>"


PIECES = st.sampled_from(
    ["<a>", "</a>", "<title>", "</title>", "<text>", "</text>", "<b/>", "&", "&x;", "<!--", "-->", "<![CDATA[", "]]>"]
)


@settings(deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=20))
def test_any_text_gives_articles_or_reasons(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xml"
    path.write_bytes(("<as>" + "".join(pieces)).encode("utf-8", "replace"))
    assert list(read_file(path, "xml"))
