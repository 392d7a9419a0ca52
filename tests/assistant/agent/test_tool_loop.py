from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.agent.said import unsaid
from assistant.answer import AnswerStatus
from assistant.pipeline import Assistant
from tests.assistant.agent.conftest import (
    QUESTION,
    QUOTE,
    WORDED,
    Wording,
    replies_by_tool,
    reply,
    sources_in,
    token_of,
)
from tests.openai_server import Reply, calls, calls_forever, fails, fills_in, in_turn, says

ON = date(2026, 11, 22)
SEARCH_QUOTE = "De leerling beschikt over 20 opleidingsdagen"


def last_result(request: dict[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


def test_answer_opens_with_the_models_words_when_it_replies_by_tool(worded: Wording) -> None:
    assistant, server = worded(
        lambda request: replies_by_tool((token_of(request, QUOTE), QUOTE, WORDED)),
        llm_tools="yes",
    )
    answer = assistant.answer(QUESTION, on=ON)
    assert answer.text.startswith(WORDED)
    offered = {tool["function"]["name"] for tool in server.requests[0]["tools"]}
    assert offered == {"search", "allowance", "agreement", "deadline", "reply"}


def test_passages_grow_when_the_model_searches(worded: Wording) -> None:
    before: dict[str, str] = {}

    def script(request: dict[str, Any]) -> Reply:
        if len(request["messages"]) == 2:
            before.update(sources_in(request))
            return calls("search", {"query": "opleidingsdagen om een werkplek te zoeken"})
        found = sources_in(request).keys() - before.keys()
        assert found
        return replies_by_tool((token_of(request, QUOTE), QUOTE, WORDED))

    assistant, _ = worded(script, llm_tools="yes")
    assert assistant.answer(QUESTION, on=ON).text.startswith(WORDED)


def test_search_gives_nothing_when_the_texts_do_not_speak_of_it(worded: Wording) -> None:
    results: list[str] = []

    def script(request: dict[str, Any]) -> Reply:
        if len(request["messages"]) == 2:
            return calls("search", {"query": "wie won de wereldbeker voetbal in 2018"})
        results.append(last_result(request))
        return replies_by_tool((token_of(request, QUOTE), QUOTE, WORDED))

    assistant, _ = worded(script, llm_tools="yes")
    assistant.answer(QUESTION, on=ON)
    assert results
    assert "<source" not in results[0]


def test_result_is_the_answer_when_the_model_calls_a_tool_with_what_was_said(
    worded: Wording,
) -> None:
    question = "Vertel eens iets over de overeenkomst; de mijne zou voor 16 uur op de werkplek zijn"

    def script(request: dict[str, Any]) -> Reply:
        if len(request["messages"]) == 2:
            return calls("agreement", {"hours_real": 16})
        line = last_result(request).split(">", 1)[1].split("\n")[0]
        token = token_of(request, line)
        return replies_by_tool((token, line, line))

    assistant, _ = worded(script, llm_tools="yes")
    answer = assistant.answer(question, on=ON)
    assert answer.tool_calls[0].result["value"]["overeenkomst"] == "SAO"
    assert answer.citations


def test_tool_is_not_run_when_the_model_makes_up_an_input(
    worded: Wording, assistant: Assistant
) -> None:
    results: list[str] = []

    def script(request: dict[str, Any]) -> Reply:
        if len(request["messages"]) == 2:
            return calls("agreement", {"hours_real": 24})
        results.append(last_result(request))
        return replies_by_tool((token_of(request, QUOTE), QUOTE, WORDED))

    with_model, _ = worded(script, llm_tools="yes")
    answer = with_model.answer(QUESTION, on=ON)
    assert "hours_real=24" in results[0]
    assert not answer.tool_calls


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("agreement", {"hours_real": 16}),
        ("search", {"query": "werkplek"}),
        ("delete_everything", {}),
        ("deadline", {"kind": "none of these"}),
    ],
)
def test_answer_is_the_embedded_one_when_the_model_calls_a_tool_in_a_loop(
    worded: Wording, assistant: Assistant, name: str, arguments: dict[str, Any]
) -> None:
    with_model, server = worded(calls_forever(name, arguments), llm_tools="yes", llm_timeout=10)
    answer = with_model.answer(QUESTION, on=ON)
    assert answer.text == assistant.answer(QUESTION, on=ON).text
    assert len(server.requests) <= 12


def test_model_is_asked_without_tools_when_its_server_takes_none(worded: Wording) -> None:
    def script(request: dict[str, Any]) -> Reply:
        if "tools" in request:
            return fails(400, text="this model does not support tools")
        return fills_in(**reply((token_of(request, QUOTE), QUOTE, WORDED)))

    assistant, _ = worded(script, llm_tools="yes")
    assert assistant.answer(QUESTION, on=ON).text.startswith(WORDED)


def test_plain_words_are_not_shown_when_the_model_forgets_its_reply_tool(
    worded: Wording, assistant: Assistant
) -> None:
    with_model, _ = worded(in_turn(says("Dat is altijd de onderneming.")), llm_tools="yes")
    assert with_model.answer(QUESTION, on=ON).text == assistant.answer(QUESTION, on=ON).text


def test_refusal_stands_when_the_models_search_finds_nothing(
    worded: Wording, assistant: Assistant
) -> None:
    question = "Hoeveel bedraagt de premie voor de onderneming?"
    embedded = assistant.answer(question, on=ON)
    assert embedded.status is AnswerStatus.UNANSWERABLE
    with_model, _ = worded(
        calls_forever("search", {"query": "premie onderneming bedrag"}), llm_tools="yes"
    )
    assert with_model.answer(question, on=ON).text == embedded.text


@pytest.mark.parametrize(
    ("arguments", "said", "made_up"),
    [
        ({"hours_real": 16}, "ik werk 16u", []),
        ({"hours_real": 16}, "ik werk zestien uur per week op de werkplek", []),
        ({"hours_real": 24}, "ik werk 16u", ["hours_real=24"]),
        ({"hours_real": 19.5}, "19,5 uur per week", []),
        ({"first_attended_on": "2026-09-01"}, "hij begon op 1 september", []),
        ({"first_attended_on": "2026-09-08"}, "hij begon op 1 september", None),
        ({"first_attended_on": "2026-02-30"}, "hij begon op 30 februari", None),
        ({"on": "2026-11-22"}, "en vandaag?", []),
        ({"ggmmi": "2111.89"}, "met een GGMMI van 2.111,89 euro", []),
        ({"ggmmi": "2000"}, "met een GGMMI van 2.111,89 euro", None),
        ({"alternating_years_completed": 2}, "twee jaar duaal gedaan", []),
        ({"second_degree_completed": True, "provider": "buso_ov3"}, "nee", []),
    ],
)
def test_inputs_are_held_against_the_words_when_a_model_gives_them(
    arguments: dict[str, Any], said: str, made_up: list[str] | None
) -> None:
    found = unsaid(arguments, [said], ON)
    assert found == made_up if made_up is not None else len(found) == 1
