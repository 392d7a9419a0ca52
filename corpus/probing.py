"""Whether an index holds what its embedder makes of the texts, each as the kind that it is.

The fingerprint of an index names the embedder, not what it does: vectors embedded as the other kind
(a passage as a query) or by another model of the same name look like any others, and search hardly
gets worse. One entry of each kind, embedded anew, tells. Of the bundled model a stored vector is
1.000 near to a fresh one of its own kind; of the other kind it is at most 0.98 for a short passage,
and 0.88 for a question in the learnt space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.catalogue import PASSAGE_KINDS, Entry, Kind
from corpus.embedder import Embedder

if TYPE_CHECKING:
    from corpus.index import Index

_SAME = 0.985
_NEIGHBOURS = 10


def foreign(
    index: Index, entries: Mapping[Kind, Sequence[Entry]], embedder: Embedder
) -> str | None:
    """What is wrong with the vectors, "chunk 0.97 …"; None where the embedder made them all.

    Args:
        index: an open index.
        entries: what it was made of, by kind.
        embedder: what will embed the questions; it embeds the shortest entry of each kind.
    """
    for kind, nearness in (
        *((kind, _passage) for kind in PASSAGE_KINDS),
        ("question", _question),
    ):
        if not entries[kind]:
            continue
        shortest = min(entries[kind], key=lambda entry: len(entry.text))
        found = nearness(index, shortest, embedder)
        if found < _SAME:
            return (
                f"its vector of a {kind} is not the one that {embedder.name} makes of it "
                f"(cosine {found:.2f}): another model, or the kinds query and passage swapped"
            )
    return None


def _passage(index: Index, entry: Entry, embedder: Embedder) -> float:
    """The cosine of the stored vector with a fresh one; 0 where others are nearer."""
    return index.dense(entry.kind, embedder.passages([entry.text])[0], _NEIGHBOURS).get(
        entry.ref, 0.0
    )


def _question(index: Index, entry: Entry, embedder: Embedder) -> float:
    """How near the fresh vector is to its own card's nearest question, in the learnt space."""
    near = index.subjects(embedder.queries([entry.text])[0])
    return float(near.cards.nearest[entry.ref])
