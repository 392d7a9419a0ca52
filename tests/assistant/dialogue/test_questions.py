"""Questions in three languages with what is understood of them: tests/…/questions.jsonl."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from assistant.dialogue import Intent, Plan, understand

QUESTIONS = Path(__file__).with_name("questions.jsonl")
RIGHT = 0.98


def is_right(question: dict[str, Any], plan: Plan) -> bool:
    match question["wants"]:
        case "calc":
            settled = plan.ask is None and not plan.alternatives
            given = question["arguments"].items()
            same = all(plan.arguments.get(slot) == value for slot, value in given)
            return plan.tool == question["tool"] and settled and same
        case "ask":
            return plan.ask is not None and plan.ask.slot == question["slot"]
        case "alts":
            return len(plan.alternatives) == question["count"]
        case "follow":
            return plan.follow_up and question["holds"].lower() in plan.search.lower()
        case "small":
            return plan.intent is Intent.SMALL_TALK
        case "command":
            return plan.intent is Intent.COMMAND
        case _:
            alone = question["wants"] == "text" or not plan.follow_up
            return plan.intent is Intent.TEXT and plan.ask is None and alone


def test_questions_are_understood_when_asked_in_three_languages() -> None:
    questions = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    wrong = [
        question["turns"]
        for question in questions
        if not is_right(
            question,
            understand(
                question["turns"],
                on=date.fromisoformat(question["on"]),
                language=question["language"],
            ),
        )
    ]
    assert len(wrong) <= (1 - RIGHT) * len(questions), wrong
