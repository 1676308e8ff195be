"""One picture, put to a model: it writes the program, the program is run, and both pictures stand side by side."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from codepercept.config import ModelsSection
from codepercept.errors import UserError
from codepercept.evals.answer import program_of
from codepercept.models import check_models, open_models
from codepercept.models.base import ModelError
from codepercept.render import run_sync
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.scorers.image import ImageScorer
from codepercept.sources.pictures import read_file
from codepercept.stages.pictures import BadPicture, normalised
from codepercept.types import Execution


def redraw(picture: Path, models: ModelsSection, out: Path, limits: Limits, *, unsafe: bool = False) -> dict[str, Any]:
    """Ask a model for the program that draws a picture, and run it.

    Args:
        picture: any picture file.
        models: with a model for the role `perceiver`.
        out: folder for `answer.md`, `program.py`, `redrawn.png` and `both.png`, as far as there are such.
        limits: of the program.
        unsafe: run it although the sandbox lacks layers.

    Returns:
        `status` of the program ("no program" where the answer holds none), `error`, `image` (score of the drawn picture
        against the true one, 0 to 1), `answer`, and the files written.

    Raises:
        UserError: the picture cannot be used, or the model gives no answer.
    """
    data, problem = read_file(picture)
    if problem is not None:
        raise UserError(f"{picture}: {problem[1]}")
    try:
        shown, _ = normalised(data)
    except BadPicture as error:
        raise UserError(f"{picture}: {error}") from None
    Isolation.choose(unsafe)
    run_sync(check_models(models))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UserError(f"{out}: there is a file of that name; name a folder with --out") from None

    async def ask_and_run() -> tuple[str, str, Execution | None]:
        async with contextlib.AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(SandboxPool(1, limits, unsafe))
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            asked = await stack.enter_async_context(open_models(models, folder, 0))
            try:
                answer = (await asked.tell("redraw", str(picture.name), [shown])).text
            except ModelError as error:
                raise UserError(f"the model gives no answer: {error}") from None
            program, _ = program_of(answer, "first")
            return answer, program, await sandbox.run(program) if program else None

    answer, program, run = run_sync(ask_and_run())
    files: dict[str, bytes | None] = dict.fromkeys(("answer.md", "program.py", "redrawn.png", "both.png"))
    files |= {"answer.md": answer.encode(), "program.py": program.encode() if program else None}
    score = None
    if run is not None and run.image is not None:
        score = ImageScorer().score(Execution(status="ok", image=shown), run).value
        files |= {"redrawn.png": run.image, "both.png": _beside(shown, run.image)}
    for name, content in files.items():
        (out / name).unlink(missing_ok=True)
        if content is not None:
            (out / name).write_bytes(content)
    return {
        "status": run.status if run else "no program",
        "error": run.error if run else "",
        "image": score,
        "answer": answer,
        "files": [str(out / name) for name, content in files.items() if content is not None],
    }


def _beside(one: bytes, other: bytes) -> bytes:
    """Both pictures on one page, of equal height."""
    pictures = [Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other)]
    height = max(p.height for p in pictures)
    pictures = [p.resize((round(p.width * height / p.height), height)) for p in pictures]
    gap = max(4, height // 30)
    page = Image.new("RGB", (sum(p.width for p in pictures) + gap, height), "#888888")
    page.paste(pictures[0], (0, 0))
    page.paste(pictures[1], (pictures[0].width + gap, 0))
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()
