"""From candidates to what the user reads, with no LLM: plain answer, quotes, related passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, Statement
from assistant.messages import message
from assistant.quoting import citations_of, cite, holds, readable
from assistant.retrieve import Candidate
from corpus.cards import Topic
from corpus.catalogue import Catalogue

_MOST_CANDIDATES = 3
_NEAR = 2.0  # log-odds: a seventh as likely


@dataclass
class Page:
    """The answer being written: Markdown parts, the statements in them, their citations."""

    catalogue: Catalogue
    language: str
    parts: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def say(self, key: str, **values: object) -> None:
        """Adds a fixed message: wording of ours that claims nothing of the texts."""
        self.parts.append(message(key, self.language, **values))

    def number(self, citation: Citation) -> int:
        """The place of the citation in the answer's list, added where it is new."""
        if citation not in self.citations:
            self.citations.append(citation)
        return self.citations.index(citation)

    def holds(self, citation: Citation) -> bool:
        """Whether the citation is in the list, or part of one that is."""
        return any(holds(c, citation) for c in self.citations)

    def covering(self, citation: Citation) -> Citation:
        """The citation of the list that the given one is part of, or the given one."""
        return next((c for c in self.citations if holds(c, citation)), citation)

    def claim(self, text: str, citations: Sequence[Citation], *, marked: bool = True) -> None:
        """Adds a sentence of ours that these citations (or a calculation by them) bear out."""
        numbers = tuple(self.number(c) for c in citations)
        self.statements.append(Statement(text, numbers))
        self.parts.append(f"{text} {marks(numbers)}" if marked else text)

    def listed(self, lines: Sequence[str], citations: Sequence[Citation]) -> None:
        """Adds a list of such sentences, without marks of their own."""
        numbers = tuple(self.number(c) for c in citations)
        self.statements += [Statement(line, numbers) for line in lines]
        self.parts.append("\n".join(f"- {line}" for line in lines))

    def quote(self, citation: Citation) -> None:
        """Adds a verbatim quote as a block of its own."""
        number = self.number(citation)
        shown = readable(citation, self.catalogue)
        self.statements.append(Statement(shown, (number,)))
        lines = [f"> {line}" for line in shown.split("\n")]
        self.parts.append("  \n".join(lines) + f" {marks([number])}")

    @property
    def text(self) -> str:
        """The whole as Markdown."""
        return "\n\n".join(self.parts)


@dataclass(frozen=True, slots=True)
class Lead:
    """A verified sentence that opens an answer, with the citations that bear it out."""

    text: str
    citations: tuple[Citation, ...]


def marks(numbers: Sequence[int]) -> str:
    """Citation marks as shown: (0, 2) → "[1] [3]"."""
    return " ".join(f"[{n + 1}]" for n in dict.fromkeys(numbers))


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate and those near it that say something else, at most three."""
    picked = list(candidates[:1])
    near = [c for c in candidates[1:] if c.score >= candidates[0].score - _NEAR]
    for candidate in near:
        if len(picked) < _MOST_CANDIDATES and not any(_overlap(candidate, p) for p in picked):
            picked.append(candidate)
    return picked


def _overlap(one: Candidate, other: Candidate) -> bool:
    return any(
        a.source == b.source and a.start < b.end and b.start < a.end
        for a in one.quotes
        for b in other.quotes
    )


def write_answer(
    page: Page, candidates: Sequence[Candidate], leads: Sequence[Lead] = (), *, plain: bool = True
) -> None:
    """The best candidate in full, then what else comes near, numbered in that order.

    Args:
        page: written to.
        candidates: best first.
        leads: verified sentences to open with.
        plain: whether the best candidate's own plain answer is said too.
    """
    quoted = [
        citations_of(candidate, page.catalogue, in_context=place == 0)
        for place, candidate in enumerate(candidates)
    ]
    best, (own, others) = candidates[0], quoted[0]
    differs = best.card.differs.get(page.language) if best.card else None
    together = [*own, *others] if differs else own
    for citation in together:
        page.number(citation)
    cited = number_cited(page, leads)
    related = [c for mine, _ in quoted[1:] for c in mine if not page.holds(c)]
    related += [c for c in others if not page.holds(c)]
    for citation in related:
        page.number(citation)
    said = plain_answer(best, page.language) if plain else None
    if said:
        page.claim(said, [*own, *others])
    write_leads(page, leads)
    if not said and not leads:
        page.say("lead_quotes")
    for citation in [*(together if differs else own), *cited]:
        page.quote(citation)
    if differs:
        page.claim(differs, [*own, *others])
    if related:
        page.say("related")
    for citation in dict.fromkeys(related):
        page.quote(citation)


def plain_answer(candidate: Candidate, language: str) -> str | None:
    """The prepared plain answer of the candidate's card, if it has a card."""
    return candidate.card.answer.get(language) if candidate.card else None


def number_cited(page: Page, leads: Sequence[Lead]) -> list[Citation]:
    """Numbers what the leads cite; those that no quote of the page holds yet come back."""
    fresh: list[Citation] = []
    for citation in (c for lead in leads for c in lead.citations):
        if not page.holds(citation):
            page.number(citation)
            fresh.append(citation)
    return fresh


def write_leads(page: Page, leads: Sequence[Lead]) -> None:
    """Verified sentences, each marked with the quotes on the page that hold its evidence."""
    for lead in leads:
        page.claim(lead.text, [page.covering(c) for c in lead.citations])


def write_related(page: Page, candidate: Candidate) -> None:
    """The candidate's own quotes, after an answer that does not hold them yet."""
    own, _ = citations_of(candidate, page.catalogue)
    fresh = [c for c in own if c not in page.citations]
    if fresh:
        page.say("related")
    for citation in fresh:
        page.quote(citation)


def write_refusal(page: Page, topic: Topic | None) -> None:
    """That the texts do not answer this, what they are about, and whom they name for it."""
    if topic is not None:
        page.say("unanswerable_topic", about=topic.about[page.language])
    else:
        page.say("unanswerable")
    page.say("corpus_is_about")
    if topic is not None and topic.contact is not None:
        page.say("contact")
        page.quote(cite(topic.contact, page.catalogue))


def write_off_subject(page: Page) -> None:
    """That the question is not about duaal leren, and what the texts are about."""
    page.say("out_of_scope")
    page.say("corpus_is_about")
