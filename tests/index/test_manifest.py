"""Which versions wrote this index?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.arabic.analyzer import ANALYZER_VERSION
from index.engine import open_engine
from index.errors import EngineError, IndexDamagedError, IndexMissingError, IndexVersionError
from index.manifest import FILE_NAME, SCHEMA_VERSION, check_manifest, write_manifest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def written(folder: Path) -> Path:
    """Return a folder with the manifest of this program."""
    folder.mkdir()
    write_manifest(folder)
    return folder


def refuse(folder: Path, error: type[EngineError], *advice: str) -> None:
    """Check the error, and that its message names the folder and what to do."""
    with pytest.raises(error) as caught:
        check_manifest(folder)
    assert [part for part in (str(folder), *advice) if part not in str(caught.value)] == []


def change(folder: Path, **values: object) -> None:
    manifest = folder / FILE_NAME
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | values), "utf-8")


def test_what_was_written_passes(written: Path) -> None:
    check_manifest(written)


def test_no_draft_is_left_behind(written: Path) -> None:
    assert [file.name for file in written.iterdir()] == [FILE_NAME]


def test_a_missing_folder_is_a_missing_index(folder: Path) -> None:
    refuse(folder, IndexMissingError, "bahith add")


def test_an_empty_folder_is_a_missing_index(folder: Path) -> None:
    folder.mkdir()
    refuse(folder, IndexMissingError, "bahith add")


def test_a_folder_with_other_files_is_damaged(folder: Path) -> None:
    folder.mkdir()
    (folder / "رسالة.txt").write_text("سلام", "utf-8")
    refuse(folder, IndexDamagedError, "name an empty or a new folder")


def test_a_file_is_no_folder(folder: Path) -> None:
    folder.write_text("سلام", "utf-8")
    refuse(folder, IndexDamagedError, "is a file", "expected the folder")


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, SCHEMA_VERSION - 1, None, "1"])
def test_another_schema_version_is_refused(written: Path, version: object) -> None:
    change(written, schema=version)
    refuse(written, IndexVersionError, f"schema version {version}", f"has {SCHEMA_VERSION}", "--index NEW")


@pytest.mark.parametrize("version", [ANALYZER_VERSION + 1, ANALYZER_VERSION - 1])
def test_another_analyzer_version_is_refused(written: Path, version: int) -> None:
    change(written, analyzer=version)
    refuse(written, IndexVersionError, f"analyzer version {version}", f"has {ANALYZER_VERSION}", "--index NEW")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"\x00" * 56])
def test_an_unreadable_manifest_is_damage(written: Path, content: bytes) -> None:
    (written / FILE_NAME).write_bytes(content)
    refuse(written, IndexDamagedError, "cannot be read", "add the articles again")


@pytest.mark.parametrize("content", ["[]", "null", "{}", '{"bahith": "other"}'])
def test_a_manifest_of_something_else_is_damage(written: Path, content: str) -> None:
    (written / FILE_NAME).write_text(content, "utf-8")
    refuse(written, IndexDamagedError, "not the manifest of a Bahith index")


def test_a_manifest_that_is_a_folder_is_damage(folder: Path) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    refuse(folder, IndexDamagedError, "cannot be read")


def test_opening_checks_the_manifest(written: Path) -> None:
    change(written, schema=SCHEMA_VERSION + 1)
    with pytest.raises(IndexVersionError):
        open_engine(written)


@pytest.mark.parametrize("create", [False, True])
def test_foreign_folders_are_left_as_they_are(folder: Path, create: bool) -> None:
    folder.mkdir()
    (folder / "رسالة.txt").write_text("سلام", "utf-8")
    with pytest.raises(IndexDamagedError):
        open_engine(folder, create=create)
    assert [file.name for file in folder.iterdir()] == ["رسالة.txt"]


def test_opening_a_missing_index_makes_no_folder(folder: Path) -> None:
    with pytest.raises(IndexMissingError):
        open_engine(folder)
    assert not folder.exists()
