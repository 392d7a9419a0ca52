"""GGMMI and leervergoeding through time, from parameters/allowance.yaml.

"De leervergoeding evolueert dus naarmate de spilindex overschreden wordt" (ROF B3): a figure is
true for its period only, so every row carries the day it starts and the last day it was checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import TYPE_CHECKING

from tools.errors import NotCoveredError
from tools.parameter_files import load_yaml, rule
from tools.wording import message

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "parameters/allowance.yaml"


@dataclass(frozen=True)
class Rate:
    """One row: the GGMMI from a day on, and the amounts a month by band where published."""

    valid_from: date
    verified_until: date
    ggmmi: Decimal
    sureness: str
    published: Mapping[int, Decimal]

    def amount(self, band: int) -> Decimal:
        """Return the allowance of a band, in euro a month."""
        return self.published.get(band) or rounded_share(band, self.ggmmi)

    def status(self, on: date) -> str:
        """Return how sure the row is on a day: its sureness, or `outdated` past its check."""
        return "outdated" if on > self.verified_until else self.sureness


def percentage(band: int) -> Decimal:
    """Return the share of the GGMMI of a band, in percent (ROF B3)."""
    return Decimal(load_yaml(FILE)["bands"][band])


def share_of(band: int, ggmmi: Decimal) -> Decimal:
    """Return the exact share of a GGMMI, not rounded."""
    return percentage(band) * ggmmi / 100


def rounded_share(band: int, ggmmi: Decimal) -> Decimal:
    """Return the share rounded up to the next multiple of 0.10; it gives every published amount."""
    step = Decimal(load_yaml(FILE)["rounding"])
    multiples = (share_of(band, ggmmi) / step).to_integral_value(rounding=ROUND_CEILING)
    return (multiples * step).quantize(Decimal("0.01"))


@cache
def rates() -> tuple[Rate, ...]:
    """Return every known row, the oldest first."""
    return tuple(
        Rate(
            valid_from=row["valid_from"],
            verified_until=row["verified_until"],
            ggmmi=Decimal(row["ggmmi"]),
            sureness=row["sureness"],
            published={band: Decimal(text) for band, text in row.get("amounts", {}).items()},
        )
        for row in load_yaml(FILE)["rows"]
    )


def rate_on(day: date) -> Rate:
    """Return the newest row that starts on or before `day`.

    Raises:
        NotCoveredError: `day` lies before the first row.
    """
    known = [rate for rate in rates() if rate.valid_from <= day]
    if not known:
        first = rates()[0].valid_from
        raise NotCoveredError(message("errors.no_rate", on=day, first=first))
    return known[-1]


def corpus_rate() -> Rate:
    """Return the row whose amounts stand in the ROF page itself (ROF B3)."""
    return next(rate for rate in rates() if rate.sureness == "corpus")


def check_due_from() -> date:
    """Return the day from which the newest row is too old to trust without a check."""
    return rates()[-1].valid_from + timedelta(days=rule("freshness")["days"])
