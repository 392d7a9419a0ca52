"""The page's rendering: what stands in the HTML for a constructed answer."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import gradio as gr
import pytest

import app
from assistant.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Clarification,
    Statement,
    ToolCall,
    Turn,
)
from assistant.messages import page as page_messages
from assistant.messages import read
from assistant.web import asset
from assistant.web.exchange import Exchange, turns_of
from assistant.web.frame import notice_html, versions_html
from assistant.web.markup import inline_html, safe
from assistant.web.provision import provision_html, provision_of
from assistant.web.rendering import answer_html, conversation_html
from corpus.catalogue import Catalogue, load_catalogue

TAG = re.compile(r"<[^>]*>")
MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
HOSTILE = '<script>alert(1)</script> <img src=x onerror="x()"> ${1+1} {{value}} `x` @children'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def cited(catalogue: Catalogue, source: str, words: str) -> Citation:
    text = catalogue.sources[source].text
    start = text.index(words)
    draft = Citation(source, "", "", words, start, start + len(words))
    provision = provision_of(draft, catalogue)
    return replace(draft, section=provision.section, heading=provision.heading.text)


def answered(catalogue: Catalogue, **changes: object) -> Answer:
    first = cited(catalogue, "omzendbrief", "Dit is een gedeelde verantwoordelijkheid")
    second = cited(catalogue, "rof", "SAONeenLeerling volgt schoolvakantieregeling")
    text = (
        "Iedereen samen zoekt. [1] [2]\n\n> Dit is een gedeelde verantwoordelijkheid [1]\n\n"
        "> SAO | Neen | Leerling volgt schoolvakantieregeling [2]"
    )
    answer = Answer(
        question="Wie zoekt?",
        language="nl",
        on="2026-11-22",
        status=AnswerStatus.ANSWERED,
        text=text,
        statements=(Statement("Iedereen samen zoekt.", (0, 1)),),
        citations=(first, second),
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


def shown(html: str) -> str:
    return unescape(TAG.sub("", html))


def without_space(text: str) -> str:
    return "".join(text.split())


def test_question_is_shown_as_text_when_it_holds_html(catalogue: Catalogue) -> None:
    html = conversation_html([Exchange(HOSTILE)], catalogue)
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r"\$\{|\{\{|@children|`", html)
    assert HOSTILE in shown(html)


def test_answer_is_shown_as_text_when_a_model_writes_html(catalogue: Catalogue) -> None:
    clarification = Clarification("x", HOSTILE, (HOSTILE,))
    call = ToolCall("t", {}, {"steps": [HOSTILE], "assumptions": [HOSTILE]})
    answer = answered(
        catalogue,
        text=f"{HOSTILE} [1]\n\n> {HOSTILE} [1]\n\n- {HOSTILE}",
        warnings=(HOSTILE,),
        model=HOSTILE,
        tool_calls=(call,),
        clarification=clarification,
    )
    html = answer_html(answer, catalogue)
    assert "<script" not in html
    assert "<img" not in html
    assert "${" not in html
    assert shown(html).count("<script>alert(1)</script>") == 7


def test_every_mark_has_a_target_when_an_answer_cites(catalogue: Catalogue) -> None:
    answer = answered(catalogue)
    html = answer_html(answer, catalogue, turn=3)
    marks = re.findall(r'class="mark" data-turn="3" data-citation="(\d+)"[^>]*>\[(\d+)\]<', html)
    assert [(int(index), int(number)) for index, number in marks] == [
        (0, 1),
        (1, 2),
        (0, 1),
        (1, 2),
    ]
    assert all(int(index) < len(answer.citations) for index, _ in marks)
    chips = re.findall(r'class="chip" data-turn="3" data-citation="(\d+)"', html)
    assert chips == ["0", "1"]


def test_mark_stays_text_when_there_is_no_such_citation(catalogue: Catalogue) -> None:
    html = answer_html(answered(catalogue, text="Zie [7]."), catalogue)
    assert "Zie [7]." in shown(html)
    assert 'class="mark"' not in html


def test_one_source_is_listed_when_two_citations_are_of_one_provision(
    catalogue: Catalogue,
) -> None:
    one = cited(catalogue, "rof", "SAONeenLeerling volgt schoolvakantieregeling")
    other = cited(catalogue, "rof", "BezoldigingVakantiedagen")
    html = answer_html(answered(catalogue, citations=(one, other)), catalogue)
    assert html.count('class="chip"') == 1
    assert "[1] [2] ROF-pagina Brussel, onderdeel B2: Type overeenkomsten" in shown(html)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("omzendbrief", "Dit is een gedeelde verantwoordelijkheid van alle betrokkenen."),
        ("omzendbrief", "Bepaalde regelgeving die u in deze omzendbrief vindt"),
        ("rof", "stelt een vakbekwame mentor (die een mentoropleiding volgt) aan"),
        ("rof", "De schaal is afhankelijk van de vooropleiding van de leerling."),
    ],
)
def test_highlight_is_the_quote_when_it_stands_in_one_block(
    catalogue: Catalogue, source: str, words: str
) -> None:
    html = provision_html(cited(catalogue, source, words), catalogue)
    assert [unescape(part) for part in MARKED.findall(html)] == [words]


def test_highlight_is_the_quote_when_it_is_any_block_of_the_texts(catalogue: Catalogue) -> None:
    for provision in catalogue.provisions.values():
        text = catalogue.sources[provision.source].text
        for block in provision.blocks:
            quote = text[block.start : block.end]
            citation = Citation(
                provision.source, provision.section, "", quote, block.start, block.end
            )
            html = provision_html(citation, catalogue)
            marked = unescape("".join(MARKED.findall(html)))
            assert without_space(marked) == without_space(quote), provision.id


def test_whole_provision_is_shown_when_a_part_of_it_is_cited(catalogue: Catalogue) -> None:
    for provision in filter(lambda p: p.blocks, catalogue.provisions.values()):
        text = catalogue.sources[provision.source].text
        first = provision.blocks[0]
        citation = Citation(provision.source, "", "", "", first.start, first.start + 1)
        html = provision_html(citation, catalogue).split('class="provision-text"', 1)[1]
        whole = text[first.start : provision.blocks[-1].end]
        assert without_space(whole) in without_space(shown(f"<div {html}")), provision.id


def test_highlight_covers_every_block_when_the_quote_spans_them(catalogue: Catalogue) -> None:
    provision = catalogue.provisions["rof B3"]
    start, end = provision.blocks[0].start, provision.blocks[-1].end
    quote = catalogue.sources["rof"].text[start:end]
    html = provision_html(Citation("rof", "B3", "", quote, start, end), catalogue)
    assert without_space(unescape("".join(MARKED.findall(html)))) == without_space(quote)


def test_table_cells_stand_apart_when_the_text_has_them_glued(catalogue: Catalogue) -> None:
    citation = cited(catalogue, "rof", "SAONeenLeerling volgt schoolvakantieregeling")
    html = provision_html(citation, catalogue)
    assert (
        '<tr><th scope="row"><mark>SAO</mark></th><td><mark>Neen</mark></td>'
        "<td><mark>Leerling volgt schoolvakantieregeling</mark></td></tr>"
    ) in html
    assert '<th scope="col">Bezoldiging</th><th scope="col">Vakantiedagen</th>' in html
    answer = answer_html(answered(catalogue), catalogue)
    assert "<span>SAO</span> <span>Neen</span>" in answer


def test_amount_and_who_it_is_for_share_a_row_when_a_table_has_lists(
    catalogue: Catalogue,
) -> None:
    citation = cited(catalogue, "rof", "613,40")
    html = provision_html(citation, catalogue)
    row = next(row for row in re.findall(r"<tr>.*?</tr>", html) if "613,40" in row)
    assert row.count("<li>") == 2


def test_provision_tells_its_edition_and_links_to_it_when_shown(catalogue: Catalogue) -> None:
    citation = cited(catalogue, "omzendbrief", "Dit is een gedeelde verantwoordelijkheid")
    html = provision_html(citation, catalogue)
    source = catalogue.sources["omzendbrief"]
    assert f'href="{source.address}"' in html
    for words in (source.title, "Versie schooljaar 2021-2022", source.publisher, "7.1 Kiezen"):
        assert words in shown(html)
    assert "Kiezen van onderneming tot afsluiten overeenkomst" in shown(html)


def test_options_send_their_text_when_a_question_is_asked_back(catalogue: Catalogue) -> None:
    clarification = Clarification("hours", "Hoeveel uur?", ("minder dan 20", "20 of meer"))
    answer = answered(
        catalogue,
        status=AnswerStatus.CLARIFICATION,
        text="Hoeveel uur?",
        statements=(),
        citations=(),
        clarification=clarification,
    )
    html = answer_html(answer, catalogue)
    assert re.findall(r'data-send="([^"]*)"', html) == ["minder dan 20", "20 of meer"]
    assert "data-send" not in answer_html(answer, catalogue, latest=False)


def test_calculation_can_be_opened_when_a_tool_gave_steps(catalogue: Catalogue) -> None:
    result = {"steps": ["29 % van 1916,90", "is 555,90"], "assumptions": ["eerste jaar"]}
    answer = answered(catalogue, tool_calls=(ToolCall("allowance", {}, result),))
    html = answer_html(answer, catalogue)
    assert "<details" in html
    assert "<summary>Alle stappen van de berekening</summary>" in html
    assert "<li>29 % van 1916,90</li><li>is 555,90</li>" in html
    assert "<li>eerste jaar</li>" in html


def test_no_calculation_is_shown_when_a_tool_gave_no_steps(catalogue: Catalogue) -> None:
    answer = answered(catalogue, tool_calls=(ToolCall("allowance", {}, {}),))
    assert "<details" not in answer_html(answer, catalogue)


@pytest.mark.parametrize(
    ("model", "line"),
    [(None, "Zonder taalmodel"), ("ollama:x", "Verwoord met taalmodel ollama:x")],
)
def test_answer_names_its_model_when_there_is_one(
    catalogue: Catalogue, model: str | None, line: str
) -> None:
    assert line in shown(answer_html(answered(catalogue, model=model), catalogue))


@pytest.mark.parametrize("status", [AnswerStatus.UNANSWERABLE, AnswerStatus.OUT_OF_SCOPE])
def test_refusal_is_told_apart_when_the_texts_do_not_answer(
    catalogue: Catalogue, status: AnswerStatus
) -> None:
    answer = answered(catalogue, status=status, citations=(), statements=(), text="Nee.")
    html = answer_html(answer, catalogue)
    assert f"answer-{status.value}" in html
    assert 'class="status"' in html
    assert 'class="sources"' not in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_quotes_are_marked_dutch_when_the_answer_is_not(
    catalogue: Catalogue, language: str
) -> None:
    html = answer_html(answered(catalogue, language=language), catalogue)
    assert f'<div class="answer answer-answered" lang="{language}">' in html
    assert html.count('<blockquote lang="nl">') == 2
    assert '<div class="provision-text" lang="nl">' in provision_html(
        answered(catalogue).citations[0], catalogue, language
    )


def test_versions_of_both_texts_are_named_when_the_page_opens(catalogue: Catalogue) -> None:
    text = shown(versions_html(catalogue, "nl"))
    assert "Omzendbrief duaal leren, versie schooljaar 2021-2022" in text
    assert "ROF-pagina Brussel, bedragen van november 2022" in text
    assert "Er wordt geen vraag bewaard." in text


def test_example_questions_are_offered_when_nothing_was_asked(catalogue: Catalogue) -> None:
    examples = page_messages.page_examples("nl")
    html = conversation_html([], catalogue)
    assert [unescape(q) for q in re.findall(r'data-send="([^"]*)"', html)] == list(examples)
    assert 6 <= len(examples) <= 8


def test_notice_is_empty_when_nothing_is_wrong() -> None:
    assert notice_html("") == ""
    assert 'role="alert"' in notice_html("De vraag is leeg.")


def test_emphasis_is_shown_when_the_markdown_has_it() -> None:
    html = inline_html("**OAO** en *leervergoeding*, 2 * 3 * 4", lambda _: "")
    assert html == "<strong>OAO</strong> en <em>leervergoeding</em>, 2 * 3 * 4"


def test_page_texts_have_the_same_keys_when_the_language_differs() -> None:
    files = {language: read(f"page_{language}") for language in ("nl", "fr", "en")}
    assert files["nl"].keys() == files["fr"].keys() == files["en"].keys()
    for key, text in files["nl"].items():
        holes = re.findall(r"\{\w+\}", str(text))
        for language in ("fr", "en"):
            assert re.findall(r"\{\w+\}", str(files[language][key])) == holes, (language, key)


def test_assistant_gets_the_turns_before_when_a_conversation_goes_on(
    catalogue: Catalogue,
) -> None:
    before = (Exchange("Wie zoekt?", answered(catalogue, text="Samen. [1]")),)
    assert turns_of(before, "En in Brussel?") == [
        Turn("user", "Wie zoekt?"),
        Turn("assistant", "Samen. [1]"),
        Turn("user", "En in Brussel?"),
    ]


def test_page_asks_nothing_of_the_outside_when_it_is_styled() -> None:
    theme = app._LAUNCH["theme"]
    assert isinstance(theme, gr.themes.Base)
    assert theme._stylesheets == []
    assert "url(" not in asset("page.css")
    assert "http" not in asset("page.css").replace("http://www.w3.org", "")


def test_safe_leaves_no_character_that_acts_when_text_is_hostile() -> None:
    assert unescape(safe(HOSTILE)) == HOSTILE
    assert not set("<>\"'{}$`@") & set(safe(HOSTILE))
