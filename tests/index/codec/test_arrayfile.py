"""Do arrays come back as they were written, and is every change of a file noticed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec import arrayfile
from index.codec.arrayfile import ALIGNMENT, FORMAT_VERSION, ArrayFile, ArrayFileWriter
from index.errors import IndexDamagedError, IndexTooNewError, IndexTooOldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Saved = Callable[[Callable[[ArrayFileWriter], None]], ArrayFile]

BLOCK = 128
"""Bytes of a block in these tests: so small that small arrays lie in several."""

TYPES = ["<u1", "<u2", "<u4", "<u8", "<i8", "<f4", "<f8"]
SAMPLE = {
    "first": np.arange(70, dtype="<u2"),
    "none": np.zeros(0, "<u4"),
    "بحر": np.arange(300, dtype="<u1"),
    "last": np.linspace(0, 1, 40, dtype="<f4"),
}


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrayfile, "BLOCK_BYTES", BLOCK)
        yield


def write(path: Path, arrays: Mapping[str, NDArray[Any]], kind: str = "test") -> Path:
    writer = ArrayFileWriter(path.open("wb"), kind)
    for name, array in arrays.items():
        writer.write(name, array)
    writer.close()
    return path


def array(dtype: str) -> st.SearchStrategy[NDArray[Any]]:
    size = np.dtype(dtype).itemsize
    return st.binary(max_size=400).map(lambda data: np.frombuffer(data[: len(data) // size * size], dtype))


@given(st.dictionaries(st.text(max_size=5), st.sampled_from(TYPES).flatmap(array), max_size=5))
def test_arrays_come_back_as_they_were_written(saved: Saved, arrays: dict[str, NDArray[Any]]) -> None:
    def write_all(writer: ArrayFileWriter) -> None:
        for name, one in arrays.items():
            writer.write(name, one)

    file = saved(write_all)
    assert file.names() == tuple(arrays)
    for name, one in arrays.items():
        assert name in file
        assert file.count(name) == len(one)
        assert file.dtype(name) == one.dtype
        assert file.whole(name).tobytes() == one.tobytes()
        assert file.part(name, 1, 3).tobytes() == one[1:3].tobytes()
    assert "another" not in file
    file.checked()


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_an_array_that_is_written_in_parts_is_whole(saved: Saved, parts: list[bytes]) -> None:
    def write_parts(writer: ArrayFileWriter) -> None:
        writer.begin("parts", "<u1")
        for part in parts:
            writer.append(np.frombuffer(part, np.uint8))

    assert saved(write_parts).whole("parts").tobytes() == b"".join(parts)


def test_arrays_of_either_order_of_bytes_are_written_with_the_lowest_first(tmp_path: Path) -> None:
    path = write(tmp_path / "file", {"big": np.array([1, 2], ">u4")})
    assert path.read_bytes()[ALIGNMENT : ALIGNMENT + 8] == b"\1\0\0\0\2\0\0\0"
    assert ArrayFile(path, "test").whole("big").tolist() == [1, 2]


def test_every_array_begins_at_a_multiple_of_a_cache_line(tmp_path: Path) -> None:
    path = write(tmp_path / "file", SAMPLE)
    data = path.read_bytes()
    for one in SAMPLE.values():
        if len(one):
            assert data.index(one.tobytes()) % ALIGNMENT == 0


def test_what_was_read_cannot_be_changed_and_outlives_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "file", SAMPLE)
    file = ArrayFile(path, "test")
    path.unlink()
    first = file.whole("first")
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1
    file.forget()
    assert first.tolist() == SAMPLE["first"].tolist()
    assert file.bytes("بحر", 3, 5) == b"\3\4"


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    sound = write(tmp_path / "sound", SAMPLE).read_bytes()
    path = tmp_path / "changed"
    for place in range(len(sound)):  # the bits of a byte in turn: each changes its checksum
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << place % 8]) + sound[place + 1 :])
        with pytest.raises(IndexDamagedError, match="is damaged"):
            ArrayFile(path, "test").checked()


def test_a_changed_block_is_noticed_by_whoever_reads_it_and_by_no_one_else(tmp_path: Path) -> None:
    path = write(tmp_path / "changed", SAMPLE)
    sound = path.read_bytes()
    place = sound.index(SAMPLE["بحر"].tobytes()) + 200
    path.write_bytes(sound[:place] + b"\0" + sound[place + 1 :])
    one = np.array([190]), np.array([210])
    readings: list[Callable[[ArrayFile], object]] = [
        lambda file: file.whole("بحر"),
        lambda file: file.part("بحر", 199, 201),
        lambda file: file.bytes("بحر", 200, 201),
        lambda file: file.gathered("بحر", "<u1", *one),
    ]
    for read in readings:
        file = ArrayFile(path, "test")
        assert file.whole("first").tolist() == SAMPLE["first"].tolist()
        assert file.part("بحر", 0, 40).tolist() == list(range(40))
        for _ in range(2):
            with pytest.raises(IndexDamagedError, match=r"checksum of block \d+ is"):
                read(file)


def test_every_shortened_file_is_noticed_on_opening(tmp_path: Path) -> None:
    path = write(tmp_path / "file", SAMPLE)
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(IndexDamagedError):
            ArrayFile(path, "test")


@pytest.mark.parametrize("more", [b"\0", b"\0" * 64, b"bahith\r\n"])
def test_a_lengthened_file_is_noticed_on_opening(tmp_path: Path, more: bytes) -> None:
    path = write(tmp_path / "file", SAMPLE)
    path.write_bytes(path.read_bytes() + more)
    with pytest.raises(IndexDamagedError):
        ArrayFile(path, "test")


@pytest.mark.parametrize(
    ("version", "error"),
    [(0, IndexTooOldError), (FORMAT_VERSION - 1, IndexTooOldError), (FORMAT_VERSION + 1, IndexTooNewError)],
)
def test_another_version_has_its_own_error(tmp_path: Path, version: int, error: type[Exception]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrayfile, "FORMAT_VERSION", version)
        path = write(tmp_path / "file", SAMPLE)
    with pytest.raises(error, match=f"its format is {version}, and this program reads {FORMAT_VERSION}"):
        ArrayFile(path, "test")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "file", SAMPLE, kind="terms")
    with pytest.raises(IndexDamagedError, match=r"it begins with .*terms.*, not with .*docs"):
        ArrayFile(path, "docs")


def test_a_file_that_is_not_there_has_the_error_of_the_operating_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ArrayFile(tmp_path / "file", "test")


spans = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 80)), max_size=12)


@given(st.sampled_from(["<u1", "<u2", "<u4"]), st.integers(0, 200), spans)
def test_gathered_parts_are_slices_behind_each_other(
    saved: Saved, dtype: str, count: int, wanted: list[tuple[int, int]]
) -> None:
    items = (np.arange(count) % 251).astype(dtype)
    file = saved(lambda writer: writer.write("bytes", items.view(np.uint8)))
    bounds = [(min(first, count), min(first + size, count)) for first, size in wanted]
    firsts, lasts = (np.array([pair[side] for pair in bounds], np.int64) for side in (0, 1))
    for _ in range(2):  # what was checked once is not checked again
        found = file.gathered("bytes", dtype, firsts, lasts)
        assert found.dtype == np.dtype(dtype)
        assert found.tolist() == [item for first, last in bounds for item in items[first:last].tolist()]


def test_a_changed_block_between_sound_ones_is_noticed(tmp_path: Path) -> None:
    items = np.arange(4 * BLOCK, dtype=np.uint32).view(np.uint8)
    path = write(tmp_path / "changed", {"bytes": items})
    sound = path.read_bytes()
    path.write_bytes(sound[: 5 * BLOCK] + b"\xff" + sound[5 * BLOCK + 1 :])
    file = ArrayFile(path, "test")
    ends, wanted = (np.array([4 * BLOCK - 64, 6 * BLOCK]), np.array([4 * BLOCK - 60, 6 * BLOCK + 4])), np.array([0])
    assert len(file.gathered("bytes", "<u1", *ends)) == 8
    with pytest.raises(IndexDamagedError):
        file.gathered("bytes", "<u1", ends[0][wanted], ends[1][wanted + 1])


def test_an_empty_part_behind_the_last_block_can_be_gathered(saved: Saved) -> None:
    file = saved(lambda writer: writer.write("bytes", np.zeros(BLOCK - ALIGNMENT, np.uint8)))
    end = np.array([BLOCK - ALIGNMENT])
    assert file.size_bytes > BLOCK
    assert file.gathered("bytes", "<u1", end, end).tolist() == []


def test_a_file_whose_writing_failed_is_closed_and_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    file = path.open("xb")
    with pytest.raises(KeyError), ArrayFileWriter(file, "test") as writer:
        writer.write("first", SAMPLE["another"])
    assert file.closed
    with pytest.raises(IndexDamagedError):
        ArrayFile(path, "test")


def test_a_file_under_another_name_is_of_another_segment(tmp_path: Path) -> None:
    path = write(tmp_path / "MAIN_0a.docs", SAMPLE)
    path.rename(tmp_path / "MAIN_0b.docs")
    with pytest.raises(IndexDamagedError, match="it is of another segment"):
        ArrayFile(tmp_path / "MAIN_0b.docs", "test")
