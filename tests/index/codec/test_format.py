"""Does FORMAT.md say what the codec writes, and is an index of its version still read?"""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query as q

from index.codec.arrayfile import FORMAT_VERSION, MAGIC, ArrayFile
from index.codec.columns import Labels
from index.codec.generation import Generation
from index.codec.inverter import Inverter
from index.codec.reading import DOCUMENTS_KIND, TERMS_KIND
from index.codec.storage import Folder, open_index, read_contents
from index.codec.store import encoded
from index.codec.writing import write_documents, write_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.codec.columns import Values
    from index.codec.segment import ArraySegment

    Content = Callable[[Folder, ArraySegment], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data"
GOLDEN = DATA / f"golden-{FORMAT_VERSION}"
FORMAT = (ROOT / "index" / "codec" / "FORMAT.md").read_text("utf-8")


def dump(data: bytes) -> str:
    """Return bytes as `hexdump -C` shows them."""
    return "\n".join(_lines(data))


def _lines(data: bytes) -> Iterator[str]:
    before, starred = b"", False
    for first in range(0, len(data), 16):
        row = data[first : first + 16]
        if row != before:
            halves = (" ".join(f"{byte:02x}" for byte in half) for half in (row[:8], row[8:]))
            letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
            yield f"{first:08x}  {'  '.join(halves):<49} |{letters}|"
        elif not starred:
            yield "*"
        starred, before = row == before, row
    yield f"{len(data):08x}"


def write_example(folder: Path) -> tuple[Path, Path]:
    """Write the files of the segment that FORMAT.md shows."""
    inverter = Inverter(positions=True)
    for number, text in enumerate(["بحر كتاب بحر", "كتاب"]):
        inverter.add(number, [inverter.number(word.encode()) for word in text.split()])
    inverted = replace(inverter.inverted(), codes=np.array([0x6B797A31, 0x6B797A32]))
    write_terms(folder / "terms", {"text": inverted})
    columns: dict[str, Values] = {"n": np.array([7, 9], np.int32), "tag": Labels.of([b"b", b"a"]), "id": [b"x", b"yz"]}
    write_documents(folder / "docs", [encoded({"id": "x"}), encoded({"id": "yz"})], columns, {"text": [3, 1]})
    return folder / "terms", folder / "docs"


def test_the_example_is_what_the_codec_writes(tmp_path: Path) -> None:
    shown = re.findall(r"```\n(00000000.*?)\n```", FORMAT, re.DOTALL)
    assert shown == [dump(path.read_bytes()) for path in write_example(tmp_path)]


def test_every_array_and_every_key_is_described(tmp_path: Path) -> None:
    paths = write_example(tmp_path)
    names = {name for path, kind in zip(paths, (TERMS_KIND, DOCUMENTS_KIND), strict=True)
             for name in ArrayFile(path, kind).names()}  # fmt: skip
    for name in names:
        described = re.sub(r"\b(text|n|tag|id)\b", "<field>", name)
        strings = re.sub("/(bytes|ends)$", "", described)
        assert f"| `{described}` |" in FORMAT or f"| `{strings}` | strings |" in FORMAT, name
    for key in Generation(Folder(GOLDEN), golden()["SCHEMA"]).segments[0].__getstate__():
        assert f"| `{key}` |" in FORMAT


def test_the_table_of_contents_begins_and_ends_as_described() -> None:
    (path,) = GOLDEN.glob("*.toc")
    data = path.read_bytes()
    described = re.findall(r"^\| `((?:[0-9a-f]{2} ?)+)` \|", FORMAT, re.MULTILINE)
    assert [*map(bytes.fromhex, described)] == [data[:3], data[3:7], data[7:11], data[-8:]]
    assert data.endswith(MAGIC)


def test_this_version_has_a_history_and_a_golden_index() -> None:
    assert re.search(rf"^\| {FORMAT_VERSION} \|", FORMAT, re.MULTILINE)
    assert f"`tests/data/{GOLDEN.name}`" in FORMAT
    assert GOLDEN.is_dir()


def golden() -> dict[str, Any]:
    return runpy.run_path(str(DATA / "golden.py"))


def test_a_golden_index_holds_what_it_was_made_from(tmp_path: Path, content: Content) -> None:
    made = golden()
    index = made["write"](tmp_path / "new")
    kept = read_contents(Folder(GOLDEN), made["SCHEMA"]).segments
    assert [one.deleted().tolist() for one in kept] == [[2], []]
    assert [content(Folder(GOLDEN), one) for one in kept] == [content(index.storage, one) for one in index._segments()]


def test_a_golden_index_answers() -> None:
    made = golden()
    before = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    with open_index(GOLDEN, made["SCHEMA"]).searcher() as searcher:
        found = searcher.search(q.Or([q.Term("text", "البحر"), q.Term("text", "كتاب")]), limit=None)
        assert [hit["id"] for hit in found] == ["d", "a"]
        assert [hit["id"] for hit in searcher.search(q.Phrase("text", ["كتاب", "البحر"]))] == ["d"]
        assert [hit["id"] for hit in searcher.search(q.Every(), sortedby="number")] == [*"adbe"]
        assert [hit["id"] for hit in searcher.search(q.NumericRange("number", -7, 3))] == [*"ad"]
    assert {path.name: path.read_bytes() for path in GOLDEN.iterdir()} == before
