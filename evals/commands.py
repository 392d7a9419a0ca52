"""The command line of the evals; `python -m evals --help` lists it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from assistant.settings import load_settings
from evals import against, gate, record, report, reranker, sharing
from evals.cases import Split
from evals.measuring import measured, progress

app = typer.Typer(add_completion=False, help="How good is the assistant, and did a change harm it?")
RUNS = Path(__file__).parent / "runs"


class SplitChoice(StrEnum):
    """The half of the cases: `dev` to work with, `test` to report, or all."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"

    @property
    def half(self) -> Split | None:
        """As `cases.load` takes it."""
        return None if self is SplitChoice.ALL else "dev" if self is SplitChoice.DEV else "test"


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    split: Annotated[SplitChoice, typer.Option(help="which half of the cases")] = SplitChoice.DEV,
    suite: Annotated[list[str] | None, typer.Option(help="text, calculation, …; all")] = None,
    out: Annotated[Path, typer.Option(help="folder for run.json and report.html")] = RUNS / "last",
    against_run: Annotated[
        Path | None, typer.Option("--against", help="JSON of a run to compare with")
    ] = None,
    fail_below: Annotated[
        Path | None, typer.Option(help="thresholds.toml; exit 1 where a metric is below")
    ] = None,
    build: Annotated[bool, typer.Option(help="also time building an index (minutes)")] = False,
    processes: Annotated[
        int, typer.Option(help="how many answer; 0: as the machine has cores")
    ] = 0,
) -> None:
    """Runs the cases and writes one JSON and one HTML page."""
    if context.invoked_subcommand is not None:
        return
    floors = _or_stop(gate.load, fail_below) if fail_below else {}
    before = _or_stop(record.read, against_run) if against_run else None
    found = measured(split.half, split.value, tuple(suite or ()), build=build, processes=processes)
    changes = against.compare(before, found) if before else []
    if before:
        found["against"] = against.to_json(changes, before)
    record.write(found, out / "run.json")
    report.write(found, out / "report.html")
    say(report.summary(found))
    for change in changes:
        if change.worse:
            say(f"fell: {change}")
    say(f"Written: {out / 'run.json'} and {out / 'report.html'}")
    breaches = gate.breaches(found, floors)
    for breach in breaches:
        say(f"below the floor: {breach}")
    if breaches:
        raise typer.Exit(1)


@app.command(name="compare")
def compare_command(
    split: Annotated[SplitChoice, typer.Option(help="which half of the cases")] = SplitChoice.TEST,
    readme: Annotated[
        Path | None, typer.Option(help="file whose table between the markers is made anew")
    ] = None,
    limit: Annotated[int, typer.Option(help="so many questions, spread over all; 0: all")] = 0,
    size: Annotated[int, typer.Option("--sample", help="cases put to the model of DUAAL_LLM")] = 48,
    replies: Annotated[
        Path | None, typer.Option(help="file of the model's replies, used and added to")
    ] = None,
) -> None:
    """Configurations and baselines as a Markdown table; with DUAAL_LLM whole answers too."""
    from evals import compare

    cases = compare.questions(split.half)
    cases = sharing.evenly(cases, limit) if limit else cases
    text = compare.table(compare.compare(cases), cases, split.value)
    if load_settings().llm:
        from evals import side_by_side

        worded = _with_model()
        text = f"{text}\n\n{side_by_side.measured(worded, split.half, size, replies)}"
    if readme:
        try:
            compare.write_into(readme, text)
        except compare.ReadmeError as error:
            stop(str(error))
    say(text)


@app.command(name="reranker")
def reranker_command(
    out: Annotated[Path | None, typer.Option(help="folder for a model trained here")] = None,
    model: Annotated[str, typer.Option(help="weigh this CrossEncoder, train none")] = "",
    questions: Annotated[int, typer.Option(help="how many to train on")] = 1600,
    judged: Annotated[int, typer.Option(help="how many to weigh by")] = 150,
    write_weight: Annotated[bool, typer.Option(help="into assistant/reranking.yaml")] = False,
) -> None:
    """Trains a CrossEncoder on the cards, or takes one, and weighs it beside the retriever."""
    if (out is None) == (not model):
        stop("Give either --out FOLDER, to train a model, or --model NAME, to weigh one.")
    asked = reranker.examples(0 if model else questions, judged)
    if out:
        try:
            from evals import reranker_training
        except ImportError as error:
            stop(f"{error.name} is missing; run: pip install -c constraints.txt '.[training]'")
        reranker_training.from_cards(asked, out, say)
    say(reranker.weigh(asked.validation, model or str(out), write=write_weight))


@app.command(name="wording")
def wording_command(
    split: Annotated[SplitChoice, typer.Option(help="which half of the cases")] = SplitChoice.DEV,
    size: Annotated[int, typer.Option("--sample", help="how many cases")] = 48,
    out: Annotated[Path | None, typer.Option(help="Markdown file for what was said")] = None,
    replies: Annotated[
        Path | None, typer.Option(help="file of the model's replies, used and added to")
    ] = None,
    readme: Annotated[
        Path | None, typer.Option(help="file whose table between the markers is made anew")
    ] = None,
) -> None:
    """The chat model of DUAAL_LLM beside the embedded assistant, on a sample of the cases."""
    from evals import compare, wording
    from evals.replies import Remembered

    worded = _with_model()
    name = worded.model.name
    if replies:
        worded = worded.with_model(Remembered(worded.model, replies))
    cases = wording.sample(split.half, size)
    found = wording.pairs(worded.without_model(), worded, cases)
    text = wording.table(found, name)
    if out:
        out.write_text(f"{text}\n\n{wording.listing(found)}\n", encoding="utf-8")
    if readme:
        try:
            compare.write_into(readme, text, "wording")
        except compare.ReadmeError as error:
            stop(str(error))
    say(text)


@app.command(name="gauntlet")
def gauntlet_command(
    readme: Annotated[
        Path | None, typer.Option(help="file whose table between the markers is made anew")
    ] = None,
    misses: Annotated[bool, typer.Option(help="also list what went wrong, on dev")] = False,
) -> None:
    """Right and wrong statements against the verification, as a Markdown table by kind."""
    from corpus.catalogue import load_catalogue
    from evals import compare
    from evals.gauntlet import run as gauntlet

    catalogue = load_catalogue()
    triples = gauntlet.chosen(catalogue)
    outcomes = gauntlet.judged(triples, catalogue)
    held_out = [t for t in triples if t.half == "held_out"]
    text = gauntlet.table(outcomes, gauntlet.judged(held_out, catalogue, own_cards=False))
    if readme:
        try:
            compare.write_into(readme, text, "gauntlet")
        except compare.ReadmeError as error:
            stop(str(error))
    say(text)
    for line in gauntlet.misses(outcomes) if misses else ():
        say(line)


@app.command(name="scale")
def scale_command(
    size: Annotated[list[int] | None, typer.Option(help="passages; again for each size")] = None,
    clients: Annotated[list[int] | None, typer.Option(help="client processes at once")] = None,
    note: Annotated[str, typer.Option(help="a remark on the circumstances")] = "",
    write: Annotated[bool, typer.Option(help="put the figures into evals/scale.md")] = False,
) -> None:
    """Build rate, speed, recall and memory with up to 100,000 synthetic passages."""
    from evals import compare, scale

    found = scale.measure(sorted(size or (1_000, 10_000, 100_000)), clients or (1, 2, 4))
    text = scale.table(found, note)
    if write:
        compare.write_into(scale.PAGE, text, "scale")
    say(text)


@app.command()
def coverage() -> None:
    """Provisions by kind of case, as a table; what is wrong with the cases, if anything is."""
    from evals import cases, checks
    from evals import coverage as table

    say(table.report())
    found = checks.problems(cases.load())
    for problem in found:
        say(f"wrong: {problem}")
    if found:
        raise typer.Exit(1)


@app.command()
def add(
    question: Annotated[list[str], typer.Option(help="the question; again for each later turn")],
    section: Annotated[list[str] | None, typer.Option(help='acceptable: "omzendbrief 7.1"')] = None,
    fact: Annotated[list[str] | None, typer.Option(help='must be shown: "675,90 | 675.90"')] = None,
    forbidden: Annotated[list[str] | None, typer.Option(help="must not be shown")] = None,
    status: Annotated[str, typer.Option(help="how it should end")] = "answered",
    kind: Annotated[str, typer.Option(help="as the other cases name it")] = "reported",
    language: Annotated[str, typer.Option(help="nl, fr or en")] = "nl",
    audience: Annotated[str, typer.Option(help="pupil, parent, staff or employer")] = "staff",
    on: Annotated[str | None, typer.Option(help="the day it is asked on, YYYY-MM-DD")] = None,
    split: Annotated[SplitChoice | None, typer.Option(help="dev or test; the section's")] = None,
) -> None:
    """Makes a case of a wrong answer that somebody reported; checked before it is written."""
    from evals import adding

    half = split.half if split else None
    try:
        case = adding.case_of(
            question,
            split=half or adding.split_of(section or ()),
            sections=section or (),
            facts=fact or (),
            forbidden=forbidden or (),
            status=status,
            kind=kind,
            language=language,
            audience=audience,
            on=on,
        )
        path = adding.add(case)
    except (adding.UnsoundCaseError, ValueError) as error:
        stop(str(error))
    say(f"{case.id} is written to {path.name}.")


def _with_model() -> Any:
    """The assistant with its chat model, or the end."""
    from assistant import Assistant

    worded = Assistant(progress=progress)
    if worded.model is None:
        stop("DUAAL_LLM names no chat model; set it, for example DUAAL_LLM=gguf:/path/model.gguf.")
    return worded


def say(line: str) -> None:
    """Prints a line for the person at the terminal."""
    typer.echo(line)


def _or_stop(action: Any, path: Path) -> Any:
    try:
        return action(path)
    except (record.RunFileError, gate.ThresholdsError) as error:
        stop(str(error))


def stop(line: str) -> NoReturn:
    """Ends with exit 2 and one line on stderr."""
    typer.echo(line, err=True)
    raise typer.Exit(2)


def main() -> None:
    """Runs the command line."""
    app()
