"""How do the benchmarks' tables get into docs/results.md? Into the section between two comments, part by part.

A part is a heading of the third level and what follows. A run replaces the parts that it measures; the others stay.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.corpus import articles_in
from benchmarks.quality import ROOT, tell

RESULTS = ROOT / "docs" / "results.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
CPU_INFO = Path("/proc/cpuinfo")

ORDER = ("Building", "Queries", "Growth", "The whole product", "What was meant")
"""How the parts begin, in the order in which they stand; of one kind, small corpora first."""


@dataclass(frozen=True)
class Part:
    """Some tables: their heading, the command that made them, and themselves."""

    heading: str
    command: str
    text: str


def save_part(part: Part) -> None:
    """Print a part, and put it into the section in the page, in place of the older one with its heading."""
    text = f"`{part.command}`, commit {commit()}; {machine()}.\n\n{part.text}"
    print(f"\n### {part.heading}\n\n{text}", flush=True)
    page = RESULTS.read_text(encoding="utf-8")
    RESULTS.write_text(with_part(page, part.heading, text), encoding="utf-8")
    tell(f"written into {RESULTS}")


def with_part(page: str, heading: str, text: str) -> str:
    """Return a page with a part of its section put in or replaced.

    Raises:
        ValueError: the page has not both comments.
    """
    before, begin, rest = page.partition(BEGIN)
    section, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"expected a section between {BEGIN} and {END}, and found none: put both into the page")
    parts = dict(re.findall(r"^### (.+?)\n+(.*?)\n*(?=^### |\Z)", section, re.MULTILINE | re.DOTALL))
    parts[heading] = text
    shown = "\n\n".join(f"### {name}\n\n{parts[name]}" for name in sorted(parts, key=_place))
    return f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}"


def _place(heading: str) -> tuple[int, int, str]:
    """Return where a part stands among the others."""
    kind = next((number for number, start in enumerate(ORDER) if heading.startswith(start)), len(ORDER))
    size = re.search(r", (\d+[kM])$", heading)
    return kind, articles_in(size[1]) if size else 0, heading


def commit() -> str:
    """Return the short name of the commit, with a plus when files under version control have changed since."""
    head = _git("rev-parse", "--short", "HEAD").strip()
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/results.md")
    return f"{head}+" if changed.strip() else head or "unknown"


def _git(*arguments: str) -> str:
    try:
        found = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return found.stdout


def machine() -> str:
    """Say what it was measured on."""
    name = re.search(r"^model name\s*: (.+)$", CPU_INFO.read_text() if CPU_INFO.exists() else "", re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {name[1] if name else platform.machine()}, {memory:.0f} GB,"
        f" Python {platform.python_version()}, NumPy {np.__version__}"
    )
