"""What can be wrong with a search?

SearchError
├── QueryError    the query's text cannot be searched
└── WindowError   the page asked for does not exist
"""


class SearchError(ValueError):
    """The search cannot be run. ``str()`` says what is allowed in English, ``arabic`` in Arabic."""

    parameter = "q"

    def __init__(self, english: str, arabic: str) -> None:
        super().__init__(english)
        self.arabic = arabic


class QueryError(SearchError):
    """The query's text cannot be searched; ``position`` is the code point where the fault begins."""

    def __init__(self, position: int, english: str, arabic: str) -> None:
        super().__init__(english, arabic)
        self.position = position


class WindowError(SearchError):
    """The results asked for lie beyond what is allowed; ``parameter`` says by which choice."""

    def __init__(self, parameter: str, english: str, arabic: str) -> None:
        super().__init__(english, arabic)
        self.parameter = parameter
