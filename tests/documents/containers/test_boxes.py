"""What comes out of containers, damaged and hostile ones among them?"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from documents.containers import bounds, boxes
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from pathlib import Path


def record(number: int, title: str = "بحر هادئ") -> bytes:
    return json.dumps({"id": str(number), "title": title}).encode() + b"\n"


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def read(folder: Path, data: bytes, name: str = "box") -> list[Found | Rejected]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path))


def outcomes(folder: Path, data: bytes) -> list[str]:
    """Return what came out: of an article its path in the box and its id, of a reject its message."""
    shown = [f"{r.path}: {r.article.id}" if isinstance(r, Found) else str(r) for r in read(folder, data)]
    return [text.removeprefix(f"{folder}/box") for text in shown]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd.compress])
def test_packed_files_are_told_by_content(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    assert outcomes(tmp_path, pack(record(1))) == [": 1"]


@pytest.mark.parametrize("mode", ["w:", "w:gz", "w:bz2", "w:xz"])
def test_the_members_of_a_tar_are_read_packed_or_not(tmp_path: Path, mode: str) -> None:
    data = tarred({"a/1.jsonl": record(1), "2.jsonl": record(2)}, mode)
    assert outcomes(tmp_path, data) == ["/a/1.jsonl: 1", "/2.jsonl: 2"]


def test_the_members_of_a_zip_are_named_with_their_folders(tmp_path: Path) -> None:
    assert outcomes(tmp_path, zipped({"رياضة/1.jsonl": record(1)})) == ["/رياضة/1.jsonl: 1"]


def test_containers_in_each_other_are_opened(tmp_path: Path) -> None:
    inner = zipped({"k/1.jsonl.gz": gzip.compress(record(1))})
    assert outcomes(tmp_path, tarred({"z.zip": inner}, "w:gz")) == ["/z.zip/k/1.jsonl.gz: 1"]


def test_too_many_containers_in_each_other_are_rejected(tmp_path: Path) -> None:
    data = record(1)
    for _ in range(boxes.MAX_DEPTH + 1):
        data = gzip.compress(data)
    assert outcomes(tmp_path, data) == [f": more than {boxes.MAX_DEPTH} containers in each other"]


def test_only_what_is_read_in_a_folder_is_read_in_an_archive(tmp_path: Path) -> None:
    names = ("1.jsonl", ".2.jsonl", "__MACOSX/3.jsonl", ".git/4.jsonl", "5.png", "README")
    assert outcomes(tmp_path, zipped({name: record(1) for name in names})) == ["/1.jsonl: 1"]


def test_an_archive_with_nothing_to_read_is_rejected(tmp_path: Path) -> None:
    assert outcomes(tmp_path, zipped({"a.png": b""}))[0].startswith(": no file to read in this zip archive")


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_out_of_the_archive_stay_in_it(tmp_path: Path, make: object) -> None:
    assert callable(make)
    data = make({"../../1.jsonl": record(1), "/etc/2.jsonl": record(2)})
    assert outcomes(tmp_path, data) == ["/1.jsonl: 1", "/etc/2.jsonl: 2"]
    assert [path.name for path in tmp_path.iterdir()] == ["box"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_are_rejected_and_the_rest_is_read(tmp_path: Path, kind: bytes) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        info = tarfile.TarInfo("b.jsonl")
        info.size = len(record(2))
        archive.addfile(info, io.BytesIO(record(2)))
    link, rest = outcomes(tmp_path, file.getvalue())
    assert link.startswith(("/a.txt: a link to '/etc/passwd'", "/a.txt: not a regular file"))
    assert rest == "/b.jsonl: 2"


def test_a_link_in_a_zip_is_rejected(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert outcomes(tmp_path, file.getvalue()) == ["/a.txt: a link, which is not followed"]


def test_an_encrypted_member_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.jsonl": record(1), "2.jsonl": record(2)}))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first member in the table of contents
    assert outcomes(tmp_path, bytes(data)) == ["/1.jsonl: encrypted; unpack it with its password", "/2.jsonl: 2"]


def test_a_damaged_member_of_a_zip_does_not_stop_the_next(tmp_path: Path) -> None:
    data = bytearray(zipped({"1.jsonl": os.urandom(2000), "2.jsonl": record(2)}))
    data[500] ^= 1
    first, second = outcomes(tmp_path, bytes(data))[:: len(outcomes(tmp_path, bytes(data))) - 1]
    assert first.startswith("/1.jsonl")
    assert second == "/2.jsonl: 2"


def test_a_truncated_zip_is_rejected(tmp_path: Path) -> None:
    (message,) = outcomes(tmp_path, zipped({"1.jsonl": record(1)})[:-30])
    assert message.startswith(": cannot be read to its end")


@pytest.mark.parametrize("mode", ["w:", "w:gz", "w:xz"])  # bzip2 packs 900 kB at once
def test_a_truncated_tar_keeps_what_was_read(tmp_path: Path, mode: str) -> None:
    data = tarred({f"{n}.jsonl": record(n, os.urandom(3000).hex()) for n in range(60)}, mode)
    results = outcomes(tmp_path, data[: len(data) // 2])
    assert results[0] == "/0.jsonl: 0"
    assert ": cannot be read to its end" in results[-1]


def test_bytes_that_only_begin_like_a_container_are_rejected(tmp_path: Path) -> None:
    for magic in (b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"):
        assert ": cannot be read to its end" in outcomes(tmp_path, magic + b"a" * 600)[0]


def test_a_bomb_is_rejected_and_the_members_beside_it_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_BYTES", 10_000)
    bomb, rest = outcomes(tmp_path, zipped({"a.txt": bytes(5_000_000), "b.jsonl": record(2)}))
    assert bomb.startswith("/a.txt: cannot be read to its end: unpacked, it has more than 200 times of its bytes")
    assert rest == "/b.jsonl: 2"


def test_a_zip_of_bombs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_BYTES", 10_000)
    results = outcomes(tmp_path, zipped({f"{n}.txt": bytes(5_000_000) for n in range(20)}))
    assert sum("as a bomb has" in result for result in results) == bounds.MAX_BOMBS + 2
    assert len(results) < 20


def test_a_bomb_in_packed_layers_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_BYTES", 10_000)
    results = outcomes(tmp_path, gzip.compress(gzip.compress(bytes(50_000_000))))
    assert "as a bomb has" in results[0]


def test_too_many_members_are_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 2)
    results = outcomes(tmp_path, tarred({f"{n}.jsonl": record(n) for n in range(5)}))
    assert results[2:] == [": cannot be read to its end: more than 2 members; the rest is not read"]


def test_a_sparse_member_of_a_tar_is_rejected(tmp_path: Path) -> None:
    info = tarfile.TarInfo("1.jsonl")
    info.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.map": "0,0",
        "GNU.sparse.size": "9",
    }
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert outcomes(tmp_path, file.getvalue()) == ["/1.jsonl: a sparse file, which can pretend to any size"]


def test_a_name_of_megabytes_in_a_tar_is_rejected(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a" * (boxes.MAX_HEADER_BYTES + 1))
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(info)
    assert "at most 1048576 are read" in outcomes(tmp_path, file.getvalue())[0]


def test_a_zip_with_a_huge_table_of_contents_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MAX_DIRECTORY_BYTES", 50)
    assert "a table of contents of more than 50 bytes" in outcomes(tmp_path, zipped({"1.jsonl": record(1)}))[0]


def test_a_zip_within_another_container_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "MAX_SPOOLED_BYTES", 50)
    assert "a zip of more than 50 bytes" in outcomes(tmp_path, gzip.compress(zipped({"1.jsonl": record(1)})))[0]


def test_the_folders_of_a_member_are_those_in_the_archive(tmp_path: Path) -> None:
    page = (
        "الصيادون يعودون إلى البحر بعد ثلاثة أشهر\n\n"
        "عاد صيادو المرسى إلى البحر فجر الخميس بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة.\n\n"
        "وقال رئيس التعاونية إن المراكب خرجت كلها، وإن أول صيد بيع في المزاد قبل الظهر.\n"
    )
    (result,) = read(tmp_path, zipped({"هسبريس/رياضة/1.txt": page.encode()}))
    assert isinstance(result, Found)
    assert result.path == tmp_path / "box" / "هسبريس" / "رياضة" / "1.txt"
    assert result.article.section == "رياضة"


def test_progress_in_an_archive_is_progress_in_the_file(tmp_path: Path) -> None:
    data = zipped({f"{n}.jsonl": record(n, os.urandom(3000).hex()) for n in range(20)})
    offsets = [r.offset_bytes for r in read(tmp_path, data) if isinstance(r, Found)]
    assert offsets == sorted(offsets)
    assert 0 < offsets[0] < offsets[-1] <= len(data)
