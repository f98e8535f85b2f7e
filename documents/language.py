"""Which language in Arabic letters is this text in?

Told by the text alone, since pages and feeds often declare a wrong language or none. Texts in other scripts are not
judged.
"""

from __future__ import annotations

import re
from collections import Counter

SAMPLE_CHARACTERS = 4000
"""So much of a text is looked at: some 600 words, of which a third are those that tell a language."""

_TELLING = re.compile("[پچژگکیۀٹڈڑںےہھۂښځڅډړڼېۍګۆێەڵڕۋۇ]")
_ARABIC = re.compile("[\u0621-\u064a]")
_WORD = re.compile("[\u0621-\u064a\u066e-\u06d3\u06d5\u200c]+")
_ONE_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ـ": "", "\u200c": ""})
"""Arabic is typed with Persian letters and Persian with Arabic ones: words are compared with both as one."""

_COMMON = {
    "ar": "في من على إلى الى أن ان إن عن التي الذي هذا هذه ذلك بعد مع كان كانت قال كما خلال بين وقد لم قد ما لا أو",
    "fa": "در از که این است را با برای می آن شد شده کرد خود تا های هم نیز بر یک بود باید شود ها اما دارد کند وی گفت",
    "ur": "کے کی میں ہے اور نے سے کو کا ہیں پر کہ اس بھی ہو تھا گیا کیا جو ایک لیے نہیں",
    "ps": "د په چې کې او ته دی يې له چی کی سره نه هم دا دې پر شوی وي وکړ",
    "ckb": "لە بە کە ئەم و بۆ بوو ئەو لەگەڵ سەر دوای هەر یان کوردستان هەرێمی دەکات",
    "ug": "بۇ ۋە بىر بىلەن ئۈچۈن ئۇ دەپ دېدى خەلق",
}
"""Language → its words that come most often in news and stand for themselves."""

_LANGUAGES: dict[str, tuple[str, ...]] = {}
"""Word, with its letters as one → the languages that have it."""

for _language, _words in _COMMON.items():
    for _word in _words.translate(_ONE_LETTER).split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)

_LETTERS = {"fa": "پچژگ", "ur": "ٹڈڑںےہ", "ps": "ښځڅډړڼېۍ", "ckb": "ۆێەڵڕ", "ug": "ۇۆۈۋېە"}


_NAMES = {
    "arabic": "ar",
    "العربية": "ar",
    "persian": "fa",
    "farsi": "fa",
    "urdu": "ur",
    "pashto": "ps",
    "english": "en",
}
_CODE = re.compile(r"[a-z]{2,3}(?![a-z])")


def declared_language(text: str) -> str:
    """Return the ISO 639 code in what a page, feed or record says of itself: «ar-EG», «fa_IR», «Arabic»; else empty."""
    said = text.strip().lower()
    code = _CODE.match(said)
    return _NAMES.get(said) or (code[0] if code else "")


def language_of(text: str) -> str:
    """Return the ISO 639 code of a text in Arabic letters: ar, fa, ur, ps, ckb or ug.

    Empty where the text has no Arabic letters, or where nothing in it tells: a short text in letters that several
    languages have. A text without any letter that Arabic has not is Arabic.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if not _TELLING.search(sample):
        return arabic_or_other(sample)
    votes: Counter[str] = Counter()
    for word in _WORD.findall(sample):
        folded = word.translate(_ONE_LETTER)
        votes.update(_LANGUAGES.get(folded, ()))
        votes["ar"] += folded.startswith("ال")
    return _best(votes, 2) or _by_letters(sample)


def arabic_or_other(text: str) -> str:
    """Return the same of a text that has no letter which Arabic has not."""
    return "ar" if _ARABIC.search(text, 0, SAMPLE_CHARACTERS) else ""


def _best(votes: Counter[str], least: int) -> str:
    """Return the language with most votes, if these are at least ``least`` and clearly more than those of the next."""
    (first, most), (_, next_most) = (votes.most_common(2) + [("", 0)] * 2)[:2]
    return first if most >= least and most > 1.5 * next_most else ""


def _by_letters(sample: str) -> str:
    """Return the language whose own letters are in a text too short for words to tell."""
    counts = Counter(
        {name: sum(map(sample.count, letters)) for name, letters in _LETTERS.items()}
        | {"ar": sum(map(sample.count, "ةيىك"))}
    )
    return _best(counts, 3)  # «گوگل» (Google) in an Arabic headline has two
