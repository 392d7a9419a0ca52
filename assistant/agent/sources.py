"""What a model may cite: passages of the texts and results of the tools, each by a token.

A token says nothing and can't be guessed from another: a citation of something that was never
shown is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from assistant.answer import Citation, ToolCall
from assistant.calculate import lines_of, rule_citations
from assistant.grounding import Calculation, Passage, Source
from assistant.quoting import citations_of, holds, provision_of
from assistant.retrieve import Candidate
from corpus.catalogue import Catalogue

_TOKEN = 5
_LONGEST = 1500  # characters of one passage
_OPENING = str.maketrans({"<": "‹", ">": "›"})


class Sources:
    """The sources of one answer, in the order in which the model gets to see them."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._catalogue = catalogue
        self._language = language
        self.by_token: dict[str, Source] = {}
        self.calls: dict[str, ToolCall] = {}

    def add_candidates(self, candidates: Iterable[Candidate]) -> list[Source]:
        """The passages that the candidates quote, in their paragraphs; each source once."""
        cited: list[Citation] = []
        for candidate in candidates:
            own, others = citations_of(candidate, self._catalogue, in_context=True)
            cited += [*own, *others]
        return self.add_citations(cited)

    def add_citations(self, citations: Iterable[Citation]) -> list[Source]:
        """The citations as passages; those that a passage already holds are left out."""
        added: list[Source] = []
        for citation in citations:
            if not any(_holds(s, citation) for s in self.by_token.values()):
                passage = self._passage(citation)
                self.by_token[passage.token] = passage
                added.append(passage)
        return added

    def add_calculation(self, call: ToolCall) -> list[Source]:
        """The result of a tool, line by line, and the provisions that it rests on."""
        lines = lines_of(call, self._language)
        source = Calculation(self._token(call.tool, *lines), lines)
        self.by_token[source.token] = source
        self.calls[source.token] = call
        return [source, *self.add_citations(rule_citations(call, self._catalogue))]

    def _passage(self, citation: Citation) -> Passage:
        end = min(citation.end, citation.start + _LONGEST)
        provision = provision_of(citation, self._catalogue)
        return Passage(
            token=self._token(citation.source, citation.start, end),
            source=citation.source,
            section=citation.section,
            key=provision.key,
            start=citation.start,
            end=end,
            text=citation.quote[: end - citation.start],
        )

    def _token(self, *parts: object) -> str:
        digest = hashlib.sha256(repr(parts).encode()).hexdigest()
        size = _TOKEN
        while digest[:size] in self.by_token:
            size += 1
        return digest[:size]


def as_shown(sources: Sequence[Source]) -> str:
    """The sources as the model reads them: an element each, with its token."""
    return "\n".join(f'<source token="{s.token}">{unmarked(_text_of(s))}</source>' for s in sources)


def unmarked(text: str) -> str:
    """The text with nothing in it that could open or close an element of a prompt."""
    return text.translate(_OPENING)


def _text_of(source: Source) -> str:
    if isinstance(source, Calculation):
        return "\n".join(source.lines)
    return " ".join(source.text.split())


def _holds(source: Source, citation: Citation) -> bool:
    return isinstance(source, Passage) and holds(source, citation)
