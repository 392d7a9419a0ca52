"""`duaal batch`: a file of questions in, a file of answers out, line for line.

A line that can't be answered becomes a line with status `error`; it never stops the run. The
output appears whole at the end or not at all.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, AnswerStatus
from assistant.errors import BatchError, QuestionError
from assistant.language import LANGUAGES
from assistant.messages import message

if TYPE_CHECKING:
    from assistant.pipeline import Assistant


class _BadLineError(Exception):
    """A line of the input that can't be read as a question."""


def run_batch(source: Path, out: Path, assistant: Callable[[], Assistant], *, today: date) -> None:
    """Answers each line of `source` into `out`.

    Args:
        source: JSON lines {"id", "question"} or {"id", "turns"}, optional "on" and "language".
        out: written whole at the end.
        assistant: made once the input is known to be readable.
        today: the day asked on where a line gives none.

    Raises:
        BatchError: the input can't be read or the output can't be written.
    """
    lines = _lines(source)
    if not out.parent.is_dir() or out.is_dir():
        raise BatchError(f"{out} can't be written; give a file in a folder that exists.")
    found = assistant()
    try:
        _write(out, (_answered(line, found, today) for line in _shown(lines)))
    except OSError as error:
        raise BatchError(f"{out} can't be written ({error.strerror}); check the disk.") from error


def _lines(source: Path) -> list[str]:
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise BatchError(
            f"{source} can't be read ({reason}); give a file with a JSON object a line."
        ) from error
    return [line for line in text.split("\n") if line.strip()]


def _shown(lines: Sequence[str]) -> Iterator[str]:
    from tqdm import tqdm

    yield from tqdm(lines, desc="Answering", unit=" questions", file=sys.stderr)


def _write(out: Path, answers: Iterator[dict[str, Any]]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            for answer in answers:
                file.write(json.dumps(answer, ensure_ascii=False) + "\n")
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _answered(line: str, assistant: Assistant, today: date) -> dict[str, Any]:
    case: dict[str, Any] = {}
    try:
        case = _case(line)
        answer = assistant.answer(_turns(case), on=_on(case, today), language=_language_of(case))
    except _BadLineError as error:
        answer = _error(str(error), case, today)
    except QuestionError as error:
        language = case.get("language") or "nl"
        answer = _error(message(error.key, language, **error.values), case, today)
    return answer.to_json(_id(case))


def _id(case: dict[str, Any]) -> str | None:
    return None if case.get("id") is None else str(case["id"])


def _case(line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise _BadLineError(f"The line is not JSON: {error}.") from error
    if not isinstance(case, dict):
        raise _BadLineError('The line is not a JSON object; write {"id": "…", "question": "…"}.')
    return case


def _turns(case: dict[str, Any]) -> list[str]:
    turns = case["turns"] if "turns" in case else [case.get("question")]
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise _BadLineError('The line has no question; give "question" or a list of "turns".')
    return turns


def _on(case: dict[str, Any], today: date) -> date:
    given = case.get("on")
    if given is None:
        return today
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise _BadLineError(f'"on" is {given!r}; write a day as YYYY-MM-DD.') from error


def _language_of(case: dict[str, Any]) -> str | None:
    given = case.get("language")
    if given is not None and given not in LANGUAGES:
        raise _BadLineError(f'"language" is {given!r}; use nl, fr or en.')
    return given


def _error(text: str, case: dict[str, Any], today: date) -> Answer:
    turns = case.get("turns") or [case.get("question") or ""]
    last = turns[-1] if isinstance(turns, list) else ""
    language = case.get("language")
    return Answer(
        question=last if isinstance(last, str) else "",
        language=language if language in LANGUAGES else "nl",
        on=today.isoformat(),
        status=AnswerStatus.ERROR,
        text=text,
    )
