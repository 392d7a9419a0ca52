"""Whether each figure, address and reference of a statement stands in what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.grounding.addresses import addresses_in
from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import Clause
from assistant.grounding.figures import Figure, dotted_numbers, figures_in, units_in
from assistant.grounding.grounds import Ground
from assistant.grounding.reading import flat, table


def unborne(
    statement: str, clauses: Sequence[Clause], grounds: Sequence[Ground], language: str
) -> list[Failure]:
    """The figures and addresses that the quotes and lines lack, or have with another unit."""
    there = [f for g in grounds for f in figures_in(g.text, g.language)]
    found = [
        failure
        for figure in figures_in(statement, language)
        if (failure := _judged(figure, statement, there, grounds))
    ]
    known = {a for g in grounds for a in addresses_in(g.text)}
    found += [Failure(Code.ADDRESS, a) for a in addresses_in(statement) if not _known(a, known)]
    found += [Failure(Code.UNIT, unit) for unit in _strange_units(statement, grounds)]
    return found + list(_mixed(clauses, grounds, language))


def _strange_units(statement: str, grounds: Sequence[Ground]) -> list[str]:
    """Units of time that the statement speaks of, with or without a number, and no quote does."""
    timed = set(table("figures")["timed"])
    renders = table("figures")["renders"]
    known = {u for g in grounds for u in units_in(g.around)}
    known |= {u for unit, forms in renders.items() for u in [unit] if known & set(forms)}
    known |= {"day"} if any(u.endswith("_day") for u in known) else set()
    return sorted((units_in(statement) & timed) - known)


def _known(address: str, known: set[str]) -> bool:
    return any(address == one or one.startswith(f"{address}/") for one in known)


def _judged(
    figure: Figure, statement: str, there: Sequence[Figure], grounds: Sequence[Ground]
) -> Failure | None:
    words = statement[figure.start : figure.end]
    if figure.kind in ("number", "ordinal"):
        return _number(figure, words, there)
    if figure.kind == "date":
        fits = any(_covers(f.value, figure.value) for f in there if f.kind == "date")
        return None if fits else Failure(Code.DATE, words)
    if figure.kind == "rate":
        return _rate(figure, words, grounds)
    if figure.kind in ("form", "indefinite"):
        return None
    known = {f.value for f in there if f.kind == figure.kind}
    if figure.kind == "part":
        known |= {n for g in grounds for n in dotted_numbers(g.text)}
        known |= {g.section for g in grounds} | {f.value for f in there if f.kind == "number"}
    code = Code.DATE if figure.kind == "school_year" else Code.REFERENCE
    return None if figure.value in known else Failure(code, words)


def _number(figure: Figure, words: str, there: Sequence[Figure]) -> Failure | None:
    same = [f for f in there if f.value == figure.value and f.kind in ("number", "ordinal")]
    if figure.value == "1" and figure.kind == "number":
        same += [f for f in there if f.kind == "indefinite"]
    if not same:
        return Failure(Code.NUMBER, words)
    if any(_units_agree(figure, f) for f in same):
        return None
    return Failure(Code.UNIT, f"{words} {figure.unit or figure.noun}")


def _units_agree(figure: Figure, other: Figure) -> bool:
    data = table("figures")
    hard = set(data["hard"])
    if (figure.kind == "ordinal") != (other.kind == "ordinal"):
        return False
    if figure.unit == other.unit and figure.unit:
        return True
    if figure.unit in hard:
        return other.unit in data["renders"].get(figure.unit, ())
    if other.unit in hard:
        return not figure.unit and (not figure.noun or _small(figure.noun))
    return True


def _small(word: str) -> bool:
    """Whether the word is no noun, in any language."""
    closed = table("closed_words").values()
    return flat(word) in {*table("figures")["function_words"], *(w for ws in closed for w in ws)}


def _rate(figure: Figure, words: str, grounds: Sequence[Ground]) -> Failure | None:
    known = {f.unit for g in grounds for f in figures_in(g.around, g.language) if f.kind == "rate"}
    return None if figure.unit in known else Failure(Code.UNIT, words)


def _covers(theirs: str, own: str) -> bool:
    """Whether each part of a date that the statement names is so in the other."""
    return all(b in ("*", a) for a, b in zip(theirs.split("-"), own.split("-"), strict=True))


def _mixed(
    clauses: Sequence[Clause], grounds: Sequence[Ground], language: str
) -> Iterator[Failure]:
    """A clause whose figures stand in two lines of a calculation, but in no single one."""
    lines = [g for g in grounds if g.citation is None]
    if len(lines) < 2 or len(lines) < len(grounds):
        return
    for clause in clauses:
        wanted = {(f.kind, f.value) for f in figures_in(clause.text, language)}
        held = [{(f.kind, f.value) for f in figures_in(g.text, g.language)} for g in lines]
        if len(wanted) > 1 and not any(wanted <= one for one in held):
            yield Failure(Code.NUMBER, clause.text)
