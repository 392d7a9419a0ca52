"""Whether the texts answer a draft's question: alone, in its conversation, beside a calculation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant import confidence
from assistant.draft import Draft, retrieved
from assistant.retrieve import Candidate, Retrieval

# The lowest probability of any calculation among the dev cases is 0.09.
_CLEARLY_UNCOVERED = 0.05
_NEARLY_ANSWERED = 0.2
_CLEARLY_CALCULATION = 0.8

Search = Callable[[str, str], Retrieval]


def in_its_place(draft: Draft, search: Search) -> Draft:
    """A turn that the texts nearly answer, with the question before it where they then do.

    "Who can help him look?" leans on what went before though no word of it says so.

    Args:
        draft: with what was retrieved for the turn by itself.
        search: what is retrieved for a text and its newest part.
    """
    plan, verdict = draft.plan, confidence.judge(retrieved(draft))
    if plan is None or plan.follow_up or not plan.before or not verdict.refused:
        return draft
    if verdict.answerable < _NEARLY_ANSWERED:
        return draft
    whole = f"{plan.before} {draft.question}"
    found = search(whole, draft.question)
    if confidence.judge(found).refused:
        return draft
    return replace(draft, plan=replace(plan, search=whole, follow_up=True), retrieval=found)


def opens(draft: Draft) -> bool:
    """Whether the turn asks by itself, and does not go on from the ones before."""
    plan = draft.plan
    asked = plan is not None and not plan.follow_up and plan.notes.get("move") == "asked"
    return asked or len(draft.turns) == 1


def only_sounds_like_one(draft: Draft) -> bool:
    """Whether a turn has a calculation's words but a subject the texts do not cover.

    Asking back about such a subject would be in vain, so there a plain refusal is enough.
    """
    plan = draft.plan
    if plan is None or not opens(draft) or plan.arguments.get("kind") == "school_calendar":
        return False
    if plan.notes.get("heard", 0.0) >= _CLEARLY_CALCULATION:
        return False
    verdict = confidence.judge(retrieved(draft))
    return verdict.refused if plan.ask else verdict.answerable < _CLEARLY_UNCOVERED


def beside(draft: Draft) -> Candidate | None:
    """What the texts say beside a calculation, where they are sure to say something."""
    retrieval = retrieved(draft)
    return None if confidence.judge(retrieval).refused else retrieval.candidates[0]
