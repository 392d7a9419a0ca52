"""Deadlines and terms, by kind; each kind has its module, which quotes its sentence of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.ages import compulsory_schooling, general_education_relief
from tools.entry import entry_by_right
from tools.first_october import no_pupil_on_1_october
from tools.programmatie import programmatie
from tools.school_calendar import school_calendar
from tools.screening import aanloop_screening
from tools.search_report import workplace_search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tools.arguments import DeadlineArguments
    from tools.result import Finding

KINDS: Mapping[str, Callable[[Any], Finding]] = {
    "workplace_search": workplace_search,
    "aanloop_screening": aanloop_screening,
    "programmatie": programmatie,
    "no_pupil_on_1_october": no_pupil_on_1_october,
    "entry_by_right": entry_by_right,
    "general_education_relief": general_education_relief,
    "compulsory_schooling": compulsory_schooling,
    "school_calendar": school_calendar,
}


def deadline(arguments: DeadlineArguments) -> Finding:
    """Return the date of a deadline, with days granted, counted and left for a counted term.

    Args:
        arguments: the inputs of one kind of deadline.

    Raises:
        InvalidInputError: an input is missing or does not fit the others or the calendar.
    """
    return KINDS[arguments.kind](arguments)
