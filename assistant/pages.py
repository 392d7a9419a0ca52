"""The page of each kind of answer: a draft in, the draft with its text, statements, citations out.

A page can be laid out again with other sentences to open with; what it rests on stays the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import calculate, compose
from assistant.answer import AnswerStatus
from assistant.compose import Lead, Page
from assistant.draft import Draft, considered, retrieved, with_page
from corpus.catalogue import Catalogue


def with_text(
    draft: Draft, catalogue: Catalogue, leads: Sequence[Lead] = (), *, plain: bool = True
) -> Draft:
    """What the texts say, best candidate first.

    Args:
        draft: retrieved for.
        catalogue: the texts.
        leads: verified sentences to open with.
        plain: whether the best candidate's own plain answer is said too.
    """
    retrieval = retrieved(draft)
    picked = compose.chosen(retrieval.candidates)
    page = Page(catalogue, draft.language)
    compose.write_answer(page, picked, leads, plain=plain)
    weighed = considered(retrieval, len(picked))
    return with_page(replace(draft, status=AnswerStatus.ANSWERED, considered=weighed), page)


def with_leads(draft: Draft, catalogue: Catalogue, leads: Sequence[Lead]) -> Draft:
    """Verified sentences and the quotes that they rest on, and nothing else."""
    page = Page(catalogue, draft.language)
    cited = compose.number_cited(page, leads)
    compose.write_leads(page, leads)
    for citation in cited:
        page.quote(citation)
    return with_page(replace(draft, status=AnswerStatus.ANSWERED), page)


def with_calculation(draft: Draft, catalogue: Catalogue, leads: Sequence[Lead] = ()) -> Draft:
    """What the tools computed, or the outcomes side by side, and what the texts say beside it."""
    plan, calls = draft.plan, draft.tool_calls
    page = Page(catalogue, draft.language)
    if plan is not None and plan.alternatives:
        calculate.write_alternatives(page, calls, plan)
        compose.write_leads(page, leads)
    else:
        understood = plan.understood if plan is not None else ()
        calculate.write_calculation(page, calls[0], understood, leads)
    if draft.beside is not None:
        compose.write_related(page, draft.beside)
    warnings = tuple(dict.fromkeys(w for call in calls for w in call.result["warnings"]))
    return with_page(replace(draft, status=AnswerStatus.ANSWERED, warnings=warnings), page)


def with_refusal(draft: Draft, catalogue: Catalogue, *, off_subject: bool) -> Draft:
    """That the texts do not answer it, or that it is not about duaal leren at all."""
    retrieval = retrieved(draft)
    page = Page(catalogue, draft.language)
    if off_subject:
        compose.write_off_subject(page)
    else:
        compose.write_refusal(page, retrieval.topic)
    status = AnswerStatus.OUT_OF_SCOPE if off_subject else AnswerStatus.UNANSWERABLE
    return with_page(replace(draft, status=status, considered=considered(retrieval, 0)), page)
