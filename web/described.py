"""What does each parameter mean, and what may it be? For the OpenAPI document and the manual.

Names, choices, bounds and defaults are those of the code that reads the parameters; only the words stand here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from searcher.parser import MAX_QUERY_CHARACTERS
from searcher.results import MAX_DEPTH, MAX_PER_PAGE, Search
from web.export import ALL_ROWS
from web.params import FACETS, MATCHES, NAMES, NEEDS, SORTS
from web.values import MAX_HALF_LIFE_DAYS

if TYPE_CHECKING:
    from web.representation import Json

_DEFAULTS = Search()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address, what it may be as JSON Schema, and its meaning in Arabic and in English."""

    name: str
    schema: Json
    arabic: str
    english: str
    place: str = "query"


def _text(**more: object) -> Json:
    return {"type": "string", **more}


def _choice(choices: tuple[str, ...], default: str) -> Json:
    return {"type": "string", "enum": list(choices), "default": default}


def whole(least: int, most: int, default: int | None = None) -> Json:
    """Return the schema of a whole number; without a default, none is taken where it is absent."""
    schema: Json = {"type": "integer", "minimum": least, "maximum": most}
    return schema if default is None else {**schema, "default": default}


_SWITCH: Json = {"type": "integer", "enum": [0, 1], "default": 0}
_SEVERAL: Json = {"type": "array", "items": {"type": "string"}}

_SCHEMAS: dict[str, Json] = {
    "q": _text(maxLength=MAX_QUERY_CHARACTERS, default=_DEFAULTS.text),
    "page": whole(1, MAX_DEPTH, _DEFAULTS.page),
    "per_page": whole(1, MAX_PER_PAGE, _DEFAULTS.per_page),
    "cursor": _text(),
    "sort": _choice(SORTS, _DEFAULTS.sort),
    "words": _choice(NEEDS, _DEFAULTS.words),
    "match": _choice(MATCHES, _DEFAULTS.match.name.lower()),
    "half_life": {"type": "number", "exclusiveMinimum": 0, "maximum": MAX_HALF_LIFE_DAYS},
    "collapse": _SWITCH,
    "explain": _SWITCH,
    "facet": {"type": "array", "items": {"type": "string", "enum": list(FACETS)}},
    "source": _SEVERAL,
    "exclude.source": _SEVERAL,
    "exclude.spelling": _SEVERAL,
    "section": _SEVERAL,
    "exclude.section": _SEVERAL,
    "author": _SEVERAL,
    "from": _text(examples=["2022-12-30", "30 ديسمبر 2022"]),
    "to": _text(examples=["2022-12", "الشهر الماضي"]),
}

_MEANINGS = {
    "q": ("البحث بلغة البحث، والفارغ يجد كل المقالات", "the query, in the query language; empty: every article"),
    "page": (
        f"رقم الصفحة، على ألا يزيد حاصل ضربه في per_page على {MAX_DEPTH:,}",
        f"which page; page × per_page is at most {MAX_DEPTH:,}",
    ),
    "per_page": ("عدد النتائج في الصفحة", "results a page"),
    "cursor": (
        "مؤشر الصفحة التالية كما ورد في ردٍّ سابق، مهما بعُدت؛ ولا أثر معه لـ page",
        "the cursor of an earlier reply: the page that follows it, however deep; page then means nothing",
    ),
    "sort": ("ترتيب النتائج", "order of the results"),
    "words": (
        "كم يُشترط من الكلمات المفردة: أي كلمة منها، أو معظمها، أو كلها",
        "how many of the loose words an article must have: any, most of them, or all",
    ),
    "match": (
        "أبعد درجة تُقبل من سلّم المطابقة، من الرسم نفسه (exact) إلى الخطأ المطبعي (typo)",
        "the last rung of the match ladder that counts, from the very spelling (exact) to a mistyped word (typo)",
    ),
    "half_life": (
        "عدد الأيام التي تنتصف درجة المقال كلما قدُم بمثلها عن أحدث مقال",
        "days: the score is halved for each so many that an article is older than the newest one",
    ),
    "collapse": (
        "1: مقال واحد من كل قصة، من دون نسخها المكررة",
        "1: one article of each story, without its copies",
    ),
    "explain": ("1: بيان ما تتألف منه كل درجة", "1: say what each score is made up of"),
    "facet": (
        "ما تُعدّ به النتائج كلها؛ يُكرر، أو تُفصل قيمه بفواصل",
        "what to count all results by; repeatable, or several with commas between",
    ),
    "source": ("هذا المصدر وحده؛ يُكرر", "only this source; repeatable, any of them"),
    "exclude.source": ("من دون هذا المصدر؛ يُكرر", "not this source; repeatable, none of them"),
    "exclude.spelling": (
        "من دون هذه التهجئة الأخرى لاسمٍ في البحث؛ يُكرر",
        "not this other spelling of a name of the query; repeatable",
    ),
    "section": ("هذا القسم وحده؛ يُكرر", "only this section; repeatable, any of them"),
    "exclude.section": ("من دون هذا القسم؛ يُكرر", "not this section; repeatable, none of them"),
    "author": ("هذا الكاتب وحده؛ يُكرر", "only this author; repeatable, any of them"),
    "from": ("ما نُشر في هذا اليوم أو بعده", "published on this day or later"),
    "to": ("ما نُشر في هذا اليوم أو قبله", "published on this day or earlier"),
}

SEARCH = tuple(Parameter(name, _SCHEMAS[name], *_MEANINGS[name]) for name in NAMES)
"""The parameters of a search."""

TYPED = Parameter("q", _text(default=""), "ما كُتب حتى الآن", "what is typed so far, white space at its end included")

ID = Parameter("id", _text(minLength=1), "معرّف المقال", "the article's id, percent-encoded", "path")

EVERY_ROW = Parameter(
    "limit", whole(1, ALL_ROWS), "أقصى عدد من المقالات", "how many articles at most; absent: everything found"
)

FOR_EXCEL = Parameter(
    "bom", _SWITCH, "1: لبرنامج Excel", "1: for Excel, with a byte order mark, and no cell that is a formula"
)


def limit(default: int, most: int) -> Parameter:
    """Return the parameter that says how many are wanted."""
    return Parameter("limit", whole(1, most, default), "أقصى عدد", "how many at most")


def with_defaults(parameters: tuple[Parameter, ...], **defaults: object) -> tuple[Parameter, ...]:
    """Return the parameters with other defaults."""
    return tuple(
        replace(one, schema={**one.schema, "default": defaults[one.name]}) if one.name in defaults else one
        for one in parameters
    )
