from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from documents.article import Article
from documents.reader import read_file
from index.engine import open_engine
from searcher import ingest, reading, watching
from web import progress
from web.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected
    from documents.walk import InputFile

GOOD = (
    '{"id": "1", "title": "أمطار غزيرة في مسقط", "body": "هطلت الأمطار فجرًا.", "source": "خليج اليوم", "score": "x"}\n'
)


def bahith(*words: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(("name", "command"), list(main.commands.items()))
def test_every_command_explains_itself_with_an_example(name: str, command: click.Command) -> None:
    reply = bahith(name, "--help")
    assert reply.exit_code == 0
    assert f"bahith {name}" in reply.output
    assert all(isinstance(p, click.Argument) or p.help for p in command.params if p.name != "help")


def test_no_help_page_needs_the_search_library() -> None:
    code = (
        "import sys, web.cli; sys.exit(any(m in sys.modules for m in ('whoosh', 'flask', 'trafilatura', 'feedparser')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_add_reports_what_it_did(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD)
    first = bahith("add", file, "--index", tmp_path / "index")
    assert first.exit_code == 0
    assert "1 article read: 1 added, 0 updated, 0 unchanged; 0 rejected" in first.output
    assert "score (1)" in first.output
    again = bahith("add", file, "--index", tmp_path / "index")
    assert "0 added, 0 updated, 1 unchanged" in again.output


def test_add_with_rejects_keeps_the_good_ones_and_says_where(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD + '{"id": "2", "tit\n[1]\n')
    reply = bahith("add", file, "--index", tmp_path / "index")
    assert reply.exit_code == 1
    assert f"{file}:2: not JSON" in reply.output
    assert f"{file}:3: " in reply.output
    assert bahith("search", "أمطار", "--index", tmp_path / "index").output.startswith("1 article")


def test_add_json_lists_every_reject(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD + "x\n" * 200)
    reply = json.loads(bahith("add", file, "--index", tmp_path / "index", "--json").stdout)
    assert (reply["added"], len(reply["rejected"]), reply["unknown_keys"]) == (1, 200, {"score": 1})
    assert reply["rejected"][0]["line"] == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
        ("half.jsonl", b'{"title": "\xd9', "not JSON"),
        ("half.json", '[{"title": "مطر"}, {"ti'.encode(), "not JSON"),
    ],
)
def test_a_bad_file_is_rejected_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    reply = bahith("add", written(tmp_path, name, content), "--index", tmp_path / "index")
    assert reply.exit_code == 1
    assert reason in reply.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add", "missing.jsonl"], "no such file"),
        (["add"], "Missing argument"),
        (["add", ".", "--format", "pdf"], "'pdf' is not one of"),
        (["search", "ماء", "--colour"], "--colour"),
        (["search", "ماء", "--from", "كتاب"], "from is 'كتاب'"),
        (["search", "ماء", "--limit", "0"], "0 is not in the range"),
        (["search", "ماء", "--words", "some"], "'some' is not one of 'any', 'most', 'all'"),
        (["search", "ماء", "--half-life", "0"], "half_life is '0'; expected a number of days above 0"),
        (["batch", __file__, "--half-life", "شهر"], "half_life is 'شهر'"),
        (["search", "ش" * 100_000], "100000 characters"),
        (["search", "ماء", "--match", "root"], "'root' is not one of 'exact', 'marks'"),
        (["batch", __file__, "--match", "root"], "'root' is not one of 'exact', 'marks'"),
        (["suggest", "ماء", "--limit", "21"], "21 is not in the range"),
        (["similar"], "Missing argument"),
        (["batch", "missing.tsv"], "does not exist"),
        (["delete"], "name the ids"),
        (["delete", "1", "--source", "x"], "name the ids"),
        (["inspect", "missing.txt"], "no such file"),
        (["frobnicate"], "No such command"),
        (["serve", "--port", "0"], "0 is not in the range"),
    ],
)
def test_a_wrong_call_ends_with_status_2_and_a_reason(
    samples_index: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.setenv("BAHITH_INDEX", str(samples_index))
    reply = bahith(*words)
    assert reply.exit_code == 2
    assert message in reply.output


@pytest.mark.parametrize(
    "words", [["search", "ماء"], ["stats"], ["delete", "1"], ["serve"], ["suggest", "ماء"], ["similar", "1"]]
)
def test_without_an_index_every_command_says_how_to_make_one(tmp_path: Path, words: list[str]) -> None:
    reply = bahith(*words, "--index", tmp_path / "none")
    assert reply.exit_code == 2
    assert "bahith add" in reply.output


def test_a_folder_without_articles_is_a_wrong_call(tmp_path: Path) -> None:
    reply = bahith("add", tmp_path, "--index", tmp_path / "index")
    assert reply.exit_code == 2
    assert "no file to read" in reply.output


def test_a_folder_of_other_files_is_never_taken_for_an_index(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD)
    reply = bahith("add", file, "--index", tmp_path)
    assert reply.exit_code == 2
    assert "is not an index" in reply.output


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    bahith("add", written(tmp_path, "a.jsonl", GOOD), "--index", tmp_path / "index")
    manifest = tmp_path / "index" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 99}))
    reply = bahith("search", "أمطار", "--index", tmp_path / "index")
    assert reply.exit_code == 2
    assert "schema version 99" in reply.output


def test_search_shows_title_source_date_and_passage(samples_index: Path) -> None:
    reply = bahith("search", "محطة الطاقة الشمسية", "--index", samples_index, "--limit", "3")
    assert reply.exit_code == 0
    assert "وكالة نسيم (نموذج) · 18 مارس 2024، 09:30 · id nasim-2024-001" in reply.output
    assert "<mark>" not in reply.output


def test_search_prints_the_endpoints_json(samples_index: Path) -> None:
    reply = bahith("search", "الشمسية", "--json", "--limit", "2", "--sort", "newest", "--index", samples_index)
    content = json.loads(reply.stdout)
    assert len(content["results"]) == 2
    assert content["per_page"] == 2


def test_the_json_of_a_search_has_no_addresses(samples_index: Path) -> None:
    words = ("search", "هامبورغ -الظاقة", "--from", "2030", "--json", "--index", samples_index)
    content = json.loads(bahith(*words).stdout)
    assert [one["kind"] for one in content["query"]["steps"]] == ["excluded"]
    assert content["relaxations"][0]["total"] == 4
    assert {"url", "undo", "without", "next"}.isdisjoint(re.findall(r'"(\w+)": ', json.dumps(content)))


def test_each_result_says_its_rung(samples_index: Path) -> None:
    reply = bahith("search", "هامبورغ", "--index", samples_index)
    assert reply.output.splitlines()[1] == "also searched: هامبورج (2)"
    assert len(re.findall(r" · match exact$", reply.output, re.MULTILINE)) == 2
    assert len(re.findall(r" · match name$", reply.output, re.MULTILINE)) == 2
    assert " · match " not in bahith("search", "", "--index", samples_index).output


def test_a_search_may_stop_at_a_rung_or_leave_out_a_spelling(samples_index: Path) -> None:
    for option in (("--match", "plural"), ("--exclude-spelling", "هامبورج")):
        assert bahith("search", "هامبورغ", *option, "--index", samples_index).output.startswith("2 articles")


def test_what_may_have_been_meant_is_said_with_its_number(samples_index: Path) -> None:
    reply = bahith("search", "محطه الظاقة", "--index", samples_index)
    assert reply.output.splitlines()[1] == "did you mean: محطه الطاقة (11 articles)"


def test_where_nothing_is_found_it_says_what_finds_something(samples_index: Path) -> None:
    lines = bahith("search", "زقزقة الطاقة", "--words", "all", "--index", samples_index).output.splitlines()
    assert lines[1] == "nothing has all of it, but there are:"
    assert lines[-1] == "    9 articles  without “زقزقة”: الطاقة"


def test_a_date_may_be_said_in_words(samples_index: Path) -> None:
    reply = bahith("search", "", "--from", "مارس 2024", "--to", "مارس 2024", "--json", "--index", samples_index)
    assert {one["published"][:7] for one in json.loads(reply.stdout)["results"]} == {"2024-03"}


def test_suggest_prints_words_and_headlines(samples_index: Path) -> None:
    lines = bahith("suggest", "شباب الوا", "--index", samples_index).output.splitlines()
    assert re.fullmatch(r"شباب \w+", lines[0])
    assert lines[-1].endswith("  (id nasim-2024-002)")
    content = json.loads(bahith("suggest", "شباب الوا", "--limit", "2", "--json", "--index", samples_index).stdout)
    assert [one["kind"] for one in content["suggestions"]] == ["word", "headline"]


def test_nothing_to_suggest_is_an_answer(samples_index: Path) -> None:
    reply = bahith("suggest", "زقزقة", "--index", samples_index)
    assert (reply.exit_code, reply.output) == (0, "")


def test_similar_prints_the_articles_with_their_ids(samples_index: Path) -> None:
    lines = bahith("similar", "nasim-2024-001", "--limit", "2", "--index", samples_index).output.splitlines()
    content = json.loads(bahith("similar", "nasim-2024-001", "--limit", "2", "--json", "--index", samples_index).stdout)
    assert [f"id {one['id']}" for one in content["results"]] == [lines[1].split(" · ")[-1], lines[3].split(" · ")[-1]]
    assert lines[0] == f"1. {content['results'][0]['title']}"


def test_to_an_unknown_article_nothing_is_similar(samples_index: Path) -> None:
    reply = bahith("similar", "none", "--index", samples_index)
    assert (reply.exit_code, reply.output) == (1, "not in the index: none\n")


def test_a_query_may_begin_with_a_minus(samples_index: Path) -> None:
    assert bahith("search", "-زقزقة", "--index", samples_index).output.startswith("62 articles")


def test_nothing_found_is_an_answer(samples_index: Path) -> None:
    reply = bahith("search", "زقزقة", "--index", samples_index)
    assert (reply.exit_code, reply.output[:10]) == (0, "0 articles")


@pytest.mark.parametrize(
    ("option", "value", "total"),
    [
        ("--source", "وكاله نسيم (نموذج)", 12),
        ("--exclude-source", "وكالة نسيم (نموذج)", 50),
        ("--section", "طقس", 2),
        ("--exclude-section", "طقس", 60),
        ("--author", "هدى عبد الرازق", 1),
        ("--from", "2025", 4),
        ("--to", "2021", 3),
    ],
)
def test_every_filter_of_the_endpoint_is_an_option(samples_index: Path, option: str, value: str, total: int) -> None:
    reply = bahith("search", "", option, value, "--index", samples_index, "--json")
    assert json.loads(reply.stdout)["total"] == total


def test_how_many_words_are_needed_is_an_option(samples_index: Path) -> None:
    totals = [
        json.loads(bahith("search", "محطة الطاقة الشمسية", "--words", words, "--json", "--index", samples_index).stdout)
        for words in ("any", "most", "all")
    ]
    assert [reply["query"]["words"] for reply in totals] == ["any", "most", "all"]
    assert totals[0]["total"] > totals[1]["total"] > totals[2]["total"] > 0


def test_a_half_life_is_an_option_and_lowers_the_scores_of_old_articles(samples_index: Path) -> None:
    words = ("search", "الطاقة", "--json", "--index", samples_index)
    plain = json.loads(bahith(*words).stdout)
    aged = json.loads(bahith(*words, "--half-life", "30").stdout)
    assert aged["query"]["half_life_days"] == 30
    assert plain["query"]["half_life_days"] is None
    scores = {result["id"]: result["score"] for result in plain["results"]}
    assert aged["total"] == plain["total"]
    assert all(result["score"] < scores[result["id"]] for result in aged["results"] if result["id"] in scores)


def test_an_explanation_adds_up_in_aligned_lines(samples_index: Path) -> None:
    reply = bahith("search", "محطة الطاقة الشمسية", "--explain", "--half-life", "365", "--index", samples_index)
    blocks = [re.findall(r"^ {3}( *-?\d+\.\d\d)  (\w+) +(.*)$", block, re.MULTILINE)
              for block in reply.output.split("\n\n")[1:]]  # fmt: skip
    assert blocks
    for (total, label, _), *rows in blocks:
        assert label == "score"
        assert rows[-1][1] == "recency"
        assert all(text.endswith(".") for _, _, text in rows)
        assert sum(float(amount) for amount, _, _ in rows) == pytest.approx(float(total), abs=0.01 * len(rows))
        assert {len(amount) for amount, _, _ in rows} == {len(total)}


def test_without_explain_no_reasons_are_printed(samples_index: Path) -> None:
    assert "score" not in bahith("search", "محطة الطاقة", "--index", samples_index).output


def test_delete_says_what_was_not_there(tmp_path: Path) -> None:
    bahith("add", written(tmp_path, "a.jsonl", GOOD), "--index", tmp_path / "index")
    reply = bahith("delete", "1", "2", "--index", tmp_path / "index")
    assert reply.exit_code == 1
    assert "not in the index: 2" in reply.output
    assert "1 article deleted" in reply.output
    assert bahith("search", "أمطار", "--index", tmp_path / "index").output.startswith("0 articles")


def test_delete_by_source_takes_all_of_it(tmp_path: Path) -> None:
    bahith("add", written(tmp_path, "a.jsonl", GOOD), "--index", tmp_path / "index")
    assert bahith("delete", "--source", "خليج اليوم", "--index", tmp_path / "index").exit_code == 0
    assert bahith("delete", "--source", "خليج اليوم", "--index", tmp_path / "index").exit_code == 1


def test_inspect_shows_what_was_read_and_left_out(tmp_path: Path) -> None:
    text = "21 نوفمبر 2024\n30 ديسمبر 2022\nخليج اليوم\n\n"
    text += "هطلت أمطار غزيرة على مسقط فجر الجمعة، وفق ما أفادت به الأرصاد الجوية.\n\nتويتر\n"
    reply = bahith("inspect", written(tmp_path, "a.txt", text))
    assert reply.exit_code == 0
    for shown in ("(scraped: ", "2022-12-30", "2024-11-21", "خليج اليوم", "left out: تويتر", "encoding: utf-8"):
        assert shown in reply.output


def test_inspect_prints_json_lines(tmp_path: Path) -> None:
    reply = bahith("inspect", written(tmp_path, "a.jsonl", GOOD), "--json")
    content = json.loads(reply.stdout)
    assert content["unknown_keys"] == ["score"]
    assert Article.from_json(content["article"]).title == "أمطار غزيرة في مسقط"


def test_stats_count_articles_and_sources(samples_index: Path) -> None:
    content = json.loads(bahith("stats", "--json", "--index", samples_index).stdout)
    assert content["articles"] == 62 == sum(content["sources"].values())
    assert content["sources"]["وكالة نسيم (نموذج)"] == 12
    assert (content["first_published"], content["last_published"]) == ("2021-08-18", "2025-06-17")
    assert "وكالة نسيم (نموذج)" in bahith("stats", "--index", samples_index).output


def test_a_second_writer_learns_who_is_writing(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD)
    engine = open_engine(tmp_path / "index", create=True)
    engine.add([Article(id="x", title="عنوان", body="نص")])
    command = [sys.executable, "-c", "from web.cli import main; main()"]
    reply = subprocess.run(
        [*command, "add", str(file), "--index", str(tmp_path / "index"), "--wait", "0.2"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    engine.close()
    assert reply.returncode == 2
    assert "waited 0.2 s" in reply.stderr
    assert "process" in reply.stderr


@pytest.mark.parametrize("words", [["add", "{file}"], ["delete", "1"]])
def test_an_index_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, words: list[str]) -> None:
    file = written(tmp_path, "a.jsonl", GOOD)
    index = tmp_path / "index"
    bahith("add", file, "--index", index)
    (index / "writer.lock").unlink(missing_ok=True)
    (index / "writer.lock").mkdir()  # refused to everybody, root included
    reply = bahith(*(word.format(file=file) for word in words), "--index", index)
    assert reply.exit_code == 2
    assert "cannot be written" in reply.output


def test_a_place_where_no_folder_can_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", GOOD)
    reply = bahith("add", file, "--index", file / "index")
    assert reply.exit_code == 2
    assert "Traceback" not in reply.output


def test_an_id_of_half_characters_is_not_in_the_index(tmp_path: Path) -> None:
    bahith("add", written(tmp_path, "a.jsonl", GOOD), "--index", tmp_path / "index")
    assert bahith("delete", "\udcff", "--index", tmp_path / "index").exit_code == 1


def test_a_full_disk_ends_in_one_line_and_leaves_no_file_behind(tmp_path: Path) -> None:
    index = tmp_path / "index"
    bahith("add", written(tmp_path, "a.jsonl", GOOD), "--index", index)
    before = {file.name for file in index.iterdir()}
    many = "".join(json.dumps({"title": f"خبر رقم {n}", "body": f"نص الخبر رقم {n}. " * 20}) + "\n" for n in range(300))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"  # bytes a file may have
    reply = subprocess.run(
        [sys.executable, "-c", f"{limit}; from web.cli import main; main()",
         "add", str(written(tmp_path, "b.jsonl", many)), "--index", str(index)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert reply.returncode == 2
    assert "cannot be written" in reply.stderr
    assert "Traceback" not in reply.stderr
    assert {file.name for file in index.iterdir()} - {"writer.lock", "MAIN_WRITELOCK"} <= before
    assert bahith("search", "أمطار", "--index", index).output.startswith("1 article ")


# Reading that is interrupted, and watching


def records(folder: Path, name: str, *numbers: int) -> Path:
    """A file of articles with these numbers."""
    return written(folder, name, "".join(f'{{"id": "n{n}", "title": "خبر رقم {n}"}}\n' for n in numbers))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_addition_says_what_is_kept_and_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 2)
    first, second = records(tmp_path, "a.jsonl", 1, 2, 3), records(tmp_path, "b.jsonl", 4)
    command = ("add", first, second, "--index", tmp_path / "index")

    def interrupted(file: InputFile | Path, format_name: str | None) -> Iterator[Found | Rejected]:
        yield from read_file(file, format_name)
        os.kill(os.getpid(), number)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_file", interrupted)
        reply = bahith(*command)
    assert reply.exit_code == 130
    assert "interrupted; 2 articles of this command are in the index" in reply.stderr
    reply = bahith(*command)
    assert reply.exit_code == 0
    assert "4 articles read: 4 added, 0 updated, 0 unchanged" in reply.stdout
    assert "2 records had been read before the interruption" in reply.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_ended_while_it_opens_the_index_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("index.engine.open_engine", lambda *_, **__: os.kill(os.getpid(), number))
    file, index = records(tmp_path, "a.jsonl", 1), tmp_path / "index"
    reply = bahith("add", file, "--index", index)
    assert (reply.exit_code, reply.stderr[:37]) == (130, "interrupted; 0 articles of this comma")
    reply = bahith("watch", tmp_path, "--index", index)
    assert (reply.exit_code, reply.stdout.endswith(" stopped\n")) == (0, True)


def test_afresh_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "COMMIT_ARTICLES", 2)
    command = ("add", records(tmp_path, "a.jsonl", 1, 2, 3), "--index", tmp_path / "index")

    def interrupted(file: InputFile | Path, format_name: str | None) -> Iterator[Found | Rejected]:
        yield from read_file(file, format_name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_file", interrupted)
        assert bahith(*command).exit_code == 130
    assert "1 added, 0 updated, 2 unchanged" in bahith(*command, "--afresh").output


def test_a_long_addition_says_now_and_then_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.0)
    reply = bahith("add", records(tmp_path, "a.jsonl", 1, 2), "--index", tmp_path / "index")
    assert re.search(r"^2 articles read, 0\.0.* MB, 0 rejected", reply.stderr, re.MULTILINE)
    assert "rejected: " not in reply.stderr


def test_watch_adds_until_it_is_stopped_and_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, index = tmp_path / "in", tmp_path / "index"
    folder.mkdir()
    expected = 1

    def rest(_seconds: float) -> None:
        """Stop the watch in the pause after the expected articles have come."""
        with closing(open_engine(index)) as engine:
            if engine.count() == expected:
                os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(watching, "sleep", rest)
    records(folder, "a.jsonl", 1)
    written(folder, "b.jsonl", "[]\n")
    first = bahith("watch", folder, "--index", index)
    assert first.exit_code == 0
    assert "1 article read: 1 added, 0 updated, 0 unchanged; 1 rejected" in first.stdout
    assert "b.jsonl:1: a record must be" in first.stderr
    assert first.stdout.endswith("stopped\n")
    records(folder, "c.jsonl", 2)
    expected = 2
    second = bahith("watch", folder, "--index", index)
    assert "1 article read: 1 added, 0 updated, 0 unchanged; 0 rejected" in second.stdout


def test_inspect_shows_what_is_left_out(tmp_path: Path) -> None:
    follow = "تابعونا على صفحاتنا في شبكات التواصل"
    pages = [
        {
            "title": f"خبر {n}",
            "source": "صوت المرسى",
            "body": f"افتتحت البلدية أمس المكتبة رقم {n} في المدينة.\n{follow}",
        }
        for n in range(6)
    ]
    file = written(tmp_path, "a.jsonl", "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages))
    one = written(tmp_path, "one.jsonl", json.dumps(pages[0], ensure_ascii=False) + "\n")
    assert f"left out   {follow}  [in 6 of 6 articles of its source]" in bahith("inspect", file).output
    shown = json.loads(bahith("inspect", file, "--json").output.splitlines()[0])
    assert shown["left_out"] == [{"text": follow, "articles": 6, "seen": 6}]
    assert follow not in shown["article"]["body"]
    assert "left out" not in bahith("inspect", file, "--keep-lines").output
    assert "left out" not in bahith("inspect", one).output
    bahith("add", file, "--index", tmp_path / "index")
    assert f"left out   {follow}" in bahith("inspect", one, "--index", tmp_path / "index").output
