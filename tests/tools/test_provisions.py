from __future__ import annotations

import pytest

from tests.tools.conftest import source_text
from tools.parameter_files import load_yaml, provision_texts

PROVISIONS = provision_texts()


@pytest.mark.parametrize("name", PROVISIONS)
def test_quote_is_verbatim_in_its_section_when_looked_up(
    name: str, sections: dict[tuple[str, str], str]
) -> None:
    item = PROVISIONS[name]
    assert item["quote"] in source_text(item["source"])
    assert item["quote"] in sections[item["source"], item["section"]]


def test_sections_are_found_when_the_texts_are_split(
    sections: dict[tuple[str, str], str],
) -> None:
    rof = {name for source, name in sections if source == "rof"}
    circular = {name for source, name in sections if source == "omzendbrief"}
    assert rof == {"A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5"}
    assert {"2", "3.1", "4", "5", "7.1", "7.3", "8", "10", "11", "13.3.3"} <= circular


def test_every_provision_named_in_the_files_exists_when_read() -> None:
    names = load_yaml("parameters/agreement.yaml")["provisions"]
    groups = [*names["reasons"].values(), *names["terms"].values(), *names["types"].values()]
    used = {item for group in [*groups, names["duaal"], names["dbso"]] for item in group}
    assert used <= set(PROVISIONS)
