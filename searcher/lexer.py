"""Which words, quotes, fields, operators and brackets stand in a typed query, and where?

A lexeme takes with it what touches it: the sign or field's name before it, the ``*``, ``~`` or ``^2`` behind it.
Whether an operator or a bracket has something to work on is asked in `nesting`. Any text can be cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.arabic import letters as ar
from index.arabic.analyzer import WORD
from index.query import Labelled, Near, Phrase, Term
from searcher.diagnosis import Diagnosis, diagnose
from searcher.fields import COLONS, FIELDS, LABELS, closing, quoted, read_value
from searcher.lexeme import ARABIC_OPERATORS, OPERATORS, Lexeme, Lexemes, plain_words
from searcher.suffix import read_tail

if TYPE_CHECKING:
    from datetime import date

    from index.query import How
    from searcher.lexeme import Content, Kind, Sign
    from searcher.suffix import Tail, Takes

MAX_PHRASE_WORDS = 32
"""Each is looked up by itself: no reader needs more, and a stranger must not be able to ask for hundreds."""

MAX_FIELDS = 64
"""So many values are sought behind fields, twice as many as a query has parts: reading a date takes time."""

MIN_PATTERN_LETTERS = 2
"""A pattern of one letter stands for a tenth of all words."""

_QUOTES = '"«“”„‟'
_TOUCHES = rf"[^\W_]|[{_QUOTES}(=*]"
_SIGN = rf"(?<!\S)[+\-−](?={_TOUCHES})|(?<=\()[+\-−](?=[^\W\d_]|[{_QUOTES}(=*])"  # in «(-5)» it belongs to the number
_EXACT = rf"(?<![^\s(+\-−])=(?=[^\W_]|[{_QUOTES}])"
_NEXT = re.compile(
    rf"(?P<sign>{_SIGN})|(?P<operand>[{_QUOTES}]|{_EXACT})|(?P<open>\()|(?P<close>\))|(?P<star>\*+)"
    rf"|(?P<word>{WORD.pattern})"
)
_SPACED = re.compile(r"\S+")
_FREE_SIDE = frozenset(f"()»{_QUOTES}" + "".join(ar.INVISIBLE))


@dataclass(frozen=True, slots=True)
class _Head:
    """What touches an operand from before, ``text[start:end]``: a sign, and the name of the field `title`."""

    start: int
    end: int
    sign: Sign = ""
    in_title: bool = False


def read_lexemes(text: str, today: date) -> Lexemes:
    """Cut a query into its parts; what is none is punctuation."""
    lexer = _Lexer(text, today)
    at = 0
    while found := _NEXT.search(text, at):
        at = lexer.take(found)
    return Lexemes(tuple(lexer.lexemes), tuple(lexer.diagnoses))


class _Lexer:
    """Walks through a text once; every method that reads returns where it ended."""

    def __init__(self, text: str, today: date) -> None:
        self.lexemes: list[Lexeme] = []
        self.diagnoses: list[Diagnosis] = []
        self._text = text
        self._today = today
        self._head = _Head(0, 0)
        self._fields = 0
        runs = (run for run in _SPACED.finditer(text) if "://" in run[0])
        self._addresses = {at for run in runs for at in range(run.start(), run.end())}

    def take(self, found: re.Match[str]) -> int:
        """Read what was found, and return where to search on."""
        start = found.start()
        if self._head.end != start:
            self._head = _Head(start, start)
        if found["sign"]:
            self._head = _Head(start, found.end(), "+" if found["sign"] == "+" else "-")
            return found.end()
        if found["word"]:
            return self._word(found)
        if found["star"]:
            return self._star(found)
        if found["open"]:
            return self._open(start)
        if found["close"]:
            return self._close(start)
        return self._operand(start) or start + 1

    def _add(self, kind: Kind, text: str, end: int, content: Content, *, required: bool = False) -> int:
        head = self._head
        self.lexemes.append(Lexeme(kind, text, head.start, end, head.sign, content, head.in_title, required))
        return end

    def _say(self, kind: str, start: int, end: int, *facts: object) -> None:
        self.diagnoses.append(diagnose(kind, start, end, *facts))

    # Brackets

    def _open(self, start: int) -> int:
        head = self._head
        self.lexemes.append(Lexeme("open", "(", head.start, start + 1, head.sign, in_title=head.in_title))
        return start + 1

    def _close(self, start: int) -> int:
        tail = self._tail(start + 1, "weight")
        self.lexemes.append(Lexeme("close", ")", start, tail.end, boost=tail.boost))
        return tail.end

    # Words

    def _word(self, found: re.Match[str]) -> int:
        start, end = found.span()
        if start in self._addresses:
            return self._add("word", found[0], end, Term(found[0]))
        operator = self._operator(found)
        if operator:
            self.lexemes.append(Lexeme(operator, found[0], start, end))
            return end
        return self._field(found) or self._operand(start) or end

    def _operator(self, found: re.Match[str]) -> Kind | None:
        """Return which operator a word is when nothing touches it; the Arabic ones may still be words."""
        text, (start, end) = self._text, found.span()
        sides = (text[start - 1 : start], text[end : end + 1])
        if found[0] in OPERATORS:
            return OPERATORS[found[0]] if all(_is_free(side) or side in _FREE_SIDE for side in sides) else None
        return "maybe" if found[0] in ARABIC_OPERATORS and all(map(_is_free, sides)) else None

    def _star(self, found: re.Match[str]) -> int:
        start, end = found.span()
        if found[0] == "*" and WORD.match(self._text, end) and start not in self._addresses:
            return self._operand(start) or end
        sides = (self._text[start - 1 : start], self._text[end : end + 1])
        if found[0] == "*" and _is_free(sides[0].replace("(", "")) and _is_free(sides[1].replace(")", "")):
            self.lexemes.append(Lexeme("all", "*", start, end))
        return end

    def _operand(self, start: int) -> int | None:
        """Read a phrase, a pattern or a word that begins exactly here."""
        exact = self._text.startswith("=", start)
        at = start + exact
        if self._text[at : at + 1] in tuple(_QUOTES):
            return self._quoted(at, exact=exact)
        if self._text[at : at + 1] == "?":
            return None
        if not exact and (pattern_end := self._pattern(start)):
            return pattern_end
        word = WORD.match(self._text, at)
        if not word:
            return None
        tail = self._tail(word.end(), "letters" if not exact and any(map(str.isalpha, word[0])) else "weight")
        how: How = "exact" if exact else "related" if tail.distance is None else "fuzzy"
        return self._add("word", word[0], tail.end, Term(word[0], how, tail.boost))

    def _pattern(self, start: int) -> int | None:
        """Read a word with ``*`` or ``?`` in it; None when there is none. What is too short for one is words."""
        run_end = self._run_end(start)
        run = self._text[start:run_end]
        stripped = run.rstrip("?")  # a question mark, unless it stands beside a star
        pattern = run if stripped.endswith("*") else stripped
        if "*" not in pattern and "?" not in pattern:
            return None
        letters = sum(map(str.isalnum, pattern)) - pattern.count(ar.TATWEEL)
        if "**" in pattern or letters < MIN_PATTERN_LETTERS:
            self._say("wildcard", start, run_end, pattern)
            for word in plain_words(self._text, start, run_end):
                self._add("word", word.text, run_end, Term(word.text))
            return run_end
        tail = self._tail(start + len(pattern), "weight")
        begins = pattern.endswith("*") and not {"*", "?"}.intersection(pattern[:-1])
        term = Term(pattern[:-1], "prefix", tail.boost) if begins else Term(pattern, "wildcard", tail.boost)
        return self._add("word", pattern, tail.end, term)

    def _run_end(self, start: int) -> int:
        at = start
        while True:
            word = WORD.match(self._text, at)
            if not word and self._text[at : at + 1] not in ("*", "?"):
                return at
            at = word.end() if word else at + 1

    def _tail(self, start: int, takes: Takes) -> Tail:
        tail = read_tail(self._text, start, takes)
        self.diagnoses += tail.diagnoses
        return tail

    # Quotes

    def _quoted(self, start: int, *, exact: bool) -> int | None:
        text, quote = self._text, self._text[start]
        close = closing(text, start + 1, quote)
        if close is None:
            self._say("quote", start, start + 1)
            return None
        words = plain_words(text, start + 1, close)
        if not words:
            return close + 1
        tail = self._tail(close + 1, "distance")
        excluded = bool(self.lexemes) and self.lexemes[-1].kind == "not"
        head = self._head
        explicit = exact or excluded or bool(head.sign) or head.in_title or tail.end > close + 1
        if not explicit and (loose := self._why_loose(quote, text[start + 1 : close], len(words))):
            self._say(loose, start, close + 1, text[start + 1 : close] if loose == "question" else MAX_PHRASE_WORDS)
            self.lexemes += words
            return close + 1
        last = close
        if len(words) > MAX_PHRASE_WORDS:
            self._say("cut_phrase", start, close + 1, MAX_PHRASE_WORDS)
            last = words[MAX_PHRASE_WORDS - 1].end
        phrase = quoted(text[start + 1 : last])
        if tail.distance is not None and len(words) > 1:
            return self._add("near", phrase, tail.end, Near(phrase, tail.distance, tail.boost))
        kind: Kind = "phrase" if quote == '"' or explicit else "quotation"
        return self._add(kind, phrase, tail.end, Phrase(phrase, tail.boost), required=explicit)

    def _why_loose(self, quote: str, text: str, words: int) -> str:
        """Return why what stands in quotes is loose words; empty when it is a phrase."""
        if quote != '"' and text.rstrip().endswith(("؟", "?")):
            return "question"
        return "long_phrase" if words > MAX_PHRASE_WORDS else ""

    # Fields

    def _field(self, found: re.Match[str]) -> int | None:
        """Read a field with its value; None when the word is no field's name, or its colon has no value."""
        text, (start, end), head = self._text, found.span(), self._head
        field = FIELDS.get(found[0].casefold())
        touched = head.start == start and not _is_free(text[start - 1 : start].replace("(", ""))
        if field is None or touched or text[end : end + 1] not in tuple(COLONS):
            return None
        after = end + 1
        if _is_free(text[after : after + 1]):
            self._say("space", start, after, text[start:after])
            return None
        if field == "title":
            return self._in_title(found, after)
        self._fields += 1
        value = read_value(field, text, after, self._today) if self._fields <= MAX_FIELDS else None
        if value is None:
            self._say("value" if field in LABELS else "date", start, after, text[start:after])
            return None
        kind: Kind = "label" if isinstance(value.content, Labelled) else "date"
        return self._add(kind, text[after : value.end], value.end, value.content)

    def _in_title(self, found: re.Match[str], after: int) -> int | None:
        head, before = self._head, len(self.lexemes)
        self._head = _Head(head.start, after, head.sign, in_title=True)
        end = self._open(after) if self._text[after] == "(" else self._operand(after)
        if end is not None and len(self.lexemes) > before:
            return end
        self._head = head
        self._say("value", found.start(), after, self._text[found.start() : after])
        return None


def _is_free(side: str) -> bool:
    """Tell whether a character beside a word, or the end of the text, leaves the word free."""
    return not side or side.isspace()
