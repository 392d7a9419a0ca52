from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.conftest import day
from tools import AllowanceArguments, InvalidInputError, NotCoveredError, ToolResult, run_tool
from tools.allowance_rates import corpus_rate, percentage, rates, rounded_share, share_of
from tools.schooling import POSSIBLE, band_of, undecided

NOTHING = dict.fromkeys(POSSIBLE, 0) | {
    "third_degree_first_year_completed": False,
    "second_degree_completed": False,
    "buso_qualification_phase_completed": False,
}
BANDS = {
    3: {"third_degree_first_year_completed": True},
    2: {"second_degree_completed": True},
    1: {},
}
# valid from, a day inside, GGMMI, 29 %, 32 %, 34.5 %, status on that day
TABLE = [
    ("2022-04-01", "2022-04-15", "1806.16", "523.80", "578.00", "623.20", "computed"),
    ("2022-04-01", "2022-10-31", "1806.16", "523.80", "578.00", "623.20", "outdated"),
    ("2022-11-01", "2022-11-01", "1916.71", "555.90", "613.40", "661.30", "corpus"),
    ("2022-11-01", "2022-11-30", "1916.71", "555.90", "613.40", "661.30", "corpus"),
    ("2022-12-01", "2022-12-01", "1954.99", "567.00", "625.60", "674.50", "published"),
    ("2022-12-01", "2023-10-31", "1954.99", "567.00", "625.60", "674.50", "published"),
    ("2023-11-01", "2023-11-01", "1994.18", "578.40", "638.20", "688.00", "published"),
    ("2024-04-01", "2024-04-30", "2029.88", "588.70", "649.60", "700.40", "computed"),
    ("2024-05-01", "2024-05-01", "2070.48", "600.50", "662.60", "714.40", "published"),
    ("2024-05-01", "2025-01-31", "2070.48", "600.50", "662.60", "714.40", "published"),
    ("2025-02-01", "2025-02-01", "2111.89", "612.50", "675.90", "728.70", "computed"),
    ("2025-02-01", "2025-03-01", "2111.89", "612.50", "675.90", "728.70", "outdated"),
    ("2025-02-01", "2026-11-22", "2111.89", "612.50", "675.90", "728.70", "outdated"),
]


def allowance(on: str | None = "2026-11-22", **inputs: object) -> ToolResult:
    return run_tool("allowance", inputs, on=day(on) if on else None, language="en")


@pytest.mark.parametrize(("since", "on", "ggmmi", "low", "middle", "high", "status"), TABLE)
def test_amount_is_the_known_one_when_day_falls_in_a_row(
    since: str, on: str, ggmmi: str, low: str, middle: str, high: str, status: str
) -> None:
    for band, amount in zip((1, 2, 3), (low, middle, high), strict=True):
        value = allowance(on, **{**NOTHING, **BANDS[band]}).value
        assert value["band"] == band
        assert value["amount_per_month"] == amount
        assert value["ggmmi"] == ggmmi
        assert value["valid_from"] == since
        assert value["status"] == status


@pytest.mark.parametrize("rate", rates(), ids=lambda rate: str(rate.valid_from))
def test_rounding_up_gives_the_published_amount_when_it_is_published(rate) -> None:  # type: ignore[no-untyped-def]
    for band, amount in rate.published.items():
        assert rounded_share(band, rate.ggmmi) == amount


def test_rows_follow_each_other_when_read() -> None:
    for earlier, later in pairwise(rates()):
        assert earlier.valid_from <= earlier.verified_until < later.valid_from
        assert earlier.ggmmi < later.ggmmi


@pytest.mark.parametrize(
    ("achieved", "band", "percent", "corpus"),
    [
        ({}, 1, "29", "555.90"),
        ({"second_degree_completed": True}, 2, "32", "613.40"),
        ({"alternating_years_completed": 1}, 2, "32", "613.40"),
        ({"alternating_years_completed": 2}, 3, "34.5", "661.30"),
        ({"alternating_years_completed": 3}, 3, "34.5", "661.30"),
        ({"third_degree_first_year_completed": True}, 3, "34.5", "661.30"),
        ({"buso_qualification_phase_completed": True}, 3, "34.5", "661.30"),
        ({"second_degree_completed": True, "alternating_years_completed": 1}, 2, "32", "613.40"),
    ],
)
def test_highest_band_applies_when_schooling_is_known(
    achieved: dict[str, object], band: int, percent: str, corpus: str
) -> None:
    result = allowance(**{**NOTHING, **achieved})
    assert result.value["band"] == band
    assert result.value["percentage"] == percent
    assert result.value["corpus_amount"] == corpus
    assert result.value["corpus_amount_valid_from"] == "2022-11-01"
    assert result.provisions[0].section == "B3"


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (
            {},
            (
                "third_degree_first_year_completed",
                "alternating_years_completed",
                "second_degree_completed",
                "buso_qualification_phase_completed",
            ),
        ),
        ({"third_degree_first_year_completed": True}, ()),
        ({"buso_qualification_phase_completed": True}, ()),
        ({"alternating_years_completed": 2}, ()),
        (
            {"alternating_years_completed": 1},
            ("third_degree_first_year_completed", "buso_qualification_phase_completed"),
        ),
        (
            {
                "third_degree_first_year_completed": False,
                "buso_qualification_phase_completed": False,
            },
            ("alternating_years_completed", "second_degree_completed"),
        ),
        (
            {
                "third_degree_first_year_completed": False,
                "buso_qualification_phase_completed": False,
                "alternating_years_completed": 1,
            },
            (),
        ),
        (
            {
                "third_degree_first_year_completed": False,
                "second_degree_completed": True,
                "buso_qualification_phase_completed": False,
            },
            ("alternating_years_completed",),
        ),
    ],
)
def test_only_deciding_inputs_are_asked_when_some_are_unknown(
    known: dict[str, object], missing: tuple[str, ...]
) -> None:
    if not missing:
        assert allowance(**known).value["band"]
        return
    with pytest.raises(InvalidInputError) as caught:
        allowance(**known)
    assert caught.value.missing == missing
    assert caught.value.field == missing[0]


@given(
    st.fixed_dictionaries(
        {name: st.sampled_from([None, *values]) for name, values in POSSIBLE.items()}
    )
)
def test_an_unasked_input_never_changes_the_band_when_filled_in(
    given_inputs: dict[str, int | None],
) -> None:
    asked = undecided(given_inputs)
    unasked = [name for name in POSSIBLE if given_inputs[name] is None and name not in asked]
    fixed = {name: value or 0 for name, value in given_inputs.items()}
    bands = {
        band_of({**fixed, **dict(zip(unasked, values, strict=True))}).number
        for values in product(*(POSSIBLE[name] for name in unasked))
    }
    assert len(bands) == 1


@pytest.mark.parametrize(
    ("overeenkomst", "paid", "word"),
    [("SAO", False, "unpaid"), ("DA", True, "CAO"), ("SBO", None, "SBO")],
)
def test_no_allowance_and_nothing_asked_when_it_is_no_oao(
    overeenkomst: str, paid: object, word: str
) -> None:
    result = allowance(None, overeenkomst=overeenkomst)
    assert result.value["amount_per_month"] is None
    assert result.value["paid"] is paid
    assert word in result.steps[0]


def test_text_silence_is_said_when_it_is_an_sbo() -> None:
    assert allowance(overeenkomst="SBO").warnings


def test_day_is_asked_when_no_ggmmi_is_given() -> None:
    with pytest.raises(InvalidInputError) as caught:
        allowance(None, **NOTHING)
    assert caught.value.missing == ("on",)


def test_given_ggmmi_is_computed_without_a_day_when_given() -> None:
    result = allowance(None, **NOTHING, ggmmi="2111,89")
    assert result.value["amount_per_month"] == "612.50"
    assert result.value["status"] == "computed"
    assert result.value["valid_from"] is None
    assert "€2111.89" in " ".join(result.assumptions)


def test_day_before_the_first_row_is_not_covered_when_asked() -> None:
    with pytest.raises(NotCoveredError, match="31 March 2022"):
        allowance("2022-03-31", **NOTHING)


def test_age_is_said_when_day_is_past_the_last_check() -> None:
    said = " ".join(allowance(**NOTHING).warnings)
    assert "since 1 February 2025; it was not checked after 28 February 2025" in said
    assert "more than a year old" in said
    assert "€555.90" in said


def test_nothing_is_said_on_age_when_the_text_itself_is_current() -> None:
    assert allowance("2022-11-15", **NOTHING).warnings == ()


@pytest.mark.parametrize(
    ("on", "due"), [("2026-02-01", False), ("2026-02-02", True), ("2025-02-10", False)]
)
def test_check_is_due_when_the_newest_row_is_over_a_year_old(on: str, due: bool) -> None:
    warnings = " ".join(allowance(on, **NOTHING).warnings)
    assert ("more than a year old" in warnings) is due


@pytest.mark.parametrize(
    ("year", "achieved", "warned"),
    [
        (None, {}, False),
        (1, {}, False),
        (2, {}, True),
        (2, {"second_degree_completed": True}, True),
        (1, {"second_degree_completed": True}, False),
        (2, {"alternating_years_completed": 1}, False),
    ],
)
def test_not_literal_is_said_when_a_later_year_has_no_completed_one(
    year: int | None, achieved: dict[str, object], warned: bool
) -> None:
    result = allowance(**{**NOTHING, **achieved}, year_of_programme=year)
    assert any("is the nearest" in text for text in result.warnings) is warned


@pytest.mark.parametrize("achieved", [{}, {"second_degree_completed": True}])
def test_start_is_assumed_when_the_year_is_not_given(achieved: dict[str, object]) -> None:
    assert any(
        text.startswith("Assumed") for text in allowance(**{**NOTHING, **achieved}).assumptions
    )


def test_calculation_shows_share_and_rounding_when_steps_are_read() -> None:
    assert "29% of €1916.71 is €555.8459, rounded up to 10 cents: €555.90 a month." in (
        allowance("2022-11-15", **NOTHING).steps
    )


schoolings = st.fixed_dictionaries(
    {
        "third_degree_first_year_completed": st.booleans(),
        "alternating_years_completed": st.integers(0, 10),
        "second_degree_completed": st.booleans(),
        "buso_qualification_phase_completed": st.booleans(),
    }
)
ggmmis = st.decimals(1000, 10000, places=2)


@given(schoolings, schoolings, ggmmis)
def test_allowance_never_falls_when_more_is_achieved(
    one: dict[str, int], other: dict[str, int], ggmmi: Decimal
) -> None:
    more = {name: max(one[name], other[name]) for name in one}
    least, most = (
        Decimal(str(allowance(**inputs, ggmmi=ggmmi).value["amount_per_month"]))
        for inputs in (one, more)
    )
    assert least <= most


@given(st.sampled_from([1, 2, 3]), ggmmis)
def test_amount_is_a_multiple_of_10_cents_just_above_the_share_when_computed(
    band: int, ggmmi: Decimal
) -> None:
    amount = rounded_share(band, ggmmi)
    assert amount % Decimal("0.10") == 0
    assert 0 <= amount - share_of(band, ggmmi) < Decimal("0.10")


def test_typed_arguments_can_be_used_directly_when_calling_the_function() -> None:
    from tools import allowance as pure

    arguments = AllowanceArguments(third_degree_first_year_completed=True, on=date(2022, 11, 1))
    assert pure(arguments).render("fr").value["amount_per_month"] == "661.30"
    assert percentage(3) == Decimal("34.5")
    assert corpus_rate().valid_from == date(2022, 11, 1)
