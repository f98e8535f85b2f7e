"""What do the words, quotes and operators of a typed query mean?

Grammar, written out with examples in docs/query-language.md:

    query       = alternative (OR alternative)*
    alternative = group (AND group)*
    group       = (term | -term | NOT term)+
    term        = word | "phrase" | «quotation»

A quotation that ends with a question mark is a question («من هو بوتين؟»), and its words are loose ones; so are those
of a very long one.
A phrase must occur, and so must a quotation («…» or “…”) that stands alone. Among loose words a quotation is what a
pasted headline looks like, and then it only ranks, as the words in it do; among four and more of them so does a phrase.
What is excluded in quotes is always a phrase.

Any text parses, up to the limits below. What cannot be an operator is a word; punctuation separates words. What is
excluded is excluded from the whole query, wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.arabic.analyzer import WORD
from index.query import And, Everything, Need, Not, Nothing, Or, Phrase, Query, Words
from searcher.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_QUERY_CHARACTERS = 2000
"""About 300 words: room for any headline or quotation, and a bound on the work that a stranger can ask for."""

_CLOSING = {"«": "»", **dict.fromkeys('"“”„‟', '"“”')}
"""Opening quote → the quotes that may close it; people mix straight and curly ones."""

_MINUS = "-−"

_LEXEME = re.compile(rf"(?P<minus>(?<!\S)[{_MINUS}](?=[\"«“”„‟]|[^\W_]))|(?P<quote>[\"«“”„‟])|(?P<word>{WORD.pattern})")

MAX_OPERANDS = 32
"""Phrases, and parts that AND and OR join, in one query; and words in one phrase. Each is looked up by itself, and what
a query costs grows with them: no reader needs more, and a stranger must not be able to ask for hundreds."""

PASTED_WORDS = 4
"""With so many loose words beside them, even straight quotes are those of a pasted headline."""

Kind = Literal["word", "phrase", "quotation", "and", "or", "not"]
_TERMS = ("word", "phrase", "quotation")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, a phrase's text, or an operator; ``text`` is as typed."""

    kind: Kind
    text: str


def parse(text: str, need: Need = "any") -> Query:
    """Return the tree for a typed query; the empty query matches everything, one without words nothing.

    ``need`` holds for the loose words of each group; an excluded word is excluded in any case.

    Raises:
        QueryError: the text is longer than `MAX_QUERY_CHARACTERS`, or has more than `MAX_OPERANDS` parts.
    """
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            MAX_QUERY_CHARACTERS,
            f"the query has {len(text)} characters; at most {MAX_QUERY_CHARACTERS} are allowed",
            f"طول نص البحث بالأحرف {len(text)}، وأقصى ما يُسمح به {MAX_QUERY_CHARACTERS}",
        )
    if not text.strip():
        return Everything()
    lexemes = _settle(_split(text))
    _check_cost(lexemes)
    excluded, wanted = _take_excluded(lexemes)
    parts = [part for part in _divide(wanted, "or") if any(lexeme.kind in _TERMS for lexeme in part)]
    alternatives = list(dict.fromkeys(_alternative(part, need) for part in parts))
    if not alternatives and not excluded:
        return Nothing()
    positive = Or(tuple(alternatives)) if len(alternatives) > 1 else alternatives[0] if alternatives else None
    return _exclude(positive, excluded)


def _split(text: str) -> list[Lexeme]:
    """Cut a query into words, phrases and operators."""
    lexemes: list[Lexeme] = []
    at = 0
    while match := _LEXEME.search(text, at):
        at = match.end()
        if match["minus"]:
            lexemes.append(Lexeme("not", match[0]))
        elif match["word"]:
            lexemes.append(Lexeme(_OPERATORS.get(match[0], "word"), match[0]))
        else:
            end = _closing(text, at, match[0])
            if end is None:  # a quote that is never closed is punctuation
                continue
            excluded = bool(lexemes) and lexemes[-1].kind == "not"
            quoted = _quoted(match[0], text[at:end], excluded=excluded)
            if not quoted and excluded and lexemes[-1].text in _MINUS:  # it stands at nothing
                lexemes.pop()
            lexemes += quoted
            at = end + 1
    return lexemes


def _quoted(quote: str, text: str, *, excluded: bool) -> list[Lexeme]:
    words = WORD.findall(text)
    pasted = text.rstrip().endswith(("؟", "?")) or len(words) > MAX_OPERANDS
    if quote != '"' and not excluded and pasted:
        return [Lexeme("word", word) for word in words]
    return [Lexeme("phrase" if quote == '"' else "quotation", text)] if words else []


def _closing(text: str, start: int, quote: str) -> int | None:
    ends = [at for mark in _CLOSING[quote] if (at := text.find(mark, start)) >= 0]
    return min(ends, default=None)


def _settle(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Turn operators that have nothing to work on into the words that they also are; a stray minus is nothing."""
    settled: list[Lexeme] = []
    for number, lexeme in enumerate(lexemes):
        following = lexemes[number + 1].kind if number + 1 < len(lexemes) else None
        before = settled[-1].kind if settled else None
        if lexeme.kind in ("and", "or"):
            works = before in _TERMS and following in (*_TERMS, "not")
        else:
            works = lexeme.kind != "not" or following in _TERMS
        if works:
            settled.append(lexeme)
        elif WORD.fullmatch(lexeme.text):
            settled.append(Lexeme("word", lexeme.text))
    return settled


def _check_cost(lexemes: list[Lexeme]) -> None:
    operands = sum(lexeme.kind != "word" for lexeme in lexemes)
    if operands > MAX_OPERANDS:
        raise QueryError(
            0,
            f"the query has {operands} operators and phrases; at most {MAX_OPERANDS} are allowed",
            f"عدد العوامل والعبارات في البحث {operands}، وأقصى ما يُسمح به {MAX_OPERANDS}",
        )
    longest = max((len(WORD.findall(one.text)) for one in lexemes if one.kind in ("phrase", "quotation")), default=0)
    if longest > MAX_OPERANDS:
        raise QueryError(
            0,
            f"a phrase has {longest} words; at most {MAX_OPERANDS} are allowed. Leave out the quotes, or a part of it",
            f"عدد كلمات إحدى العبارات {longest}، وأقصى ما يُسمح به {MAX_OPERANDS}. احذف علامتي التنصيص أو اختصر العبارة",
        )


def _take_excluded(lexemes: list[Lexeme]) -> tuple[list[Query], list[Lexeme]]:
    """Return what must not occur, and the other lexemes."""
    excluded: list[Query] = []
    wanted: list[Lexeme] = []
    for before, lexeme in zip([None, *lexemes], lexemes, strict=False):
        if before is not None and before.kind == "not":
            excluded.append(Words((lexeme.text,)) if lexeme.kind == "word" else Phrase(lexeme.text))
        elif lexeme.kind != "not":
            wanted.append(lexeme)
    return excluded, wanted


def _divide(lexemes: list[Lexeme], kind: Kind) -> list[list[Lexeme]]:
    parts: list[list[Lexeme]] = [[]]
    for lexeme in lexemes:
        if lexeme.kind == kind:
            parts.append([])
        else:
            parts[-1].append(lexeme)
    return parts


def _alternative(lexemes: list[Lexeme], need: Need) -> Query:
    """Return what stands between two ORs: all its phrases must match, and something of every group."""
    children = list(dict.fromkeys(child for group in _divide(lexemes, "and") for child in _group(group, need)))
    return children[0] if len(children) == 1 else And(tuple(children))


def _group(lexemes: list[Lexeme], need: Need) -> list[Query]:
    """Return what must match of the terms between two operators."""
    words = sum(lexeme.kind == "word" for lexeme in lexemes)
    ranking = ("phrase", "quotation") if words >= PASTED_WORDS else ("quotation",) if words else ()
    required = [Phrase(lexeme.text) for lexeme in lexemes if lexeme.kind != "word" and lexeme.kind not in ranking]
    if not words:
        return list(required)
    loose = [lexeme.text for lexeme in lexemes if lexeme.kind in ("word", *ranking)]
    quotations = [Phrase(lexeme.text) for lexeme in lexemes if lexeme.kind in ranking]
    return [*required, *_ranked(Words(tuple(word for text in loose for word in WORD.findall(text)), need), quotations)]


def _ranked(loose: Words, quotations: Sequence[Query]) -> list[Query]:
    """Return loose words with the quotations that stand among them and only rank."""
    if not quotations:
        return [loose]
    if loose.need == "any":
        return [Or((loose, *quotations))]
    return [loose, Or((Everything(), *quotations))]  # a quotation alone may have fewer of the words than are needed


def _exclude(positive: Query | None, excluded: list[Query]) -> Query:
    if not excluded:
        return positive or Nothing()
    required = positive.children if isinstance(positive, And) else (positive or Everything(),)
    return And((*required, *(Not(query) for query in excluded)))
