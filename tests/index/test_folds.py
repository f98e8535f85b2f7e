"""Does every word find its fold, whatever place in the table it shares with others?"""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.folds import SLOT_SHIFT, Folds
from index.schema import CODE

few_slots = st.builds(lambda slot, rest: slot << SLOT_SHIFT | rest, st.integers(1, 3), st.integers(0, 5))


@given(st.lists(st.dictionaries(few_slots, st.integers(1, 2**32 - 1), max_size=8), max_size=4), st.lists(few_slots))
def test_folds_are_those_that_were_added(additions: list[dict[int, int]], asked: list[int]) -> None:
    folds, expected = Folds(), dict[int, int]()
    for added in additions:
        new = {code: fold for code, fold in added.items() if code not in expected}
        folds.add(np.array(list(new), CODE), np.array(list(new.values()), CODE))
        expected |= new
    found, unknown = folds.find(np.array(asked, CODE))
    assert unknown.tolist() == [place for place, code in enumerate(asked) if code not in expected]
    assert found.tolist() == [expected.get(code, 0) for code in asked]
