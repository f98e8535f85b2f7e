"""What do other outlets make of an article? Copies of real ones, each edited in one way or in all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from documents.article import lead

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from documents.article import Article

OUTLETS = "صدى المدينة|بوابة الخبر|شبكة الساحل|أنباء الوطن|منبر اليوم|الرائد نيوز".split("|")
CREDITS = "وكالات|رويترز|أ.ف.ب|د.ب.أ|الأناضول|متابعات".split("|")
CLOSING = "للمزيد من الأخبار تابعونا على صفحاتنا في مواقع التواصل الاجتماعي."

_SENTENCE_END = re.compile(r"(?<=[.!؟…])\s+|\s*\n\s*")
_HAMZA = str.maketrans("أإآؤئىة", "اااويي" + "ه")
_HARAKAT = "\u064e\u064f\u0650\u0652"


@dataclass(frozen=True)
class Source:
    """What edits draw from: a generator of chance, sentences and words of other articles."""

    chance: random.Random
    sentences: Sequence[str]
    words: Sequence[str]


def split(body: str) -> list[str]:
    """Return the sentences of a body."""
    return [sentence for sentence in _SENTENCE_END.split(body) if sentence.strip()]


def headline(body: str, source: Source) -> str:
    """Leave the text alone: all copies get another headline."""
    del source
    return body


def dropped(body: str, source: Source) -> str:
    """Leave out a third of the sentences."""
    kept = [one for one in split(body) if source.chance.random() > 1 / 3]
    return " ".join(kept or split(body)[:1])


def reordered(body: str, source: Source) -> str:
    """Put the sentences in any order."""
    sentences = split(body)
    source.chance.shuffle(sentences)
    return "\n".join(sentences)


def added(body: str, source: Source) -> str:
    """Put sentences of other articles between, one to every four."""
    sentences = split(body)
    for _ in range(1 + len(sentences) // 4):
        sentences.insert(source.chance.randint(0, len(sentences)), source.chance.choice(source.sentences))
    return " ".join(sentences)


def rewritten(body: str, source: Source) -> str:
    """Say the first sentence otherwise: half of its words are others, and their order too."""
    first, *rest = split(body)
    words = swap(first, 0.5, source).split()
    middle = len(words) // 2
    return "\n".join([" ".join(words[middle:] + words[:middle]), *rest])


def brief(body: str, source: Source) -> str:
    """Keep the first sentences, up to some 30 to 60 words."""
    wanted, kept = source.chance.randint(30, 60), []
    for sentence in split(body):
        kept.append(sentence)
        if sum(len(one.split()) for one in kept) >= wanted:
            break
    return " ".join(" ".join(kept).split()[: 2 * wanted])


def credited(body: str, source: Source) -> str:
    """Begin with another credit and end with what an outlet says of itself."""
    outlet, agency = source.chance.choice(OUTLETS), source.chance.choice(CREDITS)
    return f"{outlet} - {agency}: {body}\n{CLOSING}"


def spelled(body: str, source: Source) -> str:
    """Leave hamzas out, put marks on some letters, and stretch some words."""
    marked = []
    for word in body.translate(_HAMZA).split(" "):
        at = source.chance.randint(1, max(1, len(word) - 1))
        kind = source.chance.random()
        between = source.chance.choice(_HARAKAT) if kind < 0.15 else "ـ" if kind < 0.2 and word.isalpha() else ""
        marked.append(word[:at] + between + word[at:] if len(word) > 2 else word)
    return " ".join(marked)


def replaced(rate: float) -> Callable[[str, Source], str]:
    """Return what puts other words in the place of so many."""
    return lambda body, source: swap(body, rate, source)


def mixed(body: str, source: Source) -> str:
    """Edit in most of these ways at once, each a little."""
    return credited(swap(dropped(rewritten(body, source), source), 0.05, source), source)


def swap(text: str, rate: float, source: Source) -> str:
    """Replace words at a rate."""
    words = re.split(r"(\s+)", text)
    chance = source.chance
    return "".join(chance.choice(source.words) if word.strip() and chance.random() < rate else word for word in words)


EDITS: dict[str, Callable[[str, Source], str]] = {
    "headline": headline,
    "dropped": dropped,
    "reordered": reordered,
    "added": added,
    "lead": rewritten,
    "brief": brief,
    "credit": credited,
    "spelling": spelled,
    "words 5 %": replaced(0.05),
    "words 10 %": replaced(0.1),
    "words 20 %": replaced(0.2),
    "mixed": mixed,
}


def copies(article: Article, source: Source) -> Iterator[tuple[str, Article]]:
    """Yield a copy by each edit, published up to two days later elsewhere, with the name of the edit."""
    for number, (name, edit) in enumerate(EDITS.items()):
        later = article.published and article.published + timedelta(days=source.chance.randint(0, 2))
        body = edit(article.body, source)
        title = " ".join(swap(article.title, 0.5, source).split()) or lead(body)
        outlet = source.chance.choice(OUTLETS)
        yield (
            name,
            replace(article, id=f"{article.id}/{number}", title=title, body=body, published=later, source=outlet),
        )
