"""The command line: verbs only, each calls one public function."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from codepercept import __version__
from codepercept.cli import annotate, build, evals, figures, train
from codepercept.cli.common import DONE, INCOMPLETE, INTERRUPTED, MISTAKE
from codepercept.errors import CodePerceptError, UserError


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


for verb in (
    build.build, build.view, build.curate, build.export, build.doctor,
    figures.render, figures.trace, figures.score, figures.judge, figures.redraw,
    evals.evaluate, evals.scaling, evals.compare, evals.validate, evals.bench_build,
    train.train, train.ablate, annotate.annotate,
):  # fmt: skip
    cli.add_command(verb)


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
