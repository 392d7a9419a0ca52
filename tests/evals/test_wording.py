from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.models import load_model
from assistant.pipeline import Assistant
from evals import commands, compare, side_by_side, wording
from evals.replies import Remembered
from tests.assistant.agent.conftest import QUESTION, QUOTE, WORDED, reply, token_of
from tests.evals.conftest import case
from tests.openai_server import Reply, ScriptedServers, fills_in, says

INVENTED = "Dat kost de onderwijsinstelling 250 euro."


def words_it(request: dict[str, object]) -> Reply:
    token = token_of(request, QUOTE)
    return fills_in(**reply((token, QUOTE, WORDED), (token, QUOTE, INVENTED)))


def test_sample_takes_suites_kinds_and_languages_in_turn_when_it_is_small() -> None:
    found = wording.sample("dev", 40)
    assert len(found) == 40
    assert found == wording.sample("dev", 40)
    assert {suite for suite, _ in found} >= {"text", "calculation", "dialogue", "adversarial"}
    assert {c.language for _, c in found} == {"nl", "fr", "en"}


def test_table_tells_what_held_and_what_was_dropped_when_a_model_words(
    assistant: Assistant, scripted_server: ScriptedServers
) -> None:
    server = scripted_server(words_it)
    model = load_model(server.settings(llm_tools="no"))
    assert model is not None
    asked = case(id="x-1", turns=[QUESTION], sections=["omzendbrief 7.3"], facts=[])
    greeted = case(id="x-2", turns=["Dag"], status="out_of_scope")
    cases = [("text", asked), ("text", greeted)]
    found = wording.pairs(assistant, assistant.with_model(model), cases)
    table = wording.table(found, model.name)
    assert "2 questions, 1 put to the model; its words stand in 1 answers" in table
    assert "1 statements shown, 1 dropped (1 number)" in table
    assert "| section first | 100.0 | 100.0 | 1 |" in table
    listing = wording.listing(found)
    assert f"- shown: {WORDED}" in listing
    assert f"): {INVENTED}" in listing
    assert "not put to the model: out_of_scope" in listing


def test_model_is_not_asked_again_when_the_file_holds_its_reply(
    assistant: Assistant, scripted_server: ScriptedServers, tmp_path: Path
) -> None:
    server = scripted_server(words_it)
    model = load_model(server.settings(llm_tools="no"))
    assert model is not None
    texts = []
    for _ in range(2):
        remembered = Remembered(model, tmp_path / "replies.jsonl")
        texts.append(assistant.with_model(remembered).answer(QUESTION, on=date(2026, 11, 22)).text)
    assert texts[0] == texts[1]
    assert WORDED in texts[0]
    assert len(server.requests) == 2  # the statements, and the one that failed once more


def test_second_table_has_both_rows_with_intervals_when_a_model_words(
    assistant: Assistant, scripted_server: ScriptedServers, tmp_path: Path
) -> None:
    server = scripted_server(words_it)
    model = load_model(server.settings(llm_tools="no"))
    assert model is not None
    asked = case(
        turns=[QUESTION],
        sections=["omzendbrief 7.3"],
        facts=[["onderwijsinstelling"], ["drie uilen"]],
        forbidden=["250 euro"],
    )
    tables, spent = [], []
    for _ in range(2):
        worded = assistant.with_model(Remembered(model, tmp_path / "replies.jsonl"))
        found = wording.pairs(worded.without_model(), worded, [("text", asked)])
        tables.append(side_by_side.table(found, model.name).splitlines())
        spent.append(found[0].spared_s)
    embedded, with_model = tables[0][2:4]
    cells = "| 100 % [100–100] of 1 | 50 % [50–50] of 1 | 100 % [100–100] of 1 | 100 %"
    assert embedded.startswith(f"| embedded assistant {cells}")
    assert with_model.startswith(f"| the same with {model.name} {cells}")
    assert "| – |" in embedded
    assert "| 1 shown, 1 dropped, 1 answers asked for |" in with_model
    assert [line.split(" | ")[:6] for line in tables[0]] == [
        line.split(" | ")[:6] for line in tables[1]
    ]
    assert spent[0] == 0.0 < spent[1]
    assert len(server.requests) == 2


def test_comparison_has_the_models_row_only_when_a_model_is_set(
    home: Path, scripted_server: ScriptedServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "compare", lambda _: [])
    monkeypatch.setenv("DUAAL_HOME", str(home))
    run = ("compare", "--split", "dev", "--sample", "4")
    assert "embedded assistant" not in CliRunner().invoke(commands.app, run).output
    server = scripted_server(lambda _: says("not what was asked for"))
    monkeypatch.setenv("DUAAL_LLM", "openai:scripted")
    monkeypatch.setenv("DUAAL_LLM_BASE_URL", server.url)
    monkeypatch.setenv("DUAAL_LLM_TOOLS", "no")
    found = CliRunner().invoke(commands.app, run).output
    assert "| embedded assistant |" in found
    assert "| the same with openai:scripted |" in found
    assert "4 cases of all kinds" in found
