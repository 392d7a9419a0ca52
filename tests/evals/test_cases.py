from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from evals import adding, cases, checks, coverage
from tests.evals.conftest import case


def test_no_case_is_wrong() -> None:
    assert [str(p) for p in checks.problems(cases.load())] == []


def test_every_provision_with_text_has_a_case() -> None:
    asked = {place for c in cases.load() for place in c.gold.sections}
    asked |= {cases.section_of(place) for place in asked}
    provisions = load_catalogue().provisions.values()
    assert [p.id for p in provisions if p.blocks and p.id not in asked] == []


def test_coverage_has_a_row_for_each_provision_and_counts_each_case() -> None:
    lines = coverage.table(cases.load()).splitlines()
    halves = [line.strip("|").split("|")[-2:] for line in lines[2:]]
    assert sum(int(n) for pair in halves for n in pair if n.strip()) == len(cases.load())


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ({"sections": ["omzendbrief 7.1"], "facts": [["99 dagen"]]}, "'99 dagen'"),
        ({"sections": ["omzendbrief 99"]}, "'omzendbrief 99' does not exist"),
        ({"sections": []}, "names no section"),
        ({"status": "maybe"}, "'maybe' is unknown"),
        (
            {
                "sections": ["omzendbrief 7.1"],
                "tool": {
                    "name": "deadline",
                    "arguments": {"kind": "workplace_search", "first_attended_on": "2026-09-01"},
                    "value": {"last_day": "2026-09-29"},
                },
            },
            "'last_day': '2026-09-28'",
        ),
    ],
)
def test_case_is_named_wrong_when_its_gold_is(gold: dict[str, object], said: str) -> None:
    assert said in " ".join(checks.wrong_with(case(**gold)))


def test_splits_are_named_when_they_share_an_id_a_question_or_a_provision() -> None:
    gold = {"sections": ["omzendbrief 7.1"]}
    twice = [case(id="dev-1", split="dev", **gold), case(id="test-1", split="test", **gold)]
    assert [p.what for p in checks.problems(twice)] == [
        "the question is in both splits",
        "the provision is in both splits",
    ]
    assert "not unique" in str(checks.repeated_ids([twice[0], twice[0]])[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.FOLDER, tmp_path / "cases"))


def test_reported_answer_becomes_a_case_in_the_split_of_its_section(folder: Path) -> None:
    split = adding.split_of(["omzendbrief 7.1"], folder)
    new = adding.case_of(
        ["Na hoeveel opleidingsdagen moet er een werkplek zijn, graag exact?"],
        split=split,
        sections=["omzendbrief 7.1"],
        facts=["20 opleidingsdagen | twintig opleidingsdagen"],
        folder=folder,
    )
    path = adding.add(new, folder)
    assert (path.name, split) == ("reported_dev.jsonl", "dev")
    assert cases.load("dev", prefix="reported_", folder=folder) == [new]
    assert "reported" in cases.suites(folder)


def test_nothing_is_written_when_the_case_is_unsound(folder: Path) -> None:
    new = adding.case_of(["Hoezo?"], split="dev", sections=["omzendbrief 7.1"], facts=["99 dagen"])
    with pytest.raises(adding.UnsoundCaseError, match="99 dagen"):
        adding.add(new, folder)
    assert not list(folder.glob("reported_*"))
