"""Verbs about runs: build, view, export, doctor."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any, Literal

import click

from codepercept.cli.common import DONE, FILE, INCOMPLETE, json_option, models_of, read_folder_option, unsafe_option
from codepercept.errors import UserError

PAGE_ROWS = 2000
"""Rows on the page of a run: a page of a million would be twice as large as the dataset."""


@click.command()
@click.argument("recipe", type=FILE, required=False)
@click.option(
    "--out", type=FILE, required=True, help="Run directory; an unfinished run of the same recipe there is resumed."
)
@click.option("-n", "rows", type=click.IntRange(min=0), help="Number of rows to try (default: the recipe's).")
@click.option(
    "--seeds",
    type=FILE,
    help="Use these instead of the recipe's seeds: a folder of figure scripts (.py), or pictures (a folder, "
    ".jsonl, .parquet, a saved Hugging Face dataset), which need a model.",
)
@click.option(
    "--model", "model", metavar="URL#NAME", help="A chat model for all roles, behind an OpenAI-compatible URL."
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Processes on this machine, or actors on a Ray cluster (`ray: {address: auto}` in the recipe). Never changes "
    "the result.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Worker processes (default: one per core). Never changes the result."
)
@click.option("--seed", type=click.IntRange(min=0), help="Seed of all randomness (default: the recipe's).")
@read_folder_option
@unsafe_option
@json_option
def build(
    recipe: Path | None,
    out: Path,
    rows: int | None,
    seeds: Path | None,
    model: str | None,
    engine: Literal["local", "ray"],
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

    overrides: dict[str, Any] = {}
    if seed is not None:
        overrides["seed"] = seed
    if unsafe_sandbox:
        overrides["unsafe_sandbox"] = True
    if model is not None:
        overrides["models"] = models_of(model)
    if seeds is not None:
        overrides["pipelines"] = pipelines_from(recipe, seeds, read_folder)
        if recipe is None:
            overrides["name"] = seeds.resolve().name
    elif read_folder:
        raise UserError("--read-folder goes with --seeds; in a recipe, set `read_folder: true` on the code pipeline")
    summary = run_build(load_recipe(recipe, overrides, rows), out, workers, engine=engine, quiet=as_json)
    page = write_run_page(out, summary)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        _report(summary, page)
    return INCOMPLETE if summary["unscored"] else DONE


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


def _page_of_run(directory: Path, most: int) -> Path:
    from codepercept.dataset.export import load_run

    run, summary = load_run(directory)
    return write_run_page(run.path, summary, most)


def write_run_page(out: Path, summary: dict[str, Any], most: int = PAGE_ROWS) -> Path:
    """Write `index.html` of a run directory with at most so many rows."""
    from codepercept.gallery import write_gallery
    from codepercept.pipeline.rundir import RunDir
    from codepercept.pipeline.table import count_rows, read_some

    run = RunDir(out)
    rejects = min(count_rows(run.rejects()), max(most // 4, most - count_rows(run.samples())))
    rows = itertools.chain(read_some(run.samples(), most - rejects), read_some(run.rejects(), rejects))
    # No times on the page: a run that was killed and resumed ends with the same page.
    timeless = {k: v for k, v in summary.items() if k != "seconds"}
    return write_gallery(rows, out, title=str(summary["name"]), summary=timeless).resolve()


@click.command()
@click.argument("directory", type=FILE)
@click.option(
    "--rows",
    type=click.IntRange(min=4),
    default=PAGE_ROWS,
    show_default=True,
    help="Of a longer run the page shows so many rows, evenly spread; up to a quarter of them are rejections.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the default browser.")
@json_option
def view(directory: Path, rows: int, open_it: bool, as_json: bool) -> int:
    """Write the page of a run, an evaluation, a comparison or a grid, and say where it is."""
    from codepercept.gallery.any import write_page

    page = write_page(directory) or _page_of_run(directory, rows)
    click.echo(json.dumps({"page": str(page)}) if as_json else str(page))
    if open_it:
        click.launch(page.as_uri())
    return DONE


@click.command()
@click.argument("directory", type=FILE)
@click.option(
    "--against",
    multiple=True,
    metavar="PATH",
    help="A benchmark whose figures are left out: what `eval stem2code --data` takes, or pictures. May be repeated. "
    "The benchmark in the box, and those that CODEPERCEPT_BENCHMARKS lists, always are.",
)
@click.option(
    "--split",
    "splits",
    multiple=True,
    metavar="NAME=SHARE",
    help="A part that is kept from training; may be repeated.  [default: validation=0.01, test=0.01]",
)
@click.option(
    "--near",
    type=click.Choice(["strict", "loose", "none"]),
    default="strict",
    show_default=True,
    help="Near duplicates that are left out: those that tell the same (same elements, texts, colours), all that look "
    "alike, or none.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes (default: one per core).")
@unsafe_option
@json_option
def curate(
    directory: Path,
    against: tuple[str, ...],
    splits: tuple[str, ...],
    near: Literal["strict", "loose", "none"],
    workers: int | None,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Choose what of a run is trained on: no benchmark's figures, no duplicates, each row in its split.

    DIRECTORY is a run. Of rows that are the same by picture, code and trace the first is kept; who was left out for
    whom is in DIRECTORY/curation. Exports and trainings go by it, the run itself stays as it is.
    """
    from codepercept.dataset.build import default_workers
    from codepercept.dataset.curate import SPLITS
    from codepercept.dataset.curate import curate as run_curate

    wanted = dict(map(_share, splits)) if splits else SPLITS
    if splits and len(wanted) < len(splits):
        raise UserError("--split: one name is given twice; give each its share once")
    summary = run_curate(
        directory,
        against,
        wanted,
        workers or default_workers(),
        near=near,
        quiet=as_json,
        unsafe_sandbox=unsafe_sandbox,
    )
    if as_json:
        click.echo(json.dumps(summary))
        return DONE
    from codepercept.display import show_counts

    click.echo(
        f"{summary['rows']} rows = {summary['kept']} kept + {summary['in_benchmark']} in a benchmark + "
        f"{summary['duplicate']} duplicates + {summary['near_duplicate']} near duplicates"
    )
    show_counts("kept for:", summary["splits"])
    show_counts("left out, being in:", {s["name"]: s["rows"] for s in summary["against"]})
    click.echo(f"report: {directory / 'curation' / 'report.md'}")
    return DONE


def _share(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        return name, float(share)
    except ValueError:
        raise UserError(f"--split {text}: write a name and a share, e.g. test=0.01") from None


@click.command()
@click.argument("dataset", type=FILE)
@click.option(
    "--to",
    "target",
    type=click.Choice(["hf", "trl", "verl", "swift", "webdataset"]),
    required=True,
    help="Whose format.",
)
@click.option("--out", type=FILE, required=True, help="Folder for the files; it must be new or empty.")
@click.option(
    "--split",
    help="Of a run that was curated, this split (default: train; with hf, all of them); `all` for every row kept.",
)
@json_option
def export(dataset: Path, target: str, out: Path, split: str | None, as_json: bool) -> int:
    """Write training-ready files from a run directory: for Hugging Face, TRL, verl, ms-swift or WebDataset."""
    from codepercept.dataset import export as written

    counts = written.export(dataset, out, target, split)
    if as_json:
        click.echo(json.dumps({"to": target, "out": str(out), **counts}))
    else:
        left_out = counts.pop("left_out", 0)
        for name, count in counts.items():
            click.echo(f"{out / name}: {count} rows")
        if left_out:
            click.echo(f"{left_out} rows are left out: their texts hold a mark that {target} takes for a picture")
    return DONE


@click.command()
@json_option
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
