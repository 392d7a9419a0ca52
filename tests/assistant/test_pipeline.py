from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.errors import QuestionError
from assistant.pipeline import Assistant
from corpus.cards import CARDS

ON = date(2026, 11, 22)


def ask(assistant: Assistant, question: str, language: str | None = None) -> Answer:
    return assistant.answer(question, on=ON, language=language)


def assert_verbatim(answer: Answer, assistant: Assistant) -> None:
    for c in answer.citations:
        assert assistant.catalogue.sources[c.source].text[c.start : c.end] == c.quote


def test_answer_opens_plainly_and_quotes_the_rule_when_asked_in_dutch(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Hoeveel dagen heeft een leerling om een werkplek te vinden?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.citations[0].section == "7.1"
    assert "20 opleidingsdagen" in answer.text
    assert_verbatim(answer, assistant)


@pytest.mark.parametrize(
    ("question", "language", "word"),
    [
        ("De combien de jours dispose un élève pour trouver une entreprise ?", "fr", "élève"),
        ("How many days does a pupil have to find a workplace?", "en", "pupil"),
    ],
)
def test_answer_comes_in_the_language_of_the_question_when_not_dutch(
    assistant: Assistant, question: str, language: str, word: str
) -> None:
    answer = ask(assistant, question)
    assert answer.language == language
    assert answer.citations[0].section == "7.1"
    assert word in answer.text.casefold()


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel kindergeld krijgen mijn ouders als ik duaal leer?",
        "Welke premie krijgt een bedrijf dat een leerling opleidt?",
        "Wie betaalt mijn trein naar de werkplek?",
    ],
)
def test_refusal_says_what_the_texts_are_about_when_they_do_not_answer(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    assert answer.status is AnswerStatus.UNANSWERABLE
    assert "duaal leren" in answer.text
    assert not answer.tool_calls


def test_subject_is_named_as_foreign_when_the_question_is_about_something_else(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Wat is een goed recept voor lasagne?")
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert answer.citations == ()


def test_three_languages_are_offered_when_the_question_is_in_another(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Wie lange darf ich einen Arbeitsplatz suchen?")
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert "Posez votre question" in answer.text


def test_exception_is_shown_when_the_rule_has_one(assistant: Assistant) -> None:
    answer = ask(assistant, "Mag de mentor meestemmen in de klassenraad?")
    assert "met uitzondering van de toelatingsklassenraad" in answer.text


def test_both_texts_are_cited_when_they_differ(assistant: Assistant) -> None:
    answer = ask(assistant, "Kan een deeltijdse arbeidsovereenkomst in duaal leren?")
    assert {c.source for c in answer.citations} == {"omzendbrief", "rof"}


def test_markup_is_treated_as_words_when_it_stands_in_the_question(assistant: Assistant) -> None:
    question = "<script>alert(1)</script> Wie sluit de arbeidsongevallenverzekering af?"
    answer = ask(assistant, question)
    assert answer.question == question
    assert "<script>" not in answer.text


def test_questions_are_refused_in_one_line_when_empty(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        assistant.answer([], on=ON)
    with pytest.raises(QuestionError):
        assistant.answer([Turn("user", "  ")], on=ON)


def test_every_card_question_is_answered_verbatim_when_a_sample_is_asked(
    assistant: Assistant,
) -> None:
    cards = assistant.catalogue.cards
    for card in cards[::12]:
        answer = ask(assistant, card.questions["nl"][0], "nl")
        assert_verbatim(answer, assistant)
        assert answer.status is not AnswerStatus.ERROR
        for statement in answer.statements:
            assert statement.citations, statement


def test_same_answer_comes_back_when_asked_twice(assistant: Assistant) -> None:
    question = "Wie mag er in de klassenraad zitten?"
    first, second = ask(assistant, question).to_json(), ask(assistant, question).to_json()
    first.pop("timings_ms"), second.pop("timings_ms")
    assert first == second


def test_answer_has_the_contract_keys_when_written_as_json(assistant: Assistant) -> None:
    written = ask(assistant, "Wat is een opleidingsdag?").to_json("q1")
    assert list(written) == [
        "id",
        "question",
        "language",
        "on",
        "status",
        "text",
        "statements",
        "citations",
        "tool_calls",
        "clarification",
        "warnings",
        "model",
        "timings_ms",
    ]
    assert written["id"] == "q1"
    assert {"source", "section", "heading", "quote", "start", "end"} == set(written["citations"][0])


def test_texts_alone_suffice_when_there_are_no_cards(home: object, tmp_path: object) -> None:
    from pathlib import Path

    from assistant.settings import Settings

    folder = Path(str(tmp_path)) / "cards"
    folder.mkdir()
    (folder / "uncovered.yaml").write_bytes((CARDS / "uncovered.yaml").read_bytes())
    bare = Assistant(Settings(home=Path(str(home)), cards=folder))
    retrieved = bare._retriever.retrieve("Wie sluit de arbeidsongevallenverzekering af?")
    assert retrieved.candidates[0].section == "omzendbrief 7.3"
    assert retrieved.candidates[0].card is None
    bare.close()


def test_no_torch_and_no_chat_model_is_loaded_when_the_default_path_answers(
    home: object,
) -> None:
    script = (
        "import sys; from datetime import date; from assistant import Assistant;"
        "from assistant.models import load_model; from assistant.settings import Settings;"
        "load_model(Settings());"
        "Assistant().answer('Wat is OAO?', on=date(2026, 11, 22));"
        "bad = {'torch', 'sentence_transformers', 'langchain', 'langchain_core', 'openai',"
        "'langchain_openai', 'langsmith', 'xllamacpp'};"
        "print(sorted(bad & set(sys.modules)))"
    )
    import os

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DUAAL_HOME": str(home)},
    )
    assert done.stdout.strip() == "[]"
