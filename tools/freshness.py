"""Is the newest leervergoeding still young enough: `python -m tools.freshness [--on YYYY-MM-DD]`.

Exit 0 when the newest row of parameters/allowance.yaml is at most a year old on that day, 1 when
it is older, with what to look up; 2 when the day is no ISO day. Only the command reads the clock.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tools.allowance_rates import check_due_from, rates
from tools.wording import Euro, message, render

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_fresh(on: date) -> bool:
    """Return whether the newest row is at most a year old on a day."""
    return on <= check_due_from()


def report(on: date, language: str = "en") -> str:
    """Return one line on the newest row: fresh, or what to look up and where to add it."""
    newest = rates()[-1]
    key = "freshness.fresh" if is_fresh(on) else "freshness.stale"
    facts = {"ggmmi": Euro(newest.ggmmi), "since": newest.valid_from, "on": on}
    return render(message(key, **facts), language)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.freshness", description=__doc__)
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).date())
    on: date = parser.parse_args(arguments).on
    sys.stdout.write(report(on) + "\n")
    return 0 if is_fresh(on) else 1


if __name__ == "__main__":
    raise SystemExit(main())
