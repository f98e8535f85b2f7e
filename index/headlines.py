"""Which headlines of a segment begin with something? Made when first needed: half a second for 100,000 headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.arabic.running import fold_text
from index.ascending import Ascending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Headlines(Ascending):
    """The folded headlines of a segment in alphabetical order, and the document of each; empty ones are left out."""

    def __init__(self, titles: Iterable[bytes]) -> None:
        lines = fold_text("\n".join(title.decode().replace("\n", " ") for title in titles)).split("\n")
        folded = [line.strip().encode() for line in lines]
        order = [number for number in sorted(range(len(folded)), key=folded.__getitem__) if folded[number]]
        super().__init__([folded[number] for number in order])
        self._documents = np.array(order, np.int64)

    def beginning(self, prefix: str) -> NDArray[np.int64]:
        """Return the documents whose headline begins with a folded prefix."""
        first, last = self.span(prefix.encode("utf-8", "surrogatepass"))
        return self._documents[first:last]
