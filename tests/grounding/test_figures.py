from __future__ import annotations

import pytest

from assistant.grounding.figures import figures_in


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("twintig opleidingsdagen", "nl", {("number", "20", "training_day")}),
        ("vingt-cinq jours de formation", "fr", {("number", "25", "training_day")}),
        ("thirty-two hours", "en", {("number", "32", "hour")}),
        ("eenentwintig weken", "nl", {("number", "21", "week")}),
        ("5 lesuren", "nl", {("number", "5", "lesson_hour")}),
        ("34,5 %", "nl", {("number", "34.5", "percent")}),
        ("34.5 per cent", "en", {("number", "34.5", "percent")}),
        ("€ 1.250,00", "nl", {("number", "1250", "euro")}),
        ("1 250 euros", "fr", {("number", "1250", "euro")}),
        ("14 tot 19 uur", "nl", {("number", "14", "hour"), ("number", "19", "hour")}),
        ("tweede graad", "nl", {("ordinal", "2", "grade")}),
        ("2e en 3e graad", "nl", {("ordinal", "2", "grade"), ("ordinal", "3", "grade")}),
        ("la première année", "fr", {("ordinal", "1", "year")}),
        ("30 november", "nl", {("date", "30-11-*", "")}),
        ("30/11", "nl", {("date", "30-11-*", "")}),
        ("le 1er septembre 2026", "fr", {("date", "1-9-2026", "")}),
        ("November 30, 2026", "en", {("date", "30-11-2026", "")}),
        ("2026-11-30", "en", {("date", "30-11-2026", "")}),
        ("schooljaar 2026-2027", "nl", {("school_year", "2026", "")}),
        ("deel 7.1 en bijlage 3", "nl", {("part", "7.1", ""), ("annex", "3", "")}),
        ("annexes 9, 10 et 11", "fr", {("annex", n, "") for n in ("9", "10", "11")}),
        ("type II", "nl", {("number", "2", "")}),
        ("één week", "nl", {("number", "1", "week")}),
        ("een week", "nl", {("indefinite", "1", "week")}),
        ("you may go", "en", set()),
        ("mail naar a1@b2.be", "nl", set()),
    ],
)
def test_figures_are_one_notation_with_their_unit_when_read(
    text: str, language: str, expected: set[tuple[str, str, str]]
) -> None:
    assert {(f.kind, f.value, f.unit) for f in figures_in(text, language)} == expected
