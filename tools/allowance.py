"""The leervergoeding a month of a pupil with an OAO (ROF B3).

Only an OAO carries it: an SAO is "onbezoldigd" (omzendbrief 7.3), a DA is "Conform de lopende CAO"
(ROF B2), the text is silent on the SBO. The band comes from tools/schooling.py, the amounts
through time from tools/allowance_rates.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.allowance_rates import (
    check_due_from,
    corpus_rate,
    percentage,
    rate_on,
    rates,
    rounded_share,
    share_of,
)
from tools.errors import InvalidInputError
from tools.result import Finding
from tools.schooling import POSSIBLE, Band, band_of, undecided
from tools.wording import Euro, Message, Percent, message

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tools.allowance_rates import Rate
    from tools.arguments import AllowanceArguments

PAID = {"SAO": False, "DA": True, "SBO": None}
WITHOUT_ALLOWANCE = {
    "SAO": ("sao_unpaid",),
    "DA": ("holidays_and_pay_da",),
    "SBO": ("sbo", "sbo_hours"),
}


def allowance(arguments: AllowanceArguments) -> Finding:
    """Return the leervergoeding a month: band, share, amount, period and sureness (ROF B3).

    Raises:
        InvalidInputError: `on`, or schooling that can still change the band, is missing.
        NotCoveredError: `on` lies before the first known GGMMI.
    """
    if arguments.overeenkomst != "OAO":
        return _no_allowance(arguments.overeenkomst)
    band = _band(arguments)
    if arguments.ggmmi is not None:
        return _from_given_ggmmi(arguments, band, arguments.ggmmi)
    if arguments.on is None:
        raise InvalidInputError("on", None, message("fields.on"), missing=("on",))
    return _from_rate(arguments, band, rate_on(arguments.on), arguments.on)


def _band(arguments: AllowanceArguments) -> Band:
    given: dict[str, int | None] = {name: getattr(arguments, name) for name in POSSIBLE}
    missing = undecided(given)
    if missing:
        raise InvalidInputError(missing[0], None, message(f"fields.{missing[0]}"), missing=missing)
    return band_of({name: value or 0 for name, value in given.items()})


def _no_allowance(overeenkomst: str) -> Finding:
    silent = (message("allowance.sbo_silent"),) if overeenkomst == "SBO" else ()
    return Finding(
        value={**_value(overeenkomst, None), "paid": PAID[overeenkomst]},
        steps=(message(f"allowance.{overeenkomst.lower()}"),),
        warnings=silent,
        provisions=("allowance_basis", *WITHOUT_ALLOWANCE[overeenkomst]),
    )


def _value(overeenkomst: str, band: Band | None) -> dict[str, object]:
    corpus = corpus_rate()
    return {
        "overeenkomst": overeenkomst,
        "paid": True,
        "band": band.number if band else None,
        "percentage": percentage(band.number) if band else None,
        "amount_per_month": None,
        "currency": "EUR",
        "ggmmi": None,
        "valid_from": None,
        "verified_until": None,
        "status": None,
        "corpus_amount": corpus.amount(band.number) if band else None,
        "corpus_amount_valid_from": corpus.valid_from if band else None,
    }


def _from_given_ggmmi(arguments: AllowanceArguments, band: Band, ggmmi: Decimal) -> Finding:
    amount = rounded_share(band.number, ggmmi)
    figures = {"amount_per_month": amount, "ggmmi": ggmmi, "status": "computed"}
    return Finding(
        value={**_value("OAO", band), **figures},
        steps=(*_band_steps(band), _calculation(band, ggmmi, amount)),
        assumptions=(
            *_assumptions(arguments, band),
            message("allowance.given_ggmmi", ggmmi=Euro(ggmmi)),
            message("allowance.rounding"),
        ),
        warnings=(*_not_literal(arguments, band), _corpus_age(band)),
        provisions=_provisions(band),
    )


def _from_rate(arguments: AllowanceArguments, band: Band, rate: Rate, on: date) -> Finding:
    amount = rate.amount(band.number)
    figures = {
        "amount_per_month": amount,
        "ggmmi": rate.ggmmi,
        "valid_from": rate.valid_from,
        "verified_until": rate.verified_until,
        "status": rate.status(on),
    }
    known_from = message("allowance.known_from", amount=Euro(amount), since=rate.valid_from)
    return Finding(
        value={**_value("OAO", band), **figures},
        steps=(*_band_steps(band), _calculation(band, rate.ggmmi, amount), known_from),
        assumptions=(*_assumptions(arguments, band), *_sureness(rate)),
        warnings=(*_not_literal(arguments, band), *_age(rate, band, on)),
        provisions=_provisions(band),
    )


def _band_steps(band: Band) -> tuple[Message, ...]:
    return (
        message("allowance.oao"),
        message(
            "allowance.band",
            reason=message(f"allowance.{band.reason}"),
            band=band.number,
            percentage=Percent(percentage(band.number)),
        ),
    )


def _calculation(band: Band, ggmmi: Decimal, amount: Decimal) -> Message:
    return message(
        "allowance.calculation",
        percentage=Percent(percentage(band.number)),
        ggmmi=Euro(ggmmi),
        share=Euro(share_of(band.number, ggmmi).normalize()),
        amount=Euro(amount),
    )


def _assumptions(arguments: AllowanceArguments, band: Band) -> tuple[Message, ...]:
    """Name the start of the programme that two sentences of ROF B3 ask for, if it is not given."""
    if arguments.year_of_programme is None and band.reason in ("first_year", "second_degree"):
        return (message(f"allowance.assumed_{band.reason}"),)
    return ()


def _not_literal(arguments: AllowanceArguments, band: Band) -> tuple[Message, ...]:
    """Warn for a later year with no year completed: ROF B3 names only the first year."""
    later = (arguments.year_of_programme or 1) > 1
    if later and band.reason in ("first_year", "second_degree"):
        return (message(f"allowance.not_literal_{band.reason}", band=band.number),)
    return ()


def _sureness(rate: Rate) -> tuple[Message, ...]:
    computed = message("allowance.amount_computed")
    return (message("allowance.rounding"), computed) if rate.sureness == "computed" else ()


def _age(rate: Rate, band: Band, on: date) -> tuple[Message, ...]:
    """Say how old the figure is: the text's own amount, the last check, a newer one to look up."""
    found: list[Message] = []
    if rate != corpus_rate():
        found.append(_corpus_age(band))
    if on > rate.verified_until:
        period = {"since": rate.valid_from, "until": rate.verified_until}
        found.append(message("allowance.outdated", **period))
    if rate == rates()[-1] and on > check_due_from():
        found.append(message("allowance.check_due", since=rate.valid_from))
    return tuple(found)


def _corpus_age(band: Band) -> Message:
    corpus = corpus_rate()
    amount = Euro(corpus.amount(band.number))
    return message("allowance.corpus_age", amount=amount, since=corpus.valid_from)


def _provisions(band: Band) -> tuple[str, ...]:
    return (f"band_{band.reason}", f"amount_band_{band.number}", "allowance_basis", "oao_paid")
