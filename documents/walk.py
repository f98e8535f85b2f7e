"""Which files are in these paths?"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = frozenset(".txt .text .json .jsonl .ndjson .xml .trec .sgml .rss .atom .html .htm".split())
"""In a folder, files with these endings (and the same with ``.gz``) are read; a file named by itself always is."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``folders`` are the names of the folders that it lies in, the outermost first.

    They begin with the folder that was named; of a file that was named itself there is only its own folder.
    """

    path: Path
    folders: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: InputFile | Path) -> InputFile:
        """Return a file that may be given by its path alone."""
        return file if isinstance(file, InputFile) else cls(file)


def input_files(paths: Iterable[Path]) -> Iterator[InputFile]:
    """Return the files to read one by one, folders walked in the order of their names, hidden ones left out.

    Of a folder, its names are held in memory, some hundred bytes each.

    Raises:
        FileNotFoundError: a path names nothing, which is noticed at once.
    """
    paths = list(paths)
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
    return (file for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[InputFile]:
    if path.is_dir():
        yield from _walk(path)
    else:
        yield InputFile(path, _names(path.absolute().parent))


def _walk(top: Path) -> Iterator[InputFile]:
    closed: list[Path] = []
    names_of_top = _names(top.absolute())
    for parent, folders, names in os.walk(top, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = names_of_top + Path(parent).relative_to(top).parts
        for name in sorted(names):
            if not name.startswith(".") and Path(name.removesuffix(".gz")).suffix.lower() in SUFFIXES:
                yield InputFile(Path(parent, name), inside)
    yield from map(InputFile, closed)  # `read_file` rejects a folder


def _names(folder: Path) -> tuple[str, ...]:
    return (folder.name,) if folder.name else ()
