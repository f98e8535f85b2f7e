"""Which files are in these paths?"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = frozenset(
    ".txt .text .json .jsonl .ndjson .csv .tsv .xml .trec .sgml .rss .atom .html .htm .warc"
    " .zip .tar .tgz .tbz2 .txz".split()
)
"""In a folder or an archive, files with these endings are read; a file named by itself always is."""

PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
"""These may stand behind each of `SUFFIXES`."""

STANDARD_INPUT = Path("-")
"""The path that stands for standard input on the command line."""

LINK_LEADS_OUT = "a link that leads out of the folder that was named, or in a circle; name the file itself to read it"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``folders`` are the names of the folders that it lies in, the outermost first.

    They begin with the folder that was named; of a file that was named itself there is only its own folder.
    ``fault`` says why the file is not to be read after all.
    """

    path: Path
    folders: tuple[str, ...] = ()
    fault: str = ""

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
        if path != STANDARD_INPUT and not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
    return (file for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[InputFile]:
    if path == STANDARD_INPUT:
        yield InputFile(path)
    elif path.is_dir():
        yield from _walk(path)
    else:
        yield InputFile(path, _names(path.absolute().parent))


def is_read(parts: tuple[str, ...]) -> bool:
    """Tell whether a file in a folder or an archive is read: by its ending, and unless it is hidden.

    ``parts`` are the names of its folders and its own. ``__MACOSX`` is what a Mac adds to a zip.
    """
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return False
    name = parts[-1].lower()
    for packed in PACKED_SUFFIXES:
        name = name.removesuffix(packed)
    return Path(name).suffix in SUFFIXES


def _walk(top: Path) -> Iterator[InputFile]:
    closed: list[Path] = []
    names_of_top = _names(top.absolute())
    for parent, folders, names in os.walk(top, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = names_of_top + Path(parent).relative_to(top).parts
        for name in sorted(names):
            if is_read((name,)):
                path = Path(parent, name)
                yield InputFile(path, inside, "" if _is_within(path, top) else LINK_LEADS_OUT)
    yield from map(InputFile, closed)  # `read_file` rejects a folder


def _is_within(path: Path, top: Path) -> bool:
    """Tell whether a file is in a folder, and not a link that leads out of it (or round in a circle)."""
    if not path.is_symlink():
        return True
    try:
        return path.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError):
        return False


def _names(folder: Path) -> tuple[str, ...]:
    return (folder.name,) if folder.name else ()
