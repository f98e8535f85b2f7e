"""Which words say nothing about the subject?

Stop words are indexed like all others, so that phrases keep them. They are used for two things: a query's loose words
are searched without them as long as another word remains, and in a text they never answer for another word
(علي, the name Ali, does not find على, on). They are kept as they are written, since folding would make ما (what) of
ماء (water).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.arabic.analyzer import Word

_WRITTEN = """
    في من على إلى عن مع أن إن أو ثم بل لا ما لم لن لو قد لقد هل هو هي هم هن هما أنا نحن أنت هذا هذه هذان هذين هاتان
    هاتين ذلك تلك هؤلاء هولاء أولئك التي الذي الذين اللتين اللذين اللذان اللتان اللاتي اللواتي كان كانت كانوا يكون
    تكون ليس ليست كل بعض أي أية غير بين بعد قبل عند حتى إذا إذ كما لكن لكنه لكنها منذ خلال حول ضد دون فوق تحت أمام
    وراء عبر لدى أنه إنه أنها إنها أنهم إنهم أنني إنني بأن بأنه بأنها بأنهم لأن لأنه لأنها لأنهم به بها بهم بهذا بهذه
    فيه فيها فيهم منه منها منهم له لها لهم لهذا لهذه لنا عليه عليها عليهم إليه إليها إليهم عنه عنها عنهم معه معها معهم
    كذلك أيضا حيث فإن فإنه فقد مثل نحو إنما أما إما متى أين كيف لماذا ماذا كم يا بما مما عما فيما كأن ذات إلا سوى هنا
    و هناك وقد ولا وما ولم ولن وهو وهي ومن وفي وأن وإن وعن ومع ولو وإذ وأي وكل فلا فما فلم فلن فهو فهي فمن ففي
    http https www com
"""

_JOINED = "وف"
"""و (and) and ف (so) are written before a stop word: وعلى, فهذا. Before those of two letters they make words of their
own, as in فهم (understanding), so these stand in the list."""


def _as_typed(words: set[str]) -> set[str]:
    """Return the words without hamza, as many type them, and with ى for a ي at the end, as in Egypt: انه, فى."""
    bare = {word.translate(str.maketrans("أإ", "اا")) for word in words}
    return words | bare | {word[:-1] + "ى" for word in words | bare if word.endswith("ي")}


_LISTED = set(_WRITTEN.split())
_WITH_AND = {joined + word for joined in _JOINED for word in _LISTED if len(word) >= 3 and not word.isascii()}

STOP_WORDS = frozenset(_as_typed(_LISTED | _WITH_AND))
"""Stop words as they are written, in the usual ways to write them."""


def is_stop_word(word: Word) -> bool:
    """Tell whether a word, as it is written, is a stop word."""
    return word.written in STOP_WORDS
