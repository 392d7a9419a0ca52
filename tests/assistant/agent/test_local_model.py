"""Three questions to a real small chat model: whatever it says, what is shown holds."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import AnswerStatus
from assistant.grounding import numbers_in
from assistant.models import Model, load_model
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.local_model import FILE, needs_local_model

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def model() -> Model:
    found = load_model(Settings(llm=f"gguf:{FILE}", llm_timeout=60, llm_max_tokens=250))
    assert found is not None
    return found


@needs_local_model
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "question",
    [
        "Wie sluit de arbeidsongevallenverzekering af bij een SAO?",
        "Combien d'heures par semaine l'élève doit-il passer au minimum sur le lieu de travail ?",
        "May a pupil go to the workplace during the school holidays?",
    ],
)
def test_answer_holds_when_a_real_model_words_it(
    assistant: Assistant, model: Model, question: str
) -> None:
    embedded = assistant.answer(question, on=ON)
    worded = assistant.with_model(model).answer(question, on=ON)
    assert worded.status is AnswerStatus.ANSWERED
    assert worded.debug["wording"]["embedded_because"] in {None, "timeout", "bad_output"}
    assert {c.section for c in worded.citations} >= {c.section for c in embedded.citations}
    assert worded.tool_calls == embedded.tool_calls
    grounds = [c.quote for c in worded.citations] + [embedded.text, question]
    known = set().union(*map(numbers_in, grounds))
    assert numbers_in(" ".join(s.text for s in worded.statements)) <= known
