from __future__ import annotations

import runpy
import sys
from datetime import date

import pytest

from tools.freshness import is_fresh, main


@pytest.mark.parametrize(
    ("on", "fresh"), [("2025-02-01", True), ("2026-02-01", True), ("2026-02-02", False)]
)
def test_row_is_fresh_when_at_most_a_year_old(on: str, fresh: bool) -> None:
    assert is_fresh(date.fromisoformat(on)) is fresh
    assert main(["--on", on]) == (0 if fresh else 1)


def test_report_says_what_to_look_up_when_stale(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--on", "2026-11-22"])
    printed = capsys.readouterr().out
    assert "GGMMI" in printed
    assert "tools/parameters/allowance.yaml" in printed
    assert printed.count("\n") == 1


@pytest.mark.filterwarnings("ignore:'tools.freshness' found in sys.modules")
@pytest.mark.parametrize(("on", "code"), [("2026-11-22", 1), ("2025-06-01", 0), ("1 juni", 2)])
def test_command_exits_with_the_code_when_run(
    on: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["tools.freshness", "--on", on])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("tools.freshness", run_name="__main__")
    assert caught.value.code == code
