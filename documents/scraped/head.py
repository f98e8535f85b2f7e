"""Which of the short lines above an article is its headline, and which its site, section, author and caption?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.scraped.lines import (
    SOURCE_WORDS,
    address,
    crumbs,
    ends_article,
    is_dateline,
    is_furniture,
    is_headline,
    is_number,
    is_teaser,
    is_when,
    may_head,
    opens_text,
)
from documents.scraped.names import byline, is_caption, is_name, signature
from documents.scraped.words import is_agency, is_outlet, is_section, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.scraped.folders import Place

HEADLINE_WORDS = 4
"""A line of so many words that names neither a person nor an outlet reads like a headline."""

MENU_LINES = 3
"""So many sections one below the other are a menu, and say nothing of the article."""


@dataclass(slots=True)
class Head:
    """What the lines above the first paragraph say.

    ``when`` are the lines that say when; ``below`` those that belong to the body; ``dropped`` those that were left out.
    """

    title: str = ""
    source: str = ""
    section: str = ""
    author: str = ""
    caption: str = ""
    url: str = ""
    when: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read_head(lines: Sequence[str], place: Place) -> Head:
    """Take the lines above the body apart; ``place`` is what the file's folders say where the text says nothing."""
    head = Head()
    repeated = _repeated(lines)
    once = [line for line in _without_menu(lines, head) if line and _without_site(line, place) not in lines]
    kinds = [(line, _kind(line, place, repeated)) for line in once]
    marked = [
        n for n, (line, kind) in enumerate(kinds) if kind not in ("label", "below", "dateline") or key(line) in repeated
    ]
    last = max(marked, default=-1)
    labels = [(n, line) for n, (line, kind) in enumerate(kinds) if kind == "label"]
    head.title = _title(labels, last, repeated, sited=bool(place.source))
    titled = False
    signed = next((n for n, (line, kind) in enumerate(kinds) if kind == "author" and signature(line)), None)
    if signed is not None:
        _take(head, *kinds[signed])
    outlets = any(is_outlet(line) for _, line in labels)
    for number, (line, kind) in enumerate(kinds):
        if number == signed:
            continue
        if kind not in ("label", "below"):
            _take(head, line, kind)
        elif kind == "label" and _is_part(line, head.title):
            titled = True
        elif kind == "below" or (titled and _is_text(head, line, below_all=number > last)):
            head.below.append(line)
        elif key(line) not in (key(head.source), key(head.author)):
            site = not outlets and (number == 0 or not place.source)
            _name(head, line, place, below_title=titled, site=site)
    head.title = _without_site(head.title, place) or head.title
    head.source = head.source or place.source or _outlet_of(head.author)
    head.section = head.section or place.section
    return head


def _repeated(lines: Sequence[str]) -> set[str]:
    """Return the keys of headlines that stand twice, as they do beside a photo or in a path of sections."""
    counts = Counter(key(line) for line in lines if may_head(line) and not is_furniture(line))
    return {words for words, count in counts.items() if count > 1 and "_" in words}


def _without_site(line: str, place: Place) -> str:
    """Return a headline without the site behind it, as a window's title has it; empty if no site stands there."""
    words, dash, site = re.sub(r"\s[-–—|»]\s", "\n", line).rpartition("\n")
    ours = is_outlet(site) or key(site) == key(place.source)
    return words if dash and ours and len(words.split()) >= HEADLINE_WORDS - 1 and not is_caption(line) else ""


def _without_menu(lines: Sequence[str], head: Head) -> Iterator[str]:
    """Yield the lines without a menu's sections; if its last stands in it twice, that one is the article's own."""
    run: list[str] = []
    for line in (*lines, ""):
        if is_section(line):
            run.append(line)
            continue
        if len(run) >= MENU_LINES:
            own = 1 if run[-1] in run[:-1] else 0
            head.dropped += run[: len(run) - own]
            run = run[len(run) - own :]
        yield from run
        yield line
        run = []


def _kind(line: str, place: Place, repeated: set[str]) -> str:
    """Return what a line says by itself: the name of a field, or «label» if only its place can tell."""
    words = key(line)
    if is_when(line):
        return "when"
    if is_furniture(line) or is_number(line) or ends_article(line):
        return "dropped"
    if words in repeated:
        return "label"
    if words == key(place.source):
        return "source"
    if is_section(line) or words == key(place.section):
        return "section"
    rules = {"url": address, "caption": is_caption, "crumbs": crumbs, "dateline": is_dateline, "below": opens_text}
    found = next((name for name, rule in rules.items() if rule(line)), "")
    return found or ("author" if byline(line) and not is_agency(line) else "label")


def _take(head: Head, line: str, kind: str) -> None:
    """Keep a line that says by itself what it is."""
    if kind == "when":
        head.when.append(line)
    elif kind == "crumbs":
        parts = crumbs(line)
        head.section = [part for part in parts if is_section(part) or part == parts[0]][-1]
        head.source = head.source or next((part for part in parts if is_outlet(part)), "")
    elif kind == "dateline":
        head.below.append(line)
        head.when += [] if head.when else [line]
    elif kind == "section":
        head.section = line
    elif kind == "dropped" or getattr(head, kind):
        head.dropped.append(line)
    else:
        setattr(head, kind, {"author": byline, "url": address}.get(kind, str)(line))


def _title(labels: list[tuple[int, str]], last: int, repeated: set[str], *, sited: bool) -> str:
    """Return the headline: a line that stands twice, or the first that reads like one, best above the last date.

    A first line of three words is one only at the top of the page, or if the folder has named the site.
    """
    twice = max((line for _, line in labels if key(line) in repeated), key=lambda line: len(line.split()), default="")
    if len(twice.split()) >= HEADLINE_WORDS - 1 and not (is_name(twice) or is_outlet(twice)):
        return twice
    above = [line for number, line in labels if number < last]
    lines = [line for _, line in labels]
    long = next((line for line in (*above, *lines) if is_headline(line, HEADLINE_WORDS)), "")
    rest = [line for line in (*lines[1:], twice) if is_headline(line, 2 if line == twice else HEADLINE_WORDS - 1)]
    top = (
        labels[0][1]
        if labels and (sited or labels[0][0] == 0) and is_headline(labels[0][1], HEADLINE_WORDS - 1)
        else ""
    )
    return long or max(rest, key=len, default=top)


def _is_part(line: str, title: str) -> bool:
    """Tell the headline, and the same again, perhaps cut off in dots."""
    return key(line) == key(title) or (is_teaser(line) and key(title).startswith(key(line)))


def _outlet_of(author: str) -> str:
    """Return the outlet in a byline («هسبريس - و.م.ع»), for a page that names it nowhere else."""
    parts = re.split(r"\s[-–—ـ|]\s", author)
    return next((part for part in parts if is_outlet(part)), "") if len(parts) > 1 else ""


def _is_text(head: Head, line: str, *, below_all: bool) -> bool:
    """Tell a line below the headline that is too long for a name; where only text follows, every line but the first."""
    return len(line.split()) > SOURCE_WORDS or (below_all and bool(head.below))


def _name(head: Head, line: str, place: Place, *, below_title: bool, site: bool) -> None:
    """Tell site and author by their place: the site stands above the headline, the author below it.

    ``site`` says whether a line that is not known for an outlet's name could still be one.
    """
    outlet = is_outlet(line) or is_agency(line)
    person = not outlet and (is_name(line) or below_title or not (head.title or head.when))
    if not person and (outlet or site) and not head.source and not (below_title and place.source):
        head.source = line
    elif (
        not head.author
        and (person or outlet or (head.source and not head.title))
        and 1 + outlet + len(line.split()) > 2
    ):
        head.author = line
    else:
        head.dropped.append(line)
