"""Execute figure scripts from files, and tell what the machine offers for it."""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import platform
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from codepercept import __version__
from codepercept.errors import UserError
from codepercept.sandbox import isolation
from codepercept.sandbox.limits import Limits
from codepercept.sandbox.pool import Isolation, SandboxPool
from codepercept.sandbox.source import strip_magics
from codepercept.types import Execution

T = TypeVar("T")
EXTRAS = {
    "annotate": ["krippendorff", "starlette", "uvicorn"],
    "figures": ["pandas", "seaborn", "networkx", "sympy"],
    "datasets": ["datasets"],
    "local": ["torch", "transformers"],
    "ocr": ["rapidocr", "onnxruntime"],
    "train": ["torch", "transformers", "trl", "peft", "accelerate", "datasets", "tensorboard"],
}


def run_sync(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where an event loop runs already, as it does in a Jupyter notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(job)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, job).result()


def render_files(
    files: Sequence[Path],
    out: Path | None,
    limits: Limits,
    workers: int,
    *,
    read_folder: bool = False,
    unsafe: bool = False,
    say: Callable[[dict[str, Any]], None] | None = None,
) -> list[dict[str, Any]]:
    """Execute scripts safely and write their pictures.

    Args:
        files: scripts, or folders whose `*.py` files are taken.
        out: folder for the pictures, None to write none.
        limits: budgets of each script.
        workers: scripts at once.
        read_folder: let each script read its own folder.
        unsafe: go on where the kernel cannot confine code.
        say: told each result as it comes, in the order of the files.

    Returns:
        One dictionary per script: file, status, cpu_seconds, wall_seconds, image, width, height, elements, error.

    Raises:
        UserError: a file does not exist, or `out` cannot be written.
    """
    scripts = _scripts(files)
    if out is not None:
        _make_folder(out)
    return run_sync(_render(scripts, out, limits, workers, read_folder, unsafe, say))


async def _render(
    scripts: list[Path],
    out: Path | None,
    limits: Limits,
    workers: int,
    read_folder: bool,
    unsafe: bool,
    say: Callable[[dict[str, Any]], None] | None,
) -> list[dict[str, Any]]:
    names = _picture_names(scripts)
    async with SandboxPool(min(workers, max(1, len(scripts))), limits, unsafe) as sandbox:
        runs = [asyncio.ensure_future(_run(sandbox, s, read_folder)) for s in scripts]
        results = []
        for script, name, run in zip(scripts, names, runs, strict=True):
            result = _result(script, await run, out / name if out else None)
            results.append(result)
            if say:
                say(result)
        return results


async def execute_file(file: Path, *, read_folder: bool = False, unsafe: bool = False) -> Execution:
    """Execute one script.

    Raises:
        UserError: the file does not exist, is a folder or a picture.
    """
    if not file.is_file():
        raise UserError(f"{file}: no such file")
    if file.suffix.lower() in (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".pdf"):
        raise UserError(f"{file}: this is a picture; name the Python script that draws it")
    async with SandboxPool(1, unsafe=unsafe) as sandbox:
        return await _run(sandbox, file, read_folder)


async def _run(sandbox: SandboxPool, script: Path, read_folder: bool) -> Execution:
    try:
        code = script.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Execution(status="error", error="the file is not UTF-8 text")
    except OSError as error:
        return Execution(status="error", error=f"the file cannot be read: {error.strerror}")
    run = await sandbox.run(strip_magics(code), folder=script.resolve().parent if read_folder else None)
    if not read_folder and (beside := _missing_beside(run.error, script)):
        return run.model_copy(update={"error": f"{run.error}; {beside} lies beside the script: try --read-folder"})
    return run


def _missing_beside(error: str, script: Path) -> str | None:
    """The file beside the script that it looked for in vain, if that is what it died of."""
    if not error.startswith(("ModuleNotFoundError", "FileNotFoundError", "OSError", "PermissionError")):
        return None
    quoted = error.split("'")[1::2]
    wanted = [n for q in quoted for n in (q, f"{q}.py") if q and not q.startswith("/")]
    return next((n for n in wanted if (script.parent / n).exists()), None)


def _result(script: Path, run: Execution, target: Path | None) -> dict[str, Any]:
    if run.image is not None and target is not None:
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(run.image)
        part.replace(target)
    return {
        "file": str(script),
        "status": run.status,
        "cpu_seconds": run.cpu_seconds,
        "wall_seconds": run.wall_seconds,
        "image": str(target) if run.image is not None and target is not None else None,
        "width": run.width,
        "height": run.height,
        "elements": len(run.trace.elements) if run.trace else 0,
        "error": run.error,
        "stderr": run.stderr,
    }


def _scripts(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        if file.is_dir():
            inside = sorted(file.rglob("*.py"))
            if not inside:
                raise UserError(f"{file}: this folder holds no .py file")
            found += inside
        elif file.exists():
            found.append(file)
        else:
            raise UserError(f"{file}: no such file")
    return found


def _picture_names(scripts: list[Path]) -> list[str]:
    """File names for the pictures; scripts of the same name get their folder's name in front."""
    stems = [s.stem for s in scripts]
    names: list[str] = []
    for script in scripts:
        name = script.stem if stems.count(script.stem) == 1 else f"{script.resolve().parent.name}-{script.stem}"
        while f"{name}.png" in names:
            name += "-2"
        names.append(f"{name}.png")
    return names


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".codepercept.part"
        probe.write_bytes(b"")
        probe.unlink()
    except (FileExistsError, NotADirectoryError):
        raise UserError(f"{folder}: there is a file of that name; name a folder with --out") from None
    except OSError as error:
        raise UserError(f"{folder}: cannot be written ({error.strerror}); choose another --out") from None


def diagnose() -> dict[str, Any]:
    """What is in force and installed, as `codepercept doctor` prints it."""
    chosen = Isolation.choose(unsafe=True)
    fingerprint = "unknown: the sandbox did not start"
    try:
        fingerprint = run_sync(_fingerprint())
    except OSError as error:
        fingerprint = f"unknown: {error}"
    cjk = importlib.util.find_spec("notojp_matplotlib") is not None
    return {
        "sandbox": {
            "landlock": isolation.landlock_abi(),
            "seccomp": chosen.seccomp,
            "rlimits": True,
            "network": "blocked" if chosen.seccomp else "open",
            "unsafe": chosen.unsafe,
        },
        "fonts": ["DejaVu (matplotlib)", "STIX (matplotlib)", *(["Noto Sans CJK JP"] if cjk else [])],
        "extras": {name: all(importlib.util.find_spec(m) for m in modules) for name, modules in EXTRAS.items()},
        "versions": {
            "codepercept": __version__,
            "python": platform.python_version(),
            **{p: importlib.metadata.version(p) for p in ("matplotlib", "numpy", "pyarrow", "pydantic")},
            "kernel": platform.release(),
        },
        "fingerprint": fingerprint,
    }


async def _fingerprint() -> str:
    async with SandboxPool(1, unsafe=True) as sandbox:
        return sandbox.fingerprint
