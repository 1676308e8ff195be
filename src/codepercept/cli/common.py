"""Exit codes and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codepercept.errors import UserError

DONE, INCOMPLETE, MISTAKE, INTERRUPTED = 0, 1, 2, 130
FILE = click.Path(path_type=Path, readable=False)  # our own messages name the fix
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object on stdout and nothing else there."
)
unsafe_option = click.option(
    "--unsafe-sandbox", is_flag=True, help="Go on where the kernel cannot confine code (development only)."
)
read_folder_option = click.option(
    "--read-folder", is_flag=True, help="Let each script read the folder that it lies in (its data, its modules)."
)


def models_of(flag: str) -> dict[str, Any]:
    """What `--model` says, as the `models` section of a recipe."""
    from codepercept.config import from_flag

    try:
        return from_flag(flag)
    except ValueError as error:
        raise UserError(f"--model {flag}: {error}") from None
