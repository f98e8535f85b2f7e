"""What is one line of a page's text, taken by itself: a button, a date, a headline, a paragraph?

Goes by what the line says, how long it is and how it ends; `head.py` and `body.py` go by where it stands.
"""

from __future__ import annotations

import re

from documents.calendar.ago import is_ago
from documents.calendar.dates import find_date, is_date_line
from documents.scraped.names import DASH, NAME_WORDS, SHORT_LINE, byline, is_caption, is_name
from documents.scraped.words import (
    BUTTONS,
    COMMENTS,
    NETWORKS,
    RELATED,
    SHARING,
    TAGS,
    bare,
    is_agency,
    is_outlet,
    is_section,
    key,
)

PARAGRAPH_CHARACTERS = 60
"""A line this long that ends like a sentence is body text; headlines and captions end without a full stop."""

UNENDED_CHARACTERS = 130
"""A line this long is body text however it ends: the longest headlines have about 115 characters."""

COMMAS_CHARACTERS = 100
"""A line this long with two commas in it is no headline either."""

ASKING_CHARACTERS = 110
"""A line must be this long where it ends as headlines do, too: with a question, a quotation or dots."""

LONG_LINE = 160
"""A line this long is no button and no notice, whatever it says."""


SOURCE_WORDS = 5
"""A source's or an author's line has at most this many words («يمن فريدم-الشرق بلومبرغ» has three)."""


_RIGHTS = re.compile(
    r"(?:جميع|كافة|كل) الحقوق محفوظ|حقوق (?:النشر|الطبع|الملكية)\b.*محفوظ|تصميم و\s?(?:برمجة|تطوير)|©"
    r"|all rights reserved|tous droits réservés",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:عدد )?(?:ال)?(?:مشاهدات|قراءات|زيارات|مشاركات|تعليقات|زوار|قراءة|مشاهدة)\s?[:：]?\s?[\d.,٠-٩]+\s?k?"
    r"|[\d.,٠-٩]+\s?k?\s?(?:مشاهدات?|مشاهدة|قراءات?|قراءة|زيارة|زيارات|تعليقا?ً?|تعليقات|مشاركات?|مشاركة|إعجاب|دقائق|دقيقة"
    r"|views?|comments?|shares?)(?: (?:ل?ل?قراءة|read))?"
    r"|(?:مدة|وقت|زمن) (?:ال)?قراءة.*|قراءة (?:في )?[\d٠-٩]+ (?:دقيقة|دقائق)|أقل من دقيقة|دقيقة واحدة"
    r"|\d+ min(?:utes?)? read"
    r"|تعليق واحد|(?:لا توجد|لا|بدون|بلا) تعليقات|التعليقات (?:مغلقة|على هذا).*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\W*\d+(?: (?:تعليقات|تعليقا?ً?))?\W*$")
_LETTER = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"[\d\s.,٠-٩]{1,12}(?:دقيقة واحدة|أقل من دقيقة|دقائق)?")
_PLACES = r"جوجل|غوغل|google|واتساب|واتس|تلغرام|تيليغرام|تليجرام|فيسبوك|يوتيوب|إنستغرام|تويتر|الإشعارات|بريدك"
_INVITATION = re.compile(
    r"^(?:[•*\-–—]\s?)?(?:"
    r"(?:تابعوا|تابعونا|تابعنا|انضموا|اشتركوا|للاشتراك|لمتابعة|لتصلك|حمّ?لوا|اضغط|انقر|أنقر)\b.*"
    rf"(?:النشرة|نشرتنا|قناتنا|صفحتنا|حسابنا|تطبيق|(?:آخر|أحدث) (?:الأخبار|المستجدات|أخبار)|هنا$|{_PLACES})"
    r"|انضم إلى (?:قناتنا|مجموعتنا)|اشترك (?:الآن )?في (?:النشرة|نشرتنا|القائمة|قناتنا|خدمة)|حمّ?ل تطبيق"
    r"|النشرة (?:البريدية|الإخبارية)\W*$|احصل على (?:آخر|أحدث) الأخبار|للمزيد من الأخبار)",
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"^(?:The post\b.*\bappeared first on\b|ظهرت? (?:المقالة|المقال|التدوينة)\b.*\b(?:أولا|أولاً)\b)", re.I
)
_FORM = re.compile(r"^(?:لن يتم نشر عنوان بريدك|الحقول الإلزامية|احفظ اسمي|(?:الاسم|البريد الإلكتروني|التعليق) ?\*)")
_ADDRESS = re.compile(r"(?:[\w ]{0,20}[:：]\s?)?(?P<url>https?://\S+)")

_SENTENCE_END = re.compile(r"(?<!\.)[.:]['\"»”]?$|(?<!\.)[.]['\"»”]*[)\]]?$")
_HEADLINE_END = re.compile(r"[؟!…?\"»”']$")
_DOTS = re.compile(r"(?:…|\.{2,}|\[\W*\])$")
_CRUMB = re.compile(r"\s*[/»›>←«\\|•]+\s*")
_UPDATED = re.compile(
    r"^\W*(?:آخر (?:تحديث|تعديل)|اخر تحديث|تحديث|حُ?دّ?ث|عُ?دّ?ل|تم (?:التحديث|التعديل)|(?:last )?updated|mis à jour)\b",
    re.I,
)


def is_number(line: str) -> bool:
    """Tell a line that is a number alone, as counts of views and comments are."""
    return bool(_NUMBER.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Tell a line that is none of the article's wherever it stands: a button, a count, a notice, an invitation."""
    if len(line) >= LONG_LINE:
        return not _LETTER.search(line)
    words = key(line).split("_")
    if words == [""] or "_".join(words) in BUTTONS or ({*words} <= SHARING and NETWORKS & {*words}):
        return True
    return bool(_COUNT.fullmatch(line) or any(p.search(line) for p in (_RIGHTS, _INVITATION, _APPEARED, _FORM)))


def is_paragraph(line: str) -> bool:
    """Tell body text: a line that is long, or long enough for how it ends."""
    if len(line) >= UNENDED_CHARACTERS or (len(line) >= COMMAS_CHARACTERS and line.count("،") > 1):
        return True
    if _HEADLINE_END.search(line) and not line.endswith((".”", ".»", '."', ".'")):
        return len(line) >= ASKING_CHARACTERS
    return len(line) >= PARAGRAPH_CHARACTERS and bool(_SENTENCE_END.search(line))


def may_head(line: str) -> bool:
    """Tell a line that may be a headline if it stands twice: a paragraph may not, unless it ends as headlines do."""
    return not is_paragraph(line) or (len(line) < 2 * UNENDED_CHARACTERS and not _SENTENCE_END.search(line))


def is_headline(line: str, words: int) -> bool:
    """Tell a line of so many words or more that names neither a person nor an outlet, nor two of them at a dash."""
    length = sum(1 for word in line.split() if _LETTER.search(word))
    if length < words or is_name(line) or is_agency(line) or is_dateline(line):
        return False
    parts = DASH.split(line)
    if len(parts) > 1 and all(len(part.split()) <= 2 for part in parts):
        return False
    return length > SOURCE_WORDS or not (is_outlet(line) or "(" in line)


def is_dateline(line: str) -> bool:
    """Tell the first line of an agency's text: town, date and agency."""
    agency = line.rpartition(" ")[2]
    return len(line) < SHORT_LINE and is_agency(agency) and find_date(line) is not None and not is_caption(line)


def opens_text(line: str) -> bool:
    """Tell a sentence from a headline, which has no full stop or colon at its end; a name and a label are shorter."""
    return is_paragraph(line) or (len(line.split()) > NAME_WORDS and bool(_SENTENCE_END.search(line)))


def is_teaser(line: str) -> bool:
    """Tell the beginning of another article: it breaks off in dots."""
    return bool(_DOTS.search(line))


def is_when(line: str) -> bool:
    """Tell a line that says when, and nothing else: a date, or how long ago."""
    return len(line) < SHORT_LINE and (is_date_line(line) or is_ago(line))


def is_update(line: str) -> bool:
    """Tell a date of the last change from one of publication: «آخر تحديث: …» (last updated)."""
    return bool(_UPDATED.match(line))


def crumbs(line: str) -> list[str]:
    """Return the parts of a path of sections («الرئيسية / سياسة»), without the front page; empty for another line."""
    parts = [part for part in _CRUMB.split(line[: 2 * SHORT_LINE]) if part.strip()]
    if len(parts) < 2 or len(line) >= 2 * SHORT_LINE:
        return []
    home = key(parts[0]) in ("الرييسيه", "الصفحه_الرييسيه", "home", "accueil")
    if home and (len(parts) > 2 or is_section(parts[1])):
        return parts[1:]
    known = any(map(is_section, parts)) and all(is_section(part) or is_outlet(part) for part in parts)
    return parts if known else []


def address(line: str) -> str:
    """Return the address that a line is, and empty for another line."""
    match = _ADDRESS.fullmatch(line)
    return match["url"] if match else ""


def is_known(line: str) -> bool:
    """Tell a few words that stand beside a date on a line of their own kind: a name, a section, a count of views."""
    if len(line.split()) > NAME_WORDS + 1:
        return False
    rules = (is_furniture, is_section, is_outlet, is_agency, byline, is_name, is_ago)
    return any(rule(line) for rule in rules)


def hashtags(line: str) -> list[str]:
    """Return the tags of a line that has nothing but tags, each with its ``#``; empty for another line."""
    words = line.replace("،", " ").split() if line.startswith("#") and len(line) < 2 * LONG_LINE else []
    return [word.strip("#,") for word in words] if all(word.startswith("#") for word in words) else []


def ends_article(line: str) -> bool:
    """Tell the line above the readers' comments."""
    return len(line) < SHORT_LINE and key(_COUNTED.sub("", line)) in COMMENTS


def leads_away(line: str) -> bool:
    """Tell the line above the headlines of other articles: «مواضيع ذات صلة», «اقرأ أيضا»."""
    return len(line) < SHORT_LINE and bare(key(line)) in RELATED


def is_promotion(line: str) -> bool:
    """Tell a line that names another article behind «اقرأ أيضا:»."""
    head, sign, rest = re.sub(r"[|.…]+|\s[-–]\s", ":", line[:LONG_LINE], count=1).partition(":")
    return bool(sign and rest) and len(line) < LONG_LINE and bare(key(head)) in RELATED


def tags_of(line: str) -> list[str] | None:
    """Return the tags of a line that begins «الوسوم:», which may follow below it; ``None`` for another line."""
    head, _, rest = line[: 2 * LONG_LINE].partition(":")
    if len(head) >= SHORT_LINE or len(line) >= 2 * LONG_LINE or key(head) not in TAGS:
        return None
    return [tag for part in re.split(r"[,،#|•]", rest) if (tag := part.strip())]
