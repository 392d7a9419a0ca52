"""The subject that a turn touches, whether or not it asks for a calculation."""

from __future__ import annotations

from assistant.dialogue.reading import Reading

ALLOWANCE, AGREEMENT, SEARCH = "allowance", "agreement", "workplace_search"

_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("general_education_relief", ("relief", "general_education")),
    ("aanloop_screening", ("screening",)),
    ("no_pupil_on_1_october", ("first_october", "nobody")),
    ("programmatie", ("programming_strong",)),
    ("programmatie", ("apply_form", "start_programme")),
    ("entry_by_right", ("entry_sure",)),
    ("compulsory_schooling", ("schooling_duty",)),
    (SEARCH, ("search", "until_form")),
    (SEARCH, ("search",)),
    (ALLOWANCE, ("pay",)),
    (AGREEMENT, ("type_form",)),
    (AGREEMENT, ("contract",)),
)


def subject(reading: Reading) -> str | None:
    """The topic whose subject a turn touches without asking for a calculation."""
    for topic, concepts in _SUBJECTS:
        if all(reading.says(concept) for concept in concepts):
            return topic
    return None
