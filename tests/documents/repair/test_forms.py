from __future__ import annotations

import unicodedata

import pytest

from documents.repair.forms import plain


@pytest.mark.parametrize(
    ("shapes", "letters"),
    [
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("ﺍﻹﺳﻼﻡ", "الإسلام"),
        ("اﻷمن", "الأمن"),
        ("ﭼﺎﻱ ﻭﭘﻴﺘﺮ", "چاي وپيتر"),
        ("ﳌﻠﻒ", "لمﻠﻒ"[:2] + "لف"),
        ("ﺷ\ufe7cﺪ", "ش\u0651د"),
        ("\ufe70", "\u064b"),
        ("ﻋﺒﺪ ﷲ", "عبد الله"),
    ],
)
def test_shapes_become_letters(shapes: str, letters: str) -> None:
    assert plain(shapes)[0] == letters


@pytest.mark.parametrize("sign", "ﷺﷻﷲﷴ﷽﷼﴾﴿﯁")
def test_signs_that_authors_type_stay(sign: str) -> None:
    assert plain(f"قال {sign} هنا") == (f"قال {sign} هنا", ())


def test_every_shape_of_a_letter_is_known() -> None:
    """What Unicode says to be a form of Arabic letters is written with letters, but for words in one sign."""
    codes = [*range(0xFB50, 0xFDC8), *range(0xFE70, 0xFEFD)]
    shapes = [chr(code) for code in codes if unicodedata.decomposition(chr(code))]
    assert len(shapes) > 700
    for shape in shapes:
        assert not unicodedata.decomposition(plain(shape)[0][0]).startswith("<"), hex(ord(shape))
