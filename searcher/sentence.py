"""How is a query tree said in one sentence, in Arabic and in English?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from index.arabic.analyzer import WORD
from index.arabic.normalize import written
from index.arabic.stopwords import STOP_WORDS
from index.query import And, Everything, InTitle, Labelled, Near, Not, Nothing, Or, Phrase, Published, Words
from searcher.when import When, when_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.query import Query, Term

MAX_LISTED = 12
"""Of a longer list of words, as in a pasted headline, the first are named."""

_ARABIC: Final = {
    "all": "كل المقالات",
    "all that": "كل المقالات التي {}",
    "some": "مقالات {}",
    "none": "لا مقالات، إذ ليس في نص البحث كلمة",
    "and": "، و",
    "and after a list": "؛ و",
    "or": " أو ",
    "or after a list": "؛ أو ",
    "first": "تتقدّم منها التي {}",
    "has": "فيها {}",
    "has in title": "في عنوانها {}",
    "not has": "ليس فيها {}",
    "not has in title": "ليس في عنوانها {}",
    "source": "من مصدر «{}»",
    "not source": "ليست من مصدر «{}»",
    "section": "من قسم «{}»",
    "not section": "ليست من قسم «{}»",
    "author": "كاتبها «{}»",
    "not author": "ليس كاتبها «{}»",
    "published": "منشورة {}",
    "not published": "ليست منشورة {}",
    "not": "ليست من التي ({})",
    "comma": "، ",
    "more": "…",
    "any": "أي من الكلمات: {}",
    "most": "نصف هذه الكلمات على الأقل: {}",
    "every": "كل الكلمات: {}",
    "phrase": "العبارة «{}»",
    "near": "الكلمات «{}» متقاربةً لا يفصل بينها أكثر من {} من الكلمات الأخرى",
    "adjacent": "الكلمات «{}» متجاورةً بأي ترتيب",
    "weight": " (وزنها {})",
    "one related": "كلمة «{}»",
    "one exact": "كلمة «{}» بهذا الرسم",
    "one prefix": "كلمة تبدأ بـ«{}»",
    "one wildcard": "كلمة على مثال «{}»",
    "one fuzzy": "كلمة قريبة الرسم من «{}»",
    "related": "{}",
    "exact": "«{}» بهذا الرسم",
    "prefix": "ما يبدأ بـ«{}»",
    "wildcard": "ما كان على مثال «{}»",
    "fuzzy": "ما كان قريب الرسم من «{}»",
}

_ENGLISH: Final = {
    "all": "all articles",
    "all that": "all articles that {}",
    "some": "articles that {}",
    "none": "no articles, because the query has no word in it",
    "and": ", and ",
    "and after a list": "; and ",
    "or": " or ",
    "or after a list": "; or ",
    "first": "first come those that {}",
    "has": "have {}",
    "has in title": "have {} in the title",
    "not has": "do not have {}",
    "not has in title": "do not have {} in the title",
    "source": "are from the source “{}”",
    "not source": "are not from the source “{}”",
    "section": "are from the section “{}”",
    "not section": "are not from the section “{}”",
    "author": "are by “{}”",
    "not author": "are not by “{}”",
    "published": "were published {}",
    "not published": "were not published {}",
    "not": "are none of those that ({})",
    "comma": ", ",
    "more": "…",
    "any": "any of the words: {}",
    "most": "at least half of the words: {}",
    "every": "all the words: {}",
    "phrase": "the phrase “{}”",
    "near": "the words “{}” with at most {} other words between them",
    "adjacent": "the words “{}” next to each other in any order",
    "weight": " (weight {})",
    "one related": "the word “{}”",
    "one exact": "the word “{}” spelt just so",
    "one prefix": "a word that begins with “{}”",
    "one wildcard": "a word like “{}”",
    "one fuzzy": "a word spelt nearly like “{}”",
    "related": "{}",
    "exact": "“{}” spelt just so",
    "prefix": "what begins with “{}”",
    "wildcard": "what is like “{}”",
    "fuzzy": "what is spelt nearly like “{}”",
}


def sentence(query: Query, language: Literal["ar", "en"]) -> str:
    """Return which articles a query asks for, as one sentence without its full stop."""
    return _Speaker(_ARABIC if language == "ar" else _ENGLISH, language).said(query)


@dataclass(frozen=True, slots=True)
class _Speaker:
    texts: Mapping[str, str]
    language: Literal["ar", "en"]

    def said(self, query: Query) -> str:
        if isinstance(query, Nothing):
            return self.texts["none"]
        children = query.children if isinstance(query, And) else (query,)
        asked = [child for child in children if not isinstance(child, Everything)]
        ranking = [child for child in asked if _only_ranks(child)]
        if not asked:
            return self.texts["all"]
        if len(asked) == len(ranking):
            return self._joined([self.texts["all"], self._clauses(asked)])
        starts_open = all(isinstance(child, Not) or child in ranking for child in asked)
        return self.texts["all that" if starts_open else "some"].format(self._clauses(asked))

    def _clauses(self, queries: Sequence[Query]) -> str:
        """Return all that must hold; what only ranks comes last."""
        told = sorted((query for query in queries if not isinstance(query, Everything)), key=_only_ranks)
        return self._joined([self._clause(query, alone=len(told) == 1) for query in told])

    def _joined(self, clauses: Sequence[str]) -> str:
        return self.texts["and after a list" if _has_list(clauses) else "and"].join(clauses)

    def _clause(self, query: Query, *, alone: bool = False) -> str:
        if isinstance(query, Or):
            return self._either(query, alone=alone)
        if isinstance(query, And):
            return f"({self._clauses(query.children)})"
        return self._negated(query.child) if isinstance(query, Not) else self._simple(query)

    def _either(self, query: Or, *, alone: bool) -> str:
        ranked = [child for child in query.children if not isinstance(child, Everything)]
        if len(ranked) < len(query.children):
            return self.texts["first"].format(self._alternatives(ranked))
        words, *others = query.children
        if isinstance(words, Words) and words.need == "any" and all(_is_of(one, words) for one in others):
            return self._joined([self._simple(words), self.texts["first"].format(self._alternatives(others))])
        text = self._alternatives(query.children)
        return text if alone else f"({text})"

    def _alternatives(self, queries: Sequence[Query]) -> str:
        clauses = [self._clause(query) for query in queries]
        return self.texts["or after a list" if _has_list(clauses) else "or"].join(clauses)

    def _negated(self, query: Query) -> str:
        simple = isinstance(query, (Words, Phrase, Near, InTitle, Labelled, Published))
        return self._simple(query, "not ") if simple else self.texts["not"].format(self._clause(query, alone=True))

    def _simple(self, query: Query, negation: str = "") -> str:
        """Return what a leaf asks for."""
        if isinstance(query, Labelled):
            return self.texts[negation + query.field].format(query.text)
        if isinstance(query, Published):
            return self.texts[f"{negation}published"].format(days_in_words(query, self.language))
        if isinstance(query, InTitle):
            return self.texts[f"{negation}has in title"].format(self._content(query.child))
        return self.texts[f"{negation}has"].format(self._content(query)) if not _is_all(query) else self.texts["all"]

    def _content(self, query: Query) -> str:
        """Return what stands in an article."""
        if isinstance(query, Phrase):
            return self.texts["phrase"].format(query.text) + self._weight(query.boost)
        if isinstance(query, Near):
            said = self.texts["near" if query.distance else "adjacent"].format(query.text, query.distance)
            return said + self._weight(query.boost)
        assert isinstance(query, Words), "what else stands in an article was said before"  # noqa: S101
        return self._words(query)

    def _words(self, query: Words) -> str:
        words = telling(query)
        if len(words) + len(query.terms) == 1:
            one = [self.texts["one related"].format(word) for word in words]
            return "".join([*one, *(self._term(term, "one ") for term in query.terms)])
        listed = [*words, *(self._term(term) for term in query.terms)]
        shown = [*listed[:MAX_LISTED], *[self.texts["more"]] * (len(listed) > MAX_LISTED)]
        need = "every" if query.need == "all" else query.need
        return self.texts[need].format(self.texts["comma"].join(shown))

    def _term(self, term: Term, one: str = "") -> str:
        return self.texts[one + term.how].format(term.text) + self._weight(term.boost)

    def _weight(self, boost: float) -> str:
        return "" if boost == 1 else self.texts["weight"].format(f"{boost:g}")


def days_in_words(days: Published, language: Literal["ar", "en"]) -> str:
    """Return days with the preposition before them: «في ديسمبر 2022»; "on 30 December 2022"."""
    said = when_in_words(When(days.first, days.last), language)
    if language == "ar":
        return said if said.startswith(("سنة ", "من ", "منذ ", "حتى ")) else f"في {said}"
    if said.startswith(("from ", "since ", "until ")):
        return said
    return f"on {said}" if days.first == days.last else f"in {said}"


def _has_list(clauses: Sequence[str]) -> bool:
    return any(":" in clause for clause in clauses)


def telling(query: Words) -> tuple[str, ...]:
    """Return the words that are searched: stop words only where there is nothing else."""
    telling = tuple(word for word in query.words if written(word) not in STOP_WORDS)
    return telling if telling or query.terms else query.words


def _is_all(query: Query) -> bool:
    return isinstance(query, Everything)


def _only_ranks(query: Query) -> bool:
    """Tell whether a part of an `And` lets every article pass."""
    return isinstance(query, Or) and any(map(_is_all, query.children))


def _is_of(query: Query, words: Words) -> bool:
    """Tell whether this is a quotation whose words are asked for beside it, so that it only ranks."""
    return isinstance(query, Phrase) and set(WORD.findall(query.text)) <= set(words.words)
