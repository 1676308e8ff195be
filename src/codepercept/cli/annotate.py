"""The verb about people: annotate."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import click

from codepercept.cli.common import DONE, FILE, json_option, unsafe_option
from codepercept.errors import UserError
from codepercept.render import EXTRAS


@click.command()
@click.argument("data", metavar="DIR", type=FILE)
@click.option("--overlap", type=click.IntRange(min=1), help="Annotators per item (default: as before, or 2).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Others than this machine's own need a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="0 for any free one.")
@click.option("--token", metavar="WORD", help="Asked for at sign-in (default: made where others reach the server).")
@click.option(
    "--name", "names", metavar="NAME", multiple=True, help="Another name under which people reach the server."
)
@click.option("--open", "browse", is_flag=True, help="Open a browser.")
@click.option("--report", "wants_report", is_flag=True, help="Print counts and agreement, and end.")
@click.option(
    "--export", "target", type=FILE, metavar="OUT", help="Write the benchmark of the best into a new folder, and end."
)
@click.option("--keep", type=click.IntRange(min=1), help="Export at most so many.")
@click.option(
    "--least", type=click.FloatRange(1, 5), default=4.0, show_default=True, help="Export from this mean rating on."
)
@click.option("--names", "named", is_flag=True, help="Export the annotators' names.")
@unsafe_option
@json_option
def annotate(
    data: Path,
    overlap: int | None,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    browse: bool,
    wants_report: bool,
    target: Path | None,
    keep: int | None,
    least: float,
    named: bool,
    unsafe_sandbox: bool,
    as_json: bool,
) -> int:
    """Let people rate and finish what models redrew, in a local web application.

    DIR is what `codepercept bench-build` left, or a Parquet file with the columns id, image and code. Annotations are
    kept beside it. Exit code 1 of an export means that something was left out that people had rated high enough, or
    that drafts of its code are not saved.
    """
    if missing := [m for m in EXTRAS["annotate"] if importlib.util.find_spec(m) is None]:
        raise UserError(f"annotation needs {', '.join(missing)}; install codepercept[annotate]")
    if token is not None and not token:
        raise UserError("--token: a token has at least one character")
    if wants_report and target is not None:
        raise UserError("--report and --export: ask for one of them at a time")
    if target is not None:
        return _export(data, target, overlap, keep, least, named, unsafe_sandbox, as_json)
    if wants_report:
        return _report(data, overlap, as_json)
    from codepercept.annotate.server import serve

    def say(url: str) -> None:
        click.echo(json.dumps({"url": url}) if as_json else f"annotate at {url}  (Ctrl-C ends; everything is stored)")

    serve(
        data, overlap=overlap, host=host, port=port, token=token, names=names, unsafe=unsafe_sandbox, browse=browse,
        say=say,
    )  # fmt: skip
    return DONE


def _report(data: Path, overlap: int | None, as_json: bool) -> int:
    from codepercept.annotate.agreement import report
    from codepercept.annotate.candidates import open_candidates
    from codepercept.annotate.storage import Database
    from codepercept.display import show_annotations

    candidates = open_candidates(data)
    database = Database(candidates, create=False)
    try:
        found = report(database, candidates, overlap or database.overlap(None))
    finally:
        database.close()
    if as_json:
        click.echo(json.dumps(found))
    else:
        show_annotations(found)
    return DONE


def _export(
    data: Path,
    out: Path,
    overlap: int | None,
    keep: int | None,
    least: float,
    named: bool,
    unsafe: bool,
    as_json: bool,
) -> int:
    from codepercept.annotate.candidates import open_candidates
    from codepercept.annotate.export import export
    from codepercept.annotate.storage import Database
    from codepercept.cli.common import INCOMPLETE

    candidates = open_candidates(data)
    database = Database(candidates, create=False)
    try:
        found = export(
            candidates, database, out, overlap=overlap or database.overlap(None), keep=keep, least=least, named=named,
            unsafe=unsafe,
        )  # fmt: skip
    finally:
        database.close()
    if as_json:
        click.echo(json.dumps(found))
    else:
        click.echo(f"{found['exported']} of {found['items']} items -> {found['out']}")
        for row in found["left_out"]:
            click.echo(f"  left out: {row['id']}: {row['reason']}", err=True)
    for row in found["open_drafts"]:
        what = "an open draft is" if row["n"] == 1 else f"{row['n']} open drafts are"
        click.echo(f"  {what} not in it: {row['id']}; save as a revision and export again", err=True)
    return INCOMPLETE if found["left_out"] or found["open_drafts"] else DONE
