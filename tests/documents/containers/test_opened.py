"""Are files and standard input opened so that a hostile one does no harm?"""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from documents.containers.opened import open_source
from documents.formats.record import Found, Rejected, shown
from documents.reader import read_file
from documents.walk import LINK_LEADS_OUT, STANDARD_INPUT, input_files

LINE = '{"id": "1", "title": "بحر هادئ"}\n'


class Piped(io.RawIOBase):
    """A pipe: short reads, no way back."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._data.readinto(buffer[:7])


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Found | Rejected]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Piped(data))))
    return [result for file in input_files([STANDARD_INPUT]) for result in read_file(file)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_read_and_told_by_content(monkeypatch: pytest.MonkeyPatch, pack: object) -> None:
    assert callable(pack)
    (found,) = piped(monkeypatch, pack(LINE.encode()))
    assert isinstance(found, Found)
    assert (found.path, found.format, found.article.title) == (Path("-"), "json", "بحر هادئ")


def test_standard_input_that_is_empty_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [str(result) for result in piped(monkeypatch, b"")] == ["-: the file is empty"]


def test_a_file_that_grows_is_read_as_long_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINE * 3)
    results = []
    for result in read_file(path):
        results.append(result)
        with path.open("a") as file:
            file.write(LINE * 1000)
        assert len(results) <= 3
    assert len(results) == 3


def test_a_file_that_grows_is_held_as_long_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 200_000)
    with open_source(path) as source:
        source.peek(1)
        with path.open("ab") as file:
            file.write(b"b" * 1000)
        assert source.whole() == b"a" * 200_000


def test_a_file_that_shrinks_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 200_000)
    with open_source(path) as source:
        source.peek(1)
        os.truncate(path, 100_000)
        assert len(source.whole()) == 100_000


def test_a_file_that_vanishes_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(LINE)
    files = list(input_files([tmp_path]))
    (tmp_path / "a.jsonl").unlink()
    gone, found = (result for file in files for result in read_file(file))
    assert isinstance(gone, Rejected)
    assert isinstance(found, Found)


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(OSError, match="not a regular file"), open_source(tmp_path / "a.txt"):
        pass


def test_a_link_out_of_the_folder_is_rejected_and_one_within_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text(LINE)
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.jsonl").symlink_to("../out.jsonl")
    (inside / "b.jsonl").write_text(LINE)
    (inside / "c.jsonl").symlink_to("b.jsonl")
    out, *others = (result for file in input_files([inside]) for result in read_file(file))
    assert isinstance(out, Rejected)
    assert out.reason == LINK_LEADS_OUT
    assert [type(result) for result in others] == [Found, Found]


def test_links_in_a_circle_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c").symlink_to(tmp_path)
    results = [result for file in input_files([tmp_path]) for result in read_file(file)]
    assert [type(result) for result in results] == [Rejected, Rejected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("خبر.txt", "خبر.txt"),
        ("a\nb.txt", "a\\nb.txt"),
        ("a\x1b[2J.txt", "a\\x1b[2J.txt"),
        ("a\u202egpj.txt", "a\\u202egpj.txt"),
        (os.fsdecode(b"a\xff.txt"), "a\\xff.txt"),
    ],
)
def test_a_name_is_shown_on_one_line_in_utf_8(name: str, text: str) -> None:
    assert shown(Path(name)) == text
    assert str(Rejected(Path(name), 2, "x")) == f"{text}:2: x"
