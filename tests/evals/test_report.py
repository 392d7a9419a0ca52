from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import Assistant
from evals import against, commands, compare, gate, record, report, running, scoring
from evals.significance import interval, paired_p

Run = dict[str, Any]
THRESHOLDS = Path(commands.__file__).parent / "thresholds.toml"


@pytest.fixture(scope="module")
def run(assistant: Assistant) -> Run:
    some = [*running.chosen("dev", ("text",))[::12], *running.chosen("dev", ("dialogue",))[::20]]
    outcomes = running.run(assistant, some)
    timing = record.Timing(1.0, {"ready_s": 1.0}, None)
    return record.record(assistant, outcomes, "dev", timing)


@pytest.fixture
def worse(run: Run) -> Run:
    """The run with every status wrong."""
    changed = copy.deepcopy(run)
    for row in changed["cases"]:
        row["scores"]["status"] = 0.0
    for groups in changed["aggregates"].values():
        for cells in groups.values():
            cells["status"]["mean"] = 0.0
    return changed


def test_run_is_read_back_as_it_was_written(run: Run, tmp_path: Path) -> None:
    record.write(run, tmp_path / "a" / "run.json")
    assert record.read(tmp_path / "a" / "run.json") == json.loads(json.dumps(run))


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_run_is_refused_when_the_file_is_no_run(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(record.RunFileError):
        record.read(tmp_path / "x.json")


def test_run_names_no_folder_of_this_machine(run: Run) -> None:
    told = json.dumps({k: v for k, v in run.items() if k != "cases"})
    assert str(Path.home()) not in told
    assert "/tmp" not in told  # noqa: S108


def test_page_asks_for_nothing_and_shows_every_failure(run: Run) -> None:
    page = report.page(run)
    assert not re.search(r"<link|@import|url\(|(?:src|href)=[\"'](?!#)", page)
    assert all(row["id"] in page for row in run["cases"] if row["cause"])
    assert page.count("<svg") >= 8


def test_page_shows_markup_in_answers_as_text(run: Run) -> None:
    changed = copy.deepcopy(run)
    changed["cases"][0] |= {"cause": "ranking", "turns": ["<script>alert(1)</script>"]}
    assert "<script>alert(1)" not in report.page(changed)


def test_page_and_log_name_what_fell(run: Run, worse: Run) -> None:
    changes = against.compare(run, worse)
    assert {c.metric for c in changes} == {"status"}
    whole = next(c for c in changes if c.suite == "all")
    assert list(whole.fell) == [r["id"] for r in run["cases"] if r["scores"]["status"]]
    worse["against"] = against.to_json(changes, run)
    assert changes[0].fell[0] in report.page(worse)


def _invoke(monkeypatch: pytest.MonkeyPatch, found: Run, *arguments: str) -> Any:
    monkeypatch.setattr(commands, "measured", lambda *_, **__: found)
    return CliRunner().invoke(commands.app, list(arguments))


def test_command_ends_with_1_and_names_the_metric_when_below_the_floor(
    run: Run, worse: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.write(run, tmp_path / "before.json")
    floors = tmp_path / "floors.toml"
    floors.write_text("[text]\nstatus = 0.5\n")
    given = ("--out", str(tmp_path), "--fail-below", str(floors))
    fine = _invoke(monkeypatch, run, *given)
    assert (fine.exit_code, "below" in fine.output) == (0, False)
    result = _invoke(monkeypatch, worse, *given, "--against", str(tmp_path / "before.json"))
    assert result.exit_code == 1
    assert "below the floor: text status: 0, wanted at least 0.5" in result.output
    assert "fell: text status" in result.output


def test_command_ends_with_2_when_a_file_can_not_be_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[text]\nstatsu = 0.5\n")
    result = _invoke(monkeypatch, run, "--fail-below", str(floors))
    assert (result.exit_code, "'statsu'" in result.output) == (2, True)
    assert _invoke(monkeypatch, run, "--against", str(tmp_path / "no.json")).exit_code == 2


def test_floors_of_ci_name_metrics_that_exist() -> None:
    floors = gate.load(THRESHOLDS)
    assert set(floors) >= {"text", "all"}
    assert all(m in scoring.METRICS for g, f in floors.items() if g != "latency_ms" for m in f)


def test_breach_is_named_when_a_metric_was_not_measured_or_answers_are_slow(run: Run) -> None:
    slow = copy.deepcopy(run)
    slow["timings"]["warm_ms"]["total"] = {"p95": 900.0}
    found = gate.breaches(slow, {"nothing": {"status": 0.5}, "latency_ms": {"p95": 400}})
    assert [str(b) for b in found] == [
        "nothing status: not measured, wanted at least 0.5",
        "latency_ms p95: 900, wanted at most 400",
    ]


def test_difference_is_no_chance_when_enough_cases_fall() -> None:
    assert paired_p([1.0] * 20, [0.0] * 10 + [1.0] * 10) < 0.01
    assert paired_p([1.0, 1.0, 0.0], [0.0, 1.0, 1.0]) == 1.0
    assert paired_p([0.5] * 30, [0.25] * 30) < 0.01
    low, high = interval([0.0, 1.0] * 50)
    assert 0.38 < low < 0.5 < high < 0.62
    assert interval([0.0, 1.0] * 50) == (low, high)


def test_table_replaces_what_stands_between_the_markers(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- evals compare -->\nold\n<!-- /evals compare -->\nb\n")
    rows = [compare.Row("x", dict.fromkeys(("recall@1", "recall@3", "mrr"), (0.5, 0.4, 0.6)), 1, 2)]
    compare.write_into(readme, compare.table(rows, compare.questions("dev"), "dev"))
    text = readme.read_text()
    assert text.startswith("a\n<!-- evals compare -->\n| configuration")
    assert "| x | 50 % [40–60] | 50 % [40–60] | 50 % [40–60] | 1 ms | 2 ms |" in text
    assert "old" not in text
    assert text.endswith("<!-- /evals compare -->\nb\n")
    readme.write_text("nothing")
    with pytest.raises(compare.ReadmeError):
        compare.write_into(readme, "x")


def test_piece_counts_for_the_right_section_first_when_it_overlaps_two() -> None:
    found = [("omzendbrief 7.2", "omzendbrief 7.3"), ("omzendbrief 7.3",), ("rof A1",)]
    assert compare.flat(found, ["omzendbrief 7.3"])[0] == "omzendbrief 7.3"
    assert compare.flat(found, [])[0] == "omzendbrief 7.2"
    assert len(compare.flat(found, [])) == 3
