"""What is a member of an archive called? Its folders and its name, whatever its bytes are and wherever it leads."""

from __future__ import annotations

import re

_ARABIC = re.compile(r"[\u0621-\u064a]")
_FOREIGN = re.compile(r"[^\x00-\x7f\u0621-\u0652\u0660-\u0669\u060c\u061b\u061f«»]")

_PAGES = ("cp720", "windows-1256")
"""How Arabic Windows wrote names into a zip: the code page of its console, or its own."""


def inside(name: bytes) -> tuple[str, ...]:
    """Return the parts of a name; what would lead out of the archive (``..``, ``/``, ``C:``) is left out."""
    text = re.sub(r"^[A-Za-z]:", "", _text(name)).replace("\\", "/")
    return tuple(part for part in text.split("/") if part not in ("", ".", ".."))


def _text(name: bytes) -> str:
    """Return a name as text: UTF-8, or what makes all of its letters Arabic; else as DOS had it."""
    for codec in ("utf-8", *_PAGES):
        try:
            text = name.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" or (_ARABIC.search(text) and not _FOREIGN.search(text)):
            return text
    return name.decode("cp437")
