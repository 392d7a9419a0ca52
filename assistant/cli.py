"""The command line: `duaal ask`, `batch`, `tool`, `index`, `serve`.

Exit 0: done. 2: bad usage or input. 1: failure. Either way one line on stderr says what and how
to mend it. Answers are in the language of the question; the command's own words are English.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from assistant import __version__
from assistant.errors import AssistantError, BatchError, QuestionError, SettingsError
from assistant.language import LANGUAGES
from assistant.settings import load_settings, settings_help
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

_SETTINGS = f"Settings, as environment variables:\n\n{settings_help()}"
app = typer.Typer(
    name="duaal",
    help="Answers questions about duaal leren with verbatim quotes and exact calculations.",
    epilog=_SETTINGS,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON as the contract defines it.")]
Lang = Annotated[
    str | None, typer.Option("--lang", help="nl, fr or en; found from the question if not given.")
]
On = Annotated[
    str | None, typer.Option("--on", help="The day asked on, YYYY-MM-DD; today if not given.")
]


def main() -> None:
    """Entry point of the console script: runs a command and turns errors into one line."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        _fail("Stopped.", 1)
    except typer.TyperException as error:
        shown = getattr(error, "format_message", None)
        reason = shown() if shown else str(error)
        if not reason:  # no arguments: the help has been printed
            sys.exit(2)
        _fail(f"{reason.rstrip('.')}. See: duaal --help", 2)
    except (SettingsError, BatchError) as error:
        _fail(str(error), 2)
    except (AssistantError, CorpusError) as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:
        _fail(f"{error.filename or 'A file'}: {error.strerror}; check the disk and the path.", 1)
    sys.exit(code or 0)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        print(f"duaal-assistent {__version__}")  # noqa: T201
        raise typer.Exit


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in Dutch, French or English.")],
    as_json: Json = False,
    lang: Lang = None,
    on: On = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also print the candidates and their scores.")
    ] = False,
) -> None:
    """Answer one question."""
    from assistant.reading import as_text, explanation

    language, day = _language(lang), _day(on)
    assistant = _assistant()
    try:
        answer = assistant.answer(question, on=day, language=language)
    except QuestionError as error:
        from assistant.messages import message

        _fail(message(error.key, language or "nl", **error.values), 2)
    if as_json:
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(as_text(answer, assistant.catalogue))  # noqa: T201
    if explain:
        print(explanation(answer), file=sys.stderr if as_json else sys.stdout)


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="A question a line.")],
    out: Annotated[Path, typer.Option("--out", help="Where the answers go, a line each.")],
) -> None:
    """Answer a file of questions: a line out for each line in, in the same order."""
    from assistant.batch import run_batch

    run_batch(source, out, _assistant, today=_today())


@app.command()
def tool(
    name: Annotated[str, typer.Argument(help="allowance, agreement or deadline")],
    arguments: Annotated[str, typer.Argument(help="The inputs as a JSON object.")],
    lang: Lang = None,
    on: On = None,
) -> None:
    """Run one of the exact tools and print its result as JSON."""
    from tools import ToolError, run_tool

    language, day = _language(lang) or "nl", _day(on)
    try:
        inputs = json.loads(arguments)
    except json.JSONDecodeError as error:
        _fail(f"The inputs are not JSON ({error}); write them as '{{\"name\": value}}'.", 2)
    if not isinstance(inputs, dict):
        _fail("The inputs are not a JSON object; write them as '{\"name\": value}'.", 2)
    try:
        result = run_tool(name, inputs, on=day, language=language)
    except ToolError as error:
        _fail(error.message(language), 2)
    print(json.dumps(result.to_json(), ensure_ascii=False, indent=2))  # noqa: T201


@app.command()
def index(
    show: Annotated[bool, typer.Option("--show", help="List the provisions found.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build it anew.")] = False,
    as_json: Json = False,
) -> None:
    """Build the search index if there is none, and say what it holds."""
    from assistant.reading import index_as_json, index_as_text

    settings = load_settings()
    if show and not rebuild:
        from corpus.catalogue import load_catalogue

        catalogue, info = load_catalogue(settings.texts, settings.cards), None
    else:
        assistant = _assistant(rebuild=rebuild)
        catalogue, info = assistant.catalogue, assistant.index_info
    if as_json:
        shown = index_as_json(catalogue, info)
        print(json.dumps(shown, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(index_as_text(catalogue, info, provisions=show))  # noqa: T201


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; DUAAL_HOST if not given.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; DUAAL_PORT if not given.")] = None,
) -> None:
    """Serve the web page and print its address."""
    from assistant.serving import check_free

    settings = load_settings()
    address = host or settings.host, port or settings.port
    check_free(*address)
    assistant = _assistant()
    import app as page  # the page stands above this package; only this command reaches up to it

    page.serve(assistant, *address)


def _assistant(*, rebuild: bool = False) -> Assistant:
    from assistant.pipeline import Assistant

    with _ProgressBar("Building the search index") as progress:
        return Assistant(progress=progress, rebuild=rebuild)


class _ProgressBar:
    """A bar on stderr that appears with the first step told and goes when done."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self._tell

    def _tell(self, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, desc=self._title, unit=" texts", file=sys.stderr)
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def _language(given: str | None) -> str | None:
    if given is not None and given not in LANGUAGES:
        _fail(f"--lang {given!r} is unknown; use nl, fr or en.", 2)
    return given


def _day(given: str | None) -> date:
    if given is None:
        return _today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        _fail(f"--on {given!r} is no day; write it as YYYY-MM-DD, for example 2026-09-01.", 2)


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _fail(line: str, code: int) -> NoReturn:
    print(f"duaal: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201
    sys.exit(code)
