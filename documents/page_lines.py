"""What is one line of a page's text, taken by itself: a button, a date, a caption, a byline, a paragraph?

Goes by what the line says, how long it is and how it ends; `scraped.py` goes by where it stands.
"""

from __future__ import annotations

import re

from documents.ago import is_ago
from documents.dates import is_date_line
from documents.page_words import (
    BUTTONS,
    COMMENTS,
    NETWORKS,
    RELATED,
    SHARING,
    TAGS,
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

SHORT_LINE = 120
"""A line of dates and names, or with a date and other things in it, is shorter than this."""

NAME_WORDS = 6
"""A byline has at most this many words behind «بقلم» (by)."""

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
_DASH = re.compile(r"\s+[-–—ـ|]+\s*|\s*[-–—|]+\s+")
_PHOTO = re.compile(
    r"^\W?(?:(?:الصورة|صورة|صور|تصوير|عدسة|كاميرا|photo|crédit photo)\s?(?:[:：/]|[-–]\s)"
    r"|(?:مصدر الصورة|التعليق على الصورة|تعليق الصورة|شرح الصورة|حقوق الصورة)\b\s?[:：،-]?"
    r"|(?:الصورة|صورة|صور) (?:أرشيفية|ارشيفية|من الأرشيف|تعبيرية|توضيحية|رمزية)|(?:تصوير|عدسة)(?= \S+(?: \S+){0,3}$))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{2,30})\)\W*$")
_UPPER = re.compile(r"[A-Z][A-Z.&/ ]+|Getty.*")
_BY = re.compile(
    r"^(?:(?:بقلم|بواسطة|إعداد|اعداد|تحرير|ترجمة|متابعة|مراسلة|الكاتب|الكاتبة|كاتب المقال|المراسل|أعده|أعدته|حاوره"
    r"|حاورته|حاورها|كتب|كتبت|كتبه|كتبته|نشره)\s?[:：/]|(?:بقلم|بواسطة|by|par)\s)\s?(?P<name>\S+(?: \S+){0,5})$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^\W?(?:المصدر|المصادر|مصدر|نقلا عن|نقلاً عن|عن|وكالات)\s?[:：]\s?(?P<name>\S[^:]{1,60})$")
_CRUMB = re.compile(r"\s*[/»›>←«\\|•]+\s*")
_UPDATED = re.compile(
    r"^\W*(?:آخر (?:تحديث|تعديل)|اخر تحديث|تحديث|حُ?دّ?ث|عُ?دّ?ل|تم (?:التحديث|التعديل)|(?:last )?updated|mis à jour)\b",
    re.I,
)
_PARTICLES = re.compile(
    r"\b((?:عبد|بن|ابن|بنت|أبو|ابو|أم|آل|أيت|آيت|ولد|مولاي|سيدي|لالة|د|ذ|أ|دة|الدكتور|الدكتورة|الأستاذ)\.?) "
)
_GIVEN = frozenset(
    map(
        key,
        """
        محمد أحمد علي حسن حسين عمر عثمان خالد يوسف إبراهيم إسماعيل عبدالله عبدالرحيم عبدالعزيز عبدالحق عبدالإله مصطفى
        سعيد رشيد كريم حميد نبيل هشام طارق ياسين يونس أيوب أنس بدر بلال جمال جواد حكيم حمزة رضا زكرياء سمير سفيان سليمان
        صلاح عادل عماد فؤاد فيصل كمال لحسن الحسين محسن منير مراد مهدي المهدي نور نورالدين وائل وليد هيثم إدريس امحمد
        فاطمة فاطمةالزهراء مريم خديجة عائشة زينب نادية سعاد سميرة ليلى هند أمال آمال حنان إيمان أسماء سناء سارة سلمى
        نجاة كوثر لبنى وفاء هدى هاجر غزلان بشرى حليمة رقية ماجدة منى مها نوال هالة رنا ريم دنيا
        """.split(),
    )
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


def opens_text(line: str) -> bool:
    """Tell a sentence from a headline, which has no full stop or colon at its end; a name and a label are shorter."""
    return is_paragraph(line) or (len(line.split()) > NAME_WORDS and bool(_SENTENCE_END.search(line)))


def is_teaser(line: str) -> bool:
    """Tell the beginning of another article: it breaks off in dots."""
    return bool(_DOTS.search(line))


def is_caption(line: str) -> bool:
    """Tell a photo's caption: it begins with «صورة:», or ends with a date or an agency behind a dash or in brackets."""
    if _PHOTO.match(line):
        return True
    bracket = _BRACKETS.search(line)
    if bracket and len(line[: bracket.start()].split()) >= 3:
        return is_credit_name(bracket[1])
    first, *rest = _DASH.split(line)
    if not rest or len(first.split()) < 3:
        return False
    return is_credit_name(rest[-1]) or any(is_date_line(part) for part in rest)


def caption_words(caption: str) -> list[str]:
    """Return the words of a caption, without its date and credit."""
    words: list[str] = []
    for number, part in enumerate(_DASH.split(_BRACKETS.sub("", _PHOTO.sub("", caption)).strip())):
        if number and (is_credit_name(part) or is_date_line(part)):
            break
        words += part.split()
    return words


def is_credit_name(text: str) -> bool:
    """Tell what stands under a photo for its owner: an agency, or capitals («REUTERS»)."""
    return bool(_UPPER.fullmatch(text)) or is_agency(text)


def is_when(line: str) -> bool:
    """Tell a line that says when, and nothing else: a date, or how long ago."""
    return len(line) < SHORT_LINE and (is_date_line(line) or is_ago(line))


def is_update(line: str) -> bool:
    """Tell a date of the last change from one of publication: «آخر تحديث: …» (last updated)."""
    return bool(_UPDATED.match(line))


def byline(line: str) -> str:
    """Return the name in a line that says who wrote («بقلم: ليلى حداد», by), and empty for another line."""
    match = _BY.match(line)
    if match:
        return match["name"].strip(" :-–/")
    parts = _DASH.split(line)
    if len(parts) < 2 or any(len(part.split()) > NAME_WORDS for part in parts) or all(map(is_outlet, parts)):
        return ""
    return line if any(is_agency(part) or is_outlet(part) for part in parts) else ""


def credit(line: str) -> str:
    """Return whom a line below the article names as its source («المصدر: وكالات»), and empty for another line."""
    match = _CREDIT.match(line) if len(line) < SHORT_LINE else None
    if match:
        return match["name"].strip(" .") if len(match["name"].split()) <= NAME_WORDS else ""
    return line.strip("() ") if len(line) < 30 and is_agency(line) else ""


def is_name(line: str) -> bool:
    """Tell a person's name of two to four words by its first one, or by «بن», «عبد» and the like in it."""
    if re.search(r"[\d\"“”«»:؟!.,،()]", line.replace("د.", "").replace("ذ.", "")) or len(line.split()) > 5:
        return False
    words = _PARTICLES.sub(r"\1", line).split()
    known = key(words[0]) in _GIVEN if words else False
    return (known and 2 <= len(words) <= 3) or (len(words) < len(line.split()) and len(words) <= 3)


def crumbs(line: str) -> list[str]:
    """Return the parts of a path of sections («الرئيسية / سياسة»), without the front page; empty for another line."""
    parts = [part for part in _CRUMB.split(line[: 2 * SHORT_LINE]) if part.strip()]
    if len(parts) < 2 or len(line) >= 2 * SHORT_LINE or not any(is_section(part) for part in parts[:3]):
        return []
    home = key(parts[0]) in ("الرييسيه", "الصفحه_الرييسيه", "home", "accueil")
    if home:
        return parts[1:]
    return parts if all(is_section(part) or is_outlet(part) for part in parts) else []


def address(line: str) -> str:
    """Return the address that a line is, and empty for another line."""
    match = _ADDRESS.fullmatch(line)
    return match["url"] if match else ""


def is_known(line: str) -> bool:
    """Tell a few words that stand beside a date on a line of their own kind: a name, a section, a count of views."""
    if len(line.split()) > NAME_WORDS + 1:
        return False
    return is_furniture(line) or is_section(line) or is_outlet(line) or bool(byline(line)) or is_name(line)


def ends_article(line: str) -> bool:
    """Tell the line above the readers' comments."""
    return len(line) < SHORT_LINE and key(re.sub(r"\W*\d+\W*$", "", line)) in COMMENTS


def leads_away(line: str) -> bool:
    """Tell the line above the headlines of other articles: «مواضيع ذات صلة», «اقرأ أيضا»."""
    return len(line) < SHORT_LINE and key(line) in RELATED


def is_promotion(line: str) -> bool:
    """Tell a line that names another article behind «اقرأ أيضا:»."""
    head, sign, rest = re.sub(r"[|.…]+|\s[-–]\s", ":", line[:LONG_LINE], count=1).partition(":")
    return bool(sign and rest) and len(line) < LONG_LINE and key(head) in RELATED


def tags_of(line: str) -> list[str] | None:
    """Return the tags of a line that begins «الوسوم:», which may follow below it; ``None`` for another line."""
    head, _, rest = line[: 2 * LONG_LINE].partition(":")
    if len(head) >= SHORT_LINE or len(line) >= 2 * LONG_LINE or key(head) not in TAGS:
        return None
    return [tag for part in re.split(r"[,،#|•]", rest) if (tag := part.strip())]
