"""The calculation that a turn asks for: by the rules, with the question before it, by its sound.

The rules of `topics.py` are heard first and the router may veto them; what no rule hears and no
move of `moves.py` takes up is asked for where it sounds like it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.calculation import Step, calculated, with_type_of_hours
from assistant.dialogue.heard import Heard
from assistant.dialogue.inputs import inputs, main_day
from assistant.dialogue.leaning import (
    content_words,
    goes_on,
    is_question,
    joined,
    leans,
    own_question,
)
from assistant.dialogue.plan import Plan
from assistant.dialogue.questions import question
from assistant.dialogue.reading import Reading
from assistant.dialogue.replies import day, knows_not
from assistant.dialogue.router import Router
from assistant.dialogue.state import State, relevant, with_findings, without_topic
from assistant.dialogue.subjects import subject
from assistant.dialogue.text_turn import text_turn
from assistant.dialogue.together import in_its_place, tells, with_question
from assistant.dialogue.topics import (
    SOUNDS_AGAIN,
    TOPICS,
    Request,
    agreed,
    doubtful,
    is_personal,
    requested,
    sounding,
    surely_asked,
    vetoed,
)

_FEW = 3
_KEY_INPUTS = frozenset(
    {"hours_real", "first_attended_on", "enrolled_on", "born_on", "start_school_year"}
)
_FORMS = {"allowance": "amount_form", "agreement": "type_form"}


def by_rule(
    state: State, reading: Reading, number: int, on: date, router: Router | None
) -> Step | None:
    """The calculation that the rules hear, unless it sounds like anything but one."""
    asks_on = _asks_on(state, reading)
    request = _request(state, reading, asks_on=asks_on)
    if request is None:
        return None
    heard = router.hear(reading) if router else None
    if heard and not asks_on and vetoed(heard):
        return None
    if heard:
        request = agreed(request, heard)
    own = request.personal or (heard is not None and surely_asked(heard))
    step = _new_calculation(state, replace(request, personal=own), reading, number, on)
    asks_in_doubt = step[1].ask is not None and not state.calculating
    if heard and asks_in_doubt and doubtful(heard, told=request.personal):
        return None
    return _noted(step, heard)


def by_sound(state: State, reading: Reading, number: int, on: date, router: Router | None) -> Step:
    """The calculation that a turn sounds like, else what the texts say."""
    heard = _heard(state, reading, on, router) if router and _may_ask(state, reading) else None
    request = sounding(reading, heard, _at_hand(state), opens=not state.search) if heard else None
    if request is not None:
        step = _new_calculation(state, request, reading, number, on)
        if not _is_known(state, step[1]) or _asks_form(str(state.topic), reading):
            return _noted(step, heard)
    return _offering(text_turn(state, reading, number), heard, on)


def with_question_before(
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
    if request is None or (heard and vetoed(heard)):
        return None
    step = _new_calculation(state, request, whole, number, on)
    return step if (step[1].tool and step[1].ask is None) or request.personal else None


def _request(state: State, reading: Reading, *, asks_on: bool) -> Request | None:
    """The calculation a turn asks for, by itself or as it goes on from the one before."""
    request = requested(reading)
    if request is not None and not _supposes(state, request, reading):
        return None if _replies(state, request, reading) else request
    if asks_on:
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
    if not state.calculating or topic == "kind" or reading.says("second_question"):
        return False
    if subject(reading) not in {None, topic}:
        return False
    return _asks_form(topic, reading) and len(content_words(reading.text)) <= _FEW


def _supposes(state: State, request: Request, reading: Reading) -> bool:
    """Whether a turn only supposes another input of the outcome at hand: "wat als ik slaag?"."""
    if not state.calculating or request.topic == state.topic or not reading.says("supposing"):
        return False
    told = relevant(str(state.topic), reading.findings)
    return bool(told) and not relevant(request.topic, reading.findings)


def _replies(state: State, request: Request, reading: Reading) -> bool:
    """Whether a turn that asks nothing tells an input of the calculation that is asked about."""
    if state.pending is None or state.topic in {None, request.topic} or is_question(reading):
        return False
    return tells(reading) and bool(relevant(str(state.topic), reading.findings))


def _asks_form(topic: str, reading: Reading) -> bool:
    """Whether a turn has the form of a question for the outcome of a topic."""
    return reading.says(_FORMS.get(topic, "until_form"))


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


def _after_agreement(state: State, request: Request, on: date) -> State:
    """The type that the hours gave goes with a question about pay."""
    if request.topic != "allowance" or state.topic != "agreement" or not state.calculating:
        return state
    if "overeenkomst" in state.slots or "hours_real" not in state.slots:
        return state
    return with_type_of_hours(state, on)


def _with_loose_day(state: State, reading: Reading, number: int) -> State:
    """A day that no word places is the day the topic turns on; so is the start of an aanloop."""
    roles = {"", "first"} if state.topic == "aanloop_screening" else {""}
    loose = next((d for d in reading.days if d.day and d.role in roles), None)
    main = main_day(str(state.topic))
    if loose is None or main is None or main in state.slots:
        return state
    given = day(reading)
    return with_findings(state, {main: given}, reading, number) if given else state


def _heard(state: State, reading: Reading, on: date, router: Router) -> Heard:
    """What a turn sounds like; one that leans on the question before, by itself and with it."""
    heard = router.hear(reading)
    whole = in_its_place(state, reading, on)
    if whole is reading or heard.calculation < SOUNDS_AGAIN:
        return heard
    return heard.beside(router.hear(whole))


def _may_ask(state: State, reading: Reading) -> bool:
    """Whether a turn that no move fits may ask for a calculation.

    It does not where it only contradicts, or says that the asker does not know.
    """
    if state.calculating:
        return is_question(reading)
    return not (reading.says("push_back") or (state.search and knows_not(reading)))


def _at_hand(state: State) -> str | None:
    """The topic whose input has just been asked for."""
    return state.topic if state.pending else None


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


def _noted(step: Step, heard: Heard | None) -> Step:
    """The step with how likely the turn asks for a calculation in its notes."""
    if heard is None:
        return step
    state, plan = step
    return state, replace(plan, notes={**plan.notes, "heard": round(heard.calculation, 3)})
