"""The web page: lays out the conversation and the cited provision, and serves them.

No rule and no wording of the law stands here: `assistant` answers, `assistant.web` renders.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.errors import QuestionError
from assistant.messages import message
from assistant.messages.page import page_text
from assistant.pipeline import Assistant
from assistant.question import clean
from assistant.serving import reach_directly
from assistant.web import asset
from assistant.web.exchange import Exchange, turns_of
from assistant.web.frame import empty_panel_html, header_html, notice_html, versions_html
from assistant.web.provision import provision_html
from assistant.web.rendering import conversation_html

_AT_ONCE = 8  # questions being answered at the same time; the rest wait their turn
_WAITING = 64
_SESSION_SECONDS = 4 * 60 * 60
_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]

Conversation = tuple[Exchange, ...]
Updates = tuple[Any, ...]

_log = logging.getLogger(__name__)


def serve(assistant: Assistant, host: str, port: int) -> None:
    """Serves the page until Ctrl-C; prints its address once it answers there.

    Args:
        assistant: what answers the questions.
        host: address to listen on.
        port: port to listen on.
    """
    reach_directly(host)  # the framework looks its own address up at the start
    blocks = build(assistant)
    blocks.launch(server_name=host, server_port=port, prevent_thread_lock=True, **_LAUNCH)
    print(f"http://{host}:{port}", flush=True)  # noqa: T201 - the address is this command's output
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        blocks.close(verbose=False)
        assistant.close()


def build(assistant: Assistant, language: str = "nl") -> gr.Blocks:
    """The page, not yet served.

    Args:
        assistant: what answers the questions.
        language: of the page's own words; an answer is in the language of its question.
    """
    page = _Page(assistant, language)
    blocks = gr.Blocks(
        title=page_text("title", language),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_SESSION_SECONDS, _SESSION_SECONDS),
    )
    with blocks:
        _connect(page, _laid_out(page))
    blocks.queue(default_concurrency_limit=_AT_ONCE, max_size=_WAITING, api_open=False)
    return blocks


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that change or are acted on."""

    conversation: gr.HTML
    notice: gr.HTML
    question: gr.Textbox
    send: gr.Button
    anew: gr.Button
    panel: gr.HTML
    exchanges: gr.State


def _laid_out(page: _Page) -> _Parts:
    exchanges = gr.State((), time_to_live=_SESSION_SECONDS)
    with gr.Row(elem_id="top"):
        _static(header_html(page.language), "masthead")
        anew = gr.Button(page.text("new_conversation"), elem_id="anew")
    with gr.Row(elem_id="layout"):
        with gr.Column(elem_id="talk"):
            conversation = _live(page.conversation(()), "conversation")
            with gr.Column(elem_id="composer"):
                notice = _static("", "notice")
                question, send = _composer(page)
                assistant = page.assistant
                versions = versions_html(assistant.catalogue, page.language, assistant.model)
                _static(versions, "versions")
        with gr.Column(elem_id="source"):
            panel = _live(page.empty_panel(), "panel")
    return _Parts(conversation, notice, question, send, anew, panel, exchanges)


def _static(html: str, elem_id: str) -> gr.HTML:
    return gr.HTML(html, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def _live(html: str, elem_id: str) -> gr.HTML:
    """HTML with a script of the same name, which tells of clicks as the events it names."""
    return gr.HTML(
        html, elem_id=elem_id, apply_default_css=False, js_on_load=asset(f"{elem_id}.js")
    )


def _composer(page: _Page) -> tuple[gr.Textbox, gr.Button]:
    with gr.Row(elem_id="ask"):
        question = gr.Textbox(
            label=page.text("ask_label"),
            placeholder=page.text("ask_placeholder"),
            show_label=False,
            container=False,
            lines=1,
            max_lines=6,
            autofocus=True,
            elem_id="question",
        )
        send = gr.Button(page.text("ask_button"), variant="primary", elem_id="send")
    return question, send


def _connect(page: _Page, parts: _Parts) -> None:
    shown = [parts.conversation, parts.question, parts.notice, parts.panel, parts.exchanges]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    once = {"trigger_mode": "once", **quiet}
    given = [parts.question, parts.exchanges]
    asked = gr.on([parts.question.submit, parts.send.click], page.ask, given, shown, **once)
    chosen = parts.conversation.choose(page.choose, [parts.exchanges], shown, **once)
    beside = [parts.panel, parts.notice]
    parts.conversation.cite(page.cite, [parts.exchanges], beside, queue=False, **quiet)
    parts.anew.click(page.anew, None, shown, cancels=[asked, chosen], queue=False, **quiet)


class _Page:
    """What happens on the page. Holds no conversation: it comes and goes with each call."""

    def __init__(self, assistant: Assistant, language: str) -> None:
        self.assistant = assistant
        self.language = language

    def text(self, key: str) -> str:
        return page_text(key, self.language)

    def conversation(self, exchanges: Conversation) -> str:
        return conversation_html(exchanges, self.assistant.catalogue, self.language)

    def empty_panel(self) -> str:
        return empty_panel_html(self.assistant.catalogue, self.language)

    def ask(self, typed: str, exchanges: Conversation) -> Iterator[Updates]:
        """Shows the question as being worked on, then its answer; a bad one stays in the box."""
        try:
            question = clean(typed)
            yield self._working(question, exchanges)
            turns = turns_of(exchanges, question)
            for answer in self.assistant.stream(turns, on=_today()):
                shown = replace(answer, considered=(), debug={})  # a session keeps what it shows
                yield self._answered((*exchanges, Exchange(question, shown)), shown, exchanges)
        except QuestionError as error:
            line = message(error.key, self.language, **error.values)
            yield self._refused(typed, exchanges, line)
        except Exception as error:  # noqa: BLE001 - whatever it was, what was typed must come back
            _log_without_words(error)
            yield self._refused(typed, exchanges, self.text("failed"))

    def choose(self, exchanges: Conversation, event: gr.EventData) -> Iterator[Updates]:
        """Asks an example question, or gives the chosen option as the next turn."""
        yield from self.ask(str(event.text), exchanges)

    def cite(self, exchanges: Conversation, event: gr.EventData) -> Updates:
        """The provision of the citation whose mark was clicked, and a notice if it is gone."""
        try:
            turn, index = int(event.turn), int(event.citation)
            answer = exchanges[turn].answer if turn >= 0 else None
            return self._panel(answer, max(index, 0)), ""
        except (ValueError, IndexError):
            return gr.skip(), notice_html(self.text("expired"))

    def anew(self) -> Updates:
        """An empty page."""
        return self.conversation(()), "", "", self.empty_panel(), ()

    def _working(self, question: str, exchanges: Conversation) -> Updates:
        shown = self.conversation((*exchanges, Exchange(question)))
        return shown, "", "", gr.skip(), gr.skip()

    def _refused(self, typed: str, exchanges: Conversation, line: str) -> Updates:
        return self.conversation(exchanges), typed, notice_html(line), gr.skip(), gr.skip()

    def _answered(self, exchanges: Conversation, answer: Answer, before: Conversation) -> Updates:
        """The conversation with the answer so far; it is part of it once it is complete."""
        kept = exchanges if answer.complete else before
        return self.conversation(exchanges), gr.skip(), "", self._panel(answer, 0), kept

    def _panel(self, answer: Answer | None, index: int) -> str:
        if answer is None or not answer.citations:
            return self.empty_panel()
        return provision_html(
            answer.citations[index], self.assistant.catalogue, answer.language, index + 1
        )


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _log_without_words(error: Exception) -> None:
    """Where it went wrong, without the message: that could hold a pupil's question."""
    where = traceback.format_tb(error.__traceback__)
    _log.error("No answer could be given (%s)\n%s", type(error).__name__, "".join(where))


_LAUNCH: dict[str, Any] = {
    "quiet": True,
    "state_session_capacity": 500,
    "share": False,
    "ssr_mode": False,
    "mcp_server": False,
    "enable_monitoring": False,
    "run_history": False,
    "footer_links": [],
    "theme": gr.themes.Base(font=_FONT, font_mono=["ui-monospace", "monospace"]),
    "css": asset("page.css"),
    "head": asset("head.html"),
}
