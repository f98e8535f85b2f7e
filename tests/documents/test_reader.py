"""Which articles are in a path?"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import documents.samples
from documents.formats import record
from documents.formats.record import Found, Rejected
from documents.reader import FORMATS, read_file
from documents.walk import PACKED_SUFFIXES, SUFFIXES, InputFile, input_files

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared"))
SEED = SHARED / "data" / "seed" / "000_6a4a6f192a06e778.txt"
SAMPLES = Path(documents.samples.__file__).parent

TEXT = "5 مايو 2023\nصوت المرسى\nعاد صيادو المرسى إلى البحر بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة.\n"
TITLED = "عودة الصيادين إلى ميناء المرسى بعد ثلاثة أشهر\n\nعاد الصيادون إلى البحر. وكان البحر هادئاً.\n"
OBJECT = '{"id": "1", "title": "بحر"}'
TREC = "<DOC><DOCNO>1</DOCNO><TEXT>بحر</TEXT></DOC>"
RSS = '<rss version="2.0"><channel><title>المرسى</title><item><guid>1</guid><title>بحر</title></item></channel></rss>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item>'
    "<title>بحر</title><link>https://marsa.example/1</link></item></rdf:RDF>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>بحر</title></entry></feed>'
CSV = "title,text\nبحر,موج\n"
XML = "<articles><article><title>بحر</title><text>موج</text></article></articles>"
SITEMAP = (
    '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://marsa.example/1</loc><news:news>'
    "<news:title>بحر</news:title></news:news></url></urlset>"
)
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "بحر"}]}'
HTML = "<html><head><title>بحر</title></head><body><p>" + "عاد الصيادون إلى البحر اليوم. " * 12 + "</p></body></html>"


def write(folder: Path, data: str | bytes, name: str = "file.txt") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def formats(path: Path, format_name: str | None = None) -> list[str]:
    """Return the format of each record, or the reason it was rejected for."""
    return [r.format if isinstance(r, Found) else r.reason for r in read_file(path, format_name)]


def rejection(path: Path) -> Rejected:
    (result,) = read_file(path)
    assert isinstance(result, Rejected)
    return result


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        (TEXT, "scraped"),
        (TITLED, "titled"),
        (OBJECT, "json"),
        (f"[{OBJECT}]", "json"),
        (f"{OBJECT}\n{OBJECT}\n", "jsonl"),
        (TREC, "trec"),
        (TREC.lower(), "trec"),
        (TREC.replace("<DOC>", '<DOC n="1">'), "trec"),
        (RSS, "feed"),
        (RDF, "feed"),
        (ATOM, "feed"),
        (CSV, "csv"),
        (XML, "xml"),
        (JSON_FEED, "feed"),
        (SITEMAP, "sitemap"),
        (HTML, "html"),
        (f"<!doctype HTML>\n{HTML}", "html"),
        (HTML.replace("<body>", "<body><svg><metadata><rdf:RDF></rdf:RDF></metadata></svg>"), "html"),
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n \r\n"], ids=["plain", "mark", "blank"])
def test_the_content_tells_the_format(tmp_path: Path, text: str, format_name: str, before: str) -> None:
    assert set(formats(write(tmp_path, before + text, "file.bin"))) == {format_name}


@pytest.mark.parametrize(
    ("text", "format_name"), [(f"<root>{TREC}</root>", "trec"), (f"<!-- بحر -->{RSS}", "feed"), (HTML, "html")]
)
def test_an_xml_declaration_does_not_hide_the_format(tmp_path: Path, text: str, format_name: str) -> None:
    assert set(formats(write(tmp_path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'))) == {format_name}


@pytest.mark.parametrize(
    ("text", "format_name"),
    [(OBJECT, "json"), (f"[{OBJECT}]", "json"), (f"{OBJECT}\n{OBJECT}", "jsonl"), (TREC, "trec"), (HTML, "html")],
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_does_not_hide_the_format(tmp_path: Path, text: str, format_name: str, encoding: str) -> None:
    assert set(formats(write(tmp_path, ("\ufeff" + text).encode(encoding)))) == {format_name}


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.JSONL", "a.jsonl.gz"])
def test_the_ending_tells_json_lines_from_json(tmp_path: Path, name: str) -> None:
    assert formats(write(tmp_path, OBJECT, name)) == ["jsonl"]


def test_a_bad_first_line_of_json_lines_loses_no_other(tmp_path: Path) -> None:
    path = write(tmp_path, '["x"]\n{"title": "مطر في صور"}\n', "news.jsonl")
    first, second = read_file(path)
    assert isinstance(first, Rejected)
    assert isinstance(second, Found)


def test_text_that_begins_with_less_than_and_no_tag_is_scraped(tmp_path: Path) -> None:
    text = "<صورة> هطلت أمطار غزيرة على مدينة صور العمانية فجر الجمعة، وفق ما أفادت به الأرصاد.\n"
    assert formats(write(tmp_path, text)) == ["scraped"]


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.csv.gz"])
def test_the_ending_tells_a_table_whose_names_are_not_known(tmp_path: Path, name: str) -> None:
    assert formats(write(tmp_path, "بحر,موج\n", name))[0].startswith("the first row names neither")


def test_text_that_begins_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    text = "[صورة] هطلت أمطار غزيرة على مدينة صور العمانية فجر الجمعة، وفق ما أفادت به الأرصاد.\n"
    assert formats(write(tmp_path, text)) == ["scraped"]


def test_a_wrong_ending_does_not_mislead(tmp_path: Path) -> None:
    assert formats(write(tmp_path, TREC, "file.json")) == ["trec"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_format_can_be_given(tmp_path: Path, format_name: str) -> None:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{HTML}"
    warc = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://marsa.example/1\r\n\r\n{http}"
    texts = {
        "text": TEXT,
        "titled": TITLED,
        "json": OBJECT,
        "jsonl": OBJECT,
        "csv": CSV,
        "trec": f"بحر {TREC}",
        "feed": ATOM,
        "html": HTML,
        "warc": warc,
    }
    texts |= {"scraped": TREC, "titled": TITLED, "sitemap": SITEMAP, "text": TEXT, "xml": TREC.replace("TEXT", "text")}
    expected = "scraped" if format_name == "text" else format_name
    assert formats(write(tmp_path, texts[format_name]), format_name) == [expected]


def test_a_given_format_that_does_not_fit_rejects(tmp_path: Path) -> None:
    assert formats(write(tmp_path, TEXT), "trec")[0].startswith("no <DOC> element")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, gzip.compress(b"")])
def test_an_empty_file_is_rejected(tmp_path: Path, data: bytes) -> None:
    assert rejection(write(tmp_path, data)).reason == "the file is empty"


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    assert formats(write(tmp_path, gzip.compress(TEXT.encode()), "file.txt.gz")) == ["scraped"]


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    assert formats(write(tmp_path, gzip.compress(TREC.encode()), "file.xml")) == ["trec"]


def test_a_name_does_not_make_gzip(tmp_path: Path) -> None:
    assert formats(write(tmp_path, TREC, "file.xml.gz")) == ["trec"]


def test_a_gzipped_text_is_the_same_article(tmp_path: Path) -> None:
    plain, packed = write(tmp_path, TEXT), write(tmp_path, gzip.compress(TEXT.encode()), "file.txt.gz")
    ids = {r.article.id for path in (plain, packed) for r in read_file(path) if isinstance(r, Found)}
    assert len(ids) == 1


def test_a_truncated_gzip_is_rejected(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(TEXT.encode())[:-12], "file.txt.gz")
    assert rejection(path).reason.startswith("cannot be read to its end: ")


def test_a_truncated_gzip_of_lines_gives_the_lines_before(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "{n}", "title": "{os.urandom(32).hex()}"}}\n' for n in range(2000))
    packed = gzip.compress(lines.encode())
    results = list(read_file(write(tmp_path, packed[: len(packed) // 2], "file.jsonl.gz")))
    assert isinstance(results[0], Found)
    assert isinstance(results[-1], Rejected)
    assert len(results) > 100


@pytest.mark.parametrize("damage", [b"\x1f\x8b\x08\x00" + b"a" * 20, b"\x1f\x8b\x07\x00" + b"a" * 20, b"\x1f\x8b"])
def test_a_damaged_gzip_is_rejected(tmp_path: Path, damage: bytes) -> None:
    assert rejection(write(tmp_path, damage)).reason.startswith("cannot be read to its end: ")


def test_a_damaged_checksum_is_rejected(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(TEXT.encode()))
    packed[-8] ^= 1
    assert rejection(write(tmp_path, bytes(packed))).reason.startswith("cannot be read to its end: CRC")


def test_a_binary_file_is_rejected(tmp_path: Path) -> None:
    assert rejection(write(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00")).reason.startswith("not a text file")


def test_a_file_over_the_limit_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "MAX_FILE_BYTES", 10)
    assert "more than 10 bytes in one file" in rejection(write(tmp_path, TEXT)).reason


def test_a_file_that_has_gone_is_rejected(tmp_path: Path) -> None:
    assert rejection(tmp_path / "gone.txt").reason.startswith("cannot be read to its end: ")


def test_a_rejection_of_a_file_names_the_file_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    assert str(rejection(path)) == f"{path}: the file is empty"


def test_a_rejection_of_a_record_names_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "\n17\n", "a.jsonl")
    assert str(rejection(path)) == f"{path}:2: a record must be a JSON object; found int"


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=re.escape(f"{tmp_path / 'gone'}: no such file or folder")):
        input_files([tmp_path / "gone"])


def tree(folder: Path, *names: str) -> list[str]:
    """Return, of files with these names in the folder, those that are read, in their order."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder, TEXT, name)
    return [file.path.relative_to(folder).as_posix() for file in input_files([folder])]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_files_with_a_known_ending_are_read_packed_or_not(tmp_path: Path, suffix: str) -> None:
    packed = [f"b{suffix}{after}" for after in sorted(PACKED_SUFFIXES)]
    assert tree(tmp_path, f"a{suffix}", *packed, f"c{suffix.upper()}") == [f"a{suffix}", *packed, f"c{suffix.upper()}"]


def test_files_with_another_ending_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    assert tree(tmp_path, "a.png", "b.py", "README", "d.gz", "e.txt.bak", "f.txt") == ["f.txt"]


def test_a_file_named_by_itself_is_read_whatever_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT, "README")
    assert [file.path for file in input_files([path])] == [path]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    assert tree(tmp_path, ".a.txt", ".git/b.txt", "c/.d/e.txt", "c/f.txt") == ["c/f.txt"]


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    assert tree(tmp_path, "b/2.txt", "b/1.txt", "a/9.txt", "z.txt", "m.txt") == [
        "m.txt",
        "z.txt",
        "a/9.txt",
        "b/1.txt",
        "b/2.txt",
    ]


def test_paths_are_read_in_the_order_they_are_given(tmp_path: Path) -> None:
    second, first = write(tmp_path, TEXT, "b.txt"), write(tmp_path, TEXT, "a.txt")
    assert [file.path for file in input_files([second, first])] == [second, first]


MAGIC = st.sampled_from(
    [
        *(b"", b"{", b"[", b"<doc>", b"<rss", b"<html", b"<a>", b"WARC/1.0\r\n", b"title,text\n"),
        *(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x1f\x8b\x08", b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00"),
        b"\x28\xb5\x2f\xfd",
    ]
)
PIECES = st.sampled_from(
    '<DOC> </DOC> <TEXT> </TEXT> <item> <title> <p> <![CDATA[ ]]> &# 9; {"title": "a" } [ ] , بحر 2022-12-30'.split()
)
MARKUP = st.lists(PIECES, max_size=30).map("\n".join)
BYTES = st.one_of(st.binary(), MARKUP.map(str.encode), MARKUP.map(lambda text: text.encode("windows-1256")))
ANY_FILE = st.tuples(MAGIC, BYTES).map(b"".join)


@settings(deadline=None)  # the first HTML page and the first feed load their libraries
@given(data=ANY_FILE, format_name=st.sampled_from([None, *FORMATS]))
def test_any_bytes_are_found_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, format_name: str | None
) -> None:
    path = write(tmp_path_factory.getbasetemp(), data, "any.bin")
    assert all(isinstance(result, Found | Rejected) for result in read_file(path, format_name))


@settings(deadline=None)
@given(data=ANY_FILE)
@example(data=b"[]")
def test_no_file_but_an_empty_array_says_nothing(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    assert list(read_file(write(tmp_path_factory.getbasetemp(), data, "any.bin"))) or is_empty_array(data)


def is_empty_array(data: bytes) -> bool:
    try:
        return bool(json.loads(data) == [])
    except ValueError:
        return False


@pytest.fixture(scope="module")
def samples() -> list[Found | Rejected]:
    return [result for path in input_files([SAMPLES]) for result in read_file(path)]


@pytest.fixture(scope="module")
def sample_articles(samples: list[Found | Rejected]) -> list[Found]:
    return [result for result in samples if isinstance(result, Found)]


def test_no_sample_is_rejected(samples: list[Found | Rejected]) -> None:
    assert [str(result) for result in samples if isinstance(result, Rejected)] == []


def test_there_are_62_samples(sample_articles: list[Found]) -> None:
    assert len(sample_articles) == 62


def test_every_format_has_a_sample(sample_articles: list[Found]) -> None:
    """`text` is read as one of two others; titled text has no date, a sitemap no text, and every sample has both."""
    assert {found.format for found in sample_articles} == set(FORMATS) - {"text", "titled", "sitemap"}


def test_every_sample_has_a_date(sample_articles: list[Found]) -> None:
    assert [found.path.name for found in sample_articles if found.article.published is None] == []


def test_no_sample_has_a_remark_about_its_dates(sample_articles: list[Found]) -> None:
    assert [note for found in sample_articles for note in found.notes if "no date" in note] == []


def test_every_sample_has_its_own_id(sample_articles: list[Found]) -> None:
    assert len({found.article.id for found in sample_articles}) == len(sample_articles)


def test_every_sample_says_that_its_source_is_made_up(sample_articles: list[Found]) -> None:
    assert [found.article.source for found in sample_articles if not found.article.source.endswith("(نموذج)")] == []


def test_every_sample_has_120_to_300_words(sample_articles: list[Found]) -> None:
    lengths = {found.article.title: len(found.article.body.split()) for found in sample_articles}
    assert {title: words for title, words in lengths.items() if not 120 <= words <= 300} == {}


@pytest.mark.parametrize(
    "months",
    [
        "يناير|فبراير|أبريل|يوليو|أغسطس|ديسمبر",
        "كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين",
        "جانفي|فيفري|أفريل|جوان|جويلية|أوت",
        "يوليوز|غشت|شتنبر|نونبر|دجنبر",
    ],
    ids=["egypt", "levant", "tunisia", "morocco"],
)
def test_the_samples_are_dated_in_all_four_month_systems(months: str) -> None:
    dated = re.compile(rf"^(?:\S+ )?\d{{1,2}} (?:{months})\b", re.MULTILINE)
    assert any(dated.search(path.read_text("utf-8")) for path in (SAMPLES / "scraped").iterdir())


@pytest.fixture(scope="module")
def seed() -> Found:
    if not SEED.exists():
        pytest.skip(f"the seed article is not part of the project, and {SEED} is absent")
    (result,) = read_file(SEED)
    assert isinstance(result, Found)
    return result


@pytest.mark.corpus
def test_the_seed_article_has_its_dates_source_and_caption(seed: Found) -> None:
    article = seed.article
    assert (article.published, article.crawled) == (date(2022, 12, 30), date(2024, 11, 21))
    assert article.source == "يمن فريدم-الشرق بلومبرغ"
    assert "REUTERS" in article.caption


@pytest.mark.corpus
@pytest.mark.parametrize("word", ["تويتر", "الفيس بوك", "حقوق"])
def test_the_seed_article_has_no_footer_in_its_body(seed: Found, word: str) -> None:
    assert word not in seed.article.body


def test_what_is_no_regular_file_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    lost, pipe = (list(read_file(path)) for path in input_files([tmp_path]))
    assert isinstance(lost[0], Rejected)
    assert isinstance(pipe[0], Rejected)
    assert pipe[0].reason == "not a regular file"


def test_the_folders_of_a_file_begin_with_the_one_that_was_named(tmp_path: Path) -> None:
    inner = tmp_path / "هسبريس" / "رياضة"
    inner.mkdir(parents=True)
    path = write(inner, TEXT)
    assert list(input_files([tmp_path / "هسبريس"])) == [InputFile(path, ("هسبريس", "رياضة"))]
    assert list(input_files([path])) == [InputFile(path, ("رياضة",))]


def test_inspection_says_what_the_format_was_told_by(tmp_path: Path) -> None:
    (told,) = read_file(write(tmp_path, TREC))
    (given,) = read_file(write(tmp_path, TREC), "trec")
    assert isinstance(told, Found)
    assert isinstance(given, Found)
    assert (told.why, given.why) == ("<doc> near its beginning", "as asked for")
