"""Which index was made when the format had its version, so that later programs are known to read it?

    .venv/bin/python tests/data/golden.py

writes `tests/data/golden-VERSION`. It is run once for each version of the format; what it made is kept as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import RefBytesColumn

from index.codec.arrayfile import FORMAT_VERSION
from index.codec.storage import create_index
from index.codec.writer import ArrayWriter

if TYPE_CHECKING:
    from whoosh.index import FileIndex

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True, sortable=True),
    text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
    title=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=1.5),
    words=fields.KEYWORD,
    source=fields.ID(sortable=RefBytesColumn()),
    number=fields.NUMERIC(int, bits=32, sortable=True),
    ratio=fields.NUMERIC(float, sortable=True, default=0.0),
)

SEGMENTS: list[list[dict[str, Any]]] = [
    [
        {"id": "a", "text": "البحر والكتاب والبحر", "title": "البحر", "source": "وكالة", "number": -7, "ratio": 0.5},
        {"id": "b", "text": "قلم " * 300, "words": "قلم كتاب قلم", "number": 70_000},
        {"id": "c", "text": "كتاب", "title": "كتاب كتاب", "source": "صحيفة", "ratio": -1.25},
    ],
    [{"id": "d", "text": "كتاب البحر", "source": "وكالة", "number": 3}, {"id": "e"}],
]
DELETED = "c"


def write(folder: Path) -> FileIndex:
    """Write an index of two segments, with one document of the first deleted."""
    folder.mkdir()
    index = create_index(folder, SCHEMA)
    for documents in SEGMENTS:
        with ArrayWriter(index) as writer:
            for document in documents:
                writer.add_document(**document)
    with ArrayWriter(index) as writer:
        writer.delete_by_term("id", DELETED)
    (folder / "MAIN_WRITELOCK").unlink()
    return index


if __name__ == "__main__":
    write(Path(__file__).parent / f"golden-{FORMAT_VERSION}")
