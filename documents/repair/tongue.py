"""Is this Arabic, or another language in Arabic letters? Told by the words that each cannot do without."""

from __future__ import annotations

import re

from documents.repair.fault import LETTER, MARK

ARABIC_WORDS = frozenset(
    """
    في من على إلى الى أن ان التي الذي الذين عن مع هذا هذه ذلك تلك كان كانت قال قالت لم لن قد كما حيث بعد قبل بين خلال
    كل أو إن أنه أنها لكن وقد وفي ومن وأن منذ عند هو هي غير حتى ثم إذا لا ما يكون تكون كذلك أيضا فيها منها عليه عليها
    له لها به بها الله أي نحو لدى هناك حول دون أكثر مثل
    """.split()
)
_OTHER = frozenset(
    """
    است از که این آن را به با برای های می در شد شده شود کرد کرده است، بود بوده خود هم تا یک یا نیز اما اگر باید هر
    دارد نمی او ما آنها وی ایران چه گفت گفته سال روز کشور کند کنند نیست هستند
    ہے ہیں ہوں کے کی کا کو سے میں نے پر اور یہ وہ تھا تھی تھے ہو گیا گئی کیا کہ اس ان جو بھی نہیں لیے کر کرنے
    لە بە کە ئەم ئەو بۆ لەگەڵ
    """.split()
)
_BOTH = frozenset("ما ان لا تا آن کی من یا هم اس به".split())
_MARKS = re.compile(f"[{MARK}\u0640]")
_WORD = re.compile(f"[{LETTER}]+")
_PLAIN = str.maketrans("یکہھەے", "يكهههي")
_FOREIGN = re.compile(
    "[\u0695\u06b5\u06c6\u06ce\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06cc\u06d2\u06d5]"
)
_NOT_ARABIC = re.compile("[\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06af\u06b5\u06ba\u06c6\u06ce]")
_TWO = 2
_ARTICLE = re.compile(f"[وفبك]?ال[{LETTER}]{{3,}}")


def is_foreign(text: str) -> bool:
    """Whether a text in Arabic letters is Persian, Urdu or Kurdish; Arabic whose letters were exchanged is not.

    One small word may be a name, «كو»; two, or one beside a letter that Arabic does not have, are none.
    """
    if not _FOREIGN.search(text):
        return False
    words = _WORD.findall(_MARKS.sub("", text))
    other = [word for word in words if (word in _OTHER and word not in _BOTH) or _NOT_ARABIC.search(word)]
    plain = [word.translate(_PLAIN) for word in words if word not in _OTHER]
    arabic = sum(word in ARABIC_WORDS or bool(_ARTICLE.fullmatch(word)) for word in plain)
    return len(other) > arabic and (len(other) >= _TWO or bool(_NOT_ARABIC.search(text)))
