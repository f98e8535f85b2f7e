"""Which part of a scraped page's text is the article?

A scraped page begins with a few short lines (crawl date, publication date, source, perhaps a headline, a photo
caption), goes on with the body, and ends with share buttons and a copyright line. Nothing marks which is which;
the rules here go by what a line says, how long it is and how it ends.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.article import lead, storable
from documents.dates import find_date, is_date_line

if TYPE_CHECKING:
    from datetime import date

HEADER_LINES = 12
"""At most this many lines that are not blank can stand before the body."""

PARAGRAPH_CHARACTERS = 60
"""A line this long that ends like a sentence is body text; headlines and captions end without a full stop."""

LONG_LINE = 160
"""A line this long is body text however it ends."""

SOURCE_WORDS = 5
"""A source line has at most this many words («يمن فريدم-الشرق بلومبرغ» has three)."""

MIN_CAPTION_TITLE, MAX_CAPTION_TITLE = 4, 25
"""Words a caption must have to stand in for a headline: fewer name a person, more tell a story."""

_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FOLD = str.maketrans("أإآىة", "اااىه")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")

_NETWORKS = frozenset(
    """
    فيسبوك فيس_بوك الفيسبوك الفيس_بوك تويتر اكس منصه_اكس واتساب واتس_اب واتس تيليجرام تلجرام تيلجرام
    تلغرام تيليغرام انستغرام انستجرام انستقرام يوتيوب لينكدان لينكد_ان لينكدين سناب_شات سنابشات تيك_توك
    بنترست ماسنجر ثريدز ريديت تمبلر facebook twitter x whatsapp telegram instagram youtube linkedin
    snapchat tiktok pinterest messenger rss email print طباعه اطبع بريد ايميل البريد_الالكتروني
    نسخ_الرابط شارك مشاركه شارك_الخبر شارك_هذا_الخبر شارك_المقال شارك_هذا_المقال شارك_الموضوع شارك_على
    شاركها شاركه مشاركه_الخبر تابعنا تابعونا تابعنا_على تابعونا_على حفظ ارسال ارسل_الى_صديق حجم_الخط
    """.split()
)
_RIGHTS = re.compile(
    r"(?:جميع|كافة|كل) الحقوق محفوظ|حقوق (?:النشر|الطبع|الملكية)\b.*محفوظ|تصميم و\s?(?:برمجة|تطوير)|©"
    r"|all rights reserved",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"^(?:[A-Z][A-Z.&/ ]+|Getty.*|وكالة \S+(?: \S+){0,2}|وكالات|رويترز|فرانس برس|ا ?ف ?ب|أ\.? ?ف\.? ?ب\.?"
    r"|الأناضول|أسوشيتد برس"
    r"|غيتي(?: إيميجز)?|د\.? ?ب\.? ?أ\.?|واس|وام|سانا|كونا|بترا|الفرنسية|أرشيف(?:ية)?)$"
)
_DASH = re.compile(r"\s+[-–—|]+\s*|\s*[-–—|]+\s+")
_PHOTO = re.compile(r"^(?:صورة|الصورة|تصوير|عدسة|مصدر الصورة|التعليق على الصورة)\b\s*:?")
_SENTENCE_END = re.compile(r"[.؟!…:]['\"»”]?$|[\"»”]\.?$")
_SECTIONS = frozenset(
    name.replace("_", " ")
    for name in """
    سياسة رياضة اقتصاد مجتمع ثقافة فنون علوم تكنولوجيا تقنية صحة طقس بيئة محليات دولي عربي وطني حوادث
    منوعات رأي مال_وأعمال أخبار اخبار تعليم سيارات سفر السياسة الرياضة الاقتصاد الثقافة
    """.split()
)


@dataclass(frozen=True, slots=True)
class Scraped:
    """What was read from a page's text; ``dropped`` are the lines left out as boilerplate."""

    title: str
    body: str
    published: date | None
    crawled: date | None
    source: str
    section: str
    author: str
    caption: str
    dropped: tuple[str, ...]


def read_scraped(text: str) -> Scraped:
    """Take a scraped page's text apart."""
    lines = [_tidy(line) for line in storable(text).splitlines()]
    kept = [line for line in lines if line]
    dropped = tuple(line for line in kept if _is_boilerplate(line))
    kept = [line for line in kept if not _is_boilerplate(line)]
    start = _body_start(kept)
    header, body = kept[:start], "\n\n".join(kept[start:])
    dates = [day for line in header if is_date_line(line) and (day := find_date(line))]
    captions = [line for line in header if not is_date_line(line) and _is_caption(line)]
    labels = [line for line in header if not is_date_line(line) and not _is_caption(line)]
    source, title, section, author = _name_labels(labels)
    caption = captions[0] if captions else ""
    published, crawled = _order(dates)
    return Scraped(
        title=title or _caption_title(caption) or lead(body),
        body=body,
        published=published,
        crawled=crawled,
        source=source,
        section=section,
        author=author,
        caption=caption,
        dropped=dropped,
    )


def _tidy(line: str) -> str:
    return _SPACES.sub(" ", line.replace("\ufeff", "")).strip()


def _key(line: str) -> str:
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", line)).translate(_FOLD).lower()
    return _NOT_LETTERS.sub("_", folded).strip("_")


def _is_boilerplate(line: str) -> bool:
    return _key(line) in _NETWORKS or _key(line) == "" or (len(line) < LONG_LINE and bool(_RIGHTS.search(line)))


def _body_start(lines: list[str]) -> int:
    """Return the number of header lines: those before the first that reads like a paragraph."""
    for number, line in enumerate(lines[: HEADER_LINES + 1]):
        if not is_date_line(line) and not _is_caption(line) and _is_paragraph(line):
            return number
    dates = [n for n, line in enumerate(lines[:HEADER_LINES]) if is_date_line(line)]
    if dates:  # only short lines follow: the line after the last date is the source, the rest the body
        return max(dates[-1] + 1, min(dates[-1] + 2, len(lines) - 1))
    return 1 if len(lines) > 1 else 0


def _is_paragraph(line: str) -> bool:
    return len(line) >= LONG_LINE or (len(line) >= PARAGRAPH_CHARACTERS and bool(_SENTENCE_END.search(line)))


def _is_caption(line: str) -> bool:
    """Tell a photo caption: it ends with a date, an agency or both behind a dash, or begins with «صورة»."""
    if _PHOTO.match(line):
        return True
    first, *rest = _DASH.split(line)
    if not rest or len(first.split()) < 3:
        return False
    return bool(_AGENCY.match(rest[-1])) or any(is_date_line(part) for part in rest)


def _order(dates: list[date]) -> tuple[date | None, date | None]:
    """Return (published, crawled): nothing is crawled before it is published."""
    if not dates:
        return None, None
    if len(dates) == 1:
        return dates[0], None
    first, second = sorted(dates[:2], key=lambda day: day.isoformat())
    return first, second


def _name_labels(labels: list[str]) -> tuple[str, str, str, str]:
    """Return (source, title, section, author) from the header's short lines, in the order they stand in."""
    sections = [line for line in labels if line in _SECTIONS]
    rest = list(dict.fromkeys(line for line in labels if line not in _SECTIONS))
    title = max(rest, key=len) if rest else ""
    if not _is_headline(title, rest, first_label=labels[0] if labels else ""):
        title = ""
    others = [line for line in rest if line != title and len(line.split()) <= 2 * SOURCE_WORDS]
    source = others[0] if others else ""
    author = others[1] if len(others) > 1 else ""
    return source, title, sections[0] if sections else "", author


def _is_headline(line: str, labels: list[str], first_label: str) -> bool:
    """Tell a headline from a source: it is longer than a source's name, or a source stands before it."""
    words = len(line.split())
    if len(labels) > 1 and line != first_label:
        return words >= 3
    return words > SOURCE_WORDS and "(" not in line


def _caption_title(caption: str) -> str:
    """Return a caption without its date and credit, when what remains could stand as a headline."""
    words: list[str] = []
    for number, part in enumerate(_DASH.split(_PHOTO.sub("", caption).strip())):
        if number and (_AGENCY.match(part) or is_date_line(part)):
            break
        words += part.split()
    return " ".join(words) if MIN_CAPTION_TITLE <= len(words) <= MAX_CAPTION_TITLE else ""
