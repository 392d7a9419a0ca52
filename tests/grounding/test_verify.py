from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.grounding import Code, Verdict
from corpus.catalogue import Catalogue
from tests.grounding.conftest import Check

SEARCH = (
    "heeft een leerling per schooljaar een periode van 20 opleidingsdagen om een overeenkomst met "
    "een werkplek af te sluiten"
)
RECOGNITION = "Elke onderneming in duaal leren dient een erkenning aan te vragen."
RELIGION = (
    "In duaal leren moet ook levensbeschouwing en lichamelijke opvoeding onderwezen worden aan de "
    "leerlingen."
)


def codes(verdict: Verdict) -> set[Code]:
    return {failure.code for failure in verdict.failures}


@pytest.mark.parametrize(
    ("statement", "language"),
    [
        ("Een leerling heeft 20 opleidingsdagen per schooljaar om een overeenkomst met een "
         "werkplek te sluiten.", "nl"),
        ("L'élève a vingt jours de formation par année scolaire pour conclure un contrat avec un "
         "lieu de travail.", "fr"),
        ("A pupil has twenty training days per school year to conclude an agreement with a "
         "workplace.", "en"),
    ],
)  # fmt: skip
def test_statement_passes_when_its_quote_says_it(
    check: Check, statement: str, language: str
) -> None:
    assert check(statement, SEARCH, language=language).failures == ()


@pytest.mark.parametrize(
    ("statement", "language", "code"),
    [
        ("Een leerling heeft 25 opleidingsdagen per schooljaar.", "nl", Code.NUMBER),
        ("Een leerling heeft 20 weken per schooljaar.", "nl", Code.UNIT),
        ("L'élève a 20 jours calendrier par année scolaire.", "fr", Code.UNIT),
        ("Een leerling heeft minstens 20 opleidingsdagen per schooljaar.", "nl", Code.LIMIT),
        ("Een onderneming heeft 20 opleidingsdagen per schooljaar.", "nl", Code.SUBJECT),
        ("Een leerling heeft altijd 20 opleidingsdagen per schooljaar.", "nl", Code.UNIVERSAL),
        ("Een leerling heeft via Randstad 20 opleidingsdagen.", "nl", Code.NAME),
        ("Een leerling heeft 20 opleidingsdagen; mail naar info@hulp.be.", "nl", Code.ADDRESS),
        ("Een leerling krijgt na 20 opleidingsdagen een premie.", "nl", Code.UNSUPPORTED),
        ("Een leerling heeft tot 30 november 20 opleidingsdagen.", "nl", Code.DATE),
        ("Een leerling heeft <b>20</b> opleidingsdagen.", "nl", Code.MARKUP),
        ("Een leerling heeft 20 opleidingsdagen [1].", "nl", Code.MARKUP),
        ("Ja.", "nl", Code.EMPTY),
        ("", "nl", Code.EMPTY),
    ],
)
def test_statement_falls_when_one_thing_in_it_is_wrong(
    check: Check, statement: str, language: str, code: Code
) -> None:
    assert code in codes(check(statement, SEARCH, language=language))


@pytest.mark.parametrize(
    ("statement", "language", "code"),
    [
        ("Elke onderneming in duaal leren moet een erkenning aanvragen.", "nl", None),
        ("Toute entreprise en duaal leren est tenue de demander une reconnaissance.", "fr", None),
        ("Every company in duaal leren is required to apply for recognition.", "en", None),
        ("Elke onderneming in duaal leren kan een erkenning aanvragen.", "nl", Code.MODALITY),
        ("Elke onderneming in duaal leren hoeft geen erkenning aan te vragen.", "nl",
         Code.NEGATION),
        ("Every school in duaal leren must apply for recognition.", "en", Code.ACTOR),
    ],
)  # fmt: skip
def test_duty_is_kept_when_it_is_said_in_other_words(
    check: Check, statement: str, language: str, code: Code | None
) -> None:
    found = codes(check(statement, RECOGNITION, provision="omzendbrief 15", language=language))
    assert (code in found) if code else not found


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("heeft een leerling per schooljaar een periode van 30 opleidingsdagen",
         Code.QUOTE_NOT_FOUND),
        ("Heeft Een Leerling per schooljaar een periode", Code.QUOTE_NOT_FOUND),
        ("een leerling", Code.QUOTE_TOO_SHORT),
        ("Dit is een gedeelde verantwoordelijkheid van alle betrokkenen. Deze termijn begint te "
         "tellen vanaf", Code.QUOTE_NOT_FOUND),
        ("periode van 20 opleidingsdagen […] heeft een leerling per schooljaar",
         Code.QUOTE_NOT_FOUND),
    ],
    ids=["word altered", "case changed", "too short", "stitched", "parts out of order"],
)  # fmt: skip
def test_quote_falls_when_the_source_does_not_say_it_so(
    check: Check, quote: str, code: Code
) -> None:
    assert code in codes(check("Een leerling heeft 20 opleidingsdagen.", quote))


@pytest.mark.parametrize(
    "quote",
    [
        SEARCH.replace(" ", "\u00a0"),
        f"“{SEARCH}.”",
        "heeft een leerling per schooljaar […] een overeenkomst met een werkplek af te sluiten",
        "heeft een leerling per schooljaar ... een overeenkomst met een werkplek af te sluiten",
    ],
    ids=["hard spaces", "in quotation marks", "ellipsis in brackets", "three dots"],
)
def test_citation_is_the_source_own_text_when_the_quote_is_written_otherwise(
    check: Check, catalogue: Catalogue, quote: str
) -> None:
    verdict = check("Een leerling heeft 20 opleidingsdagen.", quote)
    assert verdict.citations
    for citation in verdict.citations:
        text = catalogue.sources[citation.source].text
        assert text[citation.start : citation.end] == citation.quote


def test_evidence_falls_when_its_token_is_unknown_or_there_is_none(check: Check) -> None:
    assert codes(check("Een leerling heeft 20 opleidingsdagen.", SEARCH, cited="p9")) == {
        Code.UNKNOWN_TOKEN
    }
    assert codes(check("Een leerling heeft 20 opleidingsdagen.")) == {Code.NO_EVIDENCE}


def test_citation_takes_the_exception_along_when_the_quote_was_cut_off_before_it(
    check: Check,
) -> None:
    verdict = check(
        "Levensbeschouwing moet ook in duaal leren onderwezen worden aan de leerlingen.",
        RELIGION,
        provision="omzendbrief 3.2",
    )
    assert verdict.sound, verdict.failures
    assert "De enige uitzondering" in verdict.citations[0].quote


def test_statement_falls_when_it_claims_always_against_an_exception(check: Check) -> None:
    verdict = check(
        "Levensbeschouwing moet in alle gevallen onderwezen worden aan de leerlingen.",
        RELIGION,
        provision="omzendbrief 3.2",
    )
    assert Code.UNIVERSAL in codes(verdict)


LINES = ("De leervergoeding is € 613,40 per maand.", "34,5 % van het GGMMI is € 661,30 per maand.")


@pytest.mark.parametrize(
    ("statement", "quotes", "sound"),
    [
        ("De leervergoeding bedraagt 613,40 euro per maand.", LINES[:1], True),
        ("De leervergoeding bedraagt € 661,30 per maand.", LINES[:1], False),
        ("34,5 % van het GGMMI is € 613,40 per maand.", LINES, False),
        ("De leervergoeding bedraagt € 613,40 per week.", LINES[:1], False),
        ("De leervergoeding bedraagt € 613,40.", ("De leervergoeding is € 600 per maand.",), False),
    ],
)
def test_calculation_bears_out_only_what_its_quoted_line_says(
    check: Check, statement: str, quotes: tuple[str, ...], sound: bool
) -> None:
    assert check(statement, *quotes, lines=LINES).sound is sound


_PIECES = st.sampled_from(
    ["20", "één", "eenentwintig", "II", "31/12", "2026-13-45", "1.250,00", "€", "%", "niet", "moet",
     "(", ")", ",", ".", "[…]", "-", "leerling", "bijlage", "deel 7.1",
     "OV3", "a@b", "\u00ad", "\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(_PIECES, max_size=12), language=st.sampled_from(["nl", "fr", "en"]))
def test_verdict_is_given_when_a_statement_is_nonsense(
    check: Check, pieces: list[str], language: str
) -> None:
    text = " ".join(pieces)
    assert isinstance(check(text, SEARCH, language=language), Verdict)
    assert isinstance(check("De leerling heeft 20 opleidingsdagen.", text), Verdict)


LEFT = (
    "Indien de leerling na 20 opleidingsdagen (eventueel aangevuld met bovenstaande drie "
    "uitzonderingen) geen werkplek gevonden heeft, moet hij uit de duale opleiding uitgeschreven "
    "worden en in een andere opleiding (in dezelfde of een andere school) inschrijven."
)


@pytest.mark.parametrize(
    ("statement", "language", "sound"),
    [
        ("Als de leerling na 20 opleidingsdagen geen werkplek gevonden heeft, moet hij uit de "
         "duale opleiding uitgeschreven worden.", "nl", True),
        ("If the pupil has found no workplace after 20 training days, the pupil must be withdrawn "
         "from the dual programme.", "en", True),
        ("De leerling moet uit de duale opleiding uitgeschreven worden en in een andere opleiding "
         "inschrijven.", "nl", False),
        ("L'élève doit être désinscrit de la formation duale et s'inscrire dans une autre "
         "formation.", "fr", False),
    ],
)  # fmt: skip
def test_condition_is_kept_when_the_rule_hangs_on_it(
    check: Check, statement: str, language: str, sound: bool
) -> None:
    found = codes(check(statement, LEFT, language=language))
    assert (not found) if sound else (Code.CONDITION in found)


INSURANCE = (
    "Het afsluiten van een arbeidsongevallenverzekering voor de leerlingen is de "
    "verantwoordelijkheid van de onderwijsinstelling."
)


@pytest.mark.parametrize(
    ("statement", "language", "sound"),
    [
        ("De onderwijsinstelling sluit de arbeidsongevallenverzekering voor de leerlingen "
         "af.", "nl", True),
        ("De leerlingen sluiten de arbeidsongevallenverzekering af.", "nl", False),
        ("Les élèves concluent l'assurance contre les accidents du travail.", "fr", False),
        ("The pupils take out the occupational accident insurance.", "en", False),
        ("The occupational accident insurance is the responsibility of the company.", "en", False),
    ],
)  # fmt: skip
def test_actor_is_kept_when_the_quote_names_whose_task_it_is(
    check: Check, statement: str, language: str, sound: bool
) -> None:
    verdict = check(statement, INSURANCE, provision="omzendbrief 7.3", language=language)
    assert verdict.sound is sound, verdict.failures


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("Een overeenkomst kan afgesloten worden na de erkenning van de onderneming.",
         Code.EXCLUSIVITY),
        ("Een overeenkomst kan pas afgesloten worden na de erkenning van de onderneming.", None),
        ("Een overeenkomst kan niet afgesloten worden na de erkenning van de onderneming.",
         Code.NEGATION),
    ],
)  # fmt: skip
def test_restriction_is_kept_when_the_quote_has_one(
    check: Check, statement: str, code: Code | None
) -> None:
    quote = "Een overeenkomst kan pas afgesloten worden na de erkenning van de onderneming."
    found = codes(check(statement, quote, provision="omzendbrief 7.3"))
    assert (code in found) if code else not found


ADJUSTMENTS = (
    "Leerlingen met een beperking die een opleiding volgen in het kader van duaal leren hebben "
    "recht op speciale onderwijsleermiddelen en/of bijzondere tewerkstellingsondersteunende "
    "maatregelen"
)


@pytest.mark.parametrize(
    ("statement", "quote", "provision", "code"),
    [
        ("De klassenraad kan de leerling toelaten om een bijkomende kwalificatie- of "
         "integratiefase te volgen.",
         "Na het succesvol afronden van een kwalificatie- of integratiefase, kan de klassenraad de "
         "leerling toelaten om een bijkomende kwalificatie- of integratiefase te volgen.",
         "omzendbrief 12.2.2", Code.CONDITION),
        ("Pupils in dual learning are entitled to special teaching aids and BTOM's.",
         ADJUSTMENTS,
         "omzendbrief 7.5", Code.CONDITION),
        ("Pupils with a disability in dual learning are entitled to special teaching aids and/or "
         "BTOM's.",
         ADJUSTMENTS,
         "omzendbrief 7.5", None),
        ("No agreement can be concluded with a company until it has been recognised.",
         "Een overeenkomst kan pas afgesloten worden na de erkenning van de onderneming.",
         "omzendbrief 7.3", None),
    ],
    ids=["before the verb", "behind those whom it is for", "kept", "not until says only after"],
)  # fmt: skip
def test_restriction_is_kept_when_no_conjunction_opens_it(
    check: Check, statement: str, quote: str, provision: str, code: Code | None
) -> None:
    language = "nl" if statement.startswith("De ") else "en"
    found = codes(check(statement, quote, provision=provision, language=language))
    assert (code in found) if code else not found


SPECIAL = (
    "Leerlingen uit het buitengewoon onderwijs kunnen enkel een aanvraag indienen voor "
    "aanpassingen voor de werkplekcomponent."
)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_prepared_answer_is_sound_and_its_denial_is_not_when_its_quotes_are_given(
    check: Check, catalogue: Catalogue, language: str
) -> None:
    card = next(c for c in catalogue.cards if c.id == "omzendbrief-7.5/buso-workplace-only")
    answer = card.answer[language]
    assert check(answer, SPECIAL, provision="omzendbrief 7.5", language=language).sound
    freed = re.sub(r" enkel|ne (?=peuvent)|qu[e']|\bonly ", " ", answer)
    assert not check(freed, SPECIAL, provision="omzendbrief 7.5", language=language).sound
