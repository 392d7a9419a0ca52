from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import SourceChangedError, SourceMissingError, SourceParseError
from corpus.parser import parse, parse_corpus
from corpus.sources import TEXTS, load_sources

SECTIONS = [
    *("0", "1", "2", "3", "3.1", "3.2", "4", "5", "6", "6.1", "6.2"),
    *("7", "7.1", "7.2", "7.3", "7.4", "7.5", "8", "9", "10", "11"),
    *("12", "12.1", "12.2", "12.2.1", "12.2.2"),
    *("13", "13.1", "13.2", "13.3", "13.3.1", "13.3.2", "13.3.3", "14", "15", "16"),
]


def test_all_numbered_sections_and_annexes_are_found_when_circular_is_parsed(
    catalogue: Catalogue,
) -> None:
    keys = [p.key for p in catalogue.provisions.values() if p.source == "omzendbrief"]
    assert keys == SECTIONS + [f"16/bijlage-{n}" for n in range(1, 18)]


def test_eight_items_are_found_when_rof_page_is_parsed(catalogue: Catalogue) -> None:
    keys = [p.key for p in catalogue.provisions.values() if p.source == "rof"]
    assert keys == ["A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5"]


def test_every_visible_character_belongs_to_one_place_when_texts_are_parsed(
    catalogue: Catalogue,
) -> None:
    for parsed in catalogue.texts:
        text = parsed.source.text
        owners = [0] * len(text)
        spans = [(t.start, t.end) for t in parsed.titles]
        for provision in parsed.provisions:
            spans.append((provision.heading.start, provision.heading.end))
            spans += [(b.start, b.end) for b in provision.blocks]
        for start, end in spans:
            for i in range(start, end):
                owners[i] += 1
        assert not [i for i, c in enumerate(text) if not c.isspace() and owners[i] != 1]


@pytest.mark.parametrize(
    ("section", "opening"),
    [
        ("2", "1. In samenspraak"),
        ("2", "3. Op niveau van de opleiding"),
        ("7.1", "1. Bij gewettigde afwezigheden"),
        ("11", "3. Zij-instromers"),
    ],
)
def test_numbered_list_items_stay_items_when_they_look_like_headings(
    catalogue: Catalogue, section: str, opening: str
) -> None:
    blocks = catalogue.provisions[f"omzendbrief {section}"].blocks
    assert [b.kind for b in blocks if b.display.startswith(opening)] == ["item"]


def test_heading_path_runs_from_the_top_when_section_is_nested(catalogue: Catalogue) -> None:
    assert catalogue.provisions["omzendbrief 12.2.1"].path == (
        "Evaluatie, klassenraad en studiebekrachtiging",
        "Studiebekrachtiging",
        "Gewoon secundair onderwijs en BuSO OV4",
    )


def test_glued_cells_come_apart_when_a_table_row_is_shown(catalogue: Catalogue) -> None:
    rows = [b.display for b in catalogue.provisions["rof B2"].blocks if b.kind == "row"]
    assert rows[0] == "Bezoldiging | Vakantiedagen"
    assert rows[1].startswith("OAO | Leervergoeding | Leerling volgt schoolvakantieregeling")
    assert rows[2] == "SAO | Neen | Leerling volgt schoolvakantieregeling"
    assert rows[3] == "DA | Conform de lopende CAO | Conform de lopende CAO"


def test_amount_keeps_its_conditions_when_the_allowance_table_is_read(
    catalogue: Catalogue,
) -> None:
    rows = [b for b in catalogue.provisions["rof B3"].blocks if b.kind == "row"]
    assert [row.display.split(" (")[0] for row in rows] == ["€ 555,90", "€ 613,40", "€ 661,30"]
    text = catalogue.sources["rof"].text
    assert "kwalificatiefase van het BuSO" in text[rows[2].start : rows[2].end]


@pytest.mark.parametrize(
    ("section", "text", "targets"),
    [
        ("2", "zie 7.3", ("7.3",)),
        ("1", "zie deel 8", ("8",)),
        ("3.1", "SO 61", ()),
        ("3.1", "SO42", ()),
        ("5", "SO/2011/03/Buso", ()),
        ("7.5", "bijlage 3", ("16/bijlage-3",)),
        ("12.1", "bijlage 4", ("16/bijlage-4",)),
        ("10", "artikel 136 tot 136/6 van de codex secundair onderwijs", ()),
        ("13.3.3", "wet van 1 maart 1977", ()),
    ],
)
def test_reference_leads_to_its_provision_or_outside_when_resolved(
    catalogue: Catalogue, section: str, text: str, targets: tuple[str, ...]
) -> None:
    provision = catalogue.provisions[f"omzendbrief {section}"]
    found = [r for r in provision.references if r.text == text]
    assert found
    assert {r.targets for r in found} == {targets}
    source = catalogue.sources["omzendbrief"].text
    assert all(source[r.start : r.end] == text for r in found)


@pytest.mark.parametrize(
    ("section", "text", "targets"),
    [
        ("9", "zie 6", ("7.1",)),
        (
            "12.2.1",
            "bijlage 8 tot en met 10",
            ("16/bijlage-9", "16/bijlage-10", "16/bijlage-11"),
        ),
    ],
)
def test_wrong_reference_leads_to_the_right_place_when_it_is_a_known_erratum(
    catalogue: Catalogue, section: str, text: str, targets: tuple[str, ...]
) -> None:
    references = catalogue.provisions[f"omzendbrief {section}"].references
    found = next(r for r in references if r.text == text)
    assert found.erratum
    assert found.targets == targets


def test_range_of_annexes_is_spelled_out_when_text_says_tot_en_met(catalogue: Catalogue) -> None:
    references = catalogue.provisions["omzendbrief 12.2.1"].references
    found = next(r for r in references if r.text == "bijlage 5 tot en met 10")
    assert found.targets == tuple(f"16/bijlage-{n}" for n in range(5, 11))


def copied_texts(folder: Path) -> Path:
    for path in TEXTS.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_one_line_names_the_file_when_a_text_is_altered(tmp_path: Path) -> None:
    path = copied_texts(tmp_path) / "rof-bhg-onderwijsinstellingen.txt"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(SourceChangedError, match=r"rof-bhg.*restore it"):
        parse_corpus(tmp_path)


def test_one_line_names_the_file_when_a_text_is_missing(tmp_path: Path) -> None:
    (copied_texts(tmp_path) / "omzendbrief-duaal-leren.txt").unlink()
    with pytest.raises(SourceMissingError, match=r"omzendbrief-duaal-leren\.txt can't be read"):
        parse_corpus(tmp_path)


def test_one_line_says_so_when_the_list_of_sources_is_broken(tmp_path: Path) -> None:
    (copied_texts(tmp_path) / "sources.yaml").write_text("sources: [{id: x}]")
    with pytest.raises(SourceParseError, match="restore the file"):
        parse_corpus(tmp_path)


def test_counts_are_compared_when_a_heading_is_lost() -> None:
    file = load_sources()[0]
    text = file.source.text.replace("7.3. Afsluiten overeenkomst.", "7.3 Afsluiten overeenkomst")
    with pytest.raises(SourceParseError, match="expects"):
        parse(replace(file, source=replace(file.source, text=text)))


def test_layout_is_named_when_it_is_unknown() -> None:
    with pytest.raises(SourceParseError, match="numbered or parts"):
        parse(replace(load_sources()[0], layout="poem"))
