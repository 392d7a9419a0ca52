from __future__ import annotations

from pathlib import Path

import pytest

from evals import baselines, compare, configurations


@pytest.fixture(scope="module")
def bench(home: Path) -> configurations.Bench:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUAAL_HOME", str(home))
        return configurations.Bench()


def test_configurations_rank_sections_of_the_texts(bench: configurations.Bench) -> None:
    known = set(bench.chunk_sections)
    for row in configurations.own(bench)[:4]:
        found = row.build()("Hoe lang mag een leerling een werkplek zoeken?")
        assert {s for sections in found for s in sections} <= known
        assert found


def test_measurement_has_intervals_and_times(bench: configurations.Bench) -> None:
    row = compare.measure(configurations.own(bench)[0], compare.questions("dev")[:8])
    mean, low, high = row.cells["recall@3"]
    assert 0 <= low <= mean <= high <= 1
    assert row.p95 >= row.p50 > 0


def test_pieces_of_the_tutorial_cover_the_texts_and_know_their_provisions(
    bench: configurations.Bench,
) -> None:
    pytest.importorskip("langchain_text_splitters")
    cut = baselines.pieces(bench.catalogue)
    sections = {s for piece in cut for s in piece.sections}
    assert all(len(piece.text) <= 1000 for piece in cut)
    assert set(bench.chunk_sections) - {"omzendbrief 0"} <= sections
    assert max(len(piece.sections) for piece in cut) > 1


def test_reranker_reorders_what_the_default_found(bench: configurations.Bench) -> None:
    pytest.importorskip("sentence_transformers")
    rank = configurations.reranking(bench, configurations.minilm_folder())
    question = "Wie betaalt de leervergoeding?"
    default = configurations.own(bench)[3].build()(question)
    assert sorted(rank(question)) == sorted(default)
