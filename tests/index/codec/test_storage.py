"""Is everything on the disk before it is named, and does a table of contents bring nothing else to life?"""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from whoosh import fields
from whoosh.index import TOC, EmptyIndexError

from index.codec.arrayfile import MAGIC
from index.codec.generation import Generation
from index.codec.segment import ArraySegment
from index.codec.storage import INDEX_NAME, Folder, create_index, open_index, read_contents, write_contents
from index.codec.writer import ArrayWriter
from index.errors import IndexDamagedError, IndexTooNewError, IndexTooOldError

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = fields.Schema(text=fields.TEXT(stored=True))


def segment(*deleted: int) -> ArraySegment:
    made = ArraySegment(INDEX_NAME)
    made.set_doc_count(9)
    made.delete_documents(deleted)
    made.field_lengths = {"text": 70}
    return made


def table(folder: Path) -> Path:
    (path,) = folder.glob("*.toc")
    return path


def sealed(data: bytes) -> bytes:
    """Return a table of contents with a checksum that is right."""
    return data + struct.pack("<I8s", zlib.crc32(data), MAGIC)


@pytest.fixture
def contents(tmp_path: Path) -> tuple[Path, bytes]:
    """A table of contents with two segments, and what stands in it before its trailer."""
    write_contents(Folder(tmp_path), SCHEMA, [segment(2, 5), segment()], 3)
    return table(tmp_path), table(tmp_path).read_bytes()[:-12]


def test_a_table_of_contents_comes_back(tmp_path: Path) -> None:
    segments = [segment(2, 5), segment()]
    write_contents(Folder(tmp_path), SCHEMA, segments, 3)
    found = read_contents(Folder(tmp_path), SCHEMA)
    assert found.generation == 3
    assert [vars(one) for one in found.segments] == [vars(one) for one in segments]


def test_a_folder_without_an_index_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyIndexError):
        read_contents(Folder(tmp_path), SCHEMA)


class Malice:
    """What a pickle runs when it is loaded carelessly."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self._call = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call


@pytest.mark.parametrize("protocol", [0, 2, pickle.HIGHEST_PROTOCOL])
def test_a_table_that_names_anything_else_is_refused_and_nothing_of_it_runs(tmp_path: Path, protocol: int) -> None:
    victim = tmp_path / "victim"
    attacks = [Malice(os.mkdir, str(victim)), Malice(Path.touch, victim), Malice(eval, "1"), Folder(victim)]
    for number, attack in enumerate(attacks):
        write_contents(Folder(tmp_path), SCHEMA, [], number)
        path = tmp_path / f"_MAIN_{number}.toc"
        empty = path.read_bytes()[:-12]
        nothing = pickle.dumps([], -1)
        assert empty.endswith(nothing)
        forged = empty.removesuffix(nothing) + pickle.dumps([segment(), attack], protocol)
        path.write_bytes(sealed(forged))
        with pytest.raises(IndexDamagedError, match=r"names \w+\.\w+.*, which no table of ours has"):
            open_index(tmp_path, SCHEMA)
        assert not victim.exists()


def test_a_schema_in_a_table_is_never_loaded(tmp_path: Path, contents: tuple[Path, bytes]) -> None:
    victim = tmp_path / "victim"
    mine, theirs = pickle.dumps(SCHEMA, 2), pickle.dumps(Malice(os.mkdir, str(victim)), 2)
    path, data = contents
    assert mine in data
    start = data.index(mine)
    # the length of the schema's pickle stands before it; spaces behind the end of a pickle are not looked at
    path.write_bytes(sealed(data[:start] + theirs.ljust(len(mine)) + data[start + len(mine) :]))
    assert len(read_contents(Folder(tmp_path), SCHEMA).segments) == 2
    for no_schema in (None, fields.Schema()):
        with pytest.raises(TypeError, match="read with a schema"):
            read_contents(Folder(tmp_path), no_schema)
    assert not victim.exists()


def test_every_flipped_bit_of_a_table_is_noticed(tmp_path: Path, contents: tuple[Path, bytes]) -> None:
    path, _ = contents
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        with pytest.raises(IndexDamagedError, match=r"table of contents .* is damaged"):
            read_contents(Folder(tmp_path), SCHEMA)


def test_every_shortened_table_is_noticed(tmp_path: Path, contents: tuple[Path, bytes]) -> None:
    path, _ = contents
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(IndexDamagedError, match=r"table of contents .* is damaged"):
            read_contents(Folder(tmp_path), SCHEMA)


@pytest.mark.parametrize(("version", "error"), [(-110, IndexTooOldError), (-112, IndexTooNewError)])
def test_a_table_of_another_version_has_its_own_error(
    tmp_path: Path, contents: tuple[Path, bytes], version: int, error: type[Exception]
) -> None:
    path, data = contents
    path.write_bytes(sealed(data[:7] + struct.pack(">i", version) + data[11:]))
    with pytest.raises(error, match=f"its version is {-version}, and this program reads 111"):
        read_contents(Folder(tmp_path), SCHEMA)


def test_a_table_of_whooshs_own_is_refused(tmp_path: Path) -> None:
    from whoosh.index import create_in

    create_in(tmp_path, SCHEMA)
    with pytest.raises(IndexDamagedError, match="not of this program"):
        open_index(tmp_path, SCHEMA)


def test_whoosh_reads_a_table_of_ours(tmp_path: Path) -> None:
    from whoosh.index import open_dir

    with ArrayWriter(create_index(tmp_path, SCHEMA)) as writer:
        writer.add_document(text="بحر")
    with open_dir(tmp_path).searcher() as searcher:
        assert searcher.document(text="بحر") == {"text": "بحر"}


def test_files_are_on_the_disk_before_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is synced, then the folder, then the table under another name, then it is renamed, and the folder."""
    names, steps = {}, []
    fsync, replace = os.fsync, os.replace

    def record_sync(descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        assert path.is_dir() or path.stat().st_size > 0
        names[path.name] = path
        steps.append(("sync", "folder" if path == tmp_path else path.suffix if ".toc." not in path.name else ".toc"))
        fsync(descriptor)

    def record_replace(old: Any, new: Any) -> None:
        steps.append(("rename", Path(new).suffix))
        replace(old, new)

    writer = ArrayWriter(create_index(tmp_path, SCHEMA))
    monkeypatch.setattr(os, "fsync", record_sync)
    monkeypatch.setattr(os, "replace", record_replace)
    writer.add_document(text="بحر")
    writer.commit()
    assert steps == [
        ("sync", ".docs"),
        ("sync", ".terms"),
        ("sync", "folder"),
        ("sync", ".toc"),
        ("rename", ".toc"),
        ("sync", "folder"),
    ]


def test_a_name_is_not_taken_from_another_file_where_that_is_unsafe(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for name in ("old", "new"):
        with folder.create_file(name) as file:
            file.write(name.encode())
    with pytest.raises(FileExistsError):
        folder.rename_file("old", "new", safe=True)
    assert (tmp_path / "new").read_text() == "new"
    folder.rename_file("old", "new")
    assert (tmp_path / "new").read_text() == "old"
    with folder.open_file("new") as file:
        assert file.read(3) == b"old"


def leave_behind(folder: Path) -> list[str]:
    """Leave what a writer leaves that is killed while it writes a segment, and while it writes a table."""
    names = ["MAIN_0123456789abcdef.terms", "MAIN_0123456789abcdef.docs", "_MAIN_2.toc.1700000000.5"]
    for name in names:
        (folder / name).write_bytes(b"half of a fi")
    return names


def test_what_a_killed_writer_left_is_ignored_and_removed_by_the_next_commit(tmp_path: Path) -> None:
    with ArrayWriter(create_index(tmp_path, SCHEMA)) as writer:
        writer.add_document(text="بحر")
    left = leave_behind(tmp_path)
    (tmp_path / "MAIN_notes.txt~").touch()
    (tmp_path / "manifest.json").touch()
    with open_index(tmp_path, SCHEMA).searcher() as searcher:
        assert searcher.doc_count() == 1
    assert all((tmp_path / name).exists() for name in left)
    ArrayWriter(open_index(tmp_path, SCHEMA)).commit()
    assert not any((tmp_path / name).exists() for name in left)
    assert (tmp_path / "manifest.json").exists()
    with open_index(tmp_path, SCHEMA).searcher() as searcher:
        assert searcher.doc_count() == 1


def test_a_cancelled_writer_leaves_nothing(tmp_path: Path) -> None:
    index = create_index(tmp_path, SCHEMA)
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = ArrayWriter(index)
    writer.add_document(text="بحر")
    writer._flush()
    leave_behind(tmp_path)
    writer.cancel()
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith("LOCK")) == before
    assert TOC._latest_generation(Folder(tmp_path), INDEX_NAME) == Generation(Folder(tmp_path), SCHEMA).number == 0
