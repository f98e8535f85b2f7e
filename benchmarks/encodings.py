"""Is text in every encoding read right, or at least told to be damaged?

``python -m benchmarks.encodings NEWS.jsonl.gz [NUMBER]`` writes NUMBER articles, and pieces of them, in each encoding
and with each accident, and prints how many were read exactly, how many with their loss told, how many were rejected,
and how many came out wrong without a word. Cuts at a whole character lose text that nothing shows: such texts are
compared with what is left.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from documents.encodings.code_pages import PAGES
from documents.encodings.encoding import EncodingError, decode
from documents.encodings.entities import entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Written = tuple[bytes, str]
    """Bytes, and the text that they should give."""

NUMBER = 300
LENGTHS = (20, 50, 100, 300, 1000, None)
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8", "utf-8-sig")


def texts(path: Path, number: int) -> list[str]:
    """Return the bodies of articles in JSON Lines, each seventh, as the neighbours of one are much like it."""

    def bodies() -> Iterator[str]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, None, 7):
                body = json.loads(line).get("content", "").strip().replace("\xa0", " ")
                if len(body) > 100 and "\ufffd" not in body:
                    yield body

    return list(islice(bodies(), number))


def halves(text: str, page: str) -> Written:
    """Write the first half in UTF-8 and the second in a code page, beginning with a line of its own."""
    first, second = text[: len(text) // 2], text[len(text) // 2 :].encode(PAGES[page], "replace")
    return f"{first}\n".encode() + second, f"{first}\n" + second.decode(PAGES[page])


def lines(text: str, page: str) -> Written:
    """Write every second line in a code page, the others in UTF-8."""
    written = [
        line.encode(PAGES[page] if number % 2 else "utf-8", "replace") for number, line in enumerate(text.split(". "))
    ]
    read = [line.decode(PAGES[page] if number % 2 else "utf-8") for number, line in enumerate(written)]
    return b"\n".join(written), "\n".join(read)


def wrongly(text: str, pages: tuple[str, ...]) -> Written:
    """Write text that was read through wrong pages and saved each time; what a page has not becomes U+FFFD."""
    data = text.encode()
    for page in pages:
        data = data.decode(page, "replace").encode()
    return data, text


def numbers(text: str) -> Written:
    """Write the characters beyond ASCII as their numbers."""
    return "".join(f"&#{ord(c)};" if c > "\x9f" else c for c in text).encode(), text


def torn(text: str) -> Written:
    """Lose the first half of the first letter that begins with D8."""
    return b"".join(text.encode().split(b"\xd8", 1)), text


def accidents() -> dict[str, Callable[[str], Written]]:
    """Return what may happen to a text, by name."""
    found: dict[str, Callable[[str], Written]] = {}
    for page in PAGES:
        found[f"half {page}"] = partial(halves, page=page)
        found[f"lines {page}"] = partial(lines, page=page)
    for wrong in ("windows-1252", "latin-1", "windows-1256", "mac-roman", "cp437"):
        found[f"read as {wrong}"] = partial(wrongly, pages=(wrong,))
    for wrong in ("windows-1252", "latin-1", "windows-1256"):
        found[f"read as {wrong}, twice"] = partial(wrongly, pages=(wrong, wrong))
    return {**found, "numbers": numbers, "a byte lost": torn}


def outcome(data: bytes, text: str) -> str:
    """Return how a text was read."""
    try:
        decoded = decode(data)
    except EncodingError:
        return "rejected"
    found, _ = entities(decoded.text)  # which the repair of each text undoes
    if found.replace("\xa0", " ") == text:  # MacArabic has a second space
        return "exact"
    return "told" if decoded.lost else "wrong"


def row(name: str, written: list[Written]) -> str:
    """Return a line of the table."""
    counted = Counter(outcome(data, text) for data, text in written)
    return f"{name:<32} {len(written):>6}" + "".join(f"{counted[o]:>9}" for o in ("exact", "told", "rejected", "wrong"))


def main() -> None:
    """Print the tables."""
    path, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else NUMBER
    found = texts(path, number)
    chance = random.Random(2015)
    head = f"{'':<32} {'texts':>6}    exact     told rejected    wrong"
    for length in LENGTHS:
        print(f"\n{f'{length} characters' if length else 'whole articles'}\n{head}")
        starts = [chance.randrange(max(len(text) - (length or len(text)), 1)) for text in found]
        pieces = [text[start:][:length] for text, start in zip(found, starts, strict=True)]
        for encoding in (*PAGES, *WIDE):
            codec = PAGES.get(encoding, encoding)
            print(row(encoding, [(piece.encode(codec, "replace"), piece) for piece in pieces]))
    print(f"\nwhole articles, damaged\n{head}")
    for name, accident in accidents().items():
        print(row(name, [accident(text) for text in found]))


if __name__ == "__main__":
    main()
