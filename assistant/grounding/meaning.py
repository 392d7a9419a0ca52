"""Whether a statement says what its quotes say: who, must or may, not, only, except, always."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.grounding.actors import acting_in, actors_in, alluded_in, hands_over, names_agent
from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import Clause
from assistant.grounding.conditions import dropped_conditions
from assistant.grounding.grounds import Ground
from assistant.grounding.limits import contrary
from assistant.grounding.lost import Similarity, by_sentence, lost_markers, untold
from assistant.grounding.markers import Markers
from assistant.grounding.reading import flat, pattern, table
from assistant.grounding.weights import Weights, best_of

_FAIR = 0.6
_CANDIDATES = 5
_MEANING = 3.0  # cosines of related texts differ by hundredths only
_CLOSE = 0.02
_SAME_SENTENCE = 0.3
_RATHER_NEAR = 0.85
_SOME = 0.15


def disagreements(
    clauses: Sequence[Clause],
    grounds: Sequence[Ground],
    language: str,
    weights: Weights,
    similarity: Similarity,
) -> list[Failure]:
    """What each clause of the statement says otherwise than the clause of the quotes it is about.

    Where two clauses of the quotes are about as near, agreeing with one of them is enough; what is
    lost is judged against all of them, and against the sentence that is nearest in meaning.
    """
    theirs = [(c, g) for g in grounds for c in g.clauses]
    if not theirs:
        return []
    about = [_near(clause, theirs, weights, similarity) for clause in clauses]
    found: list[Failure] = []
    for clause, near in zip(clauses, about, strict=True):
        said = _tellers(clause, clauses, about)
        found += _uninvited(clause, best_of(clause, [c for c, _ in theirs], weights), theirs)
        options: list[list[Failure]] = [
            list(_against(clause, other, said(other), theirs, language, weights)) for other in near
        ]
        fewest: list[Failure] = min(options, key=len)
        found += fewest
        for other in near:
            if _told(clause, other, weights)[1]:
                found += untold(other, said(other), said(other), clause.text)
    found += lost_markers(clauses, about, grounds, weights, similarity)
    found += dropped_conditions(clauses, about, by_sentence(grounds), language, weights)
    return list(dict.fromkeys(found))


def _near(
    clause: Clause,
    theirs: Sequence[tuple[Clause, Ground]],
    weights: Weights,
    similarity: Similarity,
) -> list[Clause]:
    """The clauses of the quotes that this one may be about: the nearest and those about as near.

    Shared notions choose the candidates; likeness in meaning tells those apart.
    """
    scored = best_of(clause, [c for c, _ in theirs], weights)
    best = scored[0][0]
    if not best:
        return [c for _, c in scored]
    fair = [(s, c) for s, c in scored if s >= _FAIR * best][:_CANDIDATES]
    weighed = [(s + _MEANING * similarity(clause.text, c.text), c) for s, c in fair]
    most = max(s for s, _ in weighed)
    return [c for s, c in weighed if s >= most - _CLOSE]


def _tellers(
    clause: Clause, clauses: Sequence[Clause], about: Sequence[Sequence[Clause]]
) -> Callable[[Clause], list[Clause]]:
    """What of the statement tells a clause of the quotes: its own sentence, what is about it."""

    def tellers(other: Clause) -> list[Clause]:
        return [
            c
            for c, near in zip(clauses, about, strict=True)
            if c.sentence == clause.sentence or other in near
        ]

    return tellers


def _against(
    clause: Clause,
    other: Clause,
    said: Sequence[Clause],
    theirs: Sequence[tuple[Clause, Ground]],
    language: str,
    weights: Weights,
) -> Iterator[Failure]:
    told, _ = _told(clause, other, weights)
    ground = next(g for c, g in theirs if c is other)
    beside = [c for c in ground.clauses if c.sentence == other.sentence]
    own, there = clause.markers, other.markers
    support = [c for c, _ in theirs if weights.likeness(clause, c) >= _SOME] + list(beside)
    denials = ("negated", "lacking")
    if own.negated and not any(
        _any_near(kind, clause, other, support, weights) for kind in denials
    ):
        yield Failure(Code.NEGATION, f"added: {clause.text}")
    elif _reversed(own, there) and not any(c.markers.negated for c in beside):
        yield Failure(Code.NEGATION, f"reversed: {clause.text}")
    yield from _modality(
        clause, other, said, told, language,
        lambda kind: any(getattr(c.markers, kind) for c in beside)
        or _any_near(kind, clause, other, support, weights),
    )  # fmt: skip
    if own.only and not any(c.markers.only or c.markers.exception for c, _ in theirs):
        yield Failure(Code.EXCLUSIVITY, f"added: {clause.text}")
    if own.universal and not any(c.markers.universal for c in beside):
        yield Failure(Code.UNIVERSAL, clause.text)
    if own.exception and not any(c.markers.exception for c, _ in theirs):
        yield Failure(Code.EXCEPTION, clause.text)
    for notion in contrary(clause.text, " ".join(c.text for c in beside)):
        yield Failure(Code.LIMIT, f"{notion}: {clause.text}")
    if _swapped(clause.text, other.text, language, ground.language):
        yield Failure(Code.SUBJECT, clause.text)


def _reversed(own: Markers, there: Markers) -> bool:
    """Whether the one forbids what the other permits, or exempts from what it obliges to."""
    if there.negated:
        return False
    return (own.forbidden and there.may) or (own.exempt and there.must)


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
    nearest = weights.likeness(clause, other)
    return any(
        getattr(c.markers, kind)
        and weights.likeness(clause, c)
        >= nearest * (_SAME_SENTENCE if _at_one(c, other) else _RATHER_NEAR)
        for c in among
    )


def _at_one(clause: Clause, other: Clause) -> bool:
    """Whether two clauses of the quotes stand in one sentence that sets neither against the other.

    Clauses are numbered within their quote.
    """
    against = pattern("markers", "adversative", clause.language)
    opposed = any(against.match(flat(c.text)) for c in (clause, other))
    return clause.sentence == other.sentence and not opposed


def _swapped(clause: str, other: str, language: str, spoken: str) -> bool:
    """Whether another acts than in the quote: one it does not name there, or its object."""
    who, whom = acting_in(clause, language), acting_in(other, spoken)
    if not who or not whom or who & whom:
        return False
    if not who <= actors_in(other) or bool(whom & actors_in(clause)):
        return True
    undergone = hands_over(other, spoken) and not names_agent(other, spoken)
    return not (hands_over(clause, language) or undergone)


def _modality(
    clause: Clause,
    other: Clause,
    said: Sequence[Clause],
    told: bool,
    language: str,
    supported: Callable[[str], bool],
) -> Iterator[Failure]:
    """Must, may and should are kept, and none is added; the rest of the sentence may carry one."""
    own, there = clause.markers, other.markers
    if own.negated and there.negated:
        none = pattern("markers", "existential", language).search(flat(clause.text))
        if own.exempt != there.exempt and (own.exempt or not own.must) and not none:
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
        added = getattr(own, kind) and not getattr(there, kind) and not supported(kind)
        kept = kind == "must" or any(getattr(c.markers, kind) for c in said)
        lost = told and getattr(there, kind) and not kept
        if added or lost:
            yield Failure(Code.MODALITY, f"{'added' if added else 'lost'} {kind}: {clause.text}")


def _uninvited(
    clause: Clause,
    scored: Sequence[tuple[float, Clause]],
    theirs: Sequence[tuple[Clause, Ground]],
) -> list[Failure]:
    """Actors of the clause that the sentences it may be about do not name."""
    actors = actors_in(clause.text)
    if not actors or not scored[0][0]:
        return []
    least = 0.7 * scored[0][0]
    near = [c for score, c in scored if score >= least]
    known: frozenset[str] = frozenset()
    for other, ground in theirs:
        if any(c.sentence == other.sentence and c in ground.clauses for c in near):
            named = alluded_in(other.text)
            known |= named
            if not named or pattern("markers", "anaphors", other.language).search(flat(other.text)):
                known |= actors_in(ground.before)
    return [Failure(Code.ACTOR, f"{name}: {clause.text}") for name in sorted(actors - known)]


def strangers(statement: str, grounds: Sequence[Ground]) -> list[Failure]:
    """Those whom the statement names and the quotes, their headings and lead-ins do not."""
    known = alluded_in("\n".join(g.around for g in grounds))
    renders = table("actors")["renders"]
    return [
        Failure(Code.ACTOR, name)
        for name in sorted(actors_in(statement) - known)
        if not known & set(renders.get(name, ()))
    ]
