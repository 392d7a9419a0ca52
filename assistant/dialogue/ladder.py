"""From years that were completed, or not, to the inputs of the leervergoeding (ROF B3).

Secondary education is a ladder: who completed a year completed those below it, and who is in a
year, or failed it, completed the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import clauses, holding, is_achieved, is_negated, is_unsure
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.outcomes import Outcome, outcomes
from assistant.dialogue.rungs import Kind, Rung

_SLOTS = {4: "second_degree_completed", 5: "third_degree_first_year_completed"}
_BUSO = "buso_qualification_phase_completed"
# An outcome counts from _HEARD, from _ECHOED where the clause's own words say so too, and is no
# assumption from _SURE.
_HEARD, _ECHOED, _SURE = 0.6, 0.25, 0.8
_REACHED = 0.5
_FEW = 3  # words


@dataclass(frozen=True, slots=True)
class Step:
    """A year with what the turn says of it: `reached` where the years before it are done.

    `over` marks a year that somebody was in last year, and how it ended is not said.
    """

    rung: Rung
    passed: bool
    reached: bool
    sure: bool
    over: bool = False


def steps(text: str, named: Sequence[Rung]) -> tuple[Step, ...]:
    """The years of plain text whose outcome is heard."""
    return tuple(_steps(text, named))


def _steps(text: str, named: Sequence[Rung]) -> Iterator[Step]:
    for rung in named:
        inside = holding(clauses(text), rung.start)
        clause = inside.text if inside else ""
        if is_unsure(clause):
            continue
        heard = outcomes(text, rung, named)
        passed = heard[Outcome.PASSED]
        not_yet = heard[Outcome.REACHED] + heard[Outcome.LACKING]
        chance = max(passed, not_yet)
        denied_next = inside is not None and _denied_after(text, inside.end)
        echoed = is_negated(clause) if not_yet > passed else _affirmed(clause) and not denied_next
        if chance >= (_ECHOED if echoed else _HEARD):
            reached = heard[Outcome.REACHED] >= _REACHED
            yield Step(rung, passed > not_yet, reached, chance >= _SURE, _is_over(clause))


def _is_over(clause: str) -> bool:
    """Whether a clause only says what somebody did last year, and not how it ended."""
    told = _affirmed(clause) or is_negated(clause)
    return lexicon.has("last_year", clause) and not told


def _affirmed(clause: str) -> bool:
    said = is_achieved(clause) or any(lexicon.has(c, clause) for c in ("possesses", "affirms"))
    return said and not is_negated(clause)


def _denied_after(text: str, end: int) -> bool:
    """Whether the few words that follow deny: "he did his 5th year but failed"."""
    after = next((span for span in clauses(text) if span.start >= end), None)
    return after is not None and len(after.text.split()) <= _FEW and is_negated(after.text)


def secondary(text: str, named: Sequence[Rung], climbed: Sequence[Step]) -> Findings:
    """What was completed of secondary education, and of the qualification phase of BuSO.

    `named` are the years that plain text names, `climbed` those of which it says something.
    """
    found: Findings = {}
    school = [step for step in climbed if step.rung.kind is Kind.SCHOOL]
    for level, slot in _SLOTS.items():
        told = _told(text, school, level)
        if told is not None:
            found[slot] = told
    _not_further(text, named, school, found)
    for step in climbed:
        if step.rung.kind is Kind.BUSO and not step.over:
            found[_BUSO] = _finding(step, step.passed, assumed=not step.sure)
    return found


def _not_further(text: str, named: Sequence[Rung], school: Sequence[Step], found: Findings) -> None:
    """Who passed the fourth year just now has not passed the fifth."""
    if any(r.kind is Kind.SCHOOL and r.level > min(_SLOTS) for r in named):
        return
    for step in school:
        inside = holding(clauses(text), step.rung.start)
        just_now = inside is not None and lexicon.has("just_now", inside.text)
        if just_now and step.passed and step.rung.level == min(_SLOTS):
            found.setdefault(_SLOTS[max(_SLOTS)], _finding(step, False, assumed=True))


def _told(text: str, school: Sequence[Step], level: int) -> Finding | None:
    """Whether a year was completed: as it is said of that year itself, else of another one."""
    own = [s for s in school if s.rung.level == level]
    now = [s for s in school if s.reached and s.rung.first > level]
    if (
        own and not own[-1].over and not (now and own[-1].reached)
    ):  # "vorig jaar in het vijfde, nu in het zesde"
        return _finding(own[-1], own[-1].passed, assumed=not own[-1].sure)
    above = [s for s in school if s.passed and s.rung.level > level]
    above += now
    if above:
        return _finding(above[0], True, assumed=True)
    below = [s for s in school if not (s.passed or s.over) and _lowest(text, s) <= level]
    return _finding(below[0], False, assumed=True) if below else None


def _lowest(text: str, step: Step) -> int:
    """The lowest year that was surely not completed; who is in a degree may be in its last year."""
    rung = step.rung
    if rung.first == rung.level:
        return rung.level
    inside = holding(clauses(text), rung.start)
    return rung.first if inside and is_negated(inside.text) else rung.level


def _finding(step: Step, value: bool, *, assumed: bool) -> Finding:
    return Finding(value, step.rung.start, step.rung.end, assumed)
