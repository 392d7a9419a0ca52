"""Field types of the tool arguments: strict about types, clear about what is allowed.

A validator that refuses names a message of tools/messages as the error type, so `validate` can say
in any language what is allowed. Days are ISO only; numbers may come as text, with a comma or a dot.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from tools.calendar import SchoolYear
from tools.parameter_files import rule
from tools.wording import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMITS: Mapping[str, int] = rule("inputs")
_CALENDAR: Mapping[str, int] = rule("calendar")


def described(name: str) -> Any:
    """Return a required pydantic field with the description of the input `name`."""
    return Field(description=_description(name))


def optional(name: str, default: object = None) -> Any:
    """Return a pydantic field that may be left out."""
    return Field(default=default, description=_description(name))


def _description(name: str) -> str:
    """Return what the input is, in Dutch and English, for people and for models."""
    return f"{texts('nl')[f'fields.{name}']} / {texts('en')[f'fields.{name}']}"


def refuse(key: str, **parameters: object) -> NoReturn:
    """Refuse a value; `key` is the message that says what is allowed, `shown` the wrong part."""
    raise PydanticCustomError(key, key, parameters)


def parse_day(value: object, *, first_year: int) -> date:
    """Return an ISO day, or a `date`, between `first_year` and the last computed year."""
    last_year = _CALENDAR["last_year"]
    day = _iso_day(value)
    if day is None or not first_year <= day.year <= last_year:
        refuse("allowed.day", shown=str(value), first_year=first_year, last_year=last_year)
    return day


def _iso_day(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def parse_days(value: object) -> tuple[date, ...]:
    """Return a list of ISO days, sorted, each once."""
    first_year = _CALENDAR["first_year"]
    if not isinstance(value, (list, tuple)) or len(value) > _LIMITS["max_list"]:
        refuse("allowed.days", maximum=_LIMITS["max_list"])
    return tuple(sorted({parse_day(item, first_year=first_year) for item in value}))


def parse_whole(value: object, *, maximum: int, minimum: int = 0) -> int:
    """Return a whole number between two bounds; it may be written as text."""
    number = _number(value)
    if number is None or number != int(number) or not minimum <= number <= maximum:
        refuse("allowed.whole", minimum=minimum, maximum=maximum)
    return int(number)


def parse_decimal(value: object, *, minimum: Decimal, maximum: Decimal) -> Decimal:
    """Return a number between two bounds; it may be written as text, with a comma or a dot."""
    number = _number(value)
    if number is None or not minimum <= number <= maximum:
        refuse("allowed.number", minimum=minimum, maximum=maximum)
    return number


def _number(value: object) -> Decimal | None:
    """Return a finite plain number; None for anything else (a bool, "16u", "1e3", NaN)."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    text = str(value).strip().replace(",", ".")
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text, re.ASCII):
        return None
    number = Decimal(text)
    return number if number.is_finite() else None


def parse_absence(value: object) -> int | tuple[date, ...]:
    """Return a number of opleidingsdagen, or the days themselves."""
    if isinstance(value, (list, tuple)):
        return parse_days(value)
    return parse_whole(value, maximum=_LIMITS["max_days"])


def parse_flag(value: object) -> bool:
    """Return a bool; a text such as "ja" is no bool."""
    if not isinstance(value, bool):
        refuse("allowed.flag")
    return value


def parse_school_year(value: object) -> str:
    """Return a school year written as "2026-2027"."""
    try:
        return SchoolYear.named(str(value)).name
    except ValueError:
        refuse("allowed.school_year", **_CALENDAR)


_BIRTH = rule("birth")["first_year"]
_HOURS = {"minimum": Decimal(0), "maximum": Decimal(_LIMITS["max_hours_a_week"])}
_GGMMI = {"minimum": Decimal(_LIMITS["min_ggmmi"]), "maximum": Decimal(_LIMITS["max_ggmmi"])}
_YEARS = _LIMITS["max_alternating_years"]

Day = Annotated[date, BeforeValidator(partial(parse_day, first_year=_CALENDAR["first_year"]))]
BirthDay = Annotated[date, BeforeValidator(partial(parse_day, first_year=_BIRTH))]
Days = Annotated[frozenset[date], BeforeValidator(parse_days)]
Absence = Annotated[int | tuple[date, ...], BeforeValidator(parse_absence)]
Flag = Annotated[bool, BeforeValidator(parse_flag)]
SchoolYearName = Annotated[str, BeforeValidator(parse_school_year)]
NumberOfDays = Annotated[int, BeforeValidator(partial(parse_whole, maximum=_LIMITS["max_days"]))]
NumberOfYears = Annotated[int, BeforeValidator(partial(parse_whole, maximum=_YEARS))]
YearOfProgramme = Annotated[int, BeforeValidator(partial(parse_whole, minimum=1, maximum=_YEARS))]
Hours = Annotated[Decimal, BeforeValidator(partial(parse_decimal, **_HOURS))]
Ggmmi = Annotated[Decimal, BeforeValidator(partial(parse_decimal, **_GGMMI))]
