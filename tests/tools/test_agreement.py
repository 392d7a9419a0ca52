from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import InvalidInputError, ToolResult, run_tool
from tools.result import provision


def agreement(**inputs: object) -> ToolResult:
    return run_tool("agreement", inputs, language="en")


def says(result: ToolResult, *names: str) -> bool:
    """Whether one warning holds all these quotes."""
    return any(all(provision(name).quote in text for name in names) for text in result.warnings)


# real, simulated, overeenkomst, reason, decisive input, candidates
DUAL = [
    ("13.99", "0", None, "below_dual_minimum", "hours_real", []),
    ("0", "0", None, "below_dual_minimum", "hours_real", []),
    ("10", "3.99", None, "below_dual_minimum", "hours_simulated", []),
    ("14", "0", "SAO", "sao_hours", "hours_real", []),
    ("0", "14", "SAO", "sao_hours", "hours_simulated", []),
    ("10", "4", "SAO", "sao_hours", "hours_simulated", []),
    ("19", "0", "SAO", "sao_hours", "hours_real", []),
    ("15", "4", "SAO", "sao_hours", "hours_simulated", []),
    ("19.01", "0", None, "between_sao_and_oao", "hours_real", ["SAO"]),
    ("19.5", "0", None, "between_sao_and_oao", "hours_real", ["SAO"]),
    ("19.99", "0", None, "between_sao_and_oao", "hours_real", ["SAO"]),
    ("16", "3.5", None, "between_sao_and_oao", "hours_simulated", ["SAO"]),
    ("16", "4", None, "simulated_over_sao", "hours_simulated", ["SAO"]),
    ("19.99", "0.01", None, "simulated_over_sao", "hours_simulated", ["SAO"]),
    ("0", "20", None, "simulated_over_sao", "hours_simulated", ["SAO"]),
    ("20", "0", "OAO", "oao_hours", "hours_real", []),
    ("20", "8", "OAO", "oao_hours", "hours_real", []),
    ("38", "0", "OAO", "oao_hours", "hours_real", []),
]


@pytest.mark.parametrize(
    ("real", "simulated", "overeenkomst", "reason", "decisive", "candidates"), DUAL
)
def test_hours_point_to_the_type_when_in_duaal_leren(
    real: str,
    simulated: str,
    overeenkomst: str | None,
    reason: str,
    decisive: str,
    candidates: list[str],
) -> None:
    result = agreement(system="duaal", hours_real=real, hours_simulated=simulated)
    assert result.value["overeenkomst"] == overeenkomst
    assert result.value["reason"] == reason
    assert result.value["decisive_input"] == decisive
    assert result.value["candidates"] == candidates
    assert any("standaardtraject" in step for step in result.steps)


@pytest.mark.parametrize("sector", ["social_profit", "zeevisserij"])
def test_oao_or_da_is_left_open_when_sector_has_both(sector: str) -> None:
    result = agreement(hours_real=20, sector=sector)
    assert result.value["overeenkomst"] is None
    assert result.value["candidates"] == ["OAO", "DA"]
    assert result.value["decisive_input"] == "standaardtraject"
    assert result.value["paid"] is True
    assert result.value["accident_insurance_by"] == "company"
    assert result.value["holidays"] is None
    assert says(result, "oao_paid", "da_dual")
    assert says(result, "da_dual", "rof_da")
    assert says(result, "holidays_da", "holidays_and_pay_da")


@pytest.mark.parametrize("sector", ["social_profit", "zeevisserij"])
def test_sector_does_not_matter_when_hours_are_below_20(sector: str) -> None:
    assert agreement(hours_real=19, sector=sector).value["overeenkomst"] == "SAO"


@pytest.mark.parametrize(
    ("inputs", "quotes"),
    [
        ({"hours_real": "19.5"}, ("sao_unpaid", "oao_paid", "rof_sao")),
        ({"hours_real": 16, "hours_simulated": 8}, ("sao_unpaid", "oao_paid", "rof_sao")),
        ({"hours_real": "13.99"}, ("dual_minimum",)),
        ({"system": "dbso", "hours_real": 16}, ("rof_sao", "rof_da")),
        ({"standaardtraject": "DA", "sector": "social_profit"}, ("da_dual", "rof_da")),
        ({"standaardtraject": "DA"}, ("da_dual",)),
        ({"hours_real": 24, "employer": "gemeente_brussel"}, ("sbo_hours",)),
        ({"hours_real": 24, "employer": "non_profit_sociale_maribel"}, ("rof_da",)),
        ({"system": "dbso", "employer": "gemeente_brussel"}, ("sbo_hours",)),
        (
            {"system": "dbso", "hours_real": 16, "employer": "non_profit_sociale_maribel"},
            ("rof_maribel_contact",),
        ),
    ],
)
def test_gap_or_conflict_is_said_with_quotes_when_texts_leave_one(
    inputs: dict[str, object], quotes: tuple[str, ...]
) -> None:
    assert says(agreement(**inputs), *quotes)


def test_circular_stands_first_when_texts_differ_on_the_da() -> None:
    text = next(item for item in agreement(standaardtraject="DA").warnings if "contradict" in item)
    assert text.index(provision("da_dual").quote) < text.index(provision("rof_da").quote)


def test_no_warning_when_the_rule_is_plain() -> None:
    assert agreement(hours_real=24).warnings == ()
    assert agreement(hours_real=16).warnings == ()


@pytest.mark.parametrize(
    ("inputs", "overeenkomst", "reason", "decisive"),
    [
        ({"hours_real": 16}, "DA", "dbso_da_hours", "system"),
        ({"hours_real": "19.99"}, "DA", "dbso_da_hours", "system"),
        ({"hours_real": 20}, "OAO", "dbso_oao_hours", "hours_real"),
        ({"employer": "gemeente_brussel"}, "SBO", "dbso_gemeente", "employer"),
        ({"employer": "gemeente_brussel", "hours_real": 30}, "SBO", "dbso_gemeente", "employer"),
        (
            {"employer": "non_profit_sociale_maribel", "hours_real": 16},
            "DA",
            "dbso_maribel",
            "employer",
        ),
        (
            {"employer": "non_profit_sociale_maribel", "hours_real": 20},
            "OAO",
            "dbso_oao_hours",
            "hours_real",
        ),
    ],
)
def test_rof_page_decides_when_outside_duaal_leren(
    inputs: dict[str, object], overeenkomst: str, reason: str, decisive: str
) -> None:
    result = agreement(system="dbso", **inputs)
    assert result.value["overeenkomst"] == overeenkomst
    assert result.value["reason"] == reason
    assert result.value["decisive_input"] == decisive
    assert result.value["accident_insurance_by"] is None
    assert result.value["before_signing"] == ["recognition"]
    assert any("texts say nothing" in text for text in result.warnings)
    assert result.provisions[0].source == "rof"


TERMS = {
    "OAO": (True, "school_holidays_with_20_built_up_days", "company", "sector_cao"),
    "SAO": (False, "school_holidays", "school", None),
    "DA": (True, "agreed_between_parties", "company", None),
}


@pytest.mark.parametrize("overeenkomst", TERMS)
def test_terms_come_with_the_type_when_the_standaardtraject_names_it(overeenkomst: str) -> None:
    value = agreement(standaardtraject=overeenkomst).value
    paid, holidays, insurance, link = TERMS[overeenkomst]
    weekly = value["weekly_training_hours"]
    assert isinstance(weekly, dict)
    assert value["overeenkomst"] == overeenkomst
    assert (value["paid"], value["holidays"]) == (paid, holidays)
    assert (value["accident_insurance_by"], weekly["link"]) == (insurance, link)
    assert value["welfare_responsibility"] == "company"
    assert value["before_signing"] == ["recognition", "werkplekduaal"]
    assert value["hours_total"] is None
    assert value["decisive_input"] == "standaardtraject"


@pytest.mark.parametrize(
    ("named", "inputs", "warned"),
    [
        ("SAO", {"hours_real": 24}, True),
        ("OAO", {"hours_real": 16}, True),
        ("OAO", {"hours_real": "19.5"}, True),
        ("SAO", {"hours_real": "19.5"}, True),
        ("SAO", {"hours_real": 10}, True),
        ("SAO", {"hours_real": 16}, False),
        ("OAO", {"hours_real": 24}, False),
        ("OAO", {"hours_real": 24, "sector": "social_profit"}, False),
        ("DA", {"hours_real": 24, "sector": "social_profit"}, False),
        ("SAO", {"hours_real": 24, "sector": "social_profit"}, True),
        ("OAO", {}, False),
    ],
)
def test_standaardtraject_decides_with_a_warning_when_hours_point_elsewhere(
    named: str, inputs: dict[str, object], warned: bool
) -> None:
    result = agreement(standaardtraject=named, **inputs)
    assert result.value["overeenkomst"] == named
    assert any("point elsewhere" in text for text in result.warnings) is warned


@pytest.mark.parametrize(
    ("inputs", "change"),
    [
        ({"hours_real": 24}, ("hours_real", "19", "SAO")),
        ({"hours_real": 24, "hours_simulated": 2}, ("hours_real", "17", "SAO")),
        ({"hours_real": 16}, ("hours_real", "20", "OAO")),
        ({"hours_real": 16}, ("system", "dbso", "DA")),
        ({"hours_real": 10}, ("hours_real", "14", "SAO")),
        ({"hours_real": 10}, ("hours_simulated", "4", "SAO")),
        ({"hours_real": 16, "hours_simulated": 8}, ("hours_simulated", "3", "SAO")),
        ({"hours_real": 24}, ("sector", "social_profit", None)),
        ({"hours_real": 24, "sector": "zeevisserij"}, ("sector", "other", "OAO")),
        ({"hours_real": 16, "system": "dbso"}, ("employer", "gemeente_brussel", "SBO")),
        ({"standaardtraject": "SAO"}, ("standaardtraject", "OAO", "OAO")),
    ],
)
def test_smallest_change_is_named_when_it_gives_another_type(
    inputs: dict[str, object], change: tuple[str, str, str | None]
) -> None:
    found = agreement(**inputs).value["would_change_if"]
    assert isinstance(found, list)
    assert change in [(item["input"], item["to"], item["overeenkomst"]) for item in found]


@given(
    st.decimals(0, 30, places=1),
    st.decimals(0, 10, places=1),
    st.sampled_from(["other", "social_profit"]),
    st.sampled_from(["duaal", "dbso"]),
)
def test_every_named_change_holds_when_carried_out(
    real: Decimal, simulated: Decimal, sector: str, system: str
) -> None:
    inputs: dict[str, object] = {
        "hours_real": real,
        "hours_simulated": simulated,
        "sector": sector,
        "system": system,
    }
    value = agreement(**inputs).value
    assert isinstance(value["would_change_if"], list)
    for change in value["would_change_if"]:
        other = agreement(**{**inputs, change["input"]: change["to"]}).value
        assert other["overeenkomst"] == change["overeenkomst"]
        assert other["overeenkomst"] != value["overeenkomst"]


def test_hours_are_asked_when_nothing_decides_without_them() -> None:
    with pytest.raises(InvalidInputError) as caught:
        agreement()
    assert caught.value.missing == ("hours_real",)


def test_dual_is_assumed_and_said_when_no_system_is_given() -> None:
    assert any("duaal leren" in text for text in agreement(hours_real=16).assumptions)
    given_system = agreement(hours_real=16, system="duaal").assumptions
    assert not any("duaal leren" in text for text in given_system)


def test_simulated_hours_are_left_out_when_outside_duaal_leren() -> None:
    result = agreement(system="dbso", hours_real=16, hours_simulated=6)
    assert result.value["overeenkomst"] == "DA"
    assert any("simulated hours are not counted" in text for text in result.assumptions)


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"hours_real": -1}, "hours_real"),
        ({"hours_real": 41}, "hours_real"),
        ({"hours_real": 10**30}, "hours_real"),
        ({"hours_real": "veel"}, "hours_real"),
        ({"hours_real": "16u"}, "hours_real"),
        ({"hours_real": "1e1"}, "hours_real"),
        ({"hours_real": float("nan")}, "hours_real"),
        ({"hours_real": True}, "hours_real"),
        ({"hours_real": [16]}, "hours_real"),
        ({"hours_real": 16, "hours_simulated": -1}, "hours_simulated"),
        ({"hours_real": 38, "hours_simulated": 10}, "hours_simulated"),
        ({"hours_real": 16, "system": "voltijds"}, "system"),
        ({"hours_real": 16, "sector": "bouw"}, "sector"),
        ({"hours_real": 16, "employer": "OCMW"}, "employer"),
        ({"hours_real": 16, "standaardtraject": "SBO"}, "standaardtraject"),
        ({"hours_real": 16, "standaardtraject": "OAO", "system": "dbso"}, "standaardtraject"),
        ({"hours_real": 16, "uren": 3}, "uren"),
    ],
)
def test_input_is_refused_in_one_line_when_wrong(inputs: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        agreement(**inputs)
    assert caught.value.field == field
    assert caught.value.missing == ()
    assert "\n" not in caught.value.message("nl")
    assert field in caught.value.message("nl")


@pytest.mark.parametrize("text", ["19,5", "19.5", 19.5, Decimal("19.5"), " 19,5 "])
def test_hours_are_read_when_written_with_comma_or_dot(text: object) -> None:
    assert agreement(hours_real=text).value["hours_total"] == "19.5"
