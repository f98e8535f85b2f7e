"""Were letters of Persian or Urdu typed in Arabic words?

«الذی» has a Persian ی where Arabic has ي: it looks the same in the middle of a word, and no search finds it. Such
letters are exchanged in words that are Arabic for certain, and in the others of a text that has enough of these.
A Persian, Urdu or Kurdish text, or a passage of one, stays; so does a word with پ چ ژ گ, as foreign names have.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from documents.repair.fault import LETTER, MARK, Fault, fault
from documents.repair.tongue import ARABIC_WORDS, is_foreign

KIND = "lookalike_letters"

_PLAIN = str.maketrans("یېےکڪہھەۀۃں", "يييككهههةةن")
_MEANT = {"ي": "یېے", "ك": "کڪ", "ه": "ہھە"}
LOOKALIKE = re.compile("[یېےکڪہھەۀۃں]")

_LETTERS = f"[{LETTER}{MARK}\u0640\u200c]{{0,60}}"  # no word is longer; more would take the square of its length
_WORD = re.compile(f"{_LETTERS}[یېےکڪہھەۀۃں]{_LETTERS}")
_PASSAGE = re.compile(r"[^\n.،؛:!؟«»\"“”()\[\]]+")
_NOT_ARABIC = re.compile("[\u0679\u067e\u0686\u0688\u0691\u0698\u06af\u06ad\u06b5\u06c6\u06ce\u200c]")
_ARABIC_ONLY = re.compile("[ةأإؤى\u064b-\u064d]")
_RARE_OR_URDU = re.compile("[ثحذصضطظعقہھۃڪ]")
_MARKS = re.compile(f"[{MARK}\u0640]")
_ARTICLE = re.compile(f"[وف]?[بك]?(?:ال|لل)[{LETTER}]{{2,}}")

_QUOTED = re.compile(r"«[^«»\n]*»|\"[^\"\n]*\"|“[^“”\n]*”|\([^()\n]*\)")

ENOUGH = 3
"""From so many Arabic words on with a foreign letter, the letters are a habit of the text, and what it quotes is no
foreign name, either."""

_MAKSURA = frozenset(
    """
    على إلى حتى أخرى الى مستوى أولى لدى مستشفى مدى أعلى إحدى أدى تعالى قوى جرى مرضى كبرى مبنى أدنى سوى تسعى قرى تبقى
    معنى صلى يسعى أقصى ملتقى يبقى انتهى قتلى فوضى جرحى ترى يرى شورى متى ذكرى أقوى مرمى نرى عيسى أبدى أجرى اخرى موسى
    يحيى يسمى التقى شكوى اولى وسطى مصطفى شتى موسيقى يحظى تحظى أتمنى مسمى ألقى محتوى أسرى مولى تتولى دعوى شكاوى أنهى
    قصوى أرى يتولى رؤى يدعى نفى منتدى جدوى عدوى عظمى مجرى قضى حلوى تسمى أذى أثنى نتمنى نسعى اكتفى يتلقى تمنى هوى
    قدامى مقهى أتى هدى عانى احدى أعطى موتى يسرى أوصى حمى يتسنى أغلى ننسى أرقى متوفى مفدى تقوى سلوى يتعدى يخشى خطى
    صدى أضحى فتاوى أمضى ينسى أدلى تتلقى أسمى فتوى استدعى مسعى اقصى دعاوى يرعى مثلى أنثى تتعدى نينوى كفى فتى أغنى
    تخشى تتبنى اعلى دمى تتخلى مصلى ديالى يتمنى اختفى قصارى أسى أقسى أعمى رعى تنسى أودى يتبقى تتوالى يتبنى يتنافى
    ممشى تتمنى ارتدى أحلى يتجلى يتماشى اشترى عسى أبقى مرتضى مأوى صغرى استولى يتخلى رشاوى ترعى تتماشى أنسى يحتذى منفى
    لاقى تتجلى اشتكى أخشى ترقى يتقاضى يتعافى منحى تتنافى تتخطى فصحى ادعى أبهى احتوى أحرى مقتضى ادنى تتصدى ضحى منأى
    أدهى تجلى تتلاشى نبقى طغى ألغى يتصدى جمادى أهدى يرقى يتخطى نخشى نصارى قربى حصى مغزى مستوحى أسعى اقوى أذكى أجدى
    أوفى يطغى معافى مضى سمى ليلى روى
    """.split()
)
"""Words with a last ى that news has at least half as often again as the same with ي, without what is attached."""
_ATTACHED = re.compile("^(?:[وف]?(?:[بك]?ال|لل|[بلس])|[وف])(?=..)")

_NAME_CHARACTERS = 12
_ALI = re.compile(
    r".*(?:\b(?:بن|محمد|أحمد|حسن|حسین|الشیخ|السید|الأمیر|الدکتور|العمید|عبدالله|آل|أبو) علی|\bعلی بن )", re.DOTALL
)
"""In such places «علی» is the name Ali, and elsewhere «على» (on)."""

_ONLY_MAKSURA = re.compile("[وف]?(?:حتى|متى|سوى|(?:ال|لل)?(?:أخرى|اخرى|كبرى|مستوى|مستشفى)|إلى)")
"""Those that are no words with ي."""


def exchange(text: str, is_expected: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """Put Arabic letters for Persian and Urdu ones in Arabic words.

    With ``is_expected``, as a headline's body has such words, one is enough.

    >>> exchange("وقال الرئیس الذی زار صحيفة «کیهان»")[0]
    'وقال الرئيس الذي زار صحيفة «کیهان»'
    """
    if not LOOKALIKE.search(text) or is_foreign(text):
        return text, ()
    spans = [m.span() for m in _PASSAGE.finditer(text) if LOOKALIKE.search(m[0]) and not is_foreign(m[0])]
    words = [m for start, end in spans for m in _WORD.finditer(text, start, end)]
    known = set(re.findall(f"[{LETTER}]+", text)) if words else set()
    quoted = _quoted(text, words)
    sure = {m.start() for m in words if _is_arabic(m[0], known, is_quoted=m.start() in quoted)}
    is_habit = is_expected or len(sure) >= ENOUGH
    is_wholesale = is_habit and not _writes_both(text)
    wrong = [
        m
        for m in words
        if m.start() in sure
        or is_wholesale
        or ((is_habit or (sure and m.start() not in quoted)) and not _NOT_ARABIC.search(m[0]))
    ]
    if not wrong:
        return text, ()
    made = _exchanged(text, wrong, with_maksura=not is_habit or "ى" not in text)
    return made, (fault(KIND, len(wrong), text, made),)


def _quoted(text: str, words: list[re.Match[str]]) -> frozenset[int]:
    """Return where those of the words begin that stand in quotation marks or brackets."""
    ends = [m.end() for m in _QUOTED.finditer(text)]
    starts = [m.start() for m in _QUOTED.finditer(text)]
    places = ((m.start(), bisect_left(ends, m.start())) for m in words)
    return frozenset(at for at, number in places if number < len(starts) and starts[number] < at)


def _is_arabic(word: str, known: set[str], *, is_quoted: bool) -> bool:
    """Whether a word is Arabic for certain: by its letters, its article, or the same word elsewhere in the text.

    Persian has ح and the like in words from Arabic alone, and no ھ; only quoted, a word with them may be no Arabic.
    """
    if _NOT_ARABIC.search(word):
        return False
    plain = _MARKS.sub("", word.translate(_PLAIN))
    return bool(
        _ARABIC_ONLY.search(word)
        or (not is_quoted and _RARE_OR_URDU.search(word))
        or _ARTICLE.fullmatch(plain)
        or plain in ARABIC_WORDS
        or plain in known
        or "ال" + plain in known
        or any(right in word and any(wrong in word for wrong in wrongs) for right, wrongs in _MEANT.items())
    )


def _writes_both(text: str) -> bool:
    """Whether the text has the Arabic letter, too, of each foreign one that it has."""
    return all(right in text for right, wrongs in _MEANT.items() if any(wrong in text for wrong in wrongs))


def _exchanged(text: str, words: list[re.Match[str]], *, with_maksura: bool) -> str:
    """Return the text with those words in Arabic letters; a last ی may be ى, unless the text writes ى by itself."""
    parts: list[str] = []
    at = 0
    for m in words:
        plain = m[0].translate(_PLAIN)
        window = text[max(0, m.start() - _NAME_CHARACTERS) : m.end() + len(" بن ")]
        is_name = m[0] == "علی" and _ALI.match(window)
        if m[0].endswith("ی") and not is_name and _has_maksura(plain[:-1] + "ى", with_maksura):
            plain = plain[:-1] + "ى"
        parts += [text[at : m.start()], plain]
        at = m.end()
    return "".join([*parts, text[at:]])


def _has_maksura(word: str, also_others: bool) -> bool:
    """Whether a word ends with ى: always those that are no words with ي, the others as a rule."""
    if _ONLY_MAKSURA.fullmatch(word):
        return True
    return also_others and not {word, _ATTACHED.sub("", word, count=1)}.isdisjoint(_MAKSURA)
