from __future__ import annotations

import ast
import json
import statistics
import sys
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import tools
from tools import (
    DEADLINE_MODELS,
    TOOL_NAMES,
    InvalidInputError,
    NotCoveredError,
    ToolError,
    run_tool,
)
from tools.arguments import Arguments
from tools.errors import one_of
from tools.wording import LANGUAGES, Euro, Message, Percent, texts, written_as

PACKAGE = Path(tools.__file__).parent
ON = date(2026, 11, 22)
CASES: list[tuple[str, dict[str, Any]]] = [
    ("allowance", {"third_degree_first_year_completed": True}),
    ("allowance", {"overeenkomst": "SBO"}),
    ("agreement", {"hours_real": "19,5"}),
    ("agreement", {"hours_real": 24, "sector": "social_profit"}),
    ("agreement", {"standaardtraject": "DA", "hours_real": 16}),
    ("agreement", {"system": "dbso", "employer": "gemeente_brussel"}),
    ("agreement", {"system": "dbso", "hours_real": 16, "hours_simulated": 2}),
    ("agreement", {"system": "dbso", "hours_real": 24}),
    ("deadline", {"kind": "programmatie", "start_school_year": "2028-2029"}),
    (
        "deadline",
        {
            "kind": "no_pupil_on_1_october",
            "school_year": "2026-2027",
            "aanloop_pupil_enrolled": False,
            "ran_last_year": False,
            "ran_year_before": True,
        },
    ),
    (
        "deadline",
        {
            "kind": "workplace_search",
            "first_attended_on": "2026-09-01",
            "provider": "buso_ov3",
            "extension_granted": True,
            "justified_absence_days": ["2026-09-07", "2026-09-05"],
            "recognition_from": "2026-09-07",
        },
    ),
    ("deadline", {"kind": "aanloop_screening", "enrolled_on": "2027-02-01"}),
    ("deadline", {"kind": "entry_by_right", "school_year": "2026-2027"}),
    ("deadline", {"kind": "general_education_relief", "born_on": "2008-02-29"}),
    (
        "deadline",
        {"kind": "compulsory_schooling", "born_on": "2012-02-29", "first_two_years_attended": True},
    ),
    ("deadline", {"kind": "school_calendar", "school_year": "2026-2027"}),
]

LONGEST: tuple[str, dict[str, Any]] = (
    "deadline",
    {
        "kind": "workplace_search",
        "first_attended_on": "2026-09-01",
        "justified_absence_days": 200,
        "recognition_from": "2026-09-01",
        "recognition_until": "2027-08-31",
        "local_days_off": [
            f"{year}-{month:02}-{day:02}"
            for year in range(2018, 2040)
            for month in (9, 12)
            for day in range(20, 29)
        ],
    },
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "inputs"), CASES)
def test_result_is_json_with_provisions_when_a_tool_runs(
    name: str, inputs: dict[str, Any], language: str
) -> None:
    result = run_tool(name, inputs, on=ON, language=language).to_json()
    assert json.loads(json.dumps(result)) == result
    assert set(result) == {"value", "steps", "assumptions", "warnings", "provisions"}
    assert result["provisions"]
    assert result["steps"]
    assert not any("{" in text for text in [*result["steps"], *result["warnings"]])  # type: ignore[misc]


def test_value_is_the_same_when_the_language_differs() -> None:
    for name, inputs in CASES:
        values = [
            _without_texts(run_tool(name, inputs, on=ON, language=each).value) for each in LANGUAGES
        ]
        assert values[0] == values[1] == values[2]


def _without_texts(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_texts(v) for k, v in value.items() if k not in ("text", "reason_text")}
    return [_without_texts(item) for item in value] if isinstance(value, list) else value


def test_every_kind_is_tried_when_cases_are_listed() -> None:
    kinds = {inputs["kind"] for name, inputs in CASES if name == "deadline"}
    assert kinds == set(DEADLINE_MODELS)
    assert {name for name, _ in CASES} == set(TOOL_NAMES)


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer, as for coverage, slows the call")
@pytest.mark.parametrize(("name", "inputs"), [*CASES, LONGEST])
def test_call_is_fast_when_repeated(name: str, inputs: dict[str, Any]) -> None:
    run_tool(name, inputs, on=ON)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        run_tool(name, inputs, on=ON)
        times.append(time.perf_counter() - start)
    assert statistics.median(times) < 0.005


def test_day_in_the_arguments_wins_when_both_are_given() -> None:
    inputs = {"kind": "entry_by_right", "school_year": "2026-2027", "on": "2026-11-01"}
    assert run_tool("deadline", inputs, on=ON).value["passed"] is False


def test_null_is_an_input_not_given_when_passed() -> None:
    inputs = {"overeenkomst": None, "third_degree_first_year_completed": True, "ggmmi": None}
    assert run_tool("allowance", inputs, on=ON).value["band"] == 3
    assert Arguments.model_validate({"on": None}).on is None


def test_model_is_refused_when_it_gets_no_mapping() -> None:
    with pytest.raises(ValidationError):
        Arguments.model_validate("2026-11-22")


@pytest.mark.parametrize(
    ("name", "inputs", "field", "allowed"),
    [
        ("loon", {}, "tool", "allowance, agreement, deadline"),
        ("deadline", {"kind": "vakantie"}, "kind", "workplace_search"),
        ("deadline", {"kind": 3}, "kind", "workplace_search"),
        ("deadline", {"kind": ["programmatie"]}, "kind", "workplace_search"),
        ("allowance", {"overeenkomst": "oao"}, "overeenkomst", "OAO, SAO, DA, SBO"),
        ("allowance", {"alternating_years_completed": -1}, "alternating_years_completed", "0"),
        ("allowance", {"alternating_years_completed": 99}, "alternating_years_completed", "10"),
        ("allowance", {"alternating_years_completed": True}, "alternating_years_completed", "10"),
        ("allowance", {"second_degree_completed": "ja"}, "second_degree_completed", "true"),
        ("allowance", {"year_of_programme": 0}, "year_of_programme", "1"),
        ("allowance", {"ggmmi": "-5"}, "ggmmi", "1000"),
        ("allowance", {"ggmmi": "999999"}, "ggmmi", "10000"),
        ("allowance", {"ggmmi": "veel"}, "ggmmi", "1000"),
        ("allowance", {"ggmmi": float("inf")}, "ggmmi", "1000"),
        ("allowance", {"on": "22/11/2026"}, "on", "JJJJ-MM-DD"),
        ("allowance", {"on": "2017-12-31"}, "on", "2018"),
        ("allowance", {"on": datetime(2026, 11, 22)}, "on", "JJJJ-MM-DD"),  # noqa: DTZ001
        ("allowance", {"bedrag": 5}, "bedrag", "overeenkomst"),
    ],
)
def test_input_is_refused_in_one_line_when_wrong(
    name: str, inputs: dict[str, Any], field: str, allowed: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        run_tool(name, inputs, on=ON)
    text = caught.value.message("nl")
    assert caught.value.field == field
    assert allowed in text
    assert field in text
    assert "\n" not in text


def test_language_is_refused_when_unknown() -> None:
    with pytest.raises(InvalidInputError, match="nl, fr, en"):
        run_tool("allowance", {}, language="de")


def test_arguments_are_refused_when_they_are_no_mapping() -> None:
    with pytest.raises(InvalidInputError, match="JSON object"):
        run_tool("allowance", ["OAO"])  # type: ignore[arg-type]


def test_kind_is_asked_when_missing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        run_tool("deadline", {})
    assert caught.value.missing == ("kind",)


def test_every_missing_input_is_named_when_several_are_required() -> None:
    with pytest.raises(InvalidInputError) as caught:
        run_tool("deadline", {"kind": "workplace_search"})
    assert caught.value.missing == ("first_attended_on",)


def test_long_values_are_cut_when_shown() -> None:
    with pytest.raises(InvalidInputError) as caught:
        run_tool("allowance", {"ggmmi": "9\n" * 500})
    assert len(caught.value.message("fr")) < 200


def test_errors_are_tool_errors_when_raised() -> None:
    assert issubclass(InvalidInputError, ToolError)
    assert issubclass(NotCoveredError, ToolError)
    error = InvalidInputError("kind", "x", one_of(["a", "b"]))
    assert str(error) == "kind: “x” is not possible. Allowed: a, b."
    assert error.message("fr") == "kind : « x » n'est pas possible. Permis : a, b."


@pytest.mark.parametrize(
    ("value", "nl", "fr", "en"),
    [
        (date(2026, 9, 28), "28 september 2026", "28 septembre 2026", "28 September 2026"),
        (date(2026, 9, 1), "1 september 2026", "1er septembre 2026", "1 September 2026"),
        (Percent(Decimal("34.5")), "34,5 %", "34,5 %", "34.5%"),
        (Euro(Decimal("661.30")), "€ 661,30", "€ 661,30", "€661.30"),
        (Decimal("20.0"), "20", "20", "20"),
        (Decimal("19.50"), "19,5", "19,5", "19.5"),
        (Message("agreement.or_da"), "OAO of DA", "OAO ou DA", "OAO or DA"),
        (3, "3", "3", "3"),
    ],
)
def test_figure_is_in_the_notation_of_the_language_when_written(
    value: object, nl: str, fr: str, en: str
) -> None:
    assert [written_as(value, language) for language in LANGUAGES] == [nl, fr, en]


def test_descriptions_stand_in_every_schema_when_models_choose_by_them() -> None:
    for model in DEADLINE_MODELS.values():
        for name, field in model.model_fields.items():
            assert (
                field.description
                == f"{texts('nl')[f'fields.{name}']} / {texts('en')[f'fields.{name}']}"
            )


def test_clock_is_not_read_and_nothing_of_ours_is_imported_when_the_code_is_searched() -> None:
    for path in PACKAGE.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        calls = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        imported = {
            node.module.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
        }
        assert not imported & {"assistant", "corpus", "evals", "app"}
        assert path.name == "freshness.py" or not calls & {"today", "now", "utcnow"}
