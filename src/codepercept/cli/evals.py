"""Verbs about measuring models: eval, compare, validate; and about making what they are measured with: bench-build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import click

from codepercept.cli.common import DONE, FILE, INCOMPLETE, json_option, models_of, unsafe_option
from codepercept.config.evaluation import MINI, BenchmarkName
from codepercept.errors import UserError

_out = click.option(
    "--out", type=FILE, required=True, help="Run directory; an unfinished run with the same settings is resumed."
)
_config = click.option("--config", type=FILE, help="Settings as YAML (see docs/evaluation.md); flags replace them.")
_model = click.option("--model", metavar="URL#NAME", help="The model under test, behind an OpenAI-compatible URL.")
_n = click.option("-n", "rows", type=click.IntRange(min=1), help="Only the first so many.")
_workers = click.option(
    "--workers", type=click.IntRange(min=1), help="Worker processes (default: one per core). Never changes a score."
)
_sampling = [
    click.option("--temperature", type=click.FloatRange(0, 2), help="Of the model under test (default: the server's)."),
    click.option("--max-tokens", type=click.IntRange(min=1), help="Of an answer (default: 8192)."),
    click.option("--seed", type=click.IntRange(min=0), help="Of sampling."),
]
_retry = click.option("--retry-unscored", is_flag=True, help="Try again what an earlier run could not score.")
_rescore = click.option(
    "--rescore", is_flag=True, help="Judge the answers in DIR again with these settings; ask for no new ones."
)


def _sampled(command: Any) -> Any:
    for option in reversed(_sampling):
        command = option(command)
    return command


@click.group("eval")
def evaluate() -> None:
    """Measure a model: image to code, or caption to answer."""


def _overrides(**values: Any) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v is not None and v is not False}


@evaluate.command("stem2code")
@_model
@click.option("--judge", metavar="URL#NAME", help="A vision-language model for the LLM judges of picture and code.")
@click.option(
    "--data", metavar="PATH", help="`mini` (default), a STEM2Code .jsonl, our .parquet or run, a folder of scripts."
)
@click.option("--images", type=FILE, help="Folder of the .jsonl file's pictures (default: its own).")
@click.option("--answers", type=FILE, help="Take answers from a results file (official or ours); ask no model.")
@click.option("--block", type=click.Choice(["first", "last"]), help="Which code block of an answer (default: first).")
@_out
@_config
@_n
@_sampled
@_rescore
@_retry
@_workers
@unsafe_option
@json_option
def stem2code(
    model: str | None,
    judge: str | None,
    data: str | None,
    images: Path | None,
    answers: Path | None,
    block: str | None,
    out: Path,
    config: Path | None,
    rows: int | None,
    temperature: float | None,
    max_tokens: int | None,
    seed: int | None,
    rescore: bool,
    retry_unscored: bool,
    workers: int | None,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Image to code: the model redraws each figure, its program is run and scored.

    Exit code 1 means that some figures are unscored; run it again with --retry-unscored.
    """
    from codepercept.config.evaluation import Stem2CodeConfig, load_config, models_from_flags
    from codepercept.dataset.build import default_workers
    from codepercept.display import show_evaluation
    from codepercept.evals.stem2code import evaluate as run
    from codepercept.gallery.evaluation import write_evaluation

    overrides = _overrides(
        data=data if data in (None, MINI) else _path(Path(data)), images=_path(images), answers=_path(answers),
        block=block, n=rows, seed=seed, unsafe_sandbox=unsafe_sandbox,
    )  # fmt: skip
    if model or judge:
        flags = {"perceiver": model, "judge": judge}
        overrides["models"] = models_from_flags(flags, temperature=temperature, max_tokens=max_tokens)  # type: ignore[arg-type]
    kept = out / "recipe.yaml"
    again = rescore and config is None and kept.is_file()
    settings = load_config(Stem2CodeConfig, kept if again else config, overrides, again=again)
    summary = run(
        settings, out, workers or default_workers(), rescore=rescore, retry_unscored=retry_unscored, quiet=as_json
    )
    page = write_evaluation(out)
    if as_json:
        click.echo(json.dumps({**summary, "page": str(page)}))
    else:
        show_evaluation(summary)
        click.echo(f"page: {page}")
        if summary["unscored"]:
            click.echo(f"{summary['unscored']} figures are unscored; --retry-unscored tries them again", err=True)
    return INCOMPLETE if summary["unscored"] else DONE


@evaluate.command("caption-solve")
@_model
@click.option("--solver", metavar="URL#NAME", help="The text-only model that answers from the captions.")
@click.option(
    "--judge", metavar="URL#NAME", help="Reads answers out of long responses; judges where a rule asks a model."
)
@click.option("--benchmark", type=click.Choice(get_args(BenchmarkName)), help="Whose questions and rule.")
@click.option("--data", type=FILE, help="The benchmark's question file, in its own format.")
@click.option("--images", type=FILE, help="Folder of its pictures (default: the file's own).")
@click.option("--captions", type=FILE, help="Keep captions here, to share them between runs with other solvers.")
@click.option("--quick-match", is_flag=True, help="MathVerse: judge by equality of strings.")
@click.option("--legacy-integers", is_flag=True, help="MathVista: read integers as older published scores did.")
@_out
@_config
@_n
@_sampled
@_retry
@json_option
def caption_solve(
    model: str | None,
    solver: str | None,
    judge: str | None,
    benchmark: str | None,
    data: Path | None,
    images: Path | None,
    captions: Path | None,
    quick_match: bool,
    legacy_integers: bool,
    out: Path,
    config: Path | None,
    rows: int | None,
    temperature: float | None,
    max_tokens: int | None,
    seed: int | None,
    retry_unscored: bool,
    as_json: bool,
) -> int:
    """Caption to answer: the model describes each picture, a solver answers from the description alone.

    Exit code 1 means that some questions are unscored; run it again with --retry-unscored.
    """
    from codepercept.config.evaluation import CaptionSolveConfig, load_config, models_from_flags
    from codepercept.display import show_solved
    from codepercept.evals.caption_solve import solve
    from codepercept.gallery.answers import write_answers

    overrides = _overrides(
        benchmark=benchmark, data=_path(data), images=_path(images), captions=_path(captions), n=rows, seed=seed,
        quick_match=quick_match, legacy_integers=legacy_integers,
    )  # fmt: skip
    if model or solver or judge:
        flags = {"perceiver": model, "solver": solver, "extractor": judge, "judge": judge}
        overrides["models"] = models_from_flags(flags, temperature=temperature, max_tokens=max_tokens)  # type: ignore[arg-type]
    settings = load_config(CaptionSolveConfig, config, overrides)
    summary = solve(settings, out, retry_unscored=retry_unscored, quiet=as_json)
    page = write_answers(out)
    if as_json:
        click.echo(json.dumps({**summary, "page": str(page)}))
    else:
        show_solved(summary)
        click.echo(f"page: {page}")
        if summary["unscored"]:
            click.echo(f"{summary['unscored']} questions are unscored; --retry-unscored tries them again", err=True)
    return INCOMPLETE if summary["unscored"] else DONE


@click.command()
@click.argument("grid", type=FILE)
@_out
@_n
@_retry
@json_option
def scaling(grid: Path, out: Path, rows: int | None, retry_unscored: bool, as_json: bool) -> int:
    """Perceivers x reasoners on one benchmark: accuracy of every pair, and what scaling each axis adds.

    GRID is a YAML file (see recipes/scaling.yaml). Finished cells are left alone.
    """
    from codepercept.config.evaluation import ScalingConfig, load_config
    from codepercept.display import show_grid
    from codepercept.evals.scaling import run_grid
    from codepercept.gallery.answers import write_answers, write_grid

    settings = load_config(ScalingConfig, grid, _overrides(n=rows))
    summary = run_grid(settings, out, retry_unscored=retry_unscored, quiet=as_json)
    for cell in summary["cells"]:
        write_answers(out / cell["run"])
    page = write_grid(out)
    if as_json:
        click.echo(json.dumps({**summary, "page": str(page)}))
    else:
        show_grid(summary)
        click.echo(f"plot: {out / 'grid.png'}\npage: {page}")
    return INCOMPLETE if summary["unscored"] else DONE


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path.resolve())


@click.command()
@click.argument("runs", type=FILE, nargs=-1, required=True)
@click.option("--out", type=FILE, required=True, help="Folder for the page, comparison.json and comparison.md.")
@json_option
def compare(runs: tuple[Path, ...], out: Path, as_json: bool) -> int:
    """Compare models: finished `eval stem2code` runs of one benchmark, with paired tests.

    RUNS are run directories; write NAME=DIR to name a model differently.
    """
    from codepercept.display import show_models
    from codepercept.evals.compare import compare_runs
    from codepercept.gallery.comparison import write_comparison

    summary = compare_runs(runs, out)
    page = write_comparison(out)
    if as_json:
        click.echo(json.dumps({**summary, "page": str(page)}))
    else:
        show_models(summary)
        click.echo(f"page: {page}")
    return DONE


@click.command()
@click.argument("bench", default="mini")
@click.option("--images", type=FILE, help="Folder of the .jsonl file's pictures (default: its own).")
@_n
@_workers
@unsafe_option
@json_option
def validate(
    bench: str, images: Path | None, rows: int | None, workers: int | None, unsafe_sandbox: bool, as_json: bool
) -> int:
    """Send a benchmark's own code through every scorer, before anyone pays for a run.

    BENCH is `mini` or a path as for `eval stem2code --data`. Exit code 1 means that something does not score 1.
    """
    from codepercept.dataset.build import default_workers
    from codepercept.display import show_validation
    from codepercept.evals.validate import validate as run

    report = run(bench, images, rows, workers or default_workers(), unsafe=unsafe_sandbox, quiet=as_json)
    if as_json:
        click.echo(json.dumps(report))
    else:
        show_validation(report)
    return DONE if report["sound"] else INCOMPLETE


@click.command("bench-build")
@click.argument("pictures", type=FILE, required=False)
@click.option("--model", metavar="URL#NAME", help="A vision-language model that describes, writes, mends and rewrites.")
@click.option(
    "--judge",
    metavar="URL#NAME",
    help="A vision-language model that compares pictures (default: the same model), or `pixels` for our own score.",
)
@_out
@_config
@_n
@click.option("--rounds", type=click.IntRange(1, 100), help="Programs run for each picture at most (default: 10).")
@click.option("--enough", type=click.FloatRange(0, 100), help="More points than this end the loop (default: 90).")
@click.option("--keep", type=click.IntRange(min=1), help="Keep so many candidates, the best (default: all).")
@click.option("--licence", help="Of the pictures, where they name none.")
@click.option("--seed", type=click.IntRange(min=0), help="Of sampling.")
@_workers
@unsafe_option
@json_option
def bench_build(
    pictures: Path | None,
    model: str | None,
    judge: str | None,
    out: Path,
    config: Path | None,
    rows: int | None,
    rounds: int | None,
    enough: float | None,
    keep: int | None,
    licence: str | None,
    seed: int | None,
    workers: int | None,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Make candidates for an image-to-code benchmark: pictures are redrawn until a judge is content, then ranked.

    PICTURES is what `build --seeds` takes: a folder, .jsonl, .parquet, or a saved Hugging Face dataset. `codepercept
    annotate` shows DIR to people. Exit code 1 means that some pictures are unscored (run it again for those), or that
    there is no candidate.
    """
    from codepercept.cli.build import write_run_page
    from codepercept.config.evaluation import BenchBuildConfig, load_config
    from codepercept.dataset.build import default_workers
    from codepercept.display import show_candidates
    from codepercept.evals.bench_build import bench_build as run

    overrides = _overrides(
        data=_path(pictures), n=rows, rounds=rounds, enough=enough, keep=keep, licence=licence, seed=seed,
        unsafe_sandbox=unsafe_sandbox, judge="pixels" if judge == "pixels" else "model" if judge else None,
    )  # fmt: skip
    if model or judge not in (None, "pixels"):
        overrides["models"] = _makers(model, None if judge == "pixels" else judge)
    if config is None and pictures is None:
        raise UserError(
            "there are no pictures; name a folder of them, e.g. codepercept bench-build pictures/ --out DIR"
        )
    summary = run(load_config(BenchBuildConfig, config, overrides), out, workers or default_workers(), quiet=as_json)
    kept = {k: v for k, v in summary.items() if k != "requests"}  # what differs from call to call stays off the page
    page = write_run_page(out, kept)
    if as_json:
        click.echo(json.dumps({**summary, "page": str(page)}))
    else:
        show_candidates(summary)
        click.echo(f"page: {page}")
        if summary["unscored"]:
            click.echo(f"{summary['unscored']} pictures are unscored (see log.txt); run it again for those", err=True)
        elif not summary["kept"]:
            click.echo("no picture became a candidate; report.md and the page tell why", err=True)
    return INCOMPLETE if summary["unscored"] or not summary["kept"] else DONE


def _makers(model: str | None, judge: str | None) -> dict[str, Any]:
    """`--model` for all roles but `--judge`'s."""
    section: dict[str, Any] = {"endpoints": {}, "roles": {}}
    for name, role, flag in (("main", "default", model), ("judge", "judge", judge)):
        if flag is not None:
            found = models_of(flag)
            section["endpoints"][name] = found["endpoints"]["main"]
            section["roles"][role] = {**found["roles"]["default"], "endpoint": name}
    return section
