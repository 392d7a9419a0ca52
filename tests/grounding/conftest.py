from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.grounding import Calculation, Claim, Evidence, Passage, Source, Verdict, verify
from corpus.catalogue import Catalogue

Check = Callable[..., Verdict]


@pytest.fixture(scope="session")
def check(catalogue: Catalogue) -> Check:
    """Verifies a statement under quotes of one provision, or under lines of a calculation."""

    def run(
        statement: str,
        *quotes: str,
        provision: str = "omzendbrief 7.1",
        language: str = "nl",
        lines: tuple[str, ...] = (),
        cited: str = "p1",
    ) -> Verdict:
        found = catalogue.provisions[provision]
        text = catalogue.sources[found.source].text[found.start : found.end]
        passage = Passage(
            "p1", found.source, found.section, found.key, found.start, found.end, text
        )
        sources: dict[str, Source] = {"p1": passage, "c1": Calculation("c1", lines)}
        used = "c1" if lines else cited
        claim = Claim(statement, tuple(Evidence(used, q) for q in quotes))
        return verify(claim, sources, catalogue, language=language, similarity=lambda *_: 1.0)

    return run
