"""The figures in the box: the index tells the truth, and each script is one of a kind and stands alone."""

from __future__ import annotations

import ast
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

import codepercept

ROOT = Path(codepercept.__file__).parent / "evals" / "mini"
ROWS = [json.loads(line) for line in (ROOT / "index.jsonl").read_text(encoding="utf-8").splitlines()]
CODES = {row["file"]: (ROOT / row["file"]).read_text(encoding="utf-8") for row in ROWS}
KINDS = ["chemistry", "circuits", "functions", "geometry", "graphs", "physics", "puzzles", "solids", "statistics"]


def test_index_and_files_agree() -> None:
    assert sorted(CODES) == sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
    for row in ROWS:
        assert list(row) == ["id", "file", "kind", "level", "title"]
        kind, name = row["id"].split("/")
        assert row["kind"] == kind and row["file"] == f"{kind}/{name.replace('-', '_')}.py"
        assert row["title"].endswith((".", "?")) and row["title"].isascii(), row["id"]
    assert [row["id"] for row in ROWS] == sorted({row["id"] for row in ROWS})
    assert len({row["title"] for row in ROWS}) == len(ROWS)


def test_every_kind_and_level_is_there() -> None:
    kinds = Counter(row["kind"] for row in ROWS)
    assert sorted(kinds) == KINDS and min(kinds.values()) >= 24 and len(ROWS) >= 216
    levels = Counter(row["level"] for row in ROWS)
    assert sorted(levels) == ["easy", "hard", "medium"] and min(levels.values()) >= len(ROWS) / 4
    assert all(len({row["level"] for row in ROWS if row["kind"] == kind}) == 3 for kind in KINDS)


def test_no_figure_is_a_variant_of_another() -> None:
    alike = process.cdist(list(CODES.values()), list(CODES.values()), scorer=fuzz.ratio)
    np.fill_diagonal(alike, 0)
    a, b = np.unravel_index(alike.argmax(), alike.shape)
    assert alike[a, b] < 90, f"{list(CODES)[a]} and {list(CODES)[b]} are {alike[a, b]:.0f}% alike"


@pytest.mark.parametrize("file", CODES)
def test_script_stands_alone(file: str) -> None:
    code = CODES[file]
    tree = ast.parse(code)
    compile(tree, file, "exec")
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    names = [n.module if isinstance(n, ast.ImportFrom) else alias.name for n in imports for alias in n.names]
    found = {str(name).split(".")[0] for name in names}
    assert found - sys.stdlib_module_names <= {"numpy", "matplotlib", "mpl_toolkits"}
    assert found & sys.stdlib_module_names <= {"math", "itertools", "heapq"}
    assert code.isascii() and code.startswith(("import ", "from ")) and code.endswith("plt.show()\n")
    # A figure of a textbook takes a few lines, at most a page.
    assert 12 <= sum(bool(line.strip()) for line in code.splitlines()) <= 60
