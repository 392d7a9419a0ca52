"""The words of the web page, per language: page_nl.yaml, page_fr.yaml, page_en.yaml."""

from __future__ import annotations

from assistant.messages import read


def page_text(key: str, language: str, **values: object) -> str:
    """The page's text `key` in the language ("nl", "fr", "en"), its placeholders filled in.

    Raises:
        KeyError: no such text or placeholder; a test keeps the three files alike.
    """
    return str(read(f"page_{language}")[key]).strip().format(**values)


def page_examples(language: str) -> tuple[str, ...]:
    """The questions that the empty page offers."""
    return tuple(str(question) for question in read(f"page_{language}")["examples"])


def source_name(source: str, language: str, fallback: str) -> str:
    """How people call a source ("Omzendbrief duaal leren"); `fallback` where it has no such name.

    Args:
        source: id of the source ("omzendbrief", "rof").
        language: "nl", "fr" or "en".
        fallback: the source's own title.
    """
    return str(read(f"page_{language}").get(f"source_{source}", fallback))
