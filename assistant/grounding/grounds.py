"""What a statement rests on, resolved: quotes with their sentences, lines of calculations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.grounding.claims import Calculation, Code, Evidence, Failure, Source
from assistant.grounding.clauses import Clause, clauses_of
from assistant.grounding.reading import tidied
from assistant.grounding.spans import long_enough, spans_of
from assistant.grounding.widening import before, sentences_around, widened
from assistant.quoting import cite, readable
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.chunker import Sentence, lead_ins

_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """One quote or line.

    `text` is what figures and names must stand in; `clauses` those of the whole sentences;
    `before` also holds the sentence before and a list's lead-in, `around` the heading too.
    """

    text: str
    language: str
    clauses: tuple[Clause, ...]
    around: str
    before: str = ""
    source: str = ""
    section: str = ""
    citation: Citation | None = None


def resolve(
    evidence: Evidence, sources: Mapping[str, Source], catalogue: Catalogue, language: str
) -> list[Ground] | Failure:
    """The grounds that the evidence points to, or why it points to nothing."""
    source = sources.get(evidence.token)
    if source is None:
        return Failure(Code.UNKNOWN_TOKEN, evidence.token)
    if isinstance(source, Calculation):
        return _lines(evidence.quote, source, language)
    spans = spans_of(evidence.quote, source, catalogue)
    if not spans:
        return Failure(Code.QUOTE_NOT_FOUND, evidence.quote)
    if not long_enough(
        evidence.quote, spans, catalogue.provisions[f"{source.source} {source.key}"]
    ):
        return Failure(Code.QUOTE_TOO_SHORT, evidence.quote)
    return [_ground(widened(span, catalogue), catalogue) for span in _merged(spans, catalogue)]


def _lines(quote: str, source: Calculation, language: str) -> list[Ground] | Failure:
    wanted = _folded(quote).strip(" .\"'")
    if len(wanted.split()) < _FEWEST_WORDS and wanted not in map(_folded, source.lines):
        return Failure(Code.QUOTE_TOO_SHORT, quote)
    for line in source.lines:
        if wanted in _folded(line):
            return [Ground(line, language, tuple(clauses_of(line, language)), line)]
    return Failure(Code.QUOTE_NOT_FOUND, quote)


def _folded(text: str) -> str:
    return " ".join("".join(map(tidied, text)).split())


def _merged(spans: list[Quote], catalogue: Catalogue) -> list[Quote]:
    """Parts around an ellipsis within one sentence become one: what was left out may matter."""
    merged = [spans[0]]
    for span in spans[1:]:
        last = merged[-1]
        if set(sentences_around(last, catalogue)) & set(sentences_around(span, catalogue)):
            merged[-1] = Quote(last.source, last.section, last.key, last.start, span.end)
        else:
            merged.append(span)
    return merged


def _ground(quote: Quote, catalogue: Catalogue) -> Ground:
    citation = cite(quote, catalogue)
    sentences = sentences_around(quote, catalogue)
    shown = readable(citation, catalogue) or " ".join(citation.quote.split())
    clauses: list[Clause] = []
    for number, sentence in enumerate(sentences):
        clauses += clauses_of(sentence.display, "nl", first=100 * number)
    earlier = before(sentences[0], catalogue) if sentences else None
    leant_on = [earlier.display] if earlier else []
    leant_on += [*_lead(sentences, catalogue), *(s.display for s in sentences)]
    around = [citation.heading, shown, *leant_on]
    return Ground(
        shown,
        "nl",
        tuple(clauses),
        "\n".join(around),
        "\n".join(leant_on),
        quote.source,
        quote.section,
        citation,
    )


def _lead(sentences: list[Sentence], catalogue: Catalogue) -> list[str]:
    """The lead-ins of the list items among the sentences."""
    found = []
    for sentence in sentences:
        blocks = catalogue.provisions[f"{sentence.source} {sentence.key}"].blocks
        lead = lead_ins(blocks)[sentence.block]
        if lead is not None:
            found.append(lead.display)
    return found
