"""Imports run downward only, and heavy or sandbox-side modules stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

import codepercept

ROOT = Path(codepercept.__file__).parent
LAYERS = [
    {"types", "errors"},
    {"config", "display", "sources"},
    {"models", "prompts", "sandbox", "figure"},
    {"scorers"},
    {"geometry", "stages", "pipeline"},
    {"dataset", "evals", "train", "render"},
    {"score", "judge", "redraw"},
    {"gallery", "annotate"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
SANDBOX_SIDE = [
    "sandbox/guest.py", "sandbox/zygote.py", "sandbox/isolation.py", "sandbox/determinism.py", "sandbox/limits.py",
    "sandbox/scratch.py", "sandbox/speedups.py",
    "sandbox/source.py", "sandbox/syscalls.py", "sandbox/warmup.py", "figure/recorder.py", "figure/trace.py",
    "figure/shapes.py",
    "figure/axes_info.py", "figure/data_coordinates.py", "figure/origin.py", "figure/sheet.py", "figure/outlines.py",
    "figure/collected.py", "figure/fields.py", "figure/space.py",
]  # fmt: skip


def imports(path: Path) -> set[str]:
    """Full names of all modules that a file imports, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names}
    return found


def part(module: str) -> str | None:
    """The first level below `codepercept`, None for other packages."""
    names = module.split(".")
    return names[1] if names[0] == "codepercept" and len(names) > 1 and names[1] in LEVEL else None


def test_imports_run_downward() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        own = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if own not in LEVEL:
            assert own == "__init__", f"{path}: not in the plan of layers"
            continue
        for module in imports(path):
            other = part(module)
            if other and other != own and LEVEL[other] > LEVEL[own]:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert not wrong


def test_pipeline_does_not_know_the_stages() -> None:
    for path in (ROOT / "pipeline").glob("*.py"):
        assert not any(part(m) == "stages" for m in imports(path)), path


def test_what_runs_in_the_sandbox_needs_only_numpy_and_matplotlib() -> None:
    import sys

    allowed = {*sys.stdlib_module_names, "numpy", "matplotlib", "mpl_toolkits", "codepercept"}
    for name in SANDBOX_SIDE:
        modules = imports(ROOT / name)
        assert not {m.split(".")[0] for m in modules} - allowed, name
        ours = {
            m for m in modules if m.startswith("codepercept.") and (ROOT / (m[12:].replace(".", "/") + ".py")).exists()
        }
        assert {m[12:].replace(".", "/") + ".py" for m in ours} <= set(SANDBOX_SIDE), name


def test_heavy_libraries_are_imported_only_where_they_are_used() -> None:
    learning = {"train", "models"}
    homes = {"ray": {"pipeline"}, "torch": learning, "transformers": learning, "datasets": {"train"}, "trl": {"train"}}
    for path in ROOT.rglob("*.py"):
        own = path.relative_to(ROOT).parts[0]
        for module in imports(path):
            top = module.split(".")[0]
            assert top not in homes or own in homes[top], f"{path} imports {module}"
