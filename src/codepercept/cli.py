"""The command line: verbs only, each calls one public function."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from codepercept import __version__
from codepercept.errors import CodePerceptError, UserError

DONE, INCOMPLETE, MISTAKE, INTERRUPTED = 0, 1, 2, 130
_FILE = click.Path(path_type=Path, readable=False)  # our own messages name the fix
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout and nothing else there.")
_unsafe = click.option(
    "--unsafe-sandbox", is_flag=True, help="Go on where the kernel cannot confine code (development only)."
)
_readable = click.option(
    "--read-folder", is_flag=True, help="Let each script read the folder that it lies in (its data, its modules)."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="codepercept %(version)s")
def cli() -> None:
    """Build image-caption-code triplets of STEM figures, and look at them.

    \b
    codepercept build --out runs/first -n 60      make a dataset from solid geometry
    codepercept build --seeds my_figures --out d  make one from a folder of figure scripts
    codepercept build --seeds pics --model http://127.0.0.1:8000/v1#NAME --out d
                                                  make one from pictures, with a model
    codepercept view runs/first                   write its page and say where it is
    """


@cli.command()
@click.argument("recipe", type=_FILE, required=False)
@click.option(
    "--out", type=_FILE, required=True, help="Run directory; an unfinished run of the same recipe there is resumed."
)
@click.option("-n", "rows", type=click.IntRange(min=0), help="Number of rows to try (default: the recipe's).")
@click.option(
    "--seeds",
    type=_FILE,
    help="Use these instead of the recipe's seeds: a folder of figure scripts (.py), or pictures (a folder, "
    ".jsonl, .parquet, a saved Hugging Face dataset), which need a model.",
)
@click.option(
    "--model", "model", metavar="URL#NAME", help="A chat model for all roles, behind an OpenAI-compatible URL."
)
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True, help="Where to run.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Worker processes (default: one per core). Never changes the result."
)
@click.option("--seed", type=click.IntRange(min=0), help="Seed of all randomness (default: the recipe's).")
@_readable
@_unsafe
@_json
def build(
    recipe: Path | None,
    out: Path,
    rows: int | None,
    seeds: Path | None,
    model: str | None,
    engine: str,
    workers: int | None,
    seed: int | None,
    read_folder: bool,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Make image-caption-code triplets.

    RECIPE is a YAML file; without one, solid-geometry figures of all families are made. Counts always add up: rows
    requested = samples + rejected + unscored. Exit code 1 means that some rows are unscored; run it again for those.
    """
    from codepercept.config import load_recipe, pipelines_from
    from codepercept.dataset.build import build as run_build
    from codepercept.dataset.build import default_workers

    overrides: dict[str, Any] = {}
    if seed is not None:
        overrides["seed"] = seed
    if unsafe_sandbox:
        overrides["unsafe_sandbox"] = True
    if model is not None:
        overrides["models"] = _models(model)
    if seeds is not None:
        overrides["pipelines"] = pipelines_from(recipe, seeds, read_folder)
        if recipe is None:
            overrides["name"] = seeds.resolve().name
    elif read_folder:
        raise UserError("--read-folder goes with --seeds; in a recipe, set `read_folder: true` on the code pipeline")
    summary = run_build(load_recipe(recipe, overrides, rows), out, workers or default_workers(), quiet=as_json)
    page = _write_page(out, summary)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        _report(summary, page)
    return INCOMPLETE if summary["unscored"] else DONE


def _models(flag: str) -> dict[str, Any]:
    """What `--model` says, as the `models` section of a recipe."""
    from codepercept.config import from_flag

    try:
        return from_flag(flag)
    except ValueError as error:
        raise UserError(f"--model {flag}: {error}") from None


def _report(summary: dict[str, Any], page: Path) -> None:
    from codepercept.display import show_counts, show_requests

    click.echo(
        f"{summary['requested']} rows = {summary['samples']} samples + {summary['rejected']} rejected + "
        f"{summary['unscored']} unscored, in {summary['seconds']:.1f} s"
    )
    show_counts("samples by pipeline:", summary["by_pipeline"])
    show_counts("samples by family:", summary["by_family"])
    show_counts("rejected because of:", summary["rejected_by_reason"])
    if "requests" in summary:
        show_requests(summary["requests"])
    click.echo(f"dataset: {summary['dataset']}\npage:    {page}")
    if summary["unscored"]:
        click.echo(
            f"{summary['unscored']} rows are unscored (see log.txt); run the same command again to retry them", err=True
        )


def _write_page(out: Path, summary: dict[str, Any]) -> Path:
    from codepercept.gallery import write_gallery
    from codepercept.pipeline.rundir import RunDir
    from codepercept.pipeline.table import read_samples

    run = RunDir(out)
    rows = read_samples([*run.samples(), *run.rejects()])
    # No times on the page: a run that was killed and resumed ends with the same page.
    timeless = {k: v for k, v in summary.items() if k != "seconds"}
    return write_gallery(rows, out, title=str(summary["name"]), summary=timeless).resolve()


@cli.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--out", type=_FILE, help="Folder for the pictures (default: none are written).")
@click.option("--dpi", type=click.FloatRange(10, 600), default=100.0, show_default=True, help="Resolution.")
@click.option(
    "--cpu-seconds", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="CPU time of a script."
)
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Scripts at once (default: one per core).")
@_readable
@_unsafe
@_json
def render(
    files: tuple[Path, ...],
    out: Path | None,
    dpi: float,
    cpu_seconds: float,
    workers: int | None,
    read_folder: bool,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Execute figure code safely, write PNGs, print one status line each.

    FILES are Python scripts, or folders of them. Exit code 1 means that at least one did not end "ok".
    """
    from codepercept.render import render_files
    from codepercept.sandbox.limits import Limits

    limits = Limits(dpi=dpi, cpu_seconds=cpu_seconds)
    say = None if as_json else _render_line
    results = render_files(
        files,
        out,
        limits,
        workers or len(os.sched_getaffinity(0)),
        read_folder=read_folder,
        unsafe=unsafe_sandbox,
        say=say,
    )
    if as_json:
        click.echo(json.dumps({"results": results}))
    return DONE if all(r["status"] == "ok" for r in results) else INCOMPLETE


def _render_line(result: dict[str, Any]) -> None:
    detail = result["error"] or f"{result['width']}x{result['height']} px, {result['elements']} elements"
    picture = f" -> {result['image']}" if result["image"] else ""
    click.echo(f"{result['status']:<13}{result['cpu_seconds']:6.2f} s  {result['file']}: {detail}{picture}")


@cli.command()
@click.argument("file", type=_FILE)
@_readable
@_unsafe
@_json
def trace(file: Path, read_folder: bool, unsafe_sandbox: bool, as_json: bool) -> int:
    """Tell what figure code draws: facts as text, or with --json the whole trace."""
    from codepercept.figure.facts import facts_of
    from codepercept.render import execute_file, run_sync

    run = run_sync(execute_file(file, read_folder=read_folder, unsafe=unsafe_sandbox))
    if run.trace is None:
        if as_json:
            click.echo(json.dumps({"status": run.status, "error": run.error, "axes": [], "elements": [], "facts": []}))
        else:
            click.echo(f"{file}: {run.status}: {run.error}", err=True)
        return INCOMPLETE
    facts = facts_of(run.trace)
    if as_json:
        data = {"status": run.status, **run.trace.model_dump(mode="json"), "facts": [f.model_dump() for f in facts]}
        click.echo(json.dumps(data))
        return DONE
    for fact in facts:
        where = f"line {fact.line}" if fact.line else ""
        click.echo(f"{where:>9}  {fact.text}" if where else f"{'':>9}  {fact.text}")
    return DONE


@cli.command()
@click.argument("reference", type=_FILE)
@click.argument("candidate", type=_FILE)
@click.option("--overlay", "target", type=_FILE, help="Write a PNG here: both figures, and one laid on the other.")
@click.option("--all", "everything", is_flag=True, help="List matched elements too.")
@_readable
@_unsafe
@_json
def score(
    reference: Path,
    candidate: Path,
    target: Path | None,
    everything: bool,
    read_folder: bool,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Say how alike two figures are, and why.

    REFERENCE and CANDIDATE are figure scripts (.py) or pictures. The image score needs pictures only; elements are
    compared where both are scripts. Exit code 1 means that a score could not be made through no fault of the code.
    """
    from codepercept.display import show_comparison
    from codepercept.score import name_of, overlay, score_files

    found = score_files(reference, candidate, read_folder=read_folder, unsafe=unsafe_sandbox)
    if target is not None:
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(overlay(found))
        part.replace(target)
    if as_json:
        click.echo(json.dumps({"reference": str(reference), "candidate": str(candidate), **found.as_dict()}))
    else:
        rows = [
            (f.verdict, name_of(f.reference or f.candidate), f.weight, f.same, f.place, f.look, f.note)
            for f in found.findings
            if everything or f.verdict != "matched"
        ]
        show_comparison({"image": found.image, "elements": found.elements}, rows)
        if target is not None:
            click.echo(f"overlay: {target}")
    return INCOMPLETE if found.image.fault or found.elements.fault else DONE


@cli.command()
@click.argument("pairs", type=_FILE)
@click.option("--out", type=_FILE, required=True, help="Folder for scores.jsonl, the page and the models' answers.")
@click.option(
    "--model", "model", metavar="URL#NAME", help="A vision-language model for the LLM judges of pictures and of code."
)
@click.option("--workers", type=click.IntRange(min=1), help="Scripts at once (default: one per core).")
@_readable
@_unsafe
@_json
def judge(
    pairs: Path,
    out: Path,
    model: str | None,
    workers: int | None,
    read_folder: bool,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Score many pairs with several judges, and say how far the judges agree.

    PAIRS has one JSON object per line: {"reference": FILE, "candidate": FILE, "id": NAME}. Each file is a script (.py)
    or a picture, relative to PAIRS; the id may be left out. Exit code 1 means that some scores could not be made.
    """
    from codepercept.config import load_recipe
    from codepercept.dataset.build import default_workers
    from codepercept.display import show_agreement
    from codepercept.gallery.judged import write_judged
    from codepercept.judge import SCORES, judge_files

    found = judge_files(
        pairs,
        out,
        models=None if model is None else load_recipe(None, {"models": _models(model)}).models,
        workers=workers or default_workers(),
        read_folder=read_folder,
        unsafe=unsafe_sandbox,
        quiet=as_json,
    )
    summary = {**found.as_dict(), "scores": str((out / SCORES).resolve())}
    page = write_judged(found.pairs, summary, out, title=pairs.stem)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        show_agreement(summary)
        click.echo(f"scores: {summary['scores']}\npage:   {page}")
    return INCOMPLETE if any(s.fault for p in found.pairs for s in p.scores.values()) else DONE


@cli.command()
@click.argument("directory", type=_FILE)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the default browser.")
@_json
def view(directory: Path, open_it: bool, as_json: bool) -> int:
    """Write the page of a run directory and say where it is."""
    from codepercept.dataset.export import load_run

    run, summary = load_run(directory)
    page = _write_page(run.path, summary)
    click.echo(json.dumps({"page": str(page)}) if as_json else str(page))
    if open_it:
        click.launch(page.as_uri())
    return DONE


@cli.command()
@click.argument("dataset", type=_FILE)
@click.option("--to", "target", type=click.Choice(["trl"]), required=True, help="Whose training format.")
@click.option("--out", type=_FILE, required=True, help="Folder for the files; it must be new or empty.")
@_json
def export(dataset: Path, target: str, out: Path, as_json: bool) -> int:
    """Write training-ready files from a run directory."""
    from codepercept.dataset.export import export_trl

    counts = export_trl(dataset, out)
    if as_json:
        click.echo(json.dumps({"to": target, "out": str(out), **counts}))
    else:
        for name, count in counts.items():
            click.echo(f"{out / name}: {count} rows")
    return DONE


@cli.command()
@_json
def doctor(as_json: bool) -> int:
    """Tell what this machine offers: isolation layers, fonts, extras, versions, render fingerprint."""
    from codepercept.render import diagnose

    report = diagnose()
    if as_json:
        click.echo(json.dumps(report))
    else:
        for name, value in report.items():
            shown = (
                ", ".join(f"{k}: {_plain(v)}" for k, v in value.items()) if isinstance(value, dict) else _plain(value)
            )
            click.echo(f"{name + ':':<13}{shown}")
    return DONE if not report["sandbox"]["unsafe"] else INCOMPLETE


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def main(run: Callable[..., Any] = cli) -> None:
    """Entry point: exit codes 0 done, 1 incomplete, 2 the user's mistake, 130 interrupted."""
    try:
        code = run(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted; the same command resumes the run", err=True)
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        click.echo("interrupted; the same command resumes the run", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(MISTAKE)
    except UserError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISTAKE)
    except CodePerceptError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(INCOMPLETE)
    except BrokenPipeError:  # the reader of our output has left, e.g. `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        if error.errno not in (28, 30, 13, 122):  # disk full, read-only, not allowed, quota: the user's to mend
            raise
        where = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"Error: {where}{(error.strerror or str(error)).lower()}; nothing half-written was left behind", err=True
        )
        sys.exit(MISTAKE)
    sys.exit(code if isinstance(code, int) else DONE)


if __name__ == "__main__":
    main()
