"""What a pupil has completed, from words: the inputs of the leervergoeding (ROF B3)."""

from __future__ import annotations

from assistant.dialogue import lexicon
from assistant.dialogue.alternating import alternating_years
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.ladder import secondary, steps
from assistant.dialogue.rungs import Kind, rungs

_SECOND, _BUSO = "second_degree_completed", "buso_qualification_phase_completed"


def schooling(text: str) -> Findings:
    """The inputs of the leervergoeding that plain text gives."""
    named = rungs(text)
    climbed = steps(text, named)
    found = {**secondary(text, named, climbed), **alternating_years(text, named, climbed)}
    phase = next((rung for rung in named if rung.kind is Kind.BUSO), None)
    if phase and _BUSO not in found:
        found["buso_mentioned"] = Finding(True, phase.start, phase.end)
    none = lexicon.pattern("no_certificate").search(text)
    if none and _SECOND not in found:
        found[_SECOND] = Finding(False, none.start(), none.end(), assumed=True)
    going = lexicon.pattern("passes_this_year").search(text)
    if going:
        found["passes_this_year"] = Finding(True, going.start(), going.end())
    return found
