"""What can go wrong with the texts and the index over them.

CorpusError
├── SourceMissingError       a text or sources.yaml is not there or can't be read
├── SourceChangedError       a text is not the one that sources.yaml names
├── SourceParseError         a text does not have the parts that sources.yaml expects
├── CardError                a knowledge card quotes what its provision does not say
├── EmbedderUnavailableError the chosen embedding model or reranker can't be loaded
└── IndexUnavailableError    the index can't be written, read or locked

Every message is one sentence with the offending value and the remedy.
"""


class CorpusError(Exception):
    """Base of all errors of this package."""


class SourceMissingError(CorpusError):
    """A source text, or the list of them, can't be read."""


class SourceChangedError(CorpusError):
    """A source text is not byte for byte the one that sources.yaml names."""


class SourceParseError(CorpusError):
    """A source text does not fall into the provisions that sources.yaml expects."""


class CardError(CorpusError):
    """A knowledge card is malformed or no longer matches its provision."""


class EmbedderUnavailableError(CorpusError):
    """The embedding model or reranker named in the settings can't be loaded."""


class IndexUnavailableError(CorpusError):
    """The index folder can't be written, read or locked."""
