"""Verbs about figures: render, trace, score, judge, redraw."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from codepercept.cli.common import DONE, FILE, INCOMPLETE, json_option, models_of, read_folder_option, unsafe_option


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--out", type=FILE, help="Folder for the pictures (default: none are written).")
@click.option("--dpi", type=click.FloatRange(10, 600), default=100.0, show_default=True, help="Resolution.")
@click.option(
    "--cpu-seconds", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="CPU time of a script."
)
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Scripts at once (default: one per core).")
@read_folder_option
@unsafe_option
@json_option
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


@click.command()
@click.argument("file", type=FILE)
@read_folder_option
@unsafe_option
@json_option
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


@click.command()
@click.argument("reference", type=FILE)
@click.argument("candidate", type=FILE)
@click.option("--overlay", "target", type=FILE, help="Write a PNG here: both figures, and one laid on the other.")
@click.option("--all", "everything", is_flag=True, help="List matched elements too.")
@read_folder_option
@unsafe_option
@json_option
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
    from codepercept.score import overlay, score_files
    from codepercept.scorers.elements import name_of

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


@click.command()
@click.argument("pairs", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for scores.jsonl, the page and the models' answers.")
@click.option(
    "--model", "model", metavar="URL#NAME", help="A vision-language model for the LLM judges of pictures and of code."
)
@click.option("--workers", type=click.IntRange(min=1), help="Scripts at once (default: one per core).")
@read_folder_option
@unsafe_option
@json_option
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
        models=None if model is None else load_recipe(None, {"models": models_of(model)}).models,
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


@click.command()
@click.argument("picture", type=FILE)
@click.option("--model", metavar="URL#NAME", required=True, help="Who redraws it; a checkpoint's folder will do.")
@click.option("--out", type=FILE, required=True, help="Folder for the answer, the program and the pictures.")
@click.option("--prompt", type=FILE, help="A prompt file instead of ours (see docs/models.md).")
@click.option("--max-tokens", type=click.IntRange(min=1), default=8192, show_default=True, help="Of the answer.")
@click.option("--dpi", type=click.FloatRange(10, 600), default=100.0, show_default=True, help="Of the new picture.")
@unsafe_option
@json_option
def redraw(
    picture: Path,
    model: str,
    out: Path,
    prompt: Path | None,
    max_tokens: int,
    dpi: float,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Let a model look at a picture and write the program that draws it; run that program.

    Exit code 1 means that no picture came of it.
    """
    from codepercept.config import ModelsSection
    from codepercept.config.evaluation import models_from_flags
    from codepercept.redraw import redraw as look
    from codepercept.sandbox.limits import Limits

    section = models_from_flags({"perceiver": model}, max_tokens=max_tokens)
    if prompt is not None:
        section["prompts"] = {"redraw": str(prompt.resolve())}
    told = look(picture, ModelsSection.model_validate(section), out, Limits(dpi=dpi), unsafe=unsafe_sandbox)
    if as_json:
        click.echo(json.dumps(told))
    else:
        if told["image"] is not None:
            click.echo(f"{picture}: redrawn, image score {told['image']:.3f}")
        else:
            click.echo(f"{picture}: {told['status']}{': ' + told['error'] if told['error'] else ''}")
        for file in told["files"]:
            click.echo(f"  {file}")
    return DONE if told["status"] == "ok" else INCOMPLETE
