"""Turns in, plan out: a fold over the user's turns, each read by itself and then in its place.

The assistant keeps nothing between calls, so the turns are replayed: what was asked back is what
this same fold asks back. Steps of one turn, first that fits: nothing said, small talk, a new
calculation, a reply, a change to the calculation at hand, a question about it, else the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.asking import by_rule, by_sound, with_question_before
from assistant.dialogue.calculation import Step
from assistant.dialogue.leaning import changes_subject, is_question, is_small_talk
from assistant.dialogue.moves import about_calculation, change, still
from assistant.dialogue.plan import Intent, Plan
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.replying import answer, completion, taken_up
from assistant.dialogue.router import Router
from assistant.dialogue.state import State
from assistant.dialogue.together import sentence_after, tells, with_told

_REPLAYED = 24
_OPENING_MOVES = frozenset({"asked", "text"})


def understand(
    turns: Sequence[str], *, on: date, language: str, router: Router | None = None
) -> Plan:
    """The plan for the last of the user's turns.

    Args:
        turns: the user's turns, oldest first, without the assistant's.
        on: the day asked on.
        language: nl, fr or en; the words are read in all three, so it is only noted.
        router: hears what a turn asks for besides the rules; without it the rules stand alone.
    """
    state, plan = State(), Plan(Intent.TEXT, search="")
    first = max(0, len(turns) - _REPLAYED)
    before = ""
    for number, turn in enumerate(turns[first:], start=first):
        before = "" if changes_subject(read(turn, on)) else state.search
        state, plan = _step(state, turn, number, on, router)
    return replace(plan, before=before, notes={**plan.notes, "language": language})


def _step(state: State, turn: str, number: int, on: date, router: Router | None = None) -> Step:
    reading = read(turn, on)
    if not reading.text or _only_commands(reading):
        return _nothing_asked(state, reading, turn)
    if is_small_talk(reading) or _is_remark(state, reading):
        return state, Plan(Intent.SMALL_TALK, search=reading.raw, notes={"move": "small talk"})
    whole = with_told(state, reading, on)
    stepped, plan = _moved(replace(state, told=""), whole, number, on, router)
    done = plan.tool is not None and plan.ask is None and state.pending is not None
    untold = not done and (state.told or plan.notes.get("move") in _OPENING_MOVES)
    told = sentence_after(state.told, reading.raw) if untold and tells(reading) else ""
    return replace(stepped, told=told), plan


def _moved(state: State, reading: Reading, number: int, on: date, router: Router | None) -> Step:
    """The state and plan after what a turn does: the first move that fits, else the text."""
    asked = by_rule(state, reading, number, on, router)
    if asked is not None:
        return asked
    for move in (answer, taken_up, change, about_calculation, still, completion):
        done = move(state, reading, number, on)
        if done is not None:
            return done
    joint = with_question_before(state, reading, number, on, router)
    return joint or by_sound(state, reading, number, on, router)


def _nothing_asked(state: State, reading: Reading, turn: str) -> Step:
    """A turn that is empty, or only commands: what was understood before stands."""
    intent = Intent.COMMAND if reading.commanded else Intent.TEXT
    plan = Plan(
        intent,
        search=state.search if reading.commanded and state.search else turn.strip(),
        tool=state.tool if reading.commanded else None,
        arguments=dict(state.arguments) if reading.commanded else {},
        follow_up=bool(state.search) and reading.commanded,
        notes={"move": "command" if reading.commanded else "nothing said"},
    )
    return state, plan


def _only_commands(reading: Reading) -> bool:
    """Whether what stands beside a command asks and tells nothing."""
    if not reading.commanded or reading.findings or reading.says("push_back"):
        return False
    return not is_question(reading)


def _is_remark(state: State, reading: Reading) -> bool:
    """Whether a turn only remarks on the answer before: "ah, dat is kort"."""
    text = reading.text.strip(" .,;!")
    if not state.search or state.pending is not None:
        return False
    return lexicon.pattern("remark").fullmatch(text) is not None
