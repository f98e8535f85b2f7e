from __future__ import annotations

from typing import TYPE_CHECKING

from documents.article import Repair
from documents.formats.fields import to_article
from documents.formats.record import Found, source_of
from documents.formats.text import scraped, titled
from documents.reader import read_file
from documents.repair.fields import repair_fields

if TYPE_CHECKING:
    from pathlib import Path

TITLE, BODY = "افتتاح سوق التمور", "افتتح الوزير سوق التمور في المدينة، وقال إن الموسم جيد."
SPAM = "افتتح الوزيــر سوق التمــور"


def test_only_repaired_fields_have_an_original() -> None:
    repaired = repair_fields({"title": TITLE, "body": SPAM})
    assert repaired.texts == {"title": TITLE, "body": "افتتح الوزير سوق التمور"}
    assert repaired.original == (("body", SPAM),)
    assert repaired.repairs == (Repair("body", "tatweel", 2, "الوزيــر سوق التمــور", "الوزير سوق التمور"),)


def test_a_headline_is_repaired_by_what_its_body_suffered() -> None:
    alone = repair_fields({"title": "محـمد"})
    assert alone.texts["title"] == "محـمد"
    assert repair_fields({"title": "محـمد", "body": SPAM}).texts["title"] == "محمد"


def test_a_source_is_not_turned_because_the_body_was() -> None:
    assert repair_fields({"body": BODY[::-1], "source": "نسيم"}).texts == {"body": BODY, "source": "نسيم"}


def test_a_record_is_repaired_and_keeps_the_id_of_what_came_in() -> None:
    record = {"title": TITLE[::-1], "body": BODY[::-1], "tags": ["تمــور المدينة", "أسواق"]}
    article = to_article(record).article
    assert (article.title, article.body) == (TITLE, BODY)
    assert article.tags == ("تمور المدينة", "أسواق")
    assert dict(article.original) == {"title": TITLE[::-1], "body": BODY[::-1], "tags": "تمــور المدينة\nأسواق"}
    assert article.id == to_article({"title": TITLE[::-1], "body": BODY[::-1]}).article.id


def test_a_headline_that_is_taken_from_the_body_is_a_repaired_one() -> None:
    assert to_article({"body": "افتتح الوزيــر السوق.وقال"}).article.title == "افتتح الوزير السوق"


def test_the_last_half_of_a_letter_is_not_taken_for_a_space() -> None:
    """The second byte of م is 0x85, which ends a line, and is stripped, in text that was read as ISO 8859-1."""
    wrong = "سلام القادم".encode().decode("latin-1")
    assert to_article({"title": wrong, "body": wrong}).article.title == "سلام القادم"


def test_a_scraped_page_is_repaired_before_it_is_taken_apart() -> None:
    body = "افتتح الوزير أمس سوق التمور في المدينة القديمة، وقال إن الموسم هذا العام أفضل من سابقه بكثير."
    page = f"5 سبتمبر 2022\n\nخليج اليوم\n\n{body}"
    wrong = "\n".join(line[::-1] for line in page.split("\n"))
    (record,) = scraped(source_of(wrong.encode(), "page.txt"))
    assert isinstance(record, Found)
    assert (record.article.body, record.article.source) == (body, "خليج اليوم")
    assert dict(record.article.original) == {"page": wrong}
    assert {repair.field for repair in record.article.repairs} == {"page"}


def test_a_titled_text_is_repaired(tmp_path: Path) -> None:
    (record,) = titled(source_of(f"افتتاح الســوق\n\n{SPAM}\n".encode(), "text.txt"))
    assert isinstance(record, Found)
    assert record.article.title == "افتتاح السوق"
    assert record.article.repairs


def test_undamaged_files_have_no_log(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"title": "{TITLE}", "body": "{BODY}"}}\n', encoding="utf-8")
    (record,) = read_file(path)
    assert isinstance(record, Found)
    assert (record.article.repairs, record.article.original) == ((), ())
