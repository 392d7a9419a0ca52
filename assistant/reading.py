"""Answers and the index as plain text for a terminal."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Citation
from assistant.messages import message
from corpus.catalogue import Catalogue
from corpus.index import IndexInfo
from corpus.parser import NOTICE
from corpus.provisions import Provision, Source


def as_text(answer: Answer, catalogue: Catalogue) -> str:
    """The answer, its warnings, and its sources with section and heading, a line each."""
    parts = [answer.text]
    if answer.clarification and answer.clarification.options:
        parts.append("\n".join(f"- {option}" for option in answer.clarification.options))
    if answer.citations:
        lines = [message("sources", answer.language)]
        lines += [
            source_line(number, citation, catalogue, answer.language)
            for number, citation in enumerate(answer.citations, start=1)
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def source_line(number: int, citation: Citation, catalogue: Catalogue, language: str) -> str:
    """A source as listed: [1] Omzendbrief …, versie …, deel 7.1: Kiezen van een onderneming."""
    source = catalogue.sources[citation.source]
    return message(
        "source_line",
        language,
        number=number,
        title=source.title,
        version=source.version,
        place=place(citation.section, language),
        heading=citation.heading,
    )


def place(section: str, language: str) -> str:
    """Where it stands: deel 7.1 of the circular, onderdeel B2 of the ROF page."""
    if section == NOTICE:
        return message("place_notice", language)
    key = "place_item" if section[:1].isalpha() else "place_section"
    return message(key, language, section=section)


def explanation(answer: Answer) -> str:
    """What the answer was weighed from: verdict, signals, candidates, timings."""
    lines = ["", "Verdict"]
    lines += [f"  {k}: {v:.3f}" for k, v in answer.debug.items() if isinstance(v, float)]
    signals = answer.debug.get("signals", {})
    lines += [f"  {name}: {value:.3f}" for name, value in signals.items()]
    lines.append("Candidates (score, signals, what became of it)")
    for candidate in answer.considered:
        features = " ".join(f"{k} {v:.2f}" for k, v in candidate.features.items())
        lines.append(
            f"  {candidate.score:.3f}  {candidate.section:<20} {candidate.what:<60} "
            f"{features}  {candidate.outcome}"
        )
    lines.append("Timings (ms)")
    lines += [f"  {step}: {ms:.1f}" for step, ms in answer.timings_ms.items()]
    return "\n".join(lines)


def index_as_json(catalogue: Catalogue, info: IndexInfo | None) -> dict[str, Any]:
    """Sources, provisions with their references, and the index, for `duaal index --json`."""
    return {
        "sources": [
            {**_source_json(source), "provisions": _provisions_json(catalogue, source)}
            for source in catalogue.sources.values()
        ],
        "cards": len(catalogue.cards),
        "index": None
        if info is None
        else {
            "folder": str(info.folder),
            "fingerprint": info.fingerprint,
            "embedder": info.embedder,
            "entries": info.counts,
            "built_now": info.built,
        },
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "address": source.address,
        "version": source.version,
        "territory": source.territory,
        "sha256": source.sha256,
    }


def _provisions_json(catalogue: Catalogue, source: Source) -> list[dict[str, Any]]:
    return [
        {
            "section": p.section,
            "key": p.key,
            "heading": p.heading.text,
            "path": list(p.path),
            "start": p.start,
            "end": p.end,
            "references": [
                {"text": r.text, "targets": list(r.targets), "erratum": r.erratum}
                for r in p.references
            ],
        }
        for p in catalogue.provisions.values()
        if p.source == source.id
    ]


def index_as_text(catalogue: Catalogue, info: IndexInfo | None, *, provisions: bool) -> str:
    """What `duaal index` prints."""
    lines: list[str] = []
    for source in catalogue.sources.values():
        own = [p for p in catalogue.provisions.values() if p.source == source.id]
        lines.append(f"{source.id}: {source.title}, {source.version} ({source.publisher})")
        lines.append(f"  {_counted(own)}, sha256 {source.sha256[:12]}…")
        if provisions:
            lines += [_provision_line(p) for p in own]
    lines.append(
        f"{len(catalogue.chunks)} chunks, {len(catalogue.sentences)} sentences, "
        f"{len(catalogue.cards)} knowledge cards, {len(catalogue.topics)} uncovered topics"
    )
    if info is not None:
        made = "built now" if info.built else "in place"
        lines.append(f"Index {made}: {info.folder} ({info.embedder}, {info.fingerprint[:16]})")
    return "\n".join(lines)


def _counted(provisions: list[Provision]) -> str:
    annexes = sum(p.key != p.section for p in provisions)
    notices = sum(p.section == NOTICE for p in provisions)
    plain = len(provisions) - annexes - notices
    extra = f", {annexes} bijlagen, {notices} notice" if annexes or notices else ""
    return f"{plain} {'sections' if annexes else 'items'}{extra}"


def _provision_line(provision: Provision) -> str:
    depth = provision.key.count(".") + (provision.key != provision.section)
    references = ", ".join(
        f"{r.text} → {', '.join(r.targets) or 'not in this corpus'}"
        + (" (erratum)" if r.erratum else "")
        for r in provision.references
    )
    line = f"  {'  ' * depth}{provision.key}  {provision.heading.text}"
    return f"{line}  [{references}]" if references else line
