"""Reading the source texts, and noticing when one is not what it should be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import SourceChangedError, SourceMissingError, SourceParseError
from corpus.provisions import Source

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Erratum:
    """A reference in the text that names the wrong place, and the right ones."""

    section: str
    says: str
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source with what the parser has to know of its layout."""

    source: Source
    layout: str
    notice: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    expect: dict[str, int] = field(default_factory=dict)
    errata: tuple[Erratum, ...] = ()


def load_sources(folder: Path = TEXTS) -> tuple[SourceFile, ...]:
    """The source texts named in `folder`/sources.yaml, highest rank first.

    Raises:
        SourceMissingError: sources.yaml or a text is not there or not readable as UTF-8.
        SourceChangedError: a text's sha256 is not the one recorded.
        SourceParseError: sources.yaml lacks a field.
    """
    listing = _read(folder / "sources.yaml")
    try:
        entries = yaml.safe_load(listing)["sources"]
        files = [_load_one(folder, entry) for entry in entries]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise SourceParseError(
            f"{folder / 'sources.yaml'} is not a list of sources ({error}); restore the file."
        ) from error
    return tuple(sorted(files, key=lambda f: f.source.rank))


def _load_one(folder: Path, entry: dict[str, Any]) -> SourceFile:
    path = folder / entry["file"]
    text = _read(path)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if digest != entry["sha256"]:
        raise SourceChangedError(
            f"{path} is not the text that sources.yaml names (sha256 {digest[:12]}… instead of "
            f"{entry['sha256'][:12]}…); restore it, or record the new version there."
        )
    return SourceFile(
        source=Source(
            id=entry["id"],
            title=entry["title"],
            short_title=entry["short_title"],
            publisher=entry["publisher"],
            address=entry["address"],
            version=entry["version"],
            version_until=str(entry["version_until"]),
            territory=entry["territory"],
            rank=int(entry["rank"]),
            sha256=digest,
            text=text,
        ),
        layout=entry["layout"],
        notice=entry.get("notice", ""),
        parts=dict(entry.get("parts", {})),
        expect=dict(entry["expect"]),
        errata=tuple(
            Erratum(e["section"], e["says"], tuple(e["means"])) for e in entry.get("errata", ())
        ),
    )


def _read(path: Path) -> str:
    """The file's text with its line ends untouched: offsets count every character."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SourceMissingError(
            f"{path} can't be read ({error.strerror}); restore it from the project's repository."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceChangedError(f"{path} is not UTF-8 text; restore it.") from error
