"""Messages in words: keys and figures to text in Dutch, French or English.

The texts stand in tools/messages/{nl,fr,en}.yaml, with named placeholders. A figure is written in
the notation of the language, by its type: a day, an amount (`Euro`), a share (`Percent`), a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from tools.parameter_files import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True)
class Message:
    """A text by its key in tools/messages, with the values of its placeholders."""

    key: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def message(key: str, **parameters: object) -> Message:
    """Return the message `key` with `parameters` for its placeholders."""
    return Message(key, parameters)


@dataclass(frozen=True)
class Euro:
    """An amount in euro, to be written with its sign and two decimals."""

    amount: Decimal


@dataclass(frozen=True)
class Percent:
    """A share in percent, to be written with its sign."""

    share: Decimal


def render(item: Message, language: str) -> str:
    """Return the text of the message `item` in `language`."""
    written = {name: written_as(value, language) for name, value in item.parameters.items()}
    return texts(language)[item.key].format_map(written)


def written_as(value: object, language: str) -> str:
    """Return `value` in the notation of `language`."""
    if isinstance(value, date):
        return _day(value, language)
    if isinstance(value, Euro):
        return _with("notation.euro", _decimal(value.amount, language), language)
    if isinstance(value, Percent):
        return _with("notation.percent", _decimal(value.share.normalize(), language), language)
    if isinstance(value, Decimal):
        return _decimal(value.normalize(), language)
    if isinstance(value, Message):
        return render(value, language)
    return str(value)


@cache
def texts(language: str) -> Mapping[str, str]:
    """Return every text of `language` by its dotted key."""
    return {
        f"{group}.{key}": str(text)
        for group, entries in load_yaml(f"messages/{language}.yaml").items()
        for key, text in entries.items()
    }


def _day(day: date, language: str) -> str:
    known = texts(language)
    number = known["notation.first_of_month"] if day.day == 1 else day.day
    return f"{number} {known[f'months.{day.month}']} {day.year}"


def _decimal(number: Decimal, language: str) -> str:
    return f"{number:f}".replace(".", texts(language)["notation.decimal_mark"])


def _with(key: str, figure: str, language: str) -> str:
    return texts(language)[key].format(figure=figure)
