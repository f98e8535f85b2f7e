"""Which versions wrote this index? A small file beside it that decides whether it may be opened."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from index.arabic.analyzer import ANALYZER_VERSION
from index.errors import IndexDamagedError, IndexMissingError, IndexVersionError

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION = 5
"""Goes up whenever the fields of the index change."""

FILE_NAME = "manifest.json"

FIRST_TABLE = "_MAIN_0.toc"
"""The table of contents of an index without articles: it is written before the manifest."""

_BEGUN = ("writer.", FIRST_TABLE, FILE_NAME)
"""What stands in a folder while an index is made there, perhaps by somebody who was killed."""

_VERSIONS = {"schema": SCHEMA_VERSION, "analyzer": ANALYZER_VERSION}


def write_manifest(folder: Path) -> None:
    """Note this program's versions in an index's folder, durably and in one step."""
    content = json.dumps({"bahith": "index", **_VERSIONS}, indent=2) + "\n"
    draft = folder / (FILE_NAME + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / FILE_NAME)


def check_manifest(folder: Path) -> None:
    """Let pass only an index that this program's versions wrote.

    Raises:
        IndexMissingError: the folder does not exist or is empty.
        IndexDamagedError: the folder holds something else, or its manifest is unreadable.
        IndexVersionError: the index was written under other versions.
    """
    try:
        found = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _absent(folder) from None
    except NotADirectoryError:
        raise IndexDamagedError(f"{folder} is a file; expected the folder of an index") from None
    except (OSError, ValueError) as exc:
        raise IndexDamagedError(
            f"{folder / FILE_NAME} cannot be read ({exc});"
            " restore the index, or remove the folder and add the articles again"
        ) from exc
    if not isinstance(found, dict) or found.get("bahith") != "index":
        raise IndexDamagedError(f"{folder / FILE_NAME} is not the manifest of a Bahith index")
    _compare(folder, found)


def _absent(folder: Path) -> IndexMissingError | IndexDamagedError:
    if folder.is_dir() and any(not file.name.startswith(_BEGUN) for file in folder.iterdir()):
        return IndexDamagedError(
            f"{folder} is not an index: it holds other files and no {FILE_NAME}; name an empty or a new folder"
        )
    return IndexMissingError(f"there is no index in {folder}; make one with: bahith add PATH… --index {folder}")


def _compare(folder: Path, found: dict[str, object]) -> None:
    for name, version in _VERSIONS.items():
        if found.get(name) != version:
            raise IndexVersionError(
                f"the index in {folder} has {name} version {found.get(name)}; this program has {version}."
                " Add the articles to a new folder (bahith add PATH… --index NEW), or use the program that wrote it"
            )
