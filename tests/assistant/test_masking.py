from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.masking import mask

ONE = {
    "a mobile number": "0478 12 34 56",
    "a mobile number with a slash and full stops": "0478/12.34.56",
    "a mobile number in one": "0478123456",
    "a mobile number in two": "0475/123456",
    "a number in Brussels": "02 512 34 56",
    "a number in Brussels in brackets": "(02) 512 34 56",
    "a number in Ghent": "09/223.34.45",
    "a zone of three digits": "016 20 30 40",
    "Belgium from abroad": "+32 478 12 34 56",
    "Belgium from abroad with a zero": "+32 (0)478/12.34.56",
    "Belgium from abroad with 00": "0032 478 123456",
    "the Netherlands": "+31 6 12345678",
    "France": "+33 1 70 18 99 00",
    "a no-break space": "0478\u00a012\u00a034\u00a056",
}
NATIONAL = {
    "with full stops and a hyphen": "93.05.18-223.61",
    "bare": "93051822361",
    "in spaces": "93 05 18 223 61",
    "born from 2000 on": "00.01.25-567.77",
    "a bis number of a man": "93.25.18-223.07",
    "a bis number of a woman or unknown": "93.45.18-223.50",
}
NONE = [
    "01/09/2026",
    "1.09.2026",
    "01-09-2026 tot 30-06-2027",
    "01 09 2026",
    "2026-09-01",
    "schooljaar 2026-2027",
    "2021-2022 en 2022-2023",
    "€ 1.916,71",
    "1 916,71 euro",
    "€ 555,90 of € 613,40 of € 661,30",
    "deel 7.1 en 12.2.1",
    "van 8.30 tot 16.30 u",
    "09.00 12.00 13.00 16.00",
    "09:00-12:00 en 13:00-16:30",
    "38 uur, 20 dagen, 28 uur per week",
    "docid=15286",
    "93.05.18-223.62",  # the checksum is wrong
    "BE68 5390 0754 7035",  # the checksum is wrong
    "93 13 18 223 61",  # no month
    "@school en iets @ huis",
    "20260901 20270630",
]


def valid_national(year: int, month: int, day: int, serial: int, century: str) -> str:
    first = f"{year:02}{month:02}{day:02}{serial:03}"
    return f"{first}{97 - int(century + first) % 97:02}"


def valid_iban(account: int) -> str:
    check = account % 97 or 97
    plain = f"{account:010}{check:02}"
    return f"BE{98 - int(plain + '111400') % 97:02}{plain}"


@pytest.mark.parametrize("number", ONE.values(), ids=ONE)
def test_telephone_number_is_masked_when_typed(number: str) -> None:
    masked = mask([f"Bel {number}, dank u."])
    assert masked.texts == ("Bel [PHONE_1], dank u.",)
    assert masked.restore(masked.texts[0]) == f"Bel {number}, dank u."


@pytest.mark.parametrize("number", NATIONAL.values(), ids=NATIONAL)
def test_national_number_is_masked_when_its_checksum_holds(number: str) -> None:
    assert mask([f"Ik ben {number}."]).texts == ("Ik ben [NATIONAL_NUMBER_1].",)


@pytest.mark.parametrize("text", NONE)
def test_number_stays_when_it_is_no_personal_one(text: str) -> None:
    assert mask([text]).texts == (text,)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("BE68 5390 0754 7034 is het", "[IBAN_1] is het"),
        ("op be68539007547034.", "op [IBAN_1]."),
        ("NL91ABNA0417164300", "[IBAN_1]"),
        ("Jan.Peeters+duaal@mijn-school.be.", "[EMAIL_1]."),
        ("mailto:a@b.vlaanderen", "mailto:[EMAIL_1]"),
    ],
)
def test_address_is_masked_when_typed(text: str, shown: str) -> None:
    assert mask([text]).texts == (shown,)


def test_value_keeps_its_placeholder_when_it_comes_back_in_another_notation() -> None:
    masked = mask(["Mail jan@a.be of an@a.be, bel 0478 12 34 56", "JAN@A.BE en +32478/123456"])
    assert masked.texts == ("Mail [EMAIL_1] of [EMAIL_2], bel [PHONE_1]", "[EMAIL_1] en [PHONE_1]")


def test_earlier_turns_stay_the_same_when_a_turn_is_added() -> None:
    turns = ["ik ben jan@a.be", "bel 0478 12 34 56", "of an@a.be"]
    assert mask(turns).texts[:2] == mask(turns[:2]).texts


def test_typed_placeholder_is_never_given_to_a_value_when_masked() -> None:
    masked = mask(["Wat is [EMAIL_1]? Ik ben jan@a.be"])
    assert masked.texts == ("Wat is [EMAIL_1]? Ik ben [EMAIL_2]",)
    assert masked.restore("[EMAIL_1] [EMAIL_2] [EMAIL_3]") == "[EMAIL_1] jan@a.be [EMAIL_3]"


def test_originals_do_not_show_when_the_object_is_printed() -> None:
    assert "jan" not in repr(mask(["jan@a.be"]))


words = st.sampled_from(["Mijn", "leerling", "start", "op 01/09/2026", "in 2026-2027", "€ 555,90"])
nationals = st.builds(
    valid_national,
    st.integers(0, 99),
    st.sampled_from([*range(1, 13), *range(21, 33), *range(41, 53)]),
    st.integers(1, 31),
    st.integers(1, 997),
    st.sampled_from(["", "2"]),
)
mobiles = st.integers(470_000_000, 499_999_999).map(lambda n: f"0{n}")
ibans = st.integers(0, 10**10 - 1).map(valid_iban)
emails = st.from_regex(r"[a-z][a-z0-9.]{0,10}[a-z]@[a-z]{1,8}\.(be|com)", fullmatch=True)
personal = st.one_of(nationals, mobiles, ibans, emails)


@given(st.lists(st.one_of(words, personal.map(lambda value: f"<{value}>")), max_size=8))
def test_nothing_personal_is_left_and_all_comes_back_when_restored(parts: list[str]) -> None:
    text = " ".join(parts)
    masked = mask([text])
    for value in re.findall(r"<(.+?)>", text):
        assert value not in masked.texts[0]
    assert masked.restore(masked.texts[0]) == text
    assert mask(masked.texts).texts == masked.texts


@given(st.lists(st.text(), max_size=4))
@example(["[EMAIL_1]a@b.be", "[[EMAIL_1]]"])
def test_text_comes_back_when_nothing_stands_twice(texts: list[str]) -> None:
    masked = mask(texts)
    for before, after in zip(texts, masked.texts, strict=True):
        assert mask([after]).texts == (after,)
        assert masked.restore(after).casefold() == before.casefold()
