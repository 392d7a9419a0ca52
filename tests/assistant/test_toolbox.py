from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.toolbox import langchain_tools
from tools import TOOL_NAMES

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

ON = date(2026, 11, 22)


def tool(name: str, language: str = "nl") -> StructuredTool:
    return next(item for item in langchain_tools(ON, language) if item.name == name)


def test_every_tool_is_offered_with_dutch_and_english_when_listed() -> None:
    offered = langchain_tools(ON)
    assert [item.name for item in offered] == list(TOOL_NAMES)
    for item in offered:
        assert "Gebruik dit" in item.description
        assert "Use it" in item.description


@pytest.mark.parametrize("name", TOOL_NAMES)
def test_schema_describes_every_input_when_given_to_a_model(name: str) -> None:
    parameters = convert_to_openai_tool(tool(name))["function"]["parameters"]
    for field in parameters["properties"].values():
        assert " / " in field["description"]


def test_deadline_schema_names_the_kinds_that_take_an_input_when_read() -> None:
    parameters = convert_to_openai_tool(tool("deadline"))["function"]["parameters"]
    assert parameters["required"] == ["kind"]
    assert "[workplace_search]" in parameters["properties"]["first_attended_on"]["description"]
    assert "[" not in parameters["properties"]["on"]["description"]


@pytest.mark.parametrize(
    ("name", "inputs", "key", "value"),
    [
        ("allowance", {"third_degree_first_year_completed": True}, "corpus_amount", "661.30"),
        ("agreement", {"hours_real": "16,5", "standaardtraject": None}, "overeenkomst", "SAO"),
        (
            "deadline",
            {"kind": "workplace_search", "first_attended_on": "2026-09-01", "provider": None},
            "last_day",
            "2026-09-28",
        ),
        (
            "deadline",
            {
                "kind": "workplace_search",
                "first_attended_on": "2026-09-01",
                "justified_absence_days": ["2026-09-02"],
                "on": "2026-09-07",
            },
            "days_left",
            16,
        ),
    ],
)
def test_result_is_the_json_of_the_tool_when_called(
    name: str, inputs: dict[str, Any], key: str, value: object
) -> None:
    result = json.loads(tool(name).invoke(inputs))
    assert set(result) == {"value", "steps", "assumptions", "warnings", "provisions"}
    assert result["value"][key] == value


@pytest.mark.parametrize(
    ("name", "inputs", "said"),
    [
        ("allowance", {}, "third_degree_first_year_completed"),
        ("allowance", {"overeenkomst": "X"}, "OAO, SAO, DA, SBO"),
        ("allowance", {"third_degree_first_year_completed": True, "on": "2020-01-01"}, "2022"),
        ("agreement", {"hours_real": -1}, "hours_real"),
        ("agreement", {"uren": 3}, "uren"),
        ("deadline", {}, "kind"),
        ("deadline", {"kind": "foo"}, "workplace_search"),
        ("deadline", {"kind": "programmatie"}, "start_school_year"),
        ("deadline", {"kind": "programmatie", "born_on": "2010-01-01"}, "born_on"),
        ("deadline", {"kind": "workplace_search", "first_attended_on": "1 sept"}, "YYYY-MM-DD"),
        ("deadline", {"kind": "workplace_search", "first_attended_on": "2026-09-05"}, "weekend"),
    ],
)
def test_error_is_one_line_the_model_can_act_on_when_input_is_wrong(
    name: str, inputs: dict[str, Any], said: str
) -> None:
    answer = tool(name, "en").invoke(inputs)
    assert said in answer
    assert "\n" not in answer
    assert not answer.startswith("{")
