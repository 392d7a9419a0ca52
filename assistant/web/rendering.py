"""A conversation as escaped HTML: questions, answers with their citation marks, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer import Answer, AnswerStatus, Citation, ToolCall
from assistant.messages import message
from assistant.messages.page import page_examples, page_text, source_name
from assistant.quoting import provision_of
from assistant.reading import place
from assistant.web.exchange import Exchange
from assistant.web.markup import MarkOf, attributes, block_html, blocks_of, safe
from corpus.catalogue import Catalogue


def conversation_html(
    exchanges: Sequence[Exchange], catalogue: Catalogue, language: str = "nl"
) -> str:
    """The whole conversation, or the welcome with example questions where there is none."""
    title = f'<h2 class="unseen">{page_text("conversation", language)}</h2>'
    last = len(exchanges) - 1
    shown = "".join(
        _exchange_html(turn, exchange, catalogue, language, latest=turn == last)
        for turn, exchange in enumerate(exchanges)
    )
    return f'{title}<div class="log" role="log">{shown or welcome_html(language)}</div>'


def welcome_html(language: str) -> str:
    """What an empty conversation shows: what to ask, and examples to choose from."""
    examples = "".join(
        f"<li>{_send_button(question, 'example')}</li>" for question in page_examples(language)
    )
    return (
        f'<div class="welcome"><h3>{page_text("welcome", language)}</h3>'
        f"<p>{page_text('welcome_line', language)}</p>"
        f'<p class="label">{page_text("examples_label", language)}</p>'
        f'<ul class="examples">{examples}</ul></div>'
    )


def _send_button(text: str, css: str) -> str:
    return f'<button type="button"{attributes(class_=css, data_send=text)}>{safe(text)}</button>'


def _exchange_html(
    turn: int, exchange: Exchange, catalogue: Catalogue, language: str, *, latest: bool
) -> str:
    label = page_text("question_number", language, number=turn + 1)
    if exchange.answer is None:
        answer = f'<p class="working">{page_text("working", language)}</p>'
    else:
        answer = answer_html(exchange.answer, catalogue, turn=turn, latest=latest)
    return (
        f'<section class="exchange" tabindex="-1"{attributes(aria_label=label)}>'
        f'<h3 class="question">{safe(exchange.question)}</h3>{answer}</section>'
    )


def answer_html(answer: Answer, catalogue: Catalogue, *, turn: int = 0, latest: bool = True) -> str:
    """An answer as HTML: text with marks, notices, calculation, options, sources.

    Args:
        answer: what is shown.
        catalogue: the texts it cites.
        turn: its place in the conversation; the marks carry it.
        latest: whether it is the last answer; only then can an option be chosen.
    """
    return "".join(
        [
            f'<div class="answer answer-{answer.status.value}"{attributes(lang=answer.language)}>',
            _status_html(answer),
            _text_html(answer, catalogue, turn),
            _wording_html(answer),
            *(_calculation_html(call, answer.language) for call in answer.tool_calls),
            _options_html(answer, latest=latest),
            _sources_html(answer, catalogue, turn),
            "</div>",
        ]
    )


def _status_html(answer: Answer) -> str:
    if answer.status is AnswerStatus.ANSWERED:
        return ""
    text = page_text(f"status_{answer.status.value}", answer.language)
    return f'<p class="status">{text}</p>'


def _text_html(answer: Answer, catalogue: Catalogue, turn: int) -> str:
    mark_of = _marks(answer, catalogue, turn)
    related = message("related", answer.language)
    shown: list[str] = []
    close = ""
    for lines in blocks_of(answer.text):
        text = " ".join(lines)
        if text == related and not close:
            shown.append('<div class="related">')
            close = "</div>"
        shown.append(block_html(lines, mark_of, css=_css_of(text, answer)))
    return f'<div class="answer-text">{"".join(shown)}{close}</div>'


def _wording_html(answer: Answer) -> str:
    """That more of the answer is coming; what stands there already is verified."""
    if answer.complete:
        return ""
    return f'<p class="working">{page_text("wording", answer.language)}</p>'


def _css_of(text: str, answer: Answer) -> str | None:
    """A sentence of the answer itself stands out from the words that lead to a quote."""
    if answer.status is AnswerStatus.CLARIFICATION:
        return "claim"
    return "claim" if any(text.startswith(s.text) for s in answer.statements) else "lead-in"


def _marks(answer: Answer, catalogue: Catalogue, turn: int) -> MarkOf:
    def mark_of(number: int) -> str:
        if not 1 <= number <= len(answer.citations):
            return ""
        label = page_text(
            "mark",
            answer.language,
            number=number,
            place=citation_place(answer.citations[number - 1], catalogue, answer.language),
        )
        given = attributes(data_turn=turn, data_citation=number - 1, aria_label=label, title=label)
        return f'<button type="button" class="mark"{given}>[{number}]</button>'

    return mark_of


def citation_place(citation: Citation, catalogue: Catalogue, language: str) -> str:
    """Source and part, as in "Omzendbrief duaal leren, deel 7.1"."""
    source = catalogue.sources[citation.source]
    name = source_name(source.id, language, source.title)
    return f"{name}, {place(citation.section, language)}"


def _calculation_html(call: ToolCall, language: str) -> str:
    steps = _texts(call.result, "steps")
    if not steps:
        return ""
    body = "<ol>" + "".join(f"<li>{safe(step)}</li>" for step in steps) + "</ol>"
    assumptions = _texts(call.result, "assumptions")
    if assumptions:
        items = "".join(f"<li>{safe(assumption)}</li>" for assumption in assumptions)
        body += f"<p>{page_text('assumptions', language)}</p><ul>{items}</ul>"
    title = page_text("calculation", language)
    return f'<details class="calculation"><summary>{title}</summary>{body}</details>'


def _texts(result: dict[str, Any], key: str) -> list[str]:
    return [str(text) for text in result.get(key) or ()]


def _options_html(answer: Answer, *, latest: bool) -> str:
    if answer.clarification is None or not answer.clarification.options or not latest:
        return ""
    label = page_text("options", answer.language)
    buttons = "".join(_send_button(option, "option") for option in answer.clarification.options)
    return f'<div class="options" role="group"{attributes(aria_label=label)}>{buttons}</div>'


def _sources_html(answer: Answer, catalogue: Catalogue, turn: int) -> str:
    if not answer.citations:
        return ""
    items = "".join(
        f"<li>{_source_button(numbers, answer, catalogue, turn)}</li>"
        for numbers in _by_provision(answer.citations, catalogue)
    )
    return (
        f'<div class="sources"><p class="label">{page_text("sources", answer.language)}</p>'
        f"<ul>{items}</ul>{_model_html(answer)}</div>"
    )


def _model_html(answer: Answer) -> str:
    """Whose words these are."""
    if not answer.complete:
        return ""
    key = "with_model" if answer.model else "without_model"
    text = page_text(key, answer.language, model=answer.model)
    return f'<p class="model">{safe(text)}</p>'


def _by_provision(citations: Sequence[Citation], catalogue: Catalogue) -> Iterator[list[int]]:
    """Places of the citations in the list, those of one provision together."""
    groups: dict[str, list[int]] = {}
    for index, citation in enumerate(citations):
        groups.setdefault(provision_of(citation, catalogue).id, []).append(index)
    yield from groups.values()


def _source_button(numbers: list[int], answer: Answer, catalogue: Catalogue, turn: int) -> str:
    citation = answer.citations[numbers[0]]
    marks = " ".join(f"[{n + 1}]" for n in numbers)
    where = safe(citation_place(citation, catalogue, answer.language))
    return (
        f'<button type="button" class="chip"{attributes(data_turn=turn, data_citation=numbers[0])}>'
        f'<span class="chip-marks">{marks}</span> <span>{where}: '
        f'<span lang="nl">{safe(citation.heading)}</span></span></button>'
    )
