"""Vectors that come with the package, so that a first start need not embed everything.

    python -m corpus.vectors

embeds the bundled texts and cards with the bundled model and writes `vectors/<model>.npz`: for
each entry the first 8 bytes of a digest of its kind and text, and its vector in 8 bits a number
(cosine similarities move by less than 0.001).
A text that has no vector here (a new card, a text of one's own) is embedded when the index is
built; a vector whose text is gone is never looked up.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.catalogue import KINDS, QUERY_KINDS, Kind, load_catalogue
from corpus.embedder import BUNDLED, Embedder, Vectors, load_embedder

FOLDER = Path(__file__).parent / "vectors"
_BATCH = 128


class KnownVectors:
    """Vectors by kind and text, for one embedder."""

    def __init__(self, embedder: Embedder, folder: Path = FOLDER) -> None:
        """Those of the embedder's file in `folder`; none where there is no such file."""
        self._embedder = embedder
        self._places: dict[int, int] = {}
        self._vectors: npt.NDArray[np.int8] = np.zeros((0, 0), dtype=np.int8)
        path = folder / f"{embedder.name}.npz"
        if embedder.name.startswith(BUNDLED) and path.is_file():
            with np.load(path) as file:
                self._vectors = file["vectors"]
                self._places = {int(key): place for place, key in enumerate(file["keys"])}

    def vectors(self, kind: Kind, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions); unknown texts are embedded."""
        missing = [i for i, text in enumerate(texts) if _key(kind, text) not in self._places]
        fresh = self._embed(kind, [texts[i] for i in missing])
        if len(missing) == len(texts):
            return fresh
        found = np.empty((len(texts), self._vectors.shape[1]), dtype=np.float32)
        for i, text in enumerate(texts):
            place = self._places.get(_key(kind, text))
            if place is not None:
                found[i] = self._vectors[place]
        if missing:
            found[missing] = fresh
        return _unit(found)

    def covers(self, kind: Kind, text: str) -> bool:
        """Whether the text's vector is among the known ones."""
        return _key(kind, text) in self._places

    def _embed(self, kind: Kind, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        if kind in QUERY_KINDS:
            return self._embedder.queries(texts)
        return self._embedder.passages(texts)


def _key(kind: Kind, text: str) -> int:
    as_query = kind in QUERY_KINDS
    digest = hashlib.sha256(f"{'query' if as_query else 'passage'}\x1f{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _in_8_bits(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Each vector scaled to -127..127: its direction is what counts."""
    highest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.rint(vectors / highest * 127), dtype=np.int8)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, dtype=np.float32)


def main() -> None:
    """Writes the file for the bundled model, embedding only what it does not hold yet."""
    from tqdm import tqdm

    embedder = load_embedder(BUNDLED)
    known = KnownVectors(embedder)
    catalogue = load_catalogue()
    rows: dict[int, Vectors] = {}
    for kind in KINDS:
        texts = [e.text for e in catalogue.entries(kind)]
        for first in tqdm(range(0, len(texts), _BATCH), desc=kind, file=sys.stderr):
            batch = texts[first : first + _BATCH]
            for text, vector in zip(batch, known.vectors(kind, batch), strict=True):
                rows[_key(kind, text)] = vector
    keys = sorted(rows)
    FOLDER.mkdir(exist_ok=True)
    np.savez_compressed(
        FOLDER / f"{embedder.name}.npz",
        keys=np.array(keys, dtype=np.uint64),
        vectors=_in_8_bits(np.stack([rows[k] for k in keys])),
    )


if __name__ == "__main__":
    main()
