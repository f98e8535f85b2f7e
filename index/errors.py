"""What can be wrong with an index?

EngineError
├── IndexMissingError    nothing is there yet
├── IndexVersionError    written under another schema or analyzer
│   ├── IndexTooOldError in a format that this program no longer reads
│   └── IndexTooNewError in a format that this program does not know yet
├── IndexDamagedError    files are missing, foreign or unreadable
├── IndexUnwritableError the folder cannot be written: rights, a full disk
├── IndexLockedError     another process is writing
├── OutOfTimeError       an answer takes longer than it may
└── LexiconError         the words that the analysis needs are missing or damaged; in index.arabic.lexicon
"""


class EngineError(Exception):
    """The index cannot do what was asked; the message says what to do next."""


class IndexMissingError(EngineError):
    """There is no index at the location."""


class IndexVersionError(EngineError):
    """The index was written under other versions than this program's."""


class IndexTooOldError(IndexVersionError):
    """A file of the index is in an older format than this program reads."""


class IndexTooNewError(IndexVersionError):
    """A file of the index is in a newer format than this program reads."""


class IndexDamagedError(EngineError):
    """The index is unreadable."""


class IndexUnwritableError(EngineError):
    """The operating system refuses to write the index."""


class IndexLockedError(EngineError):
    """Another process holds the index's write lock."""


class OutOfTimeError(EngineError):
    """An answer takes longer than the one who asks allows."""
