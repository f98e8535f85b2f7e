from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from documents.article import PAGE
from documents.formats.fields import to_article
from documents.repair.doctor import KINDS
from web.cli import main
from web.repairs import FAULT_NAMES, FIELD_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

DAMAGED = {
    "id": "1",
    "title": "افتتاح الســوق",
    "body": "افتتح 2 < 3 & الوزیر الســوق.وقال إن المدینة تفرح.",
    "source": "نسيم",
}
RIGHT = {"id": "2", "title": "عودة الصيادين", "body": "عاد الصيادون إلى البحر.", "source": "نسيم"}


def bahith(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index with a damaged article and a right one, of one source."""
    bahith("add", written(tmp_path), "--index", tmp_path / "index")
    return tmp_path / "index"


def written(folder: Path) -> Path:
    path = folder / "news.jsonl"
    lines = (json.dumps(one, ensure_ascii=False) for one in (DAMAGED, RIGHT))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def page(site: Callable[..., FlaskClient], **query: str) -> str:
    return site(to_article(DAMAGED).article).get("/articles/1", query_string=query).text


def test_every_fault_and_every_field_has_a_name_on_the_page() -> None:
    assert set(FAULT_NAMES) >= set(KINDS)
    assert {"title", "body", "caption", "source", "section", "author", "tags", PAGE} <= set(FIELD_NAMES)


def test_the_page_says_what_was_repaired_and_has_the_original_escaped(site: Callable[..., FlaskClient]) -> None:
    text = page(site)
    assert "أُصلح نص هذا المقال آليًا: تطويل زائد، حروف فارسية أو أردية في كلمات عربية، جمل ملتصقة." in text
    original = text[text.index("النص كما جاء") : text.index("</article>")]
    assert "افتتح 2 &lt; 3 &amp; الوزیر الســوق.وقال إن المدینة تفرح." in original
    assert 'dir="rtl"' in original


def test_the_page_says_it_in_english(site: Callable[..., FlaskClient]) -> None:
    assert "was repaired by the computer: stretched words, Persian or Urdu letters" in page(site, lang="en")


def test_a_page_of_an_article_that_was_right_says_nothing_of_repairs(client: FlaskClient) -> None:
    assert "أُصلح" not in client.get("/articles/nasim-2024-002").text


def test_adding_counts_the_articles_repaired_by_kind(tmp_path: Path) -> None:
    reply = bahith("add", written(tmp_path), "--index", tmp_path / "index", "--json")
    content = json.loads(reply.stdout)
    assert content["repaired"] == 1
    assert content["repairs"] == {"tatweel": 1, "lookalike_letters": 1, "glued_sentences": 1}


def test_adding_says_how_many_articles_were_repaired(tmp_path: Path) -> None:
    reply = bahith("add", written(tmp_path), "--index", tmp_path / "index")
    assert "1 article repaired: " in reply.stdout
    assert "tatweel (1)" in reply.stdout


def test_inspect_shows_each_repair_with_one_place(tmp_path: Path) -> None:
    reply = bahith("inspect", written(tmp_path))
    assert "repaired   title, tatweel ×1: الســوق → السوق" in reply.stdout
    assert reply.stdout.count("repaired") == 4


def test_repairs_are_counted_by_source(index: Path) -> None:
    reply = bahith("repairs", "--index", index)
    assert reply.stdout.startswith("نسيم: 1 of 2 articles repaired\n")
    assert json.loads(bahith("repairs", "--index", index, "--json").stdout) == {
        "نسيم": {
            "articles": 2,
            "repaired": 1,
            "kinds": {
                "tatweel": {"articles": 1, "places": 2},
                "lookalike_letters": {"articles": 1, "places": 2},
                "glued_sentences": {"articles": 1, "places": 1},
            },
        }
    }


def test_repairs_of_a_source_are_listed_by_article(index: Path) -> None:
    reply = bahith("repairs", "--index", index, "--source", "نسيم")
    assert reply.stdout.startswith("1  افتتاح السوق\n  repaired   title, tatweel ×1")
    (line,) = bahith("repairs", "--index", index, "--source", "نسيم", "--json").stdout.splitlines()
    assert json.loads(line)["repairs"][0]["kind"] == "tatweel"


def test_an_unknown_source_is_an_error(index: Path) -> None:
    reply = bahith("repairs", "--index", index, "--source", "لا أحد")
    assert reply.exit_code == 1
    assert "no article of the source 'لا أحد' is in the index" in reply.stderr
