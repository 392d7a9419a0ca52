from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.figures import figures_in
from assistant.grounding.numerals import in_digits

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
ONES = {
    "nl": ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
           "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
           "negentien"],
    "fr": ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
           "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit",
           "dix-neuf"],
    "en": ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
           "eighteen", "nineteen"],
}  # fmt: skip
TENS = {
    "nl": ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
    "fr": ["vingt", "trente", "quarante", "cinquante", "soixante", "septante", "quatre-vingt",
           "nonante"],
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
}  # fmt: skip


def spelt(number: int, language: str) -> str:
    """The usual spelling, written down apart from the code that reads it."""
    if number == 0:
        return {"nl": "nul", "fr": "zéro", "en": "zero"}[language]
    if number >= 100:
        rest = spelt(number % 100, language) if number % 100 else ""
        hundred = {"nl": "honderd", "fr": "cent", "en": "one hundred"}[language]
        if number == 200:
            return {"nl": "tweehonderd", "fr": "deux cents", "en": "two hundred"}[language]
        joint = {"nl": "", "fr": " ", "en": " and "}[language] if rest else ""
        return f"{hundred}{joint}{rest}"
    if number < 20:
        return ONES[language][number]
    tens, ones = TENS[language][number // 10 - 2], ONES[language][number % 10]
    if not ones:
        return "quatre-vingts" if tens == "quatre-vingt" else tens
    if language == "nl":
        return f"{ones}{'ën' if ones[-1] == 'e' else 'en'}{tens}"
    return f"{tens} et un" if language == "fr" and number % 10 == 1 else f"{tens}-{ones}"


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("number", [n for n in range(201) if n != 1])
def test_number_is_read_when_it_is_written_in_words(number: int, language: str) -> None:
    assert in_digits(f"({spelt(number, language)})", language) == f"({number})" or number < 2
    unit = {"nl": "weken", "fr": "semaines", "en": "weeks"}[language]
    found = figures_in(f"{spelt(number, language)} {unit}", language)
    assert [(f.kind, f.value, f.unit) for f in found] == [("number", str(number), "week")]


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("soixante-quinze", "fr", 75),
        ("soixante et onze", "fr", 71),
        ("quatre-vingt-onze", "fr", 91),
        ("quatre-vingt-dix-neuf", "fr", 99),
        ("vingt-et-un", "fr", 21),
        ("trois cent vingt", "fr", 320),
        ("driehonderd", "nl", 300),
        ("honderd en vijf", "nl", 105),
        ("a hundred", "en", 100),
        ("thirty two", "en", 32),
    ],
)
def test_number_is_read_when_it_is_written_otherwise(words: str, language: str, value: int) -> None:
    assert in_digits(words, language) == str(value)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("het achtste jaar", "nl", "8"),
        ("de twaalfde week", "nl", "12"),
        ("de eenentwintigste dag", "nl", "21"),
        ("la neuvième année", "fr", "9"),
        ("la vingt et unième semaine", "fr", "21"),
        ("le vingtième jour", "fr", "20"),
        ("the twelfth week", "en", "12"),
        ("the twenty-first day", "en", "21"),
        ("the 22nd day", "en", "22"),
    ],
)
def test_ordinal_is_read_when_it_is_written_in_words(text: str, language: str, value: str) -> None:
    assert [(f.kind, f.value) for f in figures_in(text, language)] == [("ordinal", value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("een leerling", "nl"), ("une école", "fr"), ("a pupil", "en"), ("the second-hand car", "en"),
     ("vierkant en zesmaandelijks", "nl"), ("de elfjes", "nl")],
)  # fmt: skip
def test_no_cardinal_is_read_when_there_is_none(text: str, language: str) -> None:
    assert in_digits(text, language) == text


DATES = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@given(day=DATES, language=st.sampled_from(["nl", "fr", "en"]))
def test_date_is_read_when_it_is_in_a_usual_notation(day: dt.date, language: str) -> None:
    month = MONTHS[language].split()[day.month - 1]
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    in_words = spelt(day.day, language)
    notations = [
        f"{first} {month} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
    ]
    if language == "en":
        notations += [f"{month} {day.day}, {day.year}", f"{day.day} of {month} {day.year}"]
    if in_words not in ("een", "un", "one"):
        notations.append(f"{in_words} {month} {day.year}")
    for text in notations:
        found = [(f.kind, f.value) for f in figures_in(text, language)]
        assert found == [("date", f"{day.day}-{day.month}-{day.year}")], text


@given(day=DATES, language=st.sampled_from(["nl", "fr", "en"]))
def test_day_and_month_are_read_when_no_year_is_named(day: dt.date, language: str) -> None:
    month = MONTHS[language].split()[day.month - 1]
    for text in (f"{day.day} {month}", f"{day.day}/{day.month}", f"{day:%d/%m}"):
        found = [(f.kind, f.value) for f in figures_in(text, language)]
        assert found == [("date", f"{day.day}-{day.month}-*")], text


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("30 nov. 2026", "nl", "30-11-2026"),
        ("30 sept", "fr", "30-9-*"),
        ("the first of September", "en", "1-9-*"),
        ("Nov 30, 2026", "en", "30-11-2026"),
        ("le premier février", "fr", "1-2-*"),
        ("eerste oktober", "nl", "1-10-*"),
    ],
)
def test_date_is_read_when_it_is_shortened_or_in_words(
    text: str, language: str, value: str
) -> None:
    assert [(f.kind, f.value) for f in figures_in(text, language)] == [("date", value)]
