from __future__ import annotations

import pytest

from corpus.catalogue import Catalogue
from corpus.chunker import lead_ins


def test_chunks_cover_every_block_once_when_all_are_taken(catalogue: Catalogue) -> None:
    for provision in catalogue.provisions.values():
        own = [
            c for c in catalogue.chunks if (c.source, c.key) == (provision.source, provision.key)
        ]
        for block in provision.blocks:
            holders = [c for c in own if c.start <= block.start and block.end <= c.end]
            assert len(holders) == 1, (provision.id, block.display[:40])


def test_chunk_is_embedded_with_its_heading_path_when_nested(catalogue: Catalogue) -> None:
    chunk = next(c for c in catalogue.chunks if c.key == "13.3.2")
    assert chunk.embedded.startswith("Financiering > Besteding van uren > Voordrachtgevers\n")


def test_list_item_is_embedded_with_its_lead_in_when_the_list_is_cut(
    catalogue: Catalogue,
) -> None:
    third = next(
        c
        for c in catalogue.chunks
        if c.key == "7.1" and "eenmalig een nieuwe periode" in c.embedded
    )
    assert "Er zijn 3 situaties" in third.embedded


def test_lead_in_is_found_for_each_item_when_a_paragraph_ends_in_a_colon(
    catalogue: Catalogue,
) -> None:
    blocks = catalogue.provisions["omzendbrief 7.3"].blocks
    leads = lead_ins(blocks)
    assert [lead is blocks[0] for lead in leads[:5]] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("5", "Voor een Se-n-Se is dit niet mogelijk."),
        ("7.3", "Hiervan kan men niet afwijken."),
        ("8", "Deze screening moet binnen de 10 opleidingsdagen gebeuren"),
        ("8", "Belangrijk bij deze screening is dat"),
        ("2", "Het gaat hierbij o.m. over het principieel verbod op arbeid op zon- en feestdagen"),
        (
            "7.3",
            "Alle ondernemingen in duaal leren moeten ook erkend worden (zie 15. Ondernemingen).",
        ),
    ],
)
def test_sentence_starts_where_a_reader_would_say_when_split(
    catalogue: Catalogue, section: str, sentence: str
) -> None:
    own = [s.display for s in catalogue.sentences if s.key == section]
    assert any(s.startswith(sentence) for s in own), own


def test_sentences_reproduce_the_source_when_cut(catalogue: Catalogue) -> None:
    for s in catalogue.sentences:
        text = catalogue.sources[s.source].text[s.start : s.end]
        assert text == text.strip()
        assert text
