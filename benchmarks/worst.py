"""What do the longest searches take that a stranger can ask for, and what does the time limit make of them?

Usage: python -m benchmarks.worst INDEX

Each request is made once with a limit of ten minutes and once with the one that is set by default, by one process.
Suggestions are prepared before, so that nothing is made for the first time but what the query itself looks up.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.figures import figure
from benchmarks.tables import markdown
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.testing import FlaskClient

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
STOP = (
    "في من على إلى عن أن التي الذي مع هذا هذه بعد قال كان كما خلال بين أو ما لا قد ذلك حيث يوم عام كل عدد غير منذ"
).split()
NEWS = (
    "السعودية المملكة الرياض محمد الأمير رئيس وزير مدير العامة المنطقة الدولي العالم الدول الأول العام الوطني الشباب"
    " النادي الفريق المباراة كأس الملك سلمان عبدالله الحكومة العربية جدة مكة المدينة"
).split()
MADE_UP = " ".join(map("".join, zip(LETTERS * 8, "اليومنه" * 32, LETTERS[3:] * 9, LETTERS[9:] * 12, strict=False)))
PAIRS = list(pairwise(STOP))
UNLIMITED_SECONDS = 600.0


def addresses() -> dict[str, str]:
    """Return what is asked for: what it is → address."""
    phrases = " OR ".join(f'"{one} {other}"' for one, other in PAIRS)
    near = " OR ".join(f'"{one} {other} من في"~500' for one, other in PAIRS)
    stars = " OR ".join(f"*{one}*{other}*" for one, other in pairwise(LETTERS))
    return {
        "everything: `*`": _endpoint("*"),
        "one star pattern: `*ا*ا*ا*ا*`": _endpoint("*ا*ا*ا*ا*"),
        "27 star patterns, `OR`": _endpoint(stars),
        "29 fuzzy words": _endpoint(" ".join(f"{word}~" for word in NEWS)),
        "290 words, `match=typo`": _endpoint(" ".join(NEWS * 10), match="typo"),
        "220 words that are none, `match=typo`": _endpoint(MADE_UP, match="typo"),
        "220 words that are none": _endpoint(MADE_UP),
        "28 phrases of stop words, `OR`": _endpoint(phrases),
        "28 phrases of stop words, all required": _endpoint(phrases.replace(" OR ", " ")),
        "28 times words near each other": _endpoint(near),
        "the same, 100 results on the page": f"/search?{urlencode({'q': near, 'per_page': 100})}",
        "348 words, explained, 100 results": _endpoint(" ".join((STOP + NEWS) * 6), explain=1, per_page=100),
        "page 100 of 100 results, explained": _endpoint(" ".join(NEWS), explain=1, per_page=100, page=100),
    }


def _endpoint(query: str, **others: object) -> str:
    return f"/api/v1/search?{urlencode({'q': query, **others})}"


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table, and return the exit status."""
    settings = Settings(Path(arguments[0]))
    free, limited = map(_client, (replace(settings, time_limit_seconds=UNLIMITED_SECONDS), settings))
    rows = [["", "s, without a limit", "s, with it", "status"]]
    for name, address in addresses().items():
        without, _ = _ask(free, address)
        within, status = _ask(limited, address)
        rows.append([name, figure(without), figure(within), str(status)])
    print(markdown(rows))
    return 0


def _client(settings: Settings) -> FlaskClient:
    app = create_app(settings)
    app.extensions["searcher"].warm()
    return app.test_client()


def _ask(client: FlaskClient, address: str) -> tuple[float, int]:
    began = time.perf_counter()
    status = client.get(address).status_code
    return time.perf_counter() - began, status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
