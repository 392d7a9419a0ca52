"""Numbers, dates, amounts and references in whatever notation, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.grounding.addresses import addresses_masked
from assistant.grounding.dates import dates_in
from assistant.grounding.numerals import spelt_in
from assistant.grounding.reading import compiled, flat, table

_MASK = "¦"
_NUMERAL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[ ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*"
_CIRCULAR = re.compile(r"(?<!\w)so[ /](\d+(?:/\d+)*)(?:[/ ]?\(?buso\)?)?(?!\w)")
_DOTTED = re.compile(r"(?<![\d.,])(\d{1,2}(?:\.\d{1,2}){1,2})(?![\d%]|[.,]\d|\s?%)")
_ROMAN = re.compile(r"\b[IVX]{2,5}\b")
_ONE = re.compile(r"(?<!\w)[ÉéEe]{1}[Éé]n(?!\w)|(?<!\w)[Éé][ÉéEe]n(?!\w)")
_FORMS = re.compile(r"(?<!\w)(?:ov|opleidingsvorm(?:en)?)\s?([1-4])(?!\d)")
_BETWEEN_MOST = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts; `start` and `end` are its place in the text.

    `kind` is number, ordinal, indefinite ("een week": perhaps one), date, school_year, rate, annex,
    article, part, form or circular.
    `value` is in one notation; `unit` is "" where the text names none that is known.
    """

    kind: str
    value: str
    unit: str
    start: int
    end: int
    noun: str = ""


@cache
def figures_in(text: str, language: str) -> tuple[Figure, ...]:
    """All figures of the text in order; addresses hold none."""
    masked = addresses_masked(_arabic(text))
    masked = _ONE.sub("1  ", masked) if language == "nl" else masked
    found: list[Figure] = []
    plain = flat(masked).replace("graads", " graad")
    for reader in (_circulars, _references, _forms, _dates, _rates):
        for figure in list(reader(plain, language)):
            found.append(figure)
            cover = ("x" if figure.kind == "form" else _MASK) * (figure.end - figure.start)
            plain = plain[: figure.start] + cover + plain[figure.end :]
    found += _numbers(plain, language)
    return tuple(sorted(set(found), key=lambda f: (f.start, f.end)))


def _arabic(text: str) -> str:
    """Roman numerals as digits, the text as long as before."""
    values = {"I": 1, "V": 5, "X": 10}

    def digits(match: re.Match[str]) -> str:
        total = 0
        numeral = [values[c] for c in match.group()]
        for one, after in zip(numeral, [*numeral[1:], 0], strict=True):
            total += -one if one < after else one
        return str(total).ljust(len(numeral))

    return _ROMAN.sub(digits, text)


def _circulars(plain: str, _: str) -> Iterator[Figure]:
    for match in _CIRCULAR.finditer(plain):
        yield Figure("circular", match.group(1), "", *match.span())


def _forms(plain: str, _: str) -> Iterator[Figure]:
    """Forms such as "OV3": a name, which `names` checks it."""
    for match in _FORMS.finditer(plain):
        yield Figure("form", match.group(1), "", *match.span())


@cache
def _reference_patterns() -> dict[str, re.Pattern[str]]:
    number = r"\d+(?:[./]\d+)*"
    join = r"(?:\s*(?:,|-|en|et|and|tot|tot en met|a|to|of|ou|or|t/m)\s*)"
    return {
        kind: re.compile(
            rf"(?<!\w)(?:{'|'.join(words)})(?:\s*\(\w+\))?\s+({number}(?:{join}{number})*)(?![\w%])"
        )
        for kind, words in table("figures")["references"].items()
    }


def _references(plain: str, _: str) -> Iterator[Figure]:
    for kind, pattern in _reference_patterns().items():
        for match in pattern.finditer(plain):
            for value in re.findall(r"\d+(?:[./]\d+)*", match.group(1)):
                yield Figure(kind, value, "", *match.span())


def _dates(plain: str, language: str) -> Iterator[Figure]:
    for kind, value, start, end in dates_in(plain, language):
        yield Figure(kind, value, "", start, end)


@cache
def _rate_patterns() -> dict[str, re.Pattern[str]]:
    return {unit: compiled(words) for unit, words in table("figures")["rates"].items()}


def _rates(plain: str, _: str) -> Iterator[Figure]:
    for unit, pattern in _rate_patterns().items():
        for match in pattern.finditer(plain):
            yield Figure("rate", "per", unit, *match.span())


@cache
def _unit_patterns() -> dict[str, re.Pattern[str]]:
    found = {u: compiled(words) for u, words in table("figures")["units"].items() if u != "percent"}
    found["euro"] = re.compile(r"(?<!\w)(?:euros?|eur)(?!\w)|€")
    found["percent"] = re.compile(r"%|(?<!\w)(?:procent|pour ?cents?|per ?cent)(?!\w)")
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    """A number as it stands in the text, before its unit is known."""

    kind: str
    value: str
    start: int
    end: int
    lone: bool = False  # "one" or an article: a number only right before a unit
    in_words: bool = False


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    data = table("figures")
    suffix = r"(?P<suffix>e|de|ste|er|ere|eme|ieme|nd|rd|th|st|re)?"
    amounts = "|".join(data["amounts"][language])
    one, articles = ("|".join(data[k][language]) or "(?!)" for k in ("one", "articles"))
    return re.compile(
        rf"(?<![\w.,¦])(?:(?P<digits>{_NUMERAL}){suffix}(?=u?(?!\w))|(?P<amount>{amounts})(?!\w)"
        rf"|(?P<one>{one})(?!\w)|(?P<article>{articles})(?!\w))"
    )


def _tokens(plain: str, language: str) -> list[_Token]:
    """The numbers of flat text in order, those in words first where two overlap."""
    found = [
        _Token(kind, str(value), start, end, in_words=True)
        for kind, value, start, end in spelt_in(plain, language)
    ]
    taken = {place for token in found for place in range(token.start, token.end)}
    for match in _number_pattern(language).finditer(plain):
        if match.start() in taken:
            continue
        lone = bool(match["one"] or match["article"])
        value = "1" if lone else _value(match, language)
        kind = "indefinite" if match["article"] else "ordinal" if match["suffix"] else "number"
        found.append(_Token(kind, value, *match.span(), lone=lone))
    return sorted(found, key=lambda t: t.start)


def _value(match: re.Match[str], language: str) -> str:
    if match["amount"]:
        return str(table("figures")["amounts"][language][match["amount"]])
    return canonical(match["digits"])


def _numbers(plain: str, language: str) -> list[Figure]:
    found: list[Figure] = []
    tokens = _tokens(plain, language)
    hard = set(table("figures")["hard"])
    for i, token in enumerate(tokens):
        stop = tokens[i + 1].start if i + 1 < len(tokens) else len(plain)
        unit, noun, near = _unit(plain, token.start, token.end, stop)
        if token.lone and (not near or unit not in hard):
            continue
        found.append(Figure(token.kind, token.value, unit, token.start, token.end, noun))
    spelt = {t.start for t in tokens if t.in_words and t.kind == "ordinal"}
    shared = _with_shared_units(found, plain)
    return [f for f in shared if f.start not in spelt or f.unit in hard]


def canonical(number: str) -> str:
    """One notation: "34,5", "34.50", "1.250,00" and "1 250" → "34.5", "34.5", "1250", "1250"."""
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", number):
        number = re.sub(r"[. ]", "", number)
    number = number.replace(",", ".").rstrip(".")
    if number.count(".") > 1:
        return number
    return format(Decimal(number).normalize(), "f")


def _unit(plain: str, start: int, end: int, stop: int) -> tuple[str, str, bool]:
    """The unit beside a number, the noun after it, and whether the unit follows at once."""
    if re.search(r"(?:€|(?<!\w)eur)\s?$", plain[:start]):
        return "euro", "", True
    window = re.split(r"[;:(¦.](?!\d)|,\s", plain[end:stop], maxsplit=1)[0]
    words = list(re.finditer(r"[^\s]+", window))[: _BETWEEN_MOST + 3]
    noun = words[0].group().strip(",.'\"()") if words else ""
    best: tuple[int, int, str] | None = None
    for order, (unit, pattern) in enumerate(_unit_patterns().items()):
        hit = pattern.search(window)
        if hit and len(window[: hit.start()].split()) <= _BETWEEN_MOST:
            rank = (hit.start(), order, unit)
            best = min(best, rank) if best else rank
    if best is None:
        return "", noun, False
    return best[2], noun, not window[: best[0]].strip()


def _with_shared_units(found: list[Figure], plain: str) -> list[Figure]:
    """In "14 tot 19 uur" a number without a unit has that of the one it is joined to."""
    joins = {flat(j) for j in table("figures")["joins"]}
    for i in range(len(found) - 2, -1, -1):
        this, after = found[i], found[i + 1]
        between = " ".join(plain[this.end : after.start].replace("(", " ").split())
        between = _limitless(between)
        if not this.unit and after.unit and (between in joins or between in (",", "")):
            found[i] = Figure(this.kind, this.value, after.unit, this.start, this.end, this.noun)
    return found


def _limitless(between: str) -> str:
    """The words between two numbers without "maximaal" and the like."""
    return " ".join(compiled(table("markers")["limits"]["most"]).sub(" ", between).split())


@cache
def units_in(text: str) -> frozenset[str]:
    """The hard units that the text speaks of, with or without a number."""
    plain = flat(text)
    hard = table("figures")["hard"]
    found = set()
    for unit, spotted in _unit_patterns().items():
        if unit in hard and spotted.search(plain):
            found.add(unit)
            plain = spotted.sub("¦", plain)
    return frozenset(found)


def dotted_numbers(text: str) -> set[str]:
    """Numbers such as 7.3 or 12.2.1, which name a section where a text says "zie 7.3"."""
    return set(_DOTTED.findall(flat(text)))
