"""What was changed in an article: on its page, by the endpoint, and by the command."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from documents.article import Article
from index.engine import open_engine
from web.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from flask.testing import FlaskClient

    Serve = Callable[..., FlaskClient]

URL = "https://marsa.example/17"
FIRST = Article(
    id="340612ff8e86a45f",
    title="غرق قارب صيد قبالة المرسى",
    body="غرق قارب صيد صباح اليوم.\nوقتل صيادان في الحادث.\nوفتحت السلطات تحقيقا.",
    crawled=datetime(2023, 5, 1, 8),
    url=URL,
)
SECOND = Article(
    id=FIRST.id,
    title="أربعة قتلى في غرق قارب صيد قبالة المرسى",
    body="غرق قارب صيد صباح اليوم.\nوقتل أربعة صيادين في الحادث.\nوفتحت السلطات تحقيقا.",
    crawled=date(2023, 5, 2),
    url=URL,
)
THIRD = Article(
    id=FIRST.id, title=SECOND.title, body=SECOND.body + "\nوانتشل <القارب>.", crawled=date(2023, 5, 4), url=URL
)
FOURTH = Article(id=FIRST.id, title="نجاة ثلاثة صيادين", body=THIRD.body, crawled=date(2023, 5, 5), url=URL)
OTHER = Article(id="18", title="عودة السفينة", body="عادت السفينة.")
HISTORY = f"/articles/{FIRST.id}/history"


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    reply = client.get(path)
    assert reply.status_code == status
    return reply.text


# The pages


def test_an_article_says_how_often_it_was_edited_and_shows_its_headlines(site: Serve) -> None:
    text = text_of(site(FIRST, SECOND, THIRD), f"/articles/{FIRST.id}")
    assert "عُدّل هذا المقال مرتين" in text
    assert '<ins><span class="unseen" lang="ar">أُضيف: </span>أربعة قتلى في</ins>' in text
    assert text.count("<ins>") == 1  # the third has the second one's headline
    assert f'href="{HISTORY}"' in text


def test_an_article_that_never_changed_says_nothing_of_edits(site: Serve) -> None:
    assert "عُدّل" not in text_of(site(OTHER), "/articles/18")


def test_the_page_of_a_history_shows_each_edit_with_its_time(site: Serve) -> None:
    text = text_of(site(THIRD, FIRST, SECOND), HISTORY)
    assert [text.count(f'id="edit-{number}"') for number in (1, 2, 3)] == [1, 1, 0]
    assert text.index('id="edit-2"') < text.index('id="edit-1"')
    assert "<del><span" in text
    assert "صيادان</del>" in text
    assert "أربعة صيادين</ins>" in text
    for day in ("1 مايو 2023، 08:00", "2 مايو 2023", "4 مايو 2023"):
        assert day in text


def test_what_came_in_is_escaped(site: Serve) -> None:
    text = text_of(site(FIRST, THIRD), HISTORY)
    assert "&lt;القارب&gt;" in text
    assert "<القارب>" not in text


def test_a_history_shows_the_whole_text_before_an_edit(site: Serve) -> None:
    text = text_of(site(FIRST, SECOND), HISTORY)
    assert '<p dir="rtl" lang="ar">وقتل صيادان في الحادث.</p>' in text


def test_a_history_without_edits_says_so(site: Serve) -> None:
    assert "لا يُعرف لهذا المقال إلا نص واحد" in text_of(site(OTHER), "/articles/18/history")


def test_a_shortened_history_says_so(site: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.history.MOST_OLDER", 1)
    assert "لم تُحفظ" in text_of(site(FIRST, SECOND, THIRD, FOURTH), HISTORY)


def test_a_history_leads_back_to_the_article_as_it_was_found(site: Serve) -> None:
    client = site(FIRST, SECOND)
    values = "?q=%D9%82%D8%A7%D8%B1%D8%A8&amp;rank=1"
    assert f'href="{HISTORY}{values}"' in text_of(client, f"/articles/{FIRST.id}?q=قارب&rank=1")
    assert f'id="back" href="/articles/{FIRST.id}{values}"' in text_of(client, f"{HISTORY}?q=قارب&rank=1")


def test_the_page_of_a_history_speaks_english(site: Serve) -> None:
    client = site(FIRST, SECOND)
    text = text_of(client, f"{HISTORY}?lang=en")
    assert "This article was edited once." in text
    assert '<span class="unseen" lang="en">removed: </span>صيادان</del>' in text


@pytest.mark.parametrize("path", ["/articles/none/history", "/api/v1/articles/none/history"])
def test_an_unknown_article_has_no_history(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("article_id", ["a/history", "https://a.example/history"])
def test_an_id_that_ends_like_a_history_leads_to_its_article(site: Serve, article_id: str) -> None:
    client = site(Article(id=article_id, title="عودة السفينة", body=""))
    found: Any = client.get(f"/api/v1/articles/{article_id}").json
    assert found["id"] == article_id
    assert "<h1" in text_of(client, f"/articles/{article_id}")
    assert "عودة السفينة" in text_of(client, f"/articles/{article_id}")
    history: Any = client.get(f"/api/v1/articles/{article_id}/history").json
    assert [one["article"]["id"] for one in history["versions"]] == [article_id]


# The endpoint


def test_the_endpoint_gives_versions_and_edits(site: Serve) -> None:
    reply: Any = site(SECOND, FIRST).get(f"/api/v1/articles/{FIRST.id}/history").json
    assert (reply["id"], reply["shortened"]) == (FIRST.id, False)
    assert [(one["version"], one["seen"]["first"]) for one in reply["versions"]] == [
        (1, "2023-05-01T08:00:00"),
        (2, "2023-05-02"),
    ]
    assert [one["article"]["title"] for one in reply["versions"]] == [FIRST.title, SECOND.title]
    (edit,) = reply["edits"]
    assert (edit["from"], edit["to"], edit["caption"]) == (1, 2, [])
    assert edit["title"] == [[{"kind": "in", "text": "أربعة قتلى في"}, {"kind": "same", "text": FIRST.title}]]
    assert [piece["text"] for piece in edit["body"][1] if piece["kind"] == "out"] == ["صيادان"]


def test_the_endpoint_refuses_parameters_that_it_does_not_know(client: FlaskClient) -> None:
    assert client.get("/api/v1/articles/nasim-2024-001/history?limit=1").status_code == 400


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = open_engine(tmp_path / "index", create=True)
    engine.add([FIRST, SECOND, OTHER])
    engine.commit()
    engine.close()
    return tmp_path / "index"


def bahith(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def test_the_command_prints_the_changes(folder: Path) -> None:
    reply = bahith("history", FIRST.id, "--index", folder)
    assert reply.exit_code == 0
    assert reply.output.splitlines() == [
        f"2 versions, id {FIRST.id}; the last one is searched",
        "",
        "1. 1 مايو 2023، 08:00",
        "   title    غرق قارب صيد قبالة المرسى",
        "",
        "2. 2 مايو 2023",
        "   title    [+أربعة قتلى في+] غرق قارب صيد قبالة المرسى",
        "   body     …",
        "            وقتل [-صيادان-] [+أربعة صيادين+] في الحادث.",
        "            …",
    ]


@pytest.mark.parametrize("url", [URL, "http://www.marsa.example/17/?utm_source=rss", "marsa.example/17"])
def test_the_command_finds_an_article_by_its_address(folder: Path, url: str) -> None:
    assert FIRST.id in bahith("history", url, "--index", folder).output


def test_the_command_says_that_there_is_one_version_only(folder: Path) -> None:
    reply = bahith("history", "18", "--index", folder)
    assert reply.exit_code == 0
    assert "one version, id 18: no change of headline, caption or text is known" in reply.output
    assert "1. undated" in reply.output


def test_the_command_says_that_versions_were_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.history.MOST_OLDER", 1)
    engine = open_engine(folder)
    engine.add([THIRD, FOURTH])
    engine.commit()
    engine.close()
    assert "which are not kept" in bahith("history", FIRST.id, "--index", folder).output


def test_the_command_prints_what_the_endpoint_gives(folder: Path) -> None:
    content = json.loads(bahith("history", FIRST.id, "--json", "--index", folder).stdout)
    assert [one["version"] for one in content["versions"]] == [1, 2]
    assert len(content["edits"]) == 1


def test_the_command_ends_with_1_when_there_is_no_such_article(folder: Path) -> None:
    reply = bahith("history", "https://marsa.example/99", "--index", folder)
    assert reply.exit_code == 1
    assert "not in the index: https://marsa.example/99" in reply.stderr


def test_versions_come_from_files_by_their_address(tmp_path: Path) -> None:
    """Two exports of a site, the later one read first: the later text is searched."""
    rows = [
        {"url": f"{URL}?utm_source=rss", "title": "غرق سفينة", "body": "نص", "crawled": "2024-05-02"},
        {"url": "http://marsa.example/17/", "title": "غرق قارب", "body": "نص", "crawled": "2024-05-01"},
    ]
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    index = ("--index", tmp_path / "index")
    assert "1 added, 1 updated" in bahith("add", tmp_path / "0.jsonl", tmp_path / "1.jsonl", *index).output
    assert "0 added, 0 updated, 2 unchanged" in bahith("add", tmp_path / "1.jsonl", tmp_path / "0.jsonl", *index).output
    assert "1 article" in bahith("search", "سفينة", *index).output
    assert "0 articles" in bahith("search", "قارب", "--match", "exact", *index).output
    assert "غرق [-قارب-] [+سفينة+]" in bahith("history", URL, *index).output
