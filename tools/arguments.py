"""Arguments of the tools: one pydantic model a tool, one a kind of deadline."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import (
    Absence,
    BirthDay,
    Day,
    Days,
    Flag,
    Ggmmi,
    Hours,
    NumberOfDays,
    NumberOfYears,
    SchoolYearName,
    YearOfProgramme,
    described,
    optional,
)

Overeenkomst = Literal["OAO", "SAO", "DA", "SBO"]
DualOvereenkomst = Literal["OAO", "SAO", "DA"]
System = Literal["duaal", "dbso"]
Sector = Literal["other", "social_profit", "zeevisserij"]
Employer = Literal["company", "non_profit_sociale_maribel", "gemeente_brussel"]
Provider = Literal["ordinary", "buso_ov3", "buso_ov4"]


class Arguments(BaseModel):
    """What every tool takes: `on`, the day asked on. A null is an input that was not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: Day | None = optional("on")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return {name: value for name, value in given.items() if value is not None}
        return given


class AllowanceArguments(Arguments):
    """Inputs of the leervergoeding (ROF B3)."""

    overeenkomst: Overeenkomst = optional("overeenkomst", "OAO")
    third_degree_first_year_completed: Flag | None = optional("third_degree_first_year_completed")
    alternating_years_completed: NumberOfYears | None = optional("alternating_years_completed")
    second_degree_completed: Flag | None = optional("second_degree_completed")
    buso_qualification_phase_completed: Flag | None = optional("buso_qualification_phase_completed")
    year_of_programme: YearOfProgramme | None = optional("year_of_programme")
    ggmmi: Ggmmi | None = optional("ggmmi")


class AgreementArguments(Arguments):
    """Inputs of the type of overeenkomst (omzendbrief 7.3, ROF B2)."""

    system: System | None = optional("system")
    hours_real: Hours | None = optional("hours_real")
    hours_simulated: Hours = optional("hours_simulated", Decimal(0))
    sector: Sector = optional("sector", "other")
    employer: Employer = optional("employer", "company")
    standaardtraject: DualOvereenkomst | None = optional("standaardtraject")


class ProgrammatieArguments(Arguments):
    """Inputs of the programmatieaanvraag (omzendbrief 3.1, ROF A1)."""

    kind: Literal["programmatie"] = described("kind")
    start_school_year: SchoolYearName = described("start_school_year")
    submitted_on: Day | None = optional("submitted_on")


class NoPupilArguments(Arguments):
    """Inputs of a programme without a pupil on 1 October (omzendbrief 3.1, ROF A3)."""

    kind: Literal["no_pupil_on_1_october"] = described("kind")
    school_year: SchoolYearName = described("school_year")
    aanloop_pupil_enrolled: Flag | None = optional("aanloop_pupil_enrolled")
    ran_last_year: Flag | None = optional("ran_last_year")
    ran_year_before: Flag | None = optional("ran_year_before")


class WorkplaceSearchArguments(Arguments):
    """Inputs of the search for a workplace (omzendbrief 7.1)."""

    kind: Literal["workplace_search"] = described("kind")
    first_attended_on: Day = described("first_attended_on")
    provider: Provider = optional("provider", "ordinary")
    justified_absence_days: Absence = optional("justified_absence_days", 0)
    recognition_from: Day | None = optional("recognition_from")
    recognition_until: Day | None = optional("recognition_until")
    extension_granted: Flag = optional("extension_granted", False)
    days_used: NumberOfDays = optional("days_used", 0)
    local_days_off: Days = optional("local_days_off", frozenset())


class AanloopScreeningArguments(Arguments):
    """Inputs of the screening for the aanloopfase (omzendbrief 8)."""

    kind: Literal["aanloop_screening"] = described("kind")
    enrolled_on: Day = described("enrolled_on")
    local_days_off: Days = optional("local_days_off", frozenset())


class EntryByRightArguments(Arguments):
    """Inputs of the entry by right (omzendbrief 5)."""

    kind: Literal["entry_by_right"] = described("kind")
    school_year: SchoolYearName = described("school_year")
    local_days_off: Days = optional("local_days_off", frozenset())


class GeneralEducationReliefArguments(Arguments):
    """Inputs of the relief from general education (omzendbrief 10)."""

    kind: Literal["general_education_relief"] = described("kind")
    born_on: BirthDay = described("born_on")


class CompulsorySchoolingArguments(Arguments):
    """Inputs of full-time compulsory schooling (omzendbrief 4, 11)."""

    kind: Literal["compulsory_schooling"] = described("kind")
    born_on: BirthDay = described("born_on")
    first_two_years_attended: Flag | None = optional("first_two_years_attended")


class SchoolCalendarArguments(Arguments):
    """Inputs of the school calendar."""

    kind: Literal["school_calendar"] = described("kind")
    school_year: SchoolYearName = described("school_year")


AnyDeadline = (
    ProgrammatieArguments
    | NoPupilArguments
    | WorkplaceSearchArguments
    | AanloopScreeningArguments
    | EntryByRightArguments
    | GeneralEducationReliefArguments
    | CompulsorySchoolingArguments
    | SchoolCalendarArguments
)
DeadlineArguments = Annotated[AnyDeadline, Field(discriminator="kind")]

DEADLINE_MODELS: dict[str, type[Arguments]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(AnyDeadline)
}
