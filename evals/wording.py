"""A chat model beside the embedded assistant, on a sample of cases: what held, what it cost.

`python -m evals wording` needs DUAAL_LLM. The figures say whether the model's words made answers
better or worse; the list of what was shown and what was dropped is for a person to read.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any, TypeVar

from tqdm import tqdm

from assistant import Assistant
from assistant.answer import Answer, Turn
from evals import latency
from evals.cases import Case, Split
from evals.outcome import Outcome
from evals.replies import Remembered
from evals.running import chosen
from evals.scoring import score_all

T = TypeVar("T")
_COMPARED = (
    "status",
    "section_first",
    "facts_complete",
    "no_forbidden",
    "no_wrong_figure",
    "quotes_verbatim",
    "tool_value",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with the embedded answer to its last turn and the one that the model worded.

    `spared_s` is how long the model took for what came from a file of replies.
    """

    suite: str
    case: Case
    embedded: Answer
    worded: Answer
    spared_s: float = 0.0

    @property
    def worded_ms(self) -> float:
        """How long the worded answer takes where the model is asked."""
        return self.worded.timings_ms["total"] + 1000 * self.spared_s


def sample(split: Split | None, size: int) -> list[tuple[str, Case]]:
    """Cases of all suites in turn, and in each of all kinds and languages; the same every time."""
    suites: dict[str, dict[tuple[str, str], list[tuple[str, Case]]]] = defaultdict(dict)
    for suite, case in chosen(split):
        suites[suite].setdefault((case.kind, case.language), []).append((suite, case))
    mixed = [_in_turn([groups[key] for key in sorted(groups)]) for groups in suites.values()]
    return _in_turn(mixed)[:size]


def _in_turn(groups: Sequence[Sequence[T]]) -> list[T]:
    return [item for each in zip_longest(*groups) for item in each if item is not None]


def pairs(embedded: Assistant, worded: Assistant, cases: Sequence[tuple[str, Case]]) -> list[Pair]:
    """Both answers to each case; the turns before the last are the embedded assistant's."""
    return [_pair(embedded, worded, suite, case) for suite, case in _shown(cases)]


def _pair(embedded: Assistant, worded: Assistant, suite: str, case: Case) -> Pair:
    on = date.fromisoformat(case.on)
    talk: list[Turn] = []
    for text in case.turns[:-1]:
        talk.append(Turn("user", text))
        talk.append(Turn("assistant", embedded.answer(talk, on=on).text))
    talk.append(Turn("user", case.turns[-1]))
    without, before = embedded.answer(talk, on=on), _spared(worded)
    said = worded.answer(talk, on=on)
    return Pair(suite, case, without, said, _spared(worded) - before)


def _spared(worded: Assistant) -> float:
    """Seconds that a file of replies has spared so far."""
    return worded.model.spared_s if isinstance(worded.model, Remembered) else 0.0


def table(found: Sequence[Pair], model: str) -> str:
    """Quality without and with the model, what held, and how long it took, as Markdown."""
    without = _means([Outcome(p.suite, p.case, p.embedded) for p in found])
    with_model = _means([Outcome(p.suite, p.case, p.worded) for p in found])
    lines = [f"| per cent | embedded | {model} | cases |", "|---|---|---|---|"]
    for name in _COMPARED:
        if name in without:
            (mean, n), (other, _) = without[name], with_model[name]
            lines.append(f"| {name.replace('_', ' ')} | {mean:.1f} | {other:.1f} | {n} |")
    return "\n".join([*lines, "", *_facts(found)])


def listing(found: Sequence[Pair]) -> str:
    """Each question with what the model's words became, as Markdown, for a person to read."""
    return "\n\n".join(_entry(number, pair) for number, pair in enumerate(found, start=1))


def _facts(found: Sequence[Pair]) -> Iterator[str]:
    asked = [p for p in found if "wording" in p.worded.debug]
    notes = [p.worded.debug["wording"] for p in asked]
    shown = sum(int(n["statements_shown"]) for n in notes)
    dropped = [code for n in notes for codes in n["statements_dropped"] for code in codes[:1]]
    kept = sum(p.worded.model is not None for p in asked)
    yield (
        f"{len(found)} questions, {len(asked)} put to the model; its words stand in {kept} "
        f"answers: {shown} statements shown, {len(dropped)} dropped "
        f"({_counted(dropped) or 'none'})."
    )
    causes = _counted([str(n["embedded_because"]) for n in notes if n["embedded_because"]])
    if causes:
        yield f"The model gave no usable answer: {causes}."
    times = latency.percentiles([p.worded_ms for p in asked] or [0.0])
    machine = latency.machine()
    yield (
        f"An answer took {times['p50'] / 1000:.1f} s (p50), {times['p95'] / 1000:.1f} s (p95) on "
        f"{machine['cores']} cores, {datetime.now(tz=UTC).date().isoformat()}."
    )


def _entry(number: int, pair: Pair) -> str:
    note: dict[str, Any] = pair.worded.debug.get("wording", {})
    lines = [f"### {number}. {' / '.join(pair.case.turns)}", f"{pair.suite}, {pair.case.id}"]
    if not note:
        return "\n".join([*lines, f"not put to the model: {pair.worded.status.value}"])
    lines.append(f"took {pair.worded_ms / 1000:.1f} s")
    lines += [f"- shown: {text}" for text in note["shown"]] or ["- nothing shown of the model"]
    dropped = zip(note["dropped"], note["statements_dropped"], strict=True)
    lines += [f"- dropped ({', '.join(codes)}): {text}" for text, codes in dropped]
    if note["embedded_because"]:
        lines.append(f"- {note['embedded_because']}")
    return "\n".join(lines)


def _means(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, int]]:
    scored = score_all(outcomes).values()
    found = {}
    for name in _COMPARED:
        values = [row[name] for row in scored if name in row]
        if values:
            found[name] = (100 * sum(values) / len(values), len(values))
    return found


def _counted(words: Sequence[str]) -> str:
    return ", ".join(f"{words.count(w)} {w.replace('_', ' ')}" for w in dict.fromkeys(words))


def _shown(cases: Sequence[Any]) -> Iterable[Any]:
    shown: Iterable[Any] = tqdm(cases, desc="Answering", unit=" cases", file=sys.stderr)
    return shown
