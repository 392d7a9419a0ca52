from __future__ import annotations

from itertools import product

import pytest

from assistant.grounding.figures import figures_in
from assistant.grounding.limits import limits_of, lost_limits

DAYS = {
    "by": {
        "nl": ["uiterlijk op 1 oktober", "ten laatste op 1 oktober", "niet later dan 1 oktober",
               "tot en met 1 oktober", "op 1 oktober ten laatste"],
        "fr": ["au plus tard le 1er octobre", "jusqu'au 1er octobre inclus",
               "pas plus tard que le 1/10"],
        "en": ["by 1 October at the latest", "no later than 1 October", "on or before 1/10",
               "up to and including October 1"],
    },
    "before": {
        "nl": ["vóór 1 oktober", "voorafgaand aan 1 oktober"],
        "fr": ["avant le 1er octobre", "avant la date du 1/10"],
        "en": ["before 1 October", "prior to 1/10"],
    },
    "from": {
        "nl": ["vanaf 1 oktober", "met ingang van 1 oktober", "ten vroegste op 1 oktober"],
        "fr": ["à partir du 1er octobre", "à compter du 1/10", "au plus tôt le 1er octobre"],
        "en": ["from 1 October", "as of 1 October", "no earlier than 1 October"],
    },
    "after": {
        "nl": ["na 1 oktober", "later dan 1 oktober"],
        "fr": ["après le 1er octobre", "au-delà du 1/10"],
        "en": ["after 1 October", "later than 1/10"],
    },
    "on": {"nl": ["op 1 oktober"], "fr": ["le 1er octobre"], "en": ["on 1 October"]},
}  # fmt: skip
HOURS = {
    "least": {
        "nl": ["minstens 20 uur", "niet minder dan 20 uur", "20 uur of meer"],
        "fr": ["au moins 20 heures", "pas moins de 20 heures", "20 heures ou plus"],
        "en": ["at least 20 hours", "no fewer than 20 hours", "20 hours or more"],
    },
    "most": {
        "nl": ["hoogstens 20 uur", "niet meer dan 20 uur", "max. 20 uur"],
        "fr": ["au maximum 20 heures", "pas plus de 20 heures", "20 heures au plus"],
        "en": ["at most 20 hours", "no more than 20 hours", "up to 20 hours"],
    },
    "more": {"nl": ["meer dan 20 uur"], "fr": ["plus de 20 heures"], "en": ["over 20 hours"]},
    "fewer": {"nl": ["minder dan 20 uur"], "fr": ["moins de 20 heures"], "en": ["under 20 hours"]},
}
SENTENCES = {
    "nl": "De school antwoordt {} op de vraag.",
    "fr": "L'école répond {} à la question.",
    "en": "The school answers {} to the question.",
}


@pytest.mark.parametrize("table", [DAYS, HOURS], ids=["dates", "numbers"])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_limit_is_kept_only_by_words_for_the_same_when_languages_differ(
    table: dict[str, dict[str, list[str]]], language: str
) -> None:
    for theirs, own in product(table, table):
        for quoted, said in product(table[theirs]["nl"], table[own][language]):
            quote, statement = SENTENCES["nl"].format(quoted), SENTENCES[language].format(said)
            lost = bool(lost_limits(statement, [quote], language, "nl"))
            assert lost is (theirs != own), (quote, statement)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("van 1 september tot en met 30 juni", "nl"),
        ("de periode van 1/9 tot 30/6", "nl"),
        ("du 1/9 au 30/6 inclus", "fr"),
        ("entre le 1er septembre et le 30 juin", "fr"),
        ("from 1 September through 30 June", "en"),
        ("between 1/9 and 30/6", "en"),
    ],
)
def test_ends_of_a_range_are_told_when_it_is_put_otherwise(text: str, language: str) -> None:
    first, second = figures_in(text, language)
    assert (limits_of(text, first), limits_of(text, second)) == ({"from"}, {"by"})
