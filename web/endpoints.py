"""What can programs ask for? Every address but those of the pages that people read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from searcher.suggest import DEFAULT_SUGGESTED, MAX_SUGGESTED
from web import described
from web.api import DEFAULT_SIMILAR, MAX_SIMILAR
from web.described import EVERY_ROW, FOR_EXCEL, ID, SEARCH, TYPED, with_defaults
from web.export import PLACES
from web.feeds import PER_PAGE
from web.schemas import ref
from web.writing import JSON, JSON_LINES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.described import Parameter
    from web.representation import Json


@dataclass(frozen=True, slots=True)
class Operation:
    """A request that programs make: what it takes and gives, by media type, and what it is in Arabic and in English.

    ``endpoint`` is Flask's name of it, from which the address follows. ``problems`` are the statuses of its failures,
    beside 503. ``example`` are parameters for an example; ``example_id`` stands in the path, ``example_body`` is sent.
    """

    endpoint: str
    arabic: str
    english: str
    gives: Mapping[str, Json]
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[int, ...] = (400,)
    method: str = "get"
    takes: Mapping[str, Json] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    example_id: str = "nasim-2024-001"
    example_body: str = ""
    is_conditional: bool = False

    @property
    def writes(self) -> bool:
        """Tell whether it changes the index, and so needs the token."""
        return 401 in self.problems


_TEXT: Json = {"type": "string"}
_OBJECT: Json = {"type": "object"}
_LINES = JSON_LINES[0]
_CLOUD = '{"id": "1", "title": "غيمة فوق المدينة", "date": "2024-05-01", "body": "…"}'
_FILE = tuple(one for one in SEARCH if one.name not in PLACES)
_FEED = with_defaults(SEARCH, sort="newest", per_page=PER_PAGE)


def _search(
    endpoint: str, arabic: str, english: str, gives: Mapping[str, Json], *, takes: tuple[Parameter, ...] = SEARCH
) -> Operation:
    """Return an operation that searches; ``gives`` has the media type and its schema."""
    example = {"q": "محطة الطاقة", "from": "2023"}
    return Operation(endpoint, arabic, english, gives, takes, example=example, is_conditional=True)


OPERATIONS = (
    _search("api.search_articles", "صفحة من النتائج", "A page of results", {JSON: ref("SearchReply")}),
    _search(
        "counts.facets",
        "أعداد النتائج من دونها",
        "The counts of a search, without its results",
        {JSON: ref("CountsReply")},
    ),
    Operation(
        "batch.batch",
        "عمليات بحث كثيرة في طلب واحد، كل منها في سطر",
        "Many searches in one request, one a line",
        {_LINES: {**_TEXT, "description": "lines of JSON, each a BatchAnswer", "x-itemSchema": ref("BatchAnswer")}},
        problems=(400, 413, 415),
        method="post",
        takes={
            name: {**_TEXT, "description": "lines of JSON, each a BatchSearch", "x-itemSchema": ref("BatchSearch")}
            for name in JSON_LINES
        },
        example_body='{"id": 1, "q": "شباب الواحة", "per_page": 5}',
    ),
    Operation(
        "api.suggest",
        "تكملة ما يُكتب في خانة البحث",
        "How a query that is being typed may go on",
        {JSON: ref("SuggestReply")},
        (TYPED, described.limit(DEFAULT_SUGGESTED, MAX_SUGGESTED)),
        example={"q": "شباب الوا", "limit": "3"},
    ),
    Operation("api.article", "مقال كامل", "One whole article", {JSON: ref("Article")}, (ID,), (404,)),
    Operation(
        "api.similar",
        "أشبه المقالات بمقال",
        "The articles that are most like one",
        {JSON: ref("SimilarReply")},
        (ID, described.limit(DEFAULT_SIMILAR, MAX_SIMILAR)),
        (400, 404),
        example={"limit": "3"},
    ),
    Operation(
        "api.story",
        "من روى قصة المقال غيره، وما غيّر كل منهم",
        "The articles that tell the same story, and what each changed",
        {JSON: ref("StoryReply")},
        (ID,),
        (404,),
    ),
    Operation(
        "api.history",
        "نسخ مقال وما تغيّر بينها",
        "The versions of an article, and what changed between them",
        {JSON: ref("HistoryReply")},
        (ID,),
        (400, 404),
    ),
    Operation("counts.statistics", "ما في الفهرس", "What is in the index", {JSON: ref("Statistics")}),
    Operation(
        "writing.add",
        "حفظ مقالات في الفهرس",
        "Keep articles",
        {JSON: ref("AddReply")},
        problems=(400, 401, 403, 413, 415, 422),
        method="post",
        takes={
            JSON: {"oneOf": [ref("Record"), {"type": "array", "items": ref("Record"), "minItems": 1}]},
            **{name: {**_TEXT, "description": "lines of JSON", "x-itemSchema": ref("Record")} for name in JSON_LINES},
        },
        example_body=_CLOUD,
    ),
    Operation(
        "writing.delete",
        "حذف مقال من الفهرس",
        "Take an article out",
        {JSON: ref("DeleteReply")},
        (ID,),
        (400, 401, 403, 404),
        method="delete",
        example_id="1",
    ),
    Operation(
        "openapi.document", "هذه الواجهة بصيغة OpenAPI", "This document (OpenAPI 3.1)", {JSON: _OBJECT}, problems=()
    ),
    _search(
        "export.page",
        "صفحة من النتائج، كما في أول هذه العناوين",
        "A page of results, as the first of these addresses gives it",
        {JSON: ref("SearchReply")},
    ),
    _search(
        "export.comma_separated",
        "كل النتائج جدولًا",
        "Everything found, as a table",
        {"text/csv": _TEXT},
        takes=(*_FILE, EVERY_ROW, FOR_EXCEL),
    ),
    _search(
        "export.json_lines",
        "كل النتائج، وفي كل سطر مقال كامل",
        "Everything found, a whole article on each line",
        {_LINES: {**_TEXT, "x-itemSchema": ref("Article")}},
        takes=(*_FILE, EVERY_ROW),
    ),
    _search(
        "feeds.atom",
        "خلاصة النتائج بصيغة Atom",
        "The results as an Atom feed",
        {"application/atom+xml": _TEXT},
        takes=_FEED,
    ),
    _search(
        "feeds.rss",
        "خلاصة النتائج بصيغة RSS",
        "The results as an RSS feed",
        {"application/rss+xml": _TEXT},
        takes=_FEED,
    ),
    _search(
        "feeds.json_feed",
        "خلاصة النتائج بصيغة JSON Feed",
        "The results as a JSON Feed",
        {"application/feed+json": _OBJECT},
        takes=_FEED,
    ),
    Operation(
        "opensearch.description",
        "وصف البحث للمتصفحات (OpenSearch)",
        "What a browser needs to offer this search (OpenSearch)",
        {"application/opensearchdescription+xml": _TEXT},
        problems=(),
    ),
    Operation(
        "opensearch.suggest",
        "اقتراحات بالصيغة التي تطلبها المتصفحات",
        "Suggestions in the form that browsers ask for",
        {"application/x-suggestions+json": ref("BrowserSuggestions")},
        (TYPED,),
        example={"q": "شباب الوا"},
    ),
    Operation("operations.healthz", "هل الخادم حي؟", "Whether the server lives", {JSON: ref("Health")}, problems=()),
    Operation(
        "operations.readyz", "هل يجيب الفهرس؟", "Whether the index answers", {JSON: ref("Readiness")}, problems=()
    ),
    Operation(
        "operations.metrics",
        "أعداد لمن يراقب الخادم (Prometheus)",
        "Counts for a monitor (Prometheus)",
        {"text/plain": _TEXT},
        problems=(404,),
    ),
)
