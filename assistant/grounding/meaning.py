"""Whether a statement says what its quotes say: who, must or may, not, only, except, always."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.grounding.actors import acting_in, actors_in
from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import Clause, Weights, best_of
from assistant.grounding.grounds import Ground
from assistant.grounding.limits import contrary
from assistant.grounding.reading import table

_NEAR = 0.97
_RATHER_NEAR = 0.7
_SOME = 0.15


def disagreements(
    clauses: Sequence[Clause], grounds: Sequence[Ground], language: str, weights: Weights
) -> list[Failure]:
    """What each clause of the statement says otherwise than the clause of the quotes it is about.

    Where two clauses of the quotes are about as near, agreeing with one of them is enough.
    """
    theirs = [(c, g) for g in grounds for c in g.clauses]
    found: list[Failure] = []
    for clause in clauses:
        scored = best_of(clause, [c for c, _ in theirs], weights)
        if not scored:
            continue
        best = scored[0][0]
        near = [c for score, c in scored if best and score >= _NEAR * best] or [
            c for _, c in scored
        ]
        said = _said_with(clause, clauses)
        found += _uninvited(clause, scored, theirs, grounds)
        options: list[list[Failure]] = [
            list(_against(clause, other, said, theirs, language, weights)) for other in near
        ]
        fewest: list[Failure] = min(options, key=len)
        found += fewest
    return list(dict.fromkeys(found))


def _said_with(clause: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    return [c for c in clauses if c.sentence == clause.sentence]


def _against(
    clause: Clause,
    other: Clause,
    said: Sequence[Clause],
    theirs: Sequence[tuple[Clause, Ground]],
    language: str,
    weights: Weights,
) -> Iterator[Failure]:
    told, denied = _told(clause, other, weights)
    ground = next(g for c, g in theirs if c is other)
    beside = [c for c in ground.clauses if c.sentence == other.sentence]
    own, there = clause.markers, other.markers
    support = [c for c, _ in theirs if weights.likeness(clause, c) >= _SOME] + list(beside)
    denials = ("negated", "lacking")
    if own.negated and not any(
        _any_near(kind, clause, other, support, weights) for kind in denials
    ):
        yield Failure(Code.NEGATION, f"added: {clause.text}")
    if there.negated and denied and not any(c.markers.negated for c in said):
        yield Failure(Code.NEGATION, f"lost: {clause.text}")
    if there.lacking and denied and not any(c.markers.negated or c.markers.lacking for c in said):
        yield Failure(Code.NEGATION, f"lost: {clause.text}")
    yield from _modality(clause, other, said, support, told)
    if own.only and not any(c.markers.only or c.markers.exception for c, _ in theirs):
        yield Failure(Code.EXCLUSIVITY, f"added: {clause.text}")
    if there.only and denied and not any(c.markers.only or c.markers.exception for c in said):
        yield Failure(Code.EXCLUSIVITY, f"lost: {clause.text}")
    if own.universal and not any(c.markers.universal for c in beside):
        yield Failure(Code.UNIVERSAL, clause.text)
    if own.exception and not any(c.markers.exception for c, _ in theirs):
        yield Failure(Code.EXCEPTION, clause.text)
    for notion in contrary(clause.text, " ".join(c.text for c in beside)):
        yield Failure(Code.LIMIT, f"{notion}: {clause.text}")
    if _swapped(clause.text, other.text, language, ground.language):
        yield Failure(Code.SUBJECT, clause.text)


def _told(clause: Clause, other: Clause, weights: Weights) -> tuple[bool, bool]:
    """Whether the clause tells enough of the other to have to keep its must and may; its not."""
    floors = table("support")
    likeness = weights.likeness(other, clause)
    either = max(likeness, weights.likeness(clause, other))
    return likeness >= float(floors["told"]), either >= float(floors["told_negation"])


def _any_near(
    kind: str, clause: Clause, other: Clause, among: Sequence[Clause], weights: Weights
) -> bool:
    """Whether the clause of the quotes has the marker, or one that is nearly as much about it."""
    if getattr(other.markers, kind):
        return True
    least = _RATHER_NEAR * weights.likeness(clause, other)
    return any(getattr(c.markers, kind) and weights.likeness(clause, c) >= least for c in among)


def _swapped(clause: str, other: str, language: str, spoken: str) -> bool:
    """Whether another acts than in the quote: one it does not name there, or its object."""
    who, whom = acting_in(clause, language), acting_in(other, spoken)
    if not who or not whom or who & whom:
        return False
    return not who <= actors_in(other) or bool(whom & actors_in(clause))


def _modality(
    clause: Clause, other: Clause, said: Sequence[Clause], beside: Sequence[Clause], told: bool
) -> Iterator[Failure]:
    """Must, may and should are kept, and none is added; the rest of the sentence may carry one."""
    own, there = clause.markers, other.markers
    if own.negated and there.negated:
        if own.exempt != there.exempt and (own.exempt or not own.must):
            yield Failure(Code.MODALITY, clause.text)
        return
    if own.must and there.only and not there.must and not own.only:
        return
    rivals = (own.must and not own.may and there.may and not there.must) or (
        own.may and not own.must and there.must and not there.may
    )
    if rivals:
        yield Failure(Code.MODALITY, clause.text)
        return
    for kind in ("must", "may", "should"):
        added = getattr(own, kind) and not any(getattr(c.markers, kind) for c in (other, *beside))
        lost = told and getattr(there, kind) and not any(getattr(c.markers, kind) for c in said)
        if added or lost:
            yield Failure(Code.MODALITY, f"{'added' if added else 'lost'} {kind}: {clause.text}")


def _uninvited(
    clause: Clause,
    scored: Sequence[tuple[float, Clause]],
    theirs: Sequence[tuple[Clause, Ground]],
    grounds: Sequence[Ground],
) -> list[Failure]:
    """Actors of the clause that the sentences it may be about do not name."""
    actors = actors_in(clause.text)
    if not actors or not scored[0][0]:
        return []
    least = _RATHER_NEAR * scored[0][0]
    near = [c for score, c in scored if score >= least]
    known: frozenset[str] = frozenset()
    for other, ground in theirs:
        if any(c.sentence == other.sentence and c in ground.clauses for c in near):
            named = actors_in(other.text)
            known |= named if named else actors_in(ground.before)
    return [Failure(Code.ACTOR, f"{name}: {clause.text}") for name in sorted(actors - known)]


def strangers(statement: str, grounds: Sequence[Ground]) -> list[Failure]:
    """Those whom the statement names and the quotes, their headings and lead-ins do not."""
    known = actors_in("\n".join(g.around for g in grounds))
    renders = table("actors")["renders"]
    return [
        Failure(Code.ACTOR, name)
        for name in sorted(actors_in(statement) - known)
        if not known & set(renders.get(name, ()))
    ]
