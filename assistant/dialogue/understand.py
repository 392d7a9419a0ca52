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
from assistant.dialogue.calculation import Step, calculated, with_type_of_hours
from assistant.dialogue.finding import Finding
from assistant.dialogue.heard import Heard
from assistant.dialogue.inputs import inputs, main_day
from assistant.dialogue.leaning import (
    content_words,
    goes_on,
    is_question,
    is_small_talk,
    joined,
    leans,
    own_question,
)
from assistant.dialogue.moves import about_calculation, answer, change, completion, still, taken_up
from assistant.dialogue.plan import Intent, Plan
from assistant.dialogue.questions import question
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.replies import day, knows_not
from assistant.dialogue.router import Router
from assistant.dialogue.state import State, relevant, with_findings, without_topic
from assistant.dialogue.subjects import subject
from assistant.dialogue.text_turn import text_turn
from assistant.dialogue.together import (
    in_its_place,
    sentence_after,
    tells,
    with_question,
    with_told,
)
from assistant.dialogue.topics import (
    SOUNDS_AGAIN,
    TOPICS,
    Request,
    doubtful,
    is_personal,
    requested,
    sounding,
    surely_asked,
    vetoed,
)

_REPLAYED, _FEW = 24, 3
_OPENING_MOVES = frozenset({"asked", "text"})
_KEY_INPUTS = frozenset(
    {"hours_real", "first_attended_on", "enrolled_on", "born_on", "start_school_year"}
)


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
    for number, turn in enumerate(turns[first:], start=first):
        state, plan = _step(state, turn, number, on, router)
    return replace(plan, notes={**plan.notes, "language": language})


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
    request = _request(state, reading)
    heard = router.hear(reading) if router and request else None
    if request is not None and not (heard and vetoed(request, reading, heard)):
        own = request.personal or (heard is not None and surely_asked(heard))
        step = _new_calculation(state, replace(request, personal=own), reading, number, on)
        if (
            state.calculating
            or step[1].ask is None
            or not (heard and doubtful(heard, told=request.personal))
        ):
            return _noted(step, heard)
    for move in (answer, taken_up, change, about_calculation, still, completion):
        done = move(state, reading, number, on)
        if done is not None:
            return done
    joint = _with_question(state, reading, number, on, router)
    if joint is not None:
        return joint
    heard = _heard(state, reading, on, router) if router and _may_ask(state, reading) else None
    request = sounding(reading, heard, _at_hand(state)) if heard else None
    if request is not None:
        step = _new_calculation(state, request, reading, number, on)
        if not _is_known(state, step[1]):
            return _noted(step, heard)
    return _offering(text_turn(state, reading, number), heard, on)


def _is_known(state: State, plan: Plan) -> bool:
    """Whether a plan only gives again the outcome that was given last."""
    done = state.calculating and plan.tool is not None and plan.ask is None
    return done and (plan.tool, plan.arguments) == (state.tool, state.arguments)


def _offering(step: Step, heard: Heard | None, on: date) -> Step:
    """The text's answer, after which an input makes the calculation that the turn hinted at."""
    state, plan = step
    if heard is None or heard.calculation < SOUNDS_AGAIN or plan.follow_up or state.pending:
        return step
    missing = inputs(heard.topic, state.slots, on).missing
    if not missing:
        return step
    return replace(state, topic=heard.topic, offered=question(missing[0])), plan


def _may_ask(state: State, reading: Reading) -> bool:
    """Whether a turn that no move fits may ask for a calculation.

    It does not where it only contradicts, or says that the asker does not know.
    """
    if state.calculating:
        return is_question(reading)
    return not (reading.says("push_back") or (state.search and knows_not(reading)))


def _heard(state: State, reading: Reading, on: date, router: Router) -> Heard:
    """What a turn sounds like; one that leans on the question before, by itself and with it."""
    heard = router.hear(reading)
    whole = in_its_place(state, reading, on)
    if whole is reading or heard.calculation < SOUNDS_AGAIN:
        return heard
    return heard.beside(router.hear(whole))


def _with_question(
    state: State, reading: Reading, number: int, on: date, router: Router | None
) -> Step | None:
    """The calculation that a turn asks for together with the question it goes on from."""
    whole = with_question(state, reading, on)
    if whole is None:
        return None
    request = requested(whole)
    heard = router.hear(whole) if router else None
    if request is None and heard is not None:
        request = sounding(whole, heard)
    if request is None or (heard and vetoed(request, whole, heard)):
        return None
    step = _new_calculation(state, request, whole, number, on)
    return step if (step[1].tool and step[1].ask is None) or request.personal else None


def _noted(step: Step, heard: Heard | None) -> Step:
    """The step with how likely the turn asks for a calculation in its notes."""
    if heard is None:
        return step
    state, plan = step
    return state, replace(plan, notes={**plan.notes, "heard": round(heard.calculation, 3)})


def _at_hand(state: State) -> str | None:
    """The topic whose input has just been asked for."""
    return state.topic if state.pending else None


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


def _request(state: State, reading: Reading) -> Request | None:
    """The calculation a turn asks for, by itself or as it goes on from the one before."""
    request = requested(reading)
    if request is not None:
        return request
    if state.calculating and _asks_on(state, reading):
        return Request(str(state.topic), state.personal)
    if reading.says("calculate_it") and leans(reading) and state.topic in TOPICS:
        return Request(str(state.topic), state.personal or is_personal(reading))
    if state.topic not in {"agreement", "allowance"} or not state.calculating:
        return None
    if reading.says("why_form") or reading.says("pay_other"):
        return None
    schooled = bool(relevant("allowance", reading.findings).keys() - {"overeenkomst"})
    money = reading.says("pay") or reading.says("amount_strong")
    strongly = reading.says("amount_strong")
    if state.pending is None and ((money and schooled) or (strongly and leans(reading))):
        return Request("allowance", personal=True)
    return None


def _asks_on(state: State, reading: Reading) -> bool:
    """Whether a bare question asks for the outcome at hand in other words."""
    topic = str(state.topic)
    form = {"allowance": "amount_form", "agreement": "type_form"}.get(topic, "until_form")
    if topic == "kind" or reading.says("second_question") or subject(reading) not in {None, topic}:
        return False
    return reading.says(form) and len(content_words(reading.text)) <= _FEW


def _new_calculation(
    state: State, request: Request, reading: Reading, number: int, on: date
) -> Step:
    """A calculation asked for outright; another case of the same topic starts afresh."""
    found = relevant(request.topic, reading.findings)
    going_on = goes_on(reading) or reading.says("correction")
    if reading.says("other_person"):
        state = replace(state, slots={})
    elif request.topic == state.topic and not going_on and _KEY_INPUTS & set(found):
        state = without_topic(state, request.topic)
    follow_up = bool(state.search) and going_on and leans(reading)
    search = joined(state.search, reading) if follow_up else own_question(reading)
    same = request.topic == state.topic
    state = replace(
        with_findings(_after_agreement(state, request, on), reading.findings, reading, number),
        topic=request.topic,
        calculating=True,
        personal=request.personal or (same and state.personal),
        pending=None,
        offered=None,
        paused=None,
        asked=state.asked if same else 0,
        base=state.base if follow_up else search,
        search=search,
    )
    state = _with_loose_day(state, reading, number)
    return calculated(state, reading, on, follow_up=follow_up, move="asked")


def _with_time_of_pay(state: State, reading: Reading, number: int) -> State:
    """As in "en in mei 2023?": a month with its year is the one whose amount is asked."""
    named = [d.mention for d in reading.days if d.role == "" and (d.mention.year or d.day)]
    if "on" in reading.findings or len(named) != 1 or named[0].assumed or not leans(reading):
        return state
    asked = named[0].day or date(named[0].year or 1, named[0].month or 1, 1)
    given = Finding(asked.isoformat(), named[0].start, named[0].end)
    return with_findings(state, {"on": given}, reading, number)


def _after_agreement(state: State, request: Request, on: date) -> State:
    """The type that the hours gave goes with a question about pay."""
    if request.topic != "allowance" or state.topic != "agreement" or not state.calculating:
        return state
    if "overeenkomst" in state.slots or "hours_real" not in state.slots:
        return state
    return with_type_of_hours(state, on)


def _with_loose_day(state: State, reading: Reading, number: int) -> State:
    """A day that no word places is the day the topic turns on."""
    loose = next((d for d in reading.days if d.day and d.role == ""), None)
    main = main_day(str(state.topic))
    if state.topic == "allowance":
        return _with_time_of_pay(state, reading, number)
    if loose is None or main is None or main in state.slots:
        return state
    given = day(reading)
    return with_findings(state, {main: given}, reading, number) if given else state
