"""What every metric is computed from: a case and the answer that it got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Answer, AnswerStatus, Considered
from evals.cases import Case, section_of

REFUSALS = frozenset({"unanswerable", "out_of_scope"})
Scores = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with the answer to its last turn; `earlier` holds the statuses of the turns before.

    Scores are between 0 and 1, higher is better; None says that the metric does not apply.
    """

    suite: str
    case: Case
    answer: Answer
    earlier: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """How the last turn ended."""
        return self.answer.status.value

    @property
    def answered(self) -> bool:
        """Whether the last turn got an answer."""
        return self.answer.status is AnswerStatus.ANSWERED

    @property
    def gold_refuses(self) -> bool:
        """Whether only a refusal is right."""
        return self.case.gold.statuses <= REFUSALS

    @property
    def gold_answers(self) -> bool:
        """Whether an answer is right, and no other accepted status was chosen instead."""
        gold = self.case.gold
        return gold.status == "answered" and (self.answered or self.status not in gold.statuses)

    @property
    def gold_sections(self) -> tuple[str, ...]:
        """The acceptable sections, without the annexes' numbers."""
        return tuple(dict.fromkeys(map(section_of, self.case.gold.sections)))

    @property
    def cited_sections(self) -> list[str]:
        """The section of each citation in order, of an answer that answers."""
        if not self.answered:
            return []
        return [f"{c.source} {c.section}" for c in self.answer.citations]

    @property
    def ranked_sections(self) -> list[str]:
        """The sections of the candidates considered, best first, each once."""
        return list(dict.fromkeys(c.section for c in self.answer.considered))

    @property
    def sections_by_passages(self) -> list[str]:
        """The same sections, best first by how near chunk and sentence are; none where none is."""
        near = [c for c in self.answer.considered if _of_passages(c) > 0]
        ordered = sorted(near, key=_of_passages, reverse=True)
        return list(dict.fromkeys(c.section for c in ordered))


def _of_passages(candidate: Considered) -> float:
    return sum(candidate.features.get(signal, 0.0) for signal in ("chunk", "sentence"))


def score(value: bool) -> float:
    """A yes as 1, a no as 0."""
    return 1.0 if value else 0.0
