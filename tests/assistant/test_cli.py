from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.sources import TEXTS


def duaal(*arguments: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs the real console script's entry point in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DUAAL_")}
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**environment, "DUAAL_HOME": str(home), **variables},
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.startswith("duaal:")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_answer_is_readable_when_asked_on_the_command_line(home: Path) -> None:
    done = duaal("ask", "Hoeveel dagen om een werkplek te vinden?", "--explain", home=home)
    assert done.returncode == 0
    assert "20 opleidingsdagen" in done.stdout
    assert "deel 7.1: Kiezen van een onderneming" in done.stdout
    assert "Candidates" in done.stdout


def test_answer_is_json_when_asked_for(home: Path) -> None:
    done = duaal("ask", "Wat is een opleidingsdag?", "--json", "--on", "2026-09-01", home=home)
    answer = json.loads(done.stdout)
    assert answer["on"] == "2026-09-01"
    text = (TEXTS / "omzendbrief-duaal-leren.txt").read_text("utf-8")
    for c in answer["citations"]:
        if c["source"] == "omzendbrief":
            assert text[c["start"] : c["end"]] == c["quote"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", ""), "leeg"),
        (("ask", "\u200b\x07"), "leeg"),
        (("ask", "a" * 10_000), "10000"),
        (("ask", "hallo", "--on", "31-12-2026"), "YYYY-MM-DD"),
        (("ask", "hallo", "--lang", "de"), "nl, fr or en"),
        (("ask",), "question"),
        (("sing",), "sing"),
        (("tool", "allowance", "{"), "not JSON"),
        (("tool", "allowance", "[]"), "JSON object"),
        (("tool", "horoscope", "{}"), "horoscope"),
        (("tool", "deadline", '{"kind": "programmatie", "start_school_year": "soon"}'), "soon"),
        (("batch", "/nowhere/in.jsonl", "--out", "out.jsonl"), "/nowhere/in.jsonl"),
    ],
)
def test_one_line_and_exit_2_come_back_when_the_input_is_bad(
    home: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = duaal(*arguments, home=home)
    assert done.returncode == 2
    assert says in one_line(done)
    assert done.stdout == ""


def test_one_line_and_exit_2_come_back_when_a_setting_is_unknown(home: Path) -> None:
    done = duaal("ask", "hallo", home=home, DUAAL_COLOUR="blue")
    assert done.returncode == 2
    assert "DUAAL_COLOUR" in one_line(done)


def test_one_line_and_exit_1_come_back_when_a_text_is_altered(home: Path, tmp_path: Path) -> None:
    for path in TEXTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "rof-bhg-onderwijsinstellingen.txt").write_text("iets anders")
    done = duaal("ask", "hallo", home=home, DUAAL_TEXTS=str(tmp_path))
    assert done.returncode == 1
    assert "is not the text that sources.yaml names" in one_line(done)


def test_one_line_and_exit_1_come_back_when_the_data_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = duaal("ask", "hallo", home=tmp_path / "file")
    assert done.returncode == 1
    assert "DUAAL_HOME" in one_line(done)


def test_one_line_and_exit_1_come_back_when_the_port_is_in_use(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = duaal("serve", "--port", str(port), home=home)
    assert done.returncode == 1
    assert str(port) in one_line(done)


def test_result_is_json_when_a_tool_is_run(home: Path) -> None:
    inputs = {"kind": "workplace_search", "first_attended_on": "2026-09-01"}
    done = duaal("tool", "deadline", json.dumps(inputs), home=home)
    result = json.loads(done.stdout)
    assert set(result) == {"value", "steps", "assumptions", "warnings", "provisions"}
    assert result["value"]["last_day"] == "2026-09-28"


def test_provisions_are_listed_when_the_index_is_shown(home: Path) -> None:
    done = duaal("index", "--show", home=home)
    assert "35 sections, 17 bijlagen, 1 notice" in done.stdout
    assert "8 items" in done.stdout
    assert "zie 6 → 7.1 (erratum)" in done.stdout


def test_settings_and_commands_are_listed_when_help_is_asked_for(home: Path) -> None:
    done = duaal("--help", home=home)
    assert done.returncode == 0
    for word in ("ask", "batch", "tool", "index", "serve", "DUAAL_HOME", "--install-completion"):
        assert word in done.stdout


def test_each_line_gets_its_line_when_a_batch_has_bad_ones(home: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        json.dumps({"id": "a", "question": "Wat is een opleidingsdag?"}),
        "not json",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "question": ""}),
        json.dumps({"id": "e", "question": "Wat is OAO?", "on": "soon"}),
        json.dumps({"id": "f", "question": "Wat is OAO?", "language": "de"}),
        json.dumps({"id": "g", "turns": ["Wat is een SAO?", "En een OAO?"], "on": "2026-09-01"}),
        json.dumps([1]),
        json.dumps({"id": "i", "question": "x" * 10_000}),
    ]
    source.write_text("\n".join(lines) + "\n", "utf-8")
    done = duaal("batch", str(source), "--out", str(out), home=home)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [a["id"] for a in answers] == ["a", None, "c", "d", "e", "f", "g", None, "i"]
    statuses = [a["status"] for a in answers]
    assert statuses == ["answered", *["error"] * 5, "answered", "error", "error"]
    assert all(a["text"] and "\n" not in a["text"] for a in answers if a["status"] == "error")


@pytest.mark.parametrize("out", ["missing/out.jsonl", "."])
def test_nothing_is_written_when_the_output_cannot_be(home: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "in.jsonl").write_text('{"question": "Wat is OAO?"}\n')
    done = duaal("batch", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / out), home=home)
    assert done.returncode == 2
    assert "can't be written" in one_line(done)
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]
