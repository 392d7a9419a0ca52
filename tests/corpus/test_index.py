from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import numpy as np
import pytest

from corpus.cards import CARDS
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import BundledE5
from corpus.errors import IndexUnavailableError
from corpus.index import Index, open_index
from corpus.lexical import LexicalIndex, fold, ngrams
from corpus.vectors import KnownVectors


@pytest.fixture(scope="module")
def embedder() -> BundledE5:
    return BundledE5()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A catalogue of the texts with one section's cards: quick to index."""
    cards = tmp_path_factory.mktemp("cards")
    name = "omzendbrief-7.2.yaml"
    (cards / name).write_bytes((CARDS / name).read_bytes())
    return load_catalogue(cards=cards)


@pytest.fixture
def built(small: Catalogue, embedder: BundledE5, tmp_path: Path) -> Index:
    return open_index(small, embedder, tmp_path)


def reopened(small: Catalogue, embedder: BundledE5, home: Path) -> Index:
    return open_index(small, embedder, home)


def test_index_is_built_once_when_opened_twice(
    small: Catalogue, embedder: BundledE5, built: Index, tmp_path: Path
) -> None:
    assert built.info.built
    again = reopened(small, embedder, tmp_path)
    assert not again.info.built
    assert again.info.fingerprint == built.info.fingerprint


def test_progress_reaches_the_end_when_an_index_is_built(
    small: Catalogue, embedder: BundledE5, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    open_index(small, embedder, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert (
        told[-1][0]
        == told[-1][1]
        == sum(1 for k in ("chunk", "sentence", "question") for _ in small.entries(k))
    )  # type: ignore[arg-type]


def test_nearest_entry_is_itself_when_its_own_vector_is_searched(
    small: Catalogue, embedder: BundledE5, built: Index
) -> None:
    entries = list(small.entries("chunk"))
    vector = embedder.passages([entries[7].text])[0]
    found = built.dense("chunk", vector, 5)
    assert max(found, key=lambda i: found[i]) == 7
    assert found[7] == pytest.approx(1.0, abs=0.01)


def test_dense_search_agrees_with_exact_search_when_compared(
    small: Catalogue, embedder: BundledE5, built: Index
) -> None:
    texts = [e.text for e in small.entries("sentence")]
    vectors = KnownVectors(embedder).vectors("sentence", texts)
    question = embedder.queries(["wie sluit de arbeidsongevallenverzekering af?"])[0]
    exact = list(np.argsort(-(vectors @ question))[:20])
    assert set(built.dense("sentence", question, 20)) == set(map(int, exact))


@pytest.mark.parametrize("damage", ["manifest", "half", "lexical", "chroma", "empty"])
def test_index_is_built_anew_when_it_is_damaged(
    small: Catalogue, embedder: BundledE5, built: Index, tmp_path: Path, damage: str
) -> None:
    folder = built.info.folder
    built.close()
    if damage == "manifest":
        (folder / "manifest.json").write_text("{")
    elif damage == "half":
        (folder / "manifest.json").unlink()
    elif damage == "lexical":
        next((folder / "lexical" / "chunk").glob("data*")).write_bytes(b"x")
    elif damage == "chroma":
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"not a database")
    else:
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["counts"]["chunk"] += 1
        (folder / "manifest.json").write_text(json.dumps(manifest))
    again = reopened(small, embedder, tmp_path)
    assert again.info.built
    assert again.lexical("chunk", "opleidingsplan").max() > 0


def test_index_gets_another_folder_when_the_cards_change(
    small: Catalogue, embedder: BundledE5, built: Index, tmp_path: Path
) -> None:
    bare = load_catalogue(cards=tmp_path / "none")
    other = open_index(bare, embedder, tmp_path)
    assert other.info.folder != built.info.folder
    assert other.info.built


def test_nothing_half_written_stays_when_building_fails(
    small: Catalogue, embedder: BundledE5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LexicalIndex, "save", full_disk)
    with pytest.raises(IndexUnavailableError, match=r"No space left.*DUAAL_HOME"):
        open_index(small, embedder, tmp_path)
    assert [p.name for p in (tmp_path / "index").iterdir()] in ([], [".lock"])


def test_one_line_says_so_when_the_data_folder_is_a_file(
    small: Catalogue, embedder: BundledE5, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailableError, match="can't be written"):
        open_index(small, embedder, tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_one_line_says_so_when_the_data_folder_is_read_only(
    small: Catalogue, embedder: BundledE5, tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(IndexUnavailableError, match="can't be written"):
        open_index(small, embedder, tmp_path / "home")


def _open_in_process(home: str, cards: str, results: multiprocessing.Queue[bool]) -> None:
    catalogue = load_catalogue(cards=Path(cards))
    results.put(open_index(catalogue, BundledE5(), Path(home)).info.built)


def test_one_process_builds_when_two_start_at_once(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.mkdir()
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[bool] = context.Queue()  # type: ignore[assignment]
    arguments = (str(tmp_path / "home"), str(cards), results)
    processes = [context.Process(target=_open_in_process, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    built = sorted(results.get(timeout=120) for _ in processes)
    for process in processes:
        process.join(timeout=60)
    assert built == [False, True]


def test_compound_and_accents_match_when_words_are_cut_into_grams() -> None:
    assert fold("Élève, leervergoeding?").split() == ["eleve", "leervergoeding"]
    assert {"_le", "leer", "goed"} <= set(ngrams("leervergoeding"))
    assert ngrams("") == []
    index = LexicalIndex.build(["De leervergoedingen OAO", "Het schoolreglement"])
    scores = index.scores("leervergoeding")
    assert scores[0] > scores[1]
    assert index.scores("").tolist() == [0.0, 0.0]


def test_bundled_vectors_cover_the_corpus_when_the_package_is_complete(
    catalogue: Catalogue, embedder: BundledE5
) -> None:
    known = KnownVectors(embedder)
    missing = [
        entry.text
        for kind in ("chunk", "sentence", "question", "uncovered", "off_subject")
        for entry in catalogue.entries(kind)  # type: ignore[arg-type]
        if not known.covers(entry.kind, entry.text)
    ]
    assert not missing, f"{len(missing)} texts have no vector; run: make vectors"


def test_known_vector_points_as_a_fresh_one_when_compared(
    catalogue: Catalogue, embedder: BundledE5
) -> None:
    texts = [e.text for e in catalogue.entries("question")][:20]
    known = KnownVectors(embedder).vectors("question", texts)
    fresh = embedder.queries(texts)
    assert (known * fresh).sum(axis=1).min() > 0.999
