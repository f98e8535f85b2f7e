"""May this be a word of a language with Latin letters, as far as its letters tell?

Text typed on the wrong keyboard rarely is: hglvsm. A word is plausible when each of its letters may follow the one
before it, and one is a vowel.
"""

from __future__ import annotations

_FOLLOWING = dict(
    line.split()
    for line in """
    ^ abcdefghijklmnopqrstuvwyz
    a $bcdefghijklmnpqrstuvwxyz
    b $abeijlorstuy
    c $acehiklorstuy
    d $adeilorsuy
    e $abcdefghijklmnopqrstuvwxyz
    f $aefilortuy
    g $aeghilnorstuy
    h $aeilmnorstuwy
    i $abcdefgklmnopqrstuvxz
    j aeou
    k $aeilnorstuy
    l $abcdefgiklmnopstuvwy
    m $abeimnopstuy
    n $abcdefghijklmnoqrstuvyz
    o $abcdefghijklmnoprstuvwxyz
    p $aefhiloprstuy
    q u
    r $abcdefghiklmnoprstuvwyz
    s $acefghiklmopqstuwy
    t $acehilmnoprstuwyz
    u $abcdefgilmnoprstvxyz
    v aeioruvy
    w $aehilnorsu
    x $aceipt
    y $aeilmnopst
    z $aeiotuwyz
    """.strip().splitlines()
)
"""Letter → the letters that may stand behind it; ^ is the beginning, $ the end of a word.

Pairs that at least 15 of the 5,000 most frequent words of English, French, Spanish, German or Italian have together
(wordfreq 3.1), and a few with y more.
"""

MIN_LETTERS = 3
"""Any two letters may be an abbreviation."""

_VOWELS = frozenset("aeiouy")


def may_be_latin_word(word: str) -> bool:
    """Tell whether a word of at least `MIN_LETTERS` small Latin letters may be one of a European language.

    >>> may_be_latin_word("google"), may_be_latin_word("hglvsm")
    (True, False)
    """
    if len(word) < MIN_LETTERS or not (word.isascii() and word.isalpha()) or _VOWELS.isdisjoint(word):
        return False
    return all(other in _FOLLOWING[one] for one, other in zip(f"^{word}", f"{word}$", strict=True))
