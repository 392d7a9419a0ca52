"""Are the cases themselves right? Held by a test, and by `python -m evals add` before it writes.

A fact must stand in one of its case's gold sections. In a case with a calculation it may stand in
the tool's result instead, rendered from the gold arguments in the case's language
(evals/computed.py says when there is none to check against).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.cards import Card
from corpus.catalogue import Catalogue, load_catalogue
from evals.cases import Case
from evals.computed import computed, words
from evals.notation import folded, same, shows

STATUSES = frozenset({"answered", "clarification", "unanswerable", "out_of_scope"})
LANGUAGES = frozenset({"nl", "fr", "en"})
AUDIENCES = frozenset({"pupil", "parent", "staff", "employer"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a case."""

    case: str
    what: str

    def __str__(self) -> str:
        """One line for a log."""
        return f"{self.case}: {self.what}"


def problems(cases: Sequence[Case]) -> list[Problem]:
    """Everything that is wrong with the cases, each by itself and together."""
    alone = [Problem(case.id, what) for case in cases for what in wrong_with(case)]
    return [*alone, *repeated_ids(cases), *shared_questions(cases), *shared_provisions(cases)]


def wrong_with(case: Case) -> list[str]:
    """What is wrong with a case by itself."""
    return [*_wrong_labels(case), *_wrong_sections(case), *_wrong_tool(case), *_wrong_facts(case)]


def repeated_ids(cases: Iterable[Case]) -> list[Problem]:
    """The ids that more than one case has."""
    counted = Counter(case.id for case in cases)
    return [Problem(name, "the id is not unique") for name, n in counted.items() if n > 1]


def shared_questions(cases: Iterable[Case]) -> list[Problem]:
    """Conversations that stand in both splits."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for case in cases:
        seen[tuple(map(folded, case.turns))].add(case.split)
    return [Problem(q[-1], "the question is in both splits") for q, s in seen.items() if len(s) > 1]


def shared_provisions(cases: Iterable[Case]) -> list[Problem]:
    """Provisions that text cases of both splits rest on: a fact would be in both."""
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if is_text_case(case):
            seen[case.gold.sections[0]].add(case.split)
    return [
        Problem(place, "the provision is in both splits") for place, s in seen.items() if len(s) > 1
    ]


def is_text_case(case: Case) -> bool:
    """Whether the split of the case goes by its provision: ids of text cases start with it."""
    return case.id.startswith(("dev-", "test-")) and bool(case.gold.sections)


def _wrong_labels(case: Case) -> list[str]:
    found = [f"status {s!r} is unknown" for s in sorted(case.gold.statuses - STATUSES)]
    if case.language not in LANGUAGES:
        found.append(f"language {case.language!r} is unknown")
    if case.audience not in AUDIENCES:
        found.append(f"audience {case.audience!r} is unknown")
    if not case.turns or not all(turn.strip() for turn in case.turns):
        found.append("a turn is empty")
    if case.gold.status == "answered" and not case.gold.sections:
        found.append("an answered case names no section")
    if case.gold.status == "clarification" and not case.gold.clarification:
        found.append("a clarification names no slot")
    return found


def _wrong_sections(case: Case) -> list[str]:
    known = section_texts()
    gold = case.gold
    missing = [s for s in (*gold.sections, *gold.required_sections) if s not in known]
    loose = [s for s in gold.required_sections if s not in gold.sections]
    return [f"section {s!r} does not exist" for s in missing] + [
        f"section {s!r} is required but not acceptable" for s in loose
    ]


def _wrong_tool(case: Case) -> list[str]:
    tool, found = case.gold.tool, computed(case)
    if tool is None or found.skipped:
        return []
    if found.result is None:
        return [f"the tool does not take the gold arguments: {found.error}"]
    value = found.result.value
    wrong = {k: value.get(k) for k, v in tool.value.items() if not same(v, value.get(k))}
    return [f"the tool gives {wrong}, not the gold value"] if wrong else []


def _wrong_facts(case: Case) -> list[str]:
    if case.gold.status != "answered" or unchecked(case):
        return []
    grounds = [*_section_grounds(case), *words(case)]
    return [
        f"no form of the fact {fact[0]!r} stands in the gold sections or the tool's result"
        for fact in case.gold.facts
        if not any(shows(ground, form) for ground in grounds for form in fact)
    ]


def unchecked(case: Case) -> str:
    """Why the facts of a case can't be checked; empty where they can."""
    return computed(case).skipped if case.gold.tool else ""


def _section_grounds(case: Case) -> list[str]:
    """The raw texts of the gold sections, and the plain answers of cards that quote them."""
    texts, answers = section_texts(), plain_answers()
    own = [texts[s] for s in case.gold.sections if s in texts]
    return own + [answers.get((s, case.language), "") for s in case.gold.sections]


@cache
def section_texts() -> Mapping[str, str]:
    """The raw text of each gold place: "omzendbrief 7.1", and each annex of 16 by itself too."""
    found: dict[str, list[str]] = defaultdict(list)
    for provision in _catalogue().provisions.values():
        text = _catalogue().sources[provision.source].text[provision.start : provision.end]
        for name in dict.fromkeys((provision.id, f"{provision.source} {provision.section}")):
            found[name].append(text)
    return {name: "\n".join(texts) for name, texts in found.items()}


@cache
def plain_answers() -> Mapping[tuple[str, str], str]:
    """The cards' plain answers by section and language: facts told in French or English."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for card in _catalogue().cards:
        for section in _sections_of(card):
            for language, answer in card.answer.items():
                found[section, language].append(answer)
    return {key: "\n".join(answers) for key, answers in found.items()}


def _sections_of(card: Card) -> list[str]:
    return list(dict.fromkeys(f"{q.source} {q.key}" for q in card.quotes))


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()
