"""«هكذا فهمنا بحثك»: what was read into a typed query, and how would it be typed without that?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.arabic.analyzer import WORD
from index.query import And, InTitle, Labelled, Near, Not, Or, Phrase, Published, Term, Words, leaves
from searcher.describe import describe
from searcher.fields import quoted
from searcher.lexeme import OPERATORS, Lexeme
from searcher.nesting import Bracket, nest
from searcher.parser import MAX_QUERY_CHARACTERS
from searcher.sentence import days_in_words, sentence, telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.query import Need, Query
    from searcher.diagnosis import Diagnosis
    from searcher.nesting import Item
    from searcher.parser import Parsed

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "and": ("«{}» تشترط الطرفين معًا", "“{}” requires both sides"),
    "or": ("«{}» تكتفي بأحد الطرفين", "“{}” takes either side"),
    "not": ("«{}» تستثني ما بعدها", "“{}” excludes what follows"),
    "required": ("علامة + تشترط «{}»", "the + requires “{}”"),
    "excluded": ("علامة - تستثني «{}»", "the - excludes “{}”"),
    "group": ("القوسان يجمعان «{}»", "the brackets group “{}”"),
    "phrase": ("العبارة «{}» تُطلب كما هي، كلمةً بعد كلمة", "the phrase “{}” must occur as it is"),
    "near": ("«{}» كلمات يُطلب تقاربها", "the words “{}” must stand near each other"),
    "exact": ("«{}» كلمة تُطلب بهذا الرسم وحده", "“{}” is looked for in this spelling alone"),
    "prefix": ("«{0}*» تعني كل كلمة تبدأ بـ«{0}»", "“{0}*” means every word that begins with “{0}”"),
    "pattern": ("«{}» نمط: * أي حروف، و? حرف واحد", "“{}” is a pattern: * is any letters, ? is one"),
    "fuzzy": ("«{}» تُطلب ولو اختلف رسمها بحرف أو حرفين", "“{}” is also found with one or two letters otherwise"),
    "weight": ("وزن «{}» في الترتيب {}", "“{}” has the weight {} in the order of results"),
    "title": ("«{}» تُطلب في العنوان وحده", "“{}” is looked for in the title alone"),
    "source": ("المصدر: «{}»", "source: “{}”"),
    "section": ("القسم: «{}»", "section: “{}”"),
    "author": ("الكاتب: «{}»", "author: “{}”"),
    "days": ("تاريخ النشر: {}", "published: {}"),
    "stop_words": ("كلمات شائعة لا {1}، إذ بجانبها غيرها: {0}", "common words that are not {1} beside others: {0}"),
}
"""Of each kind of reading, what is said in Arabic and in English."""

READINGS = tuple(_SENTENCES)

MAX_STEPS = 100
"""More than a query has that somebody typed."""

_DISTANCE = re.compile(r"~\d*(?=(?:\^[\d.٫]+)?$)")
_WEIGHT = re.compile(r"\^[\d.٫]+(?=(?:~\d*)?$)")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was read into a query, or assumed about it; ``kind`` is one of `READINGS` or `DIAGNOSES`.

    ``undone`` is the query's text without that reading; None when there is no such text.
    """

    kind: str
    arabic: str
    english: str
    undone: str | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a query was taken for: one sentence in each language, the steps to it in order, and the tree for JSON."""

    arabic: str
    english: str
    steps: tuple[Step, ...]
    tree: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A step, and where in the text it stands."""

    start: int
    step: Step


def understand(text: str, parsed: Parsed, need: Need) -> Understanding:
    """Say how a text was read; ``parsed`` is what `read_query` returned for it and ``need``."""
    query = parsed.query
    assumed = [_assumed(text, one) for one in parsed.diagnoses]
    ranking = {one.start for one in parsed.diagnoses if one.kind == "pasted"}  # said there
    read = [one for one in _readings(text, nest(parsed.lexemes)) if one.start not in ranking]
    steps = [one.step for one in sorted((*read, *assumed), key=lambda one: one.start)] + _passed_over(query, need)
    return Understanding(
        sentence(query, "ar"), sentence(query, "en"), tuple(dict.fromkeys(steps))[:MAX_STEPS], as_json(query)
    )


def as_json(query: Query) -> Mapping[str, object]:
    """Return a tree of dictionaries, lists, strings, numbers and null; docs/query-language.md describes it."""
    if isinstance(query, (And, Or)):
        return {"type": type(query).__name__.lower(), "children": [as_json(child) for child in query.children]}
    if isinstance(query, (Not, InTitle)):
        return {"type": "not" if isinstance(query, Not) else "title", "child": as_json(query.child)}
    if isinstance(query, Words):
        terms = [{"text": term.text, "how": term.how, "boost": term.boost} for term in query.terms]
        return {"type": "words", "words": list(query.words), "need": query.need, "terms": terms}
    if isinstance(query, Phrase):
        return {"type": "phrase", "text": query.text, "boost": query.boost}
    if isinstance(query, Near):
        return {"type": "near", "text": query.text, "distance": query.distance, "boost": query.boost}
    return _filter_as_json(query)


def _filter_as_json(query: Query) -> Mapping[str, object]:
    if isinstance(query, Labelled):
        return {"type": query.field, "text": query.text}
    if isinstance(query, Published):
        first, last = (day and day.isoformat() for day in (query.first, query.last))
        return {"type": "published", "from": first, "to": last}
    return {"type": type(query).__name__.lower()}


# Readings


def _readings(text: str, items: Sequence[Item]) -> Iterator[_Reading]:
    """Yield what operators, signs, quotes, fields and brackets were read as."""
    for item in items:
        if isinstance(item, Bracket):
            yield from _group(text, item)
        elif item.kind in ("and", "or", "not"):
            if item.end > item.start:
                yield _Reading(item.start, _operator(text, item))
        else:
            yield from (_Reading(item.start, step) for step in _operand(text, item))


def _operator(text: str, item: Lexeme) -> Step:
    """Return an operator; without it, it is a word or, as an English one before what it excludes, not there."""
    word = f"\\{item.text}" if item.text not in OPERATORS else "" if item.kind == "not" else item.text.lower()
    return _step(item.kind, _replaced(text, item, word), item.text)


def _group(text: str, item: Bracket) -> Iterator[_Reading]:
    typed = text[item.start : item.end]
    first, last = typed.index("("), typed.rfind(")")
    inside = typed[first + 1 : last if last > first else None].strip()
    behind = typed[last + 1 :] if last > first else ""
    if item.sign:
        yield _Reading(item.start, _signed(text, item, inside))
    if item.in_title:
        yield _Reading(item.start, _step("title", _replaced(text, item, item.sign + typed[first:]), inside))
    if not item.sign and not item.in_title:
        yield _Reading(item.start, _step("group", _replaced(text, item, inside), inside))
    if item.boost != 1:
        without = typed[: len(typed) - len(behind)]
        yield _Reading(item.end, _step("weight", _replaced(text, item, without), inside, f"{item.boost:g}"))
    yield from _readings(text, item.items)


def _operand(text: str, item: Lexeme) -> Iterator[Step]:
    """Yield what was read into an operand, each without the others."""
    typed = text[item.start : item.end]
    shown = item.text
    if item.sign:
        yield _signed(text, item, shown)
    if item.in_title:
        yield _step("title", _replaced(text, item, item.sign + re.split("[:：﹕]", typed, maxsplit=1)[1]), shown)
    if isinstance(item.content, Labelled):
        yield _step(item.content.field, _replaced(text, item, ""), item.content.text)
    elif isinstance(item.content, Published):
        arabic, english = days_in_words(item.content, "ar"), days_in_words(item.content, "en")
        yield _step("days", _replaced(text, item, ""), arabic, english=[english])
    elif isinstance(item.content, Term):
        yield from _term(text, item, item.content)
    elif isinstance(item.content, Near):
        yield _step("near", _replaced(text, item, _DISTANCE.sub("", typed)), shown)
    elif isinstance(item.content, Phrase):
        yield _step("phrase", _replaced(text, item, _loose(typed, item)), shown)
    boost = item.content.boost if isinstance(item.content, (Term, Phrase, Near)) else 1
    if boost != 1:
        yield _step("weight", _replaced(text, item, _WEIGHT.sub("", typed)), shown, f"{boost:g}")


def _signed(text: str, item: Lexeme | Bracket, shown: str) -> Step:
    kind = "excluded" if item.sign == "-" else "required"
    return _step(kind, _replaced(text, item, text[item.start + 1 : item.end]), shown)


def _term(text: str, item: Lexeme, term: Term) -> Iterator[Step]:
    typed = text[item.start : item.end]
    if term.how == "exact":
        yield _step("exact", _replaced(text, item, typed.replace("=", "", 1)), term.text)
    elif term.how == "fuzzy":
        yield _step("fuzzy", _replaced(text, item, _DISTANCE.sub("", typed)), term.text)
    elif term.how == "prefix":
        yield _step("prefix", _replaced(text, item, typed.replace("*", "", 1)), term.text)
    elif term.how == "wildcard":
        words = " ".join(WORD.findall(term.text))
        yield _step("pattern", _replaced(text, item, typed.replace(term.text, words, 1)), term.text)


def _loose(typed: str, item: Lexeme) -> str:
    """Return a phrase's words without the quotes, and what stands before them; in brackets, where it needs one word."""
    words = describe(Words(tuple(WORD.findall(item.text))))
    before = re.split(r"[=\"«“”„‟]", typed, maxsplit=1)[0]
    return f"{before}({words})" if before and " " in words else before + words


def _replaced(text: str, item: Lexeme | Bracket, other: str) -> str:
    """Return the text with something else, or nothing, in the place of a part of it."""
    before, behind = text[: item.start], text[item.end :]
    if other:
        return before + other + behind
    return f"{before.rstrip()} {behind.lstrip()}".strip() if before.strip() else behind.lstrip()


# Assumptions


def _assumed(text: str, one: Diagnosis) -> _Reading:
    typed = text[one.start : one.end]
    undone = None
    if one.kind == "pasted":
        undone = f"{_spaced(text[: one.start])}+{typed}{text[one.end :]}"
    elif one.kind == "question":
        undone = f'{text[: one.start]}"{quoted(typed[1:-1])}"{text[one.end :]}'
    return _Reading(one.start, Step(one.kind, one.arabic, one.english, _typable(undone)))


def _spaced(before: str) -> str:
    """Return what stands before a sign, which has to follow white space."""
    return before if not before or before[-1].isspace() else f"{before} "


def _typable(undone: str | None) -> str | None:
    return undone if undone is None or len(undone) <= MAX_QUERY_CHARACTERS else None


def _passed_over(query: Query, need: Need) -> list[Step]:
    """Return the stop words that are not searched because other words stand beside them."""
    passed: list[str] = []
    for leaf in leaves(query):
        words = leaf.child if isinstance(leaf, InTitle) else leaf
        if isinstance(words, Words):
            told = telling(words)
            passed += [word for word in words.words if word not in told]
    if not passed:
        return []
    how = ("يُبحث عنها", "searched") if need == "any" else ("تُشترط", "required")
    named = list(dict.fromkeys(passed))
    return [_step("stop_words", None, "، ".join(named), how[0], english=[", ".join(named), how[1]])]


def _step(kind: str, undone: str | None, *facts: str, english: Sequence[str] = ()) -> Step:
    arabic_text, english_text = _SENTENCES[kind]
    return Step(kind, arabic_text.format(*facts), english_text.format(*(english or facts)), _typable(undone))
