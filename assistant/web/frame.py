"""What stands around the conversation, as escaped HTML: the top, the versions, the empty panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.messages.page import page_text, source_name
from assistant.web.markup import safe
from assistant.web.provision import close_button, edition_html
from corpus.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.models import Model


def header_html(language: str) -> str:
    """The top of the page: what this is."""
    return (
        f'<div class="masthead"><h1>{page_text("heading", language)}</h1>'
        f"<p>{page_text('tagline', language)}</p></div>"
    )


def versions_html(catalogue: Catalogue, language: str, model: Model | None = None) -> str:
    """Which version of each text the answers rest on, which model words them, what is kept.

    Args:
        catalogue: the texts.
        language: of the page.
        model: the chat model that words answers, None without one.
    """
    names = "".join(
        f'<li><span class="name">{safe(source_name(s.id, language, s.title))}</span>, '
        f'<span lang="nl">{safe(s.version)}</span></li>'
        for s in catalogue.sources.values()
    )
    return (
        f'<div class="versions"><p>{page_text("versions", language)}</p><ul>{names}</ul>'
        f'<p class="not-stored">{page_text("not_stored", language)}</p>'
        f"{_model_html(model, language)}</div>"
    )


def _model_html(model: Model | None, language: str) -> str:
    """Which model words the answers and where it runs, so that people know where words go."""
    if model is None:
        return ""
    key = "model_local" if model.is_local else "model_remote"
    text = page_text(key, language, model=model.name, where=model.where)
    return f'<p class="model-line">{safe(text)}</p>'


def empty_panel_html(catalogue: Catalogue, language: str) -> str:
    """The panel while no provision is chosen: what it is for, and the texts there are."""
    texts = "".join(
        f'<div class="text"><h3 lang="nl">{safe(source.title)}</h3>'
        f"{edition_html(source, language)}</div>"
        for source in catalogue.sources.values()
    )
    return (
        f'<div class="panel-empty"><h2>{page_text("source_panel", language)}</h2>'
        f"<p>{page_text('panel_empty', language)}</p>{texts}{close_button(language)}</div>"
    )


def notice_html(text: str) -> str:
    """One line that says what is wrong with what was typed; "" for nothing."""
    return f'<p class="notice" role="alert">{safe(text)}</p>' if text else ""
