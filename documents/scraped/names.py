"""Whom does a line of a page name: its author, the owner of a photo, the source below the text?"""

from __future__ import annotations

import re

from documents.calendar.dates import is_date_line
from documents.scraped.words import is_agency, is_outlet, key

SHORT_LINE = 120
"""A line of dates and names, or with a date and other things in it, is shorter than this."""

NAME_WORDS = 6
"""A byline has at most this many words behind «بقلم» (by)."""

DASH = re.compile(r"\s+[-–—ـ|]+\s*|\s*[-–—|]+\s+")
"""What parts two names: a dash with a space beside it."""

_PHOTO = re.compile(
    r"^\W?(?:(?:الصورة|صورة|صور|تصوير|عدسة|كاميرا|photo|crédit photo)\s?(?:[:：/]|[-–]\s)"
    r"|(?:م?صدر الصورة|التعليق على الصورة|(?:تعليق|شرح|حقوق) الصورة)\b\s?[:：،-]?"
    r"|(?:الصورة|صورة|صور) (?:أرشيفية|ارشيفية|من الأرشيف|تعبيرية|توضيحية|رمزية)"
    r"|(?:تصوير|عدسة)(?= \S+(?: \S+){0,3}$))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{2,30})\)\W*$")
_UPPER = re.compile(r"[A-Z][A-Z.&/ ]+|Getty.*")
_BY = re.compile(
    r"^(?:(?:بقلم|بواسطة|إعداد|اعداد|تحرير|ترجمة|متابعة|مراسلة|الكاتب|الكاتبة|كاتب المقال|المراسل|أعده|أعدته|حاوره"
    r"|حاورته|حاورها|كتب|كتبت|كتبه|كتبته|نشره)\s?[:：/]|(?:بقلم|بواسطة|تحرير من طرف|by|par)\s)"
    r"\s?(?P<name>\S+(?: \S+){0,5})$",
    re.IGNORECASE,
)
_WROTE = re.compile(r"^(?:كتب|كتبت)\s?[-–ـ]*\s(?P<name>.{3,60}?)[\s:]*$")
_CREDIT = re.compile(r"^\W?(?:المصدر|المصادر|مصدر|نقلا عن|نقلاً عن|عن|وكالات)\s?[:：]\s?(?P<name>\S[^:]{1,60})$")
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


def is_caption(line: str) -> bool:
    """Tell a photo's caption: it begins with «صورة:», or ends with a date or an agency behind a dash or in brackets."""
    if _PHOTO.match(line):
        return True
    bracket = _BRACKETS.search(line)
    if bracket and len(line[: bracket.start()].split()) >= 3:
        return is_credit_name(bracket[1])
    first, *rest = DASH.split(line)
    if not rest or len(first.split()) < 3:
        return False
    return is_credit_name(rest[-1]) or any(is_date_line(part) for part in rest)


def caption_words(caption: str) -> list[str]:
    """Return the words of a caption, without its date and credit."""
    words: list[str] = []
    for number, part in enumerate(DASH.split(_BRACKETS.sub("", _PHOTO.sub("", caption)).strip())):
        if number and (is_credit_name(part) or is_date_line(part)):
            break
        words += part.split()
    return words


def is_credit_name(text: str) -> bool:
    """Tell what stands under a photo for its owner: an agency, or capitals («REUTERS»)."""
    return bool(_UPPER.fullmatch(text)) or is_agency(text)


def byline(line: str) -> str:
    """Return the name in a line that says who wrote: «بقلم: ليلى حداد» (by), «أكادير: ليلى حداد», «هسبريس - و.م.ع»."""
    if name := signature(line):
        return name
    town, colon, name = line.partition(":")
    if colon and len(town.split()) <= 2 and is_name(name.strip()):
        return name.strip()
    parts = DASH.split(line)
    if len(parts) < 2 or colon or any(len(part.split()) > NAME_WORDS for part in parts) or all(map(is_outlet, parts)):
        return ""
    return line if any(is_agency(part) or is_outlet(part) for part in parts) else ""


def signature(line: str) -> str:
    """Return the name behind «بقلم» (by), «تحرير:» (edited by), «كتب» (wrote) and the like."""
    match = _BY.match(line)
    if match:
        return match["name"].strip(" :-–/")
    wrote = _WROTE.match(line)
    return wrote["name"] if wrote and is_name(wrote["name"]) else ""


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
