"""Where did a typed query mean something else than what was taken from it, and what was assumed?

No text is refused for what stands in it: whatever cannot be an operator is a word, and a diagnosis says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "operator": (
        "قُرئت «{0}» كلمةً من كلمات البحث، إذ لا تصلح في هذا الموضع أداةَ ربط أو استثناء",
        "“{0}” was read as a word, because it has nothing to work on",
    ),
    "bracket": (
        "لم يُلتفت إلى قوس لا يقابله قوس آخر",
        "a bracket without its counterpart was passed over",
    ),
    "depth": (
        "لم يُلتفت إلى أقواس يزيد تداخلها على {0} مستويات",
        "brackets more than {0} deep were passed over",
    ),
    "quote": (
        "لم يُلتفت إلى علامة تنصيص لا تغلقها علامة أخرى",
        "a quotation mark that is never closed was passed over",
    ),
    "question": (
        "«{0}» سؤال، فقُرئت كلماته مفردةً لا عبارةً",
        "“{0}” is a question, and its words were read as loose ones",
    ),
    "long_phrase": (
        "عبارة طويلة، كلماتها أكثر من {0}، فقُرئت كلماتها مفردةً",
        "a phrase of more than {0} words was read as loose words",
    ),
    "cut_phrase": (
        "عبارة طويلة، فلم يُؤخذ منها إلا أول {0} كلمة",
        "of a long phrase only the first {0} words were taken",
    ),
    "pasted": (
        "العبارة «{0}» بين كلمات مفردة، فهي تقدّم المقالات التي وردت فيها ولا تُشترط",
        "“{0}” stands among loose words: it ranks the articles that have it, and is not required",
    ),
    "distance": (
        "أكبر تباعد بين الكلمات {0}، فأُخذ به",
        "the largest distance between words is {0}, and was taken",
    ),
    "no_distance": (
        "لم يُلتفت إلى العلامة ~ بعد العبارة، إذ ليس بعدها عدد",
        "the ~ behind a phrase was passed over, because no number follows it",
    ),
    "letters": (
        "أكبر اختلاف مقبول حرفان، فأُخذ به",
        "a word may differ by two letters at most, which was taken",
    ),
    "boost": (
        "الوزن بين {0} و{1}، فأُخذ {2}",
        "a weight is from {0} to {1}, and {2} was taken",
    ),
    "wildcard": (
        "قُرئت «{0}» كلمةً كما هي، إذ يلزم مع * أو ? حرفان على الأقل",
        "“{0}” was read as plain words: a pattern needs at least two letters",
    ),
    "space": (
        "قُرئت «{0}» كلمةً من كلمات البحث، إذ ليس بعد النقطتين قيمة تلاصقهما",
        "“{0}” was read as a word, because no value touches its colon",
    ),
    "value": (
        "قُرئت «{0}» كلمةً من كلمات البحث، إذ ليس بعد النقطتين ما يُبحث عنه",
        "“{0}” was read as a word, because nothing that can be searched follows its colon",
    ),
    "date": (
        "قُرئت «{0}» كلمةً من كلمات البحث، إذ ليس بعد النقطتين تاريخ مفهوم",
        "“{0}” was read as a word, because no date that we can read follows its colon",
    ),
    "no_days": (
        "لا يوم مشترك بين التواريخ المطلوبة، فلا نتائج",
        "no day lies in all the dates asked for, so nothing is found",
    ),
    "parts": (
        "لا يُقرأ في البحث الواحد من العبارات والعوامل وما تربط بينه أكثر من {0}، فقُرئ ما بعدها كلماتٍ مفردة",
        "a query has at most {0} phrases and other parts; what follows was read as loose words",
    ),
}
"""Of each kind of diagnosis, what is said in Arabic and in English; the braces stand for its facts."""

DIAGNOSES = tuple(_SENTENCES)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was assumed about ``text[start:end]``, in code points of the query as it was typed."""

    kind: str
    start: int
    end: int
    arabic: str
    english: str


def diagnose(kind: str, start: int, end: int, *facts: object) -> Diagnosis:
    """Return a diagnosis with the sentences of its kind, which has to be one of `DIAGNOSES`."""
    arabic, english = _SENTENCES[kind]
    return Diagnosis(kind, start, end, arabic.format(*facts), english.format(*facts))
